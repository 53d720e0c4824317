"""Prism, which knows the descriptions and nothing of this project, as the service and between client and server.

As the service (mock mode) it checks every request of the client and answers with the page's examples. Between the two
(proxy mode) it checks what really passes, and says what it minds in the header `sl-violations`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft import Platformcraft
from kinocraft.errors import APIStatusError
from kinocraft_mock import create_app
from scripts.generator.bundle import bundle, services
from scripts.generator.transform import operations, resolve
from tests.contract.derive import for_prism, shape
from tests.contract.mutants import MUTANTS, serving
from tests.contract.prism import Prism, PrismError
from tests.contract.referee import Referee, Sent
from tests.plain import plain
from tests.unit.page_facts import ACCOUNT, EXAMPLES, REFRESH_TOKEN, UPLOAD

ROOT = Path(__file__).resolve().parent.parent.parent
BUNDLES = {folder.name: bundle(folder) for folder in services(ROOT / "specs")}
MOUNTS = {"platformcraft-auth": "/platformcraft/auth", "platformcraft-filespot": "/platformcraft/filespot"}
StartPrism = Callable[..., Prism]

CALLS: dict[str, dict[str, Any]] = {
    "auth.login": {"login": "example", "password": "example"},
    "auth.refresh": {"user_id": ACCOUNT, "refresh_token": REFRESH_TOKEN},
    "files.get": {"file_path": "/test", "sort": "-time", "limit": 1, "files_only": True},
    "files.create": {"file_path": "/path/to/file.mp4", "file": b"bytes"},
    "files.update": {"file_path": "/test/test.mp4", "name": "test_1.mp4"},
    "files.delete": {"file_path": "/test/test.mp4"},
    "files.uploads.start": {"file_path": "/test/test.mp4"},
    "files.uploads.put_part": {"upload_id": UPLOAD, "upload_part_num": 0, "body": b"bytes"},
    "files.uploads.status": {"upload_id": UPLOAD},
    "files.uploads.complete": {"upload_id": UPLOAD, "sha256": "0" * 64},
    "files.uploads.cancel": {"upload_id": UPLOAD},
}


class Prisms:
    """A Prism for each derived document that is asked for."""

    def __init__(self, start: StartPrism, mode: str, server: str = "") -> None:
        self.start = start
        self.mode = mode
        self.server = server
        self.referees = {service: Referee(document) for service, document in BUNDLES.items()}
        self.derived = {service: for_prism(document).documents for service, document in BUNDLES.items()}
        self.running: dict[tuple[str, int], Prism] = {}

    def url(self, service: str, number: int) -> str:
        """Where the Prism of a service's derived document is."""
        if (service, number) not in self.running:
            upstream = [f"{self.server}{MOUNTS[service]}"] if self.mode == "proxy" else []
            self.running[service, number] = self.start(self.derived[service][number], self.mode, *upstream)
        return self.running[service, number].url

    def target(self, service: str, request: httpx2.Request) -> httpx2.URL:
        """Where a request goes: to the Prism whose document has the operation that it means."""
        path = request.url.raw_path.decode("ascii").removeprefix(MOUNTS[service])
        sent = Sent(request.method, path, dict(request.headers), request.content)
        meant = self.referees[service].judge(sent).operation
        for number, document in enumerate(self.derived[service]):
            for key, method, operation, _ in operations(document):
                pattern = re.escape(shape(key)).replace(r"\{\}", "[^/]+")
                same = method == request.method.lower() and operation["x-derived-from"] == meant
                if same and re.fullmatch(pattern, path.partition("?")[0]):
                    return httpx2.URL(self.url(service, number) + path)
        raise AssertionError(f"no derived document has {meant} at {path}")

    def check(self) -> None:
        """Raise if one is gone."""
        for prism in self.running.values():
            prism.check()

    def close(self) -> None:
        """Stop them; raise if one was gone."""
        for prism in self.running.values():
            prism.close()


class Through(httpx2.BaseTransport):
    """Sends what is meant for the services to their Prisms, and keeps what these mind."""

    def __init__(self, prisms: Prisms) -> None:
        self.prisms = prisms
        self.network = httpx2.HTTPTransport()
        self.violations: list[str] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        auth = request.url.path.removeprefix(MOUNTS["platformcraft-auth"]) in {"/token", "/refresh"}
        url = self.prisms.target("platformcraft-auth" if auth else "platformcraft-filespot", request)
        headers = {name: value for name, value in request.headers.items() if name.lower() != "host"}
        response = self.network.handle_request(
            httpx2.Request(request.method, url, headers=headers, content=request.content)
        )
        self.violations += violations(response)
        return response

    def close(self) -> None:
        self.network.close()


def violations(response: httpx2.Response) -> list[str]:
    found = json.loads(response.headers.get("sl-violations", "[]"))
    return [f"{each['severity']} {'.'.join(each['location'])}: {each['message']}" for each in found]


def client(transport: httpx2.BaseTransport, server: str = "", **options: Any) -> Platformcraft:
    fixed: dict[str, Any] = {"login": "mock", "password": "mock", "rate_limits": False, "retries": 0}
    if server:
        fixed["auth_url"] = server + MOUNTS["platformcraft-auth"]
        fixed["filespot_url"] = server + MOUNTS["platformcraft-filespot"]
    return Platformcraft(**fixed, **options, http_client=httpx2.Client(transport=transport))


# --- as the service -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def service(prism: StartPrism) -> Iterator[Prisms]:
    with contextlib.closing(Prisms(prism, "mock")) as prisms:
        yield prisms


@pytest.mark.parametrize("operation", CALLS)
def test_takes_the_clients_request_and_answers_with_the_example(operation: str, service: Prisms) -> None:
    with contextlib.closing(Through(service)) as through:
        result = attrgetter(operation)(client(through, strict=True))(**CALLS[operation])
    service.check()
    assert through.violations == []
    assert plain(result) == page_answer(operation)


def page_answer(operation: str) -> Any:
    for document in BUNDLES.values():
        for _, _, candidate, _ in operations(document):
            content = candidate["responses"].get("200", {}).get("content", {}).get("application/json")
            if candidate["operationId"] == operation and content:
                return resolve(document, content["examples"]["page"])["value"]
    return None


OBJECT = f"/2/fs/container/{ACCOUNT}/object"
BEARER = {"Authorization": "Bearer x"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
BYTES = {"Content-Type": "application/octet-stream"}
WRONG: dict[str, tuple[str, dict[str, str], bytes]] = {
    "auth.login": ("POST /token", FORM, b"login=example"),
    "auth.refresh": ("POST /refresh", JSON, b'{"user_id": ""}'),
    "files.get": (f"GET {OBJECT}/test?limit=0", BEARER, b""),
    "files.create": (f"POST {OBJECT}/test", {**BEARER, "Content-Type": "multipart/form-data; boundary=b"}, b"--b--"),
    "files.update": (f"PUT {OBJECT}/test", {**BEARER, **JSON}, b'{"private": "yes"}'),
    "files.delete": (f"DELETE {OBJECT}/test", {}, b""),
    "files.uploads.start": (f"POST {OBJECT}/test?uploads", {}, b""),
    "files.uploads.put_part": (f"PUT {OBJECT}?uploadId=u&uploadPartNum=one", {**BEARER, **BYTES}, b"x"),
    "files.uploads.status": (f"GET {OBJECT}", BEARER, b""),
    "files.uploads.complete": (f"POST {OBJECT}?uploadId=u", {**BEARER, **JSON}, b'{"sha256": "short"}'),
    "files.uploads.cancel": (f"DELETE {OBJECT}?uploadId=u", {}, b""),
}
"""For each operation a request that must not pass: method and target, headers, body."""


def home(prisms: Prisms, operation: str) -> str:
    """Where the Prism is whose document has the operation."""
    for service, documents in prisms.derived.items():
        for number, document in enumerate(documents):
            if operation in {entry["operationId"] for _, _, entry, _ in operations(document)}:
                return prisms.url(service, number)
    raise KeyError(operation)


def test_there_is_a_wrong_request_for_each_operation() -> None:
    assert WRONG.keys() == CALLS.keys() == EXAMPLES.keys()


@pytest.mark.parametrize("operation", WRONG)
def test_refuses_what_is_wrong(operation: str, service: Prisms) -> None:
    line, headers, body = WRONG[operation]
    method, target = line.split()
    answer = httpx2.request(method, home(service, operation) + target, headers=headers, content=body, trust_env=False)
    service.check()
    secured = operation.startswith("files")
    assert answer.status_code == (401 if secured and "Authorization" not in headers else 400), answer.text


def test_a_prism_that_died_is_noticed(prism: StartPrism, service: Prisms) -> None:
    doomed = prism(service.derived["platformcraft-filespot"][0], "mock")
    part = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n--b--\r\n'
    headers = {**BEARER, "Content-Type": "multipart/form-data; boundary=b"}
    with pytest.raises(httpx2.TransportError):  # a part without Content-Type is legal, and kills it
        httpx2.post(f"{doomed.url}{OBJECT}/a", headers=headers, content=part, trust_env=False)
    doomed.process.wait(10)
    with pytest.raises(PrismError, match="Prism ended"):
        doomed.check()
    with pytest.raises(PrismError, match="Prism ended"):
        doomed.close()


# --- between client and server ------------------------------------------------------------------------------------


@contextlib.contextmanager
def proxies(prism: StartPrism, server: str) -> Iterator[Through]:
    """A way to a server that leads through Prism."""
    with contextlib.closing(Prisms(prism, "proxy", server)) as prisms, contextlib.closing(Through(prisms)) as through:
        yield through


@pytest.fixture
def between(prism: StartPrism, server: Any) -> Iterator[Through]:
    with proxies(prism, server.url) as through:
        yield through


def refused(status: int, call: Callable[..., Any], *arguments: Any, **options: Any) -> None:
    with pytest.raises(APIStatusError) as caught:
        call(*arguments, **options)
    assert caught.value.status == status


def test_minds_nothing_of_what_passes(between: Through, server: Any) -> None:
    platformcraft = client(between, server.url, strict=True)
    files, uploads = platformcraft.files, platformcraft.files.uploads
    tokens = platformcraft.auth.login(login="mock", password="mock")
    platformcraft.auth.refresh(user_id=tokens.user_id, refresh_token=tokens.refresh_token)
    refused(403, platformcraft.auth.login, login="mock", password="wrong")

    files.create("/talks", dir="1")
    files.create("/talks/my talk é 100%?.mp4", file=b"talk")
    files.create("/talks/empty", file=b"")
    refused(409, files.create, "/talks/empty", file=b"")
    assert [entry.name for entry in files.get("/talks", sort="-name", limit=1, files_only=True).contents or []]
    assert [entry.path for entry in files.list("/talks", limit=1)]
    assert files.get("/", dirs_only=True).contents
    files.update("/talks/empty", name="renamed", description="", private=True, max_height=0)
    refused(404, files.get, "/talks/empty")

    upload = uploads.start("/talks/a/b")
    assert uploads.status(upload.id).parts is None
    for number, part in enumerate((b"one", b"two")):
        uploads.put_part(upload.id, number, body=part)
    assert len(uploads.status(upload.id).parts or []) == 2
    refused(400, uploads.complete, upload.id, sha256="0" * 64)
    assert uploads.complete(upload.id, sha256=hashlib.sha256(b"onetwo").hexdigest()).size == 6
    given_up = uploads.start("/talks/c")
    uploads.cancel(given_up.id)
    refused(404, uploads.status, given_up.id)
    files.delete("/talks")
    refused(404, files.get, "/talks")

    assert between.violations == []
    journal = httpx2.get(f"{server.url}/_mock/journal", trust_env=False).json()["exchanges"]
    assert {exchange["operation"] for exchange in journal} == EXAMPLES.keys()


def test_minds_a_wrong_request(between: Through, server: Any) -> None:
    platformcraft = client(between, server.url)
    platformcraft.auth.login(login="mock", password="mock")
    url = between.prisms.url("platformcraft-filespot", 0)
    answer = httpx2.get(f"{url}{OBJECT}/a?limit=0", headers=BEARER, trust_env=False)
    assert [text for text in violations(answer) if text.startswith("Error request.query.limit")]


def test_minds_a_wrong_answer(prism: StartPrism) -> None:
    with defective("ST108") as url, proxies(prism, url) as through:
        client(through, url, on_drift=lambda drift: None).files.get("/")
        assert [text for text in through.violations if text.startswith("Error response.body") and "'size'" in text]


def test_minds_a_status_that_is_not_described(prism: StartPrism) -> None:
    with defective("ST103") as url, proxies(prism, url) as through:
        client(through, url).files.create("/a", file=b"")
        assert [text for text in through.violations if "201" in text or "status code" in text]


@contextlib.contextmanager
def defective(code: str) -> Iterator[str]:
    """A server with the defect that schemathesis reports under the code."""
    mutant = next(mutant for mutant in MUTANTS if mutant.code == code)
    with contextlib.closing(create_app(limits=False)) as app, serving(mutant.mutate(app, "")) as url:
        yield url
