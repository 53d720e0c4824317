"""Every event that a description has is parsed as its class, whether the local server sends it or not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from generator.operations import resolve

from kinocraft import webhooks
from kinocraft.responses.decoding import decode
from tests.bundles import BUNDLES


def examples() -> list[tuple[str, Any]]:
    """Return the examples of events, each with its operation."""
    found: list[tuple[str, Any]] = []
    for document in BUNDLES.values():
        for item in document.get("webhooks", {}).values():
            operation = item["post"]
            for media in operation["requestBody"]["content"].values():
                for named in media["examples"].values():
                    value = resolve(document, named)["value"]
                    found += [(operation["operationId"], value)] if "event" in value else []
    return found


@pytest.mark.parametrize(("name", "body"), examples())
def test_an_example_of_an_event_is_parsed_as_its_class(name: str, body: dict[str, Any]) -> None:
    event = webhooks.parse(json.dumps(body))
    kind = webhooks.EVENTS[body["event"]]
    assert type(event) is kind
    assert decode(kind, json.dumps(body).encode(), name)[1] == []
    assert kind.__name__ in webhooks.__all__
