"""Data folders of other versions, and of earlier servers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kinocraft_mock import StoreError, running
from kinocraft_mock.cli import main
from kinocraft_mock.state.store import LAYOUT
from tests.seed.account import Account
from tests.unit.mock.state.states import changed_database

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["PRAGMA user_version = 0"], "made by an older kinocraft-mock"),
        (["PRAGMA application_id = 0", "PRAGMA user_version = 0"], "made by an older kinocraft-mock"),
        ([f"PRAGMA user_version = {LAYOUT + 1}"], "made by a newer kinocraft-mock"),
        (["PRAGMA application_id = 5"], "is not a state of kinocraft-mock"),
        (["PRAGMA application_id = 0", "DROP TABLE notes"], "is not a state of kinocraft-mock"),
    ],
)
def test_a_data_folder_of_another_version_is_rejected_unchanged(
    tmp_path: Path, statements: list[str], said: str
) -> None:
    with running(data_dir=tmp_path):
        pass
    path = tmp_path / "state.sqlite3"
    path.write_bytes(changed_database(path.read_bytes(), tmp_path, "PRAGMA journal_mode = DELETE", *statements))
    before = path.read_bytes()
    with pytest.raises(StoreError, match=said) as caught, running(data_dir=tmp_path):
        pass
    assert "\n" not in str(caught.value)
    result = CliRunner().invoke(main, ["serve", "--port", "0", "--data-dir", str(tmp_path)])
    assert result.exit_code == 1
    assert re.fullmatch(rf"Error: .*{said}.*\n", result.output)
    assert path.read_bytes() == before


def test_blob_names_are_not_reused(tmp_path: Path) -> None:
    """A reset restarts the count of runs; uploads of a later run must not overwrite existing blobs."""
    for _ in range(2):
        with running(data_dir=tmp_path, limits=False) as server:
            pass
    with running(data_dir=tmp_path, limits=False) as server:
        server.control.reset()
        account = Account(server)
        with account.http:
            account.log_in()
            account.file("/kept", b"kept")
    for number in range(3):
        with running(data_dir=tmp_path, limits=False) as server:
            account = Account(server)
            with account.http:
                account.log_in()
                account.file(f"/{number}", b"%d" % number)
                assert account.download("/kept").content == b"kept"
