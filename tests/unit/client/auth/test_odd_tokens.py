"""Logins whose tokens have odd times, or cannot be sent."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from kinocraft.errors import ResponseError
from tests.faults.harness import Harness
from tests.unit.client.scripted_transport import ScriptedTransport

pytestmark = pytest.mark.filterwarnings("ignore::kinocraft.DriftWarning")

TOKENS = {"access_token": "t", "refresh_token": "r", "user_id": "u", "owner_id": "o", "expires_at": 4_000_000_000}
HUGE = 10**400


def jwt(claims: str) -> str:
    head, body = (base64.urlsafe_b64encode(each.encode()).rstrip(b"=").decode() for each in ('{"alg":"HS256"}', claims))
    return f"{head}.{body}.c2ln"


@pytest.mark.parametrize(
    "odd",
    [
        {"access_token": jwt('{"exp": 1e400, "iat": 1}')},
        {"access_token": jwt(f'{{"exp": {HUGE}, "iat": 1}}')},
        {"access_token": jwt(f'{{"exp": {HUGE}, "iat": {HUGE - 1}}}')},
        {"access_token": jwt('{"exp": NaN, "iat": NaN}')},
        {"access_token": jwt('{"exp": true, "iat": false}')},
        {"expires_at": HUGE},
        {"expires_at": -HUGE},
    ],
    ids=["infinite", "huge", "both huge", "NaN", "booleans", "huge refresh", "negative refresh"],
)
def test_a_token_with_odd_times_is_used_and_stored(harness: Harness, tmp_path: Path, odd: dict[str, Any]) -> None:
    store = tmp_path / "tokens"
    first, second = (ScriptedTransport({**TOKENS, **odd}, {"path": "/"}) for _ in range(2))
    harness.client(first, token_store=store).files.get("/")
    assert len(first.requests) == 2
    # What was stored can be read again, so that the second client need not log in.
    second.responses.pop(0)
    harness.client(second, token_store=store).files.get("/")
    assert [request.method for request in second.requests] == ["GET"]


@pytest.mark.parametrize("token", ["", " ", "a\nb", "é.é.é"])
def test_a_token_that_cannot_be_sent_is_neither_used_nor_stored(harness: Harness, tmp_path: Path, token: str) -> None:
    store = tmp_path / "tokens"
    service = ScriptedTransport({**TOKENS, "access_token": token}, TOKENS, {"path": "/"})
    client = harness.client(service, token_store=store)
    with pytest.raises(ResponseError, match="no usable access_token"):
        client.files.get("/")
    client.files.get("/")
    assert [request.method for request in service.requests] == ["POST", "POST", "GET"]
