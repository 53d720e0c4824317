"""docs/command-line.md is what the commands say."""

from __future__ import annotations

import re

from command_line import PAGE, page

from kinocraft.cli.exit_codes import ExitCode

COMMANDS = {
    "transfer",
    "upload", "download", "ls", "rm", "mv", "login", "logout", "whoami", "api", "completion", "videos ls", "videos get",
    "videos rm", "videos wait", "live ls", "live get", "live create", "live enable", "live complete", "live rm",
    "live videos", "live schedule", "live move", "live restreams ls", "live restreams add", "live restreams rm",
    "uploads list", "uploads resume", "uploads cancel",
}  # fmt: skip


def test_the_reference_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python scripts/command_line.py`"


def test_the_reference_has_every_command_and_exit_code() -> None:
    text = page()
    assert set(re.findall(r"^### kinocraft (.+)$", text, re.MULTILINE)) == COMMANDS
    assert set(map(int, re.findall(r"^\| (\d+) \|", text, re.MULTILINE))) == set(ExitCode)
