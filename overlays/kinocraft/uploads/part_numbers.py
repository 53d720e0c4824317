"""How Filespot numbers the parts of an upload: whether from 0 is not documented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..sources import Part

__all__ = ["shift_of"]


def shift_of(sizes: Mapping[int, int], parts: Mapping[int, Part]) -> int:
    """Return what the service adds to the numbers of parts. Their order is always the same.

    Args:
        sizes: The sizes of the parts that the service has, by its numbers.
        parts: The parts of the upload, by the numbers that they were sent with.
    """

    def fits(shift: int) -> bool:
        return all(number - shift in parts and parts[number - shift].size == size for number, size in sizes.items())

    def shifts() -> Iterator[int]:
        yield from (0, 1, -1)
        if len(sizes) == len(parts):
            yield min(sizes) - min(parts)

    return next((shift for shift in shifts() if fits(shift)), 0)
