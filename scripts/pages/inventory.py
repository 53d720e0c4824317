"""What is read from a page: operations with their tables and examples, error codes, sections; hashes for the prose.

Everything here but the line numbers is the same for two texts that differ in spacing and line breaks alone: names and
values are compared as they are, sentences and examples through hashes taken over folded text.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Kind = Literal["request", "response", "error"]


class PageError(Exception):
    """A text that cannot be read as the page it is said to be; names the line and what was expected there."""

    def __init__(self, page: str, line: int, expected: str) -> None:
        super().__init__(f"{page}, line {line}: {expected}")
        self.page = page
        self.line = line
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Field:
    """A row of a field table. `required` and `enum` are filled where the row says so, in a mark or in words."""

    name: str
    type: str | None
    required: bool | None
    enum: tuple[str, ...]
    description_hash: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Parameter:
    """A row of a parameter table.

    `where`: `header`, `form`, `path`, `query`, `body` or `option` (a table that does not say). `example` is the value
    that the row prints as a sample.
    """

    name: str
    where: str
    type: str | None
    required: bool | None
    enum: tuple[str, ...]
    example: str | None
    description_hash: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Example:
    """One JSON or form document that an operation shows.

    `value` is as parsed, with placeholders left in it; `repairs` names what had to be mended to parse it
    (`form` marks a form's pairs). `source` is
    `page` for a block of its own, else the language of the sample that carries it (`curl`, `javascript`, `python`).
    `notes` are the hashes of the remarks inside it, each under the key whose line it stands on.
    """

    kind: Kind
    source: str
    line: int
    raw_sha256: str
    value: Any
    repairs: tuple[str, ...]
    notes: tuple[tuple[str, str], ...] = ()
    required: tuple[str, ...] = ()
    enums: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """All sentences of an operation: where they begin, and their hash with white space folded."""

    sha256: str
    line: int


@dataclass(frozen=True, slots=True)
class Operation:
    """One entry of a page. `section` is the path of headings joined by `/`; `occurrence` counts equal titles in it."""

    section: str
    title: str
    occurrence: int
    line: int
    host: str | None
    method: str | None
    path: str | None
    query: tuple[str, ...]
    content_type: str | None
    parameters: tuple[Parameter, ...]
    fields: tuple[Field, ...]
    prose: Prose
    examples: tuple[Example, ...]

    @property
    def key(self) -> tuple[str, str, int]:
        """What names the entry on its page."""
        return self.section, self.title, self.occurrence


@dataclass(frozen=True, slots=True)
class Error:
    """A row of an error table: `table` is `http` for statuses and `code` for the vendor's own numbers."""

    table: Literal["http", "code"]
    code: str
    name: str | None
    description_hash: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Inventory:
    """A page. `sha256` is over the whole text without its white space.

    `preamble` is over the sentences, and `examples` are those, that stand outside of all operations. `section_fields`
    has the fields under each section's heading; those of a table before the first section are under "".
    """

    page: str
    sha256: str
    preamble: Prose
    sections: tuple[str, ...]
    operations: tuple[Operation, ...]
    errors: tuple[Error, ...]
    section_fields: dict[str, tuple[Field, ...]]
    examples: tuple[Example, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The inventory as plain objects and lists, as `docs.py read` prints it."""
        return asdict(self)
