"""The registered faults: which requests fail, how, and how often they did."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from jsonschema_rs import Draft202012Validator

__all__ = ["KINDS", "Fault", "FaultError", "Faults"]

LONGEST_STALL = 300.0
"""Seconds. A stall that is never released must not block a test run for ever."""

LARGEST_COUNT = 1 << 50
"""Bytes, or bytes per second. Much larger JSON integers lose precision."""

_BYTES = {"type": "integer", "minimum": 0, "maximum": LARGEST_COUNT}
# The headers that delimit the body belong to the server: a response fails in the specified way and no other.
_HEADER_NAME = r"^(?!(?i:content-(length|type)|transfer-encoding)$)[A-Za-z0-9!#$%&'*+.^_`|~-]+$"
_HEADER_VALUE = {"type": "string", "pattern": r"^[^\x00-\x1f\x7f]*$"}

KINDS: Mapping[str, Mapping[str, Any]] = {
    "drop_request": {"bytes": {**_BYTES, "default": 0}},
    "drop_response": {"bytes": {**_BYTES, "default": 0}},
    "lost_response": {},
    "stall": {"seconds": {"type": "number", "exclusiveMinimum": 0, "maximum": LONGEST_STALL, "default": 30}},
    "status": {
        "status": {"type": "integer", "minimum": 200, "maximum": 599},
        "headers": {
            "type": "object",
            "propertyNames": {"pattern": _HEADER_NAME},
            "additionalProperties": _HEADER_VALUE,
        },
        "body": {},
        "content_type": _HEADER_VALUE,
    },
    "truncate": {"bytes": _BYTES, "body": {"type": "string"}},
    "slow": {"bytes_per_second": {**_BYTES, "minimum": 1}},
    "expire_tokens": {},
}
"""Every kind of fault and the schemas of its own parameters."""

# Former names, still accepted so that existing tests keep working. The control API shows the new ones.
ALIASES = {"drop_answer": "drop_response", "lost_answer": "lost_response"}

REQUIRED = {"status": ["status"], "slow": ["bytes_per_second"]}

_COMMON = {
    "operation": {"type": "string"},
    "fault": {"enum": list(KINDS)},
    "times": {"type": "integer", "minimum": 1, "maximum": 1_000_000, "default": 1},
    "after": {"type": "integer", "minimum": 0, "maximum": 1_000_000, "default": 0},
}


class FaultError(Exception):
    """A fault specification is invalid; the message says what is allowed."""


@dataclass(slots=True)
class Fault:
    """A registered fault: its kind, the requests that it applies to, and how often it was applied.

    It lets `after` matching requests pass and then applies to `times`. `matched` counts the matching requests, `fired`
    those that it was applied to.
    """

    id: str
    operation: str
    kind: str
    times: int
    after: int
    parameters: dict[str, Any]
    matched: int = 0
    fired: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def match(self, operation: str) -> bool:
        """Count the request if it matches; return whether the fault applies to it."""
        if self.fired >= self.times or self.operation not in (operation, "*"):
            return False
        self.matched += 1
        return self.matched > self.after

    def serialize(self) -> dict[str, Any]:
        """Return the fault and its counts as the control API shows them."""
        return {
            "id": self.id,
            "operation": self.operation,
            "fault": self.kind,
            "times": self.times,
            "after": self.after,
            **self.parameters,
            "matched": self.matched,
            "fired": self.fired,
        }


def unknown_operation(name: str, operations: Collection[str]) -> str:
    """Return the error message for an unknown operation. It suggests similar ones: there are too many to list."""
    from difflib import get_close_matches  # imported here to start faster: the message is rarely needed

    similar = get_close_matches(name, operations, cutoff=0.5) or sorted(operations)[:1]
    return f"operation must be an operationId, such as {' or '.join(similar)}; there is no {name[:100]}"


class Faults:
    """The registered faults, in the order in which they were added. The first one that applies takes a request."""

    def __init__(self) -> None:
        self._faults: dict[str, Fault] = {}
        self._count = 0

    def add(self, specification: Any, operations: Collection[str]) -> Fault:
        """Register a fault. Raises `FaultError` for an unknown operation, kind or parameter."""
        if not isinstance(specification, dict):
            raise FaultError("a fault is a JSON object with operation and fault")
        given = cast("dict[str, Any]", specification)
        kind: Any = given.get("fault")
        if isinstance(kind, str):
            kind = ALIASES.get(kind, kind)
        if not isinstance(kind, str) or kind not in KINDS:
            raise FaultError(f"fault must be one of {', '.join(KINDS)}")
        values = _validated({**given, "fault": kind}, kind)
        if values["operation"] not in operations and values["operation"] != "*":
            raise FaultError(unknown_operation(values["operation"], operations))
        self._count += 1
        fault = Fault(
            id=f"f{self._count}",
            operation=values.pop("operation"),
            kind=values.pop("fault"),
            times=values.pop("times"),
            after=values.pop("after"),
            parameters=values,
        )
        self._faults[fault.id] = fault
        return fault

    def take(self, operation: str) -> Fault | None:
        """Return the fault that applies to this request, already counted as fired."""
        taken: Fault | None = None
        for fault in self._faults.values():
            # Every fault counts the request, also after one has taken it.
            if fault.match(operation) and taken is None:
                taken = fault
        if taken is not None:
            taken.fired += 1
        return taken

    def all(self) -> list[Fault]:
        """Return all faults with their counts; used-up ones stay, so that their counts can be read."""
        return list(self._faults.values())

    def cancel(self, fault_id: str) -> bool:
        """Remove a fault and release the requests that it stalls; return False if there is no such fault."""
        fault = self._faults.pop(fault_id, None)
        if fault is None:
            return False
        fault.released.set()
        return True

    def clear(self) -> None:
        """Remove all faults."""
        for fault_id in list(self._faults):
            self.cancel(fault_id)


def _validated(specification: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return a valid specification with defaults filled in."""
    properties: dict[str, Any] = {**_COMMON, **KINDS[kind]}
    schema = {
        "type": "object",
        "properties": properties,
        "required": ["operation", *REQUIRED.get(kind, ())],
        "additionalProperties": False,
    }
    for error in Draft202012Validator(schema).iter_errors(specification):
        place = "/".join(str(step) for step in error.instance_path)
        allowed = ", ".join(properties)
        raise FaultError(f"{place + ': ' if place else ''}{error.message}; {kind} takes {allowed}")
    defaults = {name: node["default"] for name, node in properties.items() if "default" in node}
    values: dict[str, Any] = {**defaults, **specification}
    for name in values:
        if properties[name].get("type") == "integer":
            values[name] = int(values[name])  # to JSON Schema 5.0 is an integer
    return values
