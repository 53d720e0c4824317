"""Every field that the descriptions mark with `x-secret` is hidden in the journal and in HAR."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from kinocraft_mock.journal.masking import HIDDEN
from kinocraft_mock.openapi.validation import is_secret
from tests.secret_fields import SECRET_FIELDS, SECRET_PATHS

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "s3cr3t-x9"
NAMES = sorted({field.name for field in SECRET_FIELDS})
NESTED: Any = ["", {"a": SECRET}]


def shown(server: Any, tmp_path: Path) -> str:
    server.control.save_har(tmp_path / "journal.har")
    return (tmp_path / "journal.har").read_text() + json.dumps(server.control.journal(bodies=True))


def test_the_descriptions_have_secrets_to_hide() -> None:
    assert {"password", "endpoint", "secure_link", "stream_name", "access_token", "streamkey"} <= set(NAMES)
    assert {path for _, path in SECRET_PATHS} == {"/tus/{upload_id}"}
    assert all(map(is_secret, NAMES))


@pytest.mark.parametrize("name", NAMES)
def test_the_journal_hides_a_secret_field(server: Any, name: str, tmp_path: Path) -> None:
    url = f"{server.url}/kinescope/api/v1/tags"
    known = {"Authorization": "Bearer mock-token"}
    server.control.fault(
        "tags.list", "status", status=400, body=json.dumps({"data": [{name: SECRET, "n": 1}]}), headers={name: SECRET}
    )
    with httpx2.Client(trust_env=False, headers=known) as client:
        client.get(url, params={name: SECRET, "page": 1})
        client.post(url, json={name: SECRET, "inner": [{name: SECRET}], "shown": "shown"})
        client.post(url, json={name: [SECRET]})
        client.post(url, content=f'{{"{name}": "{SECRET}')
        client.post(url, data={name: SECRET})
        client.post(url, files={name: (None, SECRET)})
        client.post(f"{server.url}/nowhere", json={name: SECRET})
    text = shown(server, tmp_path)
    assert SECRET not in text
    assert text.count(HIDDEN) > 12
    assert "shown" in text


@pytest.mark.parametrize(("mount", "path"), SECRET_PATHS)
@pytest.mark.parametrize("method", ["POST", "PATCH", "HEAD", "GET", "PUT"])
def test_the_journal_hides_a_secret_address(server: Any, mount: str, path: str, method: str, tmp_path: Path) -> None:
    address = f"{mount}{path.partition('{')[0]}"
    with httpx2.Client(trust_env=False) as client:
        client.request(method, f"{server.url}{address}{SECRET}", headers={"Tus-Resumable": "1.0.0"})
        client.request(
            method, f"{server.url}{address}{SECRET}/more?a=b", headers={"Referer": f"http://x{address}{SECRET}"}
        )
    text = shown(server, tmp_path)
    assert SECRET not in text
    assert f"{address}{HIDDEN}" in text


def test_an_upload_address_is_hidden_wherever_it_is_sent(server: Any, tmp_path: Path) -> None:
    known = {"Authorization": "Bearer mock-token"}
    with httpx2.Client(trust_env=False, headers=known) as client:
        project = client.post(
            f"{server.url}/kinescope/api/v1/projects",
            json={"name": "p", "privacy_type": "anywhere", "privacy_domains": []},
        ).json()["data"]["id"]
        made = client.post(
            f"{server.url}/kinescope/uploader/v2/init",
            json={
                "filesize": 3,
                "type": "video",
                "title": "t",
                "parent_id": project,
                "filename": "a.mp4",
                "client_ip": "127.0.0.1",
            },
        )
        endpoint = made.json()["data"]["endpoint"]
        sent = client.patch(
            endpoint,
            content=b"abc",
            headers={"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"},
        )
    assert sent.status_code == 204
    text = shown(server, tmp_path)
    assert endpoint.rpartition("/")[2] not in text
    assert server.control.journal("videos.uploads.append")[0]["path"] == f"/kinescope/uploader/tus/{HIDDEN}"


def test_a_violation_does_not_show_a_secret(server: Any, tmp_path: Path) -> None:
    known = {"Authorization": "Bearer mock-token"}
    with httpx2.Client(trust_env=False, headers=known) as client:
        for name in NAMES:
            client.post(f"{server.url}/kinescope/api/v1/moderators", json={name: NESTED, "email": {name: SECRET}})
        client.put(f"{server.url}/kinescope/api/v1/cdn/zones/x", json={"access_control": {"secure_link": [SECRET]}})
    assert SECRET not in shown(server, tmp_path)
