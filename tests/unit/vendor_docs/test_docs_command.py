"""scripts/docs.py as a command: its output and exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from vendor_docs import lock, read
from vendor_docs.changes import Entry
from vendor_docs.findings import Finding
from vendor_docs.report import Style, rendered, style_of

from tests.unit.vendor_docs.pages_with_specs import KINESCOPE, PAGES, built
from tests.unit.vendor_docs.sample_pages import ROOT, SMALL

CHANGED = KINESCOPE.replace("| weight | integer", "| mass | integer")


def docs(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "docs.py"), *map(str, arguments)]
    known = {**os.environ, "PYTHONIOENCODING": "utf-8", **environment}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=known, check=False)


@pytest.fixture(scope="module")
def specs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("bakery"))


def written(folder: Path, text: str) -> Path:
    path = folder / "page.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_findings_exit_with_0(specs: Path, tmp_path: Path) -> None:
    result = docs("check", "kinescope", written(tmp_path, KINESCOPE), "--specs", specs)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "kinescope: nothing has changed, and specs/ agree.\n"


def test_findings_exit_with_1_and_plain_text_in_a_pipe(specs: Path, tmp_path: Path) -> None:
    result = docs("check", "kinescope", written(tmp_path, CHANGED), "--specs", specs)
    assert result.returncode == 1
    assert "\033" not in result.stdout
    removed, added, total = result.stdout.splitlines()
    assert removed.startswith("! field-removed  ")
    assert added.startswith("  field-added    ")
    assert removed.index("loaves.bake") == added.index("loaves.bake")
    assert "specs/bakery/schemas/loaves.yaml#/NewLoaf" in added
    assert total == "kinescope: 2 findings, 1 of them breaking."


UNREADABLE = {
    "empty": ("", "both"),
    "no page": ("Bakery\n", "both"),
    "cut before the first operation": (KINESCOPE[:700], "lock"),
    "cut in the middle": (KINESCOPE[: len(KINESCOPE) // 2], "spec"),
    "another page": (PAGES["platformcraft"], "both"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_an_unreadable_page_exits_with_2(specs: Path, tmp_path: Path, case: str) -> None:
    text, against = UNREADABLE[case]
    result = docs("check", "kinescope", written(tmp_path, text), "--specs", specs, "--against", against)
    assert (result.returncode, result.stdout) == (2, "")
    assert "line " in result.stderr
    assert "expected" in result.stderr


def test_a_missing_page_exits_with_2(specs: Path, tmp_path: Path) -> None:
    result = docs("check", "kinescope", tmp_path / "none.txt", "--specs", specs)
    assert result.returncode == 2


def test_a_missing_lock_exits_with_3_and_advice(tmp_path: Path) -> None:
    own = built(tmp_path)
    (own / "docs.lock.json").unlink()
    page = written(tmp_path, KINESCOPE)
    result = docs("check", "kinescope", page, "--specs", own)
    assert result.returncode == 3
    assert "docs.py lock" in result.stderr
    assert docs("check", "kinescope", page, "--specs", own, "--against", "spec").returncode == 0


def test_a_missing_package_exits_with_3_and_one_line(specs: Path, tmp_path: Path) -> None:
    (tmp_path / "yaml.py").write_text("raise ImportError")
    page = written(tmp_path, KINESCOPE)
    result = docs("check", "kinescope", page, "--specs", specs, PYTHONPATH=str(tmp_path))
    assert result.returncode == 3
    assert result.stderr == "docs: the comparison needs PyYAML: python -m pip install PyYAML jsonschema\n"
    assert docs("read", "kinescope", page, PYTHONPATH=str(tmp_path)).returncode == 0


def test_json_output_is_complete_and_reproducible(specs: Path, tmp_path: Path) -> None:
    page = written(tmp_path, CHANGED)
    first, second = (docs("check", "kinescope", page, "--specs", specs, "--json") for _ in range(2))
    assert first.stdout == second.stdout
    document = json.loads(first.stdout)
    assert (document["page"], document["against"]) == ("kinescope", "both")
    assert document["findings"][0] == {
        "kind": "field-removed",
        "breaking": True,
        "operation": "loaves.bake",
        "section": "v1/loaves",
        "title": "Bake loaf",
        "occurrence": 1,
        "line": 30,  # that of the previous row
        "part": "table",
        "name": "weight",
        "was": "integer",
        "is": None,
        "against": ["lock"],
        "edit": {"file": "specs/bakery/schemas/loaves.yaml", "pointer": "/NewLoaf/properties/weight"},
    }


def test_the_lock_is_reproducible_and_contains_no_sentences(tmp_path: Path) -> None:
    for page, text in PAGES.items():
        (tmp_path / f"{page}.txt").write_text(text, encoding="utf-8")
    target = tmp_path / "docs.lock.json"
    texts = []
    for _ in range(2):
        assert docs("lock", "--pages", tmp_path, "--specs", tmp_path).returncode == 0
        texts.append(target.read_text(encoding="utf-8"))
    assert texts[0] == texts[1]
    for sentence in ("In grams", "Whether it comes", "There is no way", "The bag is empty", "degrees", "Bring"):
        assert sentence not in texts[0]


def test_our_lock_contains_no_longer_text_than_titles() -> None:
    document = json.loads((ROOT / "specs" / "docs.lock.json").read_text(encoding="utf-8"))
    named = {
        one[key] for page in document["pages"].values() for one in page["operations"] for key in ("title", "section")
    }

    def texts(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            for key, value in node.items():
                yield key
                yield from texts(value)
        elif isinstance(node, list):
            for item in node:
                yield from texts(item)
        elif isinstance(node, str):
            yield node

    assert [text for text in texts(document["pages"]) if len(text.split()) > 3 and text not in named] == []


def test_an_unreadable_page_leaves_the_lock_unchanged(tmp_path: Path) -> None:
    (tmp_path / "kinescope.txt").write_text(KINESCOPE, encoding="utf-8")
    assert docs("lock", "--pages", tmp_path, "--specs", tmp_path).returncode == 2
    assert not (tmp_path / "docs.lock.json").exists()


def test_spacing_of_the_pages_does_not_change_the_lock() -> None:
    for page, text in {**SMALL, **PAGES}.items():
        spaced = text.replace("\n", "  \n\n")
        assert lock.to_json(lock.condense(read(page, spaced))) == lock.to_json(lock.condense(read(page, text)))


FOUND = Finding(
    "operation-moved", Entry("v1/loaves", "Bake loaf"), 30, "title", None, "a" * 70, "b" * 70, "loaves.bake"
)


class _Terminal:
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "colour"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_depend_on_the_terminal(environment: dict[str, str], colour: bool) -> None:
    assert style_of(_Terminal(), environment).colour is colour  # type: ignore[arg-type]


def test_lines_fit_the_width_of_the_terminal() -> None:
    lines = rendered("kinescope", [FOUND], Style(60, colour=False)).splitlines()
    assert max(map(len, lines)) <= 60
    assert len(lines) > 3
    assert "\033[31m" in rendered("kinescope", [FOUND], Style(60, colour=True))
