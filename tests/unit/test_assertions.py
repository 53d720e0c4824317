"""Every test can fail: it asserts something, expects an error, or calls a helper of the tests that does."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
EXPECTING = {"raises", "warns", "fail", "raise_for_status", "check_returncode"}
"""Functions that fail a test by themselves."""
CHECKING = {
    "validate": "jsonschema: it raises for a value that its schema rejects",
    "run_state_machine_as_test": "hypothesis: it raises if the model and the server differ",
}
"""Functions of libraries that raise what a test is about."""
COMMON = {
    *("get", "post", "put", "patch", "delete", "request", "send", "call", "upload", "download", "create", "update"),
    *("list", "read", "write", "open", "close", "run", "start", "stop", "wait", "append", "add", "remove", "items"),
}
"""Names of methods that clients and servers have too: a call of one says nothing about the helpers of the tests."""
BY_ITSELF = {
    "test_a_client_that_sent_nothing_may_be_closed_anywhere": "closing raises if it may not be done",
}
"""Tests whose subject raises: they have no other result to look at."""


def functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in sorted(TESTS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def called(node: ast.AST) -> set[str]:
    """Names of the functions that are called, or handed on to be called."""
    names: set[str] = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Call):
            parts = [each.func, *each.args, *(keyword.value for keyword in each.keywords)]
            names.update(part.id for part in parts if isinstance(part, ast.Name))
            names.update(part.attr for part in parts if isinstance(part, ast.Attribute) and part.attr not in COMMON)
    return names


def constant(test: ast.expr) -> bool:
    """Whether an assertion is about nothing that the test has made."""
    return not any(isinstance(each, ast.Name | ast.Attribute | ast.Call) for each in ast.walk(test))


def asserts(node: ast.AST) -> bool:
    """Whether a function has an assertion that can fail, or raises an assertion itself."""
    return any(
        (isinstance(each, ast.Assert) and not constant(each.test))
        or (isinstance(each, ast.Raise) and each.exc is not None and "AssertionError" in ast.unparse(each.exc))
        for each in ast.walk(node)
    )


def able_to_fail(sources: Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]) -> dict[str, list[str]]:
    """The tests that cannot fail, by file."""
    found = list(sources)
    calls: dict[str, set[str]] = defaultdict(set)
    able = EXPECTING | CHECKING.keys()
    for _, node in found:
        calls[node.name] |= called(node)
        if asserts(node) and not node.name.startswith("test_"):
            able.add(node.name)
    while grown := {name for name, names in calls.items() if name not in able and names & able}:
        able |= {name for name in grown if not name.startswith("test_")}
        if not any(not name.startswith("test_") for name in grown):
            break
    failing: dict[str, list[str]] = defaultdict(list)
    for path, node in found:
        if node.name.startswith("test_") and not asserts(node) and not called(node) & able:
            failing[path.name].append(node.name)
    return failing


def test_every_test_can_fail() -> None:
    found = {name for names in able_to_fail(functions()).values() for name in names}
    # Each exception is needed: a test that gets an assertion is taken from the list.
    assert found == BY_ITSELF.keys()


@pytest.mark.parametrize(
    ("source", "accepted"),
    [
        ("def test_a():\n    f()", False),
        ("def test_a():\n    assert True", False),
        ("def test_a():\n    assert 1 == 1, f()", False),
        ("def test_a():\n    assert f()", True),
        ("def test_a():\n    with pytest.raises(ValueError):\n        f()", True),
        ("def f():\n    assert x\n\ndef test_a():\n    f()", True),
        ("def g():\n    assert x\n\ndef f():\n    g()\n\ndef test_a():\n    f()", True),
        ("def g():\n    return x\n\ndef f():\n    g()\n\ndef test_a():\n    f()", False),
        ("def test_b():\n    assert x\n\ndef test_a():\n    test_b", False),
    ],
)
def test_a_test_without_an_assertion_is_found(source: str, accepted: bool) -> None:
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    failing = able_to_fail((Path("t.py"), node) for node in nodes)
    assert ("test_a" not in failing.get("t.py", [])) is accepted
