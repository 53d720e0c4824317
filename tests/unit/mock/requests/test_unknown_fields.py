"""Unknown fields of requests are accepted and reported, or rejected by a strict server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from kinocraft_mock import cli, running, serving
from kinocraft_mock.openapi.descriptions import load
from kinocraft_mock.openapi.unknown_fields import unknown_fields
from tests import seed
from tests.bundles import BUNDLES
from tests.seed.account import Account
from tests.seed.broadcast import StreamerClient
from tests.seed.workspace import Workspace, data

if TYPE_CHECKING:
    from kinocraft_mock.openapi.descriptions import Operation


def reported(workspace: Workspace | Account) -> list[str]:
    """Return the violations of the last exchange, after checking that it was accepted."""
    (exchange,) = workspace.server.control.journal(last=1)
    assert exchange["status"] < 300
    assert exchange["valid"] is (not exchange["violations"])
    violations: list[str] = exchange["violations"]
    return violations


def test_the_journal_reports_unknown_fields_of_accepted_requests(workspace: Workspace) -> None:
    data(workspace.post("/v1/tags", {"tag": "talk", "tga": "x"}))
    assert reported(workspace) == ["unknown field: tga is not documented; did you mean tag?"]
    data(workspace.get("/v1/videos", pgae=1))
    assert reported(workspace) == ["unknown query parameter: pgae is not documented; did you mean page?"]
    data(workspace.get("/v1/videos", page=1))
    assert reported(workspace) == []


def test_unknown_fields_inside_objects_and_lists_are_named_by_their_place(workspace: Workspace) -> None:
    made = seed.finished_video(workspace, seed.project(workspace)["id"], "Talk")
    chapters = [{"time": 0, "title": "a"}, {"tiem": 2, "time": 1, "title": "b"}]
    workspace.put(f"/v1/videos/{made['id']}/chapters", {"items": chapters})
    assert reported(workspace) == ["unknown field: items/1/tiem is not documented; did you mean items/1/time?"]


def test_misspelled_headers_are_reported_and_others_are_not(workspace: Workspace) -> None:
    place = seed.project(workspace)["id"]
    headers = {"X_Parent_ID": place, "X_Video_Title": "Talk", "X_Forwarded_For": "127.0.0.1"}
    data(workspace.upload("/v2/video", b"film", **headers))
    assert reported(workspace) == []
    data(workspace.upload("/v2/video", b"film", **headers, X_Video_Descripton="about"))
    (violation,) = reported(workspace)
    assert violation.endswith("x-video-descripton is not documented; did you mean x-video-description?")


def test_unknown_fields_of_forms_are_reported(account: Account) -> None:
    folder = f"/platformcraft/filespot/2/fs/container/{account.server.account}/object/talks"
    account.http.post(folder, files={"dir": (None, "1"), "dri": (None, "1")})
    assert reported(account) == ["unknown field: dri is not documented; did you mean dir?"]
    form = {"login": "mock", "password": "mock", "pasword": "mock"}
    account.http.post("/platformcraft/auth/token", data=form)
    assert reported(account) == ["unknown field: pasword is not documented; did you mean password?"]


def test_fields_that_an_update_does_not_change_are_reported(workspace: Workspace) -> None:
    event = data(workspace.post("/v2/live/events", {"name": "Talk", "type": "one-time"}))
    place = seed.project(workspace)["id"]
    data(workspace.put(f"/v2/live/events/{event['id']}", {"name": "Talk", "parent_id": place}))
    assert reported(workspace) == ["unknown field: parent_id is not documented"]


def test_changed_qualities_of_a_channel_are_reported(account: Account) -> None:
    streamer = StreamerClient(account)
    channel = streamer.channel("360p")
    updated = streamer.call("PUT", f"/{channel}", {"name": "b", "qualities": ["480p"]})
    assert updated.json()["qualities"] == ["360p"]
    assert reported(account) == ["unknown field: qualities is not documented"]


@pytest.mark.parametrize("strict", [True, False])
def test_a_strict_server_rejects_unknown_fields(strict: bool) -> None:
    with running(strict=strict) as server:
        workspace, account = Workspace(server), Account(server)
        with workspace.http, account.http:
            made = workspace.post("/v1/tags", {"tag": "talk", "tga": "x"})
            login = account.http.post("/platformcraft/auth/token", data={"login": "mock", "password": "mock", "x": ""})
            assert (made.status_code, login.status_code) == ((400, 400) if strict else (200, 200))
            assert len(data(workspace.get("/v1/tags"))) == (0 if strict else 1)
            assert ("tga is not documented" in made.text) is strict
            assert ("x is not documented" in login.text) is strict
            assert [each["valid"] for each in server.control.journal()] == [False, False, True]


def test_the_command_starts_a_strict_server(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    monkeypatch.setattr(serving, "run_in_foreground", lambda settings, *_, **__: seen.append(settings.strict))
    for options in ([], ["--strict"]):
        result = CliRunner().invoke(cli.main, ["serve", "--port", "0", *options])
        assert result.exit_code == 0, result.output
    assert seen == [False, True]


OPERATIONS = [operation for service in BUNDLES for operation in load(service).operations()]


def examples(operation: Operation) -> list[Any]:
    """Return the example bodies of a request."""
    document = BUNDLES[operation.document.name]
    item = document["paths"]
    found = next(
        entry
        for path in item.values()
        for entry in path.values()
        if isinstance(entry, dict) and entry.get("operationId") == operation.id
    )
    media = found.get("requestBody", {}).get("content", {}).values()
    named = [each for entry in media for each in entry.get("examples", {}).values()]
    components = document["components"].get("examples", {})
    return [components[each["$ref"].rpartition("/")[2]]["value"] if "$ref" in each else each["value"] for each in named]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_every_operation_knows_its_documented_fields_and_no_others(operation: Operation) -> None:
    names = [parameter.name for parameter in operation.parameters if parameter.location == "query"]
    headers = {p.name.lower().encode(): b"" for p in operation.parameters if p.location == "header"}
    for body in [None, *examples(operation)]:
        assert unknown_fields(operation, names, headers, body) == ()
    assert len(unknown_fields(operation, [*names, "zzz"], headers, None)) == 1
    for body in examples(operation):
        if isinstance(body, dict) and operation.id != "moderators.update":
            assert len(unknown_fields(operation, names, headers, {**body, "zzz": 1})) == 1


def test_many_or_long_unknown_fields_are_reported_in_short() -> None:
    (operation,) = (each for each in OPERATIONS if each.id == "tags.create")
    found = unknown_fields(operation, [], {}, {f"{number}{'z' * 1000}": 1 for number in range(50)})
    assert len(found) == 5
    assert all(len(each) < 200 for each in found)
