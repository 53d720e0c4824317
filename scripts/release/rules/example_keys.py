"""Keys of examples: the first word says whether the page prints the value."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from vendor_docs.example_values import placeholders, values_digest
from vendor_docs.inventory import Example


def example_key(value: Any, printed: Iterable[Example], taken: Collection[str] = ()) -> str:
    """Return a free key for an example, `page` if one of the page's examples has its values, else `inferred`."""
    word = "page" if any(_prints(one, value) for one in printed) else "inferred"
    return next(key for number in range(1, 999) if (key := word if number == 1 else f"{word}_{number}") not in taken)


def _prints(example: Example, value: Any) -> bool:
    """Return whether an example has this value, with something in the place of each placeholder."""
    open_ = placeholders(example.value)
    return values_digest(value, open_) == values_digest(example.value, open_)
