"""Read samples in curl, JavaScript and Python: their lines, and the body that each of them sends."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from ..inventory import Example
from ..text import bare_digest
from . import json_repair

_BEGINS = (
    ("curl", re.compile(r"^curl\s")),
    ("javascript", re.compile(r"^(?:const|let|var)\s+\w+\s*=")),
    ("python", re.compile(r"^(?:import\s+\w+|from\s+\S+\s+import\b)")),
)
_BODY = {
    "curl": re.compile(r"-d\s+\"((?:[^\"\\]|\\.)*)\"", re.DOTALL),
    "javascript": re.compile(r"\bbody\s*=\s*(?:`([^`]*)`|'([^'\n]*)'|\"([^\"\n]*)\")"),
    "python": re.compile(r"\bbody\s*=\s*(?:\"\"\"(.*?)\"\"\"|'''(.*?)''')", re.DOTALL),
}
_FORM = re.compile(r"^\w+=[^&\s]*(?:&\w+=[^&\s]*)*$")


class SampleError(Exception):
    """The body of a sample cannot be read. `line` is its line."""

    def __init__(self, line: int, expected: str) -> None:
        super().__init__(expected)
        self.line = line
        self.expected = expected


@dataclass(slots=True)
class Sample:
    """A sample in one language."""

    language: str
    line: int
    lines: list[str]

    @property
    def text(self) -> str:
        """The code as printed."""
        return "\n".join(self.lines)


def begins(line: str, language: str | None) -> str | None:
    """Return the language of the sample that begins on this line; None if no other sample than before begins."""
    order = [name for name, _ in _BEGINS]
    later = _BEGINS[order.index(language) + 1 :] if language else _BEGINS
    return next((name for name, pattern in later if pattern.match(line)), None)


def body(sample: Sample) -> Example | None:
    """Return the JSON or form that a sample sends, or None."""
    found = _BODY[sample.language].search(sample.text)
    raw = next((part for part in found.groups() if part is not None), "") if found else ""
    if sample.language == "curl":
        raw = _unquoted(raw)
    raw = raw.strip()
    if not found or not raw or raw == "{}" or raw.startswith("[object "):
        return None
    line = sample.line + sample.text.count("\n", 0, found.start())
    if _FORM.match(raw):
        return Example("request", sample.language, line, bare_digest(raw), dict(parse_qsl(raw)), ("form",))
    if raw[0] not in "{[":
        return None
    try:
        parsed = json_repair.parse(raw, 0, loose=True)
    except json_repair.JSONError as error:
        raise SampleError(line, f"expected {error.expected} in the body of the {sample.language} sample") from error
    return Example("request", sample.language, line, bare_digest(raw), parsed.value, parsed.repairs)


def _unquoted(raw: str) -> str:
    """Return a quoted argument without its escapes. The page writes line breaks as \\n."""
    try:
        return str(json.loads(f'"{raw}"', strict=False))
    except json.JSONDecodeError:
        return raw.replace('\\"', '"').replace("\\r", "").replace("\\n", "\n")
