"""A transfer as a program of its own, which tests kill: `python -m tests.transfers.program MANIFEST TO [EXECUTOR]`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, cast

from kinocraft import transfer
from tests.transfers.makers import make_kinescope, make_platformcraft

if __name__ == "__main__":
    executor = cast(Any, sys.argv[3] if len(sys.argv) > 3 else None)
    transfer(
        Path(sys.argv[1]),
        executor,
        to=sys.argv[2],
        workers=2,
        kinescope=make_kinescope,
        platformcraft=make_platformcraft,
    )
