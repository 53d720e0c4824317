"""Derived documents differ from the descriptions only as listed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from generator.transform import operations
from jsonschema import Draft202012Validator

from tests.bundles import BUNDLES
from tests.contract.tools.derive import FORMS, REASONS, Derived, for_prism, for_schemathesis, shape
from tests.unit.spec_rules import document_problems

ROOT = Path(__file__).resolve().parents[3]
FILESPOT = BUNDLES["platformcraft-filespot"]

BY_PATH = {"files.get", "files.create", "files.update", "files.delete", "files.uploads.start"}
BY_UPLOAD = {f"files.uploads.{method}" for method in ("status", "put_part", "complete", "cancel")}
AUTH_UNCHANGED: dict[str, set[str]] = {"auth.login": set(), "auth.refresh": set()}


def changed(derived: Derived, reason: str) -> set[str]:
    return {name for name, reasons in derived.changes.items() if reason in reasons}


def all_operations(derived: Derived) -> list[tuple[int, str, str, dict[str, Any], list[dict[str, Any]]]]:
    return [(number, *entry) for number, made in enumerate(derived.documents) for entry in operations(made)]


def origin(operation: dict[str, Any]) -> str:
    return str(operation.get("x-derived-from", operation["operationId"]))


def test_changes_for_prism_are_listed() -> None:
    derived = for_prism(FILESPOT)
    assert changed(derived, "segments") == BY_PATH
    assert changed(derived, "optional") == {"files.uploads.start"}
    assert changed(derived, "another") == BY_PATH
    assert changed(derived, "base") == BY_PATH | BY_UPLOAD
    assert for_prism(BUNDLES["platformcraft-auth"]).changes == AUTH_UNCHANGED


def test_base_paths_are_moved_into_paths_for_prism() -> None:
    assert not changed(for_prism(BUNDLES["platformcraft-recorder"]), "base")
    streamer = for_prism(BUNDLES["platformcraft-streamer"])
    assert set(streamer.changes) == changed(streamer, "base")
    assert {path.split("/")[1] for _, path, _, _, _ in all_operations(streamer)} == {"2"}


def test_operations_on_another_host_are_listed_for_prism() -> None:
    derived = for_prism(BUNDLES["kinescope-v2"])
    assert derived.mounts == ["/kinescope/uploader", "/kinescope/api"]
    uploads = {name for name in derived.changes if name.startswith("videos.uploads.")}
    assert changed(derived, "host") == {*uploads, "posters.upload"}


def test_changes_for_schemathesis_are_listed() -> None:
    derived = for_schemathesis(FILESPOT)
    assert changed(derived, "segment") == BY_PATH
    assert changed(derived, "host") == BY_PATH | BY_UPLOAD
    assert for_schemathesis(BUNDLES["platformcraft-auth"]).changes == {name: {"host"} for name in AUTH_UNCHANGED}


@pytest.mark.parametrize("service", BUNDLES)
@pytest.mark.parametrize("derive", [for_prism, for_schemathesis], ids=lambda derive: derive.__name__)
class TestBoth:
    def test_operations_are_kept(self, service: str, derive: Any) -> None:
        derived = derive(BUNDLES[service])
        names = [entry.get("x-derived-from", entry["operationId"]) for _, _, _, entry, _ in all_operations(derived)]
        assert set(names) == {entry["operationId"] for _, _, entry, _ in operations(BUNDLES[service])}
        for name in set(names):
            assert names.count(name) == (len(FORMS) if "segments" in derived.changes[name] else 1)

    def test_every_change_has_a_known_reason(self, service: str, derive: Any) -> None:
        assert set().union(*derive(BUNDLES[service]).changes.values()) <= set(REASONS)

    def test_everything_else_is_unchanged(self, service: str, derive: Any) -> None:
        document = BUNDLES[service]
        originals = {entry["operationId"]: (entry, ps) for _, _, entry, ps in operations(document)}
        derived = derive(document)
        for made in derived.documents:
            assert {**made, "paths": document["paths"], "servers": document["servers"]} == document
        for _, _, _, operation, parameters in all_operations(derived):
            original, expected = originals[origin(operation)]
            ours = {"operationId", "parameters", "x-derived-from"}
            assert _without(operation, ours) == _without(original, ours)
            kept = [entry for entry in expected if not entry.get("x-spans-segments")]
            names = {entry["name"] for entry in kept}
            assert [_without(entry, {"required"}) for entry in parameters if entry["name"] in names] == [
                _without(entry, {"required"}) for entry in kept
            ]

    def test_derived_documents_are_valid(self, service: str, derive: Any) -> None:
        for made in derive(BUNDLES[service]).documents:
            assert list(document_problems(made)) == []

    def test_examples_of_derived_parameters_match_their_schemas(self, service: str, derive: Any) -> None:
        # All other examples are unchanged, and tests of the descriptions cover them.
        originals = [parameter for *_, parameters in operations(BUNDLES[service]) for parameter in parameters]
        derived = derive(BUNDLES[service])
        for *_, parameters in all_operations(derived):
            for parameter in parameters:
                if parameter not in originals and "example" in parameter:
                    Draft202012Validator(parameter["schema"]).validate(parameter["example"])


@pytest.mark.parametrize("service", BUNDLES)
def test_method_and_path_name_one_operation_for_prism(service: str) -> None:
    for made in for_prism(BUNDLES[service]).documents:
        targets = [(shape(path), method) for path, method, _, _ in operations(made)]
        assert len(targets) == len(set(targets))
        assert not any("#" in path for path, _ in targets)


def test_a_path_has_each_number_of_segments_for_prism() -> None:
    derived = for_prism(FILESPOT)
    paths = [path for _, path, _, entry, _ in all_operations(derived) if entry["x-derived-from"] == "files.get"]
    assert sorted(shape(path) for path in paths) == [
        "/2/fs/container/{}/object",
        "/2/fs/container/{}/object/",
        "/2/fs/container/{}/object/{}",
        "/2/fs/container/{}/object/{}/{}",
        "/2/fs/container/{}/object/{}/{}/{}",
    ]


def test_the_first_document_has_all_but_variants_and_roots_for_prism() -> None:
    derived = for_prism(FILESPOT)
    first = {origin(entry) for number, _, _, entry, _ in all_operations(derived) if number == 0}
    assert first == (BY_PATH | BY_UPLOAD) - {"files.uploads.start"}


def _without(node: dict[str, Any], keys: set[str]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if key not in keys}
