"""`login`, `logout` and `whoami`, and where secrets are kept."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend

from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("logged_out")


class MemoryKeyring(KeyringBackend):
    """A keyring in memory."""

    priority = 1.0  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    """A keyring that the command uses."""
    backend = MemoryKeyring()
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


LOGIN = {
    "kinescope": (["login", "kinescope"], "mock-token\n"),
    "platformcraft": (["login", "platformcraft", "--login", "mock"], "mock\n"),
}
USE = {"kinescope": ["ls", "kinescope:"], "platformcraft": ["ls", "platformcraft:/"]}
VENDORS = list(LOGIN)


def log_in(kinocraft: Command, vendor: str, *options: str) -> Any:
    arguments, secret = LOGIN[vendor]
    return kinocraft(*arguments, *options, stdin=secret)


def files(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in folder.iterdir() if file.suffix == ".json"}


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_command_without_a_login_says_how_to_log_in(kinocraft: Command, server: Any, vendor: str) -> None:
    ended = kinocraft(*USE[vendor])
    assert (ended.code, ended.out) == (3, "")
    assert f"kinocraft login {vendor}" in ended.err
    assert server.control.journal() == []


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_login_is_used_by_later_commands_until_the_logout(kinocraft: Command, vendor: str) -> None:
    assert log_in(kinocraft, vendor).code == 0
    assert kinocraft(*USE[vendor]).code == 0
    assert kinocraft("logout", vendor).code == 0
    assert kinocraft(*USE[vendor]).code == 3
    assert kinocraft("logout", vendor).code == 3


@pytest.mark.parametrize("vendor", VENDORS)
def test_stored_logins_are_readable_by_their_owner_only(kinocraft: Command, state: Path, vendor: str) -> None:
    log_in(kinocraft, vendor)
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in state.iterdir()} == {0o600}


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_logout_leaves_no_secret(kinocraft: Command, state: Path, vendor: str) -> None:
    log_in(kinocraft, vendor)
    kinocraft("logout", vendor)
    assert files(state) == {"credentials.json": "{}"}


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_keyring_keeps_the_secret_if_there_is_one(
    kinocraft: Command, state: Path, memory: MemoryKeyring, vendor: str
) -> None:
    assert '"keyring"' in log_in(kinocraft, vendor, "--json").out
    (secret,) = memory.kept.values()
    assert secret == LOGIN[vendor][1].strip()
    assert "secret" not in files(state)["credentials.json"]
    assert kinocraft(*USE[vendor]).code == 0
    kinocraft("logout", vendor)
    assert memory.kept == {}


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_file_keeps_the_secret_on_request(
    kinocraft: Command, state: Path, memory: MemoryKeyring, vendor: str
) -> None:
    log_in(kinocraft, vendor, "--store", "file")
    assert memory.kept == {}
    assert '"secret"' in files(state)["credentials.json"]
    assert kinocraft(*USE[vendor]).code == 0


def test_a_keyring_that_is_missing_is_named(kinocraft: Command) -> None:
    ended = log_in(kinocraft, "kinescope", "--store", "keyring")
    assert ended.code == 8
    assert "--store file" in ended.err


def test_no_password_is_kept_without_a_keyring(kinocraft: Command, state: Path, server: Any) -> None:
    log_in(kinocraft, "platformcraft")
    assert "secret" not in files(state)["credentials.json"]
    kinocraft(*USE["platformcraft"])
    assert len(server.control.journal("auth.login")) == 1


def test_an_expired_login_says_how_to_log_in(kinocraft: Command, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(kinocraft, "platformcraft")
    monkeypatch.setattr("kinocraft.cli.credentials.time.time", lambda: 4e9)
    ended = kinocraft(*USE["platformcraft"])
    assert ended.code == 3
    assert "expired" in ended.err
    assert "kinocraft login platformcraft" in ended.err


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_wrong_secret_is_not_kept(kinocraft: Command, state: Path, vendor: str) -> None:
    arguments, _ = LOGIN[vendor]
    ended = kinocraft(*arguments, stdin="open-sesame\n")
    assert ended.code == 3
    assert "open-sesame" not in ended.out + ended.err
    assert not (state / "credentials.json").exists()


def test_a_wrong_password_is_rejected_after_a_login(kinocraft: Command) -> None:
    log_in(kinocraft, "platformcraft")
    assert kinocraft(*LOGIN["platformcraft"][0], stdin="open-sesame\n").code == 3


@pytest.mark.parametrize("vendor", VENDORS)
def test_a_login_without_a_secret_is_an_error_of_usage(kinocraft: Command, vendor: str) -> None:
    assert kinocraft(*LOGIN[vendor][0], stdin="\n").code == 2


def test_a_login_is_sent_to_its_own_host_only(
    kinocraft: Command, closed_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(kinocraft, "kinescope")
    monkeypatch.setenv("KINESCOPE_API_URL", closed_url)
    assert kinocraft(*USE["kinescope"]).code == 3


def test_the_environment_takes_precedence(kinocraft: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(kinocraft, "kinescope")
    monkeypatch.setenv("KINESCOPE_TOKEN", "another")
    assert kinocraft(*USE["kinescope"]).code == 3
    assert [row[4:] for row in kinocraft("whoami").rows] == [["environment", "rejected"]]


def test_whoami_shows_each_login_and_no_secret(kinocraft: Command, server: Any) -> None:
    for vendor in VENDORS:
        log_in(kinocraft, vendor)
    ended = kinocraft("whoami")
    kinescope, platformcraft = ended.rows
    assert (kinescope[0], kinescope[4:]) == ("kinescope", ["file", "works"])
    assert (platformcraft[0], *platformcraft[2:]) == ("platformcraft", "mock", server.account, "none", "works")
    assert "mock-token" not in ended.out + ended.err


def test_whoami_without_a_login_says_how_to_log_in(kinocraft: Command) -> None:
    ended = kinocraft("whoami")
    assert ended.code == 3
    assert "kinocraft login" in ended.err


def test_a_damaged_file_is_named(kinocraft: Command, state: Path) -> None:
    state.mkdir(mode=0o700)
    (state / "credentials.json").write_text("[1]")
    ended = kinocraft(*USE["kinescope"])
    assert ended.code == 8
    assert "credentials.json" in ended.err
