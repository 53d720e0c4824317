"""Changes of wording alone: other words, marks, letters, line breaks and order in prose and descriptions."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

from vendor_docs import Field, Parameter
from vendor_docs.changes import Entry

from tests.contract.release_truth.cases import Case
from tests.contract.vendor_pages.page_mutations import Mutation, Page

_SYNONYMS = {
    "returns": "gives back",
    "deletes": "removes",
    "creates": "makes",
    "list": "listing",
    "method": "call",
    "object": "entity",
    "parameter": "argument",
    "video": "film",
    "updates": "alters",
    "retrieves": "fetches",
    "gives": "hands out",
    "takes": "carries",
}


def _synonym(text: str, source: random.Random) -> str:
    known = [found for found in re.finditer(r"\b[A-Za-z]+\b", text) if found[0].lower() in _SYNONYMS]
    if not known:
        return text
    found = source.choice(known)
    other = _SYNONYMS[found[0].lower()]
    other = other.capitalize() if found[0][0].isupper() else other
    return f"{text[: found.start()]}{other}{text[found.end() :]}"


def _word(text: str, source: random.Random, change: Callable[[str], str]) -> str:
    words = list(re.finditer(r"(?<![\w/{:.'`])[a-z]{4,}(?![\w/}:'`])", text))
    if not words:
        return text
    found = source.choice(words)
    return f"{text[: found.start()]}{change(found[0])}{text[found.end() :]}"


def _plural(text: str, source: random.Random) -> str:
    return _word(text, source, lambda word: word[:-1] if word.endswith("s") else f"{word}s")


def _typo(text: str, source: random.Random) -> str:
    return _word(text, source, lambda word: f"{word[0]}{word[2]}{word[1]}{word[3:]}")


def _quoted(text: str, source: random.Random) -> str:
    if re.search("[\"'“”]", text):
        return re.sub("[\"'“”]", lambda found: "“" if found[0] != "“" else '"', text)
    return _word(text, source, lambda word: f"“{word}”")


def _dash(text: str, source: random.Random) -> str:
    for old, new in (("—", "-"), (" - ", " — "), ("–", "—")):
        if old in text:
            return text.replace(old, new, 1)
    return _word(text, source, lambda word: f"{word} —")


def _nbsp(text: str, source: random.Random) -> str:
    spaces = [found.start() for found in re.finditer(r"(?<=[a-z,]) (?=[a-z])", text)]
    if not spaces:
        return text
    at = source.choice(spaces)
    return f"{text[:at]}\N{NO-BREAK SPACE}{text[at + 1 :]}"


def _letter_case(text: str, source: random.Random) -> str:
    return _word(text, source, str.upper)


def _line_break(text: str, source: random.Random) -> str:
    spaces = [found.start() for found in re.finditer(r"(?<=[a-z,]) (?=[a-z])", text)]
    if not spaces:
        return text
    at = source.choice(spaces)
    return f"{text[:at]}\n{text[at + 1 :]}"


def _bullet(text: str, source: random.Random) -> str:
    del source
    return f"- {text}"


def _unicode(text: str, source: random.Random) -> str:
    changed = unicodedata.normalize("NFD", text)
    return (
        changed
        if changed != text
        else _word(text, source, lambda word: word.replace("fi", "ﬁ", 1).replace("i", "ı", 1))
    )


def _reordered(text: str, source: random.Random) -> str:
    del source
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", text)
    return " ".join([*sentences[1:], sentences[0]]) if len(sentences) > 1 else text


SORTS: dict[str, Callable[[str, random.Random], str]] = {
    "synonym": _synonym,
    "plural": _plural,
    "typo": _typo,
    "quotes": _quoted,
    "dash": _dash,
    "no-break space": _nbsp,
    "letter case": _letter_case,
    "line break": _line_break,
    "bullet": _bullet,
    "Unicode form": _unicode,
    "order of sentences": _reordered,
}
LAYOUT = {"no-break space", "line break"}
"""The sorts that change nothing but white space."""


def wordings(page: Page) -> Iterator[Case]:
    """Yield changes of wording in the prose and in the descriptions of rows, in every section."""
    places = list(_prose(page))
    equal = Counter(page.text[start:end] for _, _, start, end in places)
    for section, entry, start, end in places:
        text = page.text[start:end]
        if equal[text] > 1:
            yield Case("wording", Mutation("differs from a sister", section, end, end, " mostly", (entry,), ()))
        for sort, change in SORTS.items():
            if sort in {"bullet", "line break"} and page.text[start - 1] != "\n":
                continue  # the prose is joined to a URL or stands in a row
            source = random.Random(f"{sort}/{start}")
            made = change(text, source)
            if made != text:
                yield Case("wording", Mutation(sort, section, start, end, made, (entry,), ()))


def _prose(page: Page) -> Iterator[tuple[str, Entry, int, int]]:
    """Yield the section, the entry and the place of each sentence, and of each description in a row."""
    for at, operation in enumerate(page.inventory.operations):
        entry = Entry(*operation.key)
        found = page.url(at, operation)
        if page.piped and found:
            stop = page.text.find("\n", found[1])
            if page.text[found[1] : found[1] + 1].isupper():
                yield operation.section, entry, found[1], stop
        elif not page.piped:
            part = page.text[page.titles[at] : page.end(at)]
            if described := re.search(r"^Description (.+)$", part, re.MULTILINE):
                start = page.titles[at] + described.start(1)
                yield operation.section, entry, start, page.titles[at] + described.end(1)
            if noted := re.search(r"^Notes?:? ([A-Z].+)$", part, re.MULTILINE):
                start = page.titles[at] + noted.start(1)
                yield operation.section, entry, start, page.titles[at] + noted.end(1)
        rows: list[Parameter | Field] = [*operation.parameters, *operation.fields]
        for row in rows:
            yield from ((operation.section, entry, *place) for place in _description(page, row.line, row.enum))
    for section, fields in page.inventory.section_fields.items():
        for row in fields:
            yield from ((section, Entry(section), *place) for place in _description(page, row.line, row.enum))
    first = page.titles[0]
    for sentence in re.finditer(r"^[A-Z][^\n|{]{30,}[.]$", page.text[:first], re.MULTILINE):
        yield "the page itself", Entry(), sentence.start(), sentence.end()


def _description(page: Page, line: int, enum: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    start, end = page.line(line)
    text = page.text[start:end]
    if enum or (page.piped and text.count("|") != 4):
        return
    pattern = r"\|[^|]+\|[^|]+\|\s*([A-Z][^|]{9,}?)\s*\|$" if page.piped else r"^\w+ ([a-z][^\n]{12,})$"
    if (found := re.search(pattern, text)) and not re.search(r"type parameter|equired|optional", found[1]):
        yield start + found.start(1), start + found.end(1)
