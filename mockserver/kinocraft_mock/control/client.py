"""A client of the control API."""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    from http.client import HTTPResponse

__all__ = ["Control", "ControlError"]

TIMEOUT = 30.0
BLOCK = 1 << 20


class ControlError(Exception):
    """The server rejected a control request; the message says what it accepts."""


class Control:
    """Controls a running server at `url`, over its control API.

    `token` is the server's control token, which only a server with `--allow-remote` or `--control-token` needs. Every
    method raises `ControlError` when the server rejects a request, and OSError when it cannot be reached.
    """

    def __init__(self, url: str, token: str | None = None) -> None:
        self.url = url.rstrip("/")
        parts = urlsplit(url)
        self._host = parts.hostname or "127.0.0.1"
        self._port = parts.port
        self._token = token

    def health(self) -> dict[str, Any]:
        """Return `status` and the id of the `account`."""
        return self._call("GET", "health")

    def inferred(self) -> list[str]:
        """Return the operations that the server serves by a rule, because it has no handler of its own for them."""
        operations: list[str] = self._call("GET", "inferred")["operations"]
        return operations

    def reset(self) -> None:
        """Return to the state of a new server: no objects, uploads, tokens, faults or journal, and real time."""
        self._call("POST", "reset")

    def now(self) -> float:
        """Return the server's time, in Unix seconds."""
        now: float = self._call("GET", "clock")["now"]
        return now

    def advance(self, seconds: float) -> float:
        """Advance the clock by seconds. Return the new time."""
        return self._clock(advance=seconds)

    def set_clock(self, now: float) -> float:
        """Set the clock to a Unix time. Return it."""
        return self._clock(set=now)

    def freeze(self, frozen: bool = True) -> float:
        """Stop the clock, or let it run again. Return the time."""
        return self._clock(freeze=frozen)

    def _clock(self, **order: Any) -> float:
        now: float = self._call("POST", "clock", order)["now"]
        return now

    def fault(self, operation: str, kind: str, **parameters: Any) -> str:
        """Inject a fault into an operation (`*` for any). Return its id.

        `times` is the number of calls that it affects (1), `after` that of the calls before them (0). The kinds and
        their own parameters: drop_request(bytes=0), drop_response(bytes=0), lost_response(), stall(seconds=30),
        status(status, headers, body, content_type), truncate(bytes, body), slow(bytes_per_second), expire_tokens().
        """
        order = {"operation": operation, "fault": kind, **parameters}
        fault_id: str = self._call("POST", "faults", order)["id"]
        return fault_id

    def faults(self) -> list[dict[str, Any]]:
        """Return every fault, with the number of calls it `matched` and how often it `fired`."""
        faults: list[dict[str, Any]] = self._call("GET", "faults")["faults"]
        return faults

    def fired(self, fault_id: str) -> int:
        """Return how often a fault fired. Raises KeyError for an unknown fault."""
        return {fault["id"]: int(fault["fired"]) for fault in self.faults()}[fault_id]

    def cancel_fault(self, fault_id: str) -> None:
        """Remove a fault, and release the calls it stalls."""
        self._call("DELETE", f"faults/{fault_id}")

    def clear_faults(self) -> None:
        """Remove all faults."""
        self._call("DELETE", "faults")

    def journal(
        self, operation: str | None = None, last: int | None = None, *, bodies: bool = False
    ) -> list[dict[str, Any]]:
        """Return the exchanges, oldest first; only those of an operation, or only the last ones.

        With `bodies` each has `request_body` and `response_body`, with secrets hidden: texts of at most 1 MiB, or None.
        """
        asked = {"operation": operation, "last": last, "bodies": "true" if bodies else None}
        query = urlencode({key: value for key, value in asked.items() if value is not None})
        exchanges: list[dict[str, Any]] = self._call("GET", f"journal?{query}")["exchanges"]
        return exchanges

    def deliveries(self, operation: str | None = None, last: int | None = None) -> list[dict[str, Any]]:
        """Return the server's own requests, oldest first: every attempt to call a webhook or a backend.

        `operation` is that of the description, such as `webhooks.media_update_status`.
        """
        asked = {"operation": operation, "last": last}
        query = urlencode({key: value for key, value in asked.items() if value is not None})
        deliveries: list[dict[str, Any]] = self._call("GET", f"deliveries?{query}")["deliveries"]
        return deliveries

    def save_har(self, path: str | os.PathLike[str], operation: str | None = None, last: int | None = None) -> None:
        """Write the journal to a file as HAR 1.2, which browsers' developer tools open.

        Credentials are hidden in it, and bodies are not recorded.
        """
        asked = {"operation": operation, "last": last}
        query = urlencode({key: value for key, value in asked.items() if value is not None})
        self._download(f"journal.har?{query}", path)

    def save_state(self, path: str | os.PathLike[str]) -> None:
        """Write the whole state to one file: objects, bytes, clock and the source of ids.

        The file is there only when it is complete.
        """
        self._download("state", path)

    def load_state(self, path: str | os.PathLike[str]) -> None:
        """Replace the state by a file of `save_state`. Journal, faults and settings do not change.

        Raises `ControlError`, with nothing changed, for a file that is damaged or is no state.
        """
        with Path(path).open("rb") as stream:
            self._call("PUT", "state", content=stream)

    def seed(self, name: str = "demo") -> dict[str, int]:
        """Fill the workspace with demo content. Return the number of objects by kind.

        Raises `ControlError` for a workspace that is not empty.
        """
        made: dict[str, int] = self._call("POST", "seed", {"name": name})["made"]
        return made

    def media(self, object_id: str) -> dict[str, Any]:
        """Return the media details of a stored video or file: duration in seconds, width and height in pixels."""
        return self._call("GET", f"media?{urlencode({'id': object_id})}")

    def set_media(self, object_id: str, **fields: float) -> dict[str, Any]:
        """Set `duration`, `width`, `height`, and for a Kinescope video `has_audio`. Return all of them."""
        return self._call("POST", "media", {"id": object_id, **fields})

    def pace(self, **order: float | None) -> dict[str, float | None]:
        """Set and return the seconds that a Kinescope video is `uploading`, `pre_processing` and `processing`.

        With `polls`, each state lasts for this number of requests for the video; with 0 it is done at the first.
        """
        if not order:
            return self._call("GET", "pace")
        return self._call("POST", "pace", order)

    def fail_video(self, video_id: str, status: str = "error", message: str | None = None) -> None:
        """Let a Kinescope video end in `error`, `aborted` or `suspended`; webhooks receive `message`."""
        said = {} if message is None else {"message": message}
        self._call("POST", "videos", {"id": video_id, "status": status, **said})

    def limits(self, enabled: bool | None = None) -> bool:
        """Return whether the rate limits are on; an argument switches them."""
        method, order = ("GET", None) if enabled is None else ("PUT", {"enabled": enabled})
        on: bool = self._call(method, "limits", order)["enabled"]
        return on

    def stream_input(self, stream_id: str, given: bool) -> None:
        """Set whether a stream of Platformcraft's Recorder can be recorded; a new one can."""
        self._call("POST", "recorder", {"stream": stream_id, "input": given})

    def motion_picture(self, stream_id: str) -> None:
        """Take a picture of motion for a stream of the Recorder, as a camera would send it by FTP."""
        self._call("POST", "recorder", {"stream": stream_id, "picture": True})

    def live(self, event_id: str, do: str | None = None, **said: Any) -> dict[str, Any]:
        """Return the `state` and `stream` of a Kinescope live event; `do` first makes something happen.

        The encoder's: `connect`, `disconnect`, `qos` (bitrate_video, bitrate_audio, frame_rate, status=0, time=now).
        The owner's: `start`, for an event without `auto_start`. Viewers': `say` (message, username, external_id,
        is_admin, stream_id), in the chat of the present stream unless `stream_id` names another.
        """
        if do is None:
            return self._call("GET", f"live?{urlencode({'event_id': event_id})}")
        return self._call("POST", "live", {"event_id": event_id, "do": do, **said})

    def watch(self, *views: dict[str, Any], **view: Any) -> list[str]:
        """Record views of a Kinescope video (`video_id`) or live event (`event_id`). Return the views' ids.

        One view by keywords, or several as dictionaries. Left out, a view is of the whole video, now, by a new viewer:
        time, viewer, external_id, watch_time and buffering_time (seconds), bytes, device, os, browser, country_code,
        city, and counts of view, play, pause, seek, replay, player_init, player_load, buffering_count.
        """
        ids: list[str] = self._call("POST", "views", {"views": views} if views else view)["views"]
        return ids

    def speak(self, room_id: str, status: str) -> None:
        """Set the status of a Kinescope Speak room: pending, scheduled, active, cancelled or finished."""
        self._call("POST", "speak", {"room_id": room_id, "status": status})

    def _call(self, method: str, path: str, order: Any = None, content: BinaryIO | None = None) -> dict[str, Any]:
        with self._respond(method, path, content if order is None else json.dumps(order)) as response:
            body: dict[str, Any] = json.loads(response.read())
        return body

    @contextmanager
    def _respond(self, method: str, path: str, body: BinaryIO | str | None = None) -> Generator[HTTPResponse]:
        from http.client import HTTPConnection  # imported here: the server imports this module too, and starts faster

        # One connection per call: the server may close an idle one, and a control request must not be sent twice.
        connection = HTTPConnection(self._host, self._port, timeout=TIMEOUT)
        with closing(connection):
            connection.request(method, f"/_mock/{path}", body, self._headers(method, body))
            response = connection.getresponse()
            if response.status != 200:
                raise ControlError(json.loads(response.read())["msg"])
            yield response

    def _headers(self, method: str, body: BinaryIO | str | None) -> dict[str, str]:
        headers = {} if self._token is None else {"Authorization": f"Bearer {self._token}"}
        if method != "GET":
            headers["Content-Type"] = (
                "application/json" if body is None or isinstance(body, str) else "application/x-tar"
            )
        return headers

    def _download(self, path: str, target: str | os.PathLike[str]) -> None:
        target = Path(target)
        with (
            self._respond("GET", path) as response,
            NamedTemporaryFile("wb", dir=target.parent, prefix=f".{target.name}.", delete=False) as draft,
        ):
            try:
                # Raises IncompleteRead if the connection breaks.
                while block := response.read(BLOCK):
                    draft.write(block)
                draft.flush()
                Path(draft.name).replace(target)
            except BaseException:
                Path(draft.name).unlink(missing_ok=True)
                raise
