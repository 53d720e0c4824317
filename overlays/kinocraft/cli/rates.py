"""The option `--limit-rate` of commands that transfer files."""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias

import typer

__all__ = ["LimitRate", "parse_rate"]

UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
RATE = re.compile(r"(\d+(?:\.\d+)?)([KMG]?)", re.IGNORECASE | re.ASCII)


def parse_rate(text: str) -> float:
    """Return the bytes per second of a text such as 500K or 1.5M.

    Raises:
        BadParameter: The text is not a rate, or the rate is 0.
    """
    match = RATE.fullmatch(text)
    rate = float(match[1]) * UNITS[match[2].upper()] if match else 0.0
    if not rate:
        raise typer.BadParameter(f"{text!r} is not a rate: give a number of bytes per second, such as 500K or 1.5M")
    return rate


LimitRate: TypeAlias = Annotated[
    float | None,
    typer.Option(
        "--limit-rate",
        parser=parse_rate,
        metavar="RATE",
        help="Bytes per second at most, such as 500K or 1.5M (K, M and G are powers of 1024).",
    ),
]
