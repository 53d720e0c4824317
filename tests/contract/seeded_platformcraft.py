"""Seed a Platformcraft account with files, streams, records, channels and blocks."""

from __future__ import annotations

from itertools import count
from typing import Any

from tests.contract.calls_platformcraft import PART
from tests.contract.seeded import MARK, THEN, Fresh, Seeded
from tests.seed.account import Account, RemoteServer
from tests.seed.broadcast import SOURCE, ok
from tests.unit.page_facts import ACCOUNT, REFRESH_TOKEN, UPLOAD

OWNERS = ("56bdf4a53f4f716301b09ba3", "567687df4f60c8cc3145cc03")
"""Owners in the examples of Recorder and Streamer."""
STREAM, RECORD = "5c8d5174534b4427730ebf7f", "5cc440f0534b4412ae69d6e3"
CHANNEL, BLOCK = "5ebbeb54534b447a810c52db", "5ebc6f3d534b44024f51d456"
GAGS = {"5e37d3ef534b444004244ebc": "360p", "5d5450de534b447a006cb748": "480p"}
SECONDS = {"5e37d3ef534b444004244ebd": "360p", "5d5450de534b447a006cb749": "480p"}
QUALITIES = ("360p", "480p", "720p", "1080p", "2160p")
NUMBERS = count(1)


def upload(seeded: Seeded, name: str) -> str:
    """Upload a file and return its id."""
    return str(ok(seeded.account.file(f"/{name}", b"x"))["id"])


def started(seeded: Seeded) -> str:
    """Start an upload without sending its parts."""
    return seeded.account.start(f"/parts/{next(NUMBERS)}")


def uploaded(seeded: Seeded) -> str:
    """Start an upload and send its only part."""
    made = started(seeded)
    ok(seeded.account.put_part(made, 0, PART))
    return made


def stream(seeded: Seeded) -> str:
    return seeded.recorder.stream()


def record(seeded: Seeded, of: str, start: int) -> str:
    path = f"/container/{seeded.owner}/object/records/{next(NUMBERS)}.m3u8"
    body = {"path": path, "start": start, "stop": THEN + 1_000_000}
    return str(ok(seeded.recorder.call("POST", f"/{of}/record", body))["id"])


def recorded_stream(seeded: Seeded) -> str:
    """Create a stream with an instant record."""
    made = stream(seeded)
    seeded.recorder.start(made, f"/instant/{made}.m3u8")
    return made


def channel(seeded: Seeded) -> str:
    return seeded.streamer.channel("360p", "480p")


def block(seeded: Seeded, of: str) -> str:
    body = {"timestamp": THEN + 1_000_000, "items": items(seeded, "360p", "480p"), "status": "ready"}
    return str(ok(seeded.streamer.call("POST", f"/{of}/block", body))["id"])


def items(seeded: Seeded, *qualities: str) -> dict[str, list[str]]:
    """Return files that can be played together."""
    return {quality: [seeded.files[quality]] for quality in qualities}


FRESH: Fresh = {
    "files.uploads.complete": {"uploadId": uploaded},
    "files.uploads.cancel": {"uploadId": started},
    "recorder.streams.delete": {"stream_id": stream},
    "recorder.records.start": {"stream_id": stream},
    "recorder.records.stop_instant": {"stream_id": recorded_stream},
    "recorder.records.update": {"record_id": lambda seeded: record(seeded, seeded.ids["stream_id"], THEN + 500_000)},
    "recorder.records.delete": {"record_id": lambda seeded: record(seeded, seeded.ids["stream_id"], THEN + 500_000)},
    "recorder.records.stop": {"record_id": lambda seeded: record(seeded, seeded.ids["stream_id"], THEN)},
    "streamer.channels.delete": {"channel_id": channel},
    "streamer.blocks.update": {"block_id": lambda seeded: block(seeded, seeded.ids["channel_id"])},
    "streamer.blocks.delete": {"block_id": lambda seeded: block(seeded, seeded.ids["channel_id"])},
}


def seed_account(url: str, login: str, password: str) -> Seeded:
    """Create the objects in the pages' examples."""
    account = Account(RemoteServer(url))
    account.http.headers[MARK] = "1"
    with account.http:
        tokens = ok(account.log_in(login, password))
    seeded = Seeded(url, tokens["access_token"], tokens["owner_id"])
    upload(seeded, "test.mp4")
    upload(seeded, "test/test.mp4")
    seeded.files = {quality: upload(seeded, f"video_{quality}.mp4") for quality in QUALITIES}
    ids = seeded.ids
    ids |= {"container_id": seeded.owner, "owner_id": seeded.owner, "user_id": tokens["user_id"]}
    ids["refresh_token"] = tokens["refresh_token"]
    ids["uploadId"] = uploaded(seeded)
    ids["stream_id"] = stream(seeded)
    ids["record_id"] = record(seeded, ids["stream_id"], THEN + 500_000)
    ids["channel_id"] = channel(seeded)
    ids["block_id"] = block(seeded, ids["channel_id"])
    seeded.real = {ACCOUNT: seeded.owner, REFRESH_TOKEN: tokens["refresh_token"], UPLOAD: ids["uploadId"]}
    seeded.real |= dict.fromkeys(OWNERS, seeded.owner)
    seeded.real |= {STREAM: ids["stream_id"], RECORD: ids["record_id"]}
    seeded.real |= {CHANNEL: ids["channel_id"], BLOCK: ids["block_id"]}
    seeded.real |= {file_id: seeded.files[quality] for file_id, quality in {**GAGS, **SECONDS}.items()}
    return seeded


def fit_body(seeded: Seeded, operation: str, body: dict[str, Any], *, stateful: bool) -> None:
    """Replace sources, paths, times and files in a body for Recorder or Streamer with usable ones.

    In a sequence every channel has the same qualities, because a later step does not know them.
    """
    if stateful and "qualities" in body and operation == "streamer.channels.create":
        body |= {"qualities": ["360p", "480p"]}
    if "src" in body:
        body["src"] = SOURCE
    if operation == "recorder.streams.create" and "qualities" in body:
        texts = list(body["qualities"].values())
        body["qualities"] = {f"{SOURCE}?{n}": text for n, text in enumerate(texts)} or {SOURCE: ""}
    if "path" in body:
        body["path"] = f"/container/{seeded.owner}/object/made/{next(NUMBERS)}.m3u8"
    if operation.startswith("recorder.") and ("start" in body or "stop" in body):
        span = sorted(int(body.get(name, THEN + 600_000)) for name in ("start", "stop"))
        body["start"], body["stop"] = span[0], max(span[1], span[0] + 1, THEN + 300_000)
    channel_qualities = body.get("qualities", ()) if operation == "streamer.channels.create" else ("360p", "480p")
    for name in {"gag", "items"} & body.keys():
        body[name] = items(seeded, *channel_qualities)
