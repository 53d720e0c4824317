"""`api METHOD PATH`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from tests.cli.conftest import Command

LISTS = ("-f", "one[]=a", "-f", "two[]=a", "-f", "two[]=b")


def last(server: Any) -> dict[str, Any]:
    exchange: dict[str, Any] = server.control.journal(bodies=True)[-1]
    return exchange


def test_api_prints_the_body_as_it_is(kinocraft: Command, project: str) -> None:
    ended = kinocraft("api", "get", "kinescope:/v1/projects")
    assert ended.out.endswith("\n")
    assert [each["id"] for each in ended.json[0]["data"]] == [project]


@pytest.mark.parametrize(
    "path",
    ["kinescope.api:/v1/projects", "https://api.kinescope.io/v1/projects", "kinescope:/v1/projects?per_page=1"],
)
def test_api_takes_a_path_of_a_service_or_a_documented_url(kinocraft: Command, project: str, path: str) -> None:
    assert kinocraft("api", "GET", path).json[0]["data"][0]["id"] == project


def test_api_fills_in_the_id_of_the_account(kinocraft: Command, server: Any) -> None:
    assert kinocraft("api", "GET", "platformcraft.recorder:/{owner_id}").code == 0
    assert server.account in last(server)["path"]


@pytest.mark.parametrize(
    "path",
    [
        "/v1/projects",
        "dropbox:/a",
        "kinescope.other:/a",
        "kinescope:v1",
        "https://example.com/v1/projects",
        "kinescope",
    ],
)
def test_api_rejects_an_address_of_another_host(kinocraft: Command, server: Any, path: str) -> None:
    assert kinocraft("api", "GET", path).code == 2
    assert server.control.journal() == []


def test_api_sends_fields_of_a_get_in_the_query(kinocraft: Command, project: str, server: Any) -> None:
    fields = ("-F", "per_page=1", "-f", "status[]=done", "-f", "status[]=error")
    assert kinocraft("api", "GET", "kinescope:/v1/videos", *fields).code == 0
    assert parse_qsl(last(server)["query"]) == [("status[]", "done"), ("status[]", "error"), ("per_page", "1")]


def test_api_sends_typed_fields_in_a_json_body(kinocraft: Command, server: Any, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("from a file")
    fields = {"text": "1", "number": 1, "yes": True, "no": None, "list": ["a"], "file": "from a file", "word": "plain"}
    fields |= {"one": ["a"], "two": ["a", "b"]}
    typed = ["number=1", "yes=true", "no=null", 'list=["a"]', f"file=@{tmp_path}/text", "word=plain"]
    kinocraft(
        "api",
        "POST",
        "kinescope:/v1/projects",
        "-f",
        "text=1",
        *LISTS,
        *(part for each in typed for part in ("-F", each)),
    )
    assert json.loads(last(server)["request_body"]) == fields


def test_api_sends_a_file_or_stdin_as_the_body(kinocraft: Command, project: str, server: Any, tmp_path: Path) -> None:
    body = '{"name": "Folder"}'
    (tmp_path / "body.json").write_text(body)
    path = f"kinescope:/v1/projects/{project}/folders"
    made = [
        kinocraft("api", "POST", path, "--input", tmp_path / "body.json"),
        kinocraft("api", "POST", path, "--input", "-", stdin=body),
    ]
    assert [each.json[0]["data"]["name"] for each in made] == ["Folder", "Folder"]


def test_api_sends_headers(kinocraft: Command, talk: Path, project: str) -> None:
    (made,) = kinocraft(
        "api", "POST", "kinescope.upload:/v2/video", "--input", talk, "-H", f"X-Parent-ID: {project}", "-H",
        "X-Video-Title: From the shell", "-H", "Content-Type: video/mp4",
    ).json  # fmt: skip
    assert made["data"]["title"] == "From the shell"


def test_api_requests_all_pages_by_number(kinocraft: Command) -> None:
    for number in range(5):
        kinocraft("api", "POST", "kinescope:/v1/tags", "-f", f"tag=tag-{number}")
    pages = kinocraft("api", "GET", "kinescope:/v1/tags", "-f", "per_page=2", "--paginate").json
    assert [len(page["data"]) for page in pages] == [2, 2, 1]


def test_api_requests_all_pages_by_their_links(kinocraft: Command, talk: Path) -> None:
    for number in range(3):
        kinocraft("upload", talk, "--to", f"platformcraft:/many/{number}", "-q")
    path = "platformcraft:/2/fs/container/{owner_id}/object/many"
    pages = kinocraft("api", "GET", path, "-f", "limit=2", "--paginate").json
    assert [[each["name"] for each in page["contents"]] for page in pages] == [["0", "1"], ["2"]]


def test_api_prints_status_and_headers_on_request(kinocraft: Command) -> None:
    lines = kinocraft("api", "GET", "kinescope:/v1/projects", "-i").out.splitlines()
    assert lines[0] == "HTTP 200"
    assert any(line.lower().startswith("content-type: application/json") for line in lines)


def test_api_prints_an_error_with_its_exit_code(kinocraft: Command) -> None:
    ended = kinocraft("api", "GET", "kinescope:/v1/nothing", "--json")
    assert (ended.code, ended.out, ended.error["status"]) == (4, "", 404)


@pytest.mark.parametrize(
    "options", [("-f", "name"), ("-f", "=1"), ("-H", "name"), ("-F", ""), ("-H", ":a")], ids=lambda each: " ".join(each)
)
def test_api_rejects_a_malformed_option(kinocraft: Command, server: Any, options: tuple[str, str]) -> None:
    assert kinocraft("api", "GET", "kinescope:/v1/projects", *options).code == 2
    assert server.control.journal() == []


def test_api_reports_a_missing_file(kinocraft: Command, tmp_path: Path) -> None:
    missing = tmp_path / "nope"
    assert kinocraft("api", "POST", "kinescope:/v1/tags", "-F", f"tag=@{missing}").code == 8
    assert kinocraft("api", "POST", "kinescope:/v1/tags", "--input", missing).code == 8
