"""The control API."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import pytest

from kinocraft_mock import ControlError, running
from kinocraft_mock.state.clock import LATEST
from tests.seed.account import FILESPOT, NOON, Account, message

if TYPE_CHECKING:
    from tests.seed.workspace import Workspace


JSON = {"Content-Type": "application/json"}


def test_health_returns_status_and_account(account: Account) -> None:
    assert account.server.control.health() == {"status": "ok", "account": account.server.account}


def test_the_clock_can_be_set_advanced_and_frozen(account: Account) -> None:
    control = account.server.control
    assert control.now() == NOON
    assert control.advance(1.5) == NOON + 1.5
    assert control.set_clock(10) == 10
    assert control.now() == 10
    assert control.freeze(False) >= 10
    assert not account.http.get("/_mock/clock").json()["frozen"]
    assert 10 <= control.now() < 1000
    control.advance(5000)
    assert control.now() >= 5010


def test_clock_changes_can_be_combined(account: Account) -> None:
    response = account.http.post("/_mock/clock", json={"set": 100, "freeze": True, "advance": 5})
    assert response.json() == {"now": 105, "frozen": True}


def test_the_date_header_follows_the_clock(account: Account) -> None:
    assert parsedate_to_datetime(account.get().headers["Date"]).timestamp() == NOON


def test_a_clock_at_its_latest_time_keeps_running(account: Account, workspace: Workspace) -> None:
    account.http.post("/_mock/clock", json={"set": LATEST, "freeze": False}).raise_for_status()
    assert workspace.get("/v1/dictionaries/timezones").status_code == 200
    assert message(account.http.post("/_mock/clock", json={"advance": 1}), 400)
    assert account.server.control.now() > LATEST


def test_the_journal_lists_exchanges(account: Account) -> None:
    account.server.control.reset()
    account.log_in()
    account.get("/x", "?limit=3")
    account.get("", "?limit=0")
    account.http.get(f"{FILESPOT}/nothing")
    account.http.get("/elsewhere?a=b")
    exchanges = account.server.control.journal()
    assert [exchange["n"] for exchange in exchanges] == [1, 2, 3, 4, 5]
    login, missing, malformed, unknown, elsewhere = exchanges
    assert login["operation"] == "auth.login"
    assert login["bytes_in"] == len("login=mock&password=mock")
    assert "mock&password" not in str(login)
    assert (missing["operation"], missing["status"], missing["violations"]) == ("files.get", 404, [])
    assert (missing["method"], missing["path"], missing["query"]) == ("GET", account.url("/x"), "limit=3")
    assert malformed["status"] == 400
    assert "/limit" in malformed["violations"][0]
    assert (unknown["operation"], unknown["status"]) == (None, 404)
    assert (elsewhere["status"], elsewhere["query"]) == (404, "a=b")
    assert account.server.control.journal("files.get") == [missing, malformed]
    assert account.server.control.journal("files.get", last=1) == [malformed]
    assert account.server.control.journal(last=0) == []


def test_reset_restores_the_initial_state(account: Account) -> None:
    control = account.server.control
    account.file("/a", b"1")
    upload_id = account.start("/b")
    account.put_part(upload_id, 0, b"2")
    control.fault("files.get", "lost_response")
    control.reset()
    assert control.now() > NOON + 10**8  # the machine's clock
    assert control.faults() == []
    assert control.journal() == []
    account.log_in()
    assert account.listing() == []
    message(account.status(upload_id), 404)
    assert list(account.server.app.context.blobs.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("method", "path", "body", "named"),
    [
        ("POST", "clock", {"advance": -1}, "advance"),
        ("POST", "clock", {"advance": "1"}, "advance"),
        ("POST", "clock", {"advance": True}, "advance"),
        ("POST", "clock", {"advance": 1e30}, "clock"),
        ("POST", "clock", {"set": -1}, "clock"),
        ("POST", "clock", {"freeze": 1}, "freeze"),
        ("POST", "clock", {"stop": 1}, "advance or freeze or set"),
        ("POST", "clock", {}, "advance or freeze or set"),
        ("POST", "clock", [], "advance or freeze or set"),
        ("PUT", "limits", {"enabled": "no"}, "enabled"),
        ("PUT", "limits", None, "enabled"),
        ("GET", "journal?operation=files.gett", None, "such as files.get"),
        ("GET", "journal?last=-1", None, "last"),
        ("GET", "journal?last=%C2%B2", None, "last"),
        ("GET", "journal?lats=1", None, "last"),
    ],
)
def test_invalid_control_requests_name_what_is_allowed(
    account: Account, method: str, path: str, body: Any, named: str
) -> None:
    response = account.http.request(method, f"/_mock/{path}", json=body, headers=JSON)
    assert named in message(response, 400)


def test_control_bodies_that_are_not_json_are_rejected(account: Account) -> None:
    assert "JSON" in message(account.http.post("/_mock/clock", content=b"{", headers=JSON), 400)
    assert "JSON" in message(account.http.post("/_mock/faults", content=b"\xff", headers=JSON), 400)


def test_unknown_control_paths_and_methods_are_rejected(account: Account) -> None:
    for path in ("/_mock", "/_mock/", "/_mock/x", "/_mock/clock/x", "/_mock/faults/a/b"):
        assert "journal" in message(account.http.get(path), 404)
    rejected = account.http.put("/_mock/clock", json={})
    message(rejected, 405)
    assert rejected.headers["Allow"] == "GET, POST"


def test_control_errors_carry_the_message(account: Account) -> None:
    with pytest.raises(ControlError, match="operation must be"):
        account.server.control.fault("x", "lost_response")


def test_running_starts_a_separate_server() -> None:
    with running(login="me", password="secret", token="mine", seed=7, limits=True) as server:
        mine = Account(server)
        with mine.http:
            message(mine.log_in(), 403)
            assert mine.log_in("me", "secret").json()["owner_id"] == server.account
            assert server.control.limits()
            direct = {"no_proxy", "NO_PROXY"}
            assert {name: value for name, value in server.environment.items() if name not in direct} == {
                "KINESCOPE_TOKEN": "mine",
                "KINESCOPE_API_URL": f"{server.url}/kinescope/api",
                "KINESCOPE_UPLOAD_URL": f"{server.url}/kinescope/uploader",
                "PLATFORMCRAFT_LOGIN": "me",
                "PLATFORMCRAFT_PASSWORD": "secret",
                "PLATFORMCRAFT_AUTH_URL": f"{server.url}/platformcraft/auth",
                "PLATFORMCRAFT_FILESPOT_URL": f"{server.url}/platformcraft/filespot",
                "PLATFORMCRAFT_RECORDER_URL": f"{server.url}/platformcraft/recorder",
                "PLATFORMCRAFT_STREAMER_URL": f"{server.url}/platformcraft/streamer",
            }
            assert mine.file("/a").json()["download_url"].endswith("/cdn/me/a")
    with running(seed=8) as other:
        assert other.account != server.account
