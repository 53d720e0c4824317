"""Annotations as sets of possibilities, to see whether a type has become wider or narrower."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator

_LITERAL = "Literal"
_WRAPPERS = frozenset({"Annotated", "Required", "NotRequired", "ReadOnly", "Final", "ClassVar"})
_OPTIONAL = frozenset({"Unset"})
READABLE = frozenset({"Sequence", "Iterable", "Collection", "Iterator", "AsyncIterator"})
"""Read-only containers: one with more kinds of items accepts every one with fewer kinds."""


def members(annotation: str | None, containers: Collection[str] = READABLE) -> frozenset[str] | None:
    """Return the members of the union that an annotation is; each value of a Literal is one. None without annotation.

    A container in `containers` has a member for each kind of its items, such as `Sequence[int]` and `Sequence[str]`.

    Names of modules do not count: `models.Video` and `Video` are the same. `Unset` does not count either, because it
    only says that an argument may be omitted.
    """
    if annotation is None:
        return None
    try:
        parsed = ast.parse(annotation.strip(), mode="eval").body
    except SyntaxError:
        return frozenset({annotation})
    return frozenset(_members(parsed, containers)) - _OPTIONAL


def _members(node: ast.expr, containers: Collection[str]) -> Iterator[str]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        yield from _members(node.left, containers)
        yield from _members(node.right, containers)
        return
    if isinstance(node, ast.Subscript):
        name = ast.unparse(node.value).rpartition(".")[2]
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if name == _LITERAL:
            yield from (f"{_LITERAL}[{ast.unparse(each)}]" for each in inner)
            return
        if name in _WRAPPERS:
            yield from _members(inner[0], containers)
            return
        if name in containers and len(inner) == 1:
            yield from (f"{name}[{each}]" for each in _members(inner[0], containers))
            return
        if name in ("Optional", "Union"):
            for each in inner:
                yield from _members(each, containers)
            if name == "Optional":
                yield "None"
            return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from members(node.value, containers) or ()
        return
    yield _name(node)


def _name(node: ast.expr) -> str:
    return re.sub(r"\b(?:\w+\.)+(?=\w)", "", ast.unparse(node))
