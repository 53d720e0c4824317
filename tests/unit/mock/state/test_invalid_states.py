"""Files that are not a valid state change nothing."""

from __future__ import annotations

import json
import re
import tarfile
from typing import TYPE_CHECKING, Any

import pytest

from kinocraft_mock import ControlError
from kinocraft_mock.control.snapshot import CHECKSUM
from kinocraft_mock.services.components import COMPONENTS
from kinocraft_mock.state.archive import header
from kinocraft_mock.state.clock import LATEST
from tests.samples import sampled
from tests.seed.account import Account, message
from tests.unit.mock.state.states import changed_database, fill, members, packed, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.seed.workspace import Workspace


TAR = {"Content-Type": "application/x-tar"}


def _cut(path: Path, folder: Path) -> bytes:
    return path.read_bytes()[: path.stat().st_size // 2]


def _without_end(path: Path, folder: Path) -> bytes:
    return path.read_bytes()[:-1024]


def _flipped(path: Path, folder: Path) -> bytes:
    content = bytearray(path.read_bytes())
    content[5] ^= 1
    return bytes(content)


def _manifest(**changes: Any) -> Callable[[dict[str, bytes], Path], dict[str, bytes]]:
    def spoil(contents: dict[str, bytes], folder: Path) -> dict[str, bytes]:
        manifest = {**json.loads(contents["kinocraft-mock.json"]), **changes}
        return {**contents, "kinocraft-mock.json": json.dumps(manifest).encode()}

    return spoil


def _database(*statements: str) -> Callable[[dict[str, bytes], Path], dict[str, bytes]]:
    def spoil(contents: dict[str, bytes], folder: Path) -> dict[str, bytes]:
        return {**contents, "state.sqlite3": changed_database(contents["state.sqlite3"], folder, *statements)}

    return spoil


def _blob(contents: dict[str, bytes]) -> str:
    return next(name for name in contents if name.startswith("blobs/"))


SPOILED: dict[str, tuple[Callable[[dict[str, bytes], Path], dict[str, bytes]], str]] = {
    "a file is missing": (lambda c, _: {n: d for n, d in c.items() if n != _blob(c)}, "is missing"),
    "a file is shorter": (lambda c, _: {**c, _blob(c): c[_blob(c)][:-1]}, "not a file that the state refers to"),
    "a file too many": (lambda c, _: {**c, "blobs/stray": b"x"}, "blobs/stray is not a file that the state refers to"),
    "a file outside": (lambda c, _: {**c, "../outside": b"x"}, "../outside is not a file"),
    "no manifest": (lambda c, _: {"state.sqlite3": c["state.sqlite3"]}, "kinocraft-mock.json is missing"),
    "no database": (lambda c, _: {"kinocraft-mock.json": c["kinocraft-mock.json"]}, "state.sqlite3 is missing"),
    "nothing": (lambda _c, _: {}, "kinocraft-mock.json is missing"),
    "a huge manifest": (lambda c, _: {**c, "kinocraft-mock.json": b" " * 10**6}, "at most"),
    "a manifest of words": (lambda c, _: {**c, "kinocraft-mock.json": b"hello"}, "not readable"),
    "a list as manifest": (lambda c, _: {**c, "kinocraft-mock.json": b"[]"}, "not readable"),
    "a newer format": (_manifest(format=2), "its format is 2, this kinocraft-mock reads 1"),
    "no clock": (_manifest(clock={}), "not readable"),
    "an impossible clock": (_manifest(clock={"offset": 1e300, "stopped": None}), "has an impossible clock"),
    "a clock at the end of time": (_manifest(clock={"offset": LATEST, "stopped": None}), "has an impossible clock"),
    "a clock before all time": (_manifest(clock={"offset": -LATEST, "stopped": None}), "has an impossible clock"),
    "a clock that stands beyond": (_manifest(clock={"offset": 0, "stopped": LATEST + 1}), "has an impossible clock"),
    "a stopped clock in words": (_manifest(clock={"offset": 0, "stopped": "now"}), "has an impossible clock"),
    "no ids": (_manifest(ids={"objects": [3, [1, 2], None], "requests": []}), "not readable"),
    "no sqlite": (lambda c, _: {**c, "state.sqlite3": b"no database" * 100}, "not a database"),
    "an empty database": (lambda c, _: {**c, "state.sqlite3": b""}, "is empty"),
    "a damaged database": (
        lambda c, _: {**c, "state.sqlite3": c["state.sqlite3"][:8192] + bytes(4096) + c["state.sqlite3"][12288:]},
        "state.sqlite3",
    ),
    "an older layout": (_database("PRAGMA user_version = 0"), "an older kinocraft-mock"),
    "a newer layout": (_database("PRAGMA user_version = 99"), "a newer kinocraft-mock"),
    "somebody else's": (_database("PRAGMA application_id = 1"), "is not a state of kinocraft-mock"),
    "another form of a table": (_database("ALTER TABLE objects ADD COLUMN more"), "is not as this kinocraft-mock"),
    "a view": (_database("CREATE VIEW v AS SELECT 1"), "is not as this kinocraft-mock"),
    "loose ends": (
        _database("PRAGMA foreign_keys = OFF", "UPDATE objects SET parent = 99999 WHERE size"),
        "is damaged",
    ),
    "two sizes of one file": (
        _database("UPDATE parts SET blob = (SELECT blob FROM segments LIMIT 1)"),
        "has two sizes",
    ),
}


@pytest.mark.parametrize("name", sampled(SPOILED, 2))
def test_an_invalid_state_changes_nothing(account: Account, workspace: Workspace, tmp_path: Path, name: str) -> None:
    spoil, said = SPOILED[name]
    control = account.server.control
    fill(account, workspace)
    control.save_state(tmp_path / "good")
    account.file("/later", b"stays")
    before = shown(account, workspace)
    bad = packed(tmp_path / "bad", spoil(members(tmp_path / "good"), tmp_path))
    with pytest.raises(ControlError, match=re.escape(said)) as caught:
        control.load_state(bad)
    assert "\n" not in str(caught.value)
    assert shown(account, workspace) == before
    root = account.server.app.context.blobs.folder.parent
    assert list((root / "arriving").iterdir()) == []
    blobs = {blob for kind in COMPONENTS for blob in account.server.app.context.component(kind).blobs()}
    assert blobs == {path.name for path in (root / "blobs").iterdir()}


@pytest.mark.parametrize("spoil", [_cut, _without_end, _flipped, lambda *_: b"", lambda *_: b"GIF89a" * 1000])
def test_an_invalid_archive_changes_nothing(
    account: Account, workspace: Workspace, tmp_path: Path, spoil: Callable[[Path, Path], bytes]
) -> None:
    fill(account, workspace)
    account.server.control.save_state(tmp_path / "state")
    before = shown(account, workspace)
    response = account.http.put("/_mock/state", content=spoil(tmp_path / "state", tmp_path), headers=TAR)
    assert "archive" in message(response, 400)
    assert shown(account, workspace) == before


@pytest.mark.parametrize("part", sampled(range(8), 3))
def test_a_state_with_one_wrong_bit_changes_nothing(
    account: Account, workspace: Workspace, tmp_path: Path, part: int
) -> None:
    fill(account, workspace, 3_000)
    account.server.control.save_state(tmp_path / "state")
    before = shown(account, workspace)
    good = (tmp_path / "state").read_bytes()
    positions = range(part, len(good), len(good) // 40)  # in every file of the archive, between them, and at its end
    for position in positions:
        content = bytearray(good)
        content[position] ^= 1 << part
        response = account.http.put("/_mock/state", content=bytes(content), headers=TAR)
        assert "kinocraft-mock" in message(response, 400), position
    assert shown(account, workspace) == before


def test_a_damaged_value_is_found_by_the_checksum(account: Account, workspace: Workspace, tmp_path: Path) -> None:
    fill(account, workspace, 3_000)
    account.server.control.save_state(tmp_path / "state")
    good = (tmp_path / "state").read_bytes()
    for old, new in ((b"Talk", b"Tall"), (b'"done"', b'"dune"')):
        assert old in good
        response = account.http.put("/_mock/state", content=good.replace(old, new), headers=TAR)
        assert "its checksum differs" in message(response, 400)


def test_a_state_without_a_checksum_is_accepted(account: Account, workspace: Workspace, tmp_path: Path) -> None:
    """Other programs make such archives, for example from the contents of a state."""
    fill(account, workspace)
    account.server.control.save_state(tmp_path / "state")
    before = shown(account, workspace)
    account.server.control.reset()
    account.server.control.load_state(packed(tmp_path / "packed", members(tmp_path / "state")))
    account.log_in()
    assert shown(account, workspace) == before


@pytest.mark.parametrize("checksum", [b"", b"0" * 64, b"0" * 65])
def test_a_wrong_checksum_is_rejected(account: Account, tmp_path: Path, checksum: bytes) -> None:
    account.server.control.save_state(tmp_path / "state")
    bad = packed(tmp_path / "bad", {**members(tmp_path / "state"), CHECKSUM: checksum})
    with pytest.raises(ControlError, match=r"checksum differs|at most 64"):
        account.server.control.load_state(bad)


def test_nothing_may_follow_the_checksum(account: Account, tmp_path: Path) -> None:
    account.server.control.save_state(tmp_path / "state")
    good = (tmp_path / "state").read_bytes()
    after = header("blobs/1-1", 0) + good[-1024:]
    response = account.http.put("/_mock/state", content=good[:-1024] + after, headers=TAR)
    assert "its checksum differs" in message(response, 400)


def test_links_in_an_archive_are_rejected(account: Account, tmp_path: Path) -> None:
    bad = packed(tmp_path / "bad", {"kinocraft-mock.json": b""}, tarfile.SYMTYPE)
    with pytest.raises(ControlError, match="not a plain file"):
        account.server.control.load_state(bad)


def test_an_interrupted_import_changes_nothing(account: Account, workspace: Workspace, tmp_path: Path) -> None:
    fill(account, workspace)
    account.server.control.save_state(tmp_path / "state")
    before = shown(account, workspace)
    content = (tmp_path / "state").read_bytes()

    def half() -> Iterator[bytes]:
        yield content[: len(content) // 2]
        raise RuntimeError("gone")

    with pytest.raises(RuntimeError, match="gone"):
        account.http.put("/_mock/state", content=half(), headers=TAR)
    assert shown(account, workspace) == before
