"""How long a stored login lasts without its password, and which tokens can be logged in with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests import seed
from tests.cli.conftest import Command
from tests.seed.workspace import Workspace

pytestmark = pytest.mark.usefixtures("logged_out")


def expire(state: Path, **changes: float) -> None:
    """Change when the stored tokens expire."""
    (file,) = state.glob("tokens-*.json")
    stored = json.loads(file.read_text("utf-8"))
    for account in stored["accounts"].values():
        account.update(changes)
    file.write_text(json.dumps(stored), "utf-8")
    file.chmod(0o600)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, 0),
        ({"expires": 1.0}, 0),
        ({"expires": 1.0, "refresh_expires": 1.0}, 3),
    ],
    ids=["valid", "to be refreshed", "expired"],
)
def test_a_login_lasts_until_its_tokens_cannot_be_refreshed(
    kinocraft: Command, state: Path, changes: dict[str, float], code: int
) -> None:
    assert kinocraft("login", "platformcraft", "--login", "mock", stdin="mock\n").code == 0
    expire(state, **changes)
    ended = kinocraft("ls", "platformcraft:/")
    assert ended.code == code
    assert ("the login has expired" in ended.err) == (code != 0)


@pytest.mark.parametrize(
    "scope",
    [{"upload": {"permissions": ["write"]}}, {"api": {"permissions": ["write"]}}, {"api": {"permissions": ["read"]}}],
    ids=["upload only", "write only", "read only"],
)
def test_a_token_that_may_not_list_projects_can_be_logged_in_with(
    kinocraft: Command, state: Path, server: Any, scope: dict[str, Any]
) -> None:
    workspace = Workspace(server)
    with workspace.http:
        token = seed.access_token(workspace, scope)["token"]
    assert kinocraft("login", "kinescope", stdin=f"{token}\n").code == 0
    assert kinocraft("login", "kinescope", stdin=f"{token}x\n").code == 3
    assert token in (state / "credentials.json").read_text("utf-8")


def test_whoami_ends_with_the_exit_code_of_a_rejected_login(
    kinocraft: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KINESCOPE_TOKEN", "nobody")
    ended = kinocraft("whoami")
    assert ended.code == 3
    assert [row[-1] for row in ended.rows] == ["rejected"]
    monkeypatch.setenv("KINESCOPE_TOKEN", "mock-token")
    ended = kinocraft("whoami")
    assert (ended.code, [row[-1] for row in ended.rows]) == (0, ["works"])
