"""The two forms of an id: a UUID, and 22 letters and digits that stand for the same number."""

from __future__ import annotations

import re

__all__ = ["FORM", "as_uuid", "short"]

FORM = "^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[0-9A-Za-z]{22})$"
"""The pattern by which the description knows an id: what breaks it is a malformed id and not just any text."""

# Base 57: letters and digits without those that look alike. Their order is not published; in this one all of the
# page's samples are numbers of 128 bits, which in the usual one, capitals first, they are not.
ALPHABET = "23456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
LENGTH = 22
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def as_uuid(text: str) -> str | None:
    """The UUID that an id in either form means; None for a text that cannot be an object's id.

    Such a text may still be well-formed, as 22 letters among which there is an I: then there is no such object.
    """
    if len(text) != LENGTH:
        lower = text.lower()
        return lower if UUID.fullmatch(lower) else None
    number = 0
    for letter in text:
        value = VALUES.get(letter)
        if value is None:
            return None
        number = number * len(ALPHABET) + value
    if number >> 128:
        return None
    digits = f"{number:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def short(uuid: str) -> str:
    """The short form of a UUID."""
    number = int(uuid.replace("-", ""), 16)
    letters: list[str] = []
    for _ in range(LENGTH):
        number, value = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[value])
    return "".join(reversed(letters))
