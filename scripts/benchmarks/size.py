"""How large the wheel is, and how many lines of the client were written by hand."""

from __future__ import annotations

import ast
import io
import subprocess
import sys
import tokenize
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from .measure import FOLDER, Line

ROOT = FOLDER.parents[1]
WHEEL, LINES = 1.0, 4000
NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def measure(quick: bool) -> list[Line]:
    """Nothing here depends on the machine. Built with the backend that is installed, so without the network."""
    with TemporaryDirectory(prefix="kinocraft-bench-") as folder:
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        (wheel,) = Path(folder).glob("*.whl")
        size = wheel.stat().st_size / 1e6
        with ZipFile(wheel) as archive:
            packed: dict[str, int] = {}
            for entry in archive.infolist():
                package = entry.filename.partition("/")[0]
                packed[package] = packed.get(package, 0) + entry.compress_size
    shares = sorted(packed.items(), key=lambda share: -share[1])[:3]
    detail = ", ".join(f"{package} {count / 1e6:.2f}" for package, count in shares)
    sources = [path.read_text("utf-8") for path in (ROOT / "overlays" / "kinocraft").glob("*.py")]
    code = sum(map(_lines_of_code, sources))
    filled = [bool(line.strip()) for source in sources for line in source.splitlines()]
    counted = (
        f"of code, in all {len(sources)} files written by hand; with comments and docstrings {sum(filled):,}, "
        f"with blank lines too {len(filled):,}"
    )
    return [
        Line("wheel", f"<= {WHEEL:g} MB", f"{size:.2f} MB", size <= WHEEL, detail),
        Line("lines of the client", f"<= {LINES:,}", f"{code:,}", code <= LINES, counted),
    ]


def _lines_of_code(source: str) -> int:
    """Lines that hold anything but comments, docstrings, and texts that stand as such below what they describe."""
    lines = {
        number
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type not in NO_CODE
        for number in range(token.start[0], token.end[0] + 1)
    }
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(lines)
