"""The command `kinocraft-mock`."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from kinocraft_mock import Control, running
from kinocraft_mock.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_prints_its_url_and_exits_with_0(number: signal.Signals) -> None:
    command = [sys.executable, "-m", "kinocraft_mock", "serve", "--port", "0", "--seed", "3"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        match = re.fullmatch(r"kinocraft-mock: (http://127\.0\.0\.1:\d+) .*\n", line)
        assert match
        control = Control(match[1])
        assert control.health()["status"] == "ok"
        assert control.limits()
        process.send_signal(number)
        assert process.communicate(timeout=30) == ("", "")
        assert process.returncode == 0


def test_a_server_collects_garbage_although_its_start_does_not() -> None:
    program = """
import gc, os, signal, sys
from kinocraft_mock import __main__, cli, serving

bind = serving.bind

def look(*arguments):
    print(gc.isenabled())
    return bind(*arguments)

def stop(url, app):
    print(gc.isenabled(), gc.get_freeze_count() > 10_000)
    os.kill(os.getpid(), signal.SIGTERM)

serving.bind, cli._announce = look, stop
sys.argv = ["kinocraft-mock", "serve", "--port", "0"]
__main__.main()
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (result.returncode, result.stdout.split(), result.stderr) == (0, ["False", "True", "True"], "")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.test"])
def test_serve_rejects_hosts_other_than_loopback(host: str) -> None:
    result = run("serve", "--host", host)
    assert result.exit_code == 1
    assert result.output == f"Error: {host} is reachable from other machines; add --allow-remote if that is meant\n"


def test_a_port_in_use_is_reported() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert result.exit_code == 1
    assert result.output == f"Error: cannot listen on 127.0.0.1:{port}: Address already in use\n"


def test_an_unusable_data_dir_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    result = run("serve", "--port", "0", "--data-dir", str(tmp_path / "file" / "below"))
    assert result.exit_code == 1
    assert re.fullmatch(r"Error: cannot keep the state in .*: Not a directory\n", result.output)
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / ".kinocraft-mock").touch()
    (tmp_path / "kept" / "state.sqlite3").write_bytes(b"no database" * 100)
    result = run("serve", "--port", "0", "--data-dir", str(tmp_path / "kept"))
    assert result.exit_code == 1
    assert re.fullmatch(r"Error: .*state\.sqlite3: file is not a database\n", result.output)
    with running(data_dir=tmp_path / "used"):
        result = run("serve", "--port", "0", "--data-dir", str(tmp_path / "used"))
    assert re.fullmatch(r"Error: .*state\.sqlite3 is in use by another server\n", result.output)


def test_env_prints_what_a_client_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("NO_PROXY", "example.com, 127.0.0.1")
    result = run("env", "--url", "http://127.0.0.1:9/", "--password", "it's")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "export no_proxy=example.com,127.0.0.1,localhost,::1",
        "export NO_PROXY=example.com,127.0.0.1,localhost,::1",
        "export KINESCOPE_TOKEN=mock-token",
        "export KINESCOPE_API_URL=http://127.0.0.1:9/kinescope/api",
        "export KINESCOPE_UPLOAD_URL=http://127.0.0.1:9/kinescope/uploader",
        "export PLATFORMCRAFT_LOGIN=mock",
        """export PLATFORMCRAFT_PASSWORD='it'"'"'s'""",
        "export PLATFORMCRAFT_AUTH_URL=http://127.0.0.1:9/platformcraft/auth",
        "export PLATFORMCRAFT_FILESPOT_URL=http://127.0.0.1:9/platformcraft/filespot",
        "export PLATFORMCRAFT_RECORDER_URL=http://127.0.0.1:9/platformcraft/recorder",
        "export PLATFORMCRAFT_STREAMER_URL=http://127.0.0.1:9/platformcraft/streamer",
    ]


@pytest.mark.parametrize("missing", ["click", "uvicorn"])
def test_missing_packages_are_reported(missing: str) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None; sys.argv[1:] = ['serve', '--port', '0']"
    code += "; from kinocraft_mock.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr == f"kinocraft-mock needs more packages ({missing}): pip install 'kinocraft[mock]'\n"
