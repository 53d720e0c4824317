"""Whether specs/ really have what the page has had since the lock.

The comparison with specs/ reports no difference where it cannot look, such as in an example of a body that specs/ do
not describe. That it reports none is therefore no proof.
"""

from __future__ import annotations

from collections.abc import Iterator

from vendor_docs.findings import Finding
from vendor_docs.spec_files import Place
from vendor_docs.specs import SpecOperation
from vendor_docs.type_guards import is_object

from .additions import UndecidedError
from .draft import Draft
from .operations import PROTOCOL_HEADERS
from .shown import best

ADDITIONS = {"field-added", "parameter-added", "enum-value-added", "error-code-added", "operation-added"}
_TABLES = ("", "data.", "data[].")  # a table omits the envelope


def reason_of_agreement(work: Draft, finding: Finding) -> str | None:
    """Return why an addition needs no edit, or None if specs/ do not have it."""
    if any(one.explains(finding) for one in work.checker.deviations):
        raise UndecidedError(f"Decide whether the deviation still holds: the page has `{finding.name}` now.")
    name = finding.name or ""
    if finding.kind == "parameter-added" and finding.part == "header" and name.lower() in PROTOCOL_HEADERS:
        return "HTTP has this header; specs/ list none of these."
    return "specs/ describe it already." if _is_described(work, finding, name) else None


def _is_described(work: Draft, finding: Finding, name: str) -> bool:
    if finding.kind == "operation-added":
        return bool(work.known(finding))
    if finding.kind == "error-code-added":
        return _has_error(work, name)
    if finding.kind != "enum-value-added":
        return any(True for _ in _places(work, finding, name))
    name, _, value = name.rpartition("=")
    enums = (enum for place in _places(work, finding, name) if (enum := work.specs.enum(place)))
    return any(value in map(str, enum.value["enum"]) for enum in enums)


def _has_error(work: Draft, text: str) -> bool:
    """Return whether specs/ have an error code with this name, or a status that some operation returns."""
    sort, code, name = f"{text}  ".split(" ", 2)
    if sort == "code":
        codes: dict[str, str | None] = work.specs.codes.value if work.specs.codes else {}
        return code in codes and codes[code] == (name.strip() or None)
    statuses = {status for operation in work.specs.operations for status in operation.statuses}
    return any(status[0] == code[0] for status in statuses) if code.endswith("xx") else code in statuses


def _places(work: Draft, finding: Finding, name: str) -> Iterator[Place]:
    """Yield the fields and parameters of specs/ that have this name where the finding is."""
    known = _operations(work, finding)
    if "example" in (finding.part or ""):
        example = work.example(finding)
        kind = example.kind if example else "none"
        schemas = work.specs.body_schemas(kind, known) if known else work.specs.errors if kind == "error" else []
        found = work.specs.property(best(work, schemas, example), name) if example and schemas else None
        if found and found.place:
            yield found.place
        return
    if parameter := work.specs.parameter(name, known):
        yield parameter.down("schema")
    schemas = [one for kind in ("request", "response") for one in work.specs.body_schemas(kind, known)]
    for schema in schemas or ([] if finding.entry.title else work.specs.errors):
        for envelope in _TABLES:
            found = work.specs.property(schema, f"{envelope}{name}")
            if found and found.place and is_object(found.place.value):
                yield found.place


def _operations(work: Draft, finding: Finding) -> list[SpecOperation]:
    if finding.entry.title or not finding.entry.section:
        return work.known(finding)
    entries = (entry for entry in work.links.by_entry if entry.section == finding.entry.section)
    return [one for entry in entries for one in work.links.of(entry)]
