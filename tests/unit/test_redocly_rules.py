"""Each rule in redocly.yaml rejects the fault that it is meant for, and a valid description passes."""

import copy
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
REDOCLY = ROOT / "node_modules" / "@redocly" / "cli" / "bin" / "cli.js"

VALID: dict[str, Any] = {
    "openapi": "3.1.0",
    "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
    "info": {"title": "Shelf", "version": "1", "license": {"name": "MIT", "identifier": "MIT"}},
    "servers": [{"url": "https://shelf.test"}],
    "security": [],
    "tags": [{"name": "books", "description": "Books."}, {"name": "pages", "description": "Pages."}],
    "paths": {
        "/books{path}#cover": {
            "get": {
                "operationId": "books.covers.get",
                "tags": ["books"],
                "summary": "Get a cover.",
                "description": "The cover of one book.",
                "x-docs": {"page": "shelf", "entry": "Covers"},
                "x-evidence": "inferred",
                "x-evidence-reason": "The page shows no response.",
                "x-statements": [
                    {"evidence": "seen", "text": "It is small."},
                    {"evidence": "documented", "text": "It is square.", "source": "a guide"},
                ],
                "parameters": [
                    {"name": "path", "in": "path", "required": True, "description": "A path.", "schema": {}},
                ],
                "responses": {
                    "200": {
                        "description": "The cover.",
                        "content": {
                            "application/json": {
                                "schema": {"type": "object", "properties": {"id": {"type": "string"}}},
                                "example": {"id": "a"},
                            }
                        },
                    },
                    "404": {"description": "No such book."},
                },
            }
        }
    },
}


def operation(document: dict[str, Any]) -> Any:
    return document["paths"]["/books{path}#cover"]["get"]


def content(document: dict[str, Any]) -> Any:
    return operation(document)["responses"]["200"]["content"]["application/json"]


def share(document: dict[str, Any], value: Any) -> None:
    """Give the response a shared schema, nested and with another reference, and a shared example."""
    page = {"type": "object", "properties": {"number": {"type": "integer"}}}
    book = {
        "type": "object",
        "properties": {"pages": {"type": "array", "items": {"$ref": "#/components/schemas/Page"}}},
    }
    document["components"] = {"schemas": {"Book": book, "Page": page}, "examples": {"book": {"value": value}}}
    operation(document)["responses"]["200"]["content"]["application/json"] = {
        "schema": {"$ref": "#/components/schemas/Book"},
        "examples": {"page": {"$ref": "#/components/examples/book"}},
    }


FORM = {"schema": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}, "example": {}}

FAULTS: dict[str, tuple[str, Callable[[dict[str, Any]], object]]] = {
    "unknown field": ("specs/known-fields", lambda d: operation(d).update({"x-owner": "me"})),
    "unknown field of the document": ("specs/known-fields", lambda d: d.update({"x-owner": "me"})),
    "known field in another object": ("specs/known-fields", lambda d: operation(d).update({"x-secret": True})),
    "unknown field in a nested schema": (
        "specs/known-fields",
        lambda d: content(d)["schema"]["properties"]["id"].update({"x-owner": "me"}),
    ),
    "unknown field beside a reference": (
        "specs/known-fields",
        lambda d: content(d)["schema"]["properties"].update(
            other={"$ref": "#/paths/~1books{path}%23cover/get/parameters/0/schema", "x-owner": "me"}
        ),
    ),
    "no dialect": ("rule/dialect-is-declared", lambda d: d.pop("jsonSchemaDialect")),
    "dialect of OpenAPI": (
        "rule/dialect-is-declared",
        lambda d: d.update(jsonSchemaDialect="https://spec.openapis.org/oas/3.1/dialect/base"),
    ),
    "operationId without a tag": (
        "rule/operation-id-is-attribute-path",
        lambda d: operation(d).update(operationId="getCover"),
    ),
    "no x-docs": ("rule/operation-has-source", lambda d: operation(d).pop("x-docs")),
    "no evidence": ("rule/operation-has-source", lambda d: operation(d).pop("x-evidence")),
    "unknown evidence": ("rule/evidence-is-known", lambda d: operation(d).update({"x-evidence": "rumoured"})),
    "no reason": ("rule/evidence-has-reason", lambda d: operation(d).pop("x-evidence-reason")),
    "documented with a reason": ("specs/evidence", lambda d: operation(d).update({"x-evidence": "documented"})),
    "inferred response without a reason": (
        "specs/evidence",
        lambda d: operation(d)["responses"]["200"].update({"x-evidence": "inferred"}),
    ),
    "unknown evidence of a field": (
        "specs/evidence",
        lambda d: content(d)["schema"]["properties"]["id"].update({"x-evidence": "rumoured"}),
    ),
    "reason without evidence": (
        "specs/evidence",
        lambda d: operation(d)["parameters"][0].update({"x-evidence-reason": "It is likely."}),
    ),
    "inferred with a source": ("specs/evidence", lambda d: operation(d).update({"x-evidence-source": "a guide"})),
    "no statements": ("specs/evidence", lambda d: operation(d).update({"x-statements": []})),
    "statement without evidence": (
        "specs/evidence",
        lambda d: operation(d).update({"x-statements": [{"text": "So."}]}),
    ),
    "statement without a sentence": (
        "specs/evidence",
        lambda d: operation(d).update({"x-statements": [{"evidence": "seen", "text": "so"}]}),
    ),
    "documented statement without a source": (
        "specs/evidence",
        lambda d: operation(d).update({"x-statements": [{"evidence": "documented", "text": "So."}]}),
    ),
    "statement with an unknown field": (
        "specs/evidence",
        lambda d: operation(d).update({"x-statements": [{"evidence": "seen", "text": "So.", "by": "me"}]}),
    ),
    "statements of a response": (
        "specs/known-fields",
        lambda d: operation(d)["responses"]["200"].update({"x-statements": [{"evidence": "seen", "text": "So."}]}),
    ),
    "operation without description": ("operation-description", lambda d: operation(d).pop("description")),
    "parameter without description": (
        "parameter-description",
        lambda d: operation(d)["parameters"][0].pop("description"),
    ),
    "two tags": ("operation-singular-tag", lambda d: operation(d)["tags"].append("pages")),
    "unknown tag": ("operation-tag-defined", lambda d: operation(d).update(tags=["shelves"])),
    "example of a wrong type": (
        "no-invalid-media-type-examples",
        lambda d: content(d).update(example={"id": 1}),
    ),
    "example with an unknown field": (
        "no-invalid-media-type-examples",
        lambda d: content(d)["example"].update(colour="red"),
    ),
    "shared example of a wrong type": (
        "no-invalid-media-type-examples",
        lambda d: share(d, {"pages": [{"number": "1"}]}),
    ),
    "example of a request that lacks a field": (
        "no-invalid-media-type-examples",
        lambda d: operation(d).update(requestBody={"content": {"application/x-www-form-urlencoded": FORM}}),
    ),
    "example of a parameter that does not match the pattern": (
        "no-invalid-parameter-examples",
        lambda d: operation(d)["parameters"][0].update(schema={"type": "string", "pattern": "^/"}, example="a"),
    ),
    "schema example of a wrong type": (
        "no-invalid-schema-examples",
        lambda d: content(d)["schema"].update(examples=[{"id": 1}]),
    ),
    "parameter example of a wrong type": (
        "no-invalid-parameter-examples",
        lambda d: operation(d)["parameters"][0].update(schema={"type": "string"}, example=1),
    ),
}


@pytest.fixture(scope="module")
def problems(node: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Return the rules that each description breaks. One run lints them all, since starting Redocly is slow."""
    folder = tmp_path_factory.mktemp("descriptions")
    (folder / "valid.json").write_text(json.dumps(VALID))
    document = copy.deepcopy(VALID)
    share(document, {"pages": [{"number": 1}]})
    (folder / "valid shared example.json").write_text(json.dumps(document))
    for name, (_, break_rule) in FAULTS.items():
        document = copy.deepcopy(VALID)
        break_rule(document)
        (folder / f"{name}.json").write_text(json.dumps(document))
    names = sorted(path.name for path in folder.iterdir())
    config = ["--config", str(ROOT / "redocly.yaml"), "--format", "json", "--max-problems", "1000"]
    result = subprocess.run(
        [node, str(REDOCLY), "lint", *names, *config], cwd=folder, capture_output=True, text=True, check=False
    )
    found: dict[str, set[str]] = {Path(name).stem: set() for name in names}
    # The output is one JSON document per linted file.
    rest = result.stdout.strip()
    while rest:
        report, end = json.JSONDecoder().raw_decode(rest)
        rest = rest[end:].lstrip()
        for problem in report["problems"]:
            found[Path(problem["location"][0]["source"]["ref"]).stem].add(problem["ruleId"])
    return found


@pytest.mark.parametrize("name", ["valid", "valid shared example"])
def test_valid_description_passes(problems: dict[str, set[str]], name: str) -> None:
    assert problems[name] == set()


@pytest.mark.parametrize("name", FAULTS)
def test_rule_rejects_its_fault(problems: dict[str, set[str]], name: str) -> None:
    rule, _ = FAULTS[name]
    assert rule in problems[name]
