"""Faults on order: which call fails, how, and how often it did."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from jsonschema_rs import Draft202012Validator

__all__ = ["KINDS", "Fault", "FaultError", "Faults"]

LONGEST_STALL = 300.0
"""Seconds. A stall that nobody ends must not hold a test run for ever."""

MOST = 1 << 50
"""Bytes, or bytes in a second: beyond that a number in JSON need not be the one that was meant."""

_BYTES = {"type": "integer", "minimum": 0, "maximum": MOST}
# What decides where the body ends is the server's: a spoiled answer is wrong in the way that was ordered, no other.
_HEADER_NAME = r"^(?!(?i:content-(length|type)|transfer-encoding)$)[A-Za-z0-9!#$%&'*+.^_`|~-]+$"
_HEADER_VALUE = {"type": "string", "pattern": r"^[^\x00-\x1f\x7f]*$"}

KINDS: Mapping[str, Mapping[str, Any]] = {
    "drop_request": {"bytes": {**_BYTES, "default": 0}},
    "drop_answer": {"bytes": {**_BYTES, "default": 0}},
    "lost_answer": {},
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

NEEDED = {"status": ["status"], "slow": ["bytes_per_second"]}

_COMMON = {
    "operation": {"type": "string"},
    "fault": {"enum": list(KINDS)},
    "times": {"type": "integer", "minimum": 1, "maximum": 1_000_000, "default": 1},
    "after": {"type": "integer", "minimum": 0, "maximum": 1_000_000, "default": 0},
}


class FaultError(Exception):
    """An order for a fault makes no sense; the message says what would."""


@dataclass(slots=True)
class Fault:
    """One order: the kind of fault, for which calls, and its account.

    `matched` counts the calls it looked at, `fired` those it spoiled.
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

    def due(self, operation: str) -> bool:
        """Whether it is to spoil this call; counts the call as matched if it is one of its own."""
        if self.fired >= self.times or self.operation not in (operation, "*"):
            return False
        self.matched += 1
        return self.matched > self.after

    def describe(self) -> dict[str, Any]:
        """The order and its account as the control API prints them."""
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
    """What is said where an operation is named that there is none of: there are too many to list them all."""
    from difflib import get_close_matches  # a typing error is rare: the server starts without it

    like = get_close_matches(name, operations, cutoff=0.5) or sorted(operations)[:1]
    return f"operation is an operationId of the descriptions, such as {' or '.join(like)}; there is no {name[:100]}"


class Faults:
    """The orders in force, in the order in which they came. The first that is due takes the call."""

    def __init__(self) -> None:
        self._faults: dict[str, Fault] = {}
        self._count = 0

    def order(self, request: Any, operations: Collection[str]) -> Fault:
        """Put a fault in force. Raises `FaultError` for an unknown operation, kind or parameter."""
        if not isinstance(request, dict):
            raise FaultError("a fault is a JSON object with operation and fault")
        wanted = cast("dict[str, Any]", request)
        kind: Any = wanted.get("fault")
        if not isinstance(kind, str) or kind not in KINDS:
            raise FaultError(f"fault is one of {', '.join(KINDS)}")
        properties: dict[str, Any] = {**_COMMON, **KINDS[kind]}
        schema = {
            "type": "object",
            "properties": properties,
            "required": ["operation", *NEEDED.get(kind, ())],
            "additionalProperties": False,
        }
        for error in Draft202012Validator(schema).iter_errors(wanted):
            place = "/".join(str(step) for step in error.instance_path)
            allowed = ", ".join(properties)
            raise FaultError(f"{place + ': ' if place else ''}{error.message}; {kind} takes {allowed}")
        if wanted["operation"] not in operations and wanted["operation"] != "*":
            raise FaultError(unknown_operation(wanted["operation"], operations))
        defaults = {name: node["default"] for name, node in properties.items() if "default" in node}
        values: dict[str, Any] = {**defaults, **wanted}
        for name in values:
            if properties[name].get("type") == "integer":
                values[name] = int(values[name])  # to JSON Schema 5.0 is an integer
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
        """The fault that is to spoil this call, already counted as fired."""
        chosen: Fault | None = None
        for fault in self._faults.values():
            if fault.due(operation) and chosen is None:
                chosen = fault
        if chosen is not None:
            chosen.fired += 1
        return chosen

    def all(self) -> list[Fault]:
        """The orders with their accounts; those that have run out stay, so that they can be read."""
        return list(self._faults.values())

    def cancel(self, fault_id: str) -> bool:
        """Take an order back and release what it holds; False if there is no such order."""
        fault = self._faults.pop(fault_id, None)
        if fault is None:
            return False
        fault.released.set()
        return True

    def clear(self) -> None:
        """Take all orders back."""
        for fault_id in list(self._faults):
            self.cancel(fault_id)
