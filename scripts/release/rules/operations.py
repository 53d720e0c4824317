"""Describe a new operation: its path, id, parameters, request and responses, in the folder of its section."""

from __future__ import annotations

import keyword
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from os.path import commonpath
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from vendor_docs import match
from vendor_docs.findings import Finding
from vendor_docs.inventory import Operation
from vendor_docs.spec_files import Place
from vendor_docs.specs import METHODS
from vendor_docs.type_guards import is_array, is_object

from . import words
from .additions import UndecidedError
from .bodies import Bodies
from .component_names import free_name, numbered
from .draft import Draft, Row
from .schemas import Shapes, documented, steps_of

_SAMPLE_ID = "5f0cf8c6-8d3f-4c0b-9d0a-1f6f5c8f2a01"
PROTOCOL_HEADERS = {"content-length", "content-type", "authorization"}
_BY_METHOD = {"GET": "get", "POST": "send", "PUT": "set", "PATCH": "update", "DELETE": "delete", "HEAD": "get"}


@dataclass(slots=True)
class _Address:
    """Where a new operation is in a service."""

    document: Place
    key: str
    servers: list[dict[str, Any]] | None
    item: Place | None  # the path item that exists already


def new_operation(work: Draft, finding: Finding) -> None:
    """Describe an operation that specs/ do not have."""
    page = work.entry(finding)
    if page is None or not page.path:
        raise UndecidedError("Describe the operation: the page gives no URL for it.")
    if len(match.urls(page)) > 1:
        raise UndecidedError("Describe the operation: its URL stands for several.")
    address = _address(work, page)
    method, guessed = _method(work, page, address)
    if address.item and method.lower() in address.item.value:
        raise UndecidedError(f"Describe the operation: specs/ have another one for {method} {address.key}.")
    tag = _tag(work, page, address)
    reason = f"The page names no method; {method} is inferred from the {guessed}." if guessed else ""
    verb = _verb(work, page, address, method, tag)
    folder = address.document.file.parent.joinpath(*tag.split("."))
    noun = words.camel(words.singular(tag.rpartition(".")[2]))
    parameters, item_parameters = _parameters(work, page, address, method, folder)
    taken = {*re.findall(r"\{([^{}]*)\}", address.key), *(str(one.get("name")) for one in parameters)}
    bodies = Bodies(work, folder, noun, method, taken)
    request = bodies.request(page, verb)
    response = bodies.response(page, verb)
    evidence = "inferred" if guessed else "documented"
    operation: dict[str, Any] = {
        "operationId": f"{tag}.{verb}",
        "tags": [tag],
        "summary": _summary(work, page, method, tag),
        "description": words.draft(_description(page, method)),
        "x-docs": _docs(page, work.specs.page),
        "x-evidence": evidence,
        **({"x-evidence-reason": reason} if reason else {}),
        **({"parameters": parameters} if parameters else {}),
        **({"requestBody": request} if request else {}),
        "responses": {"200": response, **_not_found(work, address, folder)},
    }
    bodies.write()
    _write(work, address, folder, tag, method, operation, item_parameters)
    why = (words.DRAFT, reason, response.get("x-evidence-reason", ""))
    work.outcome.evidence = "inferred" if guessed else "documented"
    work.outcome.reason = " ".join(one for one in why if one)
    work.outcome.operation = f"{tag}.{verb}"


# --- address


def _address(work: Draft, page: Operation) -> _Address:
    url = match.urls(page)[0]
    found: list[tuple[int, Place, str, list[dict[str, Any]] | None]] = []
    version = f"/{page.section.partition('/')[0]}/"
    for document in work.files.services():
        if not document.file.parent.name.startswith(f"{work.specs.page}-"):
            continue
        base = _base(document.value["servers"][0]["url"])
        paths: dict[str, Any] = document.value.get("paths") or {}
        items = [work.files.follow(document.down("paths", key)) for key in paths]
        listed: list[list[dict[str, Any]]] = [item.get("servers") or [] for item in items]
        hosts = {_base(server["url"]) for servers in listed for server in servers}
        hosts.add(base.partition("/")[0])  # another path on the same host
        near = sum(key.startswith(version) for key in paths)
        if url.startswith(f"{base}/") or url == base:
            found.append((2 * near + 1, document, url.removeprefix(base), None))
        for host in sorted(hosts):
            if url.startswith(f"{host}/") and host != base:
                own = [{"url": f"https://{host}", "description": "The host of this operation."}]
                found.append((2 * near, document, url.removeprefix(host), own))
    if not found:
        raise UndecidedError(f"Add the service of {url.partition('/')[0]}: specs/ describe no service with this host.")
    _, document, key, servers = max(found, key=lambda one: one[0])
    key = _named_like_others(document, re.sub(r"\{([^{}]*)\}", lambda one: f"{{{words.snake(one[1])}}}", key) or "/")
    item = work.files.follow(document.down("paths", key)) if key in document.value["paths"] else None
    return _Address(document, key, servers, item)


def _base(url: str) -> str:
    address = urlsplit(url)
    return f"{address.netloc}{address.path.rstrip('/')}"


def _named_like_others(document: Place, key: str) -> str:
    """Return a path whose parameters have the names that paths with the same beginning give them."""
    steps = key.split("/")
    best: list[str] = []
    for other in document.value["paths"]:
        theirs = other.partition("#")[0].split("/")
        same = 0
        while same < min(len(steps), len(theirs)) and match.bare(steps[same]) == match.bare(theirs[same]):
            same += 1
        if same > len(best):
            best = theirs[:same]
    return "/".join([*best, *steps[len(best) :]])


def _method(work: Draft, page: Operation, address: _Address) -> tuple[str, str | None]:
    """Return the method, and from what it is inferred if the page does not name it."""
    if page.method:
        return page.method, None
    verb = words.verb_of(page.title)
    sends = any(one.kind == "request" for one in page.examples) or any(
        row.where in {"form", "body"} for row in page.parameters
    )
    by_verb = {"get": "GET", "list": "GET", "show": "GET", "delete": "DELETE", "create": "POST", "add": "POST"}
    if verb in by_verb and not (by_verb[verb] == "GET" and sends):
        return by_verb[verb], "title"
    if verb in {"update", "change", "set"}:
        siblings = {one.method for one in work.specs.operations if one.id.endswith(".update")}
        return ("PUT" if "PUT" in siblings else "PATCH"), "title"
    if verb is not None:
        return "POST", "title"
    return ("POST", "request example") if sends else ("GET", "missing request body")


# --- names


def _tag(work: Draft, page: Operation, address: _Address) -> str:
    """Return the section on the client: that of the page's other operations there, or a new one."""
    folder = address.document.file.parent
    near = [
        one
        for one in work.specs.operations
        if any(entry.section == page.section for entry in one.entries) and one.place.file.is_relative_to(folder)
    ]
    if near:
        paths = {one.id: one.url.partition("/")[2] for one in near}
        target = address.key.strip("/")
        closest = max(near, key=lambda one: len(commonpath([match.bare(paths[one.id]), match.bare(target)])))
        return closest.id.rpartition(".")[0]
    _, _, section = page.section.partition("/")
    names = [words.snake(step) for step in section.split("/") if step]
    if not names:
        statics = [step for step in address.key.split("/") if step and "{" not in step]
        root = next(
            (one.id.split(".")[0] for one in work.specs.operations if one.place.file.is_relative_to(folder)), ""
        )
        names = [root, words.snake(statics[-1])] if statics and root else [words.snake(page.section) or "other"]
    return ".".join(re.sub(r"[^a-z_]", "", name).strip("_") or "other" for name in names)


def _verb(work: Draft, page: Operation, address: _Address, method: str, tag: str) -> str:
    """Return the name of the method on the client."""
    last = address.key.rstrip("/").rpartition("/")[2]
    titled = words.verb_of(page.title)
    whole = {"GET": "get", "PUT": "update", "PATCH": "update", "DELETE": "delete", "POST": titled or "create"}
    own = words.singular(tag.rpartition(".")[2])
    segment = re.sub(r"[^a-z_]", "", words.snake(re.sub(r"\{[^{}]*\}", "", last))).strip("_")
    if "{" in last and not segment:
        name = whole.get(method, "get")
    elif words.singular(segment) == own:
        name = {"GET": "list" if _is_list(page) or titled == "list" else "get", "POST": titled or "create"}.get(
            method, whole.get(method, "get")
        )
    elif words.verb_of(segment.split("_")[0]) == segment.split("_")[0]:
        name = segment
    else:
        prefix = "list" if _is_list(page) else titled or _BY_METHOD[method]
        name = f"{prefix}_{segment}" if segment else prefix
    taken = {one.id for one in work.specs.operations} | {one.id.rpartition(".")[0] for one in work.specs.operations}
    taken |= work.named
    titles = [re.sub(r"[^a-z_]", "", words.snake(page.title)).strip("_")]
    tries = [name, f"{titled or _BY_METHOD[method]}_{segment}", *titles, f"{name}_other", f"{name}_another"]
    free = [one for one in tries if f"{tag}.{one}" not in taken and one and not keyword.iskeyword(one)]
    if not free:
        raise UndecidedError(f"Choose a name in `{tag}`: the obvious ones are taken.")
    work.named.add(f"{tag}.{free[0]}")
    return free[0]


def _is_list(page: Operation) -> bool:
    values = [one.value for one in page.examples if one.kind == "response"]
    return any(is_array(one) or (is_object(one) and is_array(one.get("data"))) for one in values)


def _summary(work: Draft, page: Operation, method: str, tag: str) -> str:
    verb = words.verb_of(page.title) or _BY_METHOD[method]
    text = words.summary(page.title, verb)
    taken = {str(one.place.get("summary")) for one in work.specs.operations} | work.summaries
    if text in taken:
        text = f"{text} in {' '.join(words.split(tag))}"
    number = 2
    unique = text
    while unique in taken:
        unique, number = f"{text} {number}", number + 1
    work.summaries.add(unique)
    return unique


def _description(page: Operation, method: str) -> str:
    sends = any(one.kind == "request" for one in page.examples) or page.fields
    returns = any(one.kind == "response" for one in page.examples)
    parts = {(True, True): "a request and a response", (True, False): "a request", (False, True): "a response"}
    return f"The page shows {parts.get((bool(sends), returns), 'neither a request nor a response')}."


def _docs(page: Operation, vendor: str) -> dict[str, Any]:
    docs: dict[str, Any] = {"page": vendor, "entry": page.title, "section": page.section}
    return {**docs, "occurrence": page.occurrence} if page.occurrence > 1 else docs


# --- parameters


def _parameters(
    work: Draft, page: Operation, address: _Address, method: str, folder: Path
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the parameters of the operation, and those of its path."""
    shapes = Shapes(work.files, folder / "paths.yaml")
    unplaced = _unplaced(page, method)
    if unplaced:
        listing = ", ".join(f"`{row.name}`" for row in unplaced)
        work.outcome.todo = f"Check that the query has {listing}: neither the table nor an example says where."
    rows: dict[str, Row] = {row.name: row for row in (*page.parameters, *unplaced)}
    headers = {row.name for row in page.parameters if row.where == "header"}
    in_query = {"query", *(("option", "form", "body") if method in {"GET", "DELETE", "HEAD"} else ())}
    listed: list[dict[str, Any]] = []
    named = [row.name for row in page.parameters if row.where in {"header", *in_query}]
    for name in dict.fromkeys([*page.query, *named, *(row.name for row in unplaced)]):
        row = rows.get(name)
        if name in headers and name.lower() in PROTOCOL_HEADERS:
            continue
        shape = shapes.shape("", name, [], row.type if row else None, row.enum if row else ())
        made = documented(name, shape)
        typed = row is not None and row.type is not None
        listed.append(
            {
                "name": name,
                "in": "header" if name in headers else "query",
                **({"required": True} if row and row.required else {}),
                "x-evidence": "documented" if typed else "inferred",
                **({} if typed else {"x-evidence-reason": "The page names no type."}),
                "description": made.pop("description"),
                "schema": {key: value for key, value in made.items() if not key.startswith("x-")},
            }
        )
    common = address.document.file.parent.with_name(f"{work.specs.page}-common") / "parameters.yaml"
    if method == "GET" and _is_paged(page) and work.files.exists(common):
        paging = _paging(work, common, [*page.query, *named])
        listed += [{"$ref": f"{_relative(common, folder)}#/{one}"} for one in paging]
    if address.item is not None:
        return listed, []
    places = re.findall(r"\{([^{}]*)\}", address.key)
    return listed, [_path_parameter(work, address, folder, name) for name in places]


def _unplaced(page: Operation, method: str) -> list[Row]:
    """Return the rows of a table of fields that neither the request, which has no body, nor any response can have."""
    if method not in {"GET", "DELETE", "HEAD"} or any(one.kind == "request" for one in page.examples):
        return []
    shown: set[str] = set()
    for one in page.examples:
        inner = one.value.get("data") if is_object(one.value) else one.value
        for value in (one.value, *(inner if is_array(inner) else [inner])):
            shown |= value.keys() if is_object(value) else set()
    return [] if any(steps_of(row.name)[0] in shown for row in page.fields) else list(page.fields)


def _is_paged(page: Operation) -> bool:
    values = [one.value for one in page.examples if one.kind == "response"]
    return any(is_object(one) and is_object(one.get("meta")) and "pagination" in one["meta"] for one in values)


def _paging(work: Draft, common: Path, named: Sequence[str]) -> list[str]:
    """Return the common parameters of lists that a page does not name: those that are inferred, if there are such."""
    found: dict[str, str] = {}
    for component, one in work.files.load(common).items():
        name = one["name"]
        is_missing = name in {"page", "per_page"} and name not in named
        if is_missing and (name not in found or one.get("x-evidence") == "inferred"):
            found[name] = component
    return list(found.values())


def _path_parameter(work: Draft, address: _Address, folder: Path, name: str) -> dict[str, Any]:
    """Return a reference to the parameter of a path; add it to the section's parameters if there is none yet."""
    service = address.document.file.parent
    files = {*service.rglob("parameters.yaml"), *(path for path in work.files.texts if path.name == "parameters.yaml")}
    for path in sorted(path for path in files if path.is_relative_to(service)):
        for component, one in work.files.load(path).items():
            if one.get("in") == "path" and one.get("name") == name:
                return {"$ref": f"{_relative(path, folder)}#/{component}"}
    file = folder / "parameters.yaml"
    shapes = Shapes(work.files, file)
    is_id = name == "id" or name.endswith("_id")
    schema = shapes.shape("", name, [], "uuid").schema if is_id else {"type": "string", "minLength": 1}
    sample = _SAMPLE_ID if "$ref" in schema else "5cc440f0534b4412ae69d6e3" if is_id else "text"
    if "$ref" not in schema:
        schema = {"type": "string", "minLength": 1}
    component = free_name(work.files, file, words.camel(name), separator="")
    work.component(
        file,
        component,
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": words.describe(name, None),
            "schema": schema,
            "example": sample,
        },
    )
    return {"$ref": f"{_relative(file, folder)}#/{component}"}


def _relative(path: Path, folder: Path) -> str:
    return os.path.relpath(path, folder).replace(os.sep, "/")


def _not_found(work: Draft, address: _Address, folder: Path) -> dict[str, Any]:
    responses = address.document.file.parent.with_name(f"{work.specs.page}-common") / "responses.yaml"
    if "{" not in address.key or not work.files.exists(responses):
        return {}
    names = work.files.load(responses)
    name = next((one for one in ("NoSuchId", "NotFound") if one in names), None)
    return {"404": {"$ref": f"{_relative(responses, folder)}#/{name}"}} if name else {}


# --- files


def _write(
    work: Draft,
    address: _Address,
    folder: Path,
    tag: str,
    method: str,
    operation: dict[str, Any],
    item_parameters: Sequence[dict[str, Any]],
) -> None:
    document = address.document
    tags = [one["name"] for one in work.files.load(document.file)["tags"]]
    if tag not in tags:
        name = " ".join(words.split(tag))
        work.append(document.file, "/tags", {"name": tag, "description": f"The {name}."})
    if address.item is not None:
        later = [one for one in METHODS[METHODS.index(method.lower()) + 1 :] if one in work.value(address.item)]
        before = min(later, key=list(work.value(address.item)).index, default=None)
        work.add(address.item.file, address.item.pointer, method.lower(), operation, before=before)
        work.outcome.file = address.item.file
        work.outcome.pointer = f"{address.item.pointer}/{method.lower()}"
        return
    file = folder / "paths.yaml"
    taken: dict[str, Any] = work.files.load(file) if work.files.exists(file) else {}
    statics = [step for step in re.sub(r"\{[^{}]*\}", "", address.key).split("/") if step]
    stem = words.snake(statics[-1]) if statics else "root"
    if address.key.endswith("}"):
        stem = words.singular(stem)
    name = next(one for one in numbered(stem, separator="_") if one not in taken)
    item: dict[str, Any] = {
        **({"parameters": list(item_parameters)} if item_parameters else {}),
        **({"servers": address.servers} if address.servers else {}),
        method.lower(): operation,
    }
    work.component(file, name, item)
    reference = f"{_relative(file, document.file.parent)}#/{name}"
    work.add(document.file, "/paths", address.key, {"$ref": reference})
    work.outcome.file, work.outcome.pointer = file, f"/{name}/{method.lower()}"
