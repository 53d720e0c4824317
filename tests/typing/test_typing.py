"""Ordinary programs pass mypy and pyright in strict mode, and each mistake in a faulty program is reported.

The examples of the README and the guide are programs too. The checkers read the installed package, as a user's editor
does. The programs have no cast and no ignore.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PYRIGHT = ROOT / "node_modules" / "pyright" / "index.js"
README = (ROOT / "README.md").read_text("utf-8")
PROGRAMS = {path.name: path.read_text("utf-8") for path in sorted((HERE / "programs").glob("*.py"))}
GUIDE = (ROOT / "docs" / "transfers.md").read_text("utf-8")
EXAMPLES = {
    f"{page}_{number}.py": code
    for page, text in (("readme", README), ("transfers", GUIDE))
    for number, code in enumerate(re.findall(r"```python\n(.*?)```", text, re.DOTALL))
}
REJECTED = sorted((HERE / "rejected").glob("*.py"))

Findings = dict[str, dict[int, str]]
"""Messages of a type checker by file name and line."""


def add(findings: Findings, file: str, line: int, message: str) -> None:
    lines = findings.setdefault(Path(file).name, {})
    lines[line] = lines.get(line, "") + message + "\n"


def run_mypy(folder: Path) -> Findings:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--output=json", f"--python-executable={sys.executable}"),
            *("--config-file=", f"--cache-dir={folder / 'cache'}", *sorted(folder.glob("*.py"))),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    findings: Findings = {}
    for each in map(json.loads, done.stdout.splitlines()):
        add(findings, each["file"], each["line"], each["message"])
    return findings


def run_pyright(folder: Path) -> Findings:
    (folder / "pyrightconfig.json").write_text(json.dumps({"typeCheckingMode": "strict"}))
    done = subprocess.run(
        [
            *(os.environ.get("KINOCRAFT_NODE", "node"), PYRIGHT, "--outputjson"),
            *("--pythonpath", sys.executable, "--project", folder),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(done.stdout)
    assert report["summary"]["filesAnalyzed"] == len(PROGRAMS | EXAMPLES) + len(REJECTED)
    findings: Findings = {}
    for each in report["generalDiagnostics"]:
        add(findings, each["file"], each["range"]["start"]["line"] + 1, each["message"])
    return findings


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Findings]:
    folder = tmp_path_factory.mktemp("typing")
    for name, text in (PROGRAMS | EXAMPLES).items():
        (folder / name).write_text(text, "utf-8")
    for path in REJECTED:
        shutil.copy(path, folder)
    return {"mypy": run_mypy(folder), "pyright": run_pyright(folder)}


def test_programs_are_of_an_ordinary_size_and_without_casts() -> None:
    text = "".join(PROGRAMS.values())
    assert text.count("\n") >= 300
    assert re.findall(r"\bcast\(|type: *ignore|pyright: *ignore|\bAny\b|\bassert\b.*is not None", text) == []


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
@pytest.mark.parametrize("program", PROGRAMS | EXAMPLES)
def test_ordinary_program_passes_the_type_checker(findings: dict[str, Findings], program: str, checker: str) -> None:
    assert findings[checker].get(program, {}) == {}


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
@pytest.mark.parametrize("program", REJECTED, ids=lambda path: path.stem)
def test_type_checker_finds_each_mistake(findings: dict[str, Findings], program: Path, checker: str) -> None:
    expected = {
        number: re.search(rf"# {checker}: (.*?)(?: # |$)", line)
        for number, line in enumerate(program.read_text().splitlines(), 1)
        if "# mypy: " in line
    }
    found = findings[checker][program.name]
    assert sorted(found) == sorted(expected)
    for number, message in expected.items():
        assert message is not None
        assert message[1] in found[number]
