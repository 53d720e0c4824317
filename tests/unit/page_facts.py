"""Examples of the vendor's page by operation, which the descriptions must contain.

A key is `request` or a status, with the name of the example; the value is a subset of that example. `parameters` has
the values in the page's sample URLs.
"""

from __future__ import annotations

from typing import Any

ACCOUNT = "5b30bc7c1658f770c3a2bf5c"
REFRESH_TOKEN = "454e3e4a-78fa-4471-a2e9-8a18bdb843cb"
UPLOAD = "5a2ea8b52973db0008e12386"

TOKENS = {"user_id": ACCOUNT, "owner_id": ACCOUNT, "expires_at": 1520720412, "refresh_token": REFRESH_TOKEN}
UPLOAD_AT = {"id": UPLOAD, "container_id": ACCOUNT, "object_path": "/test/test.mp4", "created_at": 1513007285}
FILE = {
    "id": "5a2eac3b2973db0008e12388",
    "is_dir": False,
    "type": "file",
    "status": "ok",
    "size": 387531,
    "content_type": "video/mp4",
    "description": "",
    "create_date": "20.09.2020T21:28:27",
    "latest_update": "20.09.2020T21:28:27",
    "private": False,
    "hls": "video.platformcraft.ru/vod/video/5a2eac3b2973db0008e12388/playlist.m3u8",
}
FOLDER = {
    "id": "5accd99b1658f770c3a274ce",
    "status": "",
    "name": "test",
    "path": "/test",
    "size": 0,
    "create_date": "",
    "preview_url": "",
    "download_url": "",
    "contents": [
        {
            "id": "5accda6edc96bf0a90d8a0a5",
            "path": "/test/test.mp4",
            "size": 2372804,
            "latest_update": "10.04.2018T18:38:23",
            "advanced": {
                "audio_streams": [{"bit_rate": 79473, "duration": 15.041, "language": "eng"}],
                "format": {"bit_rate": 1263810, "duration": 15.02, "nb_streams": 3},
                "video_streams": [{"codeclongname": "H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10"}],
            },
            "download_url": "originstack.cdnvideo.ru/alexmurm/test/test.mp4",
        }
    ],
    "paging": {
        "count": 20,
        "count_on_page": 1,
        "next": f"https://filespot.platformcraft.ru/2/fs/container/{ACCOUNT}/object"
        "?sort=-time&limit=1&from=f5accda6edc96bf0a90d8a0a5&files_only",
    },
}
PAGE_SHA256 = "679b2bbb21fed73103b22d99e5ce4103f3bdce0dd492e9dea54ec30269113bc0"
SAMPLE_SHA256 = "4c0e8fd63af9a3fdd397aa1ed561f560cbfb34e7da66426ad1aaa139fe22a9d3"

BY_PATH = {"container_id": ACCOUNT, "file_path": "/test/test.mp4"}
BY_UPLOAD = {"container_id": ACCOUNT, "uploadId": UPLOAD}

EXAMPLES: dict[str, dict[str, Any]] = {
    "auth.login": {
        "request page": {"login": "example", "password": "example"},
        "200 adapted": TOKENS,
        "parameters": {},
    },
    "auth.refresh": {
        "request page": {"user_id": ACCOUNT, "refresh_token": REFRESH_TOKEN},
        "200 adapted": TOKENS,
        "parameters": {},
    },
    "files.create": {
        "200 adapted": {**FILE, "name": "file.mp4", "path": "/path/to/file.mp4"},
        "parameters": BY_PATH,
    },
    "files.get": {
        "200 page": FOLDER,
        "parameters": {"container_id": ACCOUNT, "sort": "-time", "limit": 1},
    },
    "files.update": {
        "request page": {"name": "test_1.mp4"},
        "request page_sample": {"name": "test_name", "description": "test description", "private": True},
        "parameters": BY_PATH,
    },
    "files.delete": {"parameters": BY_PATH},
    "files.uploads.start": {"200 page": {**UPLOAD_AT, "parts": None}, "parameters": BY_PATH},
    "files.uploads.put_part": {"parameters": {**BY_UPLOAD, "uploadPartNum": 0}},
    "files.uploads.status": {
        "200 page": {
            **UPLOAD_AT,
            "parts": [
                {"id": 0, "src": "5a2eaeb12973db0008e1238d_0", "size": 100000},
                {"id": 1, "src": "5a2eaeb12973db0008e1238d_1", "size": 100000},
            ],
        },
        "parameters": BY_UPLOAD,
    },
    "files.uploads.complete": {
        "request page": {"sha256": PAGE_SHA256},
        "request page_sample": {"sha256": SAMPLE_SHA256},
        "200 adapted": {**FILE, "name": "test.mp4", "path": "/test/test.mp4"},
        "parameters": BY_UPLOAD,
    },
    "files.uploads.cancel": {"parameters": BY_UPLOAD},
}
