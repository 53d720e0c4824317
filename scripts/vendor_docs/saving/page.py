"""Make the text of a page, with every check that needs the page alone."""

from __future__ import annotations

from ..inventory import Inventory
from ..readers import read
from . import guards
from .extraction import text_of
from .source import Source


def make_text(vendor: str, source: Source) -> tuple[str, Inventory]:
    """Return the text of a page in the vendor's dialect, and its inventory.

    Raises RejectedPageError if a check fails, and PageError if the reader cannot read the text.
    """
    guards.check_source(vendor, source)
    text = text_of(vendor, source)
    guards.check_text(vendor, source, text)
    guards.check_dialect(vendor, text)
    inventory = read(vendor, text)
    guards.check_regions(vendor, text, inventory)
    return text, inventory
