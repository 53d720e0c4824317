"""Very deeply nested bodies: an error response in the service's own form, never a 500."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

DEPTHS = [101, 250, 500, 900, 1000, 1024, 1025, 100_000]
TARGETS = {
    "project": ("POST", "/kinescope/api/v1/projects"),
    "tag": ("POST", "/kinescope/api/v1/tags"),
    "upload": ("POST", "/kinescope/uploader/v2/init"),
    "faults": ("POST", "/_mock/faults"),
    "clock": ("POST", "/_mock/clock"),
    "reset": ("POST", "/_mock/reset"),
    "limits": ("POST", "/_mock/limits"),
}


def nested(depth: int, form: str) -> bytes:
    match form:
        case "lists":
            return b"[" * depth + b"]" * depth
        case "objects":
            return b'{"name":' * depth + b"1" + b"}" * depth
        case "field":
            return b'{"name": %s, "tag": 1, "login": %s}' % (nested(depth, "lists"), nested(depth, "objects"))
        case _:
            return b"[" * depth


@pytest.mark.parametrize("form", ["lists", "objects", "field", "open"])
@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_a_body_that_nests_without_end_is_a_bad_request(server: Any, target: tuple[str, str], form: str) -> None:
    method, path = target
    statuses = {}
    with httpx2.Client(trust_env=False) as client:
        for depth in DEPTHS:
            response = client.request(
                method,
                f"{server.url}{path}",
                content=nested(depth, form),
                headers={"Authorization": "Bearer mock-token", "Content-Type": "application/json"},
            )
            statuses[depth] = response.status_code
            assert response.json()
    assert statuses == dict.fromkeys(DEPTHS, 400)
