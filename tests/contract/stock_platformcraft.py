"""Platformcraft's part of the stock: an account with files, streams, records, channels and blocks."""

from __future__ import annotations

from itertools import count
from typing import Any
from urllib.parse import urlencode

from tests.contract.calls_platformcraft import PART
from tests.contract.stock import THEN, Fresh, Stock
from tests.unit.page_facts import ACCOUNT, REFRESH_TOKEN, UPLOAD

FILESPOT = "/platformcraft/filespot/2"
RECORDER = "/platformcraft/recorder"
STREAMER = "/platformcraft/streamer/2/streams"
OWNERS = ("56bdf4a53f4f716301b09ba3", "567687df4f60c8cc3145cc03")
"""Whose things the samples of Recorder and Streamer are."""
STREAM, RECORD = "5c8d5174534b4427730ebf7f", "5cc440f0534b4412ae69d6e3"
CHANNEL, BLOCK = "5ebbeb54534b447a810c52db", "5ebc6f3d534b44024f51d456"
GAGS = {"5e37d3ef534b444004244ebc": "360p", "5d5450de534b447a006cb748": "480p"}
SECONDS = {"5e37d3ef534b444004244ebd": "360p", "5d5450de534b447a006cb749": "480p"}
QUALITIES = ("360p", "480p", "720p", "1080p", "2160p")
SOURCE = "https://example.com/playlist.m3u8"
NUMBERS = count(1)


def upload(stock: Stock, name: str) -> str:
    part = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n--b--\r\n'
    path = f"{FILESPOT}/fs/container/{stock.owner}/object/{name}"
    uploaded: str = stock.call("POST", path, part, "multipart/form-data; boundary=b")["id"]
    return uploaded


def started(stock: Stock) -> str:
    """An upload that waits for its parts."""
    path = f"{FILESPOT}/fs/container/{stock.owner}/object/parts/{next(NUMBERS)}?uploads"
    made: str = stock.call("POST", path)["id"]
    return made


def uploaded(stock: Stock) -> str:
    """An upload with its one part."""
    made = started(stock)
    place = f"{FILESPOT}/fs/container/{stock.owner}/object?uploadId={made}&uploadPartNum=0"
    stock.call("PUT", place, PART, "application/octet-stream")
    return made


def stream(stock: Stock) -> str:
    made: str = stock.call("POST", f"{RECORDER}/{stock.owner}", {"name": "s", "src": SOURCE})["id"]
    return made


def record(stock: Stock, of: str, start: int) -> str:
    path = f"/container/{stock.owner}/object/records/{next(NUMBERS)}.m3u8"
    body = {"path": path, "start": start, "stop": THEN + 1_000_000}
    made: str = stock.call("POST", f"{RECORDER}/{stock.owner}/{of}/record", body)["id"]
    return made


def recorded_stream(stock: Stock) -> str:
    """A stream with an instant record."""
    made = stream(stock)
    path = f"/container/{stock.owner}/object/instant/{made}.m3u8"
    stock.call("POST", f"{RECORDER}/{stock.owner}/{made}/start", {"path": path})
    return made


def channel(stock: Stock) -> str:
    body = {"name": "c", "qualities": ["360p", "480p"]}
    made: str = stock.call("POST", f"{STREAMER}/{stock.owner}", body)["id"]
    return made


def block(stock: Stock, of: str) -> str:
    body = {"timestamp": THEN + 1_000_000, "items": items(stock, "360p", "480p"), "status": "ready"}
    made: str = stock.call("POST", f"{STREAMER}/{stock.owner}/{of}/block", body)["id"]
    return made


def items(stock: Stock, *qualities: str) -> dict[str, list[str]]:
    """Files that can be played together."""
    return {quality: [stock.files[quality]] for quality in qualities}


FRESH: Fresh = {
    "files.uploads.complete": {"uploadId": uploaded},
    "files.uploads.cancel": {"uploadId": started},
    "recorder.streams.delete": {"stream_id": stream},
    "recorder.records.start": {"stream_id": stream},
    "recorder.records.stop_instant": {"stream_id": recorded_stream},
    "recorder.records.update": {"record_id": lambda stock: record(stock, stock.ids["stream_id"], THEN + 500_000)},
    "recorder.records.delete": {"record_id": lambda stock: record(stock, stock.ids["stream_id"], THEN + 500_000)},
    "recorder.records.stop": {"record_id": lambda stock: record(stock, stock.ids["stream_id"], THEN)},
    "streamer.channels.delete": {"channel_id": channel},
    "streamer.blocks.update": {"block_id": lambda stock: block(stock, stock.ids["channel_id"])},
    "streamer.blocks.delete": {"block_id": lambda stock: block(stock, stock.ids["channel_id"])},
}


def lay_in(url: str, login: str, password: str) -> Stock:
    """Make what the page's samples speak of."""
    stock = Stock(url)
    form = urlencode({"login": login, "password": password}).encode()
    tokens = stock.call("POST", "/platformcraft/auth/token", form, "application/x-www-form-urlencoded")
    stock.owner, stock.token = tokens["owner_id"], tokens["access_token"]
    upload(stock, "test.mp4")
    upload(stock, "test/test.mp4")
    stock.files = {quality: upload(stock, f"video_{quality}.mp4") for quality in QUALITIES}
    ids = stock.ids
    ids |= {"container_id": stock.owner, "owner_id": stock.owner, "user_id": tokens["user_id"]}
    ids["refresh_token"] = tokens["refresh_token"]
    ids["uploadId"] = uploaded(stock)
    ids["stream_id"] = stream(stock)
    ids["record_id"] = record(stock, ids["stream_id"], THEN + 500_000)
    ids["channel_id"] = channel(stock)
    ids["block_id"] = block(stock, ids["channel_id"])
    stock.real = {ACCOUNT: stock.owner, REFRESH_TOKEN: tokens["refresh_token"], UPLOAD: ids["uploadId"]}
    stock.real |= dict.fromkeys(OWNERS, stock.owner)
    stock.real |= {STREAM: ids["stream_id"], RECORD: ids["record_id"]}
    stock.real |= {CHANNEL: ids["channel_id"], BLOCK: ids["block_id"]}
    stock.real |= {file_id: stock.files[quality] for file_id, quality in {**GAGS, **SECONDS}.items()}
    return stock


def suit(stock: Stock, operation: str, body: dict[str, Any], *, stateful: bool) -> None:
    """Give a body for Recorder or Streamer sources, paths, times and files that can be used.

    Where steps follow each other every channel has the same qualities, for a later step does not know them.
    """
    if stateful and "qualities" in body and operation == "streamer.channels.create":
        body["qualities"] = ["360p", "480p"]
    if "src" in body:
        body["src"] = SOURCE
    if operation == "recorder.streams.create" and "qualities" in body:
        body["qualities"] = {f"{SOURCE}?{n}": text for n, text in enumerate(body["qualities"].values())} or {SOURCE: ""}
    if "path" in body:
        body["path"] = f"/container/{stock.owner}/object/made/{next(NUMBERS)}.m3u8"
    if operation.startswith("recorder.") and ("start" in body or "stop" in body):
        span = sorted(int(body.get(name, THEN + 600_000)) for name in ("start", "stop"))
        body["start"], body["stop"] = span[0], max(span[1], span[0] + 1, THEN + 300_000)
    qualities = body["qualities"] if operation == "streamer.channels.create" else ("360p", "480p")
    for name in {"gag", "items"} & body.keys():
        body[name] = items(stock, *qualities)
