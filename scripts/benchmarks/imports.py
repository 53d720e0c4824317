"""How long it takes to import the client, next to what it stands on."""

from __future__ import annotations

import subprocess
import sys

from .measure import Line, alternate

CLIENT = "from kinocraft import Platformcraft"
BASE = "import httpx2, pydantic"
# pydantic loads most of itself only when a name of it is used.
CLIENT_IN_USE = f"{CLIENT}; Platformcraft('mock', 'mock').files"
BASE_IN_USE = "import httpx2; from pydantic import BaseModel; httpx2.Client()"


def measure(quick: bool) -> list[Line]:
    """Fresh interpreters; the clock runs around the import alone."""
    count = 5 if quick else 25
    client = alternate(lambda: _seconds(CLIENT), lambda: _seconds(BASE), count)
    in_use = alternate(lambda: _seconds(CLIENT_IN_USE), lambda: _seconds(BASE_IN_USE), count)
    package = alternate(lambda: _seconds("import kinocraft"), lambda: _seconds("pass"), count)
    ours, base = client.medians
    ours_in_use, base_in_use = in_use.medians
    detail = f"{ours * 1000:.0f} ms; httpx2 + pydantic {base * 1000:.0f} ms"
    return [
        client.compare("import Platformcraft", "<=", 1.3, detail),
        Line(
            "  until files can be used",
            "",
            f"{in_use.ratio:.3f} x",
            None,
            f"{ours_in_use * 1000:.0f} ms; httpx2.Client() + BaseModel {base_in_use * 1000:.0f} ms",
        ),
        Line("  import kinocraft", "", f"{package.medians[0] * 1000:.1f} ms", None, "loads nothing further"),
    ]


def _seconds(statement: str) -> float:
    code = f"import time\nstarted = time.perf_counter()\n{statement}\nprint(time.perf_counter() - started)"
    return float(subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True).stdout)
