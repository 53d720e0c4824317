"""The encoding of what a script prints."""

from __future__ import annotations

import sys
from io import TextIOWrapper

__all__ = ["use_utf8"]


def use_utf8() -> None:
    """Print UTF-8, also to a file or a pipe: those have the encoding of the locale, which may lack a letter."""
    for stream in sys.stdout, sys.stderr:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
