"""The server reads requests of other programs, as they were recorded, in the way that the programs mean them."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests import seed
from tests.unit.mock.kinescope.uploads import upload_helpers as given
from tests.unit.mock.requests.test_http_forms import talk

if TYPE_CHECKING:
    from tests.seed.account import Account
    from tests.seed.workspace import Workspace

CONTENT = b"bytes"
"""The content of every recorded file."""
RECORDED: list[dict[str, Any]] = [
    entry
    for name in ("node", "others")
    for entry in yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text("utf-8"))
]
PRIVATE = "unknown field: private is not documented"
"""The only violation: some forms have a second field."""
READ = {
    "JSON that a transformation compressed": "Content-Encoding gzip: the body is decompressed",
    "compressed JSON": "Content-Encoding gzip: the body is decompressed",
    "a compressed form": "Content-Encoding deflate: the body is decompressed",
    "text as fetch sends it": "the body is JSON, although the request says text/plain",
    "bytes with a form type": "the body is JSON, although the request says application/x-www-form-urlencoded",
    "a folder": "the body is a URL-encoded form instead of multipart/form-data",
    "a form in chunks with a nested part (-F =()": "a part of the form without a name is ignored",
    "a chunk as a POST": "X-HTTP-Method-Override makes the POST a PATCH",
}
"""How requests are read that the descriptions do not have."""


def framed(request: dict[str, str], values: dict[str, str]) -> bytes:
    """Return the bytes of a recorded request for the server at hand."""
    head = request["head"].format(**values)
    body = base64.b64decode(request["base64"]) if "base64" in request else request.get("body", "").encode()
    return head.replace("\n", "\r\n").encode() + b"\r\n" + body


@pytest.mark.parametrize("recorded", RECORDED, ids=lambda entry: f"{entry['program']}: {entry['sends']}")
def test_a_recorded_request_does_what_its_program_means(
    recorded: dict[str, Any], account: Account, workspace: Workspace
) -> None:
    server = workspace.server
    project = seed.project(workspace)["id"]
    upload = seed.upload_session(workspace, project, len(CONTENT))
    values = {
        "account": server.account,
        "access_token": account.tokens["access_token"],
        "project": project,
        "upload": upload["endpoint"].rpartition("/")[2],
    }
    response = b""
    for request in recorded["requests"]:
        waits = "expect: 100-continue" in request["head"].lower()
        *interim, (status, _, response) = talk(server, framed(request, values), count=1 + waits)
        assert [each[0] for each in interim] == [100] * waits
        assert status in (200, 204), response
    (exchange,) = server.control.journal(recorded["operation"], last=1)
    assert set(exchange["violations"]) <= {PRIVATE}
    read = READ.get(recorded["sends"])
    assert read is None or read in exchange["readings"]
    match recorded["operation"]:
        case "files.create" if recorded["sends"] == "a folder":
            assert json.loads(response)["is_dir"]
        case "files.create":
            assert account.download("/talk.mp4").content == CONTENT
        case "tags.create":
            assert json.loads(response)["data"]["tag"] == "one"
        case "auth.login":
            assert json.loads(response)["owner_id"] == server.account
        case "videos.uploads.append":
            assert given.content_of(workspace, upload["id"]) == CONTENT
        case _:
            made = json.loads(response)["data"]
            assert made["title"] == "Talk"
            assert given.content_of(workspace, made["id"]) == CONTENT


def test_every_reading_belongs_to_a_recorded_request() -> None:
    assert {entry["sends"] for entry in RECORDED} >= READ.keys()
