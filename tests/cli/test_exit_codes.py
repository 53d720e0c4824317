"""Exit codes by cause: over all kinds of errors, and over faults of the service."""

from __future__ import annotations

import inspect
import re
import socket
from pathlib import Path
from typing import Any

import pytest

from kinocraft import errors
from kinocraft.cli.commands import Failures
from kinocraft.cli.exit_codes import MEANINGS, ExitCode, exit_code
from kinocraft.cli.output import Output
from kinocraft.errors import APIError, CallFacts, KinocraftError, status_error
from tests.cli.conftest import Command

FACTS = CallFacts("videos.get", "GET", "/v1/videos", 1)
KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, KinocraftError)]
ABSTRACT = {"KinocraftError", "ClientStateError"}
"""Kinds whose exit code is 1: a defect."""


def made(kind: type[KinocraftError]) -> KinocraftError:
    """Return an error of this kind."""
    if not issubclass(kind, APIError):
        return kind("why")
    wanted = {"status": 418, "drifts": ()}
    names = inspect.signature(kind).parameters
    return kind("why", FACTS, **{name: value for name, value in wanted.items() if name in names})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_error_has_an_exit_code(kind: type[KinocraftError]) -> None:
    assert (exit_code(made(kind)) is ExitCode.FAILED) == (kind.__name__ in ABSTRACT)


@pytest.mark.parametrize("code", ExitCode)
def test_every_exit_code_is_documented(code: ExitCode) -> None:
    assert MEANINGS[code].endswith(".")


STATUSES = {
    400: 6, 401: 3, 402: 6, 403: 3, 404: 4, 405: 6, 408: 6, 409: 6, 410: 4, 412: 6, 413: 6, 415: 6, 418: 6, 422: 6,
    429: 7, 500: 7, 502: 7, 503: 7, 504: 7, 520: 7, 599: 7,
}  # fmt: skip


@pytest.mark.parametrize(("status", "code"), STATUSES.items())
def test_an_error_status_has_an_exit_code(status: int, code: int) -> None:
    assert exit_code(status_error(status)("why", FACTS, status=status)) == code


@pytest.mark.parametrize(("status", "code"), STATUSES.items())
@pytest.mark.parametrize("command", [("ls", "kinescope:"), ("live", "ls"), ("api", "GET", "kinescope:/v1/projects")])
def test_a_command_ends_with_the_exit_code_of_the_status(
    kinocraft: Command, server: Any, command: tuple[str, ...], status: int, code: int
) -> None:
    server.control.fault("*", "status", status=status, times=9)
    ended = kinocraft(*command, "--json")
    assert (ended.code, ended.out) == (code, "")
    assert (ended.error["exit_code"], ended.error["status"]) == (code, status)


@pytest.mark.parametrize("fault", ["drop_request", "drop_response"])
def test_a_broken_connection_is_a_network_error(kinocraft: Command, server: Any, fault: str) -> None:
    server.control.fault("*", fault, times=9)
    assert kinocraft("ls", "kinescope:").code == ExitCode.NETWORK


@pytest.mark.parametrize(
    "fault", [{"kind": "truncate", "bytes": 5}, {"kind": "status", "status": 200, "body": "<html>"}]
)
def test_an_unreadable_response_is_an_error_of_the_service(kinocraft: Command, server: Any, fault: Any) -> None:
    server.control.fault("*", times=9, **fault)
    assert kinocraft("ls", "kinescope:").code in (ExitCode.SERVICE, ExitCode.NETWORK)


def test_a_closed_port_is_a_network_error(kinocraft: Command, closed_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINESCOPE_API_URL", closed_url)
    ended = kinocraft("ls", "kinescope:")
    assert ended.code == ExitCode.NETWORK
    assert ended.err.startswith("kinocraft: ")
    assert "Traceback" not in ended.err


def test_an_unknown_host_is_a_network_error(kinocraft: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINESCOPE_API_URL", "http://localhost.invalid:1")

    resolve = socket.getaddrinfo

    def fail(host: Any, *arguments: Any, **options: Any) -> Any:
        if host == "localhost.invalid":
            raise socket.gaierror(-2, "Name or service not known")
        return resolve(host, *arguments, **options)  # between the retries the test's clock asks the server

    monkeypatch.setattr("socket.getaddrinfo", fail)
    assert kinocraft("ls", "kinescope:").code == ExitCode.NETWORK


def test_a_failed_verification_leaves_an_upload_incomplete(kinocraft: Command, talk: Path, server: Any) -> None:
    server.control.fault("files.create", "status", status=200, body={"size": 1, "path": "/a"})
    assert kinocraft("upload", talk, "--to", "platformcraft:/a").code == ExitCode.INCOMPLETE


@pytest.mark.parametrize(
    "arguments",
    [
        ("nope",),
        ("ls",),
        ("ls", "--nope"),
        ("videos",),
        ("videos", "nope"),
        (),
        ("videos", "wait", "--timeout", "x", "a"),
    ],
)
def test_wrong_usage_is_reported_and_nothing_is_sent(
    kinocraft: Command, server: Any, arguments: tuple[str, ...]
) -> None:
    assert kinocraft(*arguments).code == 2
    assert server.control.journal() == []


def test_a_wrong_setting_is_an_error_of_usage(kinocraft: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINESCOPE_API_URL", "ftp:/nope")
    ended = kinocraft("ls", "kinescope:")
    assert ended.code == 2
    assert "KINESCOPE_API_URL" in ended.err


def test_the_first_error_of_several_decides(kinocraft: Command, talk: Path, tmp_path: Path) -> None:
    kinocraft("upload", talk, "--to", "platformcraft:/a/talk.mp4")
    assert kinocraft("upload", talk, tmp_path / "nope", "--to", "platformcraft:/a/").code == ExitCode.REJECTED
    assert kinocraft("upload", tmp_path / "nope", talk, "--to", "platformcraft:/a/").code == ExitCode.LOCAL


SECRETS = ("mock-token", r"tus/(?!\{upload_id\})", "Bearer")
"""The token, and an upload URL; a message has only the template of its path."""


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 500])
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_no_error_shows_a_token_or_an_upload_url(
    kinocraft: Command, project: str, talk: Path, server: Any, status: int, options: tuple[str, ...]
) -> None:
    server.control.fault("videos.uploads.append", "status", status=status, times=30)
    ended = kinocraft(
        "upload", talk, "--to", f"kinescope:{project}", "--title", "Доклад", *options, "--part-size", "50000"
    )
    assert ended.code != 0
    # An upload that the service no longer has is started once more.
    assert len(server.control.journal("videos.uploads.init")) == (2 if status == 404 else 1)
    assert not re.search("|".join(SECRETS), ended.out + ended.err)


def test_a_command_ends_at_once_when_the_reader_of_its_output_has_gone(capsys: pytest.CaptureFixture[str]) -> None:
    """Every other error concerns one object, and the command continues with the next one."""
    failures = Failures(Output())
    with failures.about("a"):
        raise errors.SourceError("unreadable")
    with pytest.raises(BrokenPipeError), failures.about("b"):
        raise BrokenPipeError
    assert capsys.readouterr().err == "kinocraft: a: unreadable\n"
