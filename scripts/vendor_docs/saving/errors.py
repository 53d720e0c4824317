"""Why a page was not saved or locked. Each reason has an exit code of its own."""

from __future__ import annotations

from typing import Literal

Reason = Literal[
    "garbled", "incomplete", "superseded", "unexplained", "other-vendor", "error-page", "unsupported", "unavailable"
]
EXIT_CODES: dict[Reason, int] = {
    "garbled": 4,
    "incomplete": 5,
    "superseded": 6,
    "unexplained": 7,
    "other-vendor": 8,
    "error-page": 9,
    "unsupported": 10,
    "unavailable": 11,
}


class RejectedPageError(Exception):
    """A page was rejected before anything was written. `reason` names the check that it failed."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(f"{reason}: {message}")
        self.reason: Reason = reason

    @property
    def exit_code(self) -> int:
        """The exit code of `docs.py` for this reason."""
        return EXIT_CODES[self.reason]
