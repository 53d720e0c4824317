"""Bundling, transformation and the generate command."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from generator.bundle import BundleError, bundle, services, without_prose
from generator.models import for_models
from generator.transform import (
    TransformError,
    class_name,
    for_resources,
    resolve,
)

ROOT = Path(__file__).resolve().parents[3]
OPENAPI = """\
openapi: 3.1.0
info: { title: Small, version: "1" }
servers: [{ url: https://things.invalid/9 }]
security: [{ bearer: [] }]
tags: [{ name: things, description: Things. }]
paths:
  /things/{id}: { $ref: things/paths.yaml#/thing }
components:
  securitySchemes: { bearer: { type: http, scheme: bearer } }
"""
PATHS = """\
thing:
  get:
    operationId: things.get
    tags: [things]
    summary: Get it.
    x-docs: { page: small, entry: Thing. }
    x-evidence: documented
    parameters:
      - $ref: ../parameters.yaml#/Id
      - name: brief
        in: query
        allowEmptyValue: true
        description: In short.
        schema: { type: string, const: "" }
      - name: mark
        in: query
        description: Where to start.
        schema: { type: string, minLength: 3 }
      - name: limit
        in: query
        description: How many.
        schema: { type: integer, minimum: 1, maximum: 5000, default: 10 }
    responses:
      "200":
        description: The thing.
        content: { application/json: { schema: { $ref: schemas.yaml#/Thing } } }
"""
PARAMETERS = "Id: { name: id, in: path, required: true, description: Which., schema: { type: string } }\n"
SCHEMAS = """\
Thing:
  type: object
  required: [description]
  properties:
    description: { type: string, minLength: 1, description: What it is. }
    key: { type: string, format: password, description: Opens it. }
    link: { type: string, x-secret: true, description: Opens it too. }
    colour: { type: string, enum: [red, green], description: Its colour. }
    parts: { type: array, items: { $ref: "#/Thing" } }
Unused: { type: string }
"""
RESPONSES = "Failed: { description: Failed. }\n"
ERRORS = """\
x-errors:
  "500": { $ref: responses.yaml#/Failed }
  "400": { description: Malformed. }
paths:
"""
FILES = {
    "responses.yaml": RESPONSES,
    "openapi.yaml": OPENAPI,
    "things/paths.yaml": PATHS,
    "parameters.yaml": PARAMETERS,
    "things/schemas.yaml": SCHEMAS,
}


def write(folder: Path, name: str = "openapi.yaml", old: str = "", new: str = "") -> Path:
    """Write a small description to `folder`, with `old` replaced by `new` in the file `name`."""
    assert old in FILES[name]
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text.replace(old, new) if old and path == name else text, encoding="utf-8")
    return folder


@pytest.fixture
def small(tmp_path: Path) -> dict[str, Any]:
    return bundle(write(tmp_path / "small"))


class TestBundle:
    def test_refers_only_to_its_own_components(self, small: dict[str, Any]) -> None:
        get = small["paths"]["/things/{id}"]["get"]
        assert get["parameters"][0] == {"$ref": "#/components/parameters/Id"}
        schema = get["responses"]["200"]["content"]["application/json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/Thing"}
        assert resolve(small, schema)["properties"]["parts"]["items"] == schema  # a schema may refer to itself

    def test_leaves_out_unused_components(self, small: dict[str, Any]) -> None:
        assert sorted(small["components"]["schemas"]) == ["Thing"]
        assert "bearer" in small["components"]["securitySchemes"]

    def test_inlines_webhooks_like_paths(self, tmp_path: Path) -> None:
        write(tmp_path, old="paths:\n", new="webhooks: { thing.made: { $ref: things/webhooks.yaml#/made } }\npaths:\n")
        media = "{ application/json: { schema: { $ref: schemas.yaml#/Thing } } }"
        (tmp_path / "things" / "webhooks.yaml").write_text(
            f"made: {{ post: {{ requestBody: {{ content: {media} }} }} }}\n", encoding="utf-8"
        )
        made = bundle(tmp_path)
        sent = made["webhooks"]["thing.made"]["post"]["requestBody"]["content"]["application/json"]
        assert sent == {"schema": {"$ref": "#/components/schemas/Thing"}}
        assert sorted(made["components"]) == ["parameters", "schemas", "securitySchemes"]

    def test_keeps_fields_beside_a_reference(self, tmp_path: Path) -> None:
        made = bundle(write(tmp_path, "things/schemas.yaml", '"#/Thing" }', '"#/Thing", x-note: kept }'))
        items = made["components"]["schemas"]["Thing"]["properties"]["parts"]["items"]
        assert items == {"$ref": "#/components/schemas/Thing", "x-note": "kept"}

    def test_adds_shared_errors_to_each_operation(self, tmp_path: Path) -> None:
        made = bundle(write(tmp_path, old="paths:\n", new=ERRORS))
        responses = made["paths"]["/things/{id}"]["get"]["responses"]
        assert list(responses) == ["200", "400", "500"]
        assert responses["500"] == {"$ref": "#/components/responses/Failed"}
        assert "x-errors" not in made

    def test_operation_overrides_shared_errors(self, tmp_path: Path) -> None:
        write(tmp_path, old="paths:\n", new=ERRORS)
        path = tmp_path / "things" / "paths.yaml"
        path.write_text(path.read_text("utf-8") + '      "400": { description: Its own. }\n', encoding="utf-8")
        responses = bundle(tmp_path)["paths"]["/things/{id}"]["get"]["responses"]
        assert list(responses) == ["200", "400", "500"]
        assert responses["400"] == {"description": "Its own."}

    @pytest.mark.parametrize("errors", ["{}", '{ "404": { description: Missing. } }'])
    def test_path_item_replaces_shared_errors(self, tmp_path: Path, errors: str) -> None:
        write(tmp_path, old="paths:\n", new=ERRORS)
        path = tmp_path / "things" / "paths.yaml"
        text = path.read_text("utf-8").replace("thing:\n", f"thing:\n  x-errors: {errors}\n", 1)
        path.write_text(text, encoding="utf-8")
        item = bundle(tmp_path)["paths"]["/things/{id}"]
        assert list(item["get"]["responses"]) == ["200", *(["404"] if "404" in errors else [])]
        assert "x-errors" not in item

    def test_services_lists_folders_with_a_description(self, tmp_path: Path) -> None:
        write(tmp_path / "b")
        write(tmp_path / "a")
        (tmp_path / "common").mkdir()
        assert [folder.name for folder in services(tmp_path)] == ["a", "b"]

    @pytest.mark.parametrize(
        ("reference", "says"),
        [
            (
                "schemas.yaml#/Thng",
                ("things/paths.yaml", "schemas.yaml#/Thng does not exist"),
            ),
            ("missing.yaml#/Thing", ("things/missing.yaml", "No such file")),
            (
                "../openapi.yaml#/info",
                ("things/paths.yaml", "../openapi.yaml#/info", "not named after a kind of component"),
            ),
        ],
    )
    def test_broken_reference_names_file_and_reference(
        self, tmp_path: Path, reference: str, says: tuple[str, ...]
    ) -> None:
        write(tmp_path, "things/paths.yaml", "schemas.yaml#/Thing", reference)
        with pytest.raises(BundleError) as caught:
            bundle(tmp_path)
        assert all(text in str(caught.value) for text in says)

    def test_broken_yaml_names_the_file(self, tmp_path: Path) -> None:
        write(tmp_path, "parameters.yaml", " }\n", "\n")
        with pytest.raises(BundleError, match=r"parameters[.]yaml: while parsing"):
            bundle(tmp_path)

    def test_rejects_two_components_with_one_name(self, tmp_path: Path) -> None:
        write(tmp_path, "things/schemas.yaml", '"#/Thing" }', "other/schemas.yaml#/Thing }")
        (tmp_path / "things" / "other").mkdir()
        (tmp_path / "things" / "other" / "schemas.yaml").write_text("Thing: { type: string }\n", encoding="utf-8")
        with pytest.raises(BundleError) as caught:
            bundle(tmp_path)
        assert all(text in str(caught.value) for text in ("Thing", "other/schemas.yaml", "things/schemas.yaml"))


class TestWithoutProse:
    def test_drops_texts_and_keeps_properties(self, small: dict[str, Any]) -> None:
        lean = without_prose(small)
        get = lean["paths"]["/things/{id}"]["get"]
        assert "summary" not in get
        assert "description" not in get["responses"]["200"]
        thing = lean["components"]["schemas"]["Thing"]
        assert thing["properties"]["description"] == {"type": "string", "minLength": 1}
        assert thing["required"] == ["description"]

    @pytest.mark.parametrize("folder", services(ROOT / "specs"), ids=lambda folder: folder.name)
    def test_keeps_everything_needed_for_validation(self, folder: Path) -> None:
        document = bundle(folder)
        assert _checkable(without_prose(document)) == _checkable(document)


class TestTransform:
    def test_adds_facts_to_the_successful_response(self, small: dict[str, Any]) -> None:
        get = for_resources(small, "small")["paths"]["/things/{id}"]["get"]
        facts = get["responses"]["200"]["x-operation"]
        known = {
            "id": "things.get",
            "class": "Things",
            "method_name": "get",
            "secured": True,
            "idempotent": True,
        }
        assert known.items() <= facts.items()
        assert facts["flags"] == ["brief"]
        assert facts["min_length"] == {"mark": 3}
        assert facts["model"] == "models.Thing"
        assert get["operationId"] == "things_get"

    def test_does_not_change_the_description(self, small: dict[str, Any], tmp_path: Path) -> None:
        for_resources(small, "small")
        for_models({"small": small})
        assert small == bundle(write(tmp_path / "again"))

    def test_adds_default_and_limits_to_the_description(self, small: dict[str, Any]) -> None:
        get = for_resources(small, "small")["paths"]["/things/{id}"]["get"]
        limit = next(entry for entry in get["parameters"] if entry["name"] == "limit")["schema"]
        assert "default" not in limit
        assert limit["description"] == "How many. 1 to 5,000. Default: 10."

    def test_key_without_value_becomes_a_boolean(self, small: dict[str, Any]) -> None:
        get = for_resources(small, "small")["paths"]["/things/{id}"]["get"]
        assert next(entry for entry in get["parameters"] if entry["name"] == "brief")["schema"]["type"] == "boolean"

    def test_makes_models_tolerant(self, small: dict[str, Any]) -> None:
        properties = for_models({"small": small})["components"]["schemas"]["Thing"]["properties"]
        assert properties["description"] == {"type": "string", "description": "What it is."}
        opened = [{"type": "string", "enum": ["red", "green"]}, {"type": "string"}]
        assert properties["colour"] == {"anyOf": opened, "description": "Its colour."}

    def test_hides_secrets_in_repr(self, small: dict[str, Any]) -> None:
        properties = for_models({"small": small})["components"]["schemas"]["Thing"]["properties"]
        assert properties["key"] == {"type": "string", "description": "Opens it.", "repr": False}
        assert properties["link"]["repr"] is False
        assert "repr" not in properties["colour"]

    def test_rejects_operation_without_successful_response(self, tmp_path: Path) -> None:
        document = bundle(write(tmp_path, "things/paths.yaml", '"200"', '"400"'))
        with pytest.raises(TransformError, match=r"things[.]get: no successful response"):
            for_resources(document, "small")

    def test_rejects_tag_that_differs_from_the_id(self, tmp_path: Path) -> None:
        document = bundle(write(tmp_path, "things/paths.yaml", "Id: things.get", "Id: stuff.get"))
        with pytest.raises(TransformError, match=r"stuff[.]get: its only tag must be stuff"):
            for_resources(document, "small")

    def test_class_name_joins_the_parts_of_a_tag(self) -> None:
        assert class_name("files.uploads") == "FilesUploads"
        assert class_name("additional_materials") == "AdditionalMaterials"


@pytest.fixture(scope="module")
def generator() -> Path:
    """Return the Python with the pinned generators."""
    default = ROOT / ".tox" / "generate" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python = Path(os.environ.get("KINOCRAFT_TEST_GENERATE_PYTHON") or default)
    if not python.is_file():
        pytest.fail("no generators: `python3 scripts/dev.py test` installs them", pytrace=False)
    return python


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of all files that generation reads and writes."""
    for name in ("specs", "scripts", "generated", "mockserver/kinocraft_mock/specs", "overlays"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "api.md", tmp_path)
    shutil.copy(ROOT / "api-types.md", tmp_path)
    return tmp_path


def run(python: Path, folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, folder / "scripts" / "generate.py", *arguments],
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


class TestCommand:
    def test_output_does_not_depend_on_the_environment(self, generator: Path, copy: Path) -> None:
        shutil.rmtree(copy / "generated")
        shutil.rmtree(copy / "mockserver")
        (copy / "api.md").unlink()
        (copy / "api-types.md").unlink()
        surroundings = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Tokyo", "HOME": str(copy)}
        done = run(generator, copy, **surroundings)
        assert done.returncode == 0, done.stderr
        for name in ("generated", "mockserver/kinocraft_mock/specs"):
            assert _tree(copy / name) == _tree(ROOT / name)
        for name in ("api.md", "api-types.md"):
            assert (copy / name).read_bytes() == (ROOT / name).read_bytes()

    def test_check_names_edited_removed_and_added_files(self, generator: Path, copy: Path) -> None:
        package = copy / "generated" / "kinocraft_api"
        edited = package / "platformcraft_filespot" / "files.py"
        edited.write_bytes(edited.read_bytes() + b"\n")
        (package / "platformcraft_models.py").unlink()
        (package / "platformcraft_auth" / "extra.py").touch()
        server = copy / "mockserver" / "kinocraft_mock" / "specs" / "platformcraft-auth.json"
        server.write_text("{}")
        by_hand = copy / "overlays" / "kinocraft" / "resources" / "videos.py"
        by_hand.write_text(by_hand.read_text("utf-8").replace("interval: float", "pause: float"), encoding="utf-8")
        before = _tree(copy / "generated")
        # The other files are current under any hash seed.
        done = run(generator, copy, "--check", PYTHONHASHSEED="11", LC_ALL="C.UTF-8")
        assert (done.returncode, done.stdout) == (1, "")
        named = [line.split()[1] for line in done.stderr.splitlines() if "is not current" in line]
        assert named == [
            "api.md",
            "generated/kinocraft_api/platformcraft_auth/extra.py",
            "generated/kinocraft_api/platformcraft_filespot/files.py",
            "generated/kinocraft_api/platformcraft_models.py",
            "mockserver/kinocraft_mock/specs/platformcraft-auth.json",
        ]
        assert _tree(copy / "generated") == before

    def test_invalid_description_changes_no_file(self, generator: Path, copy: Path) -> None:
        path = copy / "specs" / "platformcraft-auth" / "openapi.yaml"
        path.write_text(path.read_text("utf-8").replace("#/refresh", "#/renew"), encoding="utf-8")
        before = _tree(copy / "generated")
        done = run(generator, copy)
        assert done.returncode == 2
        assert "openapi.yaml: auth/paths.yaml#/renew does not exist" in done.stderr
        assert _tree(copy / "generated") == before


def _tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


TEXTS = {
    *("description", "summary", "example", "examples", "links", "license"),
    *("x-evidence-reason", "x-evidence-source", "x-statements"),
}


def _checkable(node: Any, place: str = "") -> set[str]:
    """Return all places and values of a document except texts; a property may have the name of a text field."""
    if isinstance(node, list):
        return set().union(*(_checkable(item, f"{place}/{index}") for index, item in enumerate(node)))
    if not isinstance(node, dict):
        return {f"{place}={node!r}"}
    named = place.endswith("/properties")
    kept = {key: value for key, value in node.items() if named or key not in TEXTS}
    return {place}.union(*(_checkable(value, f"{place}/{key}") for key, value in kept.items()))
