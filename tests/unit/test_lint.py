"""scripts/lint.py runs every tool, and fails if one of them does."""

from __future__ import annotations

import sys

import lint
import pytest

GOOD, BAD = [[sys.executable, "-c", f"print('looked'); raise SystemExit({code})"] for code in (0, 3)]
MISSING = ["no-such-program-anywhere"]


@pytest.mark.parametrize(
    ("commands", "code"),
    [((GOOD, GOOD, GOOD), 0), ((BAD, GOOD, GOOD), 1), ((GOOD, GOOD, BAD), 1), ((MISSING, GOOD, GOOD), 1)],
    ids=["none", "first", "last", "missing"],
)
def test_every_tool_runs_although_one_failed(
    commands: tuple[list[str], ...], code: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lint, "tools", lambda: {f"tool {number}": command for number, command in enumerate(commands)})
    assert lint.main() == code
    said = capfd.readouterr().out
    assert sorted(line.partition(":")[0] for line in said.splitlines() if line.startswith("---")) == [
        f"--- tool {number}" for number in range(len(commands))
    ]
    assert said.count("looked") == len(commands) - commands.count(MISSING)
    assert ("cannot start no-such-program-anywhere" in said) == (MISSING in commands)


def test_the_tools_check_all_descriptions() -> None:
    tools = lint.tools()
    assert set(tools) == {"mypy", "pyright", "redocly", "ruff check", "ruff format"}
    specs = sorted(str(path.relative_to(lint.ROOT)) for path in (lint.ROOT / "specs").glob("*/openapi.yaml"))
    assert [word for word in tools["redocly"] if word.endswith("openapi.yaml")] == specs != []
