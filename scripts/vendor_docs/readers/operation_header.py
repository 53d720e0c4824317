"""Read the header of a Platformcraft operation: labelled rows, then a row for each option."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..inventory import Parameter
from ..text import digest
from .prose import parse_prose, type_in

# The labels in all their spellings. A label begins with a capital letter, the name of an option never does.
_LABELS = (
    ("description", re.compile(r"^(?:Description|Описание)\s+")),
    ("url", re.compile(r"^(?:URL structure|Structure URL|Структура URL)\s+(?:URL:?\s+)?")),
    ("method", re.compile(r"^(?:Method|Метод)\s+")),
    ("body", re.compile(r"^(?:Request body type|Тип тела запроса)\s+(?:application\s+(?=\S*/|-\s*$))?")),
    ("returns", re.compile(r"^(?:Returns|Возвращает)\s+")),
    ("headers", re.compile(r"^(?:Headers?|Заголовки)\s+")),
    ("note", re.compile(r"^(?:Notes?|Примечание)\s+(?=\S)")),
)
_TABLE = re.compile(
    r"^(?:(URL|Path|Query|Request body|Body|Form|Pagination|Header)s?\s+)?"
    r"(?:options|param\w*rs|parameteres)\s*(\(.*\))?\s*:?$",
    re.IGNORECASE,
)
_MARK = re.compile(r"^(Required|Optional)\s*:$")
_OPTION = re.compile(r"^([a-z]\w*)\s+(\S.*)$", re.DOTALL)
_METHOD = re.compile(r"^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b")
_URL = re.compile(r"^https?://([^/\s{}]+)(/\S*)?$")
_LITERAL_ID = re.compile(r"(?<=/)[0-9a-f]{24}(?=/|$)")  # a real id in a URL, where the page means a placeholder
_HEADER = re.compile(r"^([A-Z][\w-]*)\s+[-–—:]\s+(.*)$")


class OperationHeaderError(Exception):
    """A header lacks a row that every header has. `line` is its line."""

    def __init__(self, line: int, expected: str) -> None:
        super().__init__(expected)
        self.line = line
        self.expected = expected


@dataclass(slots=True)
class _Option:
    name: str
    where: str
    required: bool | None
    words: list[str]
    line: int


@dataclass(slots=True)
class OperationHeader:
    """A header. `returns` is whether it mentions a response."""

    line: int
    host: str = ""
    path: str = ""
    query: tuple[str, ...] = ()
    method: str = ""
    content_type: str | None = None
    returns: bool = False
    prose: list[str] = field(default_factory=list[str])
    options: list[_Option] = field(default_factory=list[_Option])

    def parameters(self) -> tuple[Parameter, ...]:
        """Return the options as parameters. Their `where` depends on the URL, the type of the body and the table."""
        found: list[Parameter] = []
        for option in self.options:
            text = " ".join(option.words)
            says = parse_prose("\n".join(option.words), "string")
            found.append(
                Parameter(
                    name=option.name,
                    where=self._where(option),
                    type=type_in(text),
                    required=says.required if says.required is not None else option.required,
                    enum=says.enum,
                    example=None,
                    description_hash=digest(says.rest) if says.rest else None,
                    line=option.line,
                )
            )
        return tuple(found)

    def _where(self, option: _Option) -> str:
        if "{" + option.name + "}" in self.path:
            return "path"
        if option.name in self.query or option.where in {"query", "pagination"}:
            return "query"
        if option.where == "header":
            return "header"
        if option.where == "url":
            return "path"
        if self.method in {"GET", "DELETE", "HEAD"}:
            return "query"
        if self.content_type and ("form" in self.content_type):
            return "form"
        return "body" if self.content_type else "option"


def label(text: str) -> str | None:
    """Return the name of the row that a line begins, or None."""
    return next((name for name, pattern in _LABELS if pattern.match(f"{text} ")), None)


def read(rows: Sequence[tuple[int, str]], is_after: Callable[[str], bool]) -> tuple[OperationHeader, int]:
    """Read a header from its first row. Return it with its number of lines. `is_after` recognizes what follows it."""
    header = OperationHeader(rows[0][0])
    texts: dict[str, list[str]] = {}
    current: list[str] | None = None
    table: str | None = None
    required: bool | None = None
    count = 0
    for number, text in rows:
        name = label(text) if table is None else None
        if name:
            pattern = next(pattern for known, pattern in _LABELS if known == name)
            if name in texts:
                raise OperationHeaderError(
                    number, f"one row {name!r}, not two; a title, or the end of the header before, is missing"
                )
            current = texts[name] = [pattern.sub("", f"{text} ").strip()]
        elif is_after(text):
            break
        elif found := _TABLE.match(text):
            table = (found[1] or "").lower()
            required = False if "optional" in (found[2] or "") else None
            header.prose.append(text)
        elif table is not None and (found := _MARK.match(text)):
            required = found[1] == "Required"
        elif table is not None and (found := _OPTION.match(text)):
            header.options.append(_Option(found[1], table, required, [found[2]], number))
        elif table is not None and header.options:
            if _ends(rows, count):
                break
            header.options[-1].words.append(text)
        elif current is not None and not _ends(rows, count):
            current.append(text)
        else:
            break
        count += 1
    _fill(header, {name: " ".join(parts) for name, parts in texts.items()})
    return header, count


def _ends(rows: Sequence[tuple[int, str]], at: int) -> bool:
    """Return whether only headings are left, so that the header is the whole operation."""
    return at >= len(rows) - 2 and not rows[at][1].startswith('"') and not rows[at][1].endswith(".")


def _fill(header: OperationHeader, texts: dict[str, str]) -> None:
    for needed, expected in (("url", 'a row "URL structure"'), ("method", 'a row "Method"')):
        if not texts.get(needed):
            raise OperationHeaderError(header.line, expected)
    found = _URL.match(texts["url"])
    if not found:
        raise OperationHeaderError(header.line + 1, "a URL with host and path")
    header.host = found[1]
    path, _, query = (found[2] or "/").partition("?")
    header.path = _LITERAL_ID.sub("{id}", path)
    header.query = tuple(part.partition("=")[0] for part in query.split("&") if part)
    method = _METHOD.match(texts["method"])
    if not method:
        raise OperationHeaderError(header.line + 2, "a method, such as GET")
    header.method = method[1]
    body = texts.get("body", "")
    header.content_type = body if "/" in body else None
    header.returns = bool(texts.get("returns", "").strip("- "))
    header.prose[:0] = [texts[name] for name in ("description", "returns", "note") if texts.get(name)]
    if row := _HEADER.match(texts.get("headers", "")):
        header.options.insert(0, _Option(row[1], "header", None, [row[2]], header.line))
