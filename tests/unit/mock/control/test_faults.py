"""Fault injection: each kind of fault on a real connection, and how often it fired."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any

import httpx2
import pytest

from kinocraft_mock import ControlError, create_app
from tests.seed.account import Account, message

BIG = b"0123456789abcdef" * 200_000


def fired(account: Account) -> list[int]:
    return [fault["fired"] for fault in account.server.control.faults()]


def test_drop_request_cuts_the_request_body(account: Account) -> None:
    upload_id = account.start("/file")
    account.server.control.fault("files.uploads.put_part", "drop_request", bytes=1_000_000)
    with pytest.raises(httpx2.TransportError):
        account.put_part(upload_id, 0, BIG)
    (exchange,) = account.server.control.journal("files.uploads.put_part")
    assert exchange["bytes_in"] == 1_000_000
    assert exchange["status"] is None
    assert exchange["fault"] == "drop_request"
    assert account.parts(upload_id) is None
    assert fired(account) == [1]
    assert account.put_part(upload_id, 0, BIG).status_code == 200


@pytest.mark.parametrize("count", [0, 1, len(b"body"), 10**9])
def test_drop_request_prevents_the_handling(account: Account, count: int) -> None:
    upload_id = account.start("/file")
    account.server.control.fault("files.uploads.put_part", "drop_request", bytes=count)
    with pytest.raises(httpx2.TransportError):
        account.put_part(upload_id, 0, b"body")
    assert account.parts(upload_id) is None
    account.server.control.fault("files.delete", "drop_request", bytes=count)
    account.file("/kept")
    with pytest.raises(httpx2.TransportError):
        account.delete("/kept")
    assert account.get("/kept").status_code == 200
    account.server.control.fault("files.create", "drop_request", bytes=count)
    with pytest.raises(httpx2.TransportError):
        account.file("/new")
    message(account.get("/new"), 404)


def test_drop_request_also_drops_an_unauthorized_request(account: Account) -> None:
    account.server.control.fault("files.update", "drop_request", bytes=10)
    with pytest.raises(httpx2.TransportError):
        account.http.put(account.url("/x"), json={"name": "y"}, headers={"Authorization": ""})
    assert fired(account) == [1]


@pytest.mark.parametrize("count", [0, 1, 40, 10**9])
def test_drop_response_cuts_the_response_body(account: Account, count: int) -> None:
    whole = account.get().content
    account.server.control.fault("files.get", "drop_response", bytes=count)
    received: list[bytes] = []
    with account.http.stream("GET", account.root) as response:
        assert response.status_code == 200
        assert int(response.headers["Content-Length"]) == len(whole)
        with pytest.raises(httpx2.RemoteProtocolError):
            received.extend(response.iter_raw())
    assert b"".join(received) == whole[: min(count, len(whole) - 1)]
    assert fired(account) == [1]


def test_drop_response_drops_a_response_without_a_body(account: Account) -> None:
    account.file("/a")
    account.server.control.fault("files.delete", "drop_response")
    with pytest.raises(httpx2.RemoteProtocolError):
        account.delete("/a")
    message(account.get("/a"), 404)


def test_lost_response_follows_the_handling(account: Account) -> None:
    upload_id = account.start("/file")
    account.put_part(upload_id, 0, b"x")
    account.server.control.fault("files.uploads.complete", "lost_response")
    with pytest.raises(httpx2.RemoteProtocolError):
        account.complete(upload_id, b"x")
    assert account.get("/file").status_code == 200
    message(account.complete(upload_id, b"x"), 404)
    assert account.server.control.journal("files.uploads.complete")[0]["status"] is None


def test_cancelling_a_stall_releases_the_request(account: Account) -> None:
    control = account.server.control
    fault = control.fault("files.get", "stall", seconds=300)
    responses: list[httpx2.Response] = []
    waiting = threading.Thread(target=lambda: responses.append(account.get()))
    waiting.start()
    while not control.fired(fault):
        pass
    assert responses == []
    control.cancel_fault(fault)
    waiting.join(30)
    assert [response.status_code for response in responses] == [200]


def test_a_stall_ends_after_its_seconds(account: Account) -> None:
    account.server.control.fault("files.get", "stall", seconds=0.05)
    started = time.monotonic()
    assert account.get().status_code == 200
    assert time.monotonic() - started >= 0.05


def test_a_stall_ends_when_the_client_disconnects(account: Account) -> None:
    fault = account.server.control.fault("files.get", "stall", seconds=300)
    with pytest.raises(httpx2.ReadTimeout):
        account.http.get(account.root, timeout=0.05)
    assert account.server.control.fired(fault) == 1
    assert account.get().status_code == 200


def test_status_sends_any_status_headers_and_body(account: Account) -> None:
    control = account.server.control
    control.fault("files.create", "status", status=429, headers={"Retry-After": "7"})
    limited = account.file("/a")
    message(limited, 429)
    assert limited.headers["Retry-After"] == "7"
    control.fault("files.create", "status", status=502, body="<h1>Bad gateway</h1>")
    html = account.file("/a")
    assert (html.status_code, html.text) == (502, "<h1>Bad gateway</h1>")
    assert html.headers["Content-Type"] == "text/html; charset=utf-8"
    control.fault("files.create", "status", status=200, body={"odd": [1]}, content_type="application/problem+json")
    odd = account.file("/a")
    assert odd.json() == {"odd": [1]}
    assert odd.headers["Content-Type"] == "application/problem+json"
    control.fault("files.create", "status", status=520, body=None)
    assert account.file("/a").content == b"null"
    control.fault("files.create", "status", status=204)
    assert account.file("/a").content == b""
    message(account.get("/a"), 404)  # none of these calls was served
    assert account.file("/a").status_code == 200


def test_truncate_sends_a_well_formed_http_response(account: Account) -> None:
    whole = account.get().content
    control = account.server.control
    control.fault("files.get", "truncate", bytes=10)
    assert account.get().content == whole[:10]
    control.fault("files.get", "truncate")
    assert account.get().content == whole[: len(whole) // 2]
    control.fault("files.get", "truncate", body='{"id": ')
    assert account.get().text == '{"id": '
    assert account.get().content == whole


def test_a_slow_response_is_complete(account: Account) -> None:
    whole = account.get().content
    account.server.control.fault("files.get", "slow", bytes_per_second=10 * len(whole))
    assert account.get().content == whole


def test_expire_tokens_expires_the_token_of_the_request(account: Account) -> None:
    account.server.control.fault("files.get", "expire_tokens")
    assert "expired" in message(account.get(), 401)
    assert "expired" in message(account.get(), 401)
    account.use(account.refresh().json())
    assert account.get().status_code == 200


def test_a_fault_applies_to_times_requests_after_some(account: Account) -> None:
    account.server.control.fault("files.get", "status", status=503, times=2, after=1)
    assert [account.get().status_code for _ in range(5)] == [200, 503, 503, 200, 200]
    (fault,) = account.server.control.faults()
    assert (fault["matched"], fault["fired"]) == (3, 2)


def test_faults_apply_in_the_order_of_registration(account: Account) -> None:
    control = account.server.control
    control.fault("files.get", "status", status=500)
    control.fault("*", "status", status=501)
    control.fault("files.get", "status", status=502, after=2)
    assert [account.get().status_code for _ in range(4)] == [500, 501, 502, 200]
    assert fired(account) == [1, 1, 1]


def test_a_fault_ignores_requests_of_other_operations(account: Account) -> None:
    account.server.control.fault("files.delete", "lost_response")
    assert account.get().status_code == 200
    (fault,) = account.server.control.faults()
    assert (fault["matched"], fault["fired"]) == (0, 0)


@pytest.mark.parametrize(("old", "new"), [("drop_answer", "drop_response"), ("lost_answer", "lost_response")])
def test_the_former_name_of_a_fault_is_accepted(account: Account, old: str, new: str) -> None:
    account.server.control.fault("files.get", old)
    (fault,) = account.server.control.faults()
    assert fault["fault"] == new
    with pytest.raises(httpx2.RemoteProtocolError):
        account.get().raise_for_status()
    assert account.server.control.journal("files.get", last=1)[0]["fault"] == new


def test_faults_apply_to_downloads(account: Account) -> None:
    address = "http://" + account.file("/f", BIG).json()["download_url"]
    account.server.control.fault("cdn.download", "drop_response", bytes=2_000_000)
    with pytest.raises(httpx2.RemoteProtocolError):
        account.http.get(address)
    account.server.control.fault("cdn.download", "truncate", bytes=2_000_000)
    assert account.http.get(address).content == BIG[:2_000_000]
    account.server.control.fault("cdn.download", "status", status=503)
    assert account.http.get(address).status_code == 503
    assert account.http.get(address).content == BIG
    assert fired(account) == [1, 1, 1]


@pytest.mark.parametrize(
    ("specification", "named"),
    [
        ({"operation": "files.uploads.putpart", "fault": "lost_response"}, "such as files.uploads.put_part"),
        ({"operation": "files.get", "fault": "explode"}, "drop_response"),
        ({"operation": "files.get"}, "drop_response"),
        ({"fault": "lost_response"}, "operation"),
        ({"operation": "files.get", "fault": "status"}, "status"),
        ({"operation": "files.get", "fault": "status", "status": 99}, "status"),
        ({"operation": "files.get", "fault": "status", "status": 500, "headers": {"A": "b\r\nC: d"}}, "headers"),
        ({"operation": "files.get", "fault": "status", "status": 500, "headers": {"A b": "c"}}, "headers"),
        ({"operation": "files.get", "fault": "status", "status": 500, "headers": {"Content-Length": "1"}}, "headers"),
        ({"operation": "files.get", "fault": "stall", "seconds": 301}, "seconds"),
        ({"operation": "files.get", "fault": "slow"}, "bytes_per_second"),
        ({"operation": "files.get", "fault": "slow", "bytes_per_second": 1e30}, "bytes_per_second"),
        ({"operation": "files.get", "fault": "lost_response", "times": 0}, "times"),
        ({"operation": "files.get", "fault": "lost_response", "bytes": 1}, "times, after"),
        ([], "JSON object"),
        ("x", "JSON object"),
    ],
)
def test_an_invalid_fault_specification_is_rejected(account: Account, specification: Any, named: str) -> None:
    response = account.http.post("/_mock/faults", json=specification)
    assert named in message(response, 400)
    assert account.server.control.faults() == []


def test_integers_may_be_written_as_floats(account: Account) -> None:
    whole = account.get().content
    common = {"operation": "files.get", "times": 1.0, "after": 0.0}
    for fault in ({"fault": "truncate", "bytes": 5.0}, {"fault": "status", "status": 418.0, "body": {"x": 1.0}}):
        account.http.post("/_mock/faults", json={**common, **fault}).raise_for_status()
    assert account.get().content == whole[:5]
    response = account.get()
    assert (response.status_code, response.text) == (418, '{"x":1.0}')


def test_status_may_override_the_date(account: Account) -> None:
    date = "Mon, 01 Jan 2035 00:00:00 GMT"
    account.server.control.fault("files.get", "status", status=503, headers={"Date": date})
    assert account.get().headers.get_list("date") == [date]


def test_a_cancelled_fault_does_not_fire(account: Account) -> None:
    control = account.server.control
    fault = control.fault("files.get", "lost_response")
    control.cancel_fault(fault)
    with pytest.raises(ControlError, match=fault):
        control.cancel_fault(fault)
    control.fault("files.get", "lost_response")
    control.clear_faults()
    assert account.get().status_code == 200


def test_a_cut_without_a_connection_raises() -> None:
    app = create_app(control_hosts=["mock.test"])

    async def call() -> None:
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://mock.test") as http:
            await http.post("/_mock/faults", json={"operation": "auth.login", "fault": "lost_response"})
            await http.post("/platformcraft/auth/token", data={"login": "mock", "password": "mock"})

    try:
        with pytest.raises(ConnectionResetError):
            asyncio.run(call())
    finally:
        app.close()
