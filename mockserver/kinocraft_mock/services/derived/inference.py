"""Whether a service needs handlers that are made from its descriptions. Most do not, and then nothing is loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import orjson

from kinocraft_mock.http.messages import Handler
from kinocraft_mock.openapi.descriptions import Document
from kinocraft_mock.service import Service
from kinocraft_mock.services.derived.vendor_forms import VendorForms

__all__ = ["DRAFT", "DRAFT_MARK", "inferring", "may_have_drafts"]

DRAFT_MARK = "x-draft"
"""Marks a property that is a draft."""
DRAFT = f'"{DRAFT_MARK}":true'.encode()
"""The mark in compact JSON."""


def inferring(forms: VendorForms) -> Callable[[Service, Mapping[str, Handler]], Mapping[str, Handler]]:
    """Return a function that makes the handlers that a vendor's service lacks, by operationId.

    It also completes the responses of handlers that are written by hand, by the fields that are drafts.
    """

    def infer(service: Service, written: Mapping[str, Handler]) -> Mapping[str, Handler]:
        operations = list(service.operations())
        if all(operation.id in written and not may_have_drafts(operation.document) for operation in operations):
            return {}
        from kinocraft_mock.services.derived.handlers import make_handlers

        return make_handlers(service.mount, operations, written, forms)

    return infer


@cache
def may_have_drafts(document: Document) -> bool:
    """Return whether a description has fields that are drafts."""
    return DRAFT in orjson.dumps(document.content)
