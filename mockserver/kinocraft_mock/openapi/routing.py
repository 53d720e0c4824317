"""From method and path to operation, in as many steps as the path has segments."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.http.urls import decode
from kinocraft_mock.openapi.descriptions import Operation

__all__ = ["Match", "Router"]


class Match(NamedTuple):
    """The operation that is meant, and its path parameters as text."""

    operation: Operation
    values: dict[str, str]


class _Route(NamedTuple):
    operation: Operation
    names: tuple[str, ...]


_Routes = dict[str, list[_Route]]
"""Routes by method; several share a method when their operations differ by required query keys."""
_Found = tuple[tuple[str, ...], _Routes]
"""What the path's parameters hold, in order, and the routes that end there."""


@dataclass(slots=True)
class _Node:
    literals: dict[str, _Node] = field(default_factory=dict[str, "_Node"])
    parameter: _Node | None = None
    exact: _Routes = field(default_factory=_Routes)
    rest: _Routes = field(default_factory=_Routes)


class Router:
    """A tree of path segments."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, base: str, operation: Operation) -> None:
        """Put an operation at `base` followed by its own path.

        A parameter marked `x-spans-segments` stands at the end of the path and takes all that is left of it.
        """
        spanning = next((p.name for p in operation.parameters if p.spans), None)
        template = operation.path.removesuffix(f"{{{spanning}}}") if spanning else operation.path
        names: list[str] = []
        node = self._root
        for segment in (base + template).split("/")[1:]:
            if segment.startswith("{") and segment.endswith("}"):
                names.append(segment[1:-1])
                node.parameter = node.parameter or _Node()
                node = node.parameter
            else:
                node = node.literals.setdefault(segment, _Node())
        routes = node.exact
        if spanning:
            names.append(spanning)
            routes = node.rest
        routes.setdefault(operation.method, []).append(_Route(operation, tuple(names)))

    def find(self, method: str, segments: list[str], query: Collection[str]) -> Match:
        """The operation that is meant.

        Of those that match method and path, the one with the most required query keys present is meant, and then the
        one whose path leaves least open. Raises a refusal: 404 where no operation has the path, 405 where none has the
        method.
        """
        found: list[_Found] = []
        self._walk(self._root, segments, 0, (), found)
        best: tuple[tuple[int, int, int], _Route, tuple[str, ...]] | None = None
        for values, routes in found:
            for route in routes.get(method, ()):
                required = route.operation.required_query
                present = len(required.intersection(query)) if required else 0
                rank = (present, present - len(required), -len(values))
                if best is None or rank > best[0]:
                    best = rank, route, values
        if best is not None:
            return Match(best[1].operation, dict(zip(best[1].names, best[2], strict=True)))
        if found:
            names = ", ".join(sorted({name for _, routes in found for name in routes}))
            raise ErrorResponse(
                405, f"{method} is not allowed here, but {names}", headers=((b"allow", names.encode()),)
            )
        raise ErrorResponse(404, "there is nothing at this path")

    def _walk(self, node: _Node, segments: list[str], start: int, values: tuple[str, ...], found: list[_Found]) -> None:
        """Collect all routes the segments lead to; it takes two ways only where a literal and a parameter both fit."""
        for place in range(start, len(segments)):
            if node.rest:
                found.append(((*values, _rest(segments[place:])), node.rest))
            segment = segments[place]
            if "%" in segment:
                segment = decode(segment, "the path")
            literal = node.literals.get(segment)
            below = node.parameter
            if below is not None and segment:
                if literal is None:
                    node, values = below, (*values, segment)
                    continue
                self._walk(below, segments, place + 1, (*values, segment), found)
            if literal is None:
                return
            node = literal
        if node.exact:
            found.append((values, node.exact))
        if node.rest:
            found.append(((*values, ""), node.rest))


def _rest(segments: list[str]) -> str:
    decoded = [decode(segment, "the path") for segment in segments]
    for name in decoded:
        if "/" in name:
            raise ErrorResponse(400, "a name in the path holds an encoded slash")
    return "".join(f"/{name}" for name in decoded)
