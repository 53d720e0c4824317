"""Hide secrets in what the journal shows.

The name of a field marks its value as a secret: the descriptions say which names (`x-secret`), and a field that no
description knows is judged by the words in its name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kinocraft_mock.journal.secret_names import secret_names

__all__ = ["HIDDEN", "SECRET_HEADERS", "hide", "hide_in_path", "is_secret"]

HIDDEN = "(hidden)"
"""The replacement of a secret."""

SECRET_HEADERS = frozenset((b"authorization", b"proxy-authorization", b"cookie", b"set-cookie"))

UNDESCRIBED = r"(?:\w+_)?(?:password|token|secret)(?:_digest)?|sign|signature"
"""Names of secrets in fields and query keys that no description has, such as those of signed URLs."""
# Match raw text: malformed bodies leak passwords too.
VALUE = r'"(?:[^"\\]|\\.)*"?|-?[0-9][^\s,}\]]*|\[[^\]]*\]?|\{[^}]*\}?'


class _Patterns(NamedTuple):
    name: re.Pattern[str]
    pair: re.Pattern[str]
    member: re.Pattern[str]
    field: re.Pattern[str]
    path: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    secrets = secret_names()
    # The longest first: an alternation takes the first that fits.
    described = sorted(map(re.escape, secrets.fields), key=len, reverse=True)
    names = "|".join([*described, UNDESCRIBED])
    paths = "|".join(re.escape(template.partition("{")[0]) for template in secrets.paths)
    return _Patterns(
        name=re.compile(rf"(?i)(?:{names})"),
        pair=re.compile(rf"(?i)(?<![^&?])({names})=[^&\s\"'<>]+"),
        member=re.compile(rf'(?i)("(?:{names})"\s*:\s*)(?:{VALUE})'),
        field=re.compile(rf'(?i)(name="?(?:{names})"?\r?\n(?:[^\r\n]+\r?\n)*\r?\n)[^\r\n]+'),
        path=re.compile(rf"({paths or '(?!)'})[^/?#\s\"'<>\\]+"),
    )


def is_secret(name: object) -> bool:
    """Return whether the value of this name is a secret."""
    return isinstance(name, str) and _patterns().name.fullmatch(name) is not None


def hide_in_path(text: str) -> str:
    """Return a path, or text with URLs in it, with the secret part of secret addresses hidden."""
    return _patterns().path.sub(rf"\1{HIDDEN}", text)


def hide(text: str) -> str:
    """Return text with secret values hidden. It may be a query, a form, JSON, or text with URLs in it."""
    patterns = _patterns()
    if "=" in text:
        text = patterns.pair.sub(rf"\1={HIDDEN}", text)
    if ":" in text:
        text = patterns.field.sub(rf"\1{HIDDEN}", patterns.member.sub(rf'\1"{HIDDEN}"', text))
    return hide_in_path(text) if "/" in text else text
