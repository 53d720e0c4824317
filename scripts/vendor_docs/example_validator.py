"""Validate examples of a page with the schemas of specs/. Placeholders and truncated examples are tolerated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from .inventory import Example
from .json_paths import is_inside, key_types
from .spec_files import Place, SpecError
from .specs import Specs
from .type_guards import is_array, is_object

UUID = "5f0cf8c6-8d3f-4c0b-9d0a-1f6f5c8f2a01"
# What a page may print instead of a value.
_PLACEHOLDER = re.compile(r"\{[A-Za-z_][\w ]*\}|<[A-Z_]+>|\.{3,}|…")
_MAX_MESSAGE = 90


@dataclass(frozen=True, slots=True)
class Verdict:
    """The problems of an example: paths that the schema rejects, with reasons, and keys that the schema lacks."""

    invalid: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def problems(self) -> int:
        """The number of problems."""
        return len(self.invalid) + len(self.unknown)


class ExampleValidator:
    """Validate examples, and cache the results.

    `before` validated with the files before some of them were edited; its results count where no edited file matters.
    """

    def __init__(self, specs: Specs, before: ExampleValidator | None = None) -> None:
        try:
            import jsonschema
            import referencing
            from referencing.jsonschema import DRAFT202012
        except ImportError as error:
            raise SpecError("the comparison needs jsonschema: python -m pip install PyYAML jsonschema") from error

        def retrieve(uri: str) -> Any:
            path = Path(unquote(urlsplit(uri).path))
            return referencing.Resource.from_contents(specs.files.load(path), default_specification=DRAFT202012)

        registry: Any = cast(Any, referencing.Registry)(retrieve=retrieve)

        def compiled(schema: Place) -> Any:
            reference = {"$ref": f"{schema.file.as_uri()}#{schema.pointer}"}
            return jsonschema.Draft202012Validator(reference, registry=registry)

        self.specs = specs
        self._compiled = compiled
        self._validators: dict[tuple[Path, str], Any] = {}
        self._verdicts: dict[tuple[Path, str, str], Verdict] = {}
        self._before = before
        self._unedited: dict[Path, bool] = {}

    def validate(self, schema: Place, example: Example) -> Verdict:
        """Return the problems of an example. One out of the lock has no value, so only its keys are checked."""
        if self._before is not None and self._is_unedited(schema.file):
            return self._before.validate(schema, example)
        locked = example.value is None and bool(example.keys)
        key = (*schema.id, f"{example.raw_sha256}{example.repairs}{locked}")
        if key not in self._verdicts:
            value = substituted(example.value)
            problems = () if locked else self._invalid(schema, value, cut="cut" in example.repairs)
            keys = example.keys if locked else key_types(value)
            self._verdicts[key] = Verdict(tuple(problems), tuple(self._unknown(schema, keys)))
        return self._verdicts[key]

    def _is_unedited(self, file: Path) -> bool:
        """Return whether a file and those that it refers to are as they were."""
        if file not in self._unedited:
            assert self._before is not None
            ours, theirs = self.specs.files, self._before.specs.files
            self._unedited[file] = all(
                path in theirs.loaded and ours.load(path) is theirs.load(path) for path in ours.references(file)
            )
        return self._unedited[file]

    def _invalid(self, schema: Place, value: Any, *, cut: bool) -> Iterator[tuple[str, str]]:
        if schema.id not in self._validators:
            self._validators[schema.id] = self._compiled(schema)
        for error in self._validators[schema.id].iter_errors(value):
            if not _is_tolerated(error, cut):
                path = "".join("[]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
                message = str(error.message)
                if len(message) > _MAX_MESSAGE:
                    message = f"{error.validator}: {str(error.validator_value)[:_MAX_MESSAGE]}"
                yield path.lstrip("."), message

    def _unknown(self, schema: Place, keys: Iterable[str]) -> Iterator[str]:
        reported: list[str] = []
        for path in keys:
            if not path or "*" in path or path.endswith("[]") or is_inside(path, reported):
                continue
            if self.specs.property(schema, path) is None:
                reported.append(path)
                yield path


def substituted(value: Any) -> Any:
    """Return the value with an id instead of each `<UUID>`."""
    if isinstance(value, str):
        return value.replace("<UUID>", UUID)
    if is_array(value):
        return [substituted(item) for item in value]
    if is_object(value):
        return {key: substituted(item) for key, item in value.items()}
    return value


def _is_tolerated(error: Any, cut: bool) -> bool:
    """Return whether an error is due to a placeholder or a truncated example."""
    if isinstance(error.instance, str) and _PLACEHOLDER.fullmatch(error.instance):
        return True
    if cut and error.validator == "required":
        return True
    branches: dict[Any, bool] = {}
    for inner in error.context or ():
        branch = inner.relative_schema_path[0]
        branches[branch] = branches.get(branch, True) and _is_tolerated(inner, cut)
    return any(branches.values())
