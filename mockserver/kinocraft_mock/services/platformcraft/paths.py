"""What a path inside a container may be."""

from __future__ import annotations

from kinocraft_mock.http.messages import ErrorResponse

__all__ = ["check_name", "split"]

LONGEST_NAME = 255
"""Characters of one segment. No limit is published; this is that of common file systems."""


def check_name(name: str) -> str:
    """The name, if a file or folder may be called that. Raises a 400 that says why not (inferred)."""
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
    """The names along a path; none for the root, which is empty or `/`. Raises a 400."""
    if path in ("", "/"):
        return []
    return [check_name(name) for name in path.removeprefix("/").split("/")]
