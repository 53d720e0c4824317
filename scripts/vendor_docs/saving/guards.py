"""The checks that a page must pass before it is saved or locked.

Each check rejects what once went wrong for those who follow a documentation page: a page in a wrong encoding, a page
that lost operations, an older page, text that is not documentation, the page of another vendor, and an error page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from .. import match
from ..changes import Entry
from ..diff import entry_of
from ..inventory import Inventory
from ..lock import LockedPage, condense
from ..readers import PAGES, looks_like
from .errors import RejectedPageError
from .regions import regions, unexplained
from .source import Source

MIN_LOCKED_SHARE = 0.98
MAX_UNEXPLAINED_SHARE = 0.03

_BAD_CHARACTERS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd]")
# UTF-8 text that was decoded as Latin-1, as Windows-1252 or as Windows-1251, or that lost its letters.
_MOJIBAKE = re.compile(
    "(?:[ÐÑ][\u0080-¿‚-™Œ-žƒˆ˜]){2}|â€[™œ\u009d“”˜¦¢]|Ã[\u0080-¿©¼¶¤Ÿ]|Â[ «»·°]"
    r"|(?:[РС][^\sА-Яа-яA-Za-z0-9.,;:!?()\[\]{}«»\"'/-]){3}|вЂ[^\s]|Г[©јЇ±¶]|\?{5,}"
)
_ERROR_WORDS = re.compile(
    r"\b(?:[45]\d\d\b|not found|forbidden|access denied|unauthori[sz]ed|bad gateway|gateway time-?out|server error"
    r"|service unavailable|temporarily unavailable|too many requests|just a moment|attention required|captcha"
    r"|verify you are (?:a )?human|are you a robot|checking your browser|sign in|log in|under maintenance"
    r"|не найден|доступ запрещ|ошибка сервера|технические работы)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<(title|h1)\b[^>]*>(.*?)</\1>", re.IGNORECASE | re.DOTALL)


def check_source(vendor: str, source: Source) -> None:
    """Reject garbled text, error pages, and pages of another vendor or in another dialect."""
    if found := _BAD_CHARACTERS.search(source.text) or _MOJIBAKE.search(source.text):
        line = source.text.count("\n", 0, found.start()) + 1
        raise RejectedPageError("garbled", f"line {line} has {found[0]!r}, which is text in a wrong encoding")
    if looks_like(vendor, source.text):
        return
    if source.form == "html":
        titles = [re.sub(r"<[^>]*>|\s+", " ", title[2]).strip() for title in _TITLE.finditer(source.text)]
        if error := next((title for title in titles if _ERROR_WORDS.search(title)), None):
            raise RejectedPageError("error-page", f'the title of this HTML is "{error[:80]}"')


def check_text(vendor: str, source: Source, text: str) -> None:
    """Reject text without the marks of the vendor's dialect."""
    if looks_like(vendor, text):
        return
    without_bars = text.replace("|", " ")
    for other in PAGES:
        if other != vendor and looks_like(other, without_bars):
            raise RejectedPageError("other-vendor", f"this is a page of {other}; expected a page of {vendor}")
    words = " ".join(text.split())
    if source.form == "html" and (_ERROR_WORDS.search(words[:2000]) or len(words) < 400):
        raise RejectedPageError("error-page", f'this HTML has no operation; its text begins "{words[:60]}"')
    if looks_like(vendor, without_bars):
        raise RejectedPageError("unsupported", "this text has tables with bars; expected the dialect without bars")
    raise RejectedPageError("unsupported", f"this {source.form} has no operation in the form of {vendor}'s page")


def check_dialect(vendor: str, text: str) -> None:
    """Reject Kinescope text of an extractor that prints tables without bars."""
    rows = re.compile(
        r"^\s*(?:Field[ \t]+Type|Code[ \t]+Name|Parameter)[ \t]+(?:Type[ \t]+)?Description\s*$", re.MULTILINE
    )
    if vendor == "kinescope" and (found := rows.search(text)):
        line = text.count("\n", 0, found.start(0)) + 1
        raise RejectedPageError("unsupported", f"line {line} has a table without bars; expected the dialect with bars")


def check_inventory(page: Inventory, locked: LockedPage | None, removed: Collection[str] = ()) -> None:
    """Reject a superseded page, and one that lacks locked operations. `removed` names those that may be missing."""
    if locked is None:
        return
    if page.sha256 in locked.superseded and page.sha256 != locked.inventory.sha256:
        raise RejectedPageError("superseded", f"a newer page than {page.sha256[:12]} was locked already")
    pairs = match.pair(locked.inventory.operations, condense(page).operations)
    lost = [
        entry_of(locked.inventory.operations[before]) for before, after in pairs if before is not None and after is None
    ]
    unnamed = [entry for entry in lost if not _is_named(entry, removed)]
    total = len(locked.inventory.operations)
    if total and (total - len(unnamed)) / total < MIN_LOCKED_SHARE:
        names = "; ".join(map(str, unnamed[:3]))
        raise RejectedPageError("incomplete", f"{len(unnamed)} of {total} locked operations are missing: {names}")


def _is_named(entry: Entry, removed: Iterable[str]) -> bool:
    return any(name in {str(entry), entry.title} for name in removed)


def check_regions(vendor: str, text: str, page: Inventory) -> None:
    """Reject a text of which too large a share is explained by no rule of the reader."""
    strays = unexplained(text, regions(vendor, text, page))
    size = sum(len("".join(text[start:end].split())) for start, end in strays)
    total = len("".join(text.split()))
    if total and size / total > MAX_UNEXPLAINED_SHARE:
        start, end = strays[0]
        line = text.count("\n", 0, start) + 1
        raise RejectedPageError(
            "unexplained",
            f"{size / total:.1%} of the text is explained by no rule (at most {MAX_UNEXPLAINED_SHARE:.0%}); "
            f'line {line}: "{" ".join(text[start:end].split())[:60]}"',
        )
