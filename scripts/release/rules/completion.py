"""Complete new fields of responses: whether they are required, and their values in the examples of specs/."""

from __future__ import annotations

from typing import Any

from ..edits.files import EditError
from .draft import Added, Draft
from .shown import likeness, page_objects, spec_objects


def complete(work: Draft, added: Added) -> None:
    """Require a new field if every example of the page has it, and show it in the examples of specs/."""
    kind = "response" if added.response else "request"
    holder = work.files.place(f"#{added.pointer}", added.file)
    shown = list(page_objects(work, holder, kind))
    having = [one for one in shown if added.name in one]
    if not having:
        return
    every = added.response and len(having) == len(shown)
    ours = list(spec_objects(work, holder, kind))
    required = every or added.name in (work.value(holder).get("required") or [])
    for place, pointer, value in ours:
        if added.name in value:
            continue
        model = max(having, key=lambda one: likeness(_without(one, added.name), value))
        others = [one for one in shown if added.name not in one]
        rival = max((likeness(one, value) for one in others), default=0)
        if required or likeness(_without(model, added.name), value) >= rival:
            work.add(place.file, f"{place.pointer}{pointer}", added.name, model[added.name])
    if every and added.name not in (work.value(holder).get("required") or []):
        _require(work, added, bool(work.value(holder).get("required")))


def _require(work: Draft, added: Added, listed: bool) -> None:
    try:
        if listed:
            work.append(added.file, f"{added.pointer}/required", added.name)
        else:
            work.add(added.file, added.pointer, "required", [added.name])
    except EditError:
        pass  # a list of required fields that others share by name stays as it is


def _without(value: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: one for key, one in value.items() if key != name}
