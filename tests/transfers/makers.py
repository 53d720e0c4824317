"""Functions that make clients in worker processes, which import them by name."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from kinocraft import Kinescope, Platformcraft

SUICIDE = "KINOCRAFT_TEST_SUICIDE"
"""Names a file: the first worker that can remove it dies like one that is killed."""


def make_kinescope(**options: Any) -> Kinescope:
    options.setdefault("rate_limits", False)
    return Kinescope(**options)


def make_platformcraft(**options: Any) -> Platformcraft:
    options.setdefault("rate_limits", False)
    return Platformcraft(**options)


def make_dying_platformcraft(**options: Any) -> Platformcraft:
    """Make a client, but die in the process that is the first to want one."""
    die_once()
    return make_platformcraft(**options)


def make_deadly_platformcraft(**_options: Any) -> Platformcraft:
    """Die in every process that wants a client."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def die_once() -> None:
    try:
        Path(os.environ[SUICIDE]).unlink()
    except FileNotFoundError:
        return
    os.kill(os.getpid(), signal.SIGKILL)
