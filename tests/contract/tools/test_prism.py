"""Prism, an independent implementation, as the service and as a proxy between client and server.

In mock mode it validates every request of the client and responds with the page's examples. In proxy mode it
validates real traffic, and reports violations in the header `sl-violations`.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from operator import attrgetter
from typing import Any, cast
from urllib.parse import urlsplit

import httpx2
import pytest
from generator.transform import operations, resolve

from kinocraft import Kinescope, Platformcraft
from kinocraft.errors import APIStatusError
from kinocraft_mock import create_app
from tests.bundles import BUNDLES
from tests.contract.local import AUTH, SEED, Clients, SeededServer, arguments_of, kept
from tests.contract.mounts import MOUNTS
from tests.contract.requests.invalid_requests import InvalidRequest, InvalidRequests
from tests.contract.requests.oracle import Oracle, Sent
from tests.contract.tools.derive import for_prism, shape
from tests.contract.tools.mutants import MUTANTS, serving
from tests.contract.tools.prism import PrismError, PrismProcess
from tests.described_operations import METHODS, OPERATIONS, DescribedOperation, outcome
from tests.json_form import to_json
from tests.samples import sampled
from tests.seed.account import PLAIN
from tests.unit.page_facts import ACCOUNT

LOGIN = "platformcraft-auth"
AT = {urlsplit(BUNDLES[service]["servers"][0]["url"]).netloc: service for service in BUNDLES if "craft" in service}
"""The services of Platformcraft by host."""
MEDIA, UNSEEN = "another media type", 2
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
SERVICES = {subject.name: subject for subject in OPERATIONS}
KINESCOPE = [name for name, subject in SERVICES.items() if subject.vendor == "kinescope"]


class Prisms:
    """Starts a Prism for each derived document on first use: as a mock or, with a server, as a proxy of it."""

    def __init__(self, process: PrismProcess, server: str = "") -> None:
        self.process = process
        self.server = server
        self.oracles = {service: Oracle(document) for service, document in BUNDLES.items()}
        self.derived = {service: for_prism(document) for service, document in BUNDLES.items()}
        self.running: dict[tuple[str, int], str] = {}

    def url(self, service: str, number: int) -> str:
        """Return the URL of the Prism for a service's derived document."""
        derived = self.derived[service]
        if (service, number) not in self.running:
            upstream = f"{self.server}{derived.mounts[number]}" if self.server else None
            self.running[service, number] = self.process.start(derived.documents[number], upstream)
        return self.running[service, number]

    def target(self, service: str, sent: Sent) -> httpx2.URL:
        """Return the URL of the Prism whose document has the operation of a request."""
        meant = self.oracles[service].judge(sent).operation
        for number, document in enumerate(self.derived[service].documents):
            for key, method, operation, _ in operations(document):
                pattern = re.escape(shape(key)).replace(r"\{\}", "[^/]+")
                same = method == sent.method.lower() and operation["x-derived-from"] == meant
                if same and re.fullmatch(pattern, sent.target.partition("?")[0]):
                    return httpx2.URL(self.url(service, number) + sent.target)
        raise AssertionError(f"no derived document has {meant} at {sent.target}")


class Through(httpx2.BaseTransport):
    """Sends requests for the services to their Prisms, and records the violations that these report.

    A login goes to the Prism of the auth service, and everything else to that of `service`.
    """

    def __init__(self, prisms: Prisms, service: str = "") -> None:
        self.prisms = prisms
        self.service = service
        self.network = httpx2.HTTPTransport(verify=PLAIN)
        self.violations: list[str] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        host, sent = kept(request)
        service = "platformcraft-auth" if host == AUTH else self.service or AT[host]
        url = self.prisms.target(service, sent)
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
        fixed |= {f"{AT[host].partition('-')[2]}_url": server + MOUNTS[host] for host in AT}
    return Platformcraft(**fixed, **options, http_client=httpx2.Client(transport=transport))


# --- as the service -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def service(prism: PrismProcess) -> Prisms:
    return Prisms(prism)


@pytest.mark.parametrize("operation", sampled(SERVICES, 3))
def test_prism_accepts_the_clients_request_and_returns_the_example(operation: str, service: Prisms) -> None:
    subject = SERVICES[operation]
    with contextlib.closing(Through(service, subject.service)) as through:
        settings: dict[str, Any] = {"http_client": httpx2.Client(transport=through), "rate_limits": False}
        asked = Kinescope("t", **settings) if subject.vendor == "kinescope" else client(through)
        given = arguments_of(subject.document, operation)
        if operation == "additional_materials.upload":  # the client compares the size of the material with the file's
            given["file"] = bytes(resolve(subject.document, example_of(subject))["value"]["data"]["size"])
        result = attrgetter(METHODS[operation])(asked)(**given)
    service.process.check()
    assert through.violations == []
    if subject.response_media:
        assert outcome(result) == moments(
            subject.expected_result(resolve(subject.document, example_of(subject))["value"])
        )


def example_of(subject: DescribedOperation) -> dict[str, Any]:
    """Return the first example of the successful response."""
    assert subject.response_media
    (example, *_) = subject.response_media["examples"].values()
    return cast(dict[str, Any], example)


def moments(value: Any) -> Any:
    """Return the value with times as Python formats them."""
    if isinstance(value, dict):
        return {name: moments(item) for name, item in value.items()}
    if isinstance(value, list):
        return [moments(item) for item in value]
    if isinstance(value, str) and MOMENT.fullmatch(value):
        return to_json(datetime.fromisoformat(value))
    return value


OBJECT = f"/2/fs/container/{ACCOUNT}/object"
BEARER = {"Authorization": "Bearer x"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
BYTES = {"Content-Type": "application/octet-stream"}


def home(prisms: Prisms, operation: str) -> str:
    """Return the URL of the Prism whose document has the operation."""
    service = SERVICES[operation].service
    for number, document in enumerate(prisms.derived[service].documents):
        if operation in {entry["operationId"] for _, _, entry, _ in operations(document)}:
            return prisms.url(service, number)
    raise KeyError(operation)


# A POST to an upload URL accepts any bytes of any type, so Prism can reject none.
@pytest.mark.parametrize("operation", sampled([name for name in SERVICES if name != "videos.uploads.send"], 4))
def test_prism_rejects_invalid_requests(operation: str, service: Prisms, running_server: Any) -> None:
    subject = SERVICES[operation]
    with contextlib.closing(Clients(running_server)) as clients:
        _, right = clients.request(subject.service, operation, arguments_of(subject.document, operation))
    wrong = min(InvalidRequests(subject.document).of(operation, right), key=unseen)
    response = httpx2.request(
        wrong.sent.method,
        home(service, operation) + wrong.sent.target,
        headers={name: text for name, text in wrong.sent.headers.items() if name not in {"host", "content-length"}},
        content=wrong.sent.body,
        trust_env=False,
    )
    service.process.check()
    status = 401 if wrong.what == "no token" else 400
    assert unseen(wrong) < UNSEEN
    assert response.status_code == status, (wrong.what, response.text)


def unseen(wrong: InvalidRequest) -> int:
    """Return how rarely Prism detects this kind of error: 0 for always, UNSEEN for never."""
    if wrong.what == "no token" or wrong.what.startswith(("JSON [1,", "no ")) or "=" in wrong.what:
        return 0
    return 1 if wrong.what == MEDIA else UNSEEN


def test_a_crashed_prism_is_reported(start_prism: Callable[[], PrismProcess], service: Prisms) -> None:
    doomed = start_prism()
    url = doomed.start(service.derived["platformcraft-filespot"].documents[0])
    part = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n--b--\r\n'
    headers = {**BEARER, "Content-Type": "multipart/form-data; boundary=b"}
    with pytest.raises(httpx2.TransportError):  # a part without Content-Type is valid, and crashes Prism
        httpx2.post(f"{url}{OBJECT}/a", headers=headers, content=part, trust_env=False)
    doomed.process.wait(10)
    with pytest.raises(PrismError, match="Prism ended"):
        doomed.check()
    with pytest.raises(PrismError, match="Prism ended"):
        doomed.close()


# --- between client and server ------------------------------------------------------------------------------------


@contextlib.contextmanager
def proxies(prism: PrismProcess, server: str) -> Iterator[Through]:
    """Yield a transport that reaches the server through Prism."""
    with contextlib.closing(Through(Prisms(prism, server))) as through:
        yield through


@pytest.fixture
def between(prism: PrismProcess, server: Any) -> Iterator[Through]:
    with proxies(prism, server.url) as through:
        yield through


def assert_rejected(status: int, call: Callable[..., Any], *arguments: Any, **options: Any) -> None:
    with pytest.raises(APIStatusError) as caught:
        call(*arguments, **options)
    assert caught.value.status == status


def test_prism_finds_no_violation_in_filespot_traffic(between: Through, server: Any) -> None:
    platformcraft = client(between, server.url, strict=True)
    files, uploads = platformcraft.files, platformcraft.files.uploads
    tokens = platformcraft.auth.login(login="mock", password="mock")
    platformcraft.auth.refresh(user_id=tokens.user_id, refresh_token=tokens.refresh_token)
    assert_rejected(403, platformcraft.auth.login, login="mock", password="wrong")

    files.create("/talks", dir="1")
    files.create("/talks/my talk é 100%?.mp4", file=b"talk")
    files.create("/talks/empty", file=b"")
    assert_rejected(409, files.create, "/talks/empty", file=b"")
    assert [entry.name for entry in files.get("/talks", sort="-name", limit=1, files_only=True).contents or []]
    assert [entry.path for entry in files.list("/talks", limit=1)]
    assert files.get("/", dirs_only=True).contents
    files.update("/talks/empty", name="renamed", description="", private=True, max_height=0)
    assert_rejected(404, files.get, "/talks/empty")

    upload = uploads.start("/talks/a/b")
    assert uploads.status(upload.id).parts is None
    for number, part in enumerate((b"one", b"two")):
        uploads.put_part(upload.id, number, part)
    assert len(uploads.status(upload.id).parts or []) == 2
    assert_rejected(400, uploads.complete, upload.id, sha256="0" * 64)
    assert uploads.complete(upload.id, sha256=hashlib.sha256(b"onetwo").hexdigest()).size == 6
    given_up = uploads.start("/talks/c")
    uploads.cancel(given_up.id)
    assert_rejected(404, uploads.status, given_up.id)
    files.delete("/talks")
    assert_rejected(404, files.get, "/talks")

    assert between.violations == []
    journal = httpx2.get(f"{server.url}/_mock/journal", trust_env=False).json()["exchanges"]
    filespot = {name for name, subject in SERVICES.items() if subject.service in {"platformcraft-filespot", LOGIN}}
    assert {exchange["operation"] for exchange in journal} == filespot


def test_prism_finds_no_violation_in_recorder_and_streamer_traffic(between: Through, server: Any) -> None:
    server.control.freeze()
    now = int(server.control.now())
    platformcraft = client(between, server.url, strict=True)
    streams, records = platformcraft.recorder.streams, platformcraft.recorder.records
    sources = {"https://example.com/360p.m3u8": "360p", "https://example.com/480p.m3u8": "480p"}
    stream = streams.create(name="s", qualities=sources)
    assert streams.update(stream.id, name="new") == streams.get(stream.id)
    assert [each.name for each in streams.list()] == ["new"]
    path = f"/container/{server.account}/object/%s.m3u8"
    assert records.start(stream.id, path=path % "instant", max_dur=60).instant_record_id
    assert_rejected(409, records.start, stream.id, path=path % "another")
    server.control.advance(100)
    instant = records.stop_instant(stream.id)
    waiting = records.create(stream.id, path=path % "later", start=now + 200, stop=now + 300, events_record=True)
    assert records.update(stream.id, waiting.id, stop=now + 400).stop == now + 400
    server.control.advance(150)
    assert records.stop(stream.id, waiting.id).status == "finish"
    assert [len(each.files or []) for each in records.list(stream.id)] == [1, 1]
    assert_rejected(409, records.update, stream.id, waiting.id, email="user@example.com")
    assert records.get(stream.id, instant.id).id == instant.id
    records.delete(stream.id, instant.id)
    streams.delete(stream.id)
    assert_rejected(404, streams.get, stream.id)

    channels, blocks = platformcraft.streamer.channels, platformcraft.streamer.blocks
    files = {height: [platformcraft.files.create(f"/talk_{height}.mp4", file=b"x").id] for height in ("360p", "480p")}
    rtmp = {"stream_name": "key", "url": "rtmp://test1.publish.com", "active": True}
    channel = channels.create(name="c", qualities=["360p", "480p"], gag=files)
    assert channels.update(channel.id, rtmp_publish=rtmp) == channels.get(channel.id) == channels.list().items[0]
    unready = blocks.create(channel.id, timestamp=now, items={})
    assert_rejected(409, blocks.schedule, channel.id, unready.id)
    block = blocks.create(channel.id, name="b", timestamp=now + 9000, loop=False, items=files, status="ready")
    assert blocks.update(channel.id, block.id, name="new", timestamp=now + 9001).stop_ts == now + 9001 + block.duration
    blocks.schedule(channel.id, block.id)
    blocks.start(channel.id, block.id)
    blocks.stop(channel.id, block.id)
    assert blocks.get(channel.id, block.id).status == "finish"
    copies = blocks.copy(channel.id, block.id, name="copy", timestamps=[now + 9999], publish=True)
    assert [each.status for each in copies] == ["wait"]
    assert len(list(blocks.list(channel.id))) == 3
    blocks.delete(channel.id, block.id)
    channels.delete(channel.id)

    assert between.violations == []
    journal = httpx2.get(f"{server.url}/_mock/journal", trust_env=False).json()["exchanges"]
    broadcast = {name for name in SERVICES if name.startswith(("recorder.", "streamer."))}
    assert broadcast <= {exchange["operation"] for exchange in journal}


@pytest.fixture(scope="module")
def kinescope(prism: PrismProcess, running_server: Any) -> Iterator[tuple[SeededServer, Prisms]]:
    """Yield the seeded server, and Prisms as proxies of it."""
    with contextlib.closing(SeededServer(running_server, SEED["kinescope"])) as target:
        yield target, Prisms(prism, running_server.url)


@pytest.mark.parametrize("operation", sampled(KINESCOPE, 4))
def test_prism_finds_no_violation_in_kinescope_traffic(operation: str, kinescope: tuple[SeededServer, Prisms]) -> None:
    target, prisms = kinescope
    target.restore()
    subject = SERVICES[operation]
    with contextlib.closing(Through(prisms, subject.service)) as through:
        settings: dict[str, Any] = {"http_client": httpx2.Client(transport=through), "rate_limits": False}
        asked = Kinescope(target.server.token, **settings, strict=True)
        attrgetter(METHODS[operation])(asked)(**target.fitting(operation, arguments_of(subject.document, operation)))
    prisms.process.check()
    assert through.violations == []


def test_prism_reports_an_invalid_request(between: Through, server: Any) -> None:
    platformcraft = client(between, server.url)
    platformcraft.auth.login(login="mock", password="mock")
    url = between.prisms.url("platformcraft-filespot", 0)
    response = httpx2.get(f"{url}{OBJECT}/a?limit=0", headers=BEARER, trust_env=False)
    assert [text for text in violations(response) if text.startswith("Error request.query.limit")]


def test_prism_reports_an_invalid_response(prism: PrismProcess) -> None:
    with defective("ST108") as url, proxies(prism, url) as through:
        client(through, url, on_drift=lambda drift: None).files.get("/")
        assert [text for text in through.violations if text.startswith("Error response.body") and "'size'" in text]


def test_prism_reports_an_undescribed_status(prism: PrismProcess) -> None:
    with defective("ST103") as url, proxies(prism, url) as through:
        client(through, url).files.create("/a", file=b"")
        assert [text for text in through.violations if "201" in text or "status code" in text]


@contextlib.contextmanager
def defective(code: str) -> Iterator[str]:
    """Return a server with the defect that schemathesis reports under the code."""
    mutant = next(mutant for mutant in MUTANTS if mutant.code == code)
    with contextlib.closing(create_app(limits=False)) as app, serving(mutant.mutate(app)) as url:
        yield url
