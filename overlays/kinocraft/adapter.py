"""What a vendor's client changes in every call and every result, beyond what a description can express."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from kinocraft_runtime.calls import Call, Unset

from .type_guards import is_list, is_mapping

__all__ = ["Adapter", "PlatformcraftAdapter"]


class Adapter:
    """Changes nothing. It is the adapter of a vendor without peculiarities."""

    def request(self, call: Call[Any], session: Mapping[str, str]) -> Call[Any]:
        """Return the call to send. The session has the values that path parameters can default to."""
        return call

    def result(self, call: Call[Any], result: Any) -> Any:
        """Return what the method returns, from the decoded response."""
        return result


RECORDER = "platformcraft-recorder"
FILESPOT = "platformcraft-filespot"
MOST_STREAMS = 10_000
"""How many records' streams are remembered: enough for a program that waits, little memory for one that lists."""


class PlatformcraftAdapter(Adapter):
    """Completes the paths of new records and the URLs of files, and remembers which stream a record belongs to."""

    def __init__(self, filespot: str) -> None:
        self._scheme = urlsplit(filespot).scheme
        self.streams: dict[str, str] = {}
        """Ids of records, and of the stream that each belongs to. No record says so itself."""

    def request(self, call: Call[Any], session: Mapping[str, str]) -> Call[Any]:
        """Turn a record's path, `/folder/a.m3u8` or one without `/object`, into the form that the service demands."""
        body = call.json
        if call.operation.service != RECORDER or not is_mapping(body):
            return call
        path = body.get("path")
        if not isinstance(path, str) or not path.startswith("/"):
            return call
        owner = call.path.get("owner_id") or session.get("owner_id")
        if path.startswith("/container/"):
            owner, _, inside = path.removeprefix("/container/").partition("/")
            if not inside or inside.startswith("object/") or (inside.startswith("object") and "/" not in inside):
                return call  # complete, or wrong in a way that only the service can judge
            path = f"/{inside}"
        return replace(call, json={**body, "path": f"/container/{owner}/object{path}"})

    def result(self, call: Call[Any], result: Any) -> Any:
        """Complete what the service leaves out."""
        if call.operation.service == FILESPOT:
            self._add_scheme(result)
        elif call.operation.service == RECORDER:
            self._remember(call, result)
        return result

    def _add_scheme(self, file: Any) -> None:
        """Give the URLs of a file, and of the files in a folder, the scheme of the service."""
        for name in ("download_url", "preview_url", "hls"):
            url = getattr(file, name, None)
            if url and isinstance(url, str) and "://" not in url:
                setattr(file, name, f"{self._scheme}://{url}")
        contents = getattr(file, "contents", None)
        for each in contents if is_list(contents) else ():
            self._add_scheme(each)

    def _remember(self, call: Call[Any], result: Any) -> None:
        stream = call.path.get("stream_id")
        if isinstance(stream, Unset) or not stream:
            return
        for each in result if is_list(result) else [result]:
            # The response to the start of an instant record is the stream.
            record = getattr(each, "instant_record_id", None) or getattr(each, "id", None)
            if isinstance(record, str) and record != stream:
                if len(self.streams) >= MOST_STREAMS:
                    self.streams.clear()
                self.streams[record] = stream
