"""Differences that an addition causes elsewhere on the page, and what specs/ say about them.

They are no changes of their own: whatever is done about them belongs to the addition.
"""

from __future__ import annotations

import re
from typing import Any

from vendor_docs.findings import Finding

from .draft import Draft, Outcome

_MISSING = re.compile(r"'(.+)' is a required property")


def consequence(work: Draft, finding: Finding) -> Outcome | None:
    """Settle a difference that an addition has caused, and return the outcome of that addition; else None."""
    if finding.kind == "example-invalid" and (missing := _MISSING.match(finding.was or "")):
        return _lacking_example(work, finding, missing[1])
    if finding.kind == "enum-value-removed":
        return _unlisted_value(work, finding, finding.was or "")
    return None


def _lacking_example(work: Draft, finding: Finding, name: str) -> Outcome | None:
    """Add a deviation for an example that lacks a field which the page now calls required."""
    known, outcome = work.known(finding), work.required.get(name)
    if not known or outcome is None:
        return None
    work.deviations.append(
        {
            "page": work.specs.page,
            "operation": known[0].id,
            "kind": finding.kind,
            "name": finding.name or "",
            "part": finding.part or "",
            "reason": f"The page calls `{name}` required, but this example lacks it.",
        }
    )
    outcome.reason = f"{outcome.reason} An example of the page lacks it, which a deviation says.".strip()
    return outcome


def _unlisted_value(work: Draft, finding: Finding, value: str) -> Outcome | None:
    """Mark a new enum value that another list of the page lacks as one from elsewhere."""
    outcome = work.values.get(value)
    if outcome is None or not finding.file or not finding.pointer:
        return None
    file = work.files.root.parent / finding.file
    holder = work.files.place(f"#{finding.pointer.removesuffix('/enum')}", file)
    schema: dict[str, Any] = work.value(holder)
    new = next((one for one in schema["enum"] if str(one) == value), value)
    work.outcome = outcome
    if "x-values-beyond-page" in schema:
        work.append(file, f"{holder.pointer}/x-values-beyond-page", new)
    else:
        work.add(file, holder.pointer, "x-values-beyond-page", [new], before="description")
    outcome.reason = f"{outcome.reason} Another list of the page lacks the value.".strip()
    return outcome
