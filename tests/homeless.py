"""A user without a home folder, as those of containers."""

from __future__ import annotations

from typing import Any

import pytest

__all__ = ["be_homeless"]


def be_homeless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove HOME and the settings of state folders, and make the user unknown to the system."""
    import pwd

    def unknown(_: Any) -> Any:
        raise KeyError

    for name in ("HOME", "XDG_STATE_HOME", "KINOCRAFT_STATE_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)
