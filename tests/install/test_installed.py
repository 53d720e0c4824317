"""The package as users install it: the wheel built from the sdist, in an environment without extras."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from importlib.metadata import files, requires
from importlib.util import find_spec
from pathlib import Path
from pkgutil import walk_packages

import pytest

import kinocraft
import kinocraft_api
import kinocraft_runtime

GOOD = """
from typing import assert_type

from kinocraft import AsyncKinescope, Kinescope, Page, Platformcraft
from kinocraft.types.kinescope import Project, Video, VideoListItem

with Kinescope(token="t") as kinescope, Platformcraft() as platformcraft:
    assert_type(kinescope.videos.list(status=["done"], order="-created_at"), Page[VideoListItem])
    assert_type(kinescope.projects.create(name="n", privacy_type="anywhere", privacy_domains=[]), Project)
    assert_type([entry.name for entry in platformcraft.files.list("/")], list[str])


async def main() -> None:
    async with AsyncKinescope() as kinescope:
        assert_type(await kinescope.videos.get("id"), Video)
"""
BAD = """
from kinocraft import Kinescope

with Kinescope() as kinescope:
    kinescope.videos.update(title=1)
"""


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("typed")


def mypy(folder: Path, program: str) -> str:
    file = folder / "program.py"
    file.write_text(program, encoding="utf-8")
    # Run in the program's folder, so that the types come from the installed package and its py.typed.
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(folder / "cache"), file.name]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=170).stdout


def test_the_package_comes_from_the_wheel() -> None:
    home = Path(find_spec("kinocraft").origin or "")  # type: ignore[union-attr]
    assert "site-packages" in home.parts


NEEDS_AN_EXTRA = ("kinocraft.cli.", "kinocraft.transport.redis_buckets")


@pytest.mark.parametrize(("package", "least"), [(kinocraft, 20), (kinocraft_api, 20), (kinocraft_runtime, 4)])
def test_every_module_can_be_imported(package: object, least: int) -> None:
    names = [found.name for found in walk_packages(package.__path__, f"{package.__name__}.")]  # type: ignore[attr-defined]
    assert len(names) >= least
    for name in names:
        if not name.startswith(NEEDS_AN_EXTRA):
            import_module(name)


def test_every_public_name_exists() -> None:
    for name in kinocraft.__all__:
        assert getattr(kinocraft, name) is not None


def test_the_wheel_contains_the_expected_files_only() -> None:
    held = [str(file) for file in files("kinocraft") or []]
    tops = {name.split("/")[0] for name in held if not name.startswith("..")}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "kinocraft",
        "kinocraft_api",
        "kinocraft_mock",
        "kinocraft_runtime",
    }
    for package in ("kinocraft", "kinocraft_api", "kinocraft_mock", "kinocraft_runtime"):
        assert f"{package}/py.typed" in held
    endings = {Path(name).suffix for name in held if ".dist-info" not in name and not name.startswith("..")}
    assert endings == {".py", ".pyc", ".typed", ".json"}
    assert any(name.endswith("licenses/LICENSE") for name in held)


def test_dependencies_of_the_server_are_an_extra() -> None:
    (needed,) = [name for name in requires("kinocraft") or [] if name.startswith("uvicorn")]
    assert needed.endswith("extra == 'mock'")
    assert find_spec("uvicorn") is None
    command = [str(Path(sys.executable).with_name("kinocraft-mock")), "serve"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert "pip install 'kinocraft[mock]'" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 1


def test_dependencies_of_the_command_line_are_an_extra() -> None:
    assert find_spec("typer") is None
    command = [str(Path(sys.executable).with_name("kinocraft")), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.stderr == "kinocraft needs more packages (typer): pip install 'kinocraft[cli]'\n"
    assert done.returncode == 2


def test_type_checkers_know_the_types(typed: Path) -> None:
    assert mypy(typed, GOOD) == "Success: no issues found in 1 source file\n"


def test_type_checkers_reject_wrong_types(typed: Path) -> None:
    output = mypy(typed, BAD)
    assert 'Missing positional argument "video_id"' in output
    assert 'Argument "title" to "update" of "VideosResource" has incompatible type "int"' in output


def test_the_plugin_names_the_missing_extra(tmp_path: Path) -> None:
    test = tmp_path / "test_talks.py"
    test.write_text("def test_nothing(kinescope): pass\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(test)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert "pip install 'kinocraft[mock]'" in done.stdout
    assert done.returncode == 1
