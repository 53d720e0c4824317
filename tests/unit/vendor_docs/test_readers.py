"""Parts of the reader: JSON repair, classification of prose, normalization, and sections of entries."""

from __future__ import annotations

from typing import Any

import pytest
from vendor_docs.readers import json_repair
from vendor_docs.readers.prose import parse_prose, type_in
from vendor_docs.readers.section import Entry, entry_words, place
from vendor_docs.text import digest, fold, is_statement, latin, stems


@pytest.mark.parametrize(
    ("text", "value", "repairs"),
    [
        ('{"a": [1, -2.5, 1e3, true, false, null]}', {"a": [1, -2.5, 1000.0, True, False, None]}, ()),
        ('{"a": "x \\n \\u0041 \\" //y"}', {"a": 'x \n A " //y'}, ()),
        ('{"a": "one\n  two"}', {"a": "one two"}, ()),
        ('{"a": 1,}', {"a": 1}, ("trailing-comma",)),
        ('[{"a": 1}, {"b": 12// … truncated', [{"a": 1}, {}], ("cut",)),
        ('{"a": {"b": "https://x.invalid/y// ... truncated', {"a": {}}, ("cut",)),
        ('{"a": 1, "b// … truncated', {"a": 1}, ("cut",)),
        ('{"a": null// … truncated', {"a": None}, ("cut",)),
        ('{"a": {...}, "b": [...]}', {"a": {}, "b": []}, ("cut",)),
        ('{"a": 1, "b": 2,next heading\nmore', {"a": 1, "b": 2}, ("cut",)),
    ],
)
def test_strict_json_is_parsed(text: str, value: Any, repairs: tuple[str, ...]) -> None:
    parsed = json_repair.parse(text, loose=False)
    assert (parsed.value, parsed.repairs) == (value, repairs)


@pytest.mark.parametrize(
    ("text", "value", "repairs"),
    [
        ('{a: 1, # one\n "b": 2 // two\n}', {"a": 1, "b": 2}, ("bare-key", "comment")),
        ('{"a": 1, # a remark that\n was wrapped\n "b": 2}', {"a": 1, "b": 2}, ("comment",)),
        ('{"a": {your_a}, "b": [{c}]}', {"a": "{your_a}", "b": ["{c}"]}, ("placeholder",)),
        ('{"a": "x,\n "b": "y\n}', {"a": "x", "b": "y"}, ("missing-quote",)),
        ('{"a": [{"b": 1}\n}', {"a": [{"b": 1}]}, ("missing-bracket",)),
        ('{"a": "b": "c", "d": 1}', {"a": "b", "d": 1}, ("stray-value",)),
    ],
)
def test_loose_json_is_repaired(text: str, value: Any, repairs: tuple[str, ...]) -> None:
    parsed = json_repair.parse(text, loose=True)
    assert (parsed.value, parsed.repairs) == (value, repairs)
    with pytest.raises(json_repair.JSONError):
        json_repair.parse(text, loose=False)


@pytest.mark.parametrize("loose", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        *('{"a": 1', '{"a": "b', '{"a"', "{", "[1, 2", '{"a" 1}', '{"a": 1 "b": 2}', '{"a": @}', '{"a": b'),
        '{"a": "b\n{{host}}/v1/x"}',
    ],
)
def test_text_that_is_not_json_is_rejected(text: str, loose: bool) -> None:
    with pytest.raises(json_repair.JSONError, match="expected"):
        json_repair.parse(text, loose=loose)


@pytest.mark.parametrize(
    ("text", "type_name", "required", "enum"),
    [
        ("required", "string", True, ()),
        ("Name of it. Required", "string", True, ()),
        ("Not required", "string", False, ()),
        ("Optional. More about it.", "string", False, ()),
        ("Where to. Required if kept=true", "string", None, ()),
        ("Available values: a, b-c,d. Default 'a'. Not required.", "string", False, ("a", "b-c", "d")),
        ("Available values - 1p 2p 3p", None, None, ("1p", "2p", "3p")),
        ('qualities (required parameter). Possible values: "1p", "2 p".', "string", True, ("1p", "2 p")),
        ('Sorting (optional). Possible values:\n"x" - by x (up).\n"-x" - by x.\nElse "q".', None, False, ("x", "-x")),
        ('Possible values: "on" (works) and "not on" (does not)', None, None, ("on", "not on")),
        ("state (wait - waiting, end - all is done)", None, None, ("wait", "end")),
        ("sort by: title, date", "string", None, ("title", "date")),
        ("Kind of it - round, square", "string", None, ("round", "square")),
        ("round, square", "string", None, ("round", "square")),
        ("round or square", "string", None, ("round", "square")),
        ("folder_id or project_id", "uuid", None, ()),
        ("round or not", "string", None, ()),
        ("w,h - width, height", "box", None, ()),
        ("Names the tree", "string", None, ()),
    ],
)
def test_prose_is_classified(text: str, type_name: str | None, required: bool | None, enum: tuple[str, ...]) -> None:
    says = parse_prose(text, type_name)
    assert (says.required, says.enum) == (required, enum)


def test_markup_does_not_change_the_meaning() -> None:
    assert parse_prose("Name of it. Required", "string").rest == parse_prose("Name of it. Not required", "string").rest
    assert (
        parse_prose("Kind. Available values: a, b", "enum").rest
        == parse_prose("Kind. Available values: a, c", "enum").rest
    )


def test_types_in_prose_are_recognized() -> None:
    assert type_in("boolean type parameter (false by default)") == "boolean"
    assert type_in("- array of strings. Some") == "array of strings"
    assert type_in("Number of objects") is None


def test_text_is_normalized() -> None:
    assert fold(" a\n\tb ") == "a b"
    assert digest("a  b\nc") == digest("a b c") != digest("a b d")
    assert latin("\u0441atalog_type") == "catalog_type"
    assert latin("цена") == "цена"
    assert stems("Getting access-tokens of a category") == {"gett", "access", "token", "category"}
    assert [is_statement(text) for text in ("posters", "Get a poster", "Gets it.", "- one", "so:", "https://a.b")] == [
        *(False, False),
        *(True, True, True, True),
    ]


def test_entries_get_sections_by_their_paths() -> None:
    listed: list[tuple[str, str | None]] = [
        ("shops", None),
        ("shelves", None),
        ("Shelf list", "/v1/shops/{id}/shelves"),
        ("Odd one", "/v1/somewhere/else"),  # stays: a later entry belongs to this section
        ("Remove shelf", "/v1/shops/{id}/shelves/{shelf_id}"),
        ("Shop list", "/v1/shops"),
        ("Last", "/v1/elsewhere"),  # without a name: stays in the section of the previous entry
        ("staff", None),
        ("Hire", "/v1/staff"),
    ]
    entries = [Entry("v1", None, top=True)]
    for text, path in listed:
        words, titled = entry_words(text, path)
        entries.append(Entry(text, words if path else None, titled))
    place(entries, at_top=False)
    assert [entry.section for entry in entries] == [
        *("v1", "v1/shops", "v1/shops/shelves"),
        *("v1/shops/shelves", "v1/shops/shelves", "v1/shops/shelves"),
        *("v1/shops", "v1/shops", "v1/staff", "v1/staff"),
    ]
