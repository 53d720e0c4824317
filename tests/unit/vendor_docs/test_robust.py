"""Insignificant changes have no effect; a text that is no page, or a truncated page, is rejected with its line."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from vendor_docs import PageError, read, read_file

from scripts.docs import main
from tests.unit.vendor_docs.sample_pages import SMALL

BREAKS = {"kinescope": r"(?<=[,{\[]) | (?=\")|(?<=[a-z]) (?=[a-z]+\.\n)|(?<=\})(?=[A-Z])", "platformcraft": r"(?<=\n)"}


def without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_lines(item) for key, item in value.items() if key != "line"}
    if isinstance(value, (list, tuple)):
        return [without_lines(item) for item in value]
    return value


def said(page: str, text: str) -> Any:
    return without_lines(read(page, text).as_json())


def respaced(page: str, text: str, draw: random.Random) -> str:
    """Return the text with a few changes of spacing and line breaks."""
    for _ in range(draw.randint(1, 6)):
        pattern, new = draw.choice(
            [
                (r"(?<=\S) (?=\S)", " " * draw.randint(2, 4)),
                (r"\n", "\n" * draw.randint(2, 4)),
                (r"\n", " \t\n"),
                (BREAKS[page], "\n"),
                (r"\Z", "\n"),
            ]
        )
        places = list(re.finditer(pattern, text))
        place = draw.choice(places)
        text = text[: place.start()] + new + text[place.end() :]
    return text


@pytest.mark.parametrize("times", [30, pytest.param(150, marks=pytest.mark.slow)])
@pytest.mark.parametrize("page", SMALL)
def test_spacing_does_not_change_the_inventory(page: str, times: int) -> None:
    expected = said(page, SMALL[page])
    draw = random.Random(3)
    for _ in range(times):
        text = respaced(page, SMALL[page], draw)
        assert said(page, text) == expected, text
    assert said(page, "\ufeff" + SMALL[page].replace("\n", "\r\n")) == expected


@pytest.mark.parametrize("every", [11, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("page", SMALL)
def test_a_page_without_its_end_is_rejected_or_has_fewer_entries(page: str, every: int) -> None:
    """No truncated page is accepted as complete, and a truncation is not reported in the wrong entry."""
    text = SMALL[page].rstrip("\n")
    whole = said(page, text)
    rejected_lengths = 0
    lengths = range(1, len(text), every)
    for end in lengths:
        try:
            found = said(page, text[:end])
        except PageError:
            rejected_lengths += 1
            continue
        assert found != whole
        names = [(entry["section"], entry["title"]) for entry in found["operations"]]
        assert names == [(entry["section"], entry["title"]) for entry in whole["operations"]][: len(names)]
        assert [entry["path"] for entry in found["operations"]] == [
            entry["path"] for entry in whole["operations"][: len(names)]
        ]
    assert rejected_lengths > 0.9 * len(lengths)


@pytest.mark.parametrize("page", SMALL)
def test_a_page_without_its_beginning_is_rejected_or_has_fewer_entries(page: str) -> None:
    whole = said(page, SMALL[page])
    lines = SMALL[page].split("\n")
    for begin in range(1, len(lines)):
        try:
            found = said(page, "\n".join(lines[begin:]))
        except PageError:
            continue
        assert found != whole


@pytest.mark.parametrize("page", SMALL)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "it is empty"),
        (" \n\n ", "it is empty"),
        ("<!DOCTYPE html>\n<html><body>Sign in</body></html>", "HTML"),
        ("The page has moved.\n<div id=app></div>", "HTML"),
        ("Something else altogether.\n", "found no operation in its form"),
        ("abc\x00def", "a byte that is not text"),
    ],
)
def test_text_that_is_not_a_page_is_rejected(page: str, text: str, expected: str) -> None:
    with pytest.raises(PageError, match=expected):
        read(page, text)


def test_the_page_of_the_other_vendor_is_rejected() -> None:
    with pytest.raises(PageError, match="looks like the page of platformcraft"):
        read("kinescope", SMALL["platformcraft"])
    with pytest.raises(PageError, match="looks like the page of kinescope"):
        read("platformcraft", SMALL["kinescope"])


@pytest.mark.parametrize(
    ("page", "old", "new", "line", "expected"),
    [
        ("kinescope", '"note": "ripe', '"note: ripe', 30, '":" after the key'),
        ("kinescope", '"asc"} }', '"asc" }', 30, '"," or "}"'),
        ("kinescope", "{{uploadHost}}/v2/picture", "{{uploadHost}}", 78, "a URL"),
        ("kinescope", "v1\ntrees\n", "trees\n", 27, "a version as heading"),
        ("kinescope", "Reorder\n", "", 31, "a title before the URL"),
        ("kinescope", "{{baseHost}}/v1/treesGives all trees.\n", "", 33, "URL or a description|heading"),
        ("kinescope", "|---|---|---|\n| 7 |", "| 7 |", 15, "a rule of dashes"),
        ("platformcraft", "Method PUT\n", "", 63, 'a row "Method", of "Basket filling"'),
        ("platformcraft", "Method PUT\n", "Method FETCH\n", 65, "a method"),
        ("platformcraft", "Structure URL https://baskets.invalid/2/basket/5b", "Structure 5b", 172, "URL structure"),
        ("platformcraft", "URL: https://baskets.invalid/2/", "URL: baskets/2/", 64, "a URL with host"),
        ("platformcraft", '    "what": "fruit",          #', "    what fruit #", 91, "a key in quotes"),
        ("platformcraft", "Getting a basket\n", "", 170, "expected"),
    ],
)
def test_a_page_broken_in_the_middle_is_rejected(page: str, old: str, new: str, line: int, expected: str) -> None:
    assert SMALL[page].count(old) == 1
    with pytest.raises(PageError, match=expected) as caught:
        read(page, SMALL[page].replace(old, new))
    assert abs(caught.value.line - line) <= 2
    assert str(caught.value).startswith(f"{page}, line {caught.value.line}: expected")


def test_unreadable_files_are_rejected(tmp_path: Path) -> None:
    latin = tmp_path / "latin.txt"
    latin.write_bytes("Ключ".encode("cp1251"))
    for path, expected in ((tmp_path / "none.txt", "can be read"), (tmp_path, "can be read"), (latin, "UTF-8")):
        with pytest.raises(PageError, match=expected):
            read_file("kinescope", path)


@pytest.mark.parametrize("page", SMALL)
def test_the_command_reports_an_unreadable_page(page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.txt"
    path.write_text(SMALL[page], encoding="utf-8")
    assert main(["read", page, str(path)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads(json.dumps(read(page, SMALL[page]).as_json()))
    path.write_text(SMALL[page][:200], encoding="utf-8")
    assert main(["read", page, str(path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"docs: {page}, line ")
