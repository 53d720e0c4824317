"""The differences between two descriptions of a service, each with its level.

A difference counts by who sends the value. A request may be widened: an optional field, another enum value, a higher
maximum. A response may be extended: another field, another enum value, because models are open. The opposite breaks
programs. `schemas.py` has the rules for schemas; this module has those for all around them.

A keyword that no rule knows is breaking: it is better to release one version too high than one too low.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..version import Level, Reason
from .documents import METHODS, PROSE, Document, operations, used_without_prose
from .schemas import Direction, SchemaComparison

MAJOR, MINOR, PATCH = Level.MAJOR, Level.MINOR, Level.PATCH

_OPERATION = {"deprecated", "parameters", "requestBody", "responses", "security", "servers", "operationId"}
_DOCUMENT = {"paths", "webhooks", "components", "servers", "security", "tags", "info", "openapi"}
_ITEM = {*METHODS, "parameters", "servers", "summary", "description"}
_PARAMETER = {"name", "in", "schema", "required", "example", "examples"}


def compare(before: Mapping[str, Document], after: Mapping[str, Document]) -> list[Reason]:
    """Return every difference between the descriptions of all services, by the name of the service."""
    reasons: list[Reason] = []
    for service in sorted({*before, *after}):
        if service not in after:
            reasons.append(_reason(MAJOR, service, "the service is gone"))
        elif service not in before:
            reasons.append(_reason(MINOR, service, "the service is new"))
        elif before[service] != after[service]:
            reasons += _Comparison(service, before[service], after[service]).reasons()
    return reasons


def _reason(level: Level, where: str, what: str) -> Reason:
    return Reason(level, "descriptions", where, what)


class _Comparison:
    """Compare two descriptions of one service."""

    def __init__(self, service: str, old: Document, new: Document) -> None:
        self.service = service
        self.old, self.new = old, new
        self._found: dict[Reason, None] = {}
        self._schemas = {
            direction: SchemaComparison(old, new, direction, self._add) for direction in ("request", "response")
        }

    def reasons(self) -> list[Reason]:
        """Return the differences in the order of the description, without repetitions."""
        self._document()
        self._operations()
        self._webhooks()
        self._security_schemes()
        if all(reason.level <= PATCH for reason in self._found):
            self._unexplained()
        return list(self._found)

    def _unexplained(self) -> None:
        """Report what no rule compares. Prose and components that nothing refers to are harmless."""
        if used_without_prose(self.old) != used_without_prose(self.new):
            self._add(MAJOR, self.service, "something has changed that no rule explains")
        elif not self._found:
            self._add(PATCH, self.service, "texts, examples, or components that no operation uses have changed")

    def _add(self, level: Level, where: str, what: str) -> None:
        self._found[_reason(level, where, what)] = None

    def _schema(self, direction: Direction, old: Any, new: Any, where: str) -> None:
        self._schemas[direction].compare(old, new, where)

    # --- the document

    def _document(self) -> None:
        old, new = self.old, self.new
        for key in ("info", "tags", "openapi"):
            if old.get(key) != new.get(key):
                self._add(PATCH, self.service, f"{key} has changed")
        self._others(old, new, _DOCUMENT, self.service)
        self._sections()

    def _sections(self) -> None:
        for name, one in (old := _by_name(self.old)).items():
            if name not in _by_name(self.new):
                # Its operations are compared by their ids, so nothing is lost here.
                self._add(PATCH, name, "the section is not listed any more")
            elif one != _by_name(self.new)[name]:
                self._add(PATCH, name, "the text of the section has changed")
        for name in _by_name(self.new):
            if name not in old:
                self._add(MINOR, name, "the section is new")

    def _others(self, old: Document, new: Document, known: set[str], where: str) -> None:
        """Report the keywords that this module has no rule for."""
        for key in sorted({*old, *new} - known):
            if old.get(key) != new.get(key):
                level = PATCH if key in PROSE else MAJOR
                self._add(level, where, f"{key} has changed")

    # --- operations

    def _operations(self) -> None:
        before, after = operations(self.old), operations(self.new)
        addresses = {(one.method, one.path): name for name, one in after.items()}
        for name, one in before.items():
            if name in after:
                self._operation(name)
                continue
            successor = addresses.get((one.method, one.path))
            renamed = successor is not None and successor not in before
            what = f"the method is renamed to {successor}" if renamed else "the operation is removed"
            self._add(MAJOR, name, what)
        for name in after:
            if name not in before:
                self._add(MINOR, name, "the operation is added")

    def _operation(self, name: str) -> None:
        old, new = operations(self.old)[name], operations(self.new)[name]
        if old.method != new.method:
            self._add(MAJOR, name, f"the HTTP method changes from {old.method.upper()} to {new.method.upper()}")
        if old.path != new.path:
            self._add(MAJOR, name, f"the path changes from {old.path} to {new.path}")
        was, now = _servers(self.old, old.item, old.operation), _servers(self.new, new.item, new.operation)
        if was != now:
            self._add(MAJOR, name, f"the host changes from {', '.join(was)} to {', '.join(now)}")
        self._security(name, old.operation, new.operation)
        self._deprecation(name, old.operation, new.operation)
        self._operation_extensions(name, old.operation, new.operation)
        self._others(old.item, new.item, _ITEM, name)
        self._parameters(name, old.parameters, new.parameters)
        self._body(name, old.operation.get("requestBody"), new.operation.get("requestBody"), "request")
        self._responses(name, old.operation["responses"], new.operation["responses"], "response")

    def _deprecation(self, name: str, old: Document, new: Document) -> None:
        if old.get("deprecated", False) != new.get("deprecated", False):
            self._add(MINOR, name, "is deprecated" if new.get("deprecated") else "is not deprecated any more")

    def _operation_extensions(self, name: str, old: Document, new: Document) -> None:
        if old.get("x-idempotent") != new.get("x-idempotent"):
            self._add(MINOR, name, "the client retries it by another rule")
        self._others(old, new, {*_OPERATION, "x-idempotent"}, name)

    def _security(self, name: str, old: Document, new: Document) -> None:
        was: list[Document] = old["security"] if "security" in old else self.old.get("security", [])
        now: list[Document] = new["security"] if "security" in new else self.new.get("security", [])
        if was == now:
            return
        if not now or {} in now:
            self._add(MINOR, name, "needs no credentials any more")
        elif not was or any(each not in now for each in was):
            self._add(MAJOR, name, f"the authentication changes from {_schemes(was)} to {_schemes(now)}")
        else:
            self._add(MINOR, name, f"accepts another authentication: {_schemes(now)}")

    def _security_schemes(self) -> None:
        old, new = (each.get("components", {}).get("securitySchemes", {}) for each in (self.old, self.new))
        for name in {**old, **new}:
            if name not in new:
                self._add(MAJOR, name, "the authentication scheme is removed")
            elif name not in old:
                self._add(MINOR, name, "the authentication scheme is added")
            else:
                self._others(old[name], new[name], set(), name)

    # --- parameters

    def _parameters(self, name: str, old: list[Document], new: list[Document]) -> None:
        before, after = ({(each["in"], each["name"]): each for each in side} for side in (old, new))
        for key, one in before.items():
            where = f"{name}({key[1]}=)"
            if key in after:
                self._parameter(where, one, after[key])
            else:
                self._add(MAJOR, where, f"the {key[0]} parameter is removed")
        for key, one in after.items():
            if key not in before:
                needed = key[0] == "path" or one.get("required", False)
                what = f"the {'required' if needed else 'optional'} {key[0]} parameter is added"
                self._add(MAJOR if needed else MINOR, f"{name}({key[1]}=)", what)
        if _positional(before) != _positional(after) and sorted(_positional(before)) == sorted(_positional(after)):
            self._add(MAJOR, name, "its positional arguments have another order")

    def _parameter(self, where: str, old: Document, new: Document) -> None:
        if old.get("required", False) != new.get("required", False):
            # Only required parameters may be given by position, so becoming optional breaks calls as well.
            self._add(MAJOR, where, "becomes required" if new.get("required") else "becomes optional and keyword-only")
        if old.get("example") != new.get("example") or old.get("examples") != new.get("examples"):
            self._add(PATCH, where, "the example has changed")
        self._deprecation(where, old, new)
        self._lists(where, "x-sortable", old, new, "sorts")
        self._presence(where, "x-from-session", old, new, "the client fills it in")
        self._presence(where, "x-id-of", old, new, "the object is taken for its id")
        rest = {"deprecated", "x-sortable", "x-from-session", "x-id-of"}
        self._others(old, new, _PARAMETER | rest, where)
        self._schema("request", old.get("schema", {}), new.get("schema", {}), where)

    def _lists(self, where: str, key: str, old: Document, new: Document, verb: str) -> None:
        was, now = old.get(key, []), new.get(key, [])
        for each in was:
            if each not in now:
                self._add(MAJOR, where, f"no longer {verb} by {each}")
        for each in now:
            if each not in was:
                self._add(MINOR, where, f"{verb} by {each} too")

    def _presence(self, where: str, key: str, old: Document, new: Document, what: str) -> None:
        """Compare an extension that adds something to a parameter."""
        if old.get(key) == new.get(key):
            return
        if key in old:
            self._add(MAJOR, where, f"no longer: {what} ({old[key]})")
        if key in new:
            self._add(MINOR, where, f"{what} ({new[key]})")

    # --- bodies and responses

    def _body(self, name: str, old: Any, new: Any, direction: Direction) -> None:
        old, new = self._schemas[direction].resolved(old, new)
        where = f"{name} {direction} body"
        sent = direction == "request"
        if old is None or new is None:
            if new is not None:
                needed = sent and new.get("required", False)
                self._add(MAJOR if needed else MINOR, where, "is added and required" if needed else "is added")
            elif old is not None:
                self._add(MAJOR, where, "is removed")
            return
        if sent and old.get("required", False) != new.get("required", False):
            needed = new.get("required", False)
            self._add(MAJOR if needed else MINOR, where, f"becomes {'required' if needed else 'optional'}")
        self._others(old, new, {"content", "required"}, where)
        self._content(where, old.get("content", {}), new.get("content", {}), direction)

    def _only_field(self, where: str, old: Document, new: Document) -> None:
        """Report a body whose only required field was an argument by position and is keyword-only now."""
        was, now = self._schemas["request"].resolved(old.get("schema", {}), new.get("schema", {}))
        needed, still = was.get("required", []), now.get("required", [])
        if len(needed) == 1 and needed != still and needed[0] in now.get("properties", {}):
            self._add(MAJOR, where, f"{needed[0]} becomes keyword-only")

    def _content(self, where: str, old: Document, new: Document, direction: Direction) -> None:
        for media in old:
            if media not in new:
                self._add(MAJOR, where, f"{media} is removed")
                continue
            was, now = old[media], new[media]
            if was.get("examples") != now.get("examples") or was.get("example") != now.get("example"):
                self._add(PATCH, where, "the example has changed")
            self._others(was, now, {"schema", "examples", "example"}, where)
            if direction == "request":
                self._only_field(where, was, now)
            self._schema(direction, was.get("schema", {}), now.get("schema", {}), where)
        for media in new:
            if media not in old:
                # A response that had no content makes a method return something.
                level = MAJOR if direction == "response" and not old else MINOR
                self._add(level, where, f"{media} is added")

    def _responses(self, name: str, old: Document, new: Document, direction: Direction) -> None:
        for status in old:
            where = f"{name} {status}"
            if status not in new:
                self._add(MAJOR, where, "the response is removed")
                continue
            was, now = self._schemas[direction].resolved(old[status], new[status])
            self._headers(where, was.get("headers", {}), now.get("headers", {}), direction)
            if was.get("x-empty-body", False) != now.get("x-empty-body", False):
                empty = now.get("x-empty-body", False)
                self._add(MAJOR if empty else MINOR, where, f"the body {'may' if empty else 'can no longer'} be empty")
            self._others(was, now, {"headers", "content", "links", "x-empty-body"}, where)
            if was.get("links") != now.get("links"):
                self._add(PATCH, where, "links have changed")
            self._content(where, was.get("content", {}), now.get("content", {}), direction)
        for status in new:
            if status not in old:
                success = str(status).startswith("2")
                what = "is a new successful response" if success else "is a new error response"
                self._add(MAJOR if success else MINOR, f"{name} {status}", what)

    def _headers(self, where: str, old: Document, new: Document, direction: Direction) -> None:
        for name in old:
            at = f"{where} header {name}"
            if name not in new:
                self._add(MAJOR, at, "is removed")
                continue
            was, now = self._schemas[direction].resolved(old[name], new[name])
            if was.get("required", False) != now.get("required", False):
                self._add(MINOR if now.get("required") else MAJOR, at, "is required or optional now")
            self._others(was, now, {"schema", "required", "example", "examples"}, at)
            if was.get("example") != now.get("example") or was.get("examples") != now.get("examples"):
                self._add(PATCH, at, "the example has changed")
            self._schema(direction, was.get("schema", {}), now.get("schema", {}), at)
        for name in new:
            if name not in old:
                self._add(MINOR, f"{where} header {name}", "is added")

    # --- webhooks

    def _webhooks(self) -> None:
        """Compare the requests that the service sends: their bodies are read, and their responses are sent."""
        old, new = (each.get("webhooks", {}) for each in (self.old, self.new))
        for name in {**old, **new}:
            if name not in new:
                self._add(MAJOR, f"webhook {name}", "is removed")
            elif name not in old:
                self._add(MINOR, f"webhook {name}", "is added")
            else:
                self._webhook(f"webhook {name}", old[name], new[name])

    def _webhook(self, where: str, old: Document, new: Document) -> None:
        for method in (each for each in METHODS if each in old or each in new):
            if method not in old or method not in new:
                self._add(MAJOR, where, "is sent with another method")
                continue
            was, now = old[method], new[method]
            self._body(where, was.get("requestBody"), now.get("requestBody"), "response")
            self._responses(where, was.get("responses", {}), now.get("responses", {}), "request")
            self._others(was, now, {"requestBody", "responses"}, where)


def _by_name(document: Document) -> dict[str, Any]:
    return {each["name"]: each for each in document.get("tags", [])}


def _positional(parameters: Mapping[tuple[str, str], Document]) -> list[str]:
    return [name for (place, name), each in parameters.items() if place == "path" or each.get("required")]


def _servers(document: Document, item: Document, operation: Document) -> list[str]:
    servers = operation.get("servers") or item.get("servers") or document.get("servers", [])
    return [_url(each) for each in servers]


def _url(server: Document) -> str:
    url = str(server["url"])
    for name, variable in server.get("variables", {}).items():
        url = url.replace(f"{{{name}}}", variable["default"])
    return url


def _schemes(security: list[Document]) -> str:
    return " or ".join(" and ".join(each) or "nothing" for each in security) or "nothing"
