"""The Kinescope client: settings, requests and results."""

from __future__ import annotations

import datetime
from typing import Any

import httpx2
import pytest

from kinocraft import AsyncKinescope, Kinescope
from kinocraft.errors import (
    AuthenticationError,
    ConfigurationError,
    DriftError,
    InvalidArgumentError,
    ResponseError,
)
from kinocraft_api import kinescope_models as models
from tests.faults.harness import Harness
from tests.unit.client.scripted_transport import ScriptedTransport

KINDS = pytest.mark.parametrize("kind", [Kinescope, AsyncKinescope])
TAG = {"id": "1", "tag": "talks"}


def client(harness: Harness, service: ScriptedTransport, **options: Any) -> Any:
    return harness.kinescope(transport=service, **{"on_drift": lambda drift: None, **options})


# --- settings -----------------------------------------------------------------------------------------------------


@KINDS
def test_a_missing_token_raises_at_construction(kind: Any) -> None:
    with pytest.raises(ConfigurationError, match="pass token=, or set KINESCOPE_TOKEN"):
        kind()


@KINDS
@pytest.mark.parametrize("token", ["hunter2\n", "hunter2 ", "hunter2é", "hunter2\x00"])
def test_an_invalid_token_raises_without_showing_it(kind: Any, token: str) -> None:
    with pytest.raises(ConfigurationError, match="the token has") as caught:
        kind(token=token)
    assert "hunter2" not in str(caught.value)
    assert caught.value.__cause__ is None


@KINDS
def test_an_unknown_option_raises(kind: Any) -> None:
    with pytest.raises(TypeError, match="'tiemout' is not an option: use api_url"):
        kind(token="t", tiemout=3)


def test_a_misspelt_argument_raises_before_a_request_is_sent(harness: Harness) -> None:
    service = ScriptedTransport({"data": TAG})
    with pytest.raises(TypeError, match=r"videos[.]update got an unexpected keyword argument 'titel'"):
        client(harness, service).videos.update("1", titel="Talk")
    with pytest.raises(TypeError, match="unexpected keyword argument 'pre_page'"):
        harness.each(lambda: client(harness, service).raw.videos.list(pre_page=1))
    assert service.requests == []


@KINDS
def test_repr_does_not_show_the_token(kind: Any) -> None:
    made = kind(token="hunter2")
    assert "hunter2" not in repr(made)
    assert "https://api.kinescope.io" in repr(made)


@KINDS
@pytest.mark.parametrize("name", ["api_url", "upload_url"])
def test_an_invalid_url_raises_and_names_the_setting(kind: Any, name: str) -> None:
    with pytest.raises(ConfigurationError, match=f"KINESCOPE_{name.upper()} must be a URL like https://"):
        kind(token="t", **{name: "nowhere"})


def test_all_settings_can_come_from_the_environment(harness: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINESCOPE_TOKEN", "from-outside")
    monkeypatch.setenv("KINESCOPE_API_URL", "http://127.0.0.1:1/kinescope/api/")
    monkeypatch.setenv("KINESCOPE_UPLOAD_URL", "http://127.0.0.1:2")
    service = ScriptedTransport({"data": {"id": "1"}})
    kinescope = client(harness, service, token=None)
    kinescope.tags.create(tag="talks")
    kinescope.posters.upload(b"x", video_id="1")
    kinescope.additional_materials.upload(video_id="1", file=b"x", file_name="a", title="b")
    assert service.asked == [
        "POST http://127.0.0.1:1/kinescope/api/v1/tags",
        "POST http://127.0.0.1:2/v2/poster",
        "POST http://127.0.0.1:2/additional-material",
    ]
    assert {request.headers["Authorization"] for request in service.requests} == {"Bearer from-outside"}


def test_documented_hosts_are_the_default(harness: Harness) -> None:
    service = ScriptedTransport({"data": {"id": "1"}})
    client(harness, service).tags.create(tag="talks")
    client(harness, service).videos.uploads.create("Talk", b"x")
    assert service.asked == ["POST https://api.kinescope.io/v1/tags", "POST https://uploader.kinescope.io/v2/video"]


def test_a_rejected_token_is_not_retried(harness: Harness) -> None:
    service = ScriptedTransport(httpx2.Response(401, json={"error": {"code": 100102, "message": "unauthorized"}}))
    with pytest.raises(AuthenticationError, match="401 Unauthorized: unauthorized"):
        client(harness, service).tags.create(tag="x")
    assert len(service.requests) == 1


def test_rate_limits_apply_per_host(harness: Harness) -> None:
    service = ScriptedTransport({"data": {"id": "1"}})
    kinescope = client(harness, service)
    for _ in range(20):
        kinescope.tags.create(tag="x")
    assert 1.0 <= harness.clock.passed < 2.5
    before = harness.clock.passed
    kinescope.posters.upload(b"x", video_id="1")
    assert harness.clock.passed == before
    for _ in range(281):
        kinescope.tags.create(tag="x")
    assert harness.clock.passed >= 60


# --- what is sent -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "sent"),
    [
        ("created_at", "created_at.asc"),
        ("-created_at", "created_at.desc"),
        ("created_at.desc", "created_at.desc"),
        ("title,created_at.desc", "title.asc,created_at.desc"),
        ([("created_at", "desc")], "created_at.desc"),
        ([("title", "asc"), ("created_at", "desc")], "title.asc,created_at.desc"),
        (["-title", ("created_at", "asc"), "duration.desc"], "title.desc,created_at.asc,duration.desc"),
        ((), None),
    ],
)
def test_order_by_is_sent_in_the_documented_form(harness: Harness, order: Any, sent: str | None) -> None:
    service = ScriptedTransport({"data": []})
    harness.each(lambda: client(harness, service).raw.videos.list(order=order))
    assert service.queries == [[("per_page", "100"), *([("order", sent)] if sent else [])]]


@pytest.mark.parametrize(
    ("order", "says"),
    [
        ("na me", "'na me', which cannot be sorted by: use title, description, created_at"),
        ("", "'', which cannot be sorted by"),
        ("-", "cannot be sorted by"),
        ("title.up", "direction 'up': use asc or desc"),
        ("title.", "direction ''"),
        ("title.asc.desc", "direction"),
        ([("title", "up")], "direction 'up'"),
        (("title", "desc"), "'desc', which cannot be sorted by"),
        ([("title",)], "cannot be sorted by"),
        ([7], "7, which cannot be sorted by"),
        ([["x"], 7], "cannot be sorted by"),
        ("title,-title", "'title' twice"),
        (7, "order is 7: give a string such as '-title'"),
    ],
)
def test_an_invalid_order_raises_before_a_request_is_sent(harness: Harness, order: Any, says: str) -> None:
    service = ScriptedTransport({"data": []})
    with pytest.raises(InvalidArgumentError) as caught:
        harness.each(lambda: client(harness, service).raw.videos.list(order=order))
    assert says in str(caught.value)
    assert service.requests == []


def test_a_bracketed_key_is_repeated_for_each_value(harness: Harness) -> None:
    service = ScriptedTransport({"data": []})
    kinescope = client(harness, service)
    harness.each(
        lambda: kinescope.raw.videos.list(status=["done", "error"], video_ids=["a"], q="a&b", without_folder=True)
    )
    expected = b"per_page=100&status[]=done&status[]=error&video_ids[]=a&q=a%26b&without_folder=true"
    assert service.requests[0].url.query == expected


def test_a_comma_separated_list_is_joined(harness: Harness) -> None:
    service = ScriptedTransport({"data": [], "meta": {}})
    moment = datetime.datetime(2026, 4, 2, 3, 4, 5, 678901, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))
    harness.each(
        lambda: client(harness, service).raw.analytics.custom(
            datetime.date(2026, 4, 1), moment, fields=["view", "play"], group_entities=[], order="-view"
        )
    )
    assert service.requests[0].url.query == (
        b"from=2026-04-01&to=2026-04-02T00%3A04%3A05Z&fields=view,play&order=view.desc"
    )


def test_a_value_may_contain_a_comma(harness: Harness) -> None:
    service = ScriptedTransport({"data": []})
    harness.each(lambda: client(harness, service).raw.analytics.custom("2026-04-01", "2026-04-02", fields=["a,b", "c"]))
    assert service.requests[0].url.query.endswith(b"&fields=a%2Cb,c")


def test_omitted_and_null_fields_are_distinguished(harness: Harness) -> None:
    service = ScriptedTransport({"data": TAG})
    client(harness, service).projects.folders.create("p", name="x", parent_id=None)
    client(harness, service).projects.folders.create("p", name="x")
    assert service.bodies == [{"name": "x", "parent_id": None}, {"name": "x"}]


def test_input_may_be_models_or_plain_data(harness: Harness) -> None:
    service = ScriptedTransport({"data": {"items": []}})
    items = [models.Chapter(time=0, title="a"), {"time": 5, "title": "b"}]
    client(harness, service).videos.update_chapters("v", items=items)
    assert service.bodies == [{"items": [{"time": 0, "title": "a"}, {"time": 5, "title": "b"}]}]


def test_a_body_may_be_a_list(harness: Harness) -> None:
    service = ScriptedTransport({"data": {"success": True}})
    assert client(harness, service).additional_materials.reorder(["b", "a"]) is None
    assert service.bodies == [["b", "a"]]


def test_a_renamed_argument_is_sent_under_its_api_name(harness: Harness) -> None:
    service = ScriptedTransport({"data": {"id": "1"}})
    client(harness, service).videos.annotations.create(
        "v", type="video", start_time=0, end_time=1, offered_video_id="w"
    )
    assert service.bodies[0] == {"type": "video", "start_time": 0, "end_time": 1, "video_id": "w"}
    assert service.requests[0].url.path == "/v1/videos/v/annotations"


def test_a_file_in_a_form_is_sent_with_its_fields(harness: Harness) -> None:
    service = ScriptedTransport({"data": {"id": "1"}})
    client(harness, service).videos.subtitles.create("v", language="ru", file=b"WEBVTT")
    request = service.requests[0]
    assert request.headers["Content-Type"].startswith("multipart/form-data; boundary=")
    assert b'name="language"\r\n\r\nru\r\n' in request.content
    assert b"WEBVTT" in request.content


def test_an_opaque_url_is_used_unchanged_and_without_the_token(harness: Harness) -> None:
    url = "https://elsewhere.example/files/a%2Fb?sig=1%2b2"
    service = ScriptedTransport(httpx2.Response(204, headers={"Upload-Offset": "9"}))
    uploads = client(harness, service).videos.uploads
    headers = uploads.append(url, 4, b"bytes")
    assert headers["upload-offset"] == "9"
    assert uploads.offset(url)["Upload-Offset"] == "9"
    assert uploads.send(url, b"x") is None
    assert [str(request.url) for request in service.requests] == [url] * 3
    assert all("Authorization" not in request.headers for request in service.requests)
    appended, asked = service.requests[:2]
    assert (appended.headers["Upload-Offset"], appended.headers["Tus-Resumable"]) == ("4", "1.0.0")
    assert appended.headers["Content-Type"] == "application/offset+octet-stream"
    assert (asked.method, asked.headers["Tus-Resumable"]) == ("HEAD", "1.0.0")


@pytest.mark.parametrize("url", ["", "/tus/1", "tus", "ftp://x/y", "https://", "https://x:0/", 7, None])
def test_an_invalid_opaque_url_raises(harness: Harness, url: Any) -> None:
    service = ScriptedTransport(httpx2.Response(204))
    with pytest.raises(InvalidArgumentError):
        client(harness, service).videos.uploads.send(url, b"x")
    assert service.requests == []


# --- what is given ------------------------------------------------------------------------------------------------


def test_methods_return_the_data_of_the_envelope(harness: Harness) -> None:
    tag = client(harness, ScriptedTransport({"data": TAG}), strict=True).tags.create(tag="talks")
    assert isinstance(tag, models.Tag)
    assert (tag.id, tag.tag) == ("1", "talks")


@pytest.mark.parametrize("response", [{"data": {"success": True}}, httpx2.Response(200), httpx2.Response(204)])
def test_delete_returns_none(harness: Harness, response: Any) -> None:
    assert client(harness, ScriptedTransport(response), strict=True).tags.delete("1") is None


def test_delete_returns_the_object_if_the_response_has_it(harness: Harness) -> None:
    folder = client(harness, ScriptedTransport({"data": {"id": "1", "name": "x"}})).projects.folders.delete("p", "1")
    assert folder.name == "x"
    assert client(harness, ScriptedTransport(httpx2.Response(200))).projects.folders.delete("p", "1") is None


def test_an_unsuccessful_deletion_raises(harness: Harness) -> None:
    with pytest.raises(ResponseError, match="did not succeed"):
        client(harness, ScriptedTransport({"data": {"success": False}})).tags.delete("1")


def test_a_success_response_of_another_server_raises(harness: Harness) -> None:
    with pytest.raises(ResponseError, match="does the URL setting name the service"):
        client(harness, ScriptedTransport(httpx2.Response(200, html="<p>Welcome</p>"))).tags.delete("1")


@pytest.mark.parametrize(
    ("response", "given", "path"),
    [
        ({"data": {**TAG, "new": 1}}, TAG["id"], "data.new"),
        ({"data": TAG, "new": 1}, TAG["id"], "new"),
        ({"data": {"id": "1", "tag": 7}}, "1", "data.tag"),
    ],
)
def test_drift_has_its_path_in_the_whole_response(harness: Harness, response: Any, given: str, path: str) -> None:
    drifts: list[Any] = []
    assert client(harness, ScriptedTransport(response), on_drift=drifts.append).tags.create(tag="x").id == given
    assert [drift.path for drift in drifts] == [path]
    with pytest.raises(DriftError, match=path):
        client(harness, ScriptedTransport(response), strict=True).tags.create(tag="x")


@pytest.mark.parametrize(("response", "given"), [({}, None), ({"data": None}, None), ([1], [1]), ("x", "x")])
def test_a_response_without_required_fields_does_not_raise(harness: Harness, response: Any, given: Any) -> None:
    assert client(harness, ScriptedTransport(response)).tags.create(tag="x") == given


def test_an_image_is_returned_as_bytes(harness: Harness) -> None:
    service = ScriptedTransport(httpx2.Response(200, content=b"\x89PNG", headers={"Content-Type": "image/png"}))
    assert client(harness, service).avatars.get_user_avatar("1") == b"\x89PNG"
    assert service.requests[0].headers["Accept"] == "*/*"
    assert client(harness, ScriptedTransport(httpx2.Response(200, content=b""))).live.events.chat.csv("e", "s") == b""


def test_resources_of_both_services_are_on_one_client(harness: Harness) -> None:
    service = ScriptedTransport({"data": {"id": "1"}})
    kinescope = client(harness, service)
    kinescope.videos.get("1")
    kinescope.live.events.get("1")
    kinescope.cdn.zones.create(name="x", host="h", origins=[])
    assert [request.url.path for request in service.requests] == ["/v1/videos/1", "/v2/live/events/1", "/v1/cdn/zones"]
    assert kinescope.raw.videos.uploads is kinescope.raw.videos.uploads
