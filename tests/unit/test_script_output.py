"""The output of the scripts is UTF-8, also when redirected."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parent.parent.parent / "scripts"
COMMANDS = sorted(path.name for path in SCRIPTS.glob("*.py") if '__name__ == "__main__"' in path.read_text("utf-8"))


@pytest.mark.parametrize("name", COMMANDS)
def test_redirected_output_is_utf8(name: str) -> None:
    text = (SCRIPTS / name).read_text("utf-8")
    if name == "dev.py":  # it runs before anything is installed, and prints ASCII only
        printed = [node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)]
        assert all(value.isascii() for value in printed if isinstance(value, str))
    else:
        assert '__name__ == "__main__":\n    use_utf8()\n' in text


def test_text_of_any_script_can_be_redirected() -> None:
    code = f"import sys; sys.path.insert(0, {str(SCRIPTS)!r}); from console import use_utf8; use_utf8()"
    code += "; print('\\u043f\\u2192\\ud800'); print('\\u00e9', file=sys.stderr)"
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, timeout=60, check=True)
    assert done.stdout.decode("utf-8").split() == ["\u043f\u2192\\ud800"]
    assert done.stderr.decode("utf-8").split() == ["\u00e9"]


def test_there_are_scripts() -> None:
    assert {"demo.py", "dev.py", "docs.py", "generate.py", "bench.py"} <= set(COMMANDS)
