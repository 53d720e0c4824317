"""The Pythons that the package names: those on which the tests ran, as CONTRIBUTING.md lists them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLASSIFIER = "Programming Language :: Python :: 3."


def test_the_classifiers_name_the_pythons_on_which_the_tests_ran() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    named = {int(each.removeprefix(CLASSIFIER)) for each in project["classifiers"] if each.startswith(CLASSIFIER)}
    guide = (ROOT / "CONTRIBUTING.md").read_text().partition("## Python versions")[2].partition("\n## ")[0]
    ran = {int(minor) for minor in re.findall(r"^\| 3\.(\d+)\.\d+ \|", guide, re.M)}
    assert named == ran
    assert project["requires-python"] == f">=3.{min(named)}"


def test_tox_has_an_environment_for_each_python_of_the_guide() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text()
    (factors,) = re.findall(r"^\[testenv:py\{,([\d,]+)\}\]$", (ROOT / "tox.ini").read_text(), re.M)
    assert f"tox -e {','.join(f'py{each}' for each in factors.split(','))}" in guide
    settings = (ROOT / "tox.ini").read_text()
    assert "skip_missing_interpreters = true" in settings
    assert "    PYENV_*\n" in settings  # without it, tox finds no Python that pyenv has selected
