"""What the control API says of a server that runs."""

from __future__ import annotations

from kinocraft_mock.context import Context

__all__ = ["HEALTH", "health"]

HEALTH = "health"
"""The name below `/_mock`."""


def health(context: Context) -> dict[str, str]:
    """Return the value of the response."""
    return {"status": "ok", "account": context.account}
