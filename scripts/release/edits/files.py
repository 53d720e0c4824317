"""Edits of specs/ as text: each changes the characters that it must, so comments, order and anchors stay.

Every edit is checked: the file afterwards holds what it held before, plus the edit. Otherwise EditError is raised and
nothing has changed.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from vendor_docs.spec_files import SpecFiles
from vendor_docs.type_guards import is_array, is_object

from . import yaml_text
from .yaml_nodes import Node, Nodes, parse

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class EditError(Exception):
    """An edit cannot be made without changing something else."""


class EditedFiles(SpecFiles):
    """The files of specs/ with edits in memory. `texts` has the files that differ from those on disk."""

    def __init__(self, base: SpecFiles) -> None:
        super().__init__(base.root)
        self.loaded = dict(base.loaded)
        self.texts: dict[Path, str] = dict(base.texts) if isinstance(base, EditedFiles) else {}

    def load(self, path: Path) -> Any:
        """Return the contents of a file."""
        if path not in self.loaded and path in self.texts:
            self.loaded[path] = yaml.load(self.texts[path], _LOADER)  # noqa: S506 - a safe loader
        return super().load(path)

    def text(self, path: Path) -> str:
        """Return the text of a file; empty if there is none."""
        if path in self.texts:
            return self.texts[path]
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def exists(self, path: Path) -> bool:
        """Return whether there is a file."""
        return path in self.texts or path.exists()

    # --- edits

    def add(self, path: Path, pointer: str, key: str, value: Any, *, before: str | None = None) -> list[str]:
        """Add a key at the end of a map, or before another key. Return the pointers of all maps that have it then.

        The fields of a schema that others share by its name stay as they are for the others. What is inside a shared
        map is shared after the edit, too.
        """
        keys = split(pointer)
        nodes = parse(self.text(path))
        node = _find(nodes, keys)
        apart = node.kind == "alias" or _is_shared(node, nodes)
        found = [pointer] if apart else self.shared(path, pointer)

        def change(data: Any) -> None:
            holder = _fresh(data, keys) if apart else _at(data, keys)
            if key in holder:
                raise EditError(f"{path.name}#{pointer} has {key}")
            holder[key] = value

        self._edit(path, change, lambda text, nodes: _add(text, nodes, keys, key, value, before))
        return found

    def add_shared(self, path: Path, pointer: str, key: str, value: Any) -> None:
        """Add a key to a map that others share, for all of them."""

        def change(data: Any) -> None:
            for sharer in self.sharers(path, pointer):
                holder = _fresh(data, split(sharer))
                if key in holder:
                    raise EditError(f"{path.name}#{sharer} has {key}")
                holder[key] = value

        self._edit(path, change, lambda text, nodes: _add_to_block(text, _find(nodes, split(pointer)).real, key, value))

    def sharers(self, path: Path, pointer: str) -> list[str]:
        """Return the pointers of the maps that contain all of a map by an alias or a merge, and its own."""
        nodes = parse(self.text(path))
        wanted = _find(nodes, split(pointer)).real
        return sorted(found for found, node in _maps(nodes.root, "") if _contains(node, wanted))

    def append(self, path: Path, pointer: str, value: Any) -> None:
        """Add an item at the end of a list. Maps that share the list by an alias get the item too."""
        keys = split(pointer)
        self._edit(
            path, lambda data: _at(data, keys).append(value), lambda text, nodes: _append(text, nodes, keys, value)
        )

    def set(self, path: Path, pointer: str, value: Any) -> list[str]:
        """Replace a value, for all maps that share it by an alias or a merge. Return the pointers of their maps."""
        *keys, last = split(pointer)
        nodes = parse(self.text(path))
        wanted = _find(nodes, [*keys, last])
        holder = pointer.rpartition("/")[0]
        merging = [found for found, node in _maps(nodes.root, "") if _child_of_map(node, last) is wanted]

        def change(data: Any) -> None:
            for found in (holder, *merging):
                inner = _at(data, split(found))
                inner[int(last) if is_array(inner) else last] = value

        pointers = sorted({*self.shared(path, holder), *merging})
        self._edit(path, change, lambda text, nodes: _set(text, nodes, [*keys, last], value))
        return pointers

    def add_component(self, path: Path, name: str, value: Any) -> None:
        """Add a component at the end of a file, and create the file if there is none."""
        lines = "\n".join(yaml_text.entry(name, value, 0, spread=True)) + "\n"
        before = self.text(path)
        data = dict(self.load(path)) if before else {}
        if name in data:
            raise EditError(f"{path.name} has {name}")
        gap = "\n" if before else ""
        self._store(path, f"{before.rstrip()}\n{gap}{lines}" if before else lines, {**data, name: value})

    def shared(self, path: Path, pointer: str) -> list[str]:
        """Return the pointers to the map or list at a pointer: several if aliases share it."""
        data = self.load(path)
        wanted = _at(data, split(pointer))
        return [found for found, value in _walk(data, "") if value is wanted]

    def _edit(self, path: Path, change: Callable[[Any], None], write: Callable[[str, Nodes], str]) -> None:
        text = self.text(path)
        expected = copy.deepcopy(self.load(path))
        try:
            change(expected)
            made = write(text, parse(text))
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            raise EditError(f"{path.name}: {error!r}") from error
        self._store(path, made, expected)

    def _store(self, path: Path, text: str, expected: Any) -> None:
        try:
            loaded = yaml.load(text, _LOADER)  # noqa: S506 - a safe loader
        except yaml.YAMLError as error:
            raise EditError(f"{path.name}: {error}") from error
        if loaded != expected:
            raise EditError(f"{path.name}: the edit would change more than it should")
        self.texts[path] = text
        self.loaded[path] = loaded


def split(pointer: str) -> list[str]:
    """Return the keys of a JSON pointer."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _at(data: Any, keys: Sequence[str]) -> Any:
    for key in keys:
        data = data[int(key) if is_array(data) else key]
    return data


def _fresh(data: Any, keys: Sequence[str]) -> dict[str, Any]:
    """Return the map at these keys, after replacing it by a copy that nothing shares."""
    if not keys:
        return data  # type: ignore[no-any-return]
    *above, last = keys
    holder = _at(data, above)
    step: Any = int(last) if is_array(holder) else last
    holder[step] = dict(holder[step])
    found: dict[str, Any] = holder[step]
    return found


def _walk(value: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    yield pointer, value
    pairs: Any = value.items() if is_object(value) else enumerate(value) if is_array(value) else ()
    for key, inner in pairs:
        yield from _walk(inner, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")


def _maps(node: Node, pointer: str) -> Iterator[tuple[str, Node]]:
    """Yield each map with its pointer, also those that are aliases of others."""
    if node.real.kind == "map":
        yield pointer, node.real
    if node.kind == "alias":
        return
    for name, value in node.pairs:
        if name.value != "<<":
            yield from _maps(value, f"{pointer}/{name.value.replace('~', '~0').replace('/', '~1')}")
    for at, item in enumerate(node.items):
        yield from _maps(item, f"{pointer}/{at}")


def _contains(node: Node, wanted: Node) -> bool:
    """Return whether a map is another one or merges it."""
    if node is wanted:
        return True
    merged = [value for name, value in node.pairs if name.value == "<<"]
    inner = [one for value in merged for one in (value.items if value.kind == "list" else [value])]
    return any(_contains(one.real, wanted) for one in inner)


# --- text


def _child(node: Node, key: str) -> Node | None:
    real = node.real
    if real.kind == "list":
        return real.items[int(key)]
    return real.own(key) or real.inherited(key)


def _child_of_map(node: Node, key: str) -> Node | None:
    return node.own(key) or node.inherited(key) if node.kind == "map" else None


def _find(nodes: Nodes, keys: Sequence[str]) -> Node:
    node = nodes.root
    for key in keys:
        found = _child(node, key)
        if found is None:
            raise EditError(f"there is no {key}")
        node = found
    return node


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _line_start(text: str, position: int) -> int:
    return text.rfind("\n", 0, position) + 1


def _indent(text: str, position: int) -> int:
    start = _line_start(text, position)
    return len(text[start:]) - len(text[start:].lstrip(" "))


def _replaced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]


def _is_shared(node: Node, nodes: Nodes) -> bool:
    """Return whether others name a map that has a line for each key."""
    return node.kind == "map" and not node.flow and node.anchor in nodes.aliased


def _below(text: str, node: Node, lines: Sequence[str]) -> str:
    """Replace the rest of a key's line by lines below it."""
    end = _line_end(text, node.end)
    head = text[: node.start].rstrip(" ") + text[node.end : end].rstrip()  # a comment stays beside the key
    return "\n".join([head, *lines]) + text[end:]


def _add(text: str, nodes: Nodes, keys: Sequence[str], key: str, value: Any, before: str | None) -> str:
    node = _find(nodes, keys)
    if node.kind == "alias":
        indent = _indent(text, node.start) + 2
        merged = f"<<: {text[node.start : node.end]}"
        lines = [f"{' ' * indent}{merged}", *yaml_text.entry(key, value, indent)]
        return _below(text, node, lines)
    if node.kind != "map":
        raise EditError("this is not a map")
    if _is_shared(node, nodes):
        return _add_to_shared(text, node, key, value)
    if node.flow:
        return _add_to_flow(text, nodes, node, keys, key, value)
    following = next((name for name, _ in node.pairs if name.value == before), None)
    if following is not None:
        start = _line_start(text, following.start)
        written = "\n".join(yaml_text.entry(key, value, following.column))
        return _replaced(text, start, start, f"{written}\n")
    return _add_to_block(text, node, key, value)


def _add_to_block(text: str, node: Node, key: str, value: Any) -> str:
    """Add a key at the end of a map with a line for each key."""
    if node.flow:
        raise EditError("others share this map, which is on one line")
    end = _line_end(text, node.end)
    written = "\n".join(yaml_text.entry(key, value, node.pairs[0][0].column))
    return _replaced(text, end, end, f"\n{written}")


def _add_to_shared(text: str, node: Node, key: str, value: Any) -> str:
    """Turn a map that others share into one that merges it, and add the key beside it."""
    first = node.pairs[0][0]
    indent = first.column
    start, end = _line_start(text, first.start), _line_end(text, node.end)
    margin = " " * indent
    inner = "\n".join(f"  {line}" if line.strip() else line for line in text[start:end].split("\n"))
    lines = "\n".join(yaml_text.entry(key, value, indent))
    head = text[: node.start].rstrip(" ")
    return f"{head}\n{margin}<<: &{node.anchor}\n{inner}\n{lines}{text[end:]}"


def _add_to_flow(text: str, nodes: Nodes, node: Node, keys: Sequence[str], key: str, value: Any) -> str:
    written = yaml_text.flow({key: value})[2:-2]
    close = node.end - 1
    head = text[:close].rstrip()
    made = f"{head}{', ' if node.pairs else ' '}{written} {text[close:]}"
    line = made[_line_start(made, close) : _line_end(made, close)]
    if len(line) <= yaml_text.WIDTH:
        return made
    parent = _find(nodes, keys[:-1]) if keys else None
    if parent is None or parent.kind != "map" or parent.flow or node.anchor:
        return made
    indent = _indent(text, node.start) + 2
    margin = " " * indent
    lines = [f"{margin}{text[name.start : name.end]}: {text[one.start : one.end]}" for name, one in node.pairs]
    lines += yaml_text.entry(key, value, indent)
    return _below(text, node, lines)


def _append(text: str, nodes: Nodes, keys: Sequence[str], value: Any) -> str:
    node = _find(nodes, keys).real
    if not node.flow:
        indent = node.items[0].column - 2
        end = _line_end(text, node.end)
        lines = "\n".join(yaml_text.block([value], indent))
        return _replaced(text, end, end, f"\n{lines}")
    close = node.end - 1
    head = text[:close].rstrip()
    comma = "" if not node.items or head.endswith(",") else ", "
    made = f"{head}{comma}{yaml_text.flow(value)}{text[close:]}"
    start = _line_start(made, close)
    if len(made[start : _line_end(made, close)]) <= yaml_text.WIDTH or not _begins_line(text, node):
        return made
    indent = _indent(text, node.start) + 2
    items = [f"{' ' * indent}- {text[item.start : item.end]}" for item in node.items]
    return _below(text, node, [*items, *yaml_text.block([value], indent)])


def _begins_line(text: str, node: Node) -> bool:
    """Return whether a flow collection is all that a line has beside its key."""
    line = text[_line_start(text, node.start) : _line_end(text, node.end)]
    return line.strip().endswith("]") and line.count("{") == 0 and node.anchor is None


def _set(text: str, nodes: Nodes, keys: Sequence[str], value: Any) -> str:
    node = _find(nodes, keys).real
    if node.anchor:
        raise EditError("others share this value by name")
    if is_object(value) or is_array(value) or node.flow:
        return _replaced(text, node.start, node.end, yaml_text.flow(value))
    if node.kind != "scalar":
        raise EditError("only a scalar or a value on one line can be replaced")
    return _replaced(text, node.start, node.end, yaml_text.scalar(value, flow=True))
