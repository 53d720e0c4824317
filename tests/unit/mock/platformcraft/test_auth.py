"""Tokens: who gets them, what they contain, and when they expire."""

from __future__ import annotations

import base64
import json
from typing import Any

from tests.seed.account import AUTH, NOON, Account, message

DAY = 24 * 3600


def claims(token: str) -> dict[str, Any]:
    payload = token.split(".")[1]
    decoded: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    return decoded


def test_login_returns_a_pair_of_tokens(account: Account) -> None:
    tokens = account.log_in().json()
    assert tokens["user_id"] == tokens["owner_id"] == account.server.account
    assert tokens["expires_at"] == NOON + 30 * DAY
    header = json.loads(base64.urlsafe_b64decode(tokens["access_token"].split(".")[0] + "=="))
    assert header["alg"] == "RS384"
    said = claims(tokens["access_token"])
    assert said["iat"] == NOON
    assert said["exp"] == NOON + DAY
    assert said["iss"] == "auth.platformcraft.ru"
    assert said["user"] == account.server.account


def test_invalid_login_or_password_is_rejected_alike(account: Account) -> None:
    wrong_login = message(account.log_in(login="someone"), 403)
    wrong_password = message(account.log_in(password="пароль"), 403)
    assert wrong_login == wrong_password


def test_login_needs_both_fields_once_and_no_other(account: Account) -> None:
    assert "password" in message(account.http.post(f"{AUTH}/token", data={"login": "mock"}), 400)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    twice = account.http.post(f"{AUTH}/token", content=b"login=mock&login=mock&password=mock", headers=form)
    assert "more than once" in message(twice, 400)
    strange = account.http.post(f"{AUTH}/token", content=b"=1&=2&x=1&x=2&login=mock&password=mock", headers=form)
    assert strange.status_code == 200
    broken = account.http.post(f"{AUTH}/token", content=b"login=%ff&password=mock", headers=form)
    assert "not a form" in message(broken, 400)


def test_refresh_returns_a_new_pair_and_invalidates_the_token(account: Account) -> None:
    first = account.tokens
    response = account.refresh()
    assert response.status_code == 200
    second = response.json()
    assert second["access_token"] != first["access_token"]
    assert second["refresh_token"] != first["refresh_token"]
    assert account.get().status_code == 200  # the first access token is still valid
    assert "used up" in message(account.refresh(), 403)
    account.use(second)
    assert account.get().status_code == 200
    assert account.refresh().status_code == 200


def test_refresh_rejects_another_user_or_token(account: Account) -> None:
    message(account.refresh(user_id="somebody"), 403)
    message(account.refresh(refresh_token="unknown"), 403)
    assert account.refresh().status_code == 200


def test_refresh_takes_a_body_without_media_type_as_the_samples_send_it(account: Account) -> None:
    body = json.dumps({key: account.tokens[key] for key in ("user_id", "refresh_token")}).encode()
    odd = {"Authorization": "Bearer {your_access_token}: application/json"}
    assert account.http.post(f"{AUTH}/refresh", content=body, headers=odd).status_code == 200


def test_access_token_expires_after_a_day(account: Account) -> None:
    account.server.control.advance(DAY - 1)
    assert account.get().status_code == 200
    account.server.control.advance(1)
    assert "expired" in message(account.get(), 401)


def test_refresh_token_expires_after_thirty_days(account: Account) -> None:
    account.server.control.advance(30 * DAY - 1)
    account.use(account.refresh().json())
    account.server.control.advance(30 * DAY)
    message(account.refresh(), 403)


def test_missing_foreign_and_invalid_tokens_are_rejected(account: Account) -> None:
    whole = f"Bearer {account.tokens['access_token']}"
    head, payload, signature = account.tokens["access_token"].split(".")
    forged = f"Bearer {head}.{payload}.{signature[::-1]}"
    unsigned = f"Bearer {base64.urlsafe_b64encode(json.dumps({'alg': 'none'}).encode()).decode()}.{payload}."
    for header in ("", "Bearer", "Bearer x", "Basic bW9jazptb2Nr", whole[:-40], forged, unsigned, whole + "\x80"):
        response = account.http.get(account.root, headers=[(b"Authorization", header.encode("latin-1"))])
        message(response, 401)
        assert response.headers["WWW-Authenticate"] == "Bearer"


def test_a_foreign_container_is_rejected(account: Account) -> None:
    foreign = account.root.replace(account.server.account, "5b30bc7c1658f770c3a2bf5c")
    assert "somebody else" in message(account.http.get(foreign), 403)


def test_reset_forgets_tokens(account: Account) -> None:
    account.server.control.reset()
    message(account.get(), 401)
    message(account.refresh(), 403)
    assert account.log_in().status_code == 200
    assert account.get().status_code == 200
