"""Properties of the client, for every operation, in a thread and in an event loop.

Whatever arguments the description allows, the request that leaves is valid by the description and carries them
unchanged; whatever answer the description allows comes back as the same values; and no answer that merely differs
from the description raises.
"""

from __future__ import annotations

import asyncio
import base64
import copy
import inspect
import json
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinocraft import AsyncPlatformcraft, Drift, Platformcraft
from kinocraft.errors import InvalidArgumentError
from scripts.generator.bundle import bundle, services
from scripts.generator.transform import operations, resolve
from tests.contract.referee import Judged, Referee, RefusedError, Sent
from tests.plain import plain
from tests.property.from_schema import TEXT, values

ROOT = Path(__file__).resolve().parent.parent.parent
BUNDLES = {folder.name: bundle(folder) for folder in services(ROOT / "specs")}
REFEREES = {service: Referee(document) for service, document in BUNDLES.items()}
SERVED = {"platformcraft-auth", "platformcraft-filespot"}
"""The services that a client speaks to so far."""
OWNER = "5b30bc7c1658f770c3a2bf5c"
CLAIMS = base64.urlsafe_b64encode(json.dumps({"exp": 4_000_000_000}).encode()).decode().rstrip("=")
TOKENS = {
    "user_id": "u",
    "owner_id": OWNER,
    "access_token": f"eyJhbGciOiJSUzM4NCJ9.{CLAIMS}.c2ln",
    "expires_at": 4_000_000_000,
    "refresh_token": "r",
}


@dataclass(frozen=True)
class Subject:
    """An operation, and what the description says of it."""

    service: str
    method: str
    operation: dict[str, Any]
    parameters: list[dict[str, Any]]

    def __repr__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(self.operation["operationId"])

    @property
    def document(self) -> dict[str, Any]:
        return BUNDLES[self.service]

    @property
    def request(self) -> tuple[str, dict[str, Any]] | None:
        """Media type and schema of the body it takes."""
        content = self.operation.get("requestBody", {}).get("content", {})
        return next(((kind, resolve(self.document, media["schema"])) for kind, media in content.items()), None)

    @property
    def answer(self) -> dict[str, Any] | None:
        """What describes the body of its success; None when nothing is read from it."""
        content: dict[str, Any] = self.operation["responses"]["200"].get("content", {})
        return content.get("application/json")


SUBJECTS = [
    Subject(service, method, operation, parameters)
    for service, document in BUNDLES.items()
    if service in SERVED
    for _, method, operation, parameters in operations(document)
]
each_operation = pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
READING = [subject for subject in SUBJECTS if subject.answer]
each_answer = pytest.mark.parametrize("subject", READING, ids=lambda subject: subject.name)
both_clients = pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])

# --- calling ------------------------------------------------------------------------------------------------------


class Wire:
    """What stands where the network would: notes the last request, and answers as it is told."""

    def __init__(self, operation: str, answer: bytes) -> None:
        self.operation = operation
        self.answer = answer
        self.sent: Sent | None = None

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/token" and self.operation != "auth.login":
            return httpx2.Response(200, json=TOKENS)
        self.sent = Sent(request.method, request.url.raw_path.decode("ascii"), dict(request.headers), request.content)
        return httpx2.Response(200, content=self.answer, headers={"Content-Type": "application/json"})


def call(
    subject: Subject, arguments: dict[str, Any], answer: bytes, *, asynchronous: bool, **options: Any
) -> tuple[Any, Wire]:
    """Make the call with a fresh client; give what it returned, and the wire with what was sent."""
    wire = Wire(subject.name, answer)
    transport = httpx2.MockTransport(wire)
    options = {"login": "me", "password": "secret", "rate_limits": False, "retries": 0, **options}

    async def acall() -> Any:
        async with httpx2.AsyncClient(transport=transport) as http_client:
            client = AsyncPlatformcraft(http_client=http_client, **options)
            return await attrgetter(subject.name)(client)(**arguments)

    if asynchronous:
        return asyncio.run(acall()), wire
    with httpx2.Client(transport=transport) as http_client:
        client = Platformcraft(http_client=http_client, **options)
        return attrgetter(subject.name)(client)(**arguments), wire


@cache
def python_names(name: str) -> dict[str, str]:
    """The described names' arguments: `uploadId` is `upload_id`, and `from`, which Python keeps, is `from_`."""
    with httpx2.Client(transport=httpx2.MockTransport(Wire(name, b""))) as http_client:
        method = attrgetter(name)(Platformcraft(login="me", password="secret", http_client=http_client))
    return {name.replace("_", "").lower(): name for name in inspect.signature(method).parameters}


# --- arguments ----------------------------------------------------------------------------------------------------

TRICKY = " %?#+&=;:@!$'()*,~|\\\"<>[]{}^`éЖ語𝄞\u0301\u200f"
NAMES = st.text(st.sampled_from(TRICKY) | st.characters(exclude_categories=["C"], exclude_characters="/"), min_size=1)
PATHS = st.lists(NAMES.filter(lambda name: name not in {".", ".."}), max_size=4).map(
    lambda names: "".join(f"/{name}" for name in names)
)
IDS = NAMES.filter(lambda name: name not in {".", ".."} and "\\" not in name)
"""What the description allows and the client takes. What it refuses has a test of its own below."""


@st.composite
def arguments(draw: st.DrawFn, subject: Subject) -> tuple[dict[str, Any], Judged]:
    """Arguments of a call, and what a request that carries them says."""
    names = python_names(subject.name)
    given: dict[str, Any] = {}
    path: dict[str, str] = {}
    query: dict[str, list[str]] = {}
    for parameter in subject.parameters:
        name, schema = parameter["name"], parameter["schema"]
        argument = names.get(name.replace("_", "").lower())
        if parameter["in"] == "path":
            path[name] = value = draw(PATHS if parameter.get("x-spans-segments") else IDS)
            if parameter.get("x-from-session") and draw(st.booleans()):
                path[name] = OWNER
            else:
                given[argument or name] = value
        elif schema.get("const") == "":
            wanted = bool(parameter.get("required")) or draw(st.booleans())
            if argument:
                given[argument] = wanted
            if wanted:
                query[name] = [""]
        elif parameter.get("required") or draw(st.booleans()):
            text = schema["type"] == "string" and "enum" not in schema
            given[argument or name] = value = draw(NAMES if text else values(subject.document, schema))
            query[name] = [str(value)]
    body: Any = b""
    if subject.request:
        kind, schema = subject.request
        if kind == "application/octet-stream":
            given["body"] = body = draw(st.binary(min_size=1, max_size=200))
        else:
            body = draw(bodies(subject.document, schema))
            given.update({names[field.replace("_", "").lower()]: value for field, value in body.items()})
    return given, Judged(subject.name, path, query, body)


def bodies(document: dict[str, Any], schema: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Bodies by the schema, with a file's bytes where it has them."""
    binary = {name for name, field in schema["properties"].items() if field.get("format") == "binary"}
    return values(document, schema).flatmap(
        lambda body: st.fixed_dictionaries(
            {name: st.binary(max_size=200) if name in binary else st.just(value) for name, value in body.items()}
        )
    )


# --- requests -----------------------------------------------------------------------------------------------------


@both_clients
@each_operation
@settings(max_examples=50)
@given(data=st.data())
def test_a_request_is_valid_and_says_what_was_meant(subject: Subject, asynchronous: bool, data: st.DataObject) -> None:
    given, meant = data.draw(arguments(subject))
    _, wire = call(subject, given, example_answer(subject), asynchronous=asynchronous)
    assert wire.sent
    assert REFEREES[subject.service].judge(wire.sent) == meant


@both_clients
@settings(max_examples=100)
@given(path=TEXT, container=TEXT, upload=TEXT)
def test_any_text_is_sent_unchanged_or_refused(asynchronous: bool, path: str, container: str, upload: str) -> None:
    by_name = {subject.name: subject for subject in SUBJECTS}
    for name, taken in {
        "files.get": {"file_path": f"/{path}", "container_id": container},
        "files.uploads.status": {"upload_id": upload, "container_id": container},
    }.items():
        try:
            _, wire = call(by_name[name], taken, example_answer(by_name[name]), asynchronous=asynchronous)
        except InvalidArgumentError:
            continue
        assert wire.sent
        judged = REFEREES["platformcraft-filespot"].judge(wire.sent)
        assert judged.operation == name
        assert {**judged.path, **judged.query}.items() <= {
            "file_path": f"/{path}",
            "container_id": container,
            "uploadId": [upload],
        }.items()


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("file_path", "file.mp4"),
        ("file_path", "/a/../b"),
        ("file_path", "/./b"),
        ("file_path", "/a//b"),
        ("file_path", "/a/"),
        ("file_path", "/a\r\nX: y"),
        ("file_path", "/\x00"),
        ("file_path", "/\ud800"),
        ("container_id", "a/b"),
        ("container_id", ".."),
        ("container_id", ""),
        ("container_id", "a\nb"),
    ],
)
@both_clients
def test_what_cannot_be_sent_is_refused_by_name(argument: str, value: str, asynchronous: bool) -> None:
    subject = next(subject for subject in SUBJECTS if subject.name == "files.get")
    given = {"file_path": "/a", argument: value}
    with pytest.raises(InvalidArgumentError, match=argument):
        call(subject, given, example_answer(subject), asynchronous=asynchronous)


# --- answers ------------------------------------------------------------------------------------------------------


ANSWERS = {subject.name: values(subject.document, (subject.answer or {})["schema"]) for subject in READING}
DUE = ("id", "status", "user_id", "object_path")
FREE = {"previews", "perms"}
"""Fields of which the description says nothing but that they are there."""
SCALARS = st.none() | st.booleans() | st.integers() | TEXT
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner))


@both_clients
@each_answer
@settings(max_examples=30)
@given(data=st.data())
def test_an_answer_comes_back_as_it_is(subject: Subject, asynchronous: bool, data: st.DataObject) -> None:
    answer = data.draw(ANSWERS[subject.name])
    result, _ = call(subject, example_arguments(subject), as_json(answer), asynchronous=asynchronous, strict=True)
    assert plain(result) == answer


@both_clients
@each_answer
@settings(max_examples=40)
@given(data=st.data())
def test_an_answer_that_differs_is_told_and_kept(subject: Subject, asynchronous: bool, data: st.DataObject) -> None:
    answer = data.draw(ANSWERS[subject.name])
    kind, differing = data.draw(drifted(answer))
    drifts: list[Drift] = []
    result, _ = call(
        subject, example_arguments(subject), as_json(differing), asynchronous=asynchronous, on_drift=drifts.append
    )
    assert kind in {drift.kind for drift in drifts}
    assert plain(result) == differing


@each_answer
@settings(max_examples=60)
@given(
    answer=st.recursive(
        st.none() | st.booleans() | st.integers() | TEXT, lambda v: st.lists(v) | st.dictionaries(TEXT, v)
    )
)
def test_no_answer_in_json_raises(subject: Subject, answer: Any) -> None:
    result, _ = call(
        subject, example_arguments(subject), as_json(answer), asynchronous=False, on_drift=lambda drift: None
    )
    assert plain(result) == answer


@pytest.mark.parametrize("name", ["cls", "self", "_fields_set", "schema", "copy", "model_extra", "__dict__", "", "a b"])
@pytest.mark.parametrize("whole", [True, False], ids=["whole", "lacking"])
def test_a_new_field_may_have_any_name(name: str, whole: bool) -> None:
    subject = next(subject for subject in SUBJECTS if subject.name == "files.uploads.start")
    answer = {**(json.loads(example_answer(subject)) if whole else {}), name: "new"}
    drifts: list[Drift] = []
    result, _ = call(subject, {"file_path": "/a"}, as_json(answer), asynchronous=False, on_drift=drifts.append)
    assert "unknown_field" in {drift.kind for drift in drifts}
    assert plain(result) == answer


@st.composite
def drifted(draw: st.DrawFn, answer: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The answer with a new field, without one that is due, or with one of another type; and which it is."""
    differing = copy.deepcopy(answer)
    kind = draw(st.sampled_from(["unknown_field", "missing_field", "wrong_type"]))
    if kind == "unknown_field":
        known = [value for name, value in differing.items() if isinstance(value, dict) and name not in FREE]
        draw(st.sampled_from([differing, *known]))["x_new"] = draw(TEXT | st.just({"a": [1]}))
    elif kind == "missing_field":
        del differing[draw(st.sampled_from([name for name in DUE if name in differing]))]
    else:
        name = draw(st.sampled_from(sorted(differing.keys() - FREE)))
        differing[name] = draw(st.just({"x": 1}) if not isinstance(answer[name], dict) else st.just("x"))
    return kind, differing


def as_json(answer: Any) -> bytes:
    return json.dumps(answer).encode()


def example_answer(subject: Subject) -> bytes:
    """The page's answer, or an empty body where none is described."""
    if not subject.answer:
        return b""
    return as_json(resolve(subject.document, subject.answer["examples"]["page"])["value"])


def example_arguments(subject: Subject) -> dict[str, Any]:
    """The least that the call takes."""
    least = {
        "file_path": "/a",
        "upload_id": "u",
        "upload_part_num": 0,
        "body": b"x",
        "sha256": "0" * 64,
        "login": "me",
        "password": "secret",
        "user_id": "u",
        "refresh_token": "r",
    }
    if subject.name == "files.create":
        return {"file_path": "/a", "dir": ""}
    return {name: value for name, value in least.items() if name in python_names(subject.name).values()}


# --- the referee --------------------------------------------------------------------------------------------------

GET = Sent("GET", f"/2/fs/container/{OWNER}/object/a", {"authorization": "Bearer x"}, b"")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"method": "PATCH"}, "no operation"),
        ({"target": f"/fs/container/{OWNER}/object/a"}, "no operation"),
        ({"target": f"/2/fs/container/{OWNER}/objects"}, "no operation"),
        ({"target": f"/2/fs/container/{OWNER}/object/a b"}, "may not"),
        ({"target": f"/2/fs/container/{OWNER}/object/é"}, "may not"),
        ({"target": f"/2/fs/container/{OWNER}/object/%zz"}, "may not"),
        ({"target": GET.target + "?sort=date"}, "sort"),
        ({"target": GET.target + "?limit=0"}, "less than the minimum"),
        ({"target": GET.target + "?limit=many"}, "limit"),
        ({"target": GET.target + "?files_only=1"}, "files_only"),
        ({"target": GET.target + "?from="}, "from"),
        ({"headers": {}}, "Security not found"),
        ({"headers": {"authorization": "Basic x"}}, "Security not found"),
        ({"method": "PUT", "body": b"", "headers": {**GET.headers, "content-type": "application/json"}}, "body"),
        (
            {"method": "PUT", "body": b'{"name": ""}', "headers": {**GET.headers, "content-type": "application/json"}},
            "name",
        ),
        ({"method": "PUT", "body": b"{}", "headers": {**GET.headers, "content-type": "text/plain"}}, "text/plain"),
        (
            {
                "method": "PUT",
                "target": f"/2/fs/container/{OWNER}/object?uploadId=u",
                "body": b"x",
                "headers": {**GET.headers, "content-type": "application/octet-stream"},
            },
            r"files[.]update.*octet-stream",  # without a part's number it is the change of the root
        ),
        (
            {
                "method": "POST",
                "body": b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nx\r\n--b--\r\n',
                "headers": {**GET.headers, "content-type": "multipart/form-data; boundary=b"},
            },
            "file",
        ),
    ],
)
def test_the_referee_refuses_what_is_wrong(change: dict[str, Any], says: str) -> None:
    referee = REFEREES["platformcraft-filespot"]
    assert referee.judge(GET) == Judged("files.get", {"container_id": OWNER, "file_path": "/a"}, {}, b"")
    with pytest.raises(RefusedError, match=says):
        referee.judge(Sent(**{**GET.__dict__, **change}))


def test_the_referee_tells_variants_by_their_keys() -> None:
    referee = REFEREES["platformcraft-filespot"]
    start = Sent("POST", f"/2/fs/container/{OWNER}/object/a?uploads", GET.headers, b"")
    assert referee.judge(start).operation == "files.uploads.start"
    with pytest.raises(RefusedError, match=r"files[.]create"):
        referee.judge(Sent("POST", f"/2/fs/container/{OWNER}/object/a", GET.headers, b""))
    root = Sent("GET", f"/2/fs/container/{OWNER}/object", GET.headers, b"")
    assert referee.judge(root).operation == "files.get"
    status = Sent("GET", f"/2/fs/container/{OWNER}/object?uploadId=u", GET.headers, b"")
    assert referee.judge(status).operation == "files.uploads.status"
