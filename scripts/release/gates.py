"""The checks that a proposal must pass, each a command in the folder with the proposed files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

MEASURE = "measure"
NAMES = ("rules", "lint", "contract", MEASURE)
"""The gates: the rules for specs/, the linter of OpenAPI, and contract tests of the changed operations; and `measure`,
which runs programs and calls of the last release to derive the version (`assess.measure`)."""
_PACKAGES = ("overlays", "generated", "mockserver")
_RULES = (
    *("tests/unit/test_specs.py", "tests/unit/test_spec_shapes.py", "tests/contract/test_example_keys.py", "-k"),
    "follows_the_rules or follow_their_examples or names_mean or folder_of_its_tag or ids_are_unique or "
    "what_the_pages_print",
)


class GateError(Exception):
    """A step of the pipeline failed. The message has the end of its output."""


def environment(tree: Path) -> dict[str, str]:
    """Return the environment for commands in a tree, whose packages come from the tree itself."""
    paths = [str(tree / name) for name in _PACKAGES]
    # Bytecode is kept beside the modules, where git ignores it: a dozen processes import the generated code.
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "", "PYTHONUTF8": "1"}


def command(tree: Path, *arguments: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command of this Python in a tree."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=tree,
        env={**environment(tree), **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def generate(tree: Path, *, check: bool = False) -> None:
    """Generate the code of a tree, or check that it is current. Raises GateError."""
    result = command(tree, "scripts/generate.py", *(["--check"] if check else []))
    if result.returncode:
        raise GateError(f"generate failed: {_end(result.stdout + result.stderr)}")


def run(
    tree: Path, names: Sequence[str], services: Sequence[str], operations: Sequence[str], tools: Path
) -> dict[str, str]:
    """Return the result of each gate: `passed`, or the end of what it printed. `tools` has the modules of Node."""
    gates: Mapping[str, Callable[[], tuple[int, str]]] = {
        "rules": lambda: _pytest(tree, *_RULES),
        "lint": lambda: _lint(tree, services, tools),
        "contract": lambda: _contract(tree, operations),
    }
    # Each gate is a process of its own, so two of them may run at once.
    with ThreadPoolExecutor(2) as pool:
        results = [(name, pool.submit(gates[name])) for name in names]
        return {name: _verdict(*result.result()) for name, result in results}


def _verdict(code: int, output: str) -> str:
    return "passed" if code == 0 else f"failed: {_end(output)}"


def _pytest(tree: Path, *arguments: str) -> tuple[int, str]:
    options = ("-p", "kinocraft.testing", "-p", "no:cacheprovider", "-n", "0", "-q", "--no-header", "--tb=short")
    result = command(tree, "-m", "pytest", *options, *arguments)
    return (0 if result.returncode == 5 else result.returncode), result.stdout + result.stderr


def _contract(tree: Path, operations: Sequence[str]) -> tuple[int, str]:
    if not operations:
        return 0, ""
    # pytest's -k takes no dots: the parts of an id are matched one by one, which selects at least that operation.
    chosen = " or ".join(sorted({f"({name.replace('.', ' and ')})" for name in operations}))
    return _pytest(tree, "tests/contract/test_operations.py", "-k", chosen)


def _lint(tree: Path, services: Sequence[str], tools: Path) -> tuple[int, str]:
    files = [f"specs/{name}/openapi.yaml" for name in services]
    program = tools / "node_modules" / "@redocly" / "cli" / "bin" / "cli.js"
    if not files:
        return 0, ""
    node = os.environ.get("KINOCRAFT_NODE", "node")
    result = subprocess.run(
        [node, str(program), "lint", *files, "--format", "stylish"],
        cwd=tree,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return result.returncode, result.stdout + result.stderr


def _end(output: str) -> str:
    lines = [line.rstrip() for line in output.splitlines() if line.strip()]
    return "\n".join(lines[-12:])
