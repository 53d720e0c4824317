"""Bundle the files of a description in specs/ into one OpenAPI document.

A reference to another file becomes a named component. The name of that file decides the kind: `schemas.yaml`,
`parameters.yaml`, `responses.yaml` or `examples.yaml`, in whichever folder. A reference into `paths.yaml` or
`webhooks.yaml` is replaced by its target, because path items have no name of their own.

`x-errors` holds the responses that every operation has: of the whole description at its root, or of one path item
instead. They are copied into each operation, which may override single statuses.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

METHODS = ("get", "put", "post", "delete", "patch", "head", "options")
KINDS = ("schemas", "parameters", "responses", "examples")
IN_PLACE = ("paths", "webhooks")


class BundleError(Exception):
    """A description cannot be bundled; the message names file and reference."""


def services(specs: Path) -> list[Path]:
    """The folders of specs/ that hold a description, in the order of their names."""
    return sorted(path.parent for path in specs.glob("*/openapi.yaml"))


def bundle(folder: Path) -> dict[str, Any]:
    """The description in `folder` as one document whose only references are to its own components."""
    return _Bundler(folder / "openapi.yaml").document()


class _Bundler:
    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.files: dict[Path, Any] = {}
        self.components: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        self.origins: dict[tuple[str, str], Path] = {}

    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = self._walk(self._load(self.root), self.root)
        own = document.pop("components", {})
        for kind, entries in self.components.items():
            if entries:
                own[kind] = {**own.get(kind, {}), **dict(sorted(entries.items()))}
        self._add_errors(document)
        return {**document, "components": dict(sorted(own.items()))}

    def _add_errors(self, document: dict[str, Any]) -> None:
        shared = document.pop("x-errors", {})
        for item in document.get("paths", {}).values():
            errors = item.pop("x-errors", shared)
            for operation in (item[method] for method in METHODS if method in item):
                operation["responses"] = dict(sorted({**errors, **operation["responses"]}.items()))

    def _load(self, path: Path) -> Any:
        if path not in self.files:
            try:
                self.files[path] = yaml.safe_load(path.read_text(encoding="utf-8"))
            except (OSError, yaml.YAMLError) as error:
                raise BundleError(f"{path}: {error}") from error
        return self.files[path]

    def _walk(self, node: Any, file: Path) -> Any:
        if isinstance(node, list):
            return [self._walk(item, file) for item in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return self._refer(node, file)
        return {key: self._walk(value, file) for key, value in node.items()}

    def _refer(self, node: dict[str, Any], file: Path) -> Any:
        reference: str = node["$ref"]
        location, _, pointer = reference.partition("#")
        target = (file.parent / location).resolve() if location else file
        name = pointer.removeprefix("/")
        entries = self._load(target)
        if not isinstance(entries, dict) or name not in entries:
            raise BundleError(f"{file}: nothing stands at {reference}")
        kind = target.stem
        if kind in IN_PLACE:
            return self._walk(entries[name], target)
        if kind not in KINDS:
            raise BundleError(f"{file}: {reference} points into a file that holds no kind of component")
        if self.origins.setdefault((kind, name), target) != target:
            raise BundleError(f"{file}: {name} stands in {target} and in {self.origins[kind, name]}")
        if name not in self.components[kind]:
            self.components[kind][name] = {}  # placed before its contents, so that a schema may hold itself
            self.components[kind][name] = self._walk(entries[name], target)
        siblings = {key: self._walk(value, file) for key, value in node.items() if key != "$ref"}
        return {"$ref": f"#/components/{kind}/{name}", **siblings}


PROSE = frozenset({"description", "summary", "example", "examples", "links", "externalDocs", "license", "contact"})
NAMED = frozenset({"properties", "schemas", "parameters", "responses", "headers", "securitySchemes"})


def without_prose(node: Any, names: bool = False) -> Any:
    """The document as a server needs it: what can be checked, without what is only to be read.

    Answers' `description` goes too, so the result is no complete OpenAPI document any more.
    """
    if isinstance(node, list):
        return [without_prose(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: without_prose(value, key in NAMED and isinstance(value, dict))
        for key, value in node.items()
        if names or key not in PROSE
    }
