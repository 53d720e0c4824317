"""The size of the wheel, and the number of hand-written lines of the client and its runtime."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from ..measure import FOLDER, Line

ROOT = FOLDER.parents[1]
WHEEL = 1.0


def measure(quick: bool) -> list[Line]:
    """Build the wheel with the installed backend, which needs no network. The result is the same on every machine."""
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
    overlays = ROOT / "overlays"
    sources = {
        path.relative_to(overlays).as_posix(): path.read_text("utf-8").splitlines() for path in overlays.rglob("*.py")
    }
    filled = {name: sum(bool(line.strip()) for line in written) for name, written in sources.items()}
    lines = sum(filled.values()) - filled["kinocraft/testing.py"]
    counted = (
        f"hand-written, with the runtime, without blank ones and the pytest plugin; with it {sum(filled.values()):,}, "
        f"with blank ones too {sum(map(len, sources.values())):,}"
    )
    return [
        Line("wheel", f"<= {WHEEL:g} MB", f"{size:.2f} MB", size <= WHEEL, detail),
        Line("lines of the client", "", f"{lines:,}", None, counted),
    ]
