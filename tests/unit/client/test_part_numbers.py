"""How a service numbers the parts of an upload is recognized by their sizes, and guessed in no doubtful case."""

from __future__ import annotations

import pytest

from kinocraft.sources import Part, Source
from kinocraft.uploads.part_numbers import shift_of

SOURCE = Source(bytes(35))
SIZES = (10, 10, 10, 5)


def parts(first: int) -> dict[int, Part]:
    """Return the parts of an upload, sent with numbers from `first` on."""
    return {first + index: Part(SOURCE, 10 * index, size) for index, size in enumerate(SIZES)}


def numbered(first: int, *indexes: int) -> dict[int, int]:
    """Return the sizes of some parts by the numbers of a service that counts from `first`."""
    return {first + index: SIZES[index] for index in indexes or range(len(SIZES))}


@pytest.mark.parametrize("sent", [0, 1])
@pytest.mark.parametrize("first", [-1, 0, 1, 2, 7, 100])
def test_a_shift_is_recognized_if_all_parts_are_there(sent: int, first: int) -> None:
    assert shift_of(numbered(first), parts(sent)) == first - sent


@pytest.mark.parametrize("sent", [0, 1])
@pytest.mark.parametrize("shift", [0, 1, -1])
def test_a_shift_by_one_is_recognized_by_the_last_part(sent: int, shift: int) -> None:
    assert shift_of(numbered(sent + shift, 3), parts(sent)) == shift
    assert shift_of(numbered(sent + shift, 0, 1, 3), parts(sent)) == shift


@pytest.mark.parametrize("sent", [0, 1])
@pytest.mark.parametrize(
    "sizes",
    [{}, numbered(7, 0, 1), numbered(7, 3), {7: 10}, {0: 9, 1: 10}, numbered(0) | {4: 10}, {0: 10, 1: 10, 2: 5, 3: 10}],
    ids=str,
)
def test_no_shift_is_assumed_if_parts_are_missing_or_unknown(sent: int, sizes: dict[int, int]) -> None:
    assert shift_of(sizes, parts(sent)) == 0


def test_equal_parts_are_taken_for_those_of_their_numbers() -> None:
    """If several shifts fit, the parts are where they were sent."""
    for sent in (0, 1):
        assert shift_of({sent + 1: 10}, parts(sent)) == 0
