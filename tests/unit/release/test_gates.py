"""The gates of a proposal fail when their commands do, and each of them runs. The commands are stubs here."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from release import gates

ROOT = Path(__file__).resolve().parents[3]
OPERATIONS = ["tags.create", "videos.posters.list"]


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the commands return, by the first word that they contain; and in `ran`, those that ran."""
    made: dict[str, Any] = {"ran": []}

    def run(arguments: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        made["ran"].append(arguments)
        code = next((made[word] for word in made if word != "ran" and any(word in one for one in arguments)), 0)
        return subprocess.CompletedProcess(arguments, code, f"{code} reasons\n", "")

    monkeypatch.setattr(subprocess, "run", run)
    return made


def results(*names: str, operations: list[str] = OPERATIONS) -> dict[str, str]:
    return gates.run(ROOT, names, ["kinescope-v1"], operations, ROOT)


def test_a_proposal_passes_all_gates() -> None:
    assert gates.NAMES == ("rules", "lint", "contract", "measure")


@pytest.mark.parametrize(
    ("gate", "word"), [("rules", "test_specs.py"), ("lint", "redocly"), ("contract", "test_operations.py")]
)
@pytest.mark.parametrize("code", [1, 2, 3, 4, -9])
def test_a_gate_fails_if_its_command_does(commands: dict[str, Any], gate: str, word: str, code: int) -> None:
    names = ("rules", "lint", "contract")
    assert results(*names) == dict.fromkeys(names, "passed")
    assert len(commands["ran"]) == 3
    commands[word] = code
    assert results(*names) == {**dict.fromkeys(names, "passed"), gate: f"failed: {code} reasons"}


def test_the_contract_gate_runs_the_changed_operations(commands: dict[str, Any]) -> None:
    results("contract")
    (ran,) = commands["ran"]
    assert ran[-1] == "(tags and create) or (videos and posters and list)"
    assert results("contract", operations=[]) == {"contract": "passed"}
    assert len(commands["ran"]) == 1


def test_the_rules_gate_chooses_tests_that_exist() -> None:
    """A command that chooses no test reports no failure."""
    *files, option, chosen = gates._RULES
    assert option == "-k"
    texts = [(ROOT / file).read_text(encoding="utf-8") for file in files]
    names = re.findall(r"^def (test_\w+)", "\n".join(texts), re.MULTILINE)
    assert [part for part in chosen.split(" or ") if not any(part in name for name in names)] == []
