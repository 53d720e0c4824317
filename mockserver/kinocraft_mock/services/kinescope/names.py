"""Texts that come in headers, and names of files."""

from __future__ import annotations

import mimetypes
import re
from urllib.parse import unquote_to_bytes, urlsplit

__all__ = ["file_name", "header_text", "media_type", "name_in_url"]

# The machine's own tables are left out: the same name has the same type everywhere.
TYPES = mimetypes.MimeTypes(filenames=())
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


def header_text(value: str) -> str:
    """What a header says, in any letters: percent-encoded UTF-8, or UTF-8 as it is.

    A text that is neither, such as one with a percent sign of its own, is what it looks like.
    """
    try:
        return unquote_to_bytes(value.encode("latin-1")).decode()
    except UnicodeError:
        return value


def file_name(name: str, otherwise: str) -> str:
    """The last part of a file's name, as it may stand in an address; another one where nothing is left of it."""
    last = UNPRINTABLE.sub("", name.replace("\\", "/").rpartition("/")[2]).strip()
    return otherwise if last in ("", ".", "..") else last


def name_in_url(url: str) -> str:
    """The name of the file that an address ends with; empty where it has none."""
    return header_text(urlsplit(url).path.rpartition("/")[2])


def media_type(name: str) -> str:
    """The media type of a file, by its name."""
    return TYPES.guess_type(name)[0] or "application/octet-stream"
