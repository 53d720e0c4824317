"""Arguments are encoded exactly in requests, or nothing is sent."""

from __future__ import annotations

import copy
import io
import json
import math
import pickle
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import httpx2
import pytest
from pydantic import BaseModel

from kinocraft import UNSET
from kinocraft.clock import Countdown, SystemClock
from kinocraft.errors import InvalidArgumentError, KinocraftError
from kinocraft.rate_caps import BLOCK
from kinocraft.transport.bodies import BytesBody, MultipartBody, Stream
from kinocraft.transport.encoding import build_request, build_url, prepare
from kinocraft_runtime.calls import Call, Flag, Operation, flag
from tests.faults.harness import Harness, content

GET = Operation(
    id="files.get",
    service="s",
    server="http://s",
    method="GET",
    path="/2/container/{container_id}/object{file_path}",
    secured=True,
    idempotent=True,
    spanning=frozenset(["file_path"]),
    session={"container_id": "owner_id"},
)
FORM = Operation(
    id="f",
    service="s",
    server="http://s",
    method="POST",
    path="/o{file_path}",
    file_name="file_path",
    secured=False,
    idempotent=False,
    spanning=frozenset(["file_path"]),
)
POST = Operation(id="o", service="s", server="http://s", method="POST", path="/o", secured=False, idempotent=False)


def url(**arguments: Any) -> str:
    path = {"container_id": "c", "file_path": "", **arguments}
    return build_url(Call(GET, None, path=path), "http://h", {"owner_id": "owner"})


def request(call: Call[Any], **headers: str) -> httpx2.Request:
    return build_request(
        prepare(call), base="http://h", session={}, headers=headers, time=Countdown(SystemClock(), None, None)
    )


def body(call: Call[Any]) -> bytes:
    return b"".join(request(call).stream)  # type: ignore[arg-type]


# --- paths --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("", ""),
        ("/", "/"),
        ("/a/b.mp4", "/a/b.mp4"),
        ("/a b", "/a%20b"),
        ("/a?b#c&d=e", "/a%3Fb%23c&d=e"),
        ("/100%", "/100%25"),
        ("/%2e%2e", "/%252e%252e"),
        ("/a%2Fb", "/a%252Fb"),
        ("/a+b", "/a+b"),
        ("/a;b:c@d", "/a;b:c@d"),
        ("/...", "/..."),
        ("/.hidden", "/.hidden"),
        ("/a..b", "/a..b"),
        ("/a\\b", "/a%5Cb"),
        ("/видео/語.mp4", "/%D0%B2%D0%B8%D0%B4%D0%B5%D0%BE/%E8%AA%9E.mp4"),
        ("/𝄞", "/%F0%9D%84%9E"),
        ("/" + "x" * 4096, "/" + "x" * 4096),
        ("/" + "é" * 4096, "/" + "%C3%A9" * 4096),
    ],
    ids=lambda text: text[:20],
)
def test_a_path_is_percent_encoded_by_segment(path: str, sent: str) -> None:
    assert url(file_path=path) == f"http://h/2/container/c/object{sent}"
    # The HTTP library does not change it: nothing is resolved or encoded twice.
    built = request(Call(GET, None, path={"container_id": "c", "file_path": path}))
    assert built.url.raw_path.decode("ascii") == f"/2/container/c/object{sent}"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("a", "begins with a slash"),
        ("a/b", "begins with a slash"),
        ("//", "''"),
        ("/a/", "''"),
        ("/a//b", "''"),
        ("/..", r"'\.\.'"),
        ("/a/../b", r"'\.\.'"),
        ("/a/..", r"'\.\.'"),
        ("/.", r"'\.'"),
        ("/./a", r"'\.'"),
        ("/a\nb", "control"),
        ("/a\r\nHost: evil", "control"),
        ("/\x00", "control"),
        ("/\x7f", "control"),
        ("/\ud800", "unpaired surrogate"),
        (None, "must be a string"),
        (b"/a", "must be a string"),
        (Path("/a"), "must be a string"),
    ],
)
def test_an_invalid_path_raises(path: Any, says: str) -> None:
    with pytest.raises(InvalidArgumentError, match=f"file_path.*{says}"):
        url(file_path=path)


@pytest.mark.parametrize("value", ["", ".", "..", "a/b", "/", "a\\b", "a\r\nb", "a\tb", "\udfff", None, 7])
def test_an_invalid_id_raises(value: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="container_id"):
        url(container_id=value)


def test_an_id_is_encoded_as_one_segment() -> None:
    assert url(container_id="a b?c#d%2f..é") == "http://h/2/container/a%20b%3Fc%23d%252f..%C3%A9/object"


def test_an_omitted_owner_id_comes_from_the_session() -> None:
    assert url(container_id=UNSET) == "http://h/2/container/owner/object"


def test_braces_in_arguments_are_not_path_placeholders() -> None:
    assert url(container_id="{file_path}", file_path="/x") == "http://h/2/container/%7Bfile_path%7D/object/x"


def test_a_path_too_long_for_a_url_raises() -> None:
    with pytest.raises(InvalidArgumentError, match="URL"):
        request(Call(GET, None, path={"container_id": "c", "file_path": "/" + "x" * 70_000}))


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ({}, ""),
        ({"a": UNSET}, ""),
        ({"a": "x y&z=é"}, "?a=x%20y%26z%3D%C3%A9"),
        ({"a": 1, "b": True, "c": False}, "?a=1&b=true&c=false"),
        ({"a": ""}, "?a="),
        ({"a": ["", "x"]}, "?a=&a=x"),
        ({"a": flag(True)}, "?a"),
        ({"a": flag(True), "b": "", "c": flag(False)}, "?a&b="),
        ({"a[]": ["x", "y"]}, "?a[]=x&a[]=y"),
        ({"a": []}, ""),
        ({"a": ["x", UNSET]}, "?a=x"),
    ],
)
def test_query_parameters_are_encoded(query: dict[str, Any], sent: str) -> None:
    assert build_url(Call(POST, None, query=query), "http://h", {}) == f"http://h/o{sent}"


@pytest.mark.parametrize("value", ["a\r\nb", "\ud800", "\x00"])
def test_an_invalid_query_value_raises(value: str) -> None:
    with pytest.raises(InvalidArgumentError, match="upload_id"):
        build_url(Call(POST, None, query={"upload_id": value}), "http://h", {})


@pytest.mark.parametrize("value", [None, b"x", {"a": 1}, object(), [None]])
def test_a_query_value_of_another_type_raises(value: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="upload_id must be a string"):
        build_url(Call(POST, None, query={"upload_id": value}), "http://h", {})


@pytest.mark.parametrize(
    ("value", "sent"), [("abc", "?a=abc"), ("𝄞bc", "?a=%F0%9D%84%9Ebc"), (7, "?a=7"), (UNSET, ""), (Flag.PRESENT, "?a")]
)
def test_a_query_value_of_the_minimum_length_is_sent(value: Any, sent: str) -> None:
    operation = replace(POST, min_length={"a": 3})
    assert build_url(Call(operation, None, query={"a": value}), "http://h", {}) == f"http://h/o{sent}"


@pytest.mark.parametrize(("least", "value", "says"), [(1, "", "at least 1 character$"), (3, "𝄞b", "at least 3 chara")])
def test_a_query_value_below_the_minimum_length_raises(least: int, value: str, says: str) -> None:
    operation = replace(POST, min_length={"a": least})
    with pytest.raises(InvalidArgumentError, match=f"^a is '{value}': give a string of {says}"):
        build_url(Call(operation, None, query={"a": value}), "http://h", {})


def test_a_copied_or_pickled_sentinel_keeps_its_identity() -> None:
    assert pickle.loads(pickle.dumps(flag(True))) is copy.deepcopy(flag(True)) is Flag.PRESENT


@pytest.mark.parametrize(
    "act",
    [
        lambda uploads: uploads.status(""),
        lambda uploads: uploads.put_part("", 0, b"x"),
        lambda uploads: uploads.complete("", sha256="0" * 64),
        lambda uploads: uploads.cancel(""),
    ],
    ids=["status", "put_part", "complete", "cancel"],
)
def test_an_empty_upload_id_raises_before_a_request_is_sent(harness: Harness, act: Callable[[Any], Any]) -> None:
    sent: list[str] = []

    def service(request: httpx2.Request) -> httpx2.Response:
        sent.append(request.url.path)
        tokens = {
            "user_id": "u",
            "owner_id": "o",
            "access_token": "a",
            "refresh_token": "r",
            "expires_at": 9_000_000_000,
        }
        return httpx2.Response(200, json=tokens)

    with pytest.raises(InvalidArgumentError, match="uploadId is '': give a string of at least 1 character"):
        act(harness.client(transport=service).files.uploads)
    assert sent == ["/token"]


# --- headers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["{}\r\nX: y", "{}\n", "{}\x00", "{}é", " {}", "{} ", "{}\ud800"])
def test_an_invalid_header_value_raises_without_showing_the_value(value: str) -> None:
    headers = {"X-Title": value.format("hunter2")}
    for call in (Call(POST, None, headers=headers), Call(POST, None, options={"headers": headers})):
        with pytest.raises(InvalidArgumentError, match="header X-Title") as caught:
            request(call)
        assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("name", ["", "X Y", "X:Y", "X\r\nY", "é", "X\x00"])
def test_an_invalid_header_name_raises(name: str) -> None:
    with pytest.raises(InvalidArgumentError, match="valid header name"):
        request(Call(POST, None, options={"headers": {name: "x"}}))


def test_headers_of_a_call_override_those_of_the_client() -> None:
    call = Call(POST, None, headers={"A": "call", "B": UNSET}, options={"headers": {"C": "option"}})
    sent = request(call, A="client", B="client", C="client").headers
    assert (sent["A"], sent["B"], sent["C"]) == ("call", "client", "option")


def test_headers_are_replaced_case_insensitively() -> None:
    call = Call(POST, None, headers={"x-a": "call"}, options={"headers": {"ACCEPT": "text/plain"}})
    fields = request(call, **{"X-A": "client", "user-agent": "mine"}).headers
    assert fields.get_list("X-A") == ["call"]
    assert fields.get_list("Accept") == ["text/plain"]
    assert fields.get_list("User-Agent") == ["mine"]


# --- bodies -------------------------------------------------------------------------------------------------------


def test_unset_fields_are_omitted_and_none_is_null() -> None:
    call = Call(POST, None, json={"a": UNSET, "b": None, "c": {"d": UNSET, "e": None}, "f": [None, {"g": UNSET}]})
    assert json.loads(body(call)) == {"b": None, "c": {"e": None}, "f": [None, {}]}


def test_a_body_without_fields_is_an_empty_object() -> None:
    assert body(Call(POST, None, json={"a": UNSET})) == b"{}"


def test_json_is_utf8() -> None:
    assert body(Call(POST, None, json={"a": "é𝄞"})) == '{"a":"é𝄞"}'.encode()


def test_a_returned_model_is_serialized_unchanged() -> None:
    class Model(BaseModel):
        a: int | None = None
        b: int | None = None

    assert json.loads(body(Call(POST, None, json={"m": Model(a=None)}))) == {"m": {"a": None}}


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, "\ud800", object(), b"x", {1, 2}, [math.nan]])
def test_a_value_without_json_form_raises(value: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="body"):
        request(Call(POST, None, json={"a": value}))


def test_a_form_is_url_encoded() -> None:
    call = Call(POST, None, form={"login": "a&b=c", "password": "é +", "x": UNSET})
    assert body(call) == b"login=a%26b%3Dc&password=%C3%A9+%2B"
    assert request(call).headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_an_invalid_form_raises_without_showing_its_values() -> None:
    with pytest.raises(InvalidArgumentError, match="unpaired surrogate") as caught:
        request(Call(POST, None, form={"login": "x", "password": "hunter2\ud800"}))
    assert "hunter2" not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_post_without_a_body_has_content_length_zero() -> None:
    assert request(Call(POST, None)).headers["Content-Length"] == "0"
    assert "Content-Length" not in request(Call(GET, None, path={"container_id": "c", "file_path": ""})).headers


# --- multipart ----------------------------------------------------------------------------------------------------


def parsed(call: Call[Any]) -> list[tuple[dict[str, str], str, bytes]]:
    """Return every part as the email parser reads it: parameters of its disposition, type, bytes."""
    built = request(call)
    head = f"Content-Type: {built.headers['Content-Type']}\r\n\r\n".encode()
    data = b"".join(built.stream)  # type: ignore[arg-type]
    assert built.headers["Content-Length"] == str(len(data))
    message = message_from_bytes(head + data, policy=policy.HTTP)
    assert not message.defects
    return [
        (
            dict(part["Content-Disposition"].params),
            part.get_content_type(),
            part.get_payload(decode=True),  # type: ignore[misc]
        )
        for part in message.iter_parts()
    ]


def by_server(call: Call[Any]) -> list[tuple[str, str | None, bytes]]:
    """Return every part as the parser of a web framework reads it: name, file name, bytes."""
    from python_multipart import FormParser

    parts: list[tuple[str, str | None, bytes]] = []
    built = request(call)
    boundary = built.headers["Content-Type"].partition("boundary=")[2]

    def on_field(field: Any) -> None:
        parts.append((field.field_name.decode(), None, field.value or b""))

    def on_file(file: Any) -> None:
        file.file_object.seek(0)
        parts.append((file.field_name.decode(), file.file_name.decode(), file.file_object.read()))
        file.close()  # a large one is a temporary file

    parser = FormParser("multipart/form-data", on_field, on_file, boundary=boundary)
    for block in built.stream:  # type: ignore[union-attr]
        parser.write(block)
    parser.finalize()
    return parts


@pytest.mark.parametrize("size", [0, 1, 100, BLOCK + 1])
def test_a_multipart_form_is_read_by_other_parsers(size: int) -> None:
    data = content(size)
    call = Call(FORM, None, path={"file_path": "/a/b c.mp4"}, multipart={"file": data, "dir": "é\r\n--x", "no": UNSET})
    assert parsed(call) == [
        ({"name": "file", "filename": "b c.mp4"}, "application/octet-stream", data),
        ({"name": "dir"}, "text/plain", "é\r\n--x".encode()),
    ]
    assert by_server(call) == [("file", "b c.mp4", data), ("dir", None, "é\r\n--x".encode())]


@pytest.mark.parametrize(
    ("name", "sent"), [("видео.mp4", "видео.mp4"), ('a"b', "a%22b"), ("語", "語"), ("a;b", "a;b"), ("%22", "%22")]
)
def test_a_file_name_is_escaped_in_a_form(name: str, sent: str) -> None:
    call = Call(FORM, None, path={"file_path": f"/{name}"}, multipart={"file": b"x"})
    assert by_server(call) == [("file", sent, b"x")]


@pytest.mark.parametrize(
    ("own", "sent"),
    [("субтитры.srt", "субтитры.srt"), ('a"b\r\nX-Y: z', "a%22b%0D%0AX-Y: z"), ("a\nb", "a%0Ab"), ("a\rb", "a%0Db")],
)
def test_a_file_is_sent_under_its_own_name_if_the_path_has_none(tmp_path: Path, own: str, sent: str) -> None:
    path = tmp_path / own
    path.write_bytes(b"x")
    with path.open("rb") as opened:
        for given, name in ((path, sent), (opened, sent), (b"x", "file"), (io.BytesIO(b"x"), "file")):
            assert by_server(Call(FORM, None, path={"file_path": ""}, multipart={"file": given})) == [
                ("file", name, b"x")
            ]
            assert by_server(Call(FORM, None, path={"file_path": "/b.mp4"}, multipart={"file": given}))[0][1] == "b.mp4"


def test_each_form_has_a_different_boundary() -> None:
    assert MultipartBody({}, "x").boundary != MultipartBody({}, "x").boundary


def test_an_empty_form_raises() -> None:
    with pytest.raises(InvalidArgumentError, match="nothing to send"):
        request(Call(POST, None, multipart={"file": UNSET}))


def test_a_field_with_a_lone_surrogate_raises() -> None:
    with pytest.raises(InvalidArgumentError, match="unpaired surrogate"):
        request(Call(POST, None, multipart={"dir": "\ud800"}))


# --- through the client -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "act",
    [
        lambda files: files.get("a"),
        lambda files: files.get("/a", container_id="../b"),
        lambda files: files.get("/a", headers={"X": "a\r\nb"}),
        lambda files: files.delete("/a/../.."),
        lambda files: files.upload(b"x", "/a/"),
        lambda files: files.upload(b"xx", "no-slash", part_size=1),
        lambda files: files.upload(b"x", "/a", part_size=0),
        lambda files: files.upload(b"x", "/a", parallel=0),
        lambda files: files.upload(b"x", "/a", first_part=2),
        lambda files: files.upload(7, "/a"),
        lambda files: files.create("/a"),
        lambda files: files.update("/a", name="\ud800"),
        lambda files: files.uploads.put_part("u", 0, 5),
        lambda files: files.uploads.status("a\nb"),
        lambda files: files.make_dir("x"),
        lambda files: files.move("/a", "/b\ud800"),
    ],
)
def test_an_invalid_argument_sends_no_request(harness: Harness, act: Callable[[Any], Any]) -> None:
    sent: list[str] = []

    def service(request: httpx2.Request) -> httpx2.Response:
        sent.append(request.url.path)
        tokens = {"user_id": "u", "owner_id": "o", "access_token": "a", "expires_at": 4_000_000_000}
        return httpx2.Response(200, json={**tokens, "refresh_token": "r"})

    with pytest.raises(KinocraftError):
        act(harness.client(transport=service).files)
    assert set(sent) <= {"/token"}


def test_a_stream_is_accepted_by_sync_and_async_clients(harness: Harness) -> None:
    async def collected() -> bytes:
        return b"".join([block async for block in Stream(BytesBody(b"data"))])

    if harness.kind == "sync":
        assert b"".join(Stream(BytesBody(b"data"))) == b"data"
    else:
        assert harness.result(collected) == b"data"
