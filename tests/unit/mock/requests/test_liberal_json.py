"""JSON, forms and digests in the forms in which programs send them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests import seed
from tests.seed.account import AUTH, Account, message
from tests.seed.broadcast import StreamerClient
from tests.seed.workspace import Workspace, data

if TYPE_CHECKING:
    from kinocraft_mock import RunningServer

BOM = b"\xef\xbb\xbf"


def readings(server: RunningServer) -> list[str]:
    (exchange,) = server.control.journal(last=1)
    assert exchange["valid"]
    return list(exchange["readings"])


def test_a_byte_order_mark_before_json_is_ignored(workspace: Workspace, account: Account) -> None:
    assert data(workspace.http.post("/v1/tags", content=BOM + b'{"tag": "a"}'))["tag"] == "a"
    assert readings(workspace.server) == ["the byte order mark before the JSON is ignored"]
    login = account.http.post(f"{AUTH}/token", content=BOM + b'\r\n {"login": "mock", "password": "mock"}')
    assert login.status_code == 200


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp1251"])
def test_json_in_another_encoding_is_rejected(workspace: Workspace, encoding: str) -> None:
    media = {"Content-Type": f"application/json; charset={encoding}"}
    rejected = workspace.http.post("/v1/tags", content='{"tag": "тег"}'.encode(encoding), headers=media)
    assert (rejected.status_code, rejected.json()["error"]["code"]) == (400, 400101)
    assert data(workspace.get("/v1/tags")) == []


@pytest.mark.parametrize("number", ["3", "3.0", "3e0", "30E-1", "9007199254740991.0", "9007199254740992", "1e16"])
def test_an_integer_may_be_written_with_a_fraction_or_an_exponent(workspace: Workspace, number: str) -> None:
    project = seed.project(workspace)["id"]
    body = f'{{"name": "a", "type": "one-time", "parent_id": "{project}", "reconnect_window": {number}}}'
    made = data(workspace.http.post("/v2/live/events", content=body.encode()))
    assert made["reconnect_window"] == float(number)
    assert data(workspace.get(f"/v2/live/events/{made['id']}"))["reconnect_window"] == float(number)


@pytest.mark.parametrize(
    "number", ["9223372036854775808", "18446744073709551616", "265158455334078320650223616", "1e300"]
)
def test_a_huge_number_is_no_failure_of_the_server(workspace: Workspace, number: str) -> None:
    project = seed.project(workspace)["id"]
    video = seed.video(workspace, project)["id"]
    playlist = seed.playlist(workspace, parent_id=project, entity_ids=[video])["id"]
    times = f'{{"title": "a", "link": "https://a.example", "start_time": {number}, "end_time": {number}}}'
    bodies = {
        f"PUT /v1/playlists/{playlist}/entities/{video}/move": f'{{"position": {number}}}',
        f"POST /v1/videos/{video}/annotations": times,
        f"POST /v1/videos/{video}/posters": f'{{"from_time": {number}}}',
        "POST /v2/init": f'{{"type": "video", "parent_id": "{project}", "title": "t", "filesize": {number}}}',
    }
    statuses = {}
    for request, body in bodies.items():
        method, path = request.split()
        statuses[request] = workspace.http.request(method, path, content=body.encode()).status_code
    assert all(status < 500 for status in statuses.values()), statuses
    for path in (
        f"/v1/playlists/{playlist}/entities",
        f"/v1/videos/{video}/annotations",
        f"/v1/videos/{video}/posters",
    ):
        assert workspace.get(path).status_code == 200


@pytest.mark.parametrize("number", ["1e19", "18446744073709551616", "1e300"])
def test_an_integer_that_no_service_stores_is_no_failure_of_the_server(workspace: Workspace, number: str) -> None:
    project = seed.project(workspace)["id"]
    body = f'{{"name": "a", "type": "one-time", "parent_id": "{project}", "reconnect_window": {number}}}'
    assert workspace.http.post("/v2/live/events", content=body.encode()).status_code in {200, 400}
    assert workspace.get("/v2/live/events").status_code == 200


def test_the_last_of_repeated_keys_counts(workspace: Workspace) -> None:
    assert data(workspace.http.post("/v1/tags", content=b'{"tag": "a", "tag": "b"}'))["tag"] == "b"


@pytest.mark.parametrize("form", ["json", "data", "files", "params"])
@pytest.mark.parametrize("operation", ["token", "refresh"])
def test_credentials_are_accepted_in_every_format(account: Account, operation: str, form: str) -> None:
    tokens = account.tokens
    fields = {"login": "mock", "password": "mock"}
    if operation == "refresh":
        fields = {"user_id": tokens["user_id"], "refresh_token": tokens["refresh_token"]}
    values: dict[str, Any] = {name: (None, value) for name, value in fields.items()} if form == "files" else fields
    response = account.http.post(f"{AUTH}/{operation}", **{form: values})
    assert response.status_code == 200, response.text
    assert response.json()["owner_id"] == account.server.account
    documented = {"token": "data", "refresh": "json"}[operation]
    assert bool(readings(account.server)) is (form != documented)


def test_credentials_in_any_format_are_hidden(account: Account) -> None:
    tokens = account.tokens
    fields = {"user_id": tokens["user_id"], "refresh_token": tokens["refresh_token"]}
    for form in ({"data": fields}, {"params": fields}, {"files": {k: (None, v) for k, v in fields.items()}}):
        account.http.post(f"{AUTH}/refresh", **form)  # type: ignore[arg-type]
    journal = json.dumps(account.server.control.journal())
    har = account.http.get(f"{account.server.url}/_mock/har").text
    for text in (journal, har):
        assert tokens["refresh_token"] not in text


def test_a_digest_may_be_in_upper_case(account: Account) -> None:
    started = account.http.post(f"{account.url('/a.mp4')}?uploads").json()["id"]
    account.http.put(f"{account.root}?uploadId={started}&uploadPartNum=0", content=b"film")
    digest = hashlib.sha256(b"film").hexdigest().upper()
    wrong = account.http.post(f"{account.root}?uploadId={started}", json={"sha256": "A" * 64})
    assert "mismatch" in message(wrong, 400)
    made = account.http.post(f"{account.root}?uploadId={started}", json={"sha256": digest})
    assert made.json()["size"] == 4
    assert readings(account.server) == ["the sha256 in upper case counts as in lower case"]


def test_a_channel_is_created_from_one_that_was_read(account: Account) -> None:
    streamer = StreamerClient(account)
    shown = streamer.call("GET", f"/{streamer.channel('360p')}").json()
    copy = streamer.call("POST", "", {**shown, "name": "copy"})
    assert copy.status_code == 200, copy.text
    assert {**copy.json(), "id": "", "name": ""} == {**shown, "id": "", "name": ""}


@pytest.mark.parametrize("kind", ["playlists", "live"])
def test_the_workspace_as_a_parent_means_none(workspace: Workspace, kind: str) -> None:
    """Responses show the workspace's id as the parent of what has none."""
    project = seed.project(workspace)["id"]
    path, fields = ("/v1/playlists", {}) if kind == "playlists" else ("/v2/live/events", {"type": "one-time"})
    top = data(workspace.post(path, {"name": "a", **fields}))["parent_id"]
    made = data(workspace.post(path, {"name": "b", **fields, "parent_id": top}))
    assert made["parent_id"] == top
    for parent in (project, top):
        if kind == "playlists":
            moved = data(workspace.patch(f"{path}/{made['id']}", {"parent_id": parent}))
        else:
            moved = data(workspace.put(f"{path}/{made['id']}/move", {"parent_id": parent}))
        assert moved["parent_id"] == parent
        assert data(workspace.get(f"{path}/{made['id']}"))["parent_id"] == parent
    assert data(workspace.get(f"/v1/projects/{project}"))["items_count"] == 0
