"""The names of secret fields and addresses: those that the descriptions mark with `x-secret`."""

from __future__ import annotations

from functools import cache
from pkgutil import get_data
from typing import NamedTuple

import orjson

__all__ = ["SecretNames", "secret_names"]


class SecretNames(NamedTuple):
    """What the journal hides."""

    fields: tuple[str, ...]
    """The names of fields and parameters as they are sent."""
    paths: tuple[str, ...]
    """The path templates with a secret parameter, without their service's mount."""


@cache
def secret_names() -> SecretNames:
    """Return the names, which were collected with the bundles."""
    data = get_data("kinocraft_mock", "specs/secret-names.json")
    assert data is not None, "the loader of the package reads files"
    return SecretNames(**orjson.loads(data))
