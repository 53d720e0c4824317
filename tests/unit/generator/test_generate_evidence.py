"""Docstrings and api-types.md print how well a response, an argument, a field and a statement are supported."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from generator.bundle import without_prose
from generator.evidence import evidence_of, mark, marked, reasoned, sources
from generator.inputs import properties
from generator.operations import operations, resolve

from tests.bundles import BUNDLES

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[3]


def test_mark_is_printed_only_for_what_is_not_documented() -> None:
    assert mark({}) == ""
    assert mark({"x-evidence": "documented"}) == ""
    assert mark({"x-evidence": "documented"}, "inferred") == ""
    assert mark({"x-evidence": "inferred"}) == " (inferred)"
    assert mark({"x-evidence": "seen"}, "inferred") == " (seen)"
    assert mark({"x-evidence": "seen"}, "seen") == ""


def test_mark_follows_the_first_sentence() -> None:
    inferred = {"x-evidence": "inferred", "x-evidence-reason": "As for others."}
    assert marked("The name.", inferred) == "The name (inferred)."
    assert marked("The name. It may be empty.", inferred) == "The name (inferred). It may be empty."
    assert marked("", inferred) == ""
    assert reasoned("The name. It may be empty.", inferred) == "The name (inferred). It may be empty. As for others."
    assert reasoned("The name.", {}) == "The name."


def test_statements_name_their_evidence_and_source() -> None:
    operation = {
        "x-evidence": "documented",
        "x-evidence-source": "a guide",
        "x-statements": [
            {"evidence": "inferred", "text": "Positions start at 1."},
            {"evidence": "documented", "source": "a comment", "text": "The path ends with `.m3u8`."},
        ],
    }
    assert evidence_of(operation) == "documented in a guide"
    assert list(sources(operation)) == [
        "Positions start at 1 (inferred).",
        "The path ends with `.m3u8` (documented in a comment).",
    ]
    assert list(sources({"x-evidence": "seen", "x-evidence-reason": "In a log."})) == ["In a log."]


def test_server_has_no_reasons_of_evidence() -> None:
    marked_up = {"x-evidence": "seen", "x-evidence-reason": "A log.", "x-evidence-source": "A.", "x-statements": []}
    assert without_prose({"paths": marked_up}) == {"paths": {"x-evidence": "seen"}}


def docstrings(service: str) -> dict[str, str]:
    """Return the docstrings of the methods of a service's sync resources, by operation, on one line each."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "generated" / "kinocraft_api" / service.replace("-", "_")).glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        ids = dict(_ids(tree))
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("Async"):
                for method in (each for each in node.body if isinstance(each, ast.FunctionDef)):
                    if method.name.upper() in ids:
                        found[ids[method.name.upper()]] = " ".join((ast.get_docstring(method) or "").split())
    return found


def _ids(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            given = {each.arg: each.value for each in node.value.keywords}
            if "id" in given:
                yield ast.unparse(node.targets[0]), str(ast.literal_eval(given["id"]))


def missing(document: dict[str, Any], texts: dict[str, str]) -> Iterator[str]:
    """Yield what is not printed with its mark in the docstring of the method."""
    for _, _, operation, parameters in operations(document):
        name = operation["operationId"]
        if name not in texts:
            continue  # another method sends this operation
        printed = texts[name]
        yield from (f"{name}: {text}" for text in sources(operation) if text not in printed)
        if f"({evidence_of(operation)})" not in printed:
            yield f"{name}: {evidence_of(operation)}"
        arguments = [each for each in parameters if "x-from-session" not in each and "const" not in each["schema"]]
        arguments += _fields(document, operation)
        for each in arguments:
            if mark(each, operation["x-evidence"]) and marked(each["description"], each) not in printed:
                yield f"{name}: {each['description']}"
        for status, found in operation["responses"].items():
            response = resolve(document, found)
            if status.startswith("2"):
                wanted = reasoned(response["description"], response)
            else:
                wanted = f"{status}. {marked(response['description'].partition('. ')[0], response).rstrip('.')}."
            if mark(response) and " ".join(wanted.split()) not in printed:
                yield f"{name}: {wanted}"


def _fields(document: dict[str, Any], operation: dict[str, Any]) -> list[dict[str, Any]]:
    body = resolve(document, operation.get("requestBody", {}))
    fields = [
        each for media in body.get("content", {}).values() for each in properties(document, media["schema"]).values()
    ]
    return [each for each in fields if each.get("description")]


@pytest.mark.parametrize("service", sorted(BUNDLES))
def test_docstrings_print_every_mark(service: str) -> None:
    texts = docstrings(service)
    assert texts
    assert list(missing(BUNDLES[service], texts)) == []


def test_missing_mark_is_found() -> None:
    texts = docstrings("kinescope-v1")
    broken = {name: re.sub(r" \((inferred|seen)\)", "", text) for name, text in texts.items()}
    found = list(missing(BUNDLES["kinescope-v1"], broken))
    for part in (
        "players.update: `settings` is required",  # a statement
        "players.update: The updated player",  # a response
        "players.update: 500.",  # an error response
        "players.list: Number of the page",  # a parameter
        "playlists.entities.add: True replaces the current videos",  # a field of a body
    ):
        assert any(each.startswith(part) for each in found), part


def test_models_and_types_reference_print_the_marks_of_fields() -> None:
    models = " ".join((ROOT / "generated" / "kinocraft_api" / "platformcraft_models.py").read_text("utf-8").split())
    assert 'etag: str | None = None """ Changes when the bytes change (seen). """' in models
    reference = (ROOT / "api-types.md").read_text("utf-8")
    assert "| `etag?` | `str \\| None` |  | Changes when the bytes change. | seen |" in reference
