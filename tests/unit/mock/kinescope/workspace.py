"""A plain HTTP client of the local Kinescope, without the project's own client, and a way to put objects in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from unittest.mock import patch

import httpx2

from kinocraft_mock.services.kinescope import SERVICES
from kinocraft_mock.services.kinescope.store.records import Record, Records
from tests.unit.mock.account import PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from kinocraft_mock import RunningServer
    from kinocraft_mock.http.messages import Request
    from kinocraft_mock.services.kinescope.store.resource_types import ResourceType

API = "/kinescope/api"
UPLOADER = "/kinescope/uploader"
UNKNOWN_ID = "5f0cf8c6-8d3f-4c0b-9d0a-1f6f5c8f2a20"
NO_ID = "not-an-id"


class Workspace:
    """Somebody with the server's token. Paths are those of the documentation, after the host."""

    def __init__(self, server: RunningServer, token: str = "mock-token") -> None:
        self.server = server
        self.http = httpx2.Client(
            base_url=server.url + API,
            headers={"Authorization": f"Bearer {token}"},
            trust_env=False,
            timeout=30,
            verify=PLAIN,
        )

    def get(self, path: str, **query: Any) -> httpx2.Response:
        return self.http.get(path, params=query or None)

    def post(self, path: str, body: Any = None, **options: Any) -> httpx2.Response:
        return self.http.post(path, **_json(body), **options)

    def put(self, path: str, body: Any = None) -> httpx2.Response:
        return self.http.put(path, **_json(body))

    def patch(self, path: str, body: Any = None) -> httpx2.Response:
        return self.http.patch(path, **_json(body))

    def delete(self, path: str, body: Any = None) -> httpx2.Response:
        return self.http.request("DELETE", path, **_json(body))

    def upload(self, path: str, data: bytes = b"", **headers: str) -> httpx2.Response:
        """POST bytes to the upload host; `X_Video_ID="…"` is the header X-Video-ID."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if data:
            sent["Content-Type"] = "application/octet-stream"
        return self.http.post(self.server.url + UPLOADER + path, content=data, headers=sent)

    def put_in(self, kind: ResourceType, body: dict[str, Any], parent: Record | None = None, **options: Any) -> Record:
        """Put an object into the state by hand; for what another section makes."""
        made: list[Record] = []
        self.within(lambda: made.append(self.objects.make(kind, body, parent, **options)))
        return made[0]

    def within(self, work: Callable[[], object]) -> None:
        """Do something in the server's own thread, as a handler does: where tasks of the server may be at work too."""
        handlers = next(service for service in SERVICES if service.mount == API).handlers
        usual = handlers["tags.list"]

        def worked(request: Request) -> Any:
            work()
            return usual(request)

        with patch.dict(cast("dict[str, Any]", handlers), {"tags.list": worked}):
            assert self.get("/v1/tags").status_code == 200

    @property
    def objects(self) -> Records:
        """The state itself. The server's thread rests between requests."""
        return self.server.app.context.component(Records)


def _json(body: Any) -> dict[str, Any]:
    return {} if body is None else {"json": body}


def data(answer: httpx2.Response) -> Any:
    """What stands in the envelope of a success."""
    assert answer.status_code in (200, 201), answer.text
    return answer.json()["data"]


def error(answer: httpx2.Response, status: int, code: int) -> dict[str, Any]:
    """The refusal in an answer, which has the vendor's form."""
    assert answer.status_code == status, answer.text
    assert set(answer.json()) == {"error"}
    found: dict[str, Any] = answer.json()["error"]
    assert found["code"] == code, found
    assert found["message"]
    return found


def invalid(answer: httpx2.Response) -> dict[str, str]:
    """The fields that a 400/400400 names, each with the rule it breaks."""
    return {each["name"]: each["reason"] for each in error(answer, 400, 400400)["invalid_params"]}
