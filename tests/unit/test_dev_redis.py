"""dev.py test-slow and redis-server: installed by apt-get where that is allowed, otherwise named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scripts import dev

SKIPPED = "no redis-server: the tests that need it are skipped (on Debian and Ubuntu: apt install redis-server)\n"


@pytest.fixture(autouse=True)
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH, and a log of its own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(dev, "LOG", tmp_path / "log")
    dev.LOG.touch()
    return folder


def add(tools: Path, name: str, script: str) -> None:
    (tools / name).write_text(f"#!/bin/sh\n{script}\n")
    (tools / name).chmod(0o755)


def as_user(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: number, raising=False)


@pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
def test_root_installs_redis(tools: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    as_user(monkeypatch, 0)
    add(tools, "apt-get", 'echo "$*"')
    dev.ensure_redis()
    assert SKIPPED not in capsys.readouterr().out
    assert dev.LOG.read_text() == "-q update\ninstall -q -y --no-install-recommends redis-server\n"


def test_redis_that_is_there_is_used(tools: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(tools, "redis-server", "")
    add(tools, "apt-get", "exit 1")
    dev.ensure_redis()
    assert (capsys.readouterr().out, dev.LOG.read_text()) == ("", "")


@pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
@pytest.mark.parametrize("why", ["user", "ci", "no apt-get", "no network"])
def test_redis_that_cannot_be_installed_is_named(
    tools: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], why: str
) -> None:
    as_user(monkeypatch, 1000 if why == "user" else 0)
    if why == "ci":
        monkeypatch.setenv("CI", "true")
    if why != "no apt-get":
        add(tools, "apt-get", "exit 100")
    dev.ensure_redis()
    assert capsys.readouterr().out.endswith(SKIPPED)
    assert dev.LOG.read_text() == ""
