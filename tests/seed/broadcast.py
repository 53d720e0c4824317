"""Plain HTTP clients of the local Recorder and Streamer, without the client package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx2

    from tests.seed.account import Account

SOURCE = "https://example.com/playlist.m3u8"


def ok(response: httpx2.Response) -> Any:
    """Return the body of a successful response."""
    assert response.status_code == 200, response.text
    return response.json() if response.content else None


class RecorderClient:
    """An account's streams and records."""

    def __init__(self, account: Account, owner: str | None = None) -> None:
        self.account = account
        self.control = account.server.control
        self.root = f"/platformcraft/recorder/{owner or account.server.account}"

    def call(self, method: str, path: str = "", body: Any = None) -> httpx2.Response:
        return self.account.http.request(method, self.root + path, **({} if body is None else {"json": body}))

    def path(self, inside: str) -> str:
        """Return a path in the form that records have."""
        return f"/container/{self.account.server.account}/object{inside}"

    def stream(self, **body: Any) -> str:
        """Create a stream and return its id."""
        stream_id: str = ok(self.call("POST", "", {"name": "stream", "src": SOURCE, **body}))["id"]
        return stream_id

    def start(self, stream: str, inside: str = "/a.m3u8", **options: Any) -> str:
        """Start an instant record and return its id."""
        response = ok(self.call("POST", f"/{stream}/start", {"path": self.path(inside), **options}))
        record_id: str = response["instant_record_id"]
        return record_id

    def schedule(self, stream: str, begin: float, end: float, inside: str = "/a.m3u8", **options: Any) -> Any:
        """Schedule a record, with begin and end in seconds from now; return it."""
        now = int(self.control.now())
        body = {"path": self.path(inside), "start": now + begin, "stop": now + end, **options}
        return ok(self.call("POST", f"/{stream}/record", body))

    def record(self, stream: str, record_id: str) -> Any:
        return ok(self.call("GET", f"/{stream}/record/{record_id}"))

    def status(self, stream: str, record_id: str) -> str:
        status: str = self.record(stream, record_id)["status"]
        return status

    def seconds(self, inside: str) -> float:
        """Return the duration of a file in Filespot."""
        seconds: float = ok(self.account.get(inside))["advanced"]["format"]["duration"]
        return seconds


class StreamerClient:
    """An account's channels and media blocks."""

    def __init__(self, account: Account, owner: str | None = None) -> None:
        self.account = account
        self.control = account.server.control
        self.root = f"/platformcraft/streamer/2/streams/{owner or account.server.account}"

    def call(self, method: str, path: str = "", body: Any = None) -> httpx2.Response:
        return self.account.http.request(method, self.root + path, **({} if body is None else {"json": body}))

    def video(self, path: str, seconds: float = 100.0, height: int = 360) -> str:
        """Upload a video file to Filespot and return its id."""
        file_id: str = ok(self.account.file(path))["id"]
        details = {"id": file_id, "duration": seconds, "width": height * 16 // 9, "height": height}
        ok(self.account.http.post("/_mock/media", json=details))
        return file_id

    def channel(self, *qualities: str, **options: Any) -> str:
        """Create a channel, by default with one quality; return its id."""
        body = {"name": "channel", "qualities": list(qualities or ("360p",)), **options}
        channel_id: str = ok(self.call("POST", "", body))["id"]
        return channel_id

    def block(self, channel: str, begin: float, items: dict[str, list[str]], **options: Any) -> str:
        """Create a ready media block, with `begin` in seconds from now; return its id."""
        body = {"timestamp": int(self.control.now()) + begin, "items": items, "status": "ready", **options}
        block_id: str = ok(self.call("POST", f"/{channel}/block", body))["id"]
        return block_id

    def get(self, channel: str, block: str) -> Any:
        return ok(self.call("GET", f"/{channel}/block/{block}"))

    def status(self, channel: str, block: str) -> str:
        status: str = self.get(channel, block)["status"]
        return status

    def order(self, channel: str, block: str, verb: str) -> httpx2.Response:
        """Send an order: start, stop or schedule."""
        return self.call("POST", f"/{channel}/block/{block}/{verb}")
