"""A plain HTTP client of the local Platformcraft server, without the client package."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

import httpx2

from kinocraft_mock import Control

if TYPE_CHECKING:
    from kinocraft_mock import RunningServer

NOON = 1_600_000_000
"""13 September 2020, 12:26:40 UTC."""

PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Nothing here is encrypted; the default context would load all certificates of the machine for each client."""

AUTH = "/platformcraft/auth"
FILESPOT = "/platformcraft/filespot/2"


@dataclass(frozen=True)
class RemoteServer:
    """A server known only by its URL, with what `Account` and `Workspace` need."""

    url: str
    account: str = ""

    @property
    def control(self) -> Control:
        return Control(self.url)


class Account:
    """A client that logs in and uses the newest access token."""

    def __init__(self, server: RunningServer | RemoteServer) -> None:
        self.server = cast("RunningServer", server)
        self.http = httpx2.Client(base_url=server.url, trust_env=False, timeout=30, verify=PLAIN)
        self.tokens: dict[str, Any] = {}

    def log_in(self, login: str = "mock", password: str = "mock") -> httpx2.Response:
        response = self.http.post(f"{AUTH}/token", data={"login": login, "password": password})
        if response.status_code == 200:
            self.use(response.json())
        return response

    def refresh(self, **changes: str) -> httpx2.Response:
        body = {"user_id": self.tokens["user_id"], "refresh_token": self.tokens["refresh_token"], **changes}
        return self.http.post(f"{AUTH}/refresh", json=body)

    def use(self, tokens: dict[str, Any]) -> None:
        self.tokens = tokens
        self.http.headers["Authorization"] = f"Bearer {tokens['access_token']}"

    @property
    def root(self) -> str:
        return f"{FILESPOT}/fs/container/{self.server.account}/object"

    def url(self, path: str) -> str:
        return self.root + quote(path)

    def get(self, path: str = "", query: str = "") -> httpx2.Response:
        return self.http.get(self.url(path) + query)

    def listing(self, path: str = "", query: str = "") -> list[str]:
        return [entry["name"] for entry in self.get(path, query).json()["contents"]]

    def file(self, path: str, data: bytes = b"bytes") -> httpx2.Response:
        return self.http.post(self.url(path), files={"file": ("anything", data)})

    def folder(self, path: str) -> httpx2.Response:
        return self.http.post(self.url(path), files={"dir": (None, "1")})

    def update(self, path: str, **changes: Any) -> httpx2.Response:
        return self.http.put(self.url(path), json=changes)

    def delete(self, path: str) -> httpx2.Response:
        return self.http.delete(self.url(path))

    def start(self, path: str) -> str:
        response = self.http.post(f"{self.url(path)}?uploads")
        assert response.status_code == 200, response.text
        return str(response.json()["id"])

    def put_part(self, upload_id: str, number: int, data: bytes) -> httpx2.Response:
        return self.http.put(
            f"{self.root}?uploadId={upload_id}&uploadPartNum={number}",
            content=data,
            headers={"Content-Type": "application/octet-stream"},
        )

    def status(self, upload_id: str) -> httpx2.Response:
        return self.http.get(f"{self.root}?uploadId={upload_id}")

    def parts(self, upload_id: str) -> list[tuple[int, int]] | None:
        parts = self.status(upload_id).json()["parts"]
        return parts and [(part["id"], part["size"]) for part in parts]

    def complete(self, upload_id: str, whole: bytes) -> httpx2.Response:
        return self.http.post(f"{self.root}?uploadId={upload_id}", json={"sha256": sha256(whole).hexdigest()})

    def cancel(self, upload_id: str) -> httpx2.Response:
        return self.http.delete(f"{self.root}?uploadId={upload_id}")

    def download(self, path: str, **headers: str) -> httpx2.Response:
        address = self.get(path).json()["download_url"]
        return self.http.get(f"http://{address}", headers={"Authorization": "", **headers})


def message(response: httpx2.Response, status: int) -> str:
    """Return the message of an error response, after checking its status and form."""
    assert response.status_code == status, response.text
    body = response.json()
    assert set(body) == {"code", "msg"}
    assert body["code"] == status
    text: str = body["msg"]
    return text
