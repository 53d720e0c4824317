"""The nodes of a YAML text with their positions, so that an edit changes its own characters and no others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, cast

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Kind = Literal["map", "list", "scalar", "alias"]


@dataclass(slots=True)
class Node:
    """A node. `start` includes its anchor. `end` is the end of its last character. `target` is what an alias names."""

    kind: Kind
    start: int
    end: int
    column: int
    flow: bool = False
    anchor: str | None = None
    value: str = ""
    pairs: list[tuple[Node, Node]] = field(default_factory=list["tuple[Node, Node]"])
    items: list[Node] = field(default_factory=list["Node"])
    target: Node | None = None

    @property
    def real(self) -> Node:
        """The node itself, or the one that an alias names."""
        return self.target.real if self.target else self

    def own(self, key: str) -> Node | None:
        """Return the value of a key that is written in this map."""
        return next((value for name, value in self.pairs if name.value == key), None)

    def inherited(self, key: str) -> Node | None:
        """Return the value of a key that a merge (`<<`) brings into this map."""
        for name, value in self.pairs:
            if name.value == "<<":
                for merged in value.items if value.kind == "list" else [value]:
                    found = merged.real.own(key) or merged.real.inherited(key)
                    if found:
                        return found
        return None


@dataclass(slots=True)
class Nodes:
    """A parsed text. `aliased` has the anchors that an alias names."""

    root: Node
    aliased: set[str]


def parse(text: str) -> Nodes:
    """Return the nodes of a document."""
    events = cast(Iterator[Any], yaml.parse(text, _LOADER))
    reader = _Reader(text, events)
    for event in events:
        if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            return Nodes(reader.node(event), reader.aliased)
    raise AssertionError("a description is never empty")


class _Reader:
    def __init__(self, text: str, events: Iterator[Any]) -> None:
        self.text = text
        self.events = events
        self.anchors: dict[str, Node] = {}
        self.aliased: set[str] = set()

    def node(self, event: Any) -> Node:
        start, end, column = event.start_mark.index, event.end_mark.index, event.start_mark.column
        if isinstance(event, yaml.AliasEvent):
            name = str(event.anchor)
            self.aliased.add(name)
            return Node("alias", start, end, column, target=self.anchors[name])
        anchor: str | None = event.anchor
        if isinstance(event, yaml.ScalarEvent):
            while end > start and self.text[end - 1].isspace():  # a block scalar includes the lines after it
                end -= 1
            return self._named(Node("scalar", start, end, column, anchor=anchor, value=event.value))
        is_map = isinstance(event, yaml.MappingStartEvent)
        made = Node("map" if is_map else "list", start, end, column, bool(event.flow_style), anchor)
        self._named(made)
        for inner in self.events:
            if isinstance(inner, yaml.CollectionEndEvent):
                if made.flow:
                    made.end = cast(Any, inner).end_mark.index
                break
            node = self.node(inner)
            if is_map:
                made.pairs.append((node, self.node(next(self.events))))
            else:
                made.items.append(node)
            made.end = (made.pairs[-1][1] if is_map else node).end
        return made

    def _named(self, node: Node) -> Node:
        if node.anchor:
            self.anchors[node.anchor] = node
        return node
