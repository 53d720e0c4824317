"""The YAML files of specs/. They are read without bundling, so that every value has the file and pointer to edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .type_guards import is_array, is_object


class SpecError(Exception):
    """A description cannot be read, or a package is missing that reading it needs."""


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a description: its value, its file, and the JSON pointer to it."""

    file: Path
    pointer: str
    value: Any

    def down(self, *keys: str | int) -> Place:
        """Return the place under these keys."""
        value, pointer = self.value, self.pointer
        for key in keys:
            value = value[key]
            pointer = f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"
        return Place(self.file, pointer, value)

    def get(self, key: str) -> Any:
        """Return the value of a key, or None."""
        return self.value.get(key) if is_object(self.value) else None

    @property
    def id(self) -> tuple[Path, str]:
        """The identity of the place."""
        return self.file, self.pointer


class SpecFiles:
    """The files, each read once."""

    def __init__(self, root: Path) -> None:
        try:
            import yaml
        except ImportError as error:
            raise SpecError("the comparison needs PyYAML: python -m pip install PyYAML jsonschema") from error
        self._error = yaml.YAMLError
        self._loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times as fast
        self._load = yaml.load
        self.root = root.resolve()
        self.loaded: dict[Path, Any] = {}
        self._targets: dict[tuple[Path, str], Path] = {}

    def services(self) -> list[Place]:
        """Return the description of each service."""
        return [Place(path, "", self.load(path)) for path in sorted(self.root.glob("*/openapi.yaml"))]

    def load(self, path: Path) -> Any:
        """Return the contents of a file."""
        if path not in self.loaded:
            try:
                self.loaded[path] = self._load(path.read_text(encoding="utf-8"), self._loader)
            except (OSError, self._error) as error:
                raise SpecError(f"{path}: {error}") from error
        return self.loaded[path]

    def exists(self, path: Path) -> bool:
        """Return whether there is a file."""
        return path.exists()

    def place(self, reference: str, file: Path) -> Place:
        """Return the place that a `$ref` in a file points to."""
        location, _, pointer = reference.partition("#")
        target = self.target(location, file)
        value = self.load(target)
        for step in pointer.removeprefix("/").split("/"):
            key = step.replace("~1", "/").replace("~0", "~")
            if not is_object(value) or key not in value:
                raise SpecError(f"{file}: there is nothing at {reference}")
            value = value[key]
        return Place(target, pointer, value)

    def target(self, location: str, file: Path) -> Path:
        """Return the file that the first part of a `$ref` in a file names."""
        if not location:
            return file
        key = file.parent, location
        if key not in self._targets:
            self._targets[key] = (file.parent / location).resolve()
        return self._targets[key]

    def references(self, file: Path) -> set[Path]:
        """Return the file and all files that it refers to, directly or indirectly."""
        found: set[Path] = set()
        waiting = [file]
        while waiting:
            path = waiting.pop()
            if path not in found:
                found.add(path)
                waiting += {self.target(location, path) for location in _locations(self.load(path))}
        return found

    def follow(self, place: Place) -> Place:
        """Return the place at the end of a chain of `$ref`s, or the place itself without one."""
        while (reference := place.get("$ref")) is not None:
            place = self.place(reference, place.file)
        return place

    def distinct(self, places: Sequence[Place]) -> list[Place]:
        """Return the places that these refer to, without duplicates."""
        return list({one.id: one for one in map(self.follow, places)}.values())

    def name(self, path: Path) -> str:
        """Return the name of a file in messages."""
        return path.relative_to(self.root.parent).as_posix()


def _locations(node: Any) -> Iterator[str]:
    """Yield the files in the `$ref`s of a value."""
    if is_array(node):
        for item in node:
            yield from _locations(item)
    elif is_object(node):
        reference = node.get("$ref")
        if isinstance(reference, str):
            yield reference.partition("#")[0]
        for value in node.values():
            yield from _locations(value)
