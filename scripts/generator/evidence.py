"""Print the marks of evidence: how well a description is supported, after what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

DOCUMENTED = "documented"


def mark(holder: dict[str, Any], by_default: str = DOCUMENTED) -> str:
    """Return ` (inferred)` or ` (seen)` for what is marked so, otherwise an empty text.

    Args:
        holder: A response, parameter, schema or property.
        by_default: The evidence of what it belongs to, which needs no second mark.
    """
    evidence = holder.get("x-evidence", by_default)
    return "" if evidence in (by_default, DOCUMENTED) else f" ({evidence})"


def marked(text: str, holder: dict[str, Any], by_default: str = DOCUMENTED) -> str:
    """Return a description with the mark of its holder after the first sentence, which says what the holder is."""
    found = mark(holder, by_default)
    first, period, rest = text.partition(". ")
    return f"{first.rstrip('.')}{found}.{period[1:]}{rest}" if found and text else text


def reasoned(text: str, holder: dict[str, Any]) -> str:
    """Return a description with the mark of its holder and the reason for it."""
    return " ".join(part for part in (marked(text, holder), holder.get("x-evidence-reason", "")) if part)


def evidence_of(holder: dict[str, Any], key: str = "x-evidence", source_key: str = "x-evidence-source") -> str:
    """Return the evidence of an operation or a statement, with its source if it is documented elsewhere."""
    source = f" in {holder[source_key]}" if source_key in holder else ""
    return f"{holder[key]}{source}"


def sources(operation: dict[str, Any]) -> Iterator[str]:
    """Yield how an operation is known, and what its entry on the page does not say, as sentences."""
    if reason := operation.get("x-evidence-reason"):
        yield reason
    for statement in operation.get("x-statements", ()):
        yield f"{statement['text'].rstrip('.')} ({evidence_of(statement, 'evidence', 'source')})."
