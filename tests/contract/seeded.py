"""Seed a server for the contract tests, and create objects for single requests.

On an empty server every request would fail with 403 or 404. An object that a request uses up, such as a record that
is stopped, is created again for the next request.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from generator.type_guards import is_list, is_object

from tests.seed.account import Account, RemoteServer
from tests.seed.broadcast import RecorderClient, StreamerClient
from tests.seed.workspace import Workspace

THEN = 1_556_300_000
"""The time on the server: before the dates in the pages' examples, so that what they schedule is in the future."""
MARK = "X-Seed"
"""The header that distinguishes seeding requests from requests of the test suite."""


@dataclass
class Seeded:
    """A server, the credentials for it, and the ids of the seeded objects.

    `ids` are keyed by the names of path parameters and of other fields that hold an id; `real` maps ids in the pages'
    examples to ids on the server.
    """

    url: str
    token: str = ""
    owner: str = ""
    ids: dict[str, str] = field(default_factory=dict[str, str])
    files: dict[str, str] = field(default_factory=dict[str, str])
    """A video file id for each quality."""
    real: dict[str, str] = field(default_factory=dict[str, str])

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> Seeded:
        return cls(**json.loads(text))

    @cached_property
    def workspace(self) -> Workspace:
        """A client of Kinescope whose requests carry MARK."""
        made = Workspace(RemoteServer(self.url), self.token)
        made.http.headers[MARK] = "1"
        return made

    @cached_property
    def account(self) -> Account:
        """A client of Platformcraft whose requests carry MARK."""
        made = Account(RemoteServer(self.url, self.owner))
        made.http.headers |= {MARK: "1", "Authorization": f"Bearer {self.token}"}
        return made

    @property
    def recorder(self) -> RecorderClient:
        return RecorderClient(self.account)

    @property
    def streamer(self) -> StreamerClient:
        return StreamerClient(self.account)

    def close(self) -> None:
        """Close the clients that were used."""
        for made in (self.__dict__.get("workspace"), self.__dict__.get("account")):
            if made:
                made.http.close()

    def control(self, path: str, body: dict[str, Any]) -> None:
        """Send an order to the control API, marked as a seeding request."""
        self.workspace.http.post(f"{self.url}/_mock/{path}", json=body).raise_for_status()

    def actual(self, value: Any) -> Any:
        """Replace the ids of the pages' examples with those on the server, at every depth."""
        if isinstance(value, str):
            for sample, own in self.real.items():
                value = value.replace(sample, own)
            return value
        if is_object(value):
            return {key: self.actual(item) for key, item in value.items()}
        return [self.actual(item) for item in value] if is_list(value) else value


Fresh = dict[str, dict[str, Callable[[Seeded], str]]]
"""Functions that create what a single request uses up, by operation and by path or query parameter."""


def with_real_examples(document: dict[str, Any], seeded: Seeded) -> dict[str, Any]:
    """Return the description with the ids on the server as its examples."""
    text = json.dumps(document)
    for sample, own in seeded.real.items():
        text = text.replace(sample, own)
    known: dict[str, Any] = json.loads(text)
    for item in known["paths"].values():
        for operation in item.values():
            for parameter in operation["parameters"]:
                if parameter["name"] in seeded.ids:
                    own = seeded.ids[parameter["name"]]
                    parameter["example"] = int(own) if parameter["schema"].get("type") == "integer" else own
    return known
