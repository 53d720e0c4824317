"""mockserver/BEHAVIOUR.md lists the server's behaviours, and each line names an existing test."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from generator.transform import operations

from kinocraft_mock.services import SERVICES
from kinocraft_mock.services.kinescope.webhooks.delivery import OPERATIONS
from tests.bundles import BUNDLES

ROOT = Path(__file__).resolve().parents[2]
LEDGER = ROOT / "mockserver" / "BEHAVIOUR.md"
EVIDENCE = {"documented", "seen", "inferred"}
COLUMNS = ("operation", "statement", "evidence", "test")


class Line(NamedTuple):
    """A statement of behaviour."""

    number: int
    operation: str
    statement: str
    evidence: str
    test: str


class LedgerError(Exception):
    """A line of the ledger is malformed."""


def read(text: str) -> list[Line]:
    found: list[Line] = []
    for number, row in enumerate(text.splitlines(), 1):
        if not row.startswith("|"):
            continue
        cells = [cell.strip() for cell in row.strip().strip("|").split(" | ")]
        if tuple(cells) == COLUMNS or set(row) <= set("|- "):
            continue
        if len(cells) != len(COLUMNS):
            raise LedgerError(f"line {number} has {len(cells)} columns")
        operation, statement, evidence, test = cells
        found.append(Line(number, operation.strip("`"), statement, evidence, test.strip("`")))
    return found


def problems(lines: list[Line], known: set[str], inferred: Collection[str] = ()) -> list[str]:
    found: list[str] = []
    for line in lines:
        if not line.statement:
            found.append(f"line {line.number}: no statement")
        if line.evidence not in EVIDENCE:
            found.append(f"line {line.number}: evidence {line.evidence}")
        found += [
            f"line {line.number}: no operation {name}" for name in line.operation.split(", ") if name not in known
        ]
        file, _, name = line.test.partition("::")
        if name not in shown_in(file):
            found.append(f"line {line.number}: no test {line.test}")
    listed = {name for line in lines for name in line.operation.split(", ")}
    return found + [f"there is no line for {name}" for name in sorted(known - listed - {*inferred})]


@cache
def shown_in(file: str) -> set[str]:
    path = ROOT / file
    if not path.is_file() or not file.startswith("tests/"):
        return set()
    return set(names_in(ast.parse(path.read_text(encoding="utf-8")).body))


def names_in(body: list[ast.stmt]) -> Iterator[str]:
    """Return the names of tests as pytest prints them after the file name."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node.name
        elif isinstance(node, ast.ClassDef):
            yield from (f"{node.name}::{name}" for name in names_in(node.body))


def inferred() -> set[str]:
    """Operations that the server serves by a rule, and events that it does not send: nobody has said how yet."""
    events = documented_events() - {*OPERATIONS.values(), "drm.auth.authorization"}
    return events | {name for service in SERVICES for name in service.inferred}


def documented_events() -> set[str]:
    webhooks = [item for document in BUNDLES.values() for item in document.get("webhooks", {}).values()]
    return {entry["operationId"] for item in webhooks for entry in item.values()}


def documented() -> set[str]:
    """Return the operations of the services, and the requests that they send."""
    asked = {entry["operationId"] for document in BUNDLES.values() for _, _, entry, _ in operations(document)}
    return asked | documented_events()


def test_every_line_names_an_operation_and_a_test() -> None:
    assert problems(read(LEDGER.read_text(encoding="utf-8")), documented(), inferred()) == []


HERE = "tests/unit/test_behaviour.py"
NAME = "test_every_line_names_an_operation_and_a_test"
THIS = f"{HERE}::{NAME}"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (f"| a.get | It responds. | documented | `{THIS}` |", []),
        (
            f"| a.put | It responds. | documented | `{THIS}` |",
            ["line 1: no operation a.put", "there is no line for a.get"],
        ),
        (f"| a.get | It responds. | hoped | `{THIS}` |", ["line 1: evidence hoped"]),
        (f"| a.get |  | seen | `{THIS}` |", ["line 1: no statement"]),
        (f"| a.get | It responds. | seen | `{HERE}::test_not_there` |", ["line 1: no test tests/"]),
        (f"| a.get | It responds. | seen | `{HERE}::TestNone::{NAME}` |", ["line 1: no test tests/"]),
        ("| a.get | It responds. | seen | test_behaviour.py::test_it |", ["line 1: no test test_behaviour.py"]),
    ],
)
def test_an_invalid_line_is_reported(row: str, says: list[str]) -> None:
    found = problems(read(row), {"a.get"})
    assert len(found) == len(says)
    assert all(map(str.startswith, found, says))


def test_an_inferred_operation_needs_no_line() -> None:
    row = f"| a.get | It answers. | documented | `{THIS}` |"
    assert problems(read(row), {"a.get", "a.put", "a.list"}, {"a.put"}) == ["there is no line for a.list"]


def test_a_line_with_a_missing_column_is_rejected() -> None:
    with pytest.raises(LedgerError, match="3 columns"):
        read("| a.get | It responds. | documented |")
