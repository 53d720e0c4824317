"""What the pages say of a whole kind of operations, beside what specs/ mark as not documented."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

import pytest
from generator.bundle import METHODS
from generator.operations import operations, resolve

from tests.bundles import BUNDLES
from tests.unit.vendor_docs.sample_pages import need

CREATION = re.compile(
    r"^\{\{baseHost\}\}(/[a-z0-9/:_-]+)Creates a new .*?Returns the newly created object", re.MULTILINE
)
"""A path and the sentence behind it, which have no space between them."""
DELETION = re.compile(r"^\{\{baseHost\}\}(/[a-z0-9/:_-]+)Permanently deletes", re.MULTILINE)


def described(
    documents: dict[str, dict[str, Any]], paths: list[str], method: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the id and the successful response of the operation at each path of the page."""
    wanted = {re.sub(r":\w+", "{}", path) for path in paths}
    for document in documents.values():
        for key, verb, operation, _ in operations(document):
            if verb == method and re.sub(r"\{\w+\}", "{}", key) in wanted:
                status = min(operation["responses"])
                yield operation["operationId"], resolve(document, operation["responses"][status])


def undocumented(documents: dict[str, dict[str, Any]], paths: list[str]) -> list[str]:
    """Return the creations whose response is marked as not documented, although the page says what it is."""
    found = described(documents, paths, "post")
    return [name for name, response in found if response.get("x-evidence", "documented") == "inferred"]


@pytest.fixture(scope="module", name="creations")
def paths_of_creations() -> list[str]:
    return CREATION.findall(need("kinescope"))


def test_created_objects_are_documented_responses(creations: list[str]) -> None:
    documents = {name: BUNDLES[name] for name in ("kinescope-v1", "kinescope-v2")}
    assert len(creations) >= 9
    assert len(list(described(documents, creations, "post"))) == len(creations)
    assert undocumented(documents, creations) == []


def test_created_object_that_is_marked_as_inferred_is_found(creations: list[str]) -> None:
    document = copy.deepcopy(BUNDLES["kinescope-v1"])
    document["paths"]["/v1/players"]["post"]["responses"]["200"]["x-evidence"] = "inferred"
    assert undocumented({"kinescope-v1": document}, creations) == ["players.create"]


def test_deletions_may_have_no_body() -> None:
    """The page says that 204 is typical of a deletion, so no deletion needs a body."""
    documents = {name: BUNDLES[name] for name in ("kinescope-v1", "kinescope-v2")}
    deletions = DELETION.findall(need("kinescope"))
    found = dict(described(documents, deletions, "delete"))
    assert len(found) >= 15
    assert [
        name for name, response in found.items() if response.get("content") and not response.get("x-empty-body")
    ] == []


def test_no_description_calls_a_response_undocumented() -> None:
    """What a page leaves out has a mark; prose must not say it a second time, because it may be wrong then."""
    texts = {
        f"{service} {item[method]['operationId']}": item[method].get("description", "")
        for service, document in BUNDLES.items()
        for item in document["paths"].values()
        for method in METHODS
        if method in item
    }
    assert [name for name, text in texts.items() if re.search(r"response[^.]* is not documented", text)] == []
