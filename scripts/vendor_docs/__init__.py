"""Reads the vendors' documentation pages and compares them with the lock and with specs/."""

from __future__ import annotations

from .inventory import Error, Example, Field, Inventory, Operation, PageError, Parameter, Prose
from .readers import PAGES, read, read_file

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
