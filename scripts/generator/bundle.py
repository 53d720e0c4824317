"""Bundle the files of a description in specs/ into one OpenAPI document.

A reference to another file becomes a named component. The name of that file decides the kind: `schemas.yaml`,
`parameters.yaml`, `responses.yaml` or `examples.yaml`, in whichever folder. A reference into `paths.yaml` or
`webhooks.yaml` is replaced by its target, because path items have no name of their own.

`x-errors` holds the responses that every operation has: of the whole description at its root, or of one path item
instead. They are copied into each operation, which may override single statuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from .type_guards import is_list, is_object

METHODS = ("get", "put", "post", "delete", "patch", "head", "options")
KINDS = ("schemas", "parameters", "responses", "examples")
INLINED = ("paths", "webhooks")
LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C is ten times as fast; some builds of PyYAML lack it."""


class BundleError(Exception):
    """A description cannot be bundled. The message names the file and the reference."""


def services(specs: Path) -> list[Path]:
    """Return the folders of specs/ that contain a description, sorted by name."""
    return sorted(path.parent for path in specs.glob("*/openapi.yaml"))


def load_yaml(text: str) -> Any:
    """Return the content of a YAML document."""
    return yaml.load(text, LOADER)  # noqa: S506 - both loaders are safe


@lru_cache(maxsize=512)  # the descriptions share files, and a bundle copies what it contains
def _content(text: str) -> Any:
    return load_yaml(text)


def bundle(folder: Path) -> dict[str, Any]:
    """Return the description in `folder` as one document that refers only to its own components."""
    return _Bundler(folder / "openapi.yaml").document()


class _Bundler:
    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.files: dict[Path, Any] = {}
        self.components: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        self.origins: dict[tuple[str, str], Path] = {}

    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = self._walk(self._load(self.root), self.root)
        own = document.pop("components", {})
        for kind, entries in self.components.items():
            if entries:
                own[kind] = {**own.get(kind, {}), **dict(sorted(entries.items()))}
        self._add_errors(document)
        return {**document, "components": dict(sorted(own.items()))}

    def _add_errors(self, document: dict[str, Any]) -> None:
        shared = document.pop("x-errors", {})
        for item in document.get("paths", {}).values():
            errors = item.pop("x-errors", shared)
            for operation in (item[method] for method in METHODS if method in item):
                operation["responses"] = dict(sorted({**errors, **operation["responses"]}.items()))

    def _load(self, path: Path) -> Any:
        if path not in self.files:
            try:
                self.files[path] = _content(path.read_text(encoding="utf-8"))
            except (OSError, yaml.YAMLError) as error:
                raise BundleError(f"{path}: {error}") from error
        return self.files[path]

    def _walk(self, node: Any, file: Path) -> Any:
        if is_list(node):
            return [self._walk(item, file) for item in node]
        if not is_object(node):
            return node
        if "$ref" in node:
            return self._resolve(node, file)
        return {key: self._walk(value, file) for key, value in node.items()}

    def _resolve(self, node: dict[str, Any], file: Path) -> Any:
        reference: str = node["$ref"]
        location, _, pointer = reference.partition("#")
        target = (file.parent / location).resolve() if location else file
        name = pointer.removeprefix("/")
        entries = self._load(target)
        if not is_object(entries) or name not in entries:
            raise BundleError(f"{file}: {reference} does not exist")
        kind = target.stem
        if kind in INLINED:
            return self._walk(entries[name], target)
        if kind not in KINDS:
            raise BundleError(f"{file}: {reference} is in a file that is not named after a kind of component")
        if self.origins.setdefault((kind, name), target) != target:
            raise BundleError(f"{file}: {name} is defined in {target} and in {self.origins[kind, name]}")
        if name not in self.components[kind]:
            self.components[kind][name] = {}  # added before its contents, because a schema may contain itself
            self.components[kind][name] = self._walk(entries[name], target)
        siblings = {key: self._walk(value, file) for key, value in node.items() if key != "$ref"}
        return {"$ref": f"#/components/{kind}/{name}", **siblings}


UNIX_SECONDS = "unixtime"
"""Our format of a number of Unix seconds in a request, for which the client takes a datetime too."""
SENT = {"name": "sent_requests", "description": "Requests that the service itself sends."}
"""The tag of webhooks for other tools, which would mix them with the operations of the same section."""


def for_other_tools(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document for generators of other clients, with names and paths that all of them can use.

    Ids and tags have underscores instead of dots, and webhooks have a tag of their own. The fragment that
    distinguishes two operations of one path becomes their required query key, because clients do not send fragments.
    Server variables become their defaults, and constants enumerations of one value. Links have no bodies, because
    openapi-generator rejects those that are not text.
    """
    made: dict[str, Any] = _rewrite(document)
    made["tags"] = [{**tag, "name": _plain(tag["name"])} for tag in made["tags"]]
    for operation in _operations(made["paths"]):
        operation["tags"] = [_plain(tag) for tag in operation["tags"]]
        for response in operation["responses"].values():
            for link in response.get("links", {}).values():
                link.pop("requestBody", None)
    if webhooks := made.get("webhooks"):
        made["tags"].append(SENT)
        for operation in _operations(webhooks):
            operation["tags"] = [SENT["name"]]
    made["paths"] = dict(_without_fragment(key, item) for key, item in made["paths"].items())
    for item in made["paths"].values():
        if "servers" in item:
            item["servers"] = [_without_variables(server) for server in item["servers"]]
    return made


def _without_variables(server: dict[str, Any]) -> dict[str, Any]:
    """Return a server with the defaults of its variables in its URL."""
    plain = {key: value for key, value in server.items() if key != "variables"}
    for name, variable in server.get("variables", {}).items():
        plain["url"] = plain["url"].replace(f"{{{name}}}", variable["default"])
    return plain


def _plain(name: str) -> str:
    return name.replace(".", "_")


def _operations(items: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (item[method] for item in items.values() for method in METHODS if method in item)


def _rewrite(node: Any) -> Any:
    """Return a copy with plain ids, of operations and in links that name them, the usual formats, and no constants."""
    if is_list(node):
        return [_rewrite(item) for item in node]
    if not is_object(node):
        return node
    if isinstance(node.get("operationId"), str):
        node = {**node, "operationId": _plain(node["operationId"])}
    if isinstance(node.get("const"), str):
        node = {**{key: value for key, value in node.items() if key != "const"}, "enum": [node["const"]]}
    if node.get("format") == UNIX_SECONDS:
        node = {**node, "format": "int64"}
    if all(is_object(each) and set(each) == {"required"} for each in node.get("anyOf", [None])):
        # Combines required fields only; tools make a union without content of it.
        node = {key: value for key, value in node.items() if key != "anyOf"}
    return {key: _rewrite(value) for key, value in node.items()}


def _without_fragment(key: str, item: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    path, _, query_key = key.partition("#")
    if not query_key:
        return key, item
    for operation in _operations({key: item}):
        parameters = operation.get("parameters", [])
        operation["parameters"] = [each for each in parameters if each.get("name") != query_key]
    return f"{path}?{query_key}", item


PROSE = frozenset(
    {
        *("description", "summary", "example", "examples", "links", "externalDocs", "license", "contact"),
        *("x-evidence-reason", "x-evidence-source", "x-statements"),
    }
)
DRAFT = "Draft:"
"""The beginning of a description that `release propose` has derived from a name."""
NAMED = frozenset({"properties", "schemas", "parameters", "responses", "headers", "securitySchemes"})


def without_prose(node: Any, named: bool = False) -> Any:
    """Return the document without texts and examples, for the server, which only validates.

    Responses lose their required `description`, so the result is not a valid OpenAPI document. What has a draft of a
    description is marked with `x-draft`, because the server completes such fields.
    """
    if is_list(node):
        return [without_prose(item) for item in node]
    if not is_object(node):
        return node
    kept = {
        key: without_prose(value, key in NAMED and is_object(value))
        for key, value in node.items()
        if named or key not in PROSE
    }
    is_draft = not named and str(node.get("description", "")).startswith(DRAFT)
    return {**kept, "x-draft": True} if is_draft else kept
