"""The two forms of an id: a UUID, and 22 letters and digits for the same number."""

from __future__ import annotations

import re

__all__ = ["ID_PATTERN", "as_uuid", "short"]

ID_PATTERN = "^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|[0-9A-Za-z]{22})$"
"""The pattern of ids in the descriptions. A value that violates it is reported as a malformed id."""

# Base 57: letters and digits without look-alikes. The vendor's order is not published. With this order all samples on
# its page are 128-bit numbers; with the usual one, capitals first, they are not.
ALPHABET = "23456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
LENGTH = 22
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def as_uuid(text: str) -> str | None:
    """Return the UUID for an id in either form; None if it cannot be the id of an object.

    A well-formed id can be invalid, such as 22 letters with an I among them: no object has it.
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
    """Return the short form of a UUID."""
    number = int(uuid.replace("-", ""), 16)
    letters: list[str] = []
    for _ in range(LENGTH):
        number, value = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[value])
    return "".join(reversed(letters))
