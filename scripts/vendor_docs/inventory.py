"""The inventory of a vendor's page: operations with their tables and examples, error codes, and sections.

A page, the lock file and specs/ all have an inventory, and `diff` compares any two of them. Names and values are stored
unchanged. Sentences and examples are stored as hashes of the text without extra white space. Two texts that differ only
in white space therefore have inventories that differ only in line numbers.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Kind = Literal["request", "response", "error"]


class PageError(Exception):
    """The text is not a readable page of the vendor. The message names the line and what was expected there."""

    def __init__(self, page: str, line: int, expected: str) -> None:
        super().__init__(f"{page}, line {line}: {expected}")
        self.page = page
        self.line = line
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Field:
    """A row of a field table. `required` is None, and `enum` is empty, if the row does not state them."""

    name: str
    type: str | None
    required: bool | None
    enum: tuple[str, ...]
    description_hash: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Parameter:
    """A row of a parameter table.

    `where` is `header`, `form`, `path`, `query`, `body` or, if the table does not state it, `option`. `example` is the
    sample value of the row.
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
    """A JSON or form document in the description of an operation.

    `value` is the parsed document with its placeholders; `repairs` names what was repaired to parse it (`form` marks a
    form's pairs). `source` is `page` for a block of its own, else the language of the code sample that contains it
    (`curl`, `javascript`, `python`). `notes` are the hashes of comments, each with the key beside it.

    `keys` replaces `value` when inventories are compared: it has each key path with its JSON types. The lock also keeps
    the hash of the values as `values_sha256`, which leaves out those at the paths `placeholders`. `invalid` is filled
    only in the inventory of specs/: it has the paths that the schema rejects, with reasons.
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
    keys: dict[str, str] = field(default_factory=dict[str, str])
    invalid: tuple[tuple[str, str], ...] = ()
    values_sha256: str = ""
    placeholders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """All sentences of an operation: the first line, and the hash without extra white space."""

    sha256: str
    line: int


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as a page describes it.

    `section` is the path of headings joined by `/`. `occurrence` counts equal titles in a section, from 1. The title is
    empty for an operation of specs/ that the page mentions only in a heading.
    """

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
        """The identity of the operation on its page."""
        return self.section, self.title, self.occurrence


@dataclass(frozen=True, slots=True)
class Error:
    """A row of an error table: `table` is `http` for status codes and `code` for the vendor's own codes."""

    table: Literal["http", "code"]
    code: str
    name: str | None
    description_hash: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Inventory:
    """The inventory of a page. `sha256` is the hash of the whole text without its white space.

    `preamble` has the sentences outside of all operations, and `examples` the examples there. `section_fields` has the
    field tables of each section; the key of tables before the first section is "".
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
        """Return the inventory as plain objects and lists, as `docs.py read` prints it."""
        document = asdict(self)
        for holder in (document, *document["operations"]):
            for example in holder["examples"]:
                for name in ("keys", "invalid", "values_sha256", "placeholders"):
                    del example[name]  # only comparisons use these
        return document
