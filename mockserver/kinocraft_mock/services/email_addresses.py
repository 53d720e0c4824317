"""Check e-mail addresses, for the services of both vendors."""

from __future__ import annotations

import re

__all__ = ["is_email_address"]

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def is_email_address(text: str) -> bool:
    """Return whether a text has the form of an e-mail address. Whether it exists is not checked."""
    return ADDRESS.fullmatch(text) is not None
