"""Whether an example of a page fits a schema of specs/, its placeholders and cut-off tails forgiven."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from .inventory import Example
from .lock import key_types
from .spec_side import Place, SpecError, SpecSide

UUID = "5f0cf8c6-8d3f-4c0b-9d0a-1f6f5c8f2a01"
# What a page prints where a value of any form would stand.
_PLACEHOLDER = re.compile(r"\{[A-Za-z_][\w ]*\}|<[A-Z_]+>|\.{3,}|…")
_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Misfit:
    """What of an example a schema refuses. `known` is false for a key that the schema just does not have."""

    path: str
    message: str
    known: bool = True


class Conformity:
    """Checks examples against schemas; what was checked once is remembered."""

    def __init__(self, spec: SpecSide) -> None:
        try:
            import jsonschema
            import referencing
            from referencing.jsonschema import DRAFT202012
        except ImportError as error:
            raise SpecError("comparing needs jsonschema: python -m pip install PyYAML jsonschema") from error
        self.spec = spec
        self.validator = jsonschema.Draft202012Validator

        def retrieve(uri: str) -> Any:
            path = Path(unquote(urlsplit(uri).path))
            return referencing.Resource.from_contents(spec.files.load(path), default_specification=DRAFT202012)

        self.registry = referencing.Registry(retrieve=retrieve)
        self.validators: dict[tuple[Path, str], Any] = {}
        self.known: dict[tuple[Path, str, str], tuple[Misfit, ...]] = {}

    def misfits(self, schema: Place, example: Example) -> tuple[Misfit, ...]:
        """What does not fit."""
        key = (schema.file, schema.pointer, f"{example.raw_sha256}{example.repairs}")
        if key not in self.known:
            self.known[key] = tuple(self._misfits(schema, example))
        return self.known[key]

    def _misfits(self, schema: Place, example: Example) -> Iterator[Misfit]:
        cut = "cut" in example.repairs
        value = substituted(example.value)
        for error in self._validator(schema).iter_errors(value):
            if not _forgiven(error, cut):
                path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
                message = error.message
                if len(message) > _SHOWN:
                    message = f"{error.validator}: {str(error.validator_value)[:_SHOWN]}"
                yield Misfit(path.lstrip("."), message)
        told: list[str] = []
        for path in key_types(value):
            if not path or "*" in path or any(path.startswith((f"{one}.", f"{one}[]")) for one in told):
                continue
            if self.spec.property(schema, path) is None and not path.endswith("[]"):
                told.append(path)
                yield Misfit(path, "no such field", known=False)

    def _validator(self, schema: Place) -> Any:
        key = (schema.file, schema.pointer)
        if key not in self.validators:
            reference = {"$ref": f"{schema.file.as_uri()}#{schema.pointer}"}
            self.validators[key] = self.validator(reference, registry=self.registry)
        return self.validators[key]


def substituted(value: Any) -> Any:
    """The value with an id in place of each `<UUID>`."""
    if isinstance(value, str):
        return value.replace("<UUID>", UUID)
    if isinstance(value, list):
        return [substituted(item) for item in value]
    if isinstance(value, dict):
        return {key: substituted(item) for key, item in value.items()}
    return value


def _forgiven(error: Any, cut: bool) -> bool:
    """Whether an error comes of what the page does not print."""
    if isinstance(error.instance, str) and _PLACEHOLDER.fullmatch(error.instance):
        return True
    if cut and error.validator == "required":
        return True
    branches: dict[Any, bool] = {}
    for inner in error.context or ():
        branch = inner.relative_schema_path[0]
        branches[branch] = branches.get(branch, True) and _forgiven(inner, cut)
    return any(branches.values())
