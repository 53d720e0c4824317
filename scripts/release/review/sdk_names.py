"""The names of the SDK for what a change is about: `kinescope.videos.create(title=…)` for the field of a request."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Iterator
from typing import Any

from generator.names import ARGUMENTS, argument_name
from generator.operations import operations, resolve
from generator.type_guards import is_object

from ..changes import ContractChange


class SdkNames:
    """Name changes as users of the SDK would.

    Args:
        documents: The descriptions before and after the change, because a removed argument is only in the former.
    """

    def __init__(self, documents: Iterable[dict[str, Any]]) -> None:
        self._methods: dict[str, str] = {}
        self._arguments: dict[tuple[str, str], str] = {}
        self._with_body: set[str] = set()
        for document in documents:
            for _, _, operation, parameters in operations(document):
                identifier = operation["operationId"]
                self._methods[identifier] = operation.get("x-method", identifier)
                if "requestBody" in operation:
                    self._with_body.add(identifier)
                for wire, chosen in _arguments(document, operation, parameters):
                    self._arguments[identifier, wire] = chosen or _argument(wire)

    def of(self, change: ContractChange) -> str:
        """Return the name of what has changed."""
        if change.operation is None:
            return self._outside(change)
        method = self.method(change)
        if change.kind.startswith("operation-") or change.name is None:
            return method
        field = change.name.partition("=")[0] if change.kind.startswith("enum-value-") else change.name
        first, *rest = [part for part in re.split(r"[.\[\]]+", field) if part] or [field]
        part = change.part or ""
        argument = self._arguments.get((change.operation, first))
        if part.startswith(("response", "error")) or self._is_result(change.operation, argument, part):
            path = [first, *rest][first in ("data", "items") and bool(rest) :]
            return f"{method}().{'.'.join(path)}"
        if change.kind == "text-changed":
            return method
        return f"{method}({argument or _argument(first)}=…)"

    def _is_result(self, operation: str, argument: str | None, part: str) -> bool:
        """Return whether a field that is not an argument belongs to the response: nothing else can have it."""
        return part == "table" and argument is None and operation in self._methods and operation not in self._with_body

    def method(self, change: ContractChange) -> str:
        """Return the method that sends the operation of a change; the vendor if it has none."""
        if change.operation is None:
            return change.vendor
        return f"{change.vendor}.{self._methods.get(change.operation, change.operation)}"

    def _outside(self, change: ContractChange) -> str:
        """Return the name of an error code, or the vendor for what belongs to no operation."""
        code = re.fullmatch(r"code (\d+)(?: ([A-Z][A-Z0-9_]*))?", change.name or "")
        if change.kind.startswith("error-code-") and code:
            return f"{change.vendor.capitalize()}Code.{code[2]}" if code[2] else f"{change.vendor} error {code[1]}"
        return change.vendor


def _arguments(
    document: dict[str, Any], operation: dict[str, Any], parameters: list[dict[str, Any]]
) -> Iterator[tuple[str, str | None]]:
    """Yield the names on the wire of all parameters and fields of the body, with the names that `x-argument` gives."""
    for each in parameters:
        yield each["name"], each.get("x-argument")
    for media in resolve(document, operation.get("requestBody", {})).get("content", {}).values():
        for wire, each in resolve(document, media.get("schema", {})).get("properties", {}).items():
            yield wire, each.get("x-argument") if is_object(each) else None


def _argument(wire: str) -> str:
    name = argument_name(wire)
    return f"{name}_" if keyword.iskeyword(name) or name in ARGUMENTS else name
