"""What the control API can do to a stream: start or stop its input, and send a picture of motion."""

from __future__ import annotations

from typing import Any, cast

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.platformcraft.recorder.state import Recorder

__all__ = ["signal"]


def signal(context: Context, body: Any) -> dict[str, Any]:
    """Apply an order of the control API: `stream`, and `input` (true, false) or `picture` (true)."""
    order = cast("dict[str, Any]", body if isinstance(body, dict) else {})
    stream_id, given, picture = order.get("stream"), order.get("input"), order.get("picture", False)
    unknown = set(order) - {"stream", "input", "picture"}
    fits = isinstance(given, bool | None) and isinstance(picture, bool) and (given is not None or picture)
    if unknown or not fits or not isinstance(stream_id, str):
        raise ErrorResponse(400, "the body is a JSON object with stream, and input (true or false) or picture (true)")
    recorder = context.component(Recorder)
    stream = recorder.stream(stream_id)
    recorder.settle()
    if given is not None:
        recorder.set_live(stream, given)
    if picture:
        recorder.notice(recorder.stream(stream_id))
    return {"stream": stream_id, "input": recorder.stream(stream_id).live}
