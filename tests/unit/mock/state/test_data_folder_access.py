"""Data folders: their owner, who may read them, and changes by other programs."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kinocraft_mock import RunningServer, running
from kinocraft_mock.services.kinescope.store import resource_types
from kinocraft_mock.state.store import StoreError
from tests.seed.account import Account
from tests.seed.workspace import Workspace


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def contents(folder: Path) -> dict[str, bytes | str | None]:
    """Return everything below a folder: bytes of files, targets of links."""
    return {
        str(path.relative_to(folder)): str(path.readlink())
        if path.is_symlink()
        else (path.read_bytes() if path.is_file() else None)
        for path in sorted(folder.rglob("*"))
    }


def use(folder: Path) -> None:
    """Run a server on the folder, and store a file."""
    with running(data_dir=folder, limits=False) as server:
        account = Account(server)
        with account.http:
            account.log_in()
            account.file("/kept.txt", b"kept")
            assert account.download("/kept.txt").content == b"kept"


@pytest.mark.parametrize(
    "names",
    [
        ["blobs/1-1"],
        ["arriving/1-1"],
        ["blobs/holiday.jpg", "arriving/parcel.txt"],
        ["notes.txt"],
        [".hidden"],
        ["state.sqlite3"],
        ["state.sqlite3", "blobs/1-1"],
        ["state.sqlite3-wal"],
    ],
    ids=str,
)
def test_a_folder_of_the_user_is_rejected_and_stays_as_it_is(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"the user's")
    tmp_path.chmod(0o755)
    before = contents(tmp_path)
    with pytest.raises(StoreError, match=r"did not write; name an empty folder, or one that does not exist"):
        use(tmp_path)
    assert contents(tmp_path) == before
    assert mode(tmp_path) == 0o755


def test_another_programs_database_is_rejected_and_stays_as_it_is(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "state.sqlite3")) as database:
        database.execute("CREATE TABLE notes (text)")
        database.commit()
    before = contents(tmp_path)
    with pytest.raises(StoreError, match="did not write"):
        use(tmp_path)
    assert contents(tmp_path) == before


def test_a_folder_of_an_earlier_server_without_a_marker_is_used(tmp_path: Path) -> None:
    use(tmp_path)
    (tmp_path / ".kinocraft-mock").unlink()
    use(tmp_path)
    assert (tmp_path / ".kinocraft-mock").exists()


@pytest.mark.parametrize("left", [[], [".kinocraft-mock"], [".kinocraft-mock", "state.sqlite3"]], ids=str)
def test_a_server_that_died_while_it_made_the_folder_starts_again(tmp_path: Path, left: list[str]) -> None:
    for name in left:
        (tmp_path / name).touch()
    use(tmp_path)


def test_files_that_the_server_did_not_write_stay(tmp_path: Path) -> None:
    use(tmp_path)
    theirs = [
        "blobs/holiday.jpg",
        "blobs/1-1.bak",
        "blobs/x1-1",
        "arriving/parcel.txt",
        "arriving/1-1-notes",
        "mine.txt",
    ]
    for name in theirs:
        (tmp_path / name).write_bytes(b"the user's")
    (tmp_path / "blobs" / "9-9").symlink_to(tmp_path / "mine.txt")
    (tmp_path / "arriving" / "9-9").mkdir()
    (tmp_path / "arriving" / "9-9" / "inside").touch()
    use(tmp_path)
    with running(data_dir=tmp_path) as server:
        server.control.reset()
    assert {name: (tmp_path / name).read_bytes() for name in theirs} == dict.fromkeys(theirs, b"the user's")
    assert (tmp_path / "blobs" / "9-9").is_symlink()
    assert (tmp_path / "arriving" / "9-9" / "inside").exists()


def test_what_an_earlier_server_left_unfinished_is_removed(tmp_path: Path) -> None:
    use(tmp_path)
    left = ["arriving/7-1", "arriving/7-2-journal", "arriving/7-3-wal", "arriving/7-3-shm", "blobs/7-4"]
    for name in left:
        (tmp_path / name).touch()
    use(tmp_path)
    assert [name for name in left if (tmp_path / name).exists()] == []


@pytest.mark.parametrize("name", ["blobs", "arriving"])
def test_a_link_in_place_of_a_folder_is_rejected(tmp_path: Path, name: str) -> None:
    folder, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    use(folder)
    elsewhere.mkdir(mode=0o755)
    (elsewhere / "1-1").write_bytes(b"the user's")
    for path in (folder / name).iterdir():
        path.unlink()
    (folder / name).rmdir()
    (folder / name).symlink_to(elsewhere)
    with pytest.raises(StoreError, match="is a symbolic link"):
        use(folder)
    assert (elsewhere / "1-1").read_bytes() == b"the user's"
    assert mode(elsewhere) == 0o755


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_only_the_owner_reads_what_the_server_writes(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "here"
    with running(data_dir=folder, limits=False) as server:
        account = Account(server)
        with account.http:
            account.log_in()
            account.file("/kept.txt", b"kept" * 100_000)
            upload = account.start("/parts")
            account.put_part(upload, 0, b"part")
        modes = {path.name: (path.is_dir(), mode(path)) for path in tmp_path.rglob("*")}
    assert {name: oct(mode) for name, (is_dir, mode) in modes.items() if mode != (0o700 if is_dir else 0o600)} == {}
    assert {"state.sqlite3", "state.sqlite3-wal", "blobs", "arriving"} <= modes.keys()


@pytest.mark.usefixtures("umask")
def test_what_earlier_servers_left_open_to_others_is_tightened(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    use(folder)
    for path in (folder, folder / "blobs", folder / "arriving"):
        path.chmod(0o777)
    (folder / "state.sqlite3").chmod(0o666)
    use(folder)
    assert [mode(path) for path in (folder, folder / "blobs", folder / "arriving")] == [0o700] * 3
    assert mode(folder / "state.sqlite3") == 0o600


OUTSIDE = "../../outside"
CHANGES: dict[str, tuple[str, str]] = {
    "a trigger": (
        f"CREATE TRIGGER evil AFTER INSERT ON segments BEGIN UPDATE segments SET blob = '{OUTSIDE}'; END",
        "evil in state.sqlite3 is not as this kinocraft-mock makes it",
    ),
    "a view": ("CREATE VIEW evil AS SELECT * FROM segments", "evil in state.sqlite3"),
    "a table": ("CREATE TABLE evil (blob TEXT)", "evil in state.sqlite3"),
    "a column": ("ALTER TABLE segments ADD COLUMN evil", "segments in state.sqlite3"),
    "a unique index": ("CREATE UNIQUE INDEX evil ON segments (size)", "evil in state.sqlite3"),
    "a blob's name": (f"UPDATE segments SET blob = '{OUTSIDE}'", "segments has a blob that cannot be"),
    "a deleted blob's name": (f"INSERT INTO kinescope_orphans VALUES ('{OUTSIDE}')", "kinescope_orphans has a blob"),
    "the count of runs": (
        f"UPDATE notes SET value = '{OUTSIDE}' WHERE key = 'run'",
        "notes have values that cannot be",
    ),
    "the account": ("UPDATE notes SET value = 7 WHERE key = 'account'", "notes have values that cannot be"),
    "a newer layout": ("PRAGMA user_version = 99", "a newer kinocraft-mock"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_database_that_another_program_changed_is_rejected(tmp_path: Path, change: str) -> None:
    statement, message = CHANGES[change]
    folder = tmp_path / "data"
    (tmp_path / "outside").write_bytes(b"the user's")
    use(folder)
    with closing(sqlite3.connect(folder / "state.sqlite3", isolation_level=None)) as database:
        database.execute(statement)
    blobs = contents(folder / "blobs")
    with pytest.raises(StoreError, match=message):
        use(folder)
    assert (tmp_path / "outside").read_bytes() == b"the user's"
    assert contents(folder / "blobs") == blobs


def make_every_index(server: RunningServer) -> None:
    """Make the server create the indexes that it creates on demand."""
    workspace = Workspace(server)
    types = [each for each in vars(resource_types).values() if isinstance(each, resource_types.ResourceType)]
    with closing(workspace.http):
        workspace.within(lambda: [workspace.objects.prepare(each) for each in types])
        query = {"from": "2026-01-01", "to": "2026-01-02"}
        assert workspace.get("/v1/billing/usage", **query).status_code == 200


def test_indexes_that_are_made_on_demand_are_known(tmp_path: Path) -> None:
    with running(data_dir=tmp_path / "data", limits=False) as server:
        make_every_index(server)
        server.control.save_state(tmp_path / "state")
    with running(data_dir=tmp_path / "data", limits=False) as server:
        make_every_index(server)
    with running(limits=False) as server:
        server.control.load_state(tmp_path / "state")
        make_every_index(server)


NOT_NAMES = [
    "",
    ".",
    "..",
    "/",
    "1",
    "1-",
    "-1",
    "1-1/",
    "../1-1",
    "/tmp/1-1",
    "1-1\n",
    "1-1\0",
    "１-１",
    "1" * 30 + "-1",
]


@pytest.mark.parametrize("name", NOT_NAMES, ids=repr)
def test_no_use_of_a_blob_takes_another_name(tmp_path: Path, name: str) -> None:
    with running(data_dir=tmp_path) as server:
        blobs = server.app.context.blobs
        uses: list[Callable[[], object]] = [
            lambda: blobs.path(name),
            lambda: blobs.adopt(name),
            lambda: blobs.reject(name),
            lambda: blobs.remove([name]),
        ]
        for each in uses:
            with pytest.raises(ValueError, match="is not the name of a blob"):
                each()
