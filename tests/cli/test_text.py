"""Text that a service or a file name controls cannot control the terminal."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinocraft.cli.output import Output
from kinocraft.cli.text import as_json, cell, plain, visible
from kinocraft_api.kinescope_models import Event

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@given(ANY_TEXT)
def test_visible_text_has_printable_characters_only(text: str) -> None:
    shown = visible(text)
    assert shown.isprintable()
    assert shown == text or not text.isprintable()


@given(st.dictionaries(ANY_TEXT, st.lists(ANY_TEXT)))
def test_json_is_one_printable_line_that_means_the_same(value: dict[str, list[str]]) -> None:
    line = as_json(value)
    assert line.isprintable()
    assert json.loads(line) == value


def test_json_for_a_person_keeps_its_lines() -> None:
    assert as_json({"a": "\x1b[31m"}, indent=2) == '{\n  "a": "\\u001b[31m"\n}'


@pytest.mark.parametrize(("value", "shown"), [(None, ""), (True, "yes"), (0, "0"), ("a\tb\n", r"a\tb\n"), ([1], "[1]")])
def test_a_cell_is_one_field_of_a_line(value: Any, shown: str) -> None:
    assert cell(value) == shown


def test_a_model_is_shown_without_secrets_and_undocumented_fields() -> None:
    event = Event.model_construct({"id", "streamkey"}, id="1", streamkey="key-1", restreams=[], other="new")
    assert plain(event) == {"id": "1", "streamkey": "***"}
    assert plain(event, reveal=True) == {"id": "1", "streamkey": "key-1"}
    assert plain([{"event": event}]) == [{"event": {"id": "1", "streamkey": "***"}}]


@pytest.mark.parametrize("value", [None, ""])
def test_a_secret_that_is_not_set_is_shown_as_such(value: str | None) -> None:
    event = Event.model_construct({"id", "streamkey"}, id="1", streamkey=value, restreams=[])
    assert plain(event) == plain(event, reveal=True) == {"id": "1", "streamkey": value}


@pytest.mark.parametrize(
    ("context", "words"),
    [
        ({}, "a.mp4: No such file"),
        ({"file": "a.mp4"}, "a.mp4: No such file"),
        ({"file": "b"}, "b: a.mp4: No such file"),
    ],
)
def test_an_error_names_its_file_once(context: dict[str, str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    Output().error(FileNotFoundError(2, "No such file", "a.mp4"), **context)
    assert capsys.readouterr().err == f"kinocraft: {words}\n"


def test_an_error_cannot_control_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    error = FileNotFoundError(2, "No such file", "a\x1b[2Jb")
    error.add_note("and\r\nmore")
    Output().error(error)
    assert capsys.readouterr().err == "kinocraft: a\\x1b[2Jb: No such file\n  and\\r\\nmore\n"
