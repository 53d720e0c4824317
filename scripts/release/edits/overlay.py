"""The edits as OpenAPI Overlay 1.0 documents, one for each bundled description that changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from generator.bundle import INLINED, KINDS, METHODS
from vendor_docs.spec_files import SpecFiles
from vendor_docs.type_guards import is_array, is_object

from ..changes import ContractChange
from ..rules.draft import Action
from .files import split


def overlays(
    before: SpecFiles, files: SpecFiles, vendor: str, edits: Sequence[tuple[ContractChange, Sequence[Action]]]
) -> dict[str, Any]:
    """Return an overlay for each description of a vendor that the edits change, by the name of its folder.

    `before` are the files of specs/ without the edits.
    """
    made: dict[str, Any] = {}
    for document in files.services():
        folder = document.file.parent
        if not folder.name.startswith(f"{vendor}-"):
            continue
        scope = _Scope(files, document.file)
        actions = [action for change, parts in edits for part in parts for action in scope.actions(change, part)]
        actions += scope.newly_used(_Scope(before, document.file), [part for _, parts in edits for part in parts])
        todos = [_todo(scope, change) for change, _ in edits if change.todo and scope.has(change)]
        if actions or todos:
            made[folder.name] = {
                "overlay": "1.0.0",
                "info": {"title": f"Changes of the page {vendor} in {folder.name}", "version": "1.0.0"},
                "extends": f"generated/kinocraft_api/{folder.name.replace('-', '_')}/openapi.json",
                "actions": [*actions, *todos],
            }
    return made


def _todo(scope: _Scope, change: ContractChange) -> dict[str, Any]:
    """Return an action without effect, which names what a person must do."""
    targets = scope.targets(scope.files.root.parent / (change.file or ""), change.pointer or "")
    target = next(iter(targets), "$")
    return {"target": target, "description": change.todo, **_notes(change), "x-todo": change.todo}


def _notes(change: ContractChange) -> dict[str, Any]:
    return {
        "x-change": change.hash,
        "x-line": change.line,
        "x-before": change.before,
        "x-after": change.after,
        "x-evidence": change.evidence,
        **({"x-evidence-reason": change.reason} if change.reason else {}),
        "x-file": change.file,
        "x-pointer": change.pointer,
    }


class _Scope:
    """Which components a description contains, and where they are in its bundle."""

    def __init__(self, files: SpecFiles, root: Path) -> None:
        self.files = files
        self.root = root
        self.places: dict[tuple[Path, str], list[str]] = {}
        document = files.load(root)
        self._visit(document, root)
        for kind in INLINED:
            items: dict[str, Any] = document.get(kind) or {}
            for key, item in items.items():
                if is_object(item) and "$ref" in item:
                    target, name = self._target(item["$ref"], root)
                    self.places.setdefault((target, name), []).append(path_of("$", [kind, key]))

    def has(self, change: ContractChange) -> bool:
        """Return whether a change is described in this description."""
        if not change.file or not change.file.endswith(".yaml"):
            return False
        file = self.files.root.parent / change.file
        return file == self.root or any(path == file for path, _ in self.places)

    def _visit(self, node: Any, file: Path) -> None:
        if is_array(node):
            for item in node:
                self._visit(item, file)
        elif is_object(node):
            reference = node.get("$ref")
            if isinstance(reference, str):
                target, name = self._target(reference, file)
                if (target, name) not in self.places and target.stem in {*KINDS, *INLINED}:
                    kind = target.stem
                    self.places[target, name] = [path_of("$", ["components", kind, name])] if kind in KINDS else []
                    self._visit(self.files.load(target)[name], target)
            for value in node.values():
                self._visit(value, file)

    def _target(self, reference: str, file: Path) -> tuple[Path, str]:
        location, _, pointer = reference.partition("#")
        return self.files.target(location, file), pointer.removeprefix("/")

    def targets(self, file: Path, pointer: str) -> list[str]:
        """Return the places in the bundle of a place in a file."""
        keys = list(self._typed(file, pointer))
        if file == self.root:
            return [path_of("$", keys)]
        return [path_of(top, keys[1:]) for top in self.places.get((file, str(keys[0]) if keys else ""), [])]

    def _typed(self, file: Path, pointer: str) -> Iterator[str | int]:
        """Yield the keys of a pointer, those of lists as numbers."""
        value = self.files.load(file)
        for key in split(pointer):
            if is_array(value):
                yield int(key)
                value = value[int(key)] if int(key) < len(value) else None
            else:
                yield key
                value = value.get(key) if is_object(value) else None

    def actions(self, change: ContractChange, action: Action) -> Iterator[dict[str, Any]]:
        """Yield the actions of an edit on this description's bundle."""
        value = self._with_errors(self._referred(action.value, action.file), action)
        notes = _notes(change)
        if action.pointers == ("",) and action.file != self.root:
            # A new component, or a new path item, which the list of paths refers to.
            for target in self.targets(action.file, f"/{_escaped(action.key)}"):
                top, *keys = steps_of(target)
                yield {"target": path_of("$", [top]), "update": _nested(keys, value), **notes}
            return
        if action.file == self.root and action.pointers == ("/paths",):
            return  # the path item that it refers to is already there
        if action.file == self.root and action.pointers == ("/x-errors",):
            yield from self._shared_error(action, value, notes)
            return
        for pointer in action.pointers:
            for target in self.targets(action.file, pointer):
                if action.kind == "append":
                    yield {"target": target, "update": value, **notes}
                elif action.kind == "set" and (listed := self._list(action.file, pointer)) is not None:
                    # An overlay cannot replace an item, so the whole list is replaced.
                    holder, key = _holder(target)
                    yield {"target": target, "remove": True, **notes}
                    yield {"target": holder, "update": {key: listed}, **notes}
                else:
                    yield {"target": target, "update": {action.key: value}, **notes}

    def newly_used(self, before: _Scope, edits: Sequence[Action]) -> list[dict[str, Any]]:
        """Return actions that add components which the description has not used so far, and which no edit has made."""
        made = {(part.file, part.key) for part in edits if part.pointers == ("",)}
        added: list[dict[str, Any]] = []
        for (file, name), targets in self.places.items():
            if file.stem in KINDS and (file, name) not in before.places and (file, name) not in made:
                value = self._referred(self.files.load(file)[name], file)
                for top, *keys in map(steps_of, targets):
                    added.append({"target": path_of("$", [top]), "update": _nested(keys, value)})
        return added

    def _with_errors(self, value: Any, action: Action) -> Any:
        """Return a new path item or operation with the error responses that the bundler copies into it."""
        if action.kind != "add" or action.file.stem != "paths" or not is_object(value):
            return value
        shared = self._referred(self.files.load(self.root).get("x-errors", {}), self.root)

        def complete(operation: Any) -> Any:
            return {**operation, "responses": dict(sorted({**shared, **operation["responses"]}.items()))}

        if "operationId" in value:
            return complete(value)
        return {key: complete(one) if key in METHODS else one for key, one in value.items()}

    def _shared_error(self, action: Action, value: Any, notes: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Yield an action for every operation: the bundler copies `x-errors` into each of them."""
        document = self.files.load(self.root)
        for key, reference in document["paths"].items():
            target, name = self._target(reference["$ref"], self.root)
            item = self.files.load(target)[name]
            for method in METHODS:
                if method in item and "x-errors" not in item and action.key not in item[method]["responses"]:
                    place = path_of("$", ["paths", key, method, "responses"])
                    yield {"target": place, "update": {action.key: value}, **notes}

    def _list(self, file: Path, pointer: str) -> Any:
        found = self.files.load(file)
        for key in split(pointer):
            found = found[int(key) if is_array(found) else key]
        return self._referred(found, file) if is_array(found) else None

    def _referred(self, value: Any, file: Path) -> Any:
        """Return a value with the references that the bundle has."""
        if is_array(value):
            return [self._referred(item, file) for item in value]
        if not is_object(value):
            return value
        made = {key: self._referred(one, file) for key, one in value.items()}
        if isinstance(value.get("$ref"), str):
            target, name = self._target(value["$ref"], file)
            made["$ref"] = f"#/components/{target.stem}/{name}"
        return made


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def path_of(start: str, keys: Iterable[str | int]) -> str:
    """Return a normalized JSONPath. Numbers are the indexes of lists."""
    text = start
    for key in keys:
        if isinstance(key, int):
            text += f"[{key}]"
        else:
            quoted = key.replace("\\", "\\\\").replace("'", "\\'")
            text += f"['{quoted}']"
    return text


_STEP = re.compile(r"\['((?:[^'\\]|\\.)*)'\]|\[(\d+)\]")


def steps_of(path: str) -> list[str | int]:
    """Return the keys of a normalized JSONPath."""
    found = _STEP.finditer(path)
    return [int(one[2]) if one[2] is not None else re.sub(r"\\(.)", r"\1", one[1]) for one in found]


def _nested(keys: Sequence[str | int], value: Any) -> Any:
    """Return a value inside of an object for each key."""
    for key in reversed(keys):
        value = {str(key): value}
    return value


def _holder(path: str) -> tuple[str, str]:
    *keys, last = steps_of(path)
    return path_of("$", keys), str(last)
