"""Secrets in what the journal shows, found by the names that they stand under."""

from __future__ import annotations

import re

__all__ = ["HIDDEN", "SECRET_HEADERS", "hide", "is_secret"]

HIDDEN = "(hidden)"
"""What stands in the place of a secret."""

SECRET_HEADERS = frozenset((b"authorization", b"proxy-authorization", b"cookie", b"set-cookie"))

NAMES = r"(?:\w+_)?(?:password|token|secret)(?:_digest)?|key|streamkey|sign|signature"
NAME = re.compile(rf"(?i)(?:{NAMES})")
PAIR = re.compile(rf"(?i)(?<![^&?])({NAMES})=[^&\s\"'<>]+")
# By its text and not by what it decodes to: a malformed document holds the same password.
VALUE = r'"(?:[^"\\]|\\.)*"?|-?[0-9][^\s,}\]]*|\[[^\]]*\]?|\{[^}]*\}?'
MEMBER = re.compile(rf'(?i)("(?:{NAMES})"\s*:\s*)(?:{VALUE})')
FIELD = re.compile(rf'(?i)(name="?(?:{NAMES})"?\r?\n(?:[^\r\n]+\r?\n)*\r?\n)[^\r\n]+')


def is_secret(name: object) -> bool:
    """Whether what has this name is a secret."""
    return isinstance(name, str) and NAME.fullmatch(name) is not None


def hide(text: str) -> str:
    """A query, a form of either kind, JSON or a text with addresses in it, without the secrets among its values."""
    if "=" in text:
        text = PAIR.sub(rf"\1={HIDDEN}", text)
    if ":" in text:
        text = FIELD.sub(rf"\1{HIDDEN}", MEMBER.sub(rf'\1"{HIDDEN}"', text))
    return text
