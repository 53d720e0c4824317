"""A plain HTTP client of the local Kinescope server, and checks of its responses, without the client package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import httpx2

from kinocraft_mock.services.kinescope.store.records import Records
from tests.seed.account import PLAIN, RemoteServer
from tests.seed.handlers import wrapping

if TYPE_CHECKING:
    from collections.abc import Callable

    from kinocraft_mock import RunningServer
    from kinocraft_mock.http.messages import Handler, Request

API = "/kinescope/api"
UPLOADER = "/kinescope/uploader"
UNKNOWN_ID = "5f0cf8c6-8d3f-4c0b-9d0a-1f6f5c8f2a20"
NO_ID = "not-an-id"


class Workspace:
    """A client with the server's token. Paths are as documented, without the host."""

    def __init__(self, server: RunningServer | RemoteServer, token: str = "mock-token") -> None:
        self.server = cast("RunningServer", server)
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

    def init_upload(self, body: dict[str, Any]) -> httpx2.Response:
        """Announce an upload to the upload host."""
        return self.http.post(f"{self.server.url}{UPLOADER}/v2/init", json=body)

    def within(self, work: Callable[[], object]) -> None:
        """Run `work` in the server's thread, as a handler runs, so that it cannot race with the server's own tasks."""

        def working(usual: Handler) -> Handler:
            def worked(request: Request) -> Any:
                work()
                return usual(request)

            return worked

        with wrapping("tags.list", working):
            assert self.get("/v1/tags").status_code == 200

    @property
    def objects(self) -> Records:
        """The stored records. Safe to read between requests, when the server's thread is idle."""
        return self.server.app.context.component(Records)


def _json(body: Any) -> dict[str, Any]:
    return {} if body is None else {"json": body}


def data(response: httpx2.Response) -> Any:
    """Return the `data` of a successful response."""
    assert response.status_code in (200, 201), response.text
    return response.json()["data"]


def error(response: httpx2.Response, status: int, code: int) -> dict[str, Any]:
    """Return the error of a response, after checking its status, code and form."""
    assert response.status_code == status, response.text
    assert set(response.json()) == {"error"}
    found: dict[str, Any] = response.json()["error"]
    assert found["code"] == code, found
    assert found["message"]
    return found


def invalid(response: httpx2.Response) -> dict[str, str]:
    """Return the fields that a 400/400400 error names, each with the rule it breaks."""
    return {each["name"]: each["reason"] for each in error(response, 400, 400400)["invalid_params"]}
