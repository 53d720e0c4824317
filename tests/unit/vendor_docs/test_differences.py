"""Every byte of a difference between two texts has one class, and their sum is the whole difference."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vendor_docs import PageError
from vendor_docs.saving.differences import Difference, difference

from tests.unit.vendor_docs.saved_pages import kinescope_text, platformcraft_text

TEXTS = {"kinescope": kinescope_text(), "platformcraft": platformcraft_text()}


def changed(vendor: str, old: str, new: str) -> Difference:
    assert old in TEXTS[vendor]
    return difference(vendor, TEXTS[vendor], TEXTS[vendor].replace(old, new, 1))


@pytest.mark.parametrize("vendor", TEXTS)
def test_equal_texts_do_not_differ(vendor: str) -> None:
    assert difference(vendor, TEXTS[vendor], TEXTS[vendor]) == Difference()


@pytest.mark.parametrize(
    ("vendor", "old", "new", "expected"),
    [
        ("kinescope", "Scraps the ship. This", "Scraps  the ship.\nThis", Difference(cosmetic=3, total=3)),
        ("kinescope", "| id | string |", "id | string |", Difference(cosmetic=2, total=2)),
        ("kinescope", "Scraps the ship.", "Breaks the ship.", Difference(prose=12, total=12)),
        ("kinescope", "Identifies the ship", "Names the ship", Difference(prose=15, total=15)),
        ("kinescope", "/v2/flags/:flag_id/hoist", "/v2/flags/:flag_id/raise", Difference(contract=10, total=10)),
        ("kinescope", "| uuid |", "| string |", Difference(contract=10, total=10)),
        ("kinescope", "brig, sloop, yawl", "brig, sloop", Difference(contract=5, cosmetic=1, total=6)),
        ("kinescope", "Not required", "Required", Difference(contract=19, cosmetic=1, total=20)),
        ("kinescope", '"kind": "brig"', '"kind": "bark"', Difference(prose=8, total=8)),
        ("kinescope", '"kind": "brig"', '"sort": "brig"', Difference(contract=8, total=8)),
        ("kinescope", "| 404 |", "| 410 |", Difference(contract=6, total=6)),
        ("kinescope", "Scrap ship\n", "Sink ship\n", Difference(contract=9, total=9)),
        ("platformcraft", "The method for lifting", "A method for lifting", Difference(prose=4, total=4)),
        ("platformcraft", "Method POST", "Method PUT", Difference(contract=7, total=7)),
        ("platformcraft", "id of the crate (required)", "id of a crate (required)", Difference(prose=4, total=4)),
        ("platformcraft", "crate (required)", "crate", Difference(contract=10, cosmetic=1, total=11)),
        ("platformcraft", '"height": 12', '"height": 13', Difference(prose=4, total=4)),
        ("platformcraft", '"height": 12', '"weight": 12', Difference(contract=12, total=12)),
    ],
)
def test_each_byte_has_the_class_of_what_it_changes(vendor: str, old: str, new: str, expected: Difference) -> None:
    assert changed(vendor, old, new) == expected


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_the_classes_add_up_to_the_difference(vendor: str, data: st.DataObject) -> None:
    text = TEXTS[vendor]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 60)))
    new = (
        text[:start]
        + data.draw(st.sampled_from(["", " ", "\n\n", "word", "«x»", "| a |", text[end : end + 40]]))
        + text[end:]
    )
    try:
        found = difference(vendor, text, new)
    except PageError:
        return

    assert found.cosmetic + found.prose + found.contract == found.total
    assert (found.total == 0) == (text == new)
    assert found.total % 2 == (len(text.encode()) + len(new.encode())) % 2
