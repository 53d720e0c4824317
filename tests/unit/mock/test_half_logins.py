"""A login without a password and a password without a login, wherever the server takes or sends the two."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest

from tests import seed
from tests.seed.account import AUTH, Account, message
from tests.seed.workspace import Workspace, data
from tests.unit.mock.kinescope.receiver import Receiver, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable

FORMS: dict[str, Callable[[dict[str, str]], dict[str, Any]]] = {
    "JSON": lambda fields: {"json": fields},
    "form": lambda fields: {"data": fields},
    "multipart": lambda fields: {"files": {name: (None, text) for name, text in fields.items()} or {"x": (None, "")}},
    "query": lambda fields: {"params": fields},
}
HALVES: dict[str, dict[str, str]] = {
    "no password": {"login": "mock"},
    "no login": {"password": "mock"},
    "neither": {},
    "empty password": {"login": "mock", "password": ""},
    "empty login": {"login": "", "password": "mock"},
    "swapped": {"login": "mock", "password": "other"},
    "password of nobody": {"login": "other", "password": "mock"},
}


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("form", FORMS)
def test_half_a_login_is_rejected_in_every_form(account: Account, form: str, half: str) -> None:
    fields = HALVES[half]
    response = account.http.post(f"{AUTH}/token", **FORMS[form](fields))
    missing = [name for name in ("login", "password") if not fields.get(name)]
    said = message(response, 400 if missing else 403)
    assert not missing or any(name in said for name in [*missing, "body is missing"])


@pytest.mark.parametrize("name", ["login", "password"])
def test_null_is_no_login(account: Account, name: str) -> None:
    response = account.http.post(f"{AUTH}/token", json={"login": "mock", "password": "mock", name: None})
    message(response, 400)


@pytest.mark.parametrize("name", ["user_id", "refresh_token"])
def test_half_a_refresh_is_rejected(account: Account, name: str) -> None:
    body = {"user_id": account.tokens["user_id"], "refresh_token": account.tokens["refresh_token"]}
    del body[name]
    message(account.http.post(f"{AUTH}/refresh", json=body), 400)
    assert account.refresh().status_code == 200


CREDENTIALS = [("me", "secret"), ("me", ""), ("", "secret"), ("", "")]


def basic(login: str, password: str) -> str | None:
    """The Authorization header of a request; none if there is neither login nor password."""
    if not login and not password:
        return None
    return f"Basic {base64.b64encode(f'{login}:{password}'.encode()).decode()}"


@pytest.mark.parametrize(("login", "password"), CREDENTIALS)
def test_a_webhook_is_authorized_by_what_it_has(workspace: Workspace, login: str, password: str) -> None:
    with Receiver() as receiver:
        hook = {"name": "n", "endpoint": receiver.url, "events": ["media.update.status"]}
        given = {name: text for name, text in (("login", login), ("password", password)) if text}
        data(workspace.post("/v1/webhooks", {**hook, **given}))
        seed.finished_video(workspace)
        wait_until(lambda: bool(receiver.received))
        assert {each["authorization"] for each in receiver.received} == {basic(login, password)}


@pytest.mark.parametrize(("login", "password"), CREDENTIALS)
def test_a_licence_is_authorized_by_what_the_backend_has(workspace: Workspace, login: str, password: str) -> None:
    video = seed.finished_video(workspace)
    with Receiver() as receiver:
        backend = {"url": receiver.url, "username": login, "password": password, "strict": True}
        data(workspace.put("/v1/drm/auth", backend))
        licence = workspace.http.post(f"{workspace.server.url}/kinescope/licences/{video['id']}?token=t")
        assert licence.status_code == 200
        assert [each["authorization"] for each in receiver.received] == [basic(login, password)]
