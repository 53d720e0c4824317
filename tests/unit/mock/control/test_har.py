"""The journal as a HAR document, and the validity of its exchanges."""

from __future__ import annotations

import json
from base64 import b64decode
from datetime import datetime
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from jsonschema import Draft202012Validator

from kinocraft_mock.journal.exchanges import Journal
from kinocraft_mock.journal.masking import hide
from tests.seed.account import NOON, Account, message

if TYPE_CHECKING:
    from pathlib import Path

STAMP = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"}
TEXT, NUMBER, COUNT = {"type": "string"}, {"type": "number", "minimum": 0}, {"type": "integer", "minimum": -1}


def need(_optional: dict[str, Any] | None = None, **properties: Any) -> dict[str, Any]:
    """Return the schema of an object with these members. HAR allows others only if their names begin with an
    underscore."""
    return {
        "type": "object",
        "properties": {**properties, "comment": TEXT, **(_optional or {})},
        "patternProperties": {"^_": True},
        "required": list(properties),
        "additionalProperties": False,
    }


PAIRS = {"type": "array", "items": need(name=TEXT, value=TEXT)}

MESSAGE = {"httpVersion": TEXT, "cookies": PAIRS, "headers": PAIRS, "headersSize": COUNT, "bodySize": COUNT}
HAR = need(
    log=need(
        version={"const": "1.2"},
        creator=need(name=TEXT, version=TEXT),
        pages={
            "type": "array",
            "items": need(startedDateTime=STAMP, id=TEXT, title=TEXT, pageTimings=need()),
        },
        entries={
            "type": "array",
            "items": need(
                pageref=TEXT,
                startedDateTime=STAMP,
                time=NUMBER,
                request=need(
                    {"postData": need(mimeType=TEXT, params={"type": "array", "maxItems": 0}, text=TEXT)},
                    method=TEXT,
                    url={**TEXT, "pattern": "^http://[^/]+/"},
                    queryString=PAIRS,
                    **MESSAGE,
                ),
                response=need(
                    status={"type": "integer"},
                    statusText=TEXT,
                    content=need({"text": TEXT, "encoding": {"const": "base64"}}, size=COUNT, mimeType=TEXT),
                    redirectURL=TEXT,
                    **MESSAGE,
                ),
                cache=need(),
                timings=need(send=NUMBER, wait=NUMBER, receive=NUMBER),
            ),
        },
    )
)
"""The schema of HAR 1.2, without what only browsers know."""


def har(account: Account, query: str = "") -> list[dict[str, Any]]:
    response = account.http.get(f"/_mock/journal.har{query}")
    assert response.status_code == 200, response.text
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == 'attachment; filename="kinocraft-mock.har"'
    document = response.json()
    Draft202012Validator(HAR).validate(document)
    pages = {page["id"] for page in document["log"]["pages"]}
    entries: list[dict[str, Any]] = document["log"]["entries"]
    assert {entry["pageref"] for entry in entries} <= pages
    return entries


def headers(part: dict[str, Any]) -> dict[str, str]:
    return {header["name"].lower(): header["value"] for header in part["headers"]}


def test_har_has_an_entry_for_each_exchange(account: Account) -> None:
    account.file("/a.txt", b"content")
    account.get("/a.txt", "?limit=3&sort=name")
    login, upload, read = har(account)
    assert [entry["_operation"] for entry in (login, upload, read)] == ["auth.login", "files.create", "files.get"]
    assert read["startedDateTime"] == "2020-09-13T12:26:40.000Z"
    assert datetime.fromisoformat(read["startedDateTime"]).timestamp() == NOON
    request, response = read["request"], read["response"]
    assert request["method"] == "GET"
    assert request["url"] == f"{account.server.url}{account.url('/a.txt')}?limit=3&sort=name"
    assert request["queryString"] == [{"name": "limit", "value": "3"}, {"name": "sort", "value": "name"}]
    assert headers(request)["host"] == account.server.url.removeprefix("http://")
    assert (response["status"], response["statusText"], response["httpVersion"]) == (200, "OK", "HTTP/1.1")
    assert response["content"]["mimeType"] == "application/json"
    assert response["content"]["size"] == response["bodySize"] == int(headers(response)["content-length"])
    assert "postData" not in request
    posted = upload["request"]
    assert posted["bodySize"] == int(headers(posted)["content-length"]) > len("content")
    assert posted["postData"]["mimeType"].startswith("multipart/form-data")
    assert "\r\n\r\ncontent\r\n" in posted["postData"]["text"]
    assert json.loads(response["content"]["text"])["name"] == "a.txt"
    assert read["time"] == pytest.approx(sum(read["timings"].values()), abs=0.01)
    assert read["timings"]["wait"] > 0


def test_a_download_has_the_size_of_the_bytes_sent(account: Account) -> None:
    account.file("/a.bin", bytes(700_000))
    account.download("/a.bin", Range="bytes=0-599999")
    entry = har(account)[-1]
    assert (entry["_operation"], entry["_valid"]) == ("cdn.download", None)
    assert (entry["response"]["status"], entry["response"]["bodySize"]) == (206, 600_000)
    assert account.server.control.journal(last=1)[0]["bytes_out"] == 600_000


def test_har_contains_no_credentials(account: Account, tmp_path: Path) -> None:
    account.file("/a.txt", b"what was written")
    account.refresh()
    token = account.tokens["access_token"]
    kinescope = {"Authorization": "Bearer mock-token", "Cookie": "a=third"}
    account.http.get(f"/kinescope/api/v1/tags?token=first&TOKEN=second&x=1&access_token={token}&tokens=shown")
    account.http.get("/kinescope/api/v1/tags", headers=kinescope)
    made = account.http.post(
        "/kinescope/api/v1/access-tokens",
        headers=kinescope,
        json={"name": "shown name", "scope": {"api": {"permissions": ["read"]}}},
    )
    account.http.post("/kinescope/api/v1/moderators", headers=kinescope, content=b'{"password": "fourth \\" fifth"')
    account.http.post("/kinescope/api/v1/moderators", headers=kinescope, json={"password": ["seventh"]})
    account.http.post("/kinescope/api/v1/moderators", headers=kinescope, json=[{"password": "eighth"}])
    account.http.post("/platformcraft/auth/token", files={"login": (None, "mock"), "password": (None, "sixth")})
    account.download("/a.txt")
    control = account.server.control
    control.save_har(tmp_path / "journal.har")
    text = (tmp_path / "journal.har").read_text() + json.dumps(control.journal(bodies=True))
    secrets = [token, account.tokens["refresh_token"], made.json()["data"]["token"], "mock-token", "password=mock"]
    for secret in (*secrets, "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"):
        assert secret not in text
    for shown in ("shown name", "what was written", "login=mock&password=(hidden)", '\\"token\\":\\"(hidden)\\"'):
        assert shown in text
    entries = {entry["_operation"]: entry for entry in har(account)}
    assert headers(entries["access_tokens.create"]["request"])["authorization"] == "(hidden)"
    assert headers(entries["access_tokens.create"]["request"])["cookie"] == "(hidden)"
    queries = [entry["request"]["queryString"] for entry in har(account)]
    assert [{"name": "tokens", "value": "shown"} in query for query in queries].count(True) == 1
    assert [{"name": "TOKEN", "value": "(hidden)"} in query for query in queries].count(True) == 1


def test_binary_bodies_are_base64(account: Account) -> None:
    frames = bytes(range(256))
    account.put_part(account.start("/a.bin"), 0, frames)
    sent = har(account)[-1]["request"]["postData"]
    assert (b64decode(sent["text"]), sent["_encoding"]) == (frames, "base64")
    account.file("/b.bin", frames)
    account.download("/b.bin")
    content = har(account)[-1]["response"]["content"]
    assert (b64decode(content["text"]), content["encoding"]) == (frames, "base64")
    assert account.server.control.journal(last=1, bodies=True)[0]["response_body"] is None


def test_large_bodies_are_omitted(account: Account) -> None:
    control = account.server.control
    account.file("/large", b"a" * (1 << 20))  # with the form around it, it exceeds the limit
    account.put_part(account.start("/p"), 0, b"b" * (1 << 20))
    upload, _, part = har(account)[-3:]
    assert upload["request"]["postData"]["text"] == ""
    assert "at most 1 MiB" in upload["request"]["postData"]["comment"]
    assert upload["request"]["bodySize"] > 1 << 20
    assert part["request"]["postData"]["text"] == "b" * (1 << 20)
    assert "comment" not in part["request"]["postData"]
    assert [exchange["request_body"] is None for exchange in control.journal(bodies=True)[-3:]] == [True, False, False]


def test_the_oldest_bodies_are_dropped_first(account: Account) -> None:
    upload_id = account.start("/p")
    for number in range(10):
        account.put_part(upload_id, number, bytes([65 + number]) * (1 << 20))
    parts = account.server.control.journal("files.uploads.put_part", bodies=True)
    kept = [part["request_body"] is not None for part in parts]
    assert kept == [False] * (10 - sum(kept)) + [True] * sum(kept)
    assert sum(kept) == 8  # exactly 8 MiB, because these responses have no bodies
    assert [part["bytes_in"] for part in parts] == [1 << 20] * 10


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a=1&password=x%20y&sign=z&b=2", "a=1&password=(hidden)&sign=(hidden)&b=2"),
        ("https://h/f.mp4?sign=abc#t", "https://h/f.mp4?sign=(hidden)"),
        ('{"access_token" : "x", "tokens": "y"}', '{"access_token" : "(hidden)", "tokens": "y"}'),
        ('{"password": "a\\"b", "n": 1}', '{"password": "(hidden)", "n": 1}'),
        ('{"password": "cut off', '{"password": "(hidden)"'),
        ('{"token": ["x"], "secret": {"a": "x"}, "n": 1}', '{"token": "(hidden)", "secret": "(hidden)", "n": 1}'),
        ('{"key": 12.5, "token": null}', '{"key": "(hidden)", "token": null}'),
        ('name="password"\r\nContent-Type: text/plain\r\n\r\nx\r\n--', None),
        ("password: it is not said", "password: it is not said"),
        ("", ""),
    ],
)
def test_fields_named_like_secrets_are_masked(text: str, shown: str | None) -> None:
    assert hide(text) == (text.replace("x\r\n--", "(hidden)\r\n--") if shown is None else shown)


def test_an_exchange_without_a_response_has_status_0(account: Account) -> None:
    account.server.control.fault("files.get", "lost_response")
    with pytest.raises(httpx2.TransportError):
        account.get()
    entry = har(account)[-1]
    assert (entry["response"]["status"], entry["response"]["statusText"]) == (0, "")
    assert entry["_fault"] == "lost_response"
    assert "lost_response" in entry["_error"]


def test_an_incomplete_response_is_recorded(account: Account) -> None:
    account.server.control.fault("files.get", "drop_response", bytes=5)
    with pytest.raises(httpx2.TransportError):
        account.get()
    entry = har(account)[-1]
    assert entry["response"]["status"] == 0
    assert entry["response"]["bodySize"] == 5
    assert "drop_response" in entry["_error"]


def test_har_can_be_filtered_by_operation_and_limited_to_the_last(account: Account) -> None:
    for number in range(3):
        account.get("", f"?limit={number + 1}")
    entries = har(account, "?operation=files.get&last=2")
    assert [entry["request"]["queryString"][0]["value"] for entry in entries] == ["2", "3"]
    assert har(account, "?last=0") == []
    assert "operation must be" in message(account.http.get("/_mock/journal.har?operation=x"), 400)
    assert "last" in message(account.http.get("/_mock/journal.har?last=x"), 400)
    assert "operation and last" in message(account.http.get("/_mock/journal.har?lats=1"), 400)
    rejected = account.http.post("/_mock/journal.har", json={})
    assert rejected.status_code == 405
    assert rejected.headers["Allow"] == "GET"


def test_a_long_journal_is_complete(account: Account) -> None:
    for _ in range(250):
        account.get()
    assert [entry["_operation"] for entry in har(account)][1:] == ["files.get"] * 250


def test_each_exchange_shows_whether_it_was_valid(account: Account) -> None:
    asked = account.http
    kinescope = "/kinescope/api/v1/tags"
    known = {"Authorization": "Bearer mock-token"}
    account.server.control.fault("files.delete", "status", status=500)
    asked.get(account.url(""))  # as described
    asked.get(account.url("/missing"))  # valid and rejected
    asked.get(account.url(""), headers={"Authorization": ""})  # rejected before validation
    asked.delete(account.url("/x"))  # spoiled before
    asked.post(account.url("/x"), json={})  # media type
    asked.get(account.url("") + "?limit=0")
    asked.post(kinescope, headers=known, content=b"{", params={"a": "b"})
    asked.post(kinescope, headers={**known, "Content-Type": "application/json"}, content=b"{")
    asked.post(kinescope, headers=known, json={"tag": 1})
    asked.patch(kinescope, headers=known)
    asked.get("/kinescope/api/v1/nothing", headers=known)
    asked.get("/nowhere")
    exchanges = account.server.control.journal()[1:]
    assert [exchange["valid"] for exchange in exchanges] == [True, True, None, None, *[False] * 8]
    assert all(exchange["violations"] for exchange in exchanges[4:])
    assert not any(exchange["violations"] for exchange in exchanges[:4])
    assert [entry["_valid"] for entry in har(account)][1:] == [exchange["valid"] for exchange in exchanges]


def test_an_invalid_response_is_reported(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    from kinocraft_mock.services.platformcraft.files import handlers as files

    monkeypatch.setattr(files, "serialize", lambda *_: {"id": 5})
    assert account.folder("/a").status_code == 500
    (exchange,) = account.server.control.journal("files.create")
    assert exchange["valid"] is False
    assert exchange["violations"][0].startswith("response: ")


def test_an_empty_journal_has_no_entries(account: Account) -> None:
    account.server.control.reset()
    assert har(account) == []


def test_the_journal_keeps_the_latest_exchanges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kinocraft_mock.journal.exchanges.CAPACITY", 3)
    from kinocraft_mock.journal.exchanges import Exchange

    journal = Journal()
    for _ in range(5):
        journal.open(Exchange(0.0, "GET", "/", ""))
    assert [exchange.number for exchange in journal.read()] == [3, 4, 5]
