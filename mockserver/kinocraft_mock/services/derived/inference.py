"""The handlers that a service lacks. They are made when the first of them is needed, which is seldom."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kinocraft_mock.http.messages import Handler
from kinocraft_mock.service import Service
from kinocraft_mock.services.derived.vendor_forms import VendorForms

__all__ = ["inferring"]


def inferring(forms: VendorForms) -> Callable[[Service, Mapping[str, Handler]], Mapping[str, Handler]]:
    """Return a function that makes the handlers that a vendor's service lacks, by operationId.

    It also completes the responses of handlers that are written by hand, by the fields that are drafts.
    """

    def infer(service: Service, written: Mapping[str, Handler]) -> Mapping[str, Handler]:
        # Not with the module: few servers need it.
        from kinocraft_mock.services.derived.handlers import make_handlers

        return make_handlers(service.mount, list(service.operations()), written, forms)

    return infer
