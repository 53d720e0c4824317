"""specs/ as a page is compared with it: operations by their entry, schemas by key path, each with its file and pointer.

The files are read as they stand, and not as one bundled document, so that every part is known by where to edit it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .findings import Entry

METHODS = ("get", "put", "post", "delete", "patch", "head", "options")
_DEPTH = 12  # how far schemas within schemas are followed: some hold themselves


class SpecError(Exception):
    """A description that cannot be read, or a package that is missing for it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a description: its value, the file it is in and the pointer to it."""

    file: Path
    pointer: str
    value: Any

    def down(self, *keys: str | int) -> Place:
        value, pointer = self.value, self.pointer
        for key in keys:
            value = value[key]
            pointer = f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"
        return Place(self.file, pointer, value)

    def get(self, key: str) -> Any:
        return self.value.get(key) if isinstance(self.value, dict) else None


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a schema. `holder` is the schema that has it; `place` is None where any name would do."""

    place: Place | None
    holder: Place
    required: bool


class Files:
    """The YAML files of specs/, read once each."""

    def __init__(self, root: Path) -> None:
        try:
            import yaml
        except ImportError as error:
            raise SpecError("comparing needs PyYAML: python -m pip install PyYAML jsonschema") from error
        self._yaml = yaml
        self._loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C is ten times as fast
        self.root = root.resolve()
        self.known: dict[Path, Any] = {}

    def load(self, path: Path) -> Any:
        """The contents of a file."""
        if path not in self.known:
            try:
                self.known[path] = self._yaml.load(path.read_text(encoding="utf-8"), self._loader)
            except (OSError, self._yaml.YAMLError) as error:
                raise SpecError(f"{path}: {error}") from error
        return self.known[path]

    def place(self, reference: str, file: Path) -> Place:
        """Where a reference in a file leads."""
        location, _, pointer = reference.partition("#")
        target = (file.parent / location).resolve() if location else file
        value = self.load(target)
        for step in pointer.removeprefix("/").split("/"):
            key = step.replace("~1", "/").replace("~0", "~")
            if not isinstance(value, dict) or key not in value:
                raise SpecError(f"{file}: nothing stands at {reference}")
            value = value[key]
        return Place(target, pointer, value)

    def follow(self, place: Place) -> Place:
        """The place itself, or where its reference leads in the end."""
        while isinstance(place.value, dict) and "$ref" in place.value:
            place = self.place(place.value["$ref"], place.file)
        return place

    def name(self, path: Path) -> str:
        """How a file is named to people."""
        return path.relative_to(self.root.parent).as_posix()


@dataclass(frozen=True)
class SpecOperation:
    """An operation of a description."""

    files: Files
    place: Place
    item: Place
    method: str
    url: str  # host and path
    entries: tuple[Entry, ...]
    heading: str | None  # where the page has but a heading for it, and no entry
    shared: Place | None  # `x-errors`: the responses that it has in common with others

    @property
    def id(self) -> str:
        return str(self.place.value.get("operationId", "?"))

    @cached_property
    def parameters(self) -> list[Place]:
        """The parameters, those of the whole path first."""
        return [
            self.files.follow(holder.down("parameters", at))
            for holder in (self.item, self.place)
            for at in range(len(holder.get("parameters") or []))
        ]

    @cached_property
    def requests(self) -> list[Place]:
        """The schemas of the bodies that can be sent."""
        if not self.place.get("requestBody"):
            return []
        return list(self._schemas(self.place.down("requestBody")))

    @cached_property
    def responses(self) -> list[Place]:
        """The schemas of the answers to a success."""
        return [schema for status in self.statuses if status[0] == "2" for schema in self._answer(status)]

    @cached_property
    def errors(self) -> list[Place]:
        """The schemas of the answers to a failure."""
        found = [schema for status in self.statuses if status[0] != "2" for schema in self._answer(status)]
        return list({(one.file, one.pointer): one for one in map(self.files.follow, found)}.values())

    @cached_property
    def statuses(self) -> list[str]:
        """The statuses it may answer with."""
        own, shared = self.place.value["responses"], self.shared.value if self.shared else {}
        return sorted({str(status) for status in [*own, *shared]})

    def holder(self, status: str) -> Place:
        """Return the place of the responses that a status is among: the operation's own, or the shared ones."""
        own = self.place.down("responses")
        return self.shared if self.shared and status not in own.value else own

    def _answer(self, status: str) -> Iterator[Place]:
        yield from self._schemas(self.holder(status).down(status))

    def _schemas(self, body: Place) -> Iterator[Place]:
        body = self.files.follow(body)
        for media in body.get("content") or {}:
            yield body.down("content", media, "schema")


class SpecSide:
    """All that specs/ says of one page."""

    def __init__(self, root: Path, page: str) -> None:
        self.files = Files(root)
        self.page = page
        self.operations = [one for path in sorted(root.resolve().glob("*/openapi.yaml")) for one in self._service(path)]

    def _service(self, path: Path) -> Iterator[SpecOperation]:
        document = Place(path, "", self.files.load(path))
        server = document.value["servers"][0]["url"]
        for key in document.value.get("paths") or {}:
            item = self.files.follow(document.down("paths", key))
            for method in METHODS:
                if method not in item.value:
                    continue
                place = item.down(method)
                docs = place.get("x-docs") or {}
                if docs.get("page") != self.page:
                    continue
                base = (place.get("servers") or item.get("servers") or [{"url": server}])[0]["url"]
                address = urlsplit(base)
                shared = next((one.down("x-errors") for one in (item, document) if "x-errors" in one.value), None)
                url = f"{address.netloc}{address.path.rstrip('/')}{key.partition('#')[0]}"
                yield SpecOperation(
                    self.files, place, item, method.upper(), url, _entries(docs), _heading(docs), shared
                )

    # --- schemas

    def variants(self, schema: Place, depth: int = 0) -> Iterator[Place]:
        """A schema, references followed, with everything that it is combined from."""
        schema = self.files.follow(schema)
        yield schema
        if depth < _DEPTH:
            for combined in ("allOf", "anyOf", "oneOf"):
                for at in range(len(schema.get(combined) or [])):
                    yield from self.variants(schema.down(combined, at), depth + 1)

    def items(self, schema: Place) -> list[Place]:
        """What the items of a list may be."""
        return [one.down("items") for one in self.variants(schema) if isinstance(one.get("items"), dict)]

    def property(self, schema: Place, path: str) -> Property | None:
        """The property at a key path; the items of a list are behind `[]`, which may be left out."""
        found: Property | None = None
        here = [schema]
        for step in re.split(r"\.|(?=\[\])", path):
            if not step:
                continue
            if step == "[]":
                here = [item for one in here for item in self.items(one)]
                if not here:
                    return None
                continue
            found = self._child(here, step, 0)
            if found is None or found.place is None:
                return found
            here = [found.place]
        return found

    def _child(self, here: list[Place], name: str, depth: int) -> Property | None:
        flat = [variant for one in here for variant in self.variants(one)]
        for one in flat:
            if name in (one.get("properties") or {}):
                return Property(one.down("properties", name), one, name in (one.get("required") or []))
        for one in flat:
            more = one.get("additionalProperties")
            if isinstance(more, dict):
                return Property(one.down("additionalProperties"), one, False)
            if more is not False and "object" in _listed(one.get("type")) and not one.get("properties"):
                return Property(None, one, False)  # an object that says nothing of its fields
        inner = [item for one in here for item in self.items(one)]
        return self._child(inner, name, depth + 1) if inner and depth < _DEPTH else None

    def types(self, schema: Place) -> set[str]:
        """The JSON types that a schema allows; empty where it does not say."""
        return {name for one in self.variants(schema) for name in _listed(one.get("type"))}

    def enum(self, schema: Place) -> Place | None:
        """The schema that lists the allowed values, of the value itself or of the items of a list."""
        for one in self.variants(schema):
            if "enum" in one.value:
                return one
        return next((found for item in self.items(schema) if (found := self.enum(item))), None)

    # --- what there is besides operations

    @cached_property
    def codes(self) -> Place | None:
        """The list of the vendor's error codes."""
        seen: set[tuple[Path, str]] = set()
        for operation in self.operations:
            for schema in operation.errors:
                if (schema.file, schema.pointer) in seen:
                    continue
                seen.add((schema.file, schema.pointer))
                code = self.property(schema, "error.code")
                if code and code.place and "x-codes" in code.place.value:
                    return code.place.down("x-codes")
        return None


def _listed(types: Any) -> list[str]:
    return [types] if isinstance(types, str) else list(types or [])


def _heading(docs: dict[str, Any]) -> str | None:
    """The heading that stands for an operation which has no entry: the last word of its section, or named instead."""
    section, entry = docs.get("section"), docs.get("entry")
    if section is None:
        return str(entry)
    return str(section) if entry == section.rpartition("/")[2] else None


def _entries(docs: dict[str, Any]) -> tuple[Entry, ...]:
    """The entries of the page that describe an operation; in `entries`, where they are several."""
    if _heading(docs):
        return ()
    found: list[Entry] = []
    for one in docs.get("entries") or [docs]:
        said = {"entry": one} if isinstance(one, str) else one
        found.append(Entry(said.get("section", docs["section"]), said["entry"], int(said.get("occurrence", 1))))
    return tuple(found)
