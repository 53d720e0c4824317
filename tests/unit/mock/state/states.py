"""Helpers of the state file tests: a separate server, some content, and hand-made archives."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from kinocraft_mock import Control
from kinocraft_mock.control.snapshot import CHECKSUM
from tests.seed.account import Account, RemoteServer
from tests.seed.workspace import Workspace, data

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path


@contextmanager
def served(folder: Path | None = None, *options: str) -> Generator[tuple[subprocess.Popen[str], Control, Account]]:
    """Run a server in a separate process. With a data folder it is killed at the end: what it stored must stay."""
    command = [sys.executable, "-m", "kinocraft_mock", "serve", "--port=0", "--no-limits", *options]
    command += [] if folder is None else [f"--data-dir={folder}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            control = Control(process.stdout.readline().split()[1])
            account = Account(RemoteServer(control.url, control.health()["account"]))
            with account.http:
                account.log_in()
                yield process, control, account
        finally:
            process.send_signal(signal.SIGTERM if folder is None else signal.SIGKILL)


def shown(account: Account, workspace: Workspace) -> dict[str, Any]:
    """Return what the server shows of its state, including file contents."""
    files = {name: account.get(f"/{name}").json() for name in account.listing()}
    contents = {name: account.download(f"/{name}").content for name, file in files.items() if not file["is_dir"]}
    lists = {path: data(workspace.get(path)) for path in ("/v1/tags", "/v1/projects", "/v1/videos")}
    for video in lists["/v1/videos"]:
        for asset in video.get("assets", ()):
            # Links are signed at the time of the response.
            asset.pop("url", None)
            asset.pop("download_link", None)
    return {"files": files, "contents": contents, **lists}


def members(path: Path) -> dict[str, bytes]:
    """Return the files of an archive, without the checksum, which would be wrong as soon as one of them changes."""
    with tarfile.open(path) as archive:
        files = {member.name: archive.extractfile(member).read() for member in archive}  # type: ignore[union-attr]
    del files[CHECKSUM]
    return files


def packed(path: Path, contents: dict[str, bytes], kind: bytes = tarfile.REGTYPE) -> Path:
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as archive:
        for name, content in contents.items():
            member = tarfile.TarInfo(name)
            member.size, member.type = len(content), kind
            archive.addfile(member, io.BytesIO(content))
    return path


def changed_database(content: bytes, folder: Path, *statements: str) -> bytes:
    path = folder / "changed.sqlite3"
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path.read_bytes()


def fill(account: Account, workspace: Workspace, size: int = 200_000) -> str:
    """Create objects of every kind; return the id of an upload session."""
    account.file("/whole.bin", os.urandom(size))
    account.file("/empty.txt", b"")
    account.folder("/folder")
    upload_id = account.start("/parts.bin")
    account.put_part(upload_id, 0, b"one")
    account.put_part(upload_id, 1, b"two")
    workspace.post("/v1/tags", {"tag": "kept"})
    project: dict[str, Any] = {"name": "Проект", "privacy_type": "anywhere", "privacy_domains": []}
    project_id = data(workspace.post("/v1/projects", project))["id"]
    workspace.upload(
        "/v2/video", os.urandom(size // 3), X_Parent_ID=project_id, X_Video_Title="Talk", X_File_Name="a.mp4"
    )
    return upload_id
