"""Kinescope's state in a data folder after a kill, and the bytes of its files."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tarfile
from typing import TYPE_CHECKING

import httpx2
import pytest

from kinocraft_mock import running
from kinocraft_mock.services.kinescope.store.files import Files, lasting_path
from kinocraft_mock.services.kinescope.store.resource_types import VIDEO
from tests import seed
from tests.seed.account import PLAIN
from tests.seed.workspace import API, Workspace, data, error

if TYPE_CHECKING:
    from pathlib import Path

    from kinocraft_mock.services.kinescope.store.files import StoredFile


def test_acknowledged_writes_survive_a_kill(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "kinocraft_mock",
        "serve",
        "--port",
        "0",
        "--no-limits",
        "--data-dir",
        str(tmp_path),
    ]
    made = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://[^ ]+", process.stdout.readline())
        assert found
        header = {"Authorization": "Bearer mock-token"}
        with httpx2.Client(base_url=found[0] + API, headers=header, trust_env=False, verify=PLAIN) as http:
            made = [data(http.post("/v1/tags", json={"tag": str(number)}))["id"] for number in range(30)]
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    with running(data_dir=tmp_path, limits=False) as server:
        workspace = Workspace(server)
        with workspace.http:
            kept = data(workspace.get("/v1/tags", per_page=100))
            assert [each["id"] for each in kept] == made[::-1]
            fresh = data(workspace.post("/v1/tags", {"tag": "after"}))["id"]
            assert fresh not in made
            assert workspace.get("/v1/tags").json()["meta"]["pagination"]["total"] == 31


def test_files_with_shared_bytes_are_exported_once_and_restored(tmp_path: Path) -> None:
    with running(limits=False) as server:  # an account that used only Kinescope
        workspace = Workspace(server)
        with workspace.http:
            made = seed.finished_video(workspace, content=b"shared")
            copied = seed.finish(workspace, data(workspace.post(f"/v1/videos/{made['id']}/copy", {}))["id"])
            server.control.save_state(tmp_path / "state.tar")
            with tarfile.open(tmp_path / "state.tar") as archive:
                assert sum(name.startswith("blobs/") for name in archive.getnames()) == 1
            server.control.load_state(tmp_path / "state.tar")
            for video in (made, copied):
                link = seed.uploaded_file(seed.get_video(workspace, video["id"]))["download_link"]
                assert workspace.http.get(link).content == b"shared"


@pytest.fixture
def file(workspace: Workspace) -> StoredFile:
    context = workspace.server.app.context
    pieces = []
    for block in (b"01234", b"56789"):
        incoming = context.blobs.open()
        incoming._write([block])
        pieces.append((context.blobs.keep(incoming), len(block)))
    video = workspace.objects.get(VIDEO, seed.video(workspace, seed.project(workspace)["id"])["id"])
    return context.component(Files).add(video, "another", "Фильм 1.mp4", "video/mp4", pieces)


def test_files_are_served_whole_and_by_range(workspace: Workspace, file: StoredFile) -> None:
    address = workspace.server.url + lasting_path(workspace.server.app.context, file)
    with httpx2.Client(trust_env=False, verify=PLAIN) as anyone:
        whole = anyone.get(address)
        assert (whole.status_code, whole.content, whole.headers["Content-Type"]) == (200, b"0123456789", "video/mp4")
        part = anyone.get(address, headers={"Range": "bytes=3-6"})
        assert (part.status_code, part.content) == (206, b"3456")
        assert part.headers["Content-Range"] == "bytes 3-6/10"
        head = anyone.head(address)
        assert (head.status_code, head.content, head.headers["Content-Length"]) == (200, b"", "10")
        error(anyone.get(f"{address}x"), 404, 400404)
        error(anyone.get(address, headers={"Range": "bytes=10-"}), 416, 416416)
        rejected = anyone.post(address)
        assert error(rejected, 405, 400405)
        assert rejected.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert len({whole.headers["X-Request-ID"], rejected.headers["X-Request-ID"]}) == 2


def test_faults_apply_to_files(workspace: Workspace, file: StoredFile) -> None:
    workspace.server.control.fault("kinescope.files", "truncate", bytes=4)
    address = workspace.server.url + lasting_path(workspace.server.app.context, file)
    assert workspace.http.get(address).content == b"0123"
