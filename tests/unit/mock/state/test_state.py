"""The whole state as one file, imported by the same server and by another one."""

from __future__ import annotations

import os
import re
import threading
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kinocraft_mock import running
from kinocraft_mock.services.components import COMPONENTS
from tests.seed.account import NOON, Account, message
from tests.seed.workspace import Workspace, data
from tests.unit.mock.kinescope.receiver import Receiver, wait_until
from tests.unit.mock.kinescope.uploads.upload_helpers import serving
from tests.unit.mock.state.states import fill, members, served, shown

if TYPE_CHECKING:
    from kinocraft_mock import RunningServer


def test_an_exported_state_can_be_imported(account: Account, workspace: Workspace, tmp_path: Path) -> None:
    control = account.server.control
    upload_id = fill(account, workspace)
    before = shown(account, workspace)
    control.save_state(tmp_path / "state.tar")
    made = account.file("/later", b"gone").json()["id"]
    workspace.post("/v1/tags", {"tag": "later"})
    account.delete("/whole.bin")
    control.advance(5000)
    control.load_state(tmp_path / "state.tar")
    assert control.now() == NOON
    assert shown(account, workspace) == before
    assert account.complete(upload_id, b"onetwo").status_code == 200
    assert account.file("/later", b"x").json()["id"] != made  # the upload above used that id
    blobs = {blob for kind in COMPONENTS for blob in account.server.app.context.component(kind).blobs()}
    assert blobs == {path.name for path in account.server.app.context.blobs.folder.iterdir()}


def test_equal_states_continue_equally(account: Account, workspace: Workspace, tmp_path: Path) -> None:
    control = account.server.control
    fill(account, workspace)
    control.save_state(tmp_path / "state.tar")
    ids = []
    for _ in range(2):
        control.load_state(tmp_path / "state.tar")
        ids.append((account.file("/x", b"x").json()["id"], data(workspace.post("/v1/tags", {"tag": "x"}))["id"]))
    assert ids[0] == ids[1]


def test_a_state_can_be_imported_by_another_server(account: Account, workspace: Workspace, tmp_path: Path) -> None:
    fill(account, workspace)
    before = shown(account, workspace)
    account.server.control.advance(7)
    account.server.control.save_state(tmp_path / "state.tar")
    with running(seed=5, limits=False, data_dir=tmp_path / "kept") as other:
        there, here = Account(other), Workspace(other)
        with there.http, here.http:
            there.log_in()
            there.file("/old", b"goes")
            old = other.account
            other.control.load_state(tmp_path / "state.tar")
            assert other.account == account.server.account != old
            assert other.control.now() == NOON + 7
            message(there.get(), 401)  # a token of another account
            there.log_in()
    with running(limits=False, data_dir=tmp_path / "kept") as other:
        there, here = Account(other), Workspace(other)
        with there.http, here.http:
            other.control.freeze()
            other.control.set_clock(NOON + 8)
            there.log_in()
            after = shown(there, here)
            assert after["contents"] == before["contents"]
            assert [video["title"] for video in after["/v1/videos"]] == ["Talk"]
            known = {file["id"] for file in after["files"].values()}
            assert there.file("/new", b"x").json()["id"] not in known


def test_running_and_frozen_clocks_are_restored(server: RunningServer, tmp_path: Path) -> None:
    control = server.control
    control.set_clock(NOON)
    control.save_state(tmp_path / "runs")
    control.freeze()
    control.set_clock(NOON + 10**6)
    control.save_state(tmp_path / "stands")
    control.reset()
    control.load_state(tmp_path / "stands")
    assert control.now() == NOON + 10**6
    control.load_state(tmp_path / "runs")
    assert NOON <= control.now() < NOON + 1000
    assert control.now() != control.now()


def test_an_import_keeps_journal_faults_and_tokens(account: Account, tmp_path: Path) -> None:
    control = account.server.control
    control.save_state(tmp_path / "state")
    fault = control.fault("files.get", "status", status=503)
    account.file("/a", b"a")
    control.load_state(tmp_path / "state")
    assert [exchange["operation"] for exchange in control.journal()] == ["auth.login", "files.create"]
    assert account.get().status_code == 503
    assert control.fired(fault) == 1
    assert account.listing() == []


def test_background_work_continues_after_an_import(account: Account, workspace: Workspace, tmp_path: Path) -> None:
    """The file contains a pending webhook delivery and a pending import."""
    control = account.server.control
    project = {"name": "Films", "privacy_type": "anywhere", "privacy_domains": []}
    project_id = data(workspace.post("/v1/projects", project))["id"]
    with serving() as source, Receiver(500, 200) as receiver:
        source.open.clear()
        url = source.put("/film.mp4", b"film")
        hook = {"name": "h", "endpoint": receiver.url, "events": ["media.update.status"], "login": "", "password": ""}
        workspace.post("/v1/webhooks", hook)
        headers = {"X_Parent_ID": project_id, "X_Video_Title": "t", "X_Video_URL": url}
        video = data(workspace.upload("/v2/video", **headers))["id"]
        wait_until(lambda: [each["outcome"] for each in control.deliveries()] == ["rejected"])
        control.save_state(tmp_path / "state.tar")
        control.reset()
        assert control.deliveries() == []
        source.open.set()
        control.load_state(tmp_path / "state.tar")
        wait_until(lambda: control.media(video)["duration"] is not None)
        assert source.asked == ["/film.mp4"] * 2
        control.advance(3600)
        wait_until(lambda: [each["outcome"] for each in control.deliveries()][:1] == ["delivered"])
    assert receiver.bodies[0] == receiver.bodies[1]
    assert data(workspace.get(f"/v1/videos/{video}"))["status"] == "done"


def test_an_empty_state_can_be_imported(account: Account, tmp_path: Path) -> None:
    control = account.server.control
    control.save_state(tmp_path / "state")
    account.file("/a", b"a")
    control.load_state(tmp_path / "state")
    assert account.listing() == []
    assert set(members(tmp_path / "state")) == {"kinocraft-mock.json", "state.sqlite3"}


def test_files_deleted_during_an_export_are_exported(account: Account, tmp_path: Path) -> None:
    content = os.urandom(3_000_000)
    for number in range(3):
        account.file(f"/{number}", content)
    with account.http.stream("GET", "/_mock/state") as response:
        blocks = response.iter_raw()
        begun = next(blocks)
        for number in range(3):
            account.delete(f"/{number}")
        (tmp_path / "state").write_bytes(b"".join([begun, *blocks]))
    assert account.listing() == []
    account.server.control.load_state(tmp_path / "state")
    assert account.listing() == ["0", "1", "2"]
    assert account.download("/2").content == content
    account.server.control.reset()
    assert list(account.server.app.context.blobs.folder.iterdir()) == []


def test_an_unwritable_file_leaves_nothing(account: Account, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        account.server.control.save_state(tmp_path / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def _memory(pid: int) -> int:
    """Return the peak memory of the process in bytes."""
    text = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) (\w+)", text)
    assert found
    return int(found[1]) * {"kB": 1024}[found[2]]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_large_state_is_streamed(tmp_path: Path) -> None:
    with served() as (process, control, account):
        control.save_state(tmp_path / "state")
        before = _memory(process.pid)
        upload_id = account.start("/large")
        for number in range(24):
            account.put_part(upload_id, number, bytes(8_000_000))
        control.save_state(tmp_path / "state")
        control.load_state(tmp_path / "state")
        grown = _memory(process.pid) - before
    assert (tmp_path / "state").stat().st_size > 190_000_000
    assert grown < 64_000_000


def test_a_kill_during_an_import_leaves_the_old_or_the_new_state(account: Account, tmp_path: Path) -> None:
    account.file("/new", bytes(30_000_000))
    account.server.control.save_state(tmp_path / "state")
    with served(tmp_path / "kept") as (process, control, there):
        there.file("/old", b"old")

        def load() -> None:
            with suppress(OSError, HTTPException):
                control.load_state(tmp_path / "state")

        loading = threading.Thread(target=load)
        loading.start()
        while not any((tmp_path / "kept" / "arriving").iterdir()) and loading.is_alive():
            pass
        process.kill()
        loading.join()
    with running(data_dir=tmp_path / "kept", limits=False) as server:
        there = Account(server)
        with there.http:
            there.log_in()
            (name,) = there.listing()
            content = there.download(f"/{name}").content
            assert (name, len(content)) in (("old", 3), ("new", 30_000_000))
        assert len(list((tmp_path / "kept" / "blobs").iterdir())) == 1
