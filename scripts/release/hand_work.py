"""Name the places that a person must or may edit after an addition to specs/.

Everything else follows by itself: the typed client and its reference are generated, the server serves a new operation
by a rule, completes responses by fields that are drafts, and the contract tests derive their calls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.bundle import METHODS, bundle, services
from generator.operations import operations, resolve
from generator.type_guards import is_list, is_object

from .rules import words

ROOT = Path(__file__).resolve().parents[2]
SERVER = "mockserver/kinocraft_mock"
MANUAL_MEDIA = ("application/offset+octet-stream",)


ERROR_FORMS = {"kinescope": ("errors.py", "MESSAGES = {"), "platformcraft": ("vendor.py", "def _format_error")}
"""Where the server has the vendor's error codes."""


class HandWorkError(Exception):
    """A place that hand work is named for does not exist any more. The message has the file and the text."""


@dataclass(frozen=True, slots=True)
class HandWork:
    """One edit that no tool makes.

    `what` is to be done at `line` of `file`, and `why`; `name` is the operation, event, field, code or host that asks
    for it. If `required`, a test fails until it is done; otherwise the release works without it.
    """

    file: str
    line: int
    what: str
    why: str
    name: str
    required: bool = False

    def __str__(self) -> str:
        """Return it as a line for a list."""
        return f"{self.file}:{self.line}: {self.name}: {self.what} ({self.why})"

    def as_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return asdict(self)


def hand_work(before: Path, after: Path, root: Path = ROOT) -> list[HandWork]:
    """Compare two folders like specs/ and return the hand work of what the second one adds, in a fixed order.

    Raises:
        HandWorkError: A hand-written place is not where it was.
    """
    return compare(_bundles(before), _bundles(after), root)


def complete(tree: Path, _changes: object = ()) -> list[HandWork]:
    """Return the hand work of a proposal: what specs/ of its tree add to those of this checkout."""
    return hand_work(ROOT / "specs", tree / "specs", tree)


def compare(before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]], root: Path = ROOT) -> list[HandWork]:
    """Compare two sets of bundled descriptions, by the names of the services, as `hand_work` does with folders."""
    found = _Comparison(before, after, _Places(root)).found()
    return sorted(set(found), key=lambda each: (not each.required, each.file, each.line, each.name, each.what))


def _bundles(specs: Path) -> dict[str, dict[str, Any]]:
    return {folder.name: bundle(folder) for folder in services(specs)}


class _Places:
    """The hand-written files, by what they contain."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def line(self, file: str, text: str) -> int:
        """Return the line of the first occurrence of a text."""
        path = self._root / file
        lines = path.read_text("utf-8").splitlines() if path.is_file() else []
        for number, line in enumerate(lines, 1):
            if text in line:
                return number
        raise HandWorkError(f"{file} has no {text!r}")

    def work(self, file: str, text: str, what: str, why: str, name: str, *, required: bool = False) -> HandWork:
        """Return hand work at the first occurrence of a text."""
        return HandWork(file, self.line(file, text), what, why, name, required)

    def handler(self, vendor: str, operation: str) -> tuple[str, int]:
        """Return the place of an operation's handler, or else of its section's; or else of the vendor's sections."""
        section = operation.rpartition(".")[0]
        wanted = (re.escape(f'"{operation}"'), re.escape(f'operations="{section}"'), rf'"{re.escape(section)}\.\w+"')
        folder = self._root / SERVER / "services" / vendor
        # Without the list of the sections, which has the names of all.
        files = [path for path in sorted(folder.rglob("*.py")) if path != folder / "__init__.py"]
        sources = {path: path.read_text("utf-8") for path in files}
        for text in wanted:
            uses = {path: re.findall(text, source) for path, source in sources.items()}
            most = max(uses, key=lambda path: len(uses[path]), default=None)
            if most is not None and uses[most]:
                file = most.relative_to(self._root).as_posix()
                return file, self.line(file, uses[most][0])
        file = f"{SERVER}/services/{vendor}/__init__.py"
        return file, self.line(file, "SERVICES = (")


class _Comparison:
    def __init__(self, before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]], places: _Places) -> None:
        self._before, self._after, self._places = before, after, places

    def found(self) -> Iterator[HandWork]:
        yield from self._services()
        yield from self._operations()
        yield from self._sections()
        yield from self._events()
        yield from self._fields()
        yield from self._values()
        yield from self._codes()
        yield from self._hosts()

    def _services(self) -> Iterator[HandWork]:
        for name in self._after.keys() - self._before.keys():
            vendor = name.partition("-")[0]
            yield self._places.work(
                f"{SERVER}/services/{vendor}/__init__.py",
                "SERVICES = (",
                f"add a Service with specs=({name!r},)",
                "the server serves only the descriptions that its services name",
                name,
                required=True,
            )

    def _operations(self) -> Iterator[HandWork]:
        known = {each for document in self._before.values() for each in _ids(document)}
        taken = {name for document in self._before.values() for name in _path_parameters(document)}
        for service, document in self._after.items():
            vendor = service.partition("-")[0]
            for key, method, operation, parameters in operations(document):
                name: str = operation["operationId"]
                if name in known:
                    continue
                file, line = self._places.handler(vendor, name)
                where = ", in a module that `sections` names" if file.endswith("__init__.py") else ""
                yield HandWork(
                    file,
                    line,
                    f"write a handler for {method.upper()} {key}{where}, if the service does more than the rule",
                    "without one the server serves it by a rule, marked as inferred",
                    name,
                )
                yield self._places.work(
                    "mockserver/BEHAVIOUR.md",
                    "| operation | statement |",
                    "add a line for each behaviour of the handler, once there is one",
                    "an operation with a handler must have a line",
                    name,
                )
                for reason in _underivable(document, key, operation, parameters, taken):
                    yield self._places.work(
                        f"tests/contract/calls_{vendor}.py",
                        "CALLS:",
                        "write a call",
                        f"it cannot be derived: {reason}",
                        name,
                        required=True,
                    )
                if _manual(document, operation) or "x-opaque-url" in document["paths"][key]:
                    yield self._places.work(
                        "overlays/kinocraft/resources/composed.py",
                        "class ",
                        "decide whether a method should combine it with other calls",
                        "its body or its URL is part of a protocol",
                        name,
                    )

    def _sections(self) -> Iterator[HandWork]:
        known = {tag["name"] for document in self._before.values() for tag in document["tags"]}
        for service, document in self._after.items():
            for tag in (tag["name"] for tag in document["tags"] if tag["name"] not in known):
                why = "nothing shows the section to a reader yet"
                yield self._places.work("README.md", "## ", "show the section, if many will use it", why, tag)
                yield self._places.work(
                    f"{SERVER}/demo/workspace.py", "def ", "create its objects in the demo workspace", why, tag
                )
                yield self._places.work(
                    f"tests/contract/seeded_{service.partition('-')[0]}.py",
                    "def ",
                    "seed an object, if other sections refer to it",
                    "the contract tests create one for each call",
                    tag,
                )

    def _events(self) -> Iterator[HandWork]:
        known = {name for document in self._before.values() for name in document.get("webhooks", {})}
        for service, document in self._after.items():
            vendor = service.partition("-")[0]
            for name, item in document.get("webhooks", {}).items():
                if name in known:
                    continue
                if not _event_name(document, item):
                    yield self._places.work(
                        "overlays/kinocraft/webhooks.py",
                        "def parse_drm",
                        "add a function that parses the request",
                        "it has no event name, so `parse` does not know it",
                        name,
                    )
                folder = f"{SERVER}/services/{vendor}"
                yield self._places.work(
                    f"{folder}/webhooks/delivery.py",
                    "OPERATIONS = {",
                    "announce the event where its cause happens",
                    "the server does not send it; the client parses it",
                    name,
                )
                yield self._places.work(
                    "tests/contract/test_webhook_events.py",
                    "def test_every_event",
                    "cause the event, once the server sends it",
                    "every event that the server sends is parsed there",
                    name,
                )

    def _fields(self) -> Iterator[HandWork]:
        """Yield what new properties need of the handlers that return or take them."""
        for service, document in self._after.items():
            old = _schemas(self._before.get(service, {}))
            for schema, node in _schemas(document).items():
                added = node.get("properties", {}).keys() - old.get(schema, {}).get("properties", {}).keys()
                for field in sorted(added) if schema in old else ():
                    for operation in _users(document, schema):
                        if operation not in set(_ids(self._before[service])):
                            continue
                        draft = words.is_draft(str(node["properties"][field].get("description", "")))
                        yield from self._field(service, schema, field, operation, draft, node)

    def _field(
        self, service: str, schema: str, field: str, operation: str, draft: bool, node: dict[str, Any]
    ) -> Iterator[HandWork]:
        file, line = self._places.handler(service.partition("-")[0], operation)
        if not file.endswith("__init__.py"):
            why = (
                "until then the server returns it as it was sent, or as the example shows it"
                if draft
                else "its handler does not know the field, and the property is not marked as a draft"
            )
            needed = not draft and field in node.get("required", ())
            yield HandWork(file, line, f"store and return `{field}` of {schema}", why, f"{schema}.{field}", needed)

    def _values(self) -> Iterator[HandWork]:
        for service, document in self._after.items():
            old = dict(_enumerations(self._before.get(service, {})))
            for place, values in _enumerations(document):
                added = [value for value in values if value not in old.get(place, values)]
                for value in added:
                    for operation in _users(document, place.partition("/")[0]):
                        file, line = self._places.handler(service.partition("-")[0], operation)
                        what = f"decide what the server does for {value!r} of {place}"
                        yield HandWork(
                            file, line, what, "it is accepted and stored as any other value", f"{place}={value}"
                        )

    def _codes(self) -> Iterator[HandWork]:
        known = {code for document in self._before.values() for code in _codes(document)}
        for service, document in self._after.items():
            for code, name in _codes(document).items():
                if code not in known:
                    vendor = service.partition("-")[0]
                    file, text = ERROR_FORMS[vendor]
                    yield self._places.work(
                        f"{SERVER}/services/{vendor}/{file}",
                        text,
                        "add the code's message, and reject with it where the service does",
                        "the server never sends it; the client's table of codes has it",
                        f"{code} {name or ''}".strip(),
                    )

    def _hosts(self) -> Iterator[HandWork]:
        known = {host for document in self._before.values() for host in _hosts(document)}
        for service, document in self._after.items():
            vendor = service.partition("-")[0]
            for host in sorted(_hosts(document) - known):
                for file, text, what in (
                    (
                        f"{SERVER}/services/{vendor}/__init__.py",
                        "hosts=(",
                        "add the host to a service, or a service for it",
                    ),
                    (f"{SERVER}/serving.py", f'"{vendor.upper()}_', "name the setting that leads clients to its mount"),
                    (f"overlays/kinocraft/{vendor}.py", "_url", "add the setting for the host's URL"),
                    ("tests/contract/mounts.py", "MOUNTS = {", "add the mount of the host"),
                ):
                    yield self._places.work(file, text, what, "a host is a setting that users see", host, required=True)


def _ids(document: dict[str, Any]) -> Iterator[str]:
    return (operation["operationId"] for _, _, operation, _ in operations(document))


def _path_parameters(document: dict[str, Any]) -> Iterator[str]:
    for _, _, _, parameters in operations(document):
        yield from (each["name"] for each in parameters if each["in"] == "path")


def _manual(document: dict[str, Any], operation: dict[str, Any]) -> bool:
    content = resolve(document, operation.get("requestBody", {})).get("content", {})
    return any(media in MANUAL_MEDIA for media in content)


def _underivable(
    document: dict[str, Any], key: str, operation: dict[str, Any], parameters: list[dict[str, Any]], taken: set[str]
) -> Iterator[str]:
    """Yield why a call of an operation cannot be derived from its description."""
    if "x-opaque-url" in document["paths"][key]:
        yield "its URL comes from an earlier response"
    segments = key.partition("#")[0].split("/")
    for parameter in parameters:
        name = parameter["name"]
        if parameter["in"] == "path":
            place = segments.index(f"{{{name}}}") if f"{{{name}}}" in segments else 0
            created = "post" in document["paths"].get("/".join(segments[:place]), {})
            # Without any operation that creates objects, the server makes none that could be missing.
            listed = place and "get" in document["paths"].get("/".join(segments[:place]), {})
            if name not in taken and listed and not created and "example" not in parameter:
                yield f"nothing creates an object for {name}"
        elif parameter.get("required") and not _shown(document, parameter):
            yield f"{name} has no example"
    body = resolve(document, operation.get("requestBody", {}))
    for media, entry in body.get("content", {}).items():
        fields = resolve(document, entry.get("schema", {})).get("required", ())
        shown = [resolve(document, each)["value"] for each in entry.get("examples", {}).values()]
        example = shown[0] if shown else entry.get("example")
        if media == "application/json" and body.get("required") and example is None:
            yield "its body has no example"
        elif is_object(example):
            yield from (f"the example of its body has no {name}" for name in fields if name not in example)


def _shown(document: dict[str, Any], parameter: dict[str, Any]) -> bool:
    return bool({"example", "examples"} & parameter.keys()) or "default" in resolve(document, parameter["schema"])


def _event_name(document: dict[str, Any], item: dict[str, Any]) -> str | None:
    for operation in (item[method] for method in METHODS if method in item):
        for media in resolve(document, operation.get("requestBody", {})).get("content", {}).values():
            event = resolve(document, media["schema"]).get("properties", {}).get("event", {})
            return str(event["const"]) if "const" in event else None
    return None


def _schemas(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document.get("components", {}).get("schemas", {})
    return found


def _users(document: dict[str, Any], schema: str) -> Iterator[str]:
    """Yield the operations whose requests or responses have a schema, at any depth."""
    holders = {schema}
    while True:
        more = {
            name for name, node in _schemas(document).items() if name not in holders and holders & _references(node)
        }
        if not more:
            break
        holders |= more
    for _, _, operation, _ in operations(document):
        if holders & _references({key: operation[key] for key in ("requestBody", "responses") if key in operation}):
            yield operation["operationId"]


def _references(node: Any) -> set[str]:
    if is_list(node):
        return {name for item in node for name in _references(item)}
    if not is_object(node):
        return set()
    own = {str(node["$ref"]).rpartition("/")[2]} if "$ref" in node else set[str]()
    return own | {name for value in node.values() for name in _references(value)}


def _enumerations(document: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """Yield every enumeration of the schemas, with its place."""
    for name, node in _schemas(document).items():
        yield from _in(name, node)


def _in(place: str, node: Any) -> Iterator[tuple[str, list[Any]]]:
    if is_list(node):
        for index, item in enumerate(node):
            yield from _in(f"{place}/{index}", item)
    elif is_object(node):
        if is_list(node.get("enum")):
            yield place, node["enum"]
        for key, value in node.items():
            yield from _in(f"{place}/{key}", value)


def _codes(node: Any) -> dict[str, str | None]:
    if is_list(node):
        return {code: name for item in node for code, name in _codes(item).items()}
    if not is_object(node):
        return {}
    found: dict[str, str | None] = dict(node.get("x-codes", {}))
    for value in node.values():
        found |= _codes(value)
    return found


def _hosts(document: dict[str, Any]) -> set[str]:
    levels = [document, *document["paths"].values(), *(operation for _, _, operation, _ in operations(document))]
    return {urlsplit(str(server["url"])).netloc for level in levels for server in level.get("servers", ())}
