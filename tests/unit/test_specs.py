"""The descriptions in specs/ follow the project's rules and contain the examples of the vendors' pages."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from generator.transform import operations

from tests.bundles import BUNDLES
from tests.unit.page_facts import EXAMPLES
from tests.unit.spec_rules import (
    document_problems,
    documented_fields,
    example_problems,
    examples,
    layout_problems,
    operation_problems,
    summary_problems,
    used_fields,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent.parent
RULES = (document_problems, operation_problems, summary_problems, example_problems)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("service", BUNDLES)
def test_description_follows_the_rules(service: str, rule: Callable[[dict[str, Any]], Any]) -> None:
    assert list(rule(BUNDLES[service])) == []


OPERATIONS = {  # at least: a later page may have more
    # 107 documented entries, one of them twice, and five without an entry: tags and the deletion of a player.
    "kinescope-v1": 107 - 1 + 4 + 1,
    # 21 documented entries, one of them twice and one in three formats, and four without an entry: init and tus.
    "kinescope-v2": 21 - 1 + 2 + 1 + 3,
    "platformcraft-auth": 2,
    "platformcraft-filespot": 9,
    "platformcraft-recorder": 13,
    "platformcraft-streamer": 14,
}


def test_descriptions_have_the_operations_of_the_pages() -> None:
    found = {service: len(list(operations(document))) for service, document in BUNDLES.items()}
    assert found.keys() >= OPERATIONS.keys()
    assert [service for service, number in OPERATIONS.items() if found[service] < number] == []


def test_operation_ids_are_unique_per_vendor() -> None:
    for vendor in ("kinescope", "platformcraft"):
        documents = [document for service, document in BUNDLES.items() if service.startswith(vendor)]
        names = [entry["operationId"] for document in documents for _, _, entry, _ in operations(document)]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("service", BUNDLES)
def test_each_operation_is_in_the_folder_of_its_tag(service: str) -> None:
    assert list(layout_problems(ROOT / "specs" / service)) == []


def test_layout_rule_reports_misplaced_operations_and_files(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "specs" / "platformcraft-filespot", tmp_path / "service")
    service = tmp_path / "service"
    (service / "uploads").mkdir()
    (service / "files" / "uploads" / "paths.yaml").rename(service / "uploads" / "paths.yaml")
    (service / "files" / "more_schemas.yaml").write_text("{}", encoding="utf-8")
    unknown, *misplaced = layout_problems(service)
    assert unknown == "files/more_schemas.yaml: not one of examples, parameters, paths, responses, schemas, webhooks"
    assert "uploads/paths.yaml: files.uploads.start belongs in files/uploads" in misplaced
    assert len(misplaced) == 5


def test_readme_lists_the_fields_in_use() -> None:
    specs = ROOT / "specs"
    assert documented_fields((specs / "README.md").read_text(encoding="utf-8")) == used_fields(specs)


def test_fields_are_found_in_readme_and_descriptions(tmp_path: Path) -> None:
    table = (
        "| `x-secret` | Schema | `true` | a | b |\n| `x-docs` | Operation, Schema | map | a | b |\n`x-other` | Schema |"
    )
    assert documented_fields(table) == {"x-secret", "x-docs"}
    (tmp_path / "service" / "section").mkdir(parents=True)
    (tmp_path / "service" / "section" / "paths.yaml").write_text("a: [{ x-owner: { x-inner: 1 } }]\n", encoding="utf-8")
    assert used_fields(tmp_path) == {"x-owner", "x-inner"}


@pytest.mark.parametrize("operation", EXAMPLES)
def test_description_has_the_examples_of_the_page(operation: str) -> None:
    found = {
        what: value for document in BUNDLES.values() for name, what, _, value in examples(document) if name == operation
    }
    for what, expected in EXAMPLES[operation].items():
        if what == "parameters":
            for parameter, value in expected.items():
                assert found[f"parameter {parameter}"] == value
        else:
            assert _holds(found[what], expected), what


def _holds(value: Any, expected: Any) -> bool:
    if isinstance(expected, dict):
        return all(key in value and _holds(value[key], part) for key, part in expected.items())
    if isinstance(expected, list):
        return len(value) == len(expected) and all(map(_holds, value, expected))
    return bool(type(value) is type(expected) and value == expected)


def _status(document: dict[str, Any]) -> Any:
    return document["paths"]["/fs/container/{container_id}/object"]["get"]


def _wrong_dialect(document: dict[str, Any]) -> None:
    document["jsonSchemaDialect"] = "https://spec.openapis.org/oas/3.1/dialect/base"


def _unknown_type(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["Error"]["type"] = "text"


def _comma_in_plain_text(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["FileObject"]["properties"]["size"]["0 for a folder"] = None


def _same_id_twice(document: dict[str, Any]) -> None:
    _status(document)["operationId"] = "files.get"


def _no_source(document: dict[str, Any]) -> None:
    del _status(document)["x-docs"]


def _no_evidence(document: dict[str, Any]) -> None:
    del _status(document)["x-evidence"]


def _inferred_without_reason(document: dict[str, Any]) -> None:
    _status(document)["x-evidence"] = "inferred"


def _unnamed_object(document: dict[str, Any]) -> None:
    properties = document["components"]["schemas"]["FileObject"]["properties"]
    properties["paging"] = {"description": "x", "anyOf": [{"type": "object", "properties": {}}, {"type": "null"}]}


def _unnamed_body(document: dict[str, Any]) -> None:
    _status(document)["responses"]["200"]["content"]["application/json"]["schema"] = {
        "type": "object",
        "properties": {},
    }


def _field_without_description(document: dict[str, Any]) -> None:
    del document["components"]["schemas"]["FileObject"]["properties"]["size"]["description"]


def _no_section(document: dict[str, Any]) -> None:
    del _status(document)["x-docs"]["section"]


def _no_security(document: dict[str, Any]) -> None:
    del document["security"]


def _no_success(document: dict[str, Any]) -> None:
    del _status(document)["responses"]["200"]


def _no_error_response(document: dict[str, Any]) -> None:
    del _status(document)["responses"]["401"]


def _id_with_another_tag(document: dict[str, Any]) -> None:
    _status(document)["operationId"] = "uploads.status"


def _variant_without_its_key(document: dict[str, Any]) -> None:
    start = document["paths"]["/fs/container/{container_id}/object{file_path}#uploads"]["post"]
    start["parameters"][0]["required"] = False


def _broken_header_example(document: dict[str, Any]) -> None:
    _status(document)["responses"]["200"]["headers"] = {"X-Count": {"schema": {"type": "integer"}, "example": "two"}}


def _broken_default(document: dict[str, Any]) -> None:
    limit = document["paths"]["/fs/container/{container_id}/object{file_path}"]["get"]["parameters"][1]
    limit["schema"]["default"] = 0


def _summary_without_verb(document: dict[str, Any]) -> None:
    _status(document)["summary"] = "Information about an upload in parts"


def _summary_with_another_verb(document: dict[str, Any]) -> None:
    _status(document)["summary"] = "Show information about an upload in parts"


def _summary_with_a_period(document: dict[str, Any]) -> None:
    _status(document)["summary"] += "."


def _long_summary(document: dict[str, Any]) -> None:
    _status(document)["summary"] += " of a file in a container of the account"


def _same_summary_twice(document: dict[str, Any]) -> None:
    _status(document)["summary"] = "Get information about a file or folder"


def _no_example(document: dict[str, Any]) -> None:
    content = _status(document)["responses"]["200"]["content"]
    del content["application/json"]["examples"]


@pytest.mark.parametrize(
    ("rule", "break_rule", "says"),
    [
        (document_problems, _wrong_dialect, "dialect"),
        (document_problems, _unknown_type, "components/schemas/Error"),
        (document_problems, _comma_in_plain_text, "components/schemas/FileObject: '0 for a folder' is not a keyword"),
        (document_problems, _unnamed_object, "components/schemas/FileObject/paging/anyOf/0: an unnamed object"),
        (document_problems, _unnamed_body, "files.uploads.status: 200: an unnamed object"),
        (document_problems, _field_without_description, "components/schemas/FileObject/size: no description"),
        (operation_problems, _no_section, "files.uploads.status: x-docs"),
        (document_problems, _same_id_twice, "files.get is the id of two operations"),
        (operation_problems, _no_source, "files.uploads.status: x-docs"),
        (operation_problems, _no_evidence, "files.uploads.status: x-evidence"),
        (operation_problems, _inferred_without_reason, "files.uploads.status: not documented in full"),
        (operation_problems, _no_security, "files.uploads.status: security"),
        (operation_problems, _no_success, "files.uploads.status: no successful response"),
        (operation_problems, _no_error_response, "files.uploads.status: no response 401"),
        (operation_problems, _id_with_another_tag, "uploads.status: operationId"),
        (operation_problems, _variant_without_its_key, "files.uploads.start: the variant's query key"),
        (summary_problems, _summary_without_verb, "files.uploads.status: the summary does not start"),
        (summary_problems, _summary_with_another_verb, "files.uploads.status: the summary does not have the verb"),
        (summary_problems, _summary_with_a_period, "files.uploads.status: the summary ends"),
        (summary_problems, _long_summary, "files.uploads.status: the summary ends"),
        (summary_problems, _same_summary_twice, "files.get: the summary is not unique"),
        (example_problems, _broken_header_example, "files.uploads.status: 200 X-Count: $: 'two'"),
        (example_problems, _broken_default, "files.get: default of limit"),
        (example_problems, _no_example, "files.uploads.status: 200: no example"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_rule_reports_its_violation(
    rule: Callable[[dict[str, Any]], Any], break_rule: Callable[[dict[str, Any]], None], says: str
) -> None:
    document = copy.deepcopy(BUNDLES["platformcraft-filespot"])
    break_rule(document)
    assert [problem for problem in rule(document) if says in problem]
