"""The time to import the clients and create the first one, compared with their dependencies alone."""

from __future__ import annotations

import subprocess
import sys
from functools import partial

from ..measure import Line, alternate

BASE = "import httpx2, pydantic"
# pydantic loads most of its modules only when one of its names is used.
IN_USE = {
    "Kinescope": "import httpx2; from kinocraft import Kinescope; Kinescope('x', http_client=httpx2.Client()).videos",
    "Platformcraft": (
        "import httpx2; from kinocraft import Platformcraft; Platformcraft('x', 'x', http_client=httpx2.Client()).files"
    ),
}
BASE_IN_USE = "import httpx2; from pydantic import BaseModel; httpx2.Client()"
TARGET, PACKAGE = 1.3, 0.3
FIRST = 30
"""Milliseconds."""


def measure(quick: bool) -> list[Line]:
    """Measure in fresh interpreters, around the import or around the creation of the first client."""
    count = 5 if quick else 25
    lines: list[Line] = []
    for name, use in IN_USE.items():
        client = f"from kinocraft import {name}"
        importing = alternate(partial(_seconds, client), lambda: _seconds(BASE), count)
        using = alternate(partial(_seconds, use), lambda: _seconds(BASE_IN_USE), count)
        ours, base = (seconds * 1000 for seconds in importing.medians)
        detail = f"{ours:.0f} ms; httpx2 + pydantic {base:.0f} ms"
        lines.append(importing.compare(f"import {name}", "<=", TARGET, detail))
        ours, base = (seconds * 1000 for seconds in using.medians)
        detail = f"{ours:.0f} ms; httpx2.Client() + BaseModel {base:.0f} ms"
        lines.append(Line("  until it can be used", "", f"{using.ratio:.3f} x", None, detail))
    package = alternate(lambda: _seconds("import kinocraft"), lambda: _seconds(BASE), count)
    ours, base = (seconds * 1000 for seconds in package.medians)
    detail = f"{ours:.0f} ms; httpx2 + pydantic {base:.0f} ms"
    lines.append(package.compare("import kinocraft", "<=", PACKAGE, detail))
    first = alternate(
        lambda: _seconds("Kinescope('mock')", "from kinocraft import Kinescope"),
        lambda: _seconds("httpx2.Client()", "import httpx2"),
        count,
    )
    ours, base = (seconds * 1000 for seconds in first.medians)
    detail = f"it connects only with the first request; httpx2.Client() takes {base:.0f} ms"
    lines.append(Line("first client object", f"<= {FIRST} ms", f"{ours:.1f} ms", ours <= FIRST, detail))
    return lines


def _seconds(statement: str, before: str = "") -> float:
    code = f"import time\n{before}\nstarted = time.perf_counter()\n{statement}\nprint(time.perf_counter() - started)"
    return float(subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True).stdout)
