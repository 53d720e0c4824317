"""The settings of a local server."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Settings"]


@dataclass(frozen=True)
class Settings:
    """The settings of a local server.

    `login` and `password` are what Platformcraft accepts, `token` is what Kinescope does. `data_dir` is the folder its
    state is kept in; None keeps the state in memory, and what is uploaded in a temporary folder that goes when the
    server ends. `seed` decides every id the server hands out. `limits` says whether the documented limits on requests
    are on at the start; the control API switches them later. `control_hosts` are names that the control API accepts in
    the Host header besides those of the loopback interface. With `control_token` it accepts any Host, and only requests
    with that token. A `strict` server rejects requests with fields that the description does not have; without it the
    journal reports them as violations, and the request is served.
    """

    login: str = "mock"
    password: str = "mock"  # noqa: S105 - the documented default of a server for tests
    token: str = "mock-token"  # noqa: S105
    seed: int = 0
    data_dir: Path | None = None
    limits: bool = True
    control_hosts: tuple[str, ...] = ()
    control_token: str | None = field(default=None, repr=False)
    strict: bool = False
