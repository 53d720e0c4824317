"""The programs that the last release documents and checks, with the packages of the next one.

These are the Python blocks of its README and `tests/typing/programs`. All of them are type-checked, and run, each in a
process of its own, at the local server of the next release; the latter are only imported, because they need objects
that an empty server does not have. What fails there and not with the last release is breaking.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ..trees import Tree
from ..version import Level, Reason
from .processes import RunError, run, serving

TIMEOUT = 300.0
"""Seconds for the type checker, and for each program."""
_RUNNER = Path(__file__).with_name("program_runner.py")
_FENCE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_VARYING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|127\.0\.0\.1:\d+|\b\d+\.\d+ ?s\b|/\S+/")
_IS_TEST = re.compile(r"^def test_", re.MULTILINE)

Findings = dict[str, list[str]]
"""By the name of a program, what is wrong with it, without positions and other things that differ between runs."""


def readme_blocks(tree: Tree) -> dict[str, str]:
    """Return the Python blocks of the README by name."""
    found = _FENCE.findall(tree.read("README.md"))
    return {f"readme_{number}.py": text for number, text in enumerate(found, 1)}


def programs_of(tree: Tree) -> dict[str, str]:
    """Return the programs of a checkout by name: the blocks of its README and those that it type-checks."""
    folder = tree.root / "tests" / "typing" / "programs"
    return {**readme_blocks(tree), **{path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.py"))}}


def compare(before: Tree, after: Tree) -> list[Reason]:
    """Return what fails of the last release's programs with the next release.

    Raises:
        RunError: The type checker or a local server does not run.
    """
    programs = programs_of(before)
    reasons: list[Reason] = []
    for check in (type_errors, failures):
        found = check(programs, after)
        # A program that already failed with the last release says nothing about the next one.
        known = check({name: programs[name] for name in found if name in programs}, before) if found else {}
        reasons += [
            Reason(Level.MAJOR, "programs", name, text)
            for name, texts in found.items()
            for text in texts
            if text not in known.get(name, []) and not (check is failures and name in known)
        ]
    return reasons


def type_errors(programs: Mapping[str, str], tree: Tree) -> Findings:
    """Type-check programs with mypy (strict) against the packages of a checkout."""
    with tempfile.TemporaryDirectory(prefix="kinocraft-") as made:
        folder = Path(made)
        for name, text in programs.items():
            folder.joinpath(name).write_text(text, "utf-8")
        packages = ":".join(map(str, tree.packages))
        arguments = [
            "-m",
            "mypy",
            "--strict",
            "--output=json",
            "--config-file=",
            "--cache-dir=cache",
            *sorted(programs),
        ]
        done = run(arguments, tree, folder, TIMEOUT, MYPYPATH=packages)
    if done.returncode not in (0, 1):
        raise RunError(f"mypy does not run: {done.stderr[-500:] or done.stdout[-500:]}")
    found: Findings = {}
    for line in done.stdout.splitlines() if done.returncode else []:
        if not line.startswith("{"):
            raise RunError(f"mypy does not run: {line}")
        error = json.loads(line)
        if error["severity"] == "error":
            # An error inside of the packages is one of the checkout, not of a program.
            name = Path(error["file"]).name if Path(error["file"]).name in programs else "the packages"
            found.setdefault(name, []).append(f"mypy: {error['message']}")
    return found


def failures(programs: Mapping[str, str], tree: Tree) -> Findings:
    """Run programs with the packages of a checkout, at its local server."""
    found: Findings = {}
    with tempfile.TemporaryDirectory(prefix="kinocraft-") as made, serving(tree, Path(made)) as url:
        for name, text in programs.items():
            folder = Path(made, name.removesuffix(".py"))
            folder.mkdir()
            program = folder / (f"test_{name}" if _IS_TEST.search(text) else name)
            program.write_text(text, "utf-8")
            done = run([str(_RUNNER), str(program), url], tree, folder, TIMEOUT)
            if done.returncode:
                found[name] = [f"fails: {_last_line(done.stderr) or _last_line(done.stdout) or done.returncode}"]
    return found


def _last_line(text: str) -> str:
    """Return the last line of an output, with everything masked that differs between runs."""
    lines = [line for line in text.splitlines() if line.strip()]
    masked = re.sub(
        r"[0-9a-f]{8}-[0-9a-f-]{27}|127\.0\.0\.1:\d+|\b\d+\.\d+ ?s\b|/\S+/", "…", lines[-1] if lines else ""
    )
    return masked[:200]
