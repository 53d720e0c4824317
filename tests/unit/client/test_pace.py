"""How an upload is divided: never into more parts than may be, and not by the speed of a short chunk."""

from __future__ import annotations

import pytest

from kinocraft.transport.speeds import MEASURABLE, Speeds
from kinocraft.uploads.pace import (
    MAX_CHUNK,
    MAX_PART,
    MAX_PARTS,
    MIB,
    MIN_CHUNK,
    next_chunk,
    part_size,
    smaller_chunk,
)

LARGEST = MAX_PARTS * MAX_PART


@pytest.mark.parametrize("size", [LARGEST - 1, LARGEST, LARGEST + 1, 2 * LARGEST, 100 * LARGEST])
@pytest.mark.parametrize("speed", [None, 1.0, 1e9])
def test_a_file_has_no_more_parts_than_may_be(size: int, speed: float | None) -> None:
    made = part_size(size, speed, 4)
    assert -(-size // made) <= MAX_PARTS
    assert made % MIB == 0
    if size > LARGEST:
        assert made - MIB < size / MAX_PARTS <= made


def test_a_short_chunk_says_nothing_about_the_next_one() -> None:
    assert next_chunk(16 * MIB, 16 * MIB - 1, 0.001) == 16 * MIB
    assert next_chunk(16 * MIB, MIB, 1000.0) == 16 * MIB
    assert next_chunk(16 * MIB, 16 * MIB, 0.001) == 32 * MIB
    assert next_chunk(16 * MIB, 16 * MIB, 1000.0) == MIN_CHUNK
    assert next_chunk(MAX_CHUNK, MAX_CHUNK, 0.001) == MAX_CHUNK
    assert next_chunk(16 * MIB, 16 * MIB, 0.0) == 16 * MIB


@pytest.mark.parametrize(
    ("current", "smaller"), [(16 * MIB, 8 * MIB), (MIB + 2, MIB // 2 + 1), (MIB, MIB), (1000, 1000), (1, 1)]
)
def test_a_failed_chunk_is_halved_down_to_the_minimum(current: int, smaller: int) -> None:
    assert smaller_chunk(current) == max(smaller, min(current, MIN_CHUNK))


@pytest.mark.parametrize(("size", "known"), [(MEASURABLE - 1, None), (MEASURABLE, MEASURABLE / 2)])
def test_a_speed_is_measured_by_enough_bytes(size: int, known: float | None) -> None:
    speeds = Speeds()
    speeds.note("https://h", size, 2.0)
    assert speeds.get("https://h") == known


def test_a_speed_is_averaged_with_the_one_before() -> None:
    speeds = Speeds()
    for seconds in (1.0, 2.0):
        speeds.note("https://h", 4 * MIB, seconds)
    assert speeds.get("https://h") == 3 * MIB
    speeds.note("https://h", 4 * MIB, 0.0)
    assert speeds.get("https://h") == 3 * MIB
    assert speeds.get("https://other") is None
