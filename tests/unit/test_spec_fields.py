"""The descriptions agree with their own examples field by field, and responses and bodies have their usual form."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from generator.transform import operations, resolve

from tests.bundles import BUNDLES
from tests.contract.vendor_pages.page_examples import Walk
from tests.unit.spec_rules import examples

STATUSES = {"videos.uploads.init": ["201"], "videos.uploads.append": ["204"]}
"""Operations that report success with another status than 200: those of tus."""
WITHOUT_BODY = {
    "videos.uploads.create": "the file may be named by a header instead",
    "posters.upload": "the file may be named by a header instead",
}
"""Operations with a body that may be left out."""


def undescribed(service: str, document: dict[str, Any]) -> Iterator[str]:
    """Yield fields of examples that their schemas lack. A schema permits further fields, so nothing else finds them."""
    for name, what, schema, value in examples(document):
        walk = Walk(service, document)
        walk.walk(schema, value, "$", "")
        yield from (f"{name} {what}: {place}: {problem}" for place, problem in walk.unknown)


@pytest.mark.parametrize("service", BUNDLES)
def test_examples_have_only_described_fields(service: str) -> None:
    assert list(undescribed(service, BUNDLES[service])) == []


@pytest.mark.parametrize(
    ("service", "schema", "name"),
    [
        ("kinescope-v1", "VideoListItem", "title"),
        ("kinescope-v2", "UploadedVideo", "play_link"),
        ("kinescope-v2", "NewUpload", "filename"),
        ("platformcraft-auth", "Tokens", "expires_at"),
        ("platformcraft-filespot", "StoredFile", "content_type"),
        ("platformcraft-recorder", "NewRecord", "path"),
        ("platformcraft-streamer", "NewBlock", "name"),
    ],
)
def test_a_field_that_a_schema_loses_is_found_by_an_example(service: str, schema: str, name: str) -> None:
    document = copy.deepcopy(BUNDLES[service])
    del document["components"]["schemas"][schema]["properties"][name]
    found = list(undescribed(service, document))
    assert [each for each in found if each.endswith(f"the schema has no {name!r}")]


def test_success_has_one_status() -> None:
    found = {
        operation["operationId"]: [status for status in operation["responses"] if status.startswith("2")]
        for document in BUNDLES.values()
        for _, _, operation, _ in operations(document)
    }
    assert {name: statuses for name, statuses in found.items() if statuses != ["200"]} == STATUSES


def test_a_body_is_required() -> None:
    bodies = {
        operation["operationId"]: resolve(document, operation["requestBody"])
        for document in BUNDLES.values()
        for _, _, operation, _ in operations(document)
        if "requestBody" in operation
    }
    assert len(bodies) >= 70
    assert {name for name, body in bodies.items() if not body.get("required")} == WITHOUT_BODY.keys()
