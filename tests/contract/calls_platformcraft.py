"""Calls of Platformcraft operations that are not derived from the description, and changes that make them rejected.

Ids and times are those of the vendor page, which the tests replace by those of the seeded objects.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from tests.unit.page_facts import UPLOAD

PART = b"bytes"
PART_SHA256 = sha256(PART).hexdigest()
"""The SHA-256 of the only part of the seeded upload."""

CALLS: dict[str, dict[str, Any]] = {
    "auth.login": {"login": "mock", "password": "mock"},
    "files.get": {"file_path": "/test", "sort": "-time", "limit": 1, "files_only": True},
    "files.create": {"file_path": "/path/to/file.mp4", "file": b"bytes"},
    "files.uploads.start": {"file_path": "/test/new.mp4"},
    "files.uploads.complete": {"upload_id": UPLOAD, "sha256": PART_SHA256},
    "recorder.streams.create": {
        "name": "stream_name",
        "src": "https://example.com/playlist.m3u8",
        "parse_master": True,
    },
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
    "recorder.streams.create": ({"name": ""}, 400),
    "recorder.streams.update": ({"name": ""}, 400),
    "recorder.records.start": ({"path": "elsewhere.m3u8"}, 400),
    "recorder.records.create": ({"start": "soon"}, 400),
    "recorder.records.update": ({"start": "soon"}, 400),
    "streamer.channels.create": ({"qualities": ["361p"]}, 400),
    "streamer.channels.update": ({"rtmp_publish": {"url": "rtmp://x"}}, 400),
    "streamer.blocks.create": ({"items": {"360p": [UNKNOWN]}}, 400),
    "streamer.blocks.update": ({"status": "start"}, 400),
    "streamer.blocks.copy": ({"timestamps": []}, 400),
}
"""Changed arguments of a call, and the status of the error response, which its code repeats."""
