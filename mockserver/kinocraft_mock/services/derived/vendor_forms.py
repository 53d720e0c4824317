"""What differs between the vendors in the responses of derived handlers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kinocraft_mock.context import Context

__all__ = ["VendorForms"]


@dataclass(frozen=True)
class VendorForms:
    """The forms of a vendor.

    `new_id` returns an id for a new object, and `canonical_id` the same text for every form of an id. `times` returns
    the ways in which a time, in microseconds, is printed; the first that a schema allows is used. `not_found` is the
    message of a 404, with a place for `what` is missing. `newest_first` says in which order lists are by default.
    """

    new_id: Callable[[Context], str]
    canonical_id: Callable[[str], str]
    times: Callable[[int], tuple[str | int, ...]]
    not_found: str
    newest_first: bool
