"""The output of the command: version, exchanges, violations, UTF-8, and the environment."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from importlib.metadata import version
from typing import Any

import httpx2
import pytest
from click.testing import CliRunner

from kinocraft_mock import running
from kinocraft_mock.cli import main

KNOWN = {"Authorization": "Bearer mock-token"}


def serve(*options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kinocraft_mock", "serve", "--port", "0", *options]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)


def printed(*options: str) -> list[str]:
    """Send three requests to a server; return its output."""
    with serve(*options) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[1].decode()
        with httpx2.Client(trust_env=False, headers=KNOWN) as client:
            client.get(f"{url}/kinescope/api/v1/tags?token=s3cr3t")
            client.post(f"{url}/kinescope/api/v1/tags", json={"tag": 7})
            client.post(f"{url}/kinescope/api/v1/videos/é")
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    return errors.decode("utf-8").splitlines()


def test_the_version_is_printed() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.exit_code == 0
    assert result.output.strip() == f"kinocraft-mock, version {version('kinocraft')}"


def test_verbose_prints_a_line_per_exchange() -> None:
    lines = [line for line in printed("-v") if not line.startswith("  ")]
    assert re.fullmatch(r"GET /kinescope/api/v1/tags\?token=\(hidden\) \d+ tags\.list", lines[0])
    assert lines[1].startswith("POST /kinescope/api/v1/tags 400 tags.create")
    assert len(lines) == 3


def test_violations_are_always_printed() -> None:
    lines = printed()
    assert "POST /kinescope/api/v1/tags 400 tags.create" in lines
    assert lines[lines.index("POST /kinescope/api/v1/tags 400 tags.create") + 1].startswith("  violation: body: /tag")


def test_redirected_output_is_utf8() -> None:
    code = "import sys; sys.argv[1:] = ['env', '--password', '\\u043f\\u0430']"
    code += "; from kinocraft_mock.__main__ import main; main()"
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, timeout=60, check=True)
    assert "PLATFORMCRAFT_PASSWORD='\u043f\u0430'" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("given", ["", "example.com", "127.0.0.1,example.com"])
def test_the_environment_keeps_loopback_from_proxies(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", given)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://192.0.2.1:9")
    with running(limits=False) as server:
        environment: dict[str, Any] = server.environment
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        hosts = environment["NO_PROXY"].split(",")
        assert environment["no_proxy"] == environment["NO_PROXY"]
        assert {"127.0.0.1", "localhost", "::1", *filter(None, given.split(","))} == set(hosts)
        assert len(hosts) == len(set(hosts))
        assert httpx2.get(f"{server.url}/_mock/health").status_code == 200
