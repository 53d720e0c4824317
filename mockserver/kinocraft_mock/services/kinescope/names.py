"""Text from request headers, and file names."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes, urlsplit

__all__ = ["file_name", "header_text", "name_in_url"]

UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


def header_text(value: str) -> str:
    """Decode a header's text: percent-encoded UTF-8, or plain UTF-8.

    Text that is neither, such as one with a literal percent sign, stays as it is.
    """
    try:
        return unquote_to_bytes(value.encode("latin-1")).decode()
    except UnicodeError:
        return value


def file_name(name: str, otherwise: str) -> str:
    """Return the last segment of a file's path, cleaned for use in a URL; `otherwise` if nothing is left."""
    last = UNPRINTABLE.sub("", name.replace("\\", "/").rpartition("/")[2]).strip()
    return otherwise if last in ("", ".", "..") else last


def name_in_url(url: str) -> str:
    """Return the file name at the end of a URL; empty if there is none."""
    return header_text(urlsplit(url).path.rpartition("/")[2])
