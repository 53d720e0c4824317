"""Find the operation of a request in a tree of path segments."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.http.urls import decode
from kinocraft_mock.openapi.descriptions import Operation

__all__ = ["Match", "Router"]


class Match(NamedTuple):
    """An operation, and its path parameters as text. `readings` say how an undocumented form of the path was read."""

    operation: Operation
    values: dict[str, str]
    readings: tuple[str, ...] = ()


class _Route(NamedTuple):
    operation: Operation
    names: tuple[str, ...]
    alias: str | None


_Routes = dict[str, list[_Route]]
"""Routes by method. Several share a method when their operations differ by required query keys."""
_Candidate = tuple[tuple[str, ...], _Routes]
"""The values of the path's parameters, in order, and the routes that match."""
ENCODED_SLASH = "the path has encoded slashes, which separate names as plain ones do"


@dataclass(slots=True)
class _Node:
    literals: dict[str, _Node] = field(default_factory=dict[str, "_Node"])
    parameter: _Node | None = None
    exact: _Routes = field(default_factory=_Routes)
    rest: _Routes = field(default_factory=_Routes)


class Router:
    """A tree of path segments. Finding an operation takes as many steps as the path has segments."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, base: str, operation: Operation, path: str | None = None) -> None:
        """Add an operation at `base` followed by its own path, or by another one that leads to it.

        A parameter marked `x-spans-segments` is last in the path and matches all remaining segments.
        """
        spanning = next((p.name for p in operation.parameters if p.spans), None)
        template = path or operation.path
        template = template.removesuffix(f"{{{spanning}}}") if spanning else template
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
        routes.setdefault(operation.method, []).append(_Route(operation, tuple(names), path))

    def find(self, method: str, segments: list[str], query: Collection[str]) -> Match:
        """Return the operation that matches.

        Of several that match method and path, prefer the one with the most required query keys present, then the one
        whose path has the fewest parameters. HEAD is GET where it is not documented. Raises a 404 if no operation has
        the path, a 405 if none has the method.
        """
        candidates = self._candidates(segments)
        if method == "HEAD" and not any("HEAD" in routes for _, routes in candidates):
            method = "GET"
        best: tuple[tuple[int, int, int], _Route, tuple[str, ...]] | None = None
        for values, routes in candidates:
            for route in routes.get(method, ()):
                required = route.operation.required_query
                present = len(required.intersection(query)) if required else 0
                rank = (present, present - len(required), -len(values))
                if best is None or rank > best[0]:
                    best = rank, route, values
        if best is not None:
            operation, _, alias = best[1]
            readings = (f"{alias} stands for {operation.path}",) if alias else ()
            if any(parameter.spans for parameter in operation.parameters) and any(map(_has_encoded_slash, segments)):
                readings = (ENCODED_SLASH,)
            return Match(operation, dict(zip(best[1].names, best[2], strict=True)), readings)
        if candidates:
            methods = _allowed(candidates)
            raise ErrorResponse(
                405, f"{method} is not allowed here; allowed: {methods}", headers=((b"allow", methods.encode()),)
            )
        raise ErrorResponse(404, "no operation has this path")

    def allowed(self, segments: list[str]) -> str:
        """Return the methods of a path, as in the Allow header. Raises a 404 if no operation has the path."""
        candidates = self._candidates(segments)
        if not candidates:
            raise ErrorResponse(404, "no operation has this path")
        return _allowed(candidates)

    def _candidates(self, segments: list[str]) -> list[_Candidate]:
        candidates: list[_Candidate] = []
        self._walk(self._root, segments, 0, (), candidates)
        return candidates

    def _walk(
        self, node: _Node, segments: list[str], start: int, values: tuple[str, ...], candidates: list[_Candidate]
    ) -> None:
        """Collect all matching routes; branch only where both a literal and a parameter match."""
        for index in range(start, len(segments)):
            if node.rest:
                candidates.append(((*values, _join_rest(segments[index:])), node.rest))
            segment = segments[index]
            if "%" in segment:
                segment = decode(segment, "the path")
            literal = node.literals.get(segment)
            if literal is None and "/" in segment:
                # Tools that encode the whole parameter encode the slash that it begins with, too.
                head, _, tail = segment.partition("/")
                rest = node.literals.get(head)
                if rest is not None and rest.rest:
                    candidates.append(((*values, f"/{tail}{_join_rest(segments[index + 1 :])}"), rest.rest))
            child = node.parameter
            if child is not None and segment:
                if literal is None:
                    node, values = child, (*values, segment)
                    continue
                self._walk(child, segments, index + 1, (*values, segment), candidates)
            if literal is None:
                return
            node = literal
        if node.exact:
            candidates.append((values, node.exact))
        if node.rest:
            candidates.append(((*values, ""), node.rest))


def _join_rest(segments: list[str]) -> str:
    return "".join(f"/{decode(segment, 'the path')}" for segment in segments)


def _has_encoded_slash(segment: str) -> bool:
    return "%2F" in segment or "%2f" in segment


def _allowed(candidates: list[_Candidate]) -> str:
    methods = {name for _, routes in candidates for name in routes} | {"OPTIONS"}
    return ", ".join(sorted(methods | {"HEAD"} if "GET" in methods else methods))
