"""The changelog of a release: a line for each contract change, which can be parsed back, and the same as JSON.

A line says, in this order: the name in the SDK, what happened to what, its old and new value, where the vendor
describes it, and what to do. ⚠️ marks breaking changes. Names and values are code spans, in which a backslash escapes
what a line of Markdown cannot hold. The comment at the end is the hash of the change, under which the JSON file of the
release has its details.

    - ⚠️ `kinescope.videos.get().title`: field removed: `data.title` in `response example`, was `string`. Page:
      kinescope, `v1/videos`, `Get video`. Stop reading the field. <!-- change 0123456789abcdef -->
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from vendor_docs.changes import KINDS, Kind

from ..changes import ContractChange, Statement
from ..errors import AssessmentError
from ..version import Reason

WARNING = "⚠️"
UNRELEASED = "## [Unreleased]"
GROUPS = ("Security", "Added", "Changed", "Deprecated", "Removed", "Fixed")
"""The groups of Keep a Changelog, in the order in which a release prints them."""

_CODE = r"`((?:[^`\\]|\\.)*)`"
_LINE = re.compile(
    rf"- (?P<warning>{WARNING} )?{_CODE}: (?P<kind>[a-z ]+?)"
    rf"(?:: {_CODE})?(?: in {_CODE})?(?:, was {_CODE})?(?:, now {_CODE})?"
    rf"\. Page: {_CODE}, {_CODE}(?:, {_CODE})?(?: \(no\. (?P<occurrence>-?\d+)\))?"
    r"\. (?P<advice>[^<>`]*) <!-- change (?P<hash>[0-9a-f]{16}) -->"
)
_ESCAPED = re.compile(r"[\\`\x00-\x1f\x7f-\xa0\u00ad\u034f\u061c\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_BARE = "\\-"
"""An empty text: a code span needs content."""

_ADVICE: dict[Kind, str] = {
    "operation-removed": "Stop calling the method.",
    "operation-moved": "Upgrade: earlier versions send the request to its former address.",
    "parameter-removed": "Stop passing the argument.",
    "field-removed": "Stop using the field.",
    "type-changed": "Use values of the new type.",
    "required-changed": "Check whether your calls pass it, and whether your code expects it.",
    "enum-value-removed": "Stop using the value.",
    "error-code-removed": "Stop handling the code.",
    "example-invalid": "Nothing to do: the example of the page is no longer valid.",
    "operation-added": "Call the new method.",
    "parameter-added": "Pass the argument if you need it.",
    "field-added": "Use the field if you need it.",
    "enum-value-added": "Handle the value where your code lists all of them.",
    "error-code-added": "Handle the code if your code decides by codes.",
    "text-changed": "Nothing to do: only the text has changed.",
    "deviation-unused": "Nothing to do: the page now says what the description says.",
}


class ChangelogError(AssessmentError):
    """A text is not a changelog that this module wrote. The message says which line."""


@dataclass(frozen=True, slots=True, order=True)
class Line(Statement):
    """What a line of the changelog says about a change, and the hash of the change."""

    hash: str

    @classmethod
    def of(cls, change: ContractChange) -> Line:
        """Return what the line of a change says."""
        return cls(*(getattr(change, field) for field in cls.__dataclass_fields__))


def advice(change: ContractChange) -> str:
    """Return what a user of the SDK has to do about a change."""
    if change.breaking and change.kind in ("parameter-added", "field-added"):
        return "Pass the argument: it is required."
    if change.kind == "required-changed" and change.now == "required":
        return "Pass the argument: it is required." if change.breaking else "Nothing to do: it is always there."
    return _ADVICE[change.kind]


def group_of(change: ContractChange) -> str:
    """Return the group of a change."""
    if change.kind.endswith("-added"):
        return "Added"
    return "Removed" if change.kind.endswith("-removed") else "Changed"


def line(change: ContractChange, name: str) -> str:
    """Return the line of a change. `name` is the name in the SDK."""
    said = Line.of(change)
    parts = [f"- {WARNING} " if said.breaking else "- ", f"{code(name)}: {said.kind.replace('-', ' ')}"]
    for prefix, value in ((": ", said.name), (" in ", said.part), (", was ", said.was), (", now ", said.now)):
        if value is not None:
            parts.append(f"{prefix}{code(value)}")
    parts.append(f". Page: {code(said.vendor)}, {code(said.section)}")
    if said.title is not None:
        parts.append(f", {code(said.title)}")
    if said.occurrence != 1:
        parts.append(f" (no. {said.occurrence})")
    return "".join([*parts, f". {advice(change)} <!-- change {said.hash} -->"])


def code(text: str) -> str:
    """Return any text as a code span on one line."""
    escaped = _ESCAPED.sub(lambda found: f"\\u{{{ord(found[0]):x}}}", text)
    # Markdown strips a space from both ends of a code span.
    escaped = re.sub(r"^ | $", r"\\u{20}", escaped)
    return f"`{escaped or _BARE}`"


def _decoded(text: str | None) -> str | None:
    if text is None or text == _BARE:
        return None if text is None else ""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)


def release_section(
    version: str,
    date: datetime.date,
    changes: Sequence[ContractChange],
    name: Callable[[ContractChange], str],
    notes: str = "",
    written: str = "",
) -> str:
    """Return the section of a release, in the form of Keep a Changelog, with a newline at its end.

    Args:
        version: The version of the release.
        date: Its day.
        changes: The contract changes of the release, in any order.
        name: Returns the name of a change in the SDK.
        notes: A paragraph at the beginning, such as the reason of an override.
        written: The groups that people wrote under Unreleased, as they are.
    """
    groups = _groups(written)
    for change in sorted(changes, key=_order):
        groups.setdefault(group_of(change), []).append(line(change, name(change)))
    parts = [f"## [{version}] - {date.isoformat()}"]
    if text := "\n\n".join(filter(None, [notes.strip(), "\n".join(groups.pop("", [])).strip()])):
        parts.append(text)
    known = [group for group in GROUPS if group in groups]
    others = [group for group in groups if group not in GROUPS]
    parts += ["\n".join([f"### {group}", "", *groups[group]]) for group in [*known, *others]]
    return "\n\n".join(parts) + "\n"


def _order(change: ContractChange) -> Any:
    said = Line.of(change)
    return (
        *(not said.breaking, said.vendor, said.section, said.title or "", said.occurrence, said.kind, said.name or ""),
        *(said.part or "", said.hash),
    )


def _groups(text: str) -> dict[str, list[str]]:
    """Return the lines of each group of a section. A group that occurs twice becomes one."""
    groups: dict[str, list[str]] = {}
    group = ""
    for each in text.splitlines():
        if each.startswith("### "):
            group = each.removeprefix("### ").strip()
            # Two lists of one group are separated, as they were.
            groups.setdefault(group, [])
        elif each.strip() or groups.get(group):
            groups.setdefault(group, []).append(each)
    return {name: _stripped(lines) for name, lines in groups.items()}


def _stripped(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def unreleased(text: str) -> str:
    """Return what people wrote under Unreleased in CHANGELOG.md.

    Raises:
        ChangelogError: There is no such section.
    """
    return _parts(text)[1].strip("\n")


def with_release(text: str, section: str) -> str:
    """Return CHANGELOG.md with a release in the place of what was unreleased.

    Raises:
        ChangelogError: There is no section Unreleased, or the version is there already.
    """
    before, _, after = _parts(text)
    heading = section.partition(" - ")[0]
    if f"\n{heading}" in text:
        raise ChangelogError(f"CHANGELOG.md has {heading.removeprefix('## ')} already")
    return f"{before}{UNRELEASED}\n\n{section}" + (f"\n{after}" if after else "")


def _parts(text: str) -> tuple[str, str, str]:
    """Return what stands before Unreleased, in it, and after it."""
    if text.count(f"\n{UNRELEASED}\n") != 1:
        raise ChangelogError(f"CHANGELOG.md needs exactly one heading {UNRELEASED}")
    before, _, rest = text.partition(f"\n{UNRELEASED}\n")
    found = re.search(r"^## ", rest, re.MULTILINE)
    middle, after = (rest[: found.start()], rest[found.start() :]) if found else (rest, "")
    return f"{before}\n", middle, after


def parse(text: str) -> list[Line]:
    """Return what the lines of contract changes say, in their order. Other lines are skipped.

    Raises:
        ChangelogError: A line has the mark of a contract change but not its form.
    """
    found: list[Line] = []
    for number, each in enumerate(text.split("\n"), 1):
        if not re.search(r"<!-- change \S* ?-->\s*$", each):
            continue
        match = _LINE.fullmatch(each)
        kind = _KINDS.get(match["kind"]) if match else None
        if match is None or kind is None:
            raise ChangelogError(f"line {number} is not the line of a change: {each}")
        _, name, part, was, now, vendor, section, title = (_decoded(match[index]) for index in _POSITIONS)
        place = (vendor or "", kind, section or "", title, int(match["occurrence"] or 1))
        breaking = match["warning"] is not None
        found.append(Line(*place, name, part, was, now, breaking, match["hash"]))
    return found


_QUOTES = frozenset({"before", "after"})
_KINDS: dict[str, Kind] = {kind.replace("-", " "): kind for kind in KINDS}
_POSITIONS = [index for index in range(1, _LINE.groups + 1) if index not in set(_LINE.groupindex.values())]
"""The groups of the code spans of a line, which have no names."""


def as_json(
    version: str, date: datetime.date, changes: Iterable[ContractChange], reasons: Iterable[Reason], notes: str
) -> str:
    """Return the release as JSON: its changes with all details, and why it has its version.

    The quotes of the page are left out, because a release keeps no text of a vendor.
    """
    document = {
        "version": version,
        "date": date.isoformat(),
        "notes": notes,
        "reasons": [reason.as_json() for reason in reasons],
        "changes": [
            {name: value for name, value in change.as_json().items() if name not in _QUOTES}
            for change in sorted(changes, key=_order)
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
