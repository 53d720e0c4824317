"""Hide secrets in what the journal shows. The name of a field marks its value as a secret."""

from __future__ import annotations

import re

__all__ = ["HIDDEN", "SECRET_HEADERS", "hide", "is_secret"]

HIDDEN = "(hidden)"
"""The replacement of a secret."""

SECRET_HEADERS = frozenset((b"authorization", b"proxy-authorization", b"cookie", b"set-cookie"))

NAMES = r"(?:\w+_)?(?:password|token|secret)(?:_digest)?|key|streamkey|sign|signature"
NAME = re.compile(rf"(?i)(?:{NAMES})")
PAIR = re.compile(rf"(?i)(?<![^&?])({NAMES})=[^&\s\"'<>]+")
# Match raw text: malformed bodies leak passwords too.
VALUE = r'"(?:[^"\\]|\\.)*"?|-?[0-9][^\s,}\]]*|\[[^\]]*\]?|\{[^}]*\}?'
MEMBER = re.compile(rf'(?i)("(?:{NAMES})"\s*:\s*)(?:{VALUE})')
FIELD = re.compile(rf'(?i)(name="?(?:{NAMES})"?\r?\n(?:[^\r\n]+\r?\n)*\r?\n)[^\r\n]+')


def is_secret(name: object) -> bool:
    """Return whether the value of this name is a secret."""
    return isinstance(name, str) and NAME.fullmatch(name) is not None


def hide(text: str) -> str:
    """Return text with secret values hidden. It may be a query, a form, JSON, or text with URLs in it."""
    if "=" in text:
        text = PAIR.sub(rf"\1={HIDDEN}", text)
    if ":" in text:
        text = FIELD.sub(rf"\1{HIDDEN}", MEMBER.sub(rf'\1"{HIDDEN}"', text))
    return text
