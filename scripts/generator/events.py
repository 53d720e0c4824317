"""Generate the table of the events that a vendor's webhooks receive, from the `webhooks` of its descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .bundle import METHODS
from .operations import resolve


def events(vendor: str, documents: list[dict[str, Any]]) -> str | None:
    """Return a module with the class of each event by its name; None if the vendor has none."""
    classes = dict(sorted(pair for document in documents for pair in _found(document)))
    if not classes:
        return None
    names = sorted({*classes.values()})
    entries = ", ".join(f"{name!r}: {kind}" for name, kind in classes.items())
    return "\n".join(
        [
            f'"""The events that webhooks of {vendor.capitalize()} receive."""',
            "from __future__ import annotations",
            "from typing import TypeAlias",
            f"from kinocraft_api.{vendor}_models import {', '.join(names)}",
            f"__all__ = {names!r}",
            f"KnownEvent: TypeAlias = {' | '.join(names)}",
            '"""An event with a documented name."""',
            f"EVENTS: dict[str, type[KnownEvent]] = {{{entries}}}",
            '"""The class of each event, by its name."""',
            "",
        ]
    )


def _found(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the name of each event, and its class."""
    for item in document.get("webhooks", {}).values():
        for operation in (item[method] for method in METHODS if method in item):
            body = resolve(document, operation.get("requestBody", {}))
            for media in body.get("content", {}).values():
                reference = media["schema"].get("$ref", "")
                name = resolve(document, media["schema"]).get("properties", {}).get("event", {}).get("const")
                if name is not None:
                    yield name, reference.rpartition("/")[2]
