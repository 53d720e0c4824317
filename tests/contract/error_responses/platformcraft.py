"""Requests that Platformcraft rejects."""

from __future__ import annotations

from typing import Any

from tests.contract.error_responses.rows import OCTETS, Row, row, rows
from tests.contract.seeded import THEN
from tests.seed.broadcast import SOURCE

Options = dict[str, Any]
EMPTY_BODY: Options = {"json": {}}
RECORD: Options = {"path": "/container/$owner_id/object/a.m3u8", "start": THEN + 10, "stop": THEN + 20}
FOREIGN = "/container/56bdf4a53f4f716301b09ba3/object/a.m3u8"
CHANNEL: Options = {"name": "c", "qualities": ["360p"]}


def invalid(operation: str, *bodies: Any) -> list[Row]:
    """Return a row for each body, which is rejected with status 400."""
    return rows(operation, *((body, (400, "")) for body in bodies))


def part(number: str | None, **request: Any) -> Row:
    """Return a row for a part of the seeded upload."""
    params = {"uploadId": "$uploadId", **({} if number is None else {"uploadPartNum": number})}
    return row("files.uploads.put_part", (400, ""), params=params, **request)


FILES = [
    *(
        row("files.get", (400, ""), {"file_path": "/test"}, params=query)
        for query in (
            "limit=0",
            "limit=100001",
            "limit=-1",
            "limit=x",
            "limit=1&limit=2",
            "limit=" + "9" * 5000,
            "limit=%",
            "limit=%zz",
            "limit=1%ff",
            "sort=date",
        )
    ),
    *invalid(
        "files.update",
        {"name": ""},
        {"name": "x/y"},
        {"name": ".."},
        {"name": 1},
        {"dir": "../b"},
        {"private": "yes"},
        {"max_height": 10**30},
        {"max_width": -1},
    ),
]

UPLOADS = [
    *(part(number, content=b"x", headers=OCTETS) for number in ("", "-1", "x", "1.0", "9" * 30, None)),
    row(
        "files.uploads.put_part",
        (400, ""),
        params="uploadId=$uploadId&uploadPartNum=0&uploadPartNum=1",
        content=b"x",
        headers=OCTETS,
    ),
    *(
        row("files.uploads.complete", (400, ""), params={"uploadId": "$uploadId"}, json=body)
        for body in ({"sha256": "A" * 64}, {"sha256": "0" * 63}, list[str]())
    ),
    row("files.uploads.start", (400, ""), {"file_path": "/x"}, params={"uploads": "no"}),
    *(
        row(
            f"files.uploads.{verb}", (404, "no such upload"), params={"uploadId": "5a2ea8b52973db0008e12386"}, **request
        )
        for verb, request in (
            ("status", Options()),
            ("complete", {"json": {"sha256": "0" * 64}}),
            ("cancel", {}),
        )
    ),
    row(
        "files.uploads.put_part",
        (404, "no such upload"),
        params={"uploadId": "5a2ea8b52973db0008e12386", "uploadPartNum": "0"},
        content=b"1",
        headers=OCTETS,
    ),
]

RECORDER = [
    *invalid(
        "recorder.streams.create",
        {"name": "s", "src": "https://example.com/film.mp4"},
        {"name": "s", "src": "rtmp://example.com/playlist.m3u8"},
        {"name": "s", "src": "playlist.m3u8"},
        {"name": "s", "src": "http://[/playlist.m3u8"},
        {"name": "s", "qualities": {"https://example.com/film.mp4": "360p"}},
        {"name": "s", "qualities": {}},
        {"name": "s"},
        {"name": "", "src": SOURCE},
    ),
    *(
        row("recorder.records.create", (400, "stop: "), json={**RECORD, "start": THEN + begin, "stop": THEN + end})
        for begin, end in ((100, 100), (100, 50), (-100, -50), (-100, 0))
    ),
    *(
        each
        for options in (
            {"max_dur": -1},
            {"stop_timeout": "1"},
            {"email": 5},
            {"motion_record": 1},
            {"events_record": "no"},
        )
        for each in (
            *invalid("recorder.records.start", {"path": RECORD["path"], **options}),
            *invalid("recorder.records.create", {**RECORD, **options}),
        )
    ),
    *invalid(
        "recorder.records.update",
        {"stop": THEN + 500_000},
        {"start": THEN + 1_000_000},
        {"start": THEN - 20, "stop": THEN - 10},
        {"start": "soon"},
        {"path": "/elsewhere/a.m3u8"},
        {"email": 5},
    ),
    row("recorder.records.start", (403, "somebody else"), json={"path": FOREIGN}),
    row("recorder.records.update", (403, "somebody else"), json={"path": FOREIGN}),
    *(
        row(f"recorder.records.{verb}", (404, ""), {"stream_id": "$other_stream_id"}, **request)
        for verb, request in (("get", Options()), ("update", EMPTY_BODY), ("delete", {}), ("stop", {}))
    ),
]

STREAMER = [
    *invalid(
        "streamer.channels.create",
        {"qualities": ["360p"]},
        {"name": "c"},
        {"name": "c", "qualities": []},
        {"name": "c", "qualities": ["361p"]},
        {"name": "", "qualities": ["360p"]},
        {**CHANNEL, "rtmp_publish": {"url": "rtmp://test1.publish.com"}},
        {**CHANNEL, "rtmp_publish": {"stream_name": "key"}},
        {**CHANNEL, "gag": {"360p": []}},
    ),
    *rows(
        "streamer.blocks.create",
        ({"items": {}, "status": "not ready"}, (400, "timestamp")),
        ({"timestamp": THEN, "status": "not ready"}, (400, "items")),
    ),
    *invalid(
        "streamer.blocks.update",
        {"items": {"480p": []}},
        {"items": {"360p": ["x"]}},
        {"timestamp": "now"},
        {"status": "start"},
    ),
    *(
        row(f"streamer.blocks.{verb}", (404, ""), {"channel_id": "$other_channel_id"}, **request)
        for verb, request in (
            ("get", Options()),
            ("update", EMPTY_BODY),
            ("delete", {}),
            ("start", {}),
            ("stop", {}),
            ("schedule", {}),
            ("copy", {"json": {"timestamps": [THEN]}}),
        )
    ),
]

ROWS = [*FILES, *UPLOADS, *RECORDER, *STREAMER]
