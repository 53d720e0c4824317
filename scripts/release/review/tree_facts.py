"""What a checkout says about an operation or a type: its signature, what the server does with it, and its tests."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from ..changes import ContractChange
from ..trees import Tree

_ROW = re.compile(r"(?<!\\)\|")


class Signature(NamedTuple):
    """A row of api.md."""

    request: str
    parameters: list[str]
    result: str


class TreeFacts:
    """Look up what the review cards say about an operation, in the generated tables of a checkout."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    @cached_property
    def signatures(self) -> dict[str, Signature]:
        """Return the rows of api.md by method, such as `kinescope.videos.get`."""
        found: dict[str, Signature] = {}
        for cells in _rows(self._tree.read("api.md"), 4):
            method, request, parameters, result = cells
            types = re.findall(r"`([^`]*)`", result)
            found[method.strip("`")] = Signature(
                request.strip("`"), re.findall(r"`([^`]*)`", parameters), types[0] if types else ""
            )
        return found

    @cached_property
    def behaviour(self) -> dict[str, list[tuple[str, str, str]]]:
        """Return statement, evidence and test of each line of BEHAVIOUR.md, by operation."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for operations, statement, evidence, test in _rows(self._tree.read("mockserver/BEHAVIOUR.md"), 4):
            for operation in operations.strip("`").split(", "):
                found.setdefault(operation, []).append((statement, evidence, test.strip("`")))
        return found

    @cached_property
    def _services(self) -> list[str]:
        """Return the source of each module with handlers that people wrote."""
        folder = self._tree.root / "mockserver" / "kinocraft_mock" / "services"
        files = sorted(path for path in folder.rglob("*.py") if "derived" not in path.parts)
        return [path.read_text("utf-8") for path in files]

    def handler(self, operation: str) -> str:
        """Return how the local server serves an operation."""
        section, _, name = operation.rpartition(".")
        if any(f'"{operation}"' in text for text in self._services):
            return "a handler of its own"
        for text in self._services:
            declared = re.findall(r"\.handlers\(([^)]*)\)", text) if f'operations="{section}"' in text else []
            if any(f'"{name}"' in names for names in declared):
                return "the plain handler of its section"
        return "a rule, without a handler (inferred)"

    def server(self, operation: str, method: str) -> str | None:
        """Return what the local server does for an operation, in a line; None without such an operation."""
        if method not in self.signatures and operation not in self.behaviour:
            return None
        lines = self.behaviour.get(operation, [])
        if not lines:
            return f"{self.handler(operation)}; no statement in BEHAVIOUR.md"
        more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
        return f"{self.handler(operation)}; {lines[0][0]} [{lines[0][1]}]{more}"

    def tests(self, operation: str, vendor: str) -> list[str]:
        """Return the tests of an operation: those of its statements, and the call of the contract tests."""
        found = [test for _, _, test in self.behaviour.get(operation, [])]
        calls = f"tests/contract/calls_{vendor}.py"
        if f'"{operation}"' in self._tree.read(calls):
            found.append(calls)
        return list(dict.fromkeys(found))

    def signature(self, method: str) -> Signature | None:
        """Return the signature of a method; None if there is no such method."""
        return self.signatures.get(method)


def signature_texts(change: ContractChange, method: str, before: TreeFacts, after: TreeFacts) -> tuple[str, str]:
    """Return the signature of a method before and after a change, with the parameters that differ.

    Parameters that both have are an ellipsis. A method that does not exist is `none`.
    """
    old, new = before.signature(method), after.signature(method)
    shared = set(old.parameters) & set(new.parameters) if old and new else set[str]()
    named = {change.name} if change.name else set[str]()
    return _signature(old, method, shared - named), _signature(new, method, shared - named)


def _signature(found: Signature | None, method: str, shared: set[str]) -> str:
    if found is None:
        return "none"
    shown: list[str] = []
    for each in found.parameters:
        text = "…" if each in shared else each
        if text not in ("…", "*") or shown[-1:] != ["…"]:
            shown.append(text)
    return f"{method.rpartition('.')[2]}({', '.join(shown)}) -> {found.result or 'None'}, {found.request}"


def _rows(text: str, columns: int) -> list[list[str]]:
    """Return the cells of the rows of Markdown tables with so many columns, without heads and rules."""
    found: list[list[str]] = []
    for line in text.splitlines():
        if not line.startswith("| ") or set(line) <= set("|- "):
            continue
        cells = [cell.strip().replace("\\|", "|") for cell in _ROW.split(line.strip())[1:-1]]
        if len(cells) == columns:
            found.append(cells)
    return found
