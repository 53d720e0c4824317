"""Validation of paths within the container."""

from __future__ import annotations

from kinocraft_mock.http.messages import ErrorResponse

__all__ = ["check_name", "split"]

LONGEST_NAME = 255
"""The maximum length of a name. The vendor publishes none; this is that of common file systems."""


def check_name(name: str) -> str:
    """Return the name if it is valid. Raises a 400 with the reason (inferred)."""
    if not name:
        raise ErrorResponse(400, "a name in the path is empty")
    if name in (".", ".."):
        raise ErrorResponse(400, f"a name in the path is {name!r}; paths are not relative")
    if "/" in name:
        raise ErrorResponse(400, "a name holds a slash")
    if any(character < " " or character == "\x7f" for character in name):
        raise ErrorResponse(400, "a name in the path holds a control character")
    if len(name) > LONGEST_NAME:
        raise ErrorResponse(400, f"a name in the path has more than {LONGEST_NAME} characters")
    return name


def split(path: str) -> list[str]:
    """Split a path into names; the root, empty or `/`, has none. Raises a 400."""
    if path in ("", "/"):
        return []
    return [check_name(name) for name in path.removeprefix("/").split("/")]
