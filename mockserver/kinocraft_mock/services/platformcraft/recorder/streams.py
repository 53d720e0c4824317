"""Section "Recorder": streams."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.platformcraft.files.media import USUAL_HEIGHT, WIDTHS
from kinocraft_mock.services.platformcraft.recorder.state import Recorder, Stream

__all__ = ["handlers", "serialize"]

handlers = Handlers()

HEIGHT = re.compile(r"([0-9]{1,5})p?")
PARSED = ("360p", "720p")
"""The qualities assumed for a master playlist; nothing is fetched."""


def serialize(recorder: Recorder, stream: Stream) -> dict[str, Any]:
    """Serialize a stream."""
    instant = recorder.instant(stream)
    return {
        "id": stream.id,
        "name": stream.name,
        "src": stream.src,
        "instant_record_id": "" if instant is None else instant.id,
    }


@handlers.on("recorder.streams.create")
def create(request: Request) -> Response:
    """Create a stream. As on the vendor's page, only this response contains its qualities."""
    body = request.body
    qualities: dict[str, str] = dict(body.get("qualities", {}))
    for url in [*qualities, *([body["src"]] if "src" in body else [])]:
        _require_playlist(url)
    if not qualities and "src" not in body:
        raise ErrorResponse(400, "qualities: there is no source")
    src = body.get("src") or next(iter(qualities))
    if body.get("parse_master") and not set(qualities) - {src}:
        qualities = _parsed(src)
    recorder = request.context.component(Recorder)
    stream = recorder.add_stream(body["name"], src, _height(qualities))
    return Response({**serialize(recorder, stream), "qualities": qualities})


@handlers.on("recorder.streams.list")
def every(request: Request) -> Response:
    """Return all streams, always as an array."""
    recorder = request.context.component(Recorder)
    return Response([serialize(recorder, stream) for stream in recorder.streams()])


@handlers.on("recorder.streams.get")
def get(request: Request) -> Response:
    """Return one stream."""
    recorder = request.context.component(Recorder)
    return Response(serialize(recorder, recorder.stream(request.parameters["stream_id"])))


@handlers.on("recorder.streams.update")
def update(request: Request) -> Response:
    """Rename a stream."""
    recorder = request.context.component(Recorder)
    stream = recorder.stream(request.parameters["stream_id"])
    stream.name = request.body["name"]
    recorder.save_stream(stream)
    return Response(serialize(recorder, stream))


@handlers.on("recorder.streams.delete")
def delete(request: Request) -> Response:
    """Delete a stream with its records."""
    recorder = request.context.component(Recorder)
    recorder.delete_stream(recorder.stream(request.parameters["stream_id"]))
    return Response()


def _require_playlist(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or not parts.path.endswith(".m3u8"):
        raise ErrorResponse(400, "a source is the URL of an HLS playlist, which ends with .m3u8")


def _parsed(master: str) -> dict[str, str]:
    """Return URLs next to a master playlist, one for each quality."""
    path, ending, rest = master.rpartition(".m3u8")
    return {f"{path}_{quality}{ending}{rest}": quality for quality in PARSED}


def _height(qualities: dict[str, str]) -> int:
    found = [int(match[1]) for match in map(HEIGHT.fullmatch, qualities.values()) if match]
    return max((height for height in found if height in WIDTHS), default=USUAL_HEIGHT)
