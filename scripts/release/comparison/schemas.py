"""The differences between two schemas, each with its level, by who sends the value.

In a request, narrowing is breaking: callers send values that were valid. In a response, losing something is breaking:
programs read it. A response may gain fields and enum values, because models are open. A bound on a response is only a
fact about it, since the client does not check bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from generator.type_guards import is_object

from ..version import Level
from .documents import PROSE, Document, reference, resolve

MAJOR, MINOR, PATCH = Level.MAJOR, Level.MINOR, Level.PATCH

Direction = Literal["request", "response"]
Add = Callable[[Level, str, str], None]

_LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_ARMS = ("anyOf", "oneOf", "allOf")
_TYPED_FORMATS = frozenset({"date-time", "date", "unixtime", "binary"})
"""Formats that decide the Python type of a value."""
_ALL_TYPES = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})


class SchemaComparison:
    """Compare schemas of two descriptions in one direction. Each pair of components is compared once.

    Args:
        old: The description before.
        new: The description after.
        direction: Who sends the value: the client (`request`) or the service (`response`).
        add: Receives the level, the place and the text of each difference.
    """

    def __init__(self, old: Document, new: Document, direction: Direction, add: Add) -> None:
        self._old, self._new = old, new
        self._sent = direction == "request"
        self._direction = direction
        self._emit = add
        self._seen: set[tuple[str, str]] = set()

    def resolved(self, old: Any, new: Any) -> tuple[Any, Any]:
        """Return the targets of references to components of the old and of the new description."""
        return resolve(self._old, old), resolve(self._new, new)

    def compare(self, old: Any, new: Any, where: str) -> None:
        """Report the differences between two schemas and everything below them."""
        names = reference(old), reference(new)
        was, now = self.resolved(old, new)
        if names[0] is not None and names[1] is not None:
            if (names[0], names[1]) in self._seen:
                return
            self._seen.add((names[0], names[1]))
            where = names[1]
        if not is_object(was) or not is_object(now):
            if was != now:
                self._add(MAJOR, where, f"the schema changes from {was} to {now}")
            return
        if names[0] != names[1] and "properties" in was and "properties" in now:
            self._add(MAJOR, where, f"the class changes from {names[0] or 'none'} to {names[1] or 'none'}")
        self._schema(was, now, where)

    def _add(self, level: Level, where: str, what: str) -> None:
        self._emit(level, where, f"{what} ({self._direction})")

    def _narrowed(self, where: str, what: str) -> None:
        self._add(MAJOR if self._sent else MINOR, where, what)

    def _widened(self, where: str, what: str) -> None:
        self._add(MINOR, where, what)

    def _schema(self, old: Document, new: Document, where: str) -> None:
        self._types(old, new, where)
        self._values(old, new, where)
        self._bounds(old, new, where)
        self._format(old, new, where)
        self._default(old, new, where)
        self._access(old, new, where)
        self._properties(old, new, where)
        self._further(old, new, where)
        self._parts(old, new, where)
        self._codes(old, new, where)
        known = {
            *("type", "enum", "const", *_LOWER, *_UPPER, "multipleOf", "uniqueItems", "pattern", "format", "default"),
            *("readOnly", "writeOnly", "deprecated", "properties", "required", "additionalProperties", "items"),
            *(*_ARMS, "not", "x-codes", "x-secret"),
        }
        for key in sorted({*old, *new} - known):
            if old.get(key) != new.get(key):
                self._add(PATCH if key in PROSE else MAJOR, where, f"{key} has changed")

    # --- values

    def _types(self, old: Document, new: Document, where: str) -> None:
        was, now = _types(old), _types(new)
        if was == now:
            return
        lost, gained = was - now, now - was
        if "number" in now:
            lost -= {"integer"}
        if "number" in was:
            gained -= {"integer"}
        text = f"the type changes from {_listed(was)} to {_listed(now)}"
        if lost:
            # What programs send is rejected; what they read is only narrower, unless its type is another one.
            self._add(MAJOR if self._sent or gained else MINOR, where, text)
        elif gained:
            self._add(MINOR if self._sent else MAJOR, where, text)
        else:  # every number may be an integer
            self._add(PATCH, where, text)

    def _values(self, old: Document, new: Document, where: str) -> None:
        was, now = _enum(old), _enum(new)
        if was == now:
            return
        if was is None:
            self._narrowed(where, f"only these values are left: {_listed(now or [])}")
        elif now is None:
            self._widened(where, "any value is possible")
        else:
            for value in was:
                if value not in now:
                    self._add(MAJOR, where, f"the value {value!r} is removed")
            for value in now:
                if value not in was:
                    self._widened(where, f"the value {value!r} is added")
        if was is not None and now is not None and sorted(map(str, was)) == sorted(map(str, now)):
            self._add(PATCH, where, "the values have another order")

    def _bounds(self, old: Document, new: Document, where: str) -> None:
        for keys, sign in ((_LOWER, 1), (_UPPER, -1)):
            for key in keys:
                was, now = old.get(key), new.get(key)
                if was != now:
                    tighter = now is not None and (was is None or sign * now > sign * was)
                    text = f"{key} changes from {_shown(was)} to {_shown(now)}"
                    self._narrowed(where, text) if tighter else self._widened(where, text)
        for key in ("pattern", "multipleOf", "uniqueItems"):
            was, now = old.get(key), new.get(key)
            if was != now:
                text = f"{key} changes from {_shown(was)} to {_shown(now)}"
                self._widened(where, text) if not now else self._narrowed(where, text)

    def _format(self, old: Document, new: Document, where: str) -> None:
        was, now = old.get("format"), new.get("format")
        if was == now:
            return
        text = f"format changes from {_shown(was)} to {_shown(now)}"
        if {was, now} & _TYPED_FORMATS:
            self._add(MAJOR, where, f"{text}, and with it the Python type")
        elif now is None:
            self._widened(where, text)
        else:
            self._narrowed(where, text)

    def _default(self, old: Document, new: Document, where: str) -> None:
        has = "default" in old, "default" in new
        if has == (False, False) or (all(has) and old["default"] == new["default"]):
            return
        text = f"the default changes from {_shown(old.get('default'))} to {_shown(new.get('default'))}"
        if not self._sent:
            self._add(PATCH, where, text)
        else:
            # The client sends nothing for an omitted argument, so the service's default decides what a call does.
            self._add(MAJOR if has[0] else MINOR, where, text)

    def _access(self, old: Document, new: Document, where: str) -> None:
        for key, lost in (("readOnly", self._sent), ("writeOnly", not self._sent)):
            if old.get(key, False) != new.get(key, False):
                text = f"is {'now' if new.get(key) else 'no longer'} {key}"
                self._add((MAJOR if new.get(key) else MINOR) if lost else PATCH, where, text)
        if old.get("deprecated", False) != new.get("deprecated", False):
            self._add(MINOR, where, f"is {'now' if new.get('deprecated') else 'no longer'} deprecated")
        if old.get("x-secret", False) != new.get("x-secret", False):
            self._add(PATCH, where, f"is {'hidden' if new.get('x-secret') else 'shown'} in repr")

    # --- objects and lists

    def _properties(self, old: Document, new: Document, where: str) -> None:
        was, now = old.get("properties", {}), new.get("properties", {})
        needed_before, needed = old.get("required", []), new.get("required", [])
        for name in was:
            at = f"{where}.{name}"
            if name not in now:
                self._add(MAJOR, at, "the field is removed")
                continue
            if (name in needed_before) != (name in needed):
                # Callers must send more, or programs find less than before.
                harder = (name in needed) == self._sent
                self._add(MAJOR if harder else MINOR, at, f"becomes {'required' if name in needed else 'optional'}")
            self.compare(was[name], now[name], at)
        for name in now:
            if name not in was:
                must = self._sent and name in needed
                kind = "required field" if name in needed else "optional field"
                self._add(MAJOR if must else MINOR, f"{where}.{name}", f"the {kind} is added")
        # Names that are required without being described, as in the arms of a choice.
        for name in needed_before:
            if name not in needed and name not in was and name not in now:
                self._add(MINOR if self._sent else MAJOR, f"{where}.{name}", "is not required any more")
        for name in needed:
            if name not in needed_before and name not in was and name not in now:
                self._add(MAJOR if self._sent else MINOR, f"{where}.{name}", "becomes required")

    def _further(self, old: Document, new: Document, where: str) -> None:
        was, now = old.get("additionalProperties", True), new.get("additionalProperties", True)
        if was == now:
            return
        if is_object(was) and is_object(now):
            self.compare(was, now, f"{where}.*")
        elif now is True:
            self._add(MINOR if self._sent else MAJOR, where, "its further fields may be anything")
        elif was is False:
            self._widened(where, "further fields are possible")
        else:
            self._add(MAJOR, where, "further fields are restricted")

    def _parts(self, old: Document, new: Document, where: str) -> None:
        if ("items" in old) != ("items" in new):
            self._add(MAJOR, where, "the type of its items changes")
        elif "items" in old:
            self.compare(old["items"], new["items"], f"{where}[]")
        if old.get("not") != new.get("not"):
            self._add(MAJOR, where, "excludes other values")
        for key in _ARMS:
            self._arms(key, old.get(key, []), new.get(key, []), where)

    def _arms(self, key: str, old: list[Any], new: list[Any], where: str) -> None:
        """Compare the arms of a choice: equal ones first, the others of the same component, then by their order."""
        left, right = [each for each in old if each not in new], [each for each in new if each not in old]
        for one in [each for each in old if each in new]:
            self.compare(one, one, where)
        for one in list(left):
            other = next((each for each in right if reference(each) == reference(one)), None)
            if other is not None:
                self.compare(one, other, where)
                left.remove(one)
                right.remove(other)
        # An arm of `allOf` is a condition, and an arm of the others a possibility.
        more, fewer = (right, left) if key != "allOf" else (left, right)
        for one in fewer:
            self._narrowed(where, f"{key}: {_arm(one)} is not possible any more")
        for one in more:
            self._add(MINOR if self._sent else MAJOR, where, f"{key}: {_arm(one)} is possible")

    def _codes(self, old: Document, new: Document, where: str) -> None:
        was, now = _named(old), _named(new)
        for code, name in was.items():
            if code not in now:
                self._add(MAJOR, where, f"the error code {code} is removed")
            elif name != now[code]:
                level = MINOR if name is None else MAJOR
                self._add(level, where, f"the error code {code} is named {now[code]} instead of {name}")
        for code in now:
            if code not in was:
                self._add(MINOR, where, f"the error code {code} is added")


def _named(schema: Document) -> Mapping[str, Any]:
    return {str(code): name for code, name in schema.get("x-codes", {}).items()}


def _types(schema: Document) -> set[str]:
    """Return the types that a schema allows; all of them if it does not say."""
    kind = schema.get("type")
    if kind is None:
        return set(_ALL_TYPES)
    return {kind} if isinstance(kind, str) else set(kind)


def _enum(schema: Document) -> list[Any] | None:
    if "const" in schema:
        return [schema["const"]]
    return schema.get("enum")


def _arm(schema: Any) -> str:
    return reference(schema) or (_listed(_types(schema)) if is_object(schema) and "type" in schema else "another form")


def _listed(values: Any) -> str:
    every = sorted(map(str, values))
    return "anything" if frozenset(every) == _ALL_TYPES else ", ".join(every)


def _shown(value: Any) -> str:
    return "none" if value is None else repr(value)
