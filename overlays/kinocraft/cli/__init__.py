"""The command `kinocraft`: uploads, downloads and the daily work with both services, for people and for scripts.

It is the highest layer: nothing imports this package. Its packages come with the extra `cli`.
"""

from __future__ import annotations

import signal
import sys
from io import TextIOWrapper

__all__ = ["main"]

TERMINATED = 143


def main() -> None:
    """Run the command, or say which packages are missing."""
    for stream in sys.stdout, sys.stderr:
        if isinstance(stream, TextIOWrapper):  # output that is redirected has the encoding of the locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        from .app import app
    except ModuleNotFoundError as error:
        sys.stderr.write(f"kinocraft needs more packages ({error.name}): pip install 'kinocraft[cli]'\n")
        sys.exit(2)
    signal.signal(signal.SIGTERM, _terminate)
    app(prog_name="kinocraft")


def _terminate(_number: int, _frame: object) -> None:
    """End like Ctrl-C, so that an upload can note what it leaves behind."""
    sys.exit(TERMINATED)
