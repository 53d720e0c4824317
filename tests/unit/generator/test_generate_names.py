"""Names that conflict with generated code are changed by rule, or rejected with the operation and the field."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from generator.inputs import Inputs
from generator.inputs_source import AliasError, bodies_module, params_module
from generator.models import ModelsError, for_models
from generator.names import NamingError, argument_name
from generator.transform import for_resources

from tests.unit.generator.test_generate_shapes import document, parameter, success

ROOT = Path(__file__).resolve().parents[3]
STRING = {"type": "string"}
VIDEO = {"name": "video_id", "in": "path", "required": True, "description": "Which.", "schema": STRING}


def planted(*fields: str, required: tuple[str, ...] = (), parameters: Any = (), **operation: Any) -> dict[str, Any]:
    """Return a description whose only operation has these fields in its body."""
    body = {"type": "object", "required": list(required), "properties": {name: {**STRING} for name in fields}}
    media = {"application/json": {"schema": body}}
    return document(
        "/videos/{video_id}",
        parameters=[VIDEO, *parameters],
        requestBody={"required": True, "content": media},
        **operation,
    )


def signature(made: dict[str, Any]) -> list[dict[str, Any]]:
    (item,) = for_resources(made, "small")["paths"].values()
    found: list[dict[str, Any]] = item["get"]["responses"]["200"]["x-operation"]["signature"]
    return found


@pytest.mark.parametrize(
    ("wire", "argument"),
    [
        ("options", "options_"),
        ("timeout", "timeout_"),
        ("deadline", "deadline_"),
        ("retries", "retries_"),
        ("headers", "headers_"),
        ("self", "self_"),
        ("models", "models_"),
        ("bodies", "bodies_"),
        ("flag", "flag_"),
        ("call", "call_"),
        ("class", "class_"),
        ("from", "from_"),
        ("None", "none"),
        ("$id", "id"),
        ("$ref", "ref"),
        ("@type", "type"),
        ("content-type", "content_type"),
        ("timePoints", "time_points"),
        ("a.b", "a_b"),
        ("status[]", "status"),
        ("X-Video-Title", "video_title"),
    ],
)
def test_field_in_the_way_gets_another_argument(wire: str, argument: str) -> None:
    found = next(each for each in signature(planted(wire)) if each["place"] == "field")
    assert (found["name"], found["wire"]) == (argument, wire)
    assert argument.isidentifier()


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (planted("video_id"), ["things.get", "the field video_id", "the path parameter video_id", "x-argument"]),
        (planted("$video_id"), ["things.get", "the field $video_id", "the path parameter video_id"]),
        (planted("a-b", "a_b"), ["things.get", "the field a_b", "the field a-b"]),
        (planted("options", "options_"), ["things.get", "the field options_", "the field options"]),
        (planted("1st"), ["things.get", "the field 1st", "'1st'"]),
        (planted("$"), ["things.get", "the field $", "''"]),
        (planted("имя"), ["things.get", "the field имя"]),
        (planted("q", parameters=[parameter("q", STRING)]), ["things.get", "the field q", "the query parameter q"]),
        (planted("a", parameters=[parameter("a[]", STRING), parameter("a", STRING)]), ["the query parameter a"]),
    ],
    ids=lambda value: "" if isinstance(value, dict) else value[-1],
)
def test_field_without_an_argument_of_its_own_is_rejected(made: dict[str, Any], says: list[str]) -> None:
    with pytest.raises(NamingError) as caught:
        signature(made)
    assert all(text in str(caught.value) for text in says), str(caught.value)


@pytest.mark.parametrize("chosen", ["self", "class", "1st", "timeout", "a-b"])
def test_unusable_x_argument_is_rejected(chosen: str) -> None:
    made = planted("name")
    body = made["paths"]["/videos/{video_id}"]["get"]["requestBody"]["content"]["application/json"]["schema"]
    body["properties"]["name"]["x-argument"] = chosen
    with pytest.raises(NamingError, match=r"things[.]get: the field name"):
        signature(made)


def test_url_and_to_are_only_in_the_way_of_methods_that_have_them() -> None:
    assert [each["name"] for each in signature(planted("to", "url"))] == ["video_id", "to", "url"]
    picture = {"200": {"description": "It.", "content": {"image/png": {}}}}
    assert [each["name"] for each in signature(planted("to", responses=picture))] == ["video_id", "to_"]


@pytest.mark.parametrize("name", ["class", "self-test", "with_raw_response", "models", "str", "unset", "_get", "Get"])
def test_method_in_the_way_is_rejected(name: str) -> None:
    with pytest.raises(NamingError, match="cannot be the name of a method: choose another operationId"):
        for_resources(document(operationId=f"things.{name}"), "small")


def test_two_operations_of_one_name_are_rejected() -> None:
    made = document()
    made["paths"]["/others"] = {"get": {**made["paths"]["/things"]["get"]}}
    with pytest.raises(NamingError, match=r"things[.]get: its section has another get"):
        for_resources(made, "small")


@pytest.mark.parametrize("tag", ["class", "request", "close", "my-things", "videos.import", "Videos"])
def test_section_in_the_way_is_rejected(tag: str) -> None:
    made = document(operationId=f"{tag}.get", tags=[tag])
    made["tags"] = [{"name": tag, "description": "Things."}]
    with pytest.raises(NamingError, match="cannot be an attribute of a client"):
        for_resources(made, "small")


@pytest.mark.parametrize("name", ["Foo-Bar", "class", "Model", "Literal", "_Private", "1st"])
def test_schema_in_the_way_is_rejected(name: str) -> None:
    made = document()
    made["components"]["schemas"][name] = {"type": "object", "properties": {"id": STRING}}
    with pytest.raises(NamingError, match=f"small: the schema '{name}' cannot be a class"):
        params_module("small", {"small": Inputs(made)}, [])


def test_enumeration_and_schema_of_one_name_are_rejected() -> None:
    made = document()
    made["components"]["schemas"] |= {
        "Colour": {"type": "object", "properties": {"of": {"type": "string", "enum": ["red"]}}},
        "ColourOf": {"type": "object", "properties": {"id": STRING}},
    }
    with pytest.raises(AliasError, match="ColourOf"):
        params_module("small", {"small": Inputs(made)}, [])


def test_dictionary_may_have_fields_that_are_no_identifiers() -> None:
    made = document(requestBody={"content": {"application/json": {"schema": {"properties": {"inner": {}}}}}})
    made["components"]["schemas"]["Inner"] = {"type": "object", "properties": {"$id": STRING, "from": STRING}}
    schema = made["paths"]["/things"]["get"]["requestBody"]["content"]["application/json"]["schema"]
    schema["properties"]["inner"] = {"$ref": "#/components/schemas/Inner"}
    inputs = {"small": Inputs(made)}
    for text in (params_module("small", inputs, []), bodies_module("small", inputs)):
        ast.parse(text)
        assert "'$id'" in text
        assert "'from'" in text


def test_schema_that_services_define_differently_is_rejected() -> None:
    one, other = document(), document()
    other["components"]["schemas"]["Thing"] = {"type": "object", "properties": {"id": {"type": "integer"}}}
    with pytest.raises(ModelsError, match="Thing is defined differently in a-1 and in a-2: rename one of them"):
        for_models({"a-1": one, "a-2": other})


def test_schema_that_services_share_becomes_one_class() -> None:
    response = {"200": success({"$ref": "#/components/schemas/Thing"})}
    made = for_models({"a-1": document(responses=response), "a-2": document(responses=response)})
    assert list(made["components"]["schemas"]) == ["Thing"]


def test_argument_name_is_in_pythons_style() -> None:
    assert argument_name("uploadPartNum") == "upload_part_num"


def test_command_names_operation_and_field_and_exits_with_2(tmp_path: Path) -> None:
    for name in ("specs", "scripts", "generated"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    path = tmp_path / "specs" / "kinescope-v1" / "videos" / "schemas.yaml"
    text = path.read_text("utf-8")
    start = text.index("\nVideoMove:\n")
    fields = text.index("  properties:\n", start) + len("  properties:\n")
    planted_text = f'{text[:fields]}    $video_id: {{ type: string, description: "In the way." }}\n{text[fields:]}'
    path.write_text(planted_text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, tmp_path / "scripts" / "generate.py"],
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith(
        "generate: videos.move: the field $video_id of the body would be the argument video_id"
    )
    assert "Traceback" not in done.stderr
