"""The folder for what is kept between runs, for users without a home folder and for settings with a tilde."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from kinocraft import FileTokenStore, UploadJournal, private_files
from kinocraft.errors import ConfigurationError
from tests.homeless import be_homeless

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows finds its folders in another way")


@pytest.mark.parametrize("make", [private_files.state_folder, FileTokenStore, UploadJournal])
@pytest.mark.parametrize("setting", [None, "~/state"])
def test_a_user_without_a_home_folder_is_told_what_to_set(
    make: Any, setting: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    be_homeless(monkeypatch)
    if setting:
        monkeypatch.setenv("KINOCRAFT_STATE_DIR", setting)
    with pytest.raises(ConfigurationError, match="set KINOCRAFT_STATE_DIR"):
        make()


def test_a_tilde_in_the_setting_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("KINOCRAFT_STATE_DIR", "~/state")
    assert private_files.state_folder() == tmp_path / "state"
