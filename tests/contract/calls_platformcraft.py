"""A valid call of every Platformcraft operation, and a change that makes the server reject it.

Ids and times are those of the vendor page, which the tests replace by those of the seeded objects.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from tests.unit.page_facts import ACCOUNT as OWNER
from tests.unit.page_facts import REFRESH_TOKEN, UPLOAD

PART = b"bytes"
PART_SHA256 = sha256(PART).hexdigest()
"""The SHA-256 of the only part of the seeded upload."""
PATH = f"/container/{OWNER}/object/test/test.m3u8"
STREAM = {"stream_id": "5c8d5174534b4427730ebf7f"}
RECORD = {**STREAM, "record_id": "5cc440f0534b4412ae69d6e3"}
CHANNEL = {"channel_id": "5ebbeb54534b447a810c52db"}
BLOCK = {**CHANNEL, "block_id": "5ebc6f3d534b44024f51d456"}
FILES = {"360p": ["5e37d3ef534b444004244ebc"], "480p": ["5d5450de534b447a006cb748"]}

CALLS: dict[str, dict[str, Any]] = {
    "auth.login": {"login": "mock", "password": "mock"},
    "auth.refresh": {"user_id": OWNER, "refresh_token": REFRESH_TOKEN},
    "files.get": {"file_path": "/test", "sort": "-time", "limit": 1, "files_only": True},
    "files.create": {"file_path": "/path/to/file.mp4", "file": b"bytes"},
    "files.update": {"file_path": "/test/test.mp4", "name": "test_1.mp4"},
    "files.delete": {"file_path": "/test/test.mp4"},
    "files.uploads.start": {"file_path": "/test/new.mp4"},
    "files.uploads.put_part": {"upload_id": UPLOAD, "upload_part_num": 0, "part": b"bytes"},
    "files.uploads.status": {"upload_id": UPLOAD},
    "files.uploads.complete": {"upload_id": UPLOAD, "sha256": PART_SHA256},
    "files.uploads.cancel": {"upload_id": UPLOAD},
    "recorder.streams.list": {},
    "recorder.streams.create": {
        "name": "stream_name",
        "src": "https://example.com/playlist.m3u8",
        "parse_master": True,
    },
    "recorder.streams.get": STREAM,
    "recorder.streams.update": {**STREAM, "name": "new_stream_name"},
    "recorder.streams.delete": STREAM,
    "recorder.records.start": {**STREAM, "path": PATH, "email": "user@example.com", "max_dur": 3600},
    "recorder.records.stop_instant": STREAM,
    "recorder.records.list": STREAM,
    "recorder.records.create": {**STREAM, "path": PATH, "start": 1556304586, "stop": 1556305586},
    "recorder.records.get": RECORD,
    "recorder.records.update": {**RECORD, "start": 1556305586, "stop": 1556306586},
    "recorder.records.delete": RECORD,
    "recorder.records.stop": RECORD,
    "streamer.channels.list": {},
    "streamer.channels.create": {"name": "channel_name", "qualities": ["360p", "480p"], "gag": FILES},
    "streamer.channels.get": CHANNEL,
    "streamer.channels.update": {**CHANNEL, "rtmp_publish": {"stream_name": "key", "url": "rtmp://test1.publish.com"}},
    "streamer.channels.delete": CHANNEL,
    "streamer.blocks.list": CHANNEL,
    "streamer.blocks.create": {**CHANNEL, "timestamp": 1589407535, "items": FILES, "status": "ready"},
    "streamer.blocks.get": BLOCK,
    "streamer.blocks.update": {**BLOCK, "name": "new_block_name", "loop": True},
    "streamer.blocks.delete": BLOCK,
    "streamer.blocks.start": BLOCK,
    "streamer.blocks.stop": BLOCK,
    "streamer.blocks.schedule": BLOCK,
    "streamer.blocks.copy": {**BLOCK, "timestamps": [1589539452], "publish": False},
}

UNKNOWN = "5cc440f0534b4412ae69d6ff"
"""An id that no object has."""
SOMEBODY = "5cc440f0534b4412ae69d6fe"
"""An account whose files may not be used."""

REJECTED: dict[str, tuple[dict[str, Any], int]] = {
    "auth.login": ({"password": "wrong"}, 403),
    "auth.refresh": ({"refresh_token": "wrong"}, 403),
    "files.get": ({"file_path": "/none"}, 404),
    "files.create": ({"file_path": "/test/test.mp4"}, 409),
    "files.update": ({"name": "a/b"}, 400),
    "files.delete": ({"file_path": "/none"}, 404),
    "files.uploads.start": ({"file_path": "/test/test.mp4"}, 409),
    "files.uploads.put_part": ({"upload_id": UNKNOWN}, 404),
    "files.uploads.status": ({"upload_id": UNKNOWN}, 404),
    "files.uploads.complete": ({"sha256": "0" * 64}, 400),
    "files.uploads.cancel": ({"upload_id": UNKNOWN}, 404),
    "recorder.streams.list": ({"owner_id": SOMEBODY}, 403),
    "recorder.streams.create": ({"name": ""}, 400),
    "recorder.streams.get": ({"stream_id": UNKNOWN}, 404),
    "recorder.streams.update": ({"name": ""}, 400),
    "recorder.streams.delete": ({"stream_id": UNKNOWN}, 404),
    "recorder.records.start": ({"path": "elsewhere.m3u8"}, 400),
    "recorder.records.stop_instant": ({"stream_id": UNKNOWN}, 404),
    "recorder.records.list": ({"stream_id": UNKNOWN}, 404),
    "recorder.records.create": ({"start": "soon"}, 400),
    "recorder.records.get": ({"record_id": UNKNOWN}, 404),
    "recorder.records.update": ({"start": "soon"}, 400),
    "recorder.records.delete": ({"record_id": UNKNOWN}, 404),
    "recorder.records.stop": ({"record_id": UNKNOWN}, 404),
    "streamer.channels.list": ({"owner_id": SOMEBODY}, 403),
    "streamer.channels.create": ({"qualities": ["361p"]}, 400),
    "streamer.channels.get": ({"channel_id": UNKNOWN}, 404),
    "streamer.channels.update": ({"rtmp_publish": {"url": "rtmp://x"}}, 400),
    "streamer.channels.delete": ({"channel_id": UNKNOWN}, 404),
    "streamer.blocks.list": ({"channel_id": UNKNOWN}, 404),
    "streamer.blocks.create": ({"items": {"360p": [UNKNOWN]}}, 400),
    "streamer.blocks.get": ({"block_id": UNKNOWN}, 404),
    "streamer.blocks.update": ({"status": "start"}, 400),
    "streamer.blocks.delete": ({"block_id": UNKNOWN}, 404),
    "streamer.blocks.start": ({"block_id": UNKNOWN}, 404),
    "streamer.blocks.stop": ({"block_id": UNKNOWN}, 404),
    "streamer.blocks.schedule": ({"block_id": UNKNOWN}, 404),
    "streamer.blocks.copy": ({"timestamps": []}, 400),
}
"""Changed arguments of a call, and the status of the error response, which its code repeats."""
