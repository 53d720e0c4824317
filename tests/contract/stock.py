"""What stands on the server before it is asked, and what is made for it while it is asked.

Where nothing is, every request is answered alike, with 403 or 404, whatever else is right or wrong with it. And what a
request has used up, such as a record that was stopped, is made anew for the next one.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

THEN = 1_556_300_000
"""A moment before those in the pages' samples, which the clock is set to: what they schedule is to come."""
MARK = "X-Stock"
"""The header by which a request of the stock is told from those of the suite."""


@dataclass
class Stock:
    """The server, who asks, and what is there.

    `ids` are by the names of path parameters and of what else holds an id; `real` are the server's own values for
    those that samples print.
    """

    url: str
    token: str = ""
    owner: str = ""
    ids: dict[str, str] = field(default_factory=dict[str, str])
    files: dict[str, str] = field(default_factory=dict[str, str])
    """A video for each quality."""
    real: dict[str, str] = field(default_factory=dict[str, str])

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> Stock:
        return cls(**json.loads(text))

    def call(
        self, method: str, path: str, body: Any = None, media: str = "application/json", **headers: str
    ) -> dict[str, Any]:
        """Ask the server for something that it is known to do; `{}` where it says nothing."""
        parts = urlsplit(self.url)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        sent = {MARK: "1", **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        if body is not None:
            sent["Content-Type"] = media
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        try:
            connection.request(method, path, data, sent)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        assert answer.status in {200, 201}, (method, path, answer.status, content)
        found: dict[str, Any] = json.loads(content) if content else {}
        return found

    def actual(self, value: Any) -> Any:
        """A value with the server's own in place of what samples print."""
        if isinstance(value, str):
            for sample, own in self.real.items():
                value = value.replace(sample, own)
            return value
        if isinstance(value, dict):
            return {key: self.actual(item) for key, item in value.items()}
        return [self.actual(item) for item in value] if isinstance(value, list) else value


Fresh = dict[str, dict[str, Callable[[Stock], str]]]
"""For the operations that use something up: by parameter of path or query, what is made for one request."""


def described(document: dict[str, Any], stock: Stock) -> dict[str, Any]:
    """A description whose examples are what stands on the server."""
    text = json.dumps(document)
    for sample, own in stock.real.items():
        text = text.replace(sample, own)
    known: dict[str, Any] = json.loads(text)
    for item in known["paths"].values():
        for operation in item.values():
            for parameter in operation["parameters"]:
                if parameter["name"] in stock.ids:
                    own = stock.ids[parameter["name"]]
                    parameter["example"] = int(own) if parameter["schema"].get("type") == "integer" else own
    return known
