"""The vendors' own code samples work at the local server, or vendor_samples.yaml says why they cannot.

The file has the requests that the samples send, so that they are tested without the pages, too.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest
import yaml

from tests.contract.calls_platformcraft import PART, PART_SHA256
from tests.contract.local import FRESH, SeededServer
from tests.contract.mounts import MOUNTS
from tests.contract.seeded import THEN
from tests.contract.vendor_samples.samples import Sample, SampleError, SampleRequest, find, words_of
from tests.seed.account import PLAIN
from tests.seed.broadcast import ok
from tests.unit.vendor_docs.sample_pages import need

FACTS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("samples.yaml").read_text("utf-8"))
VENDORS = ("kinescope", "platformcraft")
FREE = "files.uploads.start"
"""An operation whose sample needs a path without a file."""
EXISTING = {"files.get", "files.update", "files.delete"}
"""Operations whose samples need the file that the sample of an upload makes."""
SAMPLES, REJECTED = 115, 17
"""How many samples there are, and how many of them do not work."""
TEXTS = ("playlist_name", "channel_name", "block_name", "copy_block_name")


def named(facts: dict[str, Any]) -> str:
    return f"{facts['operation']}-{facts['language']}"


def values(target: SeededServer, facts: dict[str, Any]) -> dict[str, str]:
    """Return what stands in the target of the placeholders and ids of a sample, after creating what it needs."""
    target.restore()
    seeded = target.seeded
    if facts["page"] == "kinescope":
        return {"<ACCESS_TOKEN>": seeded.token}
    if facts["operation"] in EXISTING:
        ok(seeded.account.file("/path/to/file.mp4", b"bytes"))
    if facts["operation"] == FREE:
        ok(seeded.account.delete("/test/test.mp4"))
    ids = {**seeded.ids, **{name: make(seeded) for name, make in FRESH.get(facts["operation"], {}).items()}}
    if "object?" in facts["url"] and facts["operation"] == "files.uploads.put_part":
        ids["uploadId"] = seeded.account.start("/parts/sample")
    return {
        "{your_owner_ID}": seeded.owner,
        "{your_user_ID}": ids["user_id"],
        "{your_access_token}": seeded.token,
        "{your_refresh_token}": ids["refresh_token"],
        **{f"{{{name}}}": ids[name] for name in ("stream_id", "record_id", "channel_id", "block_id")},
        "{unix_start_time}": str(THEN + 700_000),
        "{unix_stop_time}": str(THEN + 800_000),
        **{f"{{{name}}}": name for name in TEXTS},
        **dict.fromkeys(("{video_id_1}", "{video_id_2}"), seeded.files["480p"]),
        "login=example&password=example": "login=mock&password=mock",
        "4c0e8fd63af9a3fdd397aa1ed561f560cbfb34e7da66426ad1aaa139fe22a9d3": PART_SHA256,
        "5a2ea8b52973db0008e12386": ids["uploadId"],
        **{sample: real for sample, real in seeded.real.items() if sample in facts.get("body", "")},
    }


def filled(text: str, given: dict[str, str]) -> str:
    """Return a text with values in the target of its placeholders."""
    for placeholder, value in given.items():
        text = text.replace(placeholder, value)
    assert not re.search(r"\{\w+\}|<[A-Z_]+>", text), text
    return text


def at_server(url: str, server: str) -> str:
    """Return the URL with the local server in the target of the vendor's host."""
    parts = urlsplit(url)
    return f"{server}{MOUNTS[parts.netloc]}{url.partition(parts.netloc)[2]}"


def request_of(facts: dict[str, Any]) -> SampleRequest:
    return SampleRequest(**{key: facts[key] for key in ("method", "url", "headers", "body", "file") if key in facts})


def send(target: SeededServer, facts: dict[str, Any]) -> httpx2.Response:
    """Send what a sample sends, with values in the target of its placeholders."""
    given = values(target, facts)
    sample = request_of(facts)
    headers = {name: filled(value, given) for name, value in sample.headers.items()}
    url = at_server(filled(sample.url, given), target.server.url)
    with httpx2.Client(trust_env=False, verify=PLAIN) as client:
        for name in ("accept", "accept-encoding", "user-agent"):
            client.headers.pop(name, None)
        if sample.file == "form":
            # curl adds the boundary to the type that the sample names.
            headers.pop("Content-Type", None)
            return client.request(sample.method, url, headers=headers, files={"file": ("file.mp4", b"bytes")})
        content = PART if sample.file == "raw" else filled(sample.body, given).encode()
        return client.request(sample.method, url, headers=headers, content=content or None)


@pytest.mark.parametrize("facts", [each for each in FACTS if "url" in each], ids=named)
def test_sample_works_or_is_rejected_for_its_reason(
    facts: dict[str, Any], seeded_servers: dict[str, SeededServer]
) -> None:
    target = seeded_servers[facts["page"]]
    if int(facts["headers"].get("Content-Length", 0)) > len(facts.get("body", "")):
        assert facts["rejected"].keys() == {"reason"}, "the request never ends"
        return
    response = send(target, facts)
    assert target.server.control.journal()[-1]["operation"] == facts["operation"]
    if "rejected" in facts:
        assert response.status_code == facts["rejected"]["status"], response.text
    else:
        assert response.is_success, f"{response.status_code} {response.text}"


def test_each_sample_that_does_not_work_has_a_reason() -> None:
    for facts in FACTS:
        assert "url" in facts or facts["rejected"].keys() == {"reason"}
        if "rejected" in facts:
            assert facts["rejected"]["reason"].endswith(".")
    assert len(FACTS) == SAMPLES
    assert sum("rejected" in facts for facts in FACTS) == REJECTED


def facts_of(page: str, sample: Sample) -> dict[str, Any]:
    """Return a sample as the file has it, without what the file adds."""
    try:
        request = {key: value for key, value in asdict(sample.request()).items() if value or key == "headers"}
    except SampleError:
        request = {}
    return {"page": page, "language": sample.language, **request}


@pytest.mark.parametrize("page", VENDORS)
def test_file_has_the_samples_of_the_page(page: str) -> None:
    kept = [
        {key: value for key, value in facts.items() if key not in ("operation", "rejected")}
        for facts in FACTS
        if facts["page"] == page
    ]
    assert [facts_of(page, sample) for sample in find(need(page))] == kept


@pytest.mark.parametrize("page", VENDORS)
def test_curl_itself_sends_the_curl_samples(page: str, seeded_servers: dict[str, SeededServer], tmp_path: Path) -> None:
    """The samples of the page go to the real curl, with another host and values for placeholders."""
    program = shutil.which("curl")
    text = need(page)
    if program is None:
        pytest.skip("no curl on this machine")
    (tmp_path / "file.mp4").write_bytes(b"bytes")
    of_page = [facts for facts in FACTS if facts["page"] == page]
    results: dict[str, tuple[str, str]] = {}
    for sample, facts in zip(find(text), of_page, strict=True):
        if sample.language != "curl" or "url" not in facts or "Content-Length" in facts["headers"]:
            continue
        target = seeded_servers[page]
        given = {**values(target, facts), "{path_to_local_file}": str(tmp_path / "file.mp4")}
        words = [filled(word, given) for word in words_of(sample.text)[1:]]
        words = [at_server(word, target.server.url) if word.startswith("https://") else word.strip() for word in words]
        command = [program, "--silent", "--noproxy", "*", "--output", "-", "--write-out", "\n%{http_code}", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, cwd=tmp_path)
        expected = str(facts["rejected"]["status"]) if "rejected" in facts else "2"
        results[named(facts)] = (expected, done.stdout.rpartition("\n")[2])
    assert results
    assert {name: pair for name, pair in results.items() if not pair[1].startswith(pair[0])} == {}
