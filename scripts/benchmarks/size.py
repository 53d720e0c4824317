"""How large the wheel is, and how many lines of the client were written by hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from .measure import FOLDER, Line

ROOT = FOLDER.parents[1]
WHEEL, LINES = 1.0, 4000


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
    sources = {
        path.name: path.read_text("utf-8").splitlines() for path in (ROOT / "overlays" / "kinocraft").glob("*.py")
    }
    filled = {name: sum(bool(line.strip()) for line in written) for name, written in sources.items()}
    lines = sum(filled.values()) - filled["testing.py"]
    counted = (
        f"written by hand, without blank ones and the pytest plugin; with the plugin {sum(filled.values()):,}, "
        f"with blank ones too {sum(map(len, sources.values())):,}"
    )
    return [
        Line("wheel", f"<= {WHEEL:g} MB", f"{size:.2f} MB", size <= WHEEL, detail),
        Line("lines of the client", f"<= {LINES:,}", f"{lines:,}", lines <= LINES, counted),
    ]
