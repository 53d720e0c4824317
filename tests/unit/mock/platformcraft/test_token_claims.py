"""Access tokens that this server has signed, and yet are not those of its account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jwt
import pytest

from kinocraft_mock import running
from kinocraft_mock.services.platformcraft.auth.tokens import REMEMBERED, Tokens
from tests.seed.account import Account, message

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("changes", "status"),
    [({}, 200), ({"iss": "another"}, 401), ({"iss": None}, 401), ({"user": "another"}, 401), ({"user": None}, 401)],
    ids=str,
)
def test_a_token_of_another_issuer_or_user_is_rejected(account: Account, changes: dict[str, Any], status: int) -> None:
    tokens = account.server.app.context.component(Tokens)
    claims = jwt.decode(account.tokens["access_token"], options={"verify_signature": False})
    kept = {name: value for name, value in {**claims, **changes}.items() if value is not None}
    signed = tokens._signer.sign(kept)
    assert account.http.get(account.root, headers={"Authorization": f"Bearer {signed}"}).status_code == status


def test_the_server_remembers_a_bounded_number_of_tokens(account: Account) -> None:
    tokens = account.server.app.context.component(Tokens)
    expired = account.tokens["access_token"]
    for number in range(REMEMBERED + 2):
        tokens._verified[b"Bearer %d" % number] = (0, 0)
        if len(tokens._verified) == REMEMBERED:
            assert account.get().status_code == 200
    assert len(tokens._verified) <= REMEMBERED
    assert account.http.get(account.root, headers={"Authorization": f"Bearer  {expired}"}).status_code == 200


def test_tokens_that_were_expired_stay_so_after_a_restart(tmp_path: Path) -> None:
    with running(data_dir=tmp_path, limits=False) as server:
        account = Account(server)
        with account.http:
            account.log_in()
            assert account.get().status_code == 200
            server.control.fault("files.get", "expire_tokens")
            message(account.get(), 401)
    with running(data_dir=tmp_path, limits=False) as server:
        other = Account(server)
        with other.http:
            other.use(account.tokens)
            message(other.get(), 401)
            assert other.log_in().status_code == 200
            assert other.get().status_code == 200
