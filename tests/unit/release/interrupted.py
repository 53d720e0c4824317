"""End a process at a command of git."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping, Sequence

import pytest

Run = Callable[[Sequence[str], Mapping[str, str], "bytes | None"], "subprocess.CompletedProcess[bytes]"]
WRITING = frozenset(
    {
        *("add", "checkout-index", "commit-tree", "hash-object", "merge", "merge-tree"),
        *("read-tree", "update-index", "update-ref", "write-tree"),
    }
)
"""The commands that write. To end at any other is the same as to end before the next one of these."""

INTERRUPTIONS = [
    pytest.param(after, every, marks=[pytest.mark.slow] if every == 1 else [], id=f"{name}-every-{every}")
    for after, name in ((False, "before"), (True, "after"))
    for every in (1, 5)
]
"""Whether a process ends before or after a writing command of git, and at which of them: each one, or each fifth."""


class Killed(BaseException):
    """The process ends here."""


class Interrupted:
    """Runs commands until writing command number `at`, and ends before or after that one. `count` counts them."""

    def __init__(self, run: Run, at: int, *, after: bool) -> None:
        self.run = run
        self.at = at
        self.after = after
        self.count = 0

    def __call__(
        self, command: Sequence[str], environment: Mapping[str, str], data: bytes | None
    ) -> subprocess.CompletedProcess[bytes]:
        self.count += bool(WRITING & set(command))
        here = self.count == self.at and bool(WRITING & set(command))
        if here and not self.after:
            raise Killed
        result = self.run(command, environment, data)
        if here:
            raise Killed
        return result
