"""Run one program at a local server, in a folder with a video: `python program_runner.py PROGRAM URL`.

The clients wait by advancing the server's clock. A program with test functions runs under pytest, a block of a README
runs as a program, and anything else is imported.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path


def main(program: Path, url: str) -> int:
    """Run the program and return the exit code."""
    from kinocraft.clock import SystemClock
    from kinocraft_mock import Control
    from kinocraft_mock.serving import environment
    from kinocraft_mock.settings import Settings

    if program.name.startswith("test_"):
        options = ["-q", "-p", "no:cacheprovider", "--rootdir", str(program.parent)]
        return subprocess.run([sys.executable, "-m", "pytest", *options, str(program)], check=False).returncode
    control = Control(url)
    control.reset()
    os.environ.update(environment(url, Settings()))
    Path("talk.mp4").write_bytes(bytes(1_000_000))

    def sleep(self: SystemClock, seconds: float) -> None:
        control.advance(seconds)

    SystemClock.sleep = sleep  # type: ignore[method-assign]
    sys.argv = [str(program)]
    runpy.run_path(str(program), run_name="__main__" if program.name.startswith("readme_") else program.stem)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
