"""The counts that a service returns with a page are used only if they can be counts."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from tests.faults.harness import Harness


@pytest.mark.parametrize("total", [-1, -(2**63), True, False, "3", 3.5, None, [3]])
@pytest.mark.parametrize("form", ["numbered", "flat"])
def test_a_total_that_is_no_count_is_unknown(harness: Harness, total: Any, form: str) -> None:
    meta = (
        {"pagination": {"page": 1, "per_page": 10, "total": total}}
        if form == "numbered"
        else {"offset": 0, "limit": 10, "total": total}
    )
    requests: list[httpx2.Request] = []

    def service(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        return httpx2.Response(200, json={"data": [{"id": "a", "tag": "a"}], "meta": meta})

    client = harness.kinescope(service, on_drift=lambda drift: None)
    assert client.tags.list().total is None
    assert [each.id for each in harness.each(lambda: client.raw.tags.list())] == ["a"]
    assert len(requests) == 2
