"""The layers: runtime, generated code, client and server import each other only as the architecture allows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples import sampled

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("kinocraft", "kinocraft_api", "kinocraft_mock", "kinocraft_runtime")


def small_packages(folder: Path) -> None:
    """Write small packages of these names with imports that the layers allow, and copy the contracts."""
    for name in PACKAGES:
        (folder / name).mkdir()
        (folder / name / "__init__.py").touch()
    (folder / "kinocraft" / "client.py").write_text("import kinocraft_api, kinocraft_runtime\n")
    (folder / "kinocraft_api" / "videos.py").write_text("import kinocraft_runtime\n")
    (folder / "kinocraft" / "testing.py").write_text(
        "def late():\n    import kinocraft_mock.serving, kinocraft.client\n"
    )
    (folder / "kinocraft_mock" / "serving.py").write_text("import kinocraft_mock\n")
    (folder / "kinocraft" / "cli").mkdir()
    (folder / "kinocraft" / "cli" / "__init__.py").write_text("def late():\n    import kinocraft.cli.app\n")
    (folder / "kinocraft" / "cli" / "app.py").write_text("import kinocraft.client, kinocraft.cli\n")
    shutil.copy(ROOT / "pyproject.toml", folder)


RUN = "from importlinter.cli import lint_imports_command as run; run()"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of pyproject.toml on the packages in `folder`, or else on the installed ones."""
    return subprocess.run(
        [sys.executable, "-c", RUN, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])},
        capture_output=True,
        text=True,
        check=False,
    )


def test_packages_keep_every_contract() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("package", "imported"),
    sampled(
        [
            ("kinocraft_api", "kinocraft"),
            ("kinocraft_api", "kinocraft_mock"),
            ("kinocraft_mock", "kinocraft"),
            ("kinocraft_mock", "kinocraft_api"),
            ("kinocraft_mock", "kinocraft_runtime"),
            ("kinocraft_runtime", "kinocraft"),
            ("kinocraft_runtime", "kinocraft_api"),
            ("kinocraft_runtime", "kinocraft_mock"),
            ("kinocraft", "kinocraft_mock"),
            ("kinocraft", "kinocraft_mock.serving"),
            ("kinocraft", "kinocraft.testing"),
            ("kinocraft", "kinocraft.cli"),
            ("kinocraft", "kinocraft.cli.app"),
        ],
        4,
    ),
)
def test_layers_reject_a_forbidden_import(tmp_path: Path, package: str, imported: str) -> None:
    small_packages(tmp_path)
    (tmp_path / package / "wrong.py").write_text(f"def late():\n    import {imported}\n")
    done = lint(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{package}.wrong -> {imported}" in done.stdout
    assert " 0 broken" not in done.stdout


@pytest.mark.parametrize(
    ("package", "lower", "higher"),
    sampled(
        [
            ("kinocraft_mock", "state", "http"),
            ("kinocraft_mock", "http", "endpoints"),
            ("kinocraft_mock", "endpoints", "services"),
            ("kinocraft_mock", "services", "control"),
            ("kinocraft_mock", "control", "serving"),
            ("kinocraft", "sources", "transport"),
            ("kinocraft", "transport", "auth"),
            ("kinocraft", "engine", "uploads"),
            ("kinocraft", "uploads", "resources"),
            ("kinocraft", "platformcraft", "transfers"),
        ],
        4,
    ),
)
def test_layers_reject_an_upward_import(tmp_path: Path, package: str, lower: str, higher: str) -> None:
    small_packages(tmp_path)
    (tmp_path / package / f"{higher}.py").touch()
    (tmp_path / package / f"{lower}.py").write_text(f"def late():\n    import {package}.{higher}\n")
    done = lint(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{package}.{lower} -> {package}.{higher}" in done.stdout


def test_layers_allow_the_documented_imports(tmp_path: Path) -> None:
    small_packages(tmp_path)
    done = lint(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
