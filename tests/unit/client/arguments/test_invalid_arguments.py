"""Arguments of a wrong type and failing sources raise with their name, and are never sent as something else."""

from __future__ import annotations

import array
import json
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from kinocraft import DriftWarning
from kinocraft.errors import ConfigurationError, InvalidArgumentError, SourceError
from tests.faults.harness import Harness
from tests.unit.client.scripted_transport import ScriptedTransport

VIDEO = {"data": {"id": "v", "title": "Talk"}}
CIRCLE: dict[str, Any] = {}
CIRCLE["circle"] = CIRCLE
PLACE: dict[str, Any] = {"parent_id": "p", "title": "Talk"}


@pytest.mark.filterwarnings("ignore::kinocraft.DriftWarning")
@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda client: client.videos.upload(b"x", **PLACE, description=None), "X-Video-Description is a NoneType"),
        (lambda client: client.videos.upload(b"x", title="Talk", parent_id=None), "X-Parent-ID is a NoneType"),
        (lambda client: client.videos.import_url(None, **PLACE), "url must be a string, not NoneType"),
        (lambda client: client.videos.import_url("http://[::1/film.mp4", **PLACE), "Invalid IPv6 URL"),
        (lambda client: client.videos.upload(b"x", **PLACE, resume={"video_id": "v"}), "resume is neither"),
        (
            lambda client: client.videos.subtitles.create("v", language="en", file=5, description="d"),
            "cannot send a int: give a path",
        ),
        (lambda client: client.videos.get("v", headers={"X-Trace": b"1"}), "X-Trace is a bytes"),
        (lambda client: client.videos.get("v", headers={"X-Trace": True}), "X-Trace is a bool"),
        (lambda client: client.request("POST", "/v1/x", content=b"1", content_type="text/plain\nX: y"), "Content-Type"),
        (lambda client: client.request("POST", "/v1/x", content=b"1", content_type="т"), "Content-Type"),
        (lambda client: client.request("POST", "/v1/x", content=b"1", json=None), "both json and content"),
        (lambda client: client.request("POST", "/v1/x", json=CIRCLE), "cannot be encoded as JSON"),
    ],
)
def test_an_argument_that_would_be_sent_as_another_type_raises(
    harness: Harness, act: Callable[[Any], Any], says: str
) -> None:
    service = ScriptedTransport(VIDEO)
    with pytest.raises(InvalidArgumentError, match=says):
        act(harness.kinescope(service))
    assert service.requests == []


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        *(
            (name, value, f"{name} is .*: give a number of seconds above 0, or None for no limit")
            for name in ("timeout", "deadline")
            for value in (0, -1, float("nan"), float("inf"), "60", [])
        ),
        *(("retries", value, "retries is .*: give a whole number, 0 or more") for value in (-1, 1.5, "2", None)),
        ("headers", {"X Y": "z"}, "'X Y' is not a valid header name"),
        ("headers", {7: "z"}, "7 is not a valid header name"),
        ("headers", [("X", "z")], "headers is a list: give a mapping of names to values"),
        ("headers", None, "headers is a NoneType"),
    ],
)
def test_an_invalid_call_option_raises_and_is_named(harness: Harness, name: str, value: Any, says: str) -> None:
    service = ScriptedTransport(VIDEO)
    client = harness.kinescope(service)
    for act in (
        lambda: client.videos.get("v", **{name: value}),
        lambda: client.request("GET", "/v1/x", **{name: value}),
        lambda: client.videos.upload(b"x", **PLACE, **{name: value}),
        lambda: client.videos.wait("v", **{name: value}),
    ):
        with pytest.raises(InvalidArgumentError, match=says):
            act()
    assert service.requests == []


@pytest.mark.parametrize("options", [{"part_size": 0}, {"part_size": "1"}, {"part_size": 1.5}])
def test_an_invalid_size_raises_and_is_named(harness: Harness, options: dict[str, Any]) -> None:
    service = ScriptedTransport(VIDEO)
    (name,) = options
    with pytest.raises(InvalidArgumentError, match=f"{name} is .*: give a whole number"):
        harness.kinescope(service).videos.upload(b"x", **PLACE, **options)
    assert service.requests == []


def test_a_header_may_be_a_number(harness: Harness) -> None:
    service = ScriptedTransport({"data": []})
    harness.kinescope(service).tags.list(headers={"X-Trace": 7})
    assert service.requests[0].headers["X-Trace"] == "7"


def test_a_url_with_a_trailing_space_raises(harness: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINESCOPE_API_URL", "http://localhost ")
    with pytest.raises(ConfigurationError, match="KINESCOPE_API_URL"):
        harness.kinescope()


def test_progress_of_an_upload_from_memory_counts_bytes(harness: Harness) -> None:
    service = ScriptedTransport({})
    harness.kinescope(service).request("POST", "/v1/x", content=memoryview(array.array("I", [1, 2, 3])))
    (request,) = service.requests
    assert len(request.content) == int(request.headers["Content-Length"]) == 12


def test_a_response_with_drift_can_be_sent_back(harness: Harness) -> None:
    service = ScriptedTransport(
        {"data": {"id": "v", "title": 5, "tags": "one", "created_at": "soon", "new": {"x": 1}}}, {}
    )
    client = harness.kinescope(service)
    with pytest.warns(DriftWarning):
        video = client.videos.get("v")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        client.request("POST", "/v1/x", json={"video": video})
    sent = {"id": "v", "title": 5, "tags": "one", "created_at": "soon", "new": {"x": 1}}
    assert json.loads(service.requests[1].content) == {"video": sent}


@pytest.mark.filterwarnings("ignore::kinocraft.DriftWarning")
def test_a_video_without_a_title_can_be_replaced(harness: Harness) -> None:
    service = ScriptedTransport({"data": {"id": "v", "title": None}})
    assert harness.kinescope(service).videos.upload(b"another cut", replace="v").id == "v"
    assert service.requests[1].headers["X-Replace-Video-ID"] == "v"


class Pipe:
    """A file that cannot seek, and fails after its first bytes."""

    def __init__(self) -> None:
        self._left = [b"first"]

    def read(self, size: int) -> bytes:
        if not self._left:
            raise OSError(5, "Input/output error")
        return self._left.pop()


def broken_download() -> Iterator[bytes]:
    yield b"first"
    raise httpx2.ReadError("the other connection broke")


@pytest.mark.parametrize(
    ("make", "says"), [(Pipe, "Input/output error"), (broken_download, "the other connection broke")]
)
def test_an_error_of_a_source_is_not_an_error_of_the_service(
    harness: Harness, make: Callable[[], Any], says: str
) -> None:
    service = ScriptedTransport(VIDEO)
    with pytest.raises(SourceError, match=says) as caught:
        harness.kinescope(service).videos.upload(make(), **PLACE)
    assert not hasattr(caught.value, "__notes__")
    assert service.requests == []
