"""Reading the vendors' documentation pages: `read(page, text)` gives what a page says, without its sentences."""

from __future__ import annotations

from .inventory import Error, Example, Field, Inventory, Operation, PageError, Parameter, Prose
from .reading import PAGES, read, read_file

__all__ = [
    "PAGES",
    "Error",
    "Example",
    "Field",
    "Inventory",
    "Operation",
    "PageError",
    "Parameter",
    "Prose",
    "read",
    "read_file",
]
