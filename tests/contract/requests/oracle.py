"""An independent oracle for requests: whether a request is valid by the description, and which values it carries.

openapi-core validates requests by the unchanged description. OpenAPI cannot express two things, which are decided
here: which operation a request means, and the value of a parameter that spans segments. The client and the server
share none of this code.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote

from generator.transform import operations
from jsonschema_path import SchemaPath
from openapi_core import V31RequestValidator
from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import Headers, ImmutableMultiDict

from tests.contract.mounts import home

PATH = re.compile(r"(/([A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-F]{2})*)*")
QUERY = re.compile(r"([A-Za-z0-9\-._~!$&'()*+,;=:@/?\[\]]|%[0-9A-F]{2})*")


class InvalidRequestError(Exception):
    """The request is invalid by the description; the message says why."""


@dataclass(frozen=True)
class Sent:
    """A request as it was sent."""

    method: str
    target: str
    """Path and query, as sent."""
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Judged:
    """The operation and the values of a valid request."""

    operation: str
    path: dict[str, str]
    query: dict[str, list[str]]
    body: Any
    headers: dict[str, str] = field(default_factory=dict[str, str])
    """Only headers that the operation describes."""


@dataclass
class _Request:
    """A request in the form that openapi-core accepts."""

    host_url: str
    path: str
    path_pattern: str
    method: str
    parameters: RequestParameters
    content_type: str
    body: bytes | None


class Oracle:
    """Judges requests by one bundled description."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.validator = V31RequestValidator(
            SchemaPath.from_dict(document),
            extra_media_type_deserializers={
                "application/octet-stream": _deserialize_bytes,
                "application/offset+octet-stream": _deserialize_bytes,
                "multipart/form-data": _deserialize_form,
            },
        )

    def judge(self, sent: Sent) -> Judged:
        """Return the operation and the values of a request.

        Raises:
            InvalidRequestError: The request is invalid.
        """
        path, _, query = sent.target.partition("?")
        if not PATH.fullmatch(path) or not QUERY.fullmatch(query):
            raise InvalidRequestError(f"{sent.target} holds what an URL may not")
        keys = parse_qsl(query, keep_blank_values=True, errors="strict") if query else []
        key, name, values = self._meant(sent.method, path, {name for name, _ in keys})
        host, base = self._server(key)
        headers = Headers(list(sent.headers.items()))
        request = _Request(
            host_url=host,
            path=path,
            path_pattern=base + key,
            method=sent.method.lower(),
            parameters=RequestParameters(path=values, query=ImmutableMultiDict(keys), header=headers),
            content_type=sent.headers.get("content-type", ""),
            body=sent.body or None,
        )
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Use of allowEmptyValue", DeprecationWarning)
            problems = [_message_of(error) for error in self.validator.iter_errors(request)]
        if problems:
            raise InvalidRequestError(f"{name}: {'; '.join(problems)}")
        values_of_keys = {item: [value for other, value in keys if other == item] for item, _ in keys}
        described: dict[str, str] = {
            entry["name"]: headers[entry["name"]]
            for _, _, operation, parameters in operations(self.document)
            for entry in parameters
            if operation["operationId"] == name and entry["in"] == "header" and entry["name"] in headers
        }
        return Judged(name, values, values_of_keys, decoded(request.content_type, sent.body), described)

    def _server(self, key: str) -> tuple[str, str]:
        """Return host and base path of an operation's server."""
        host, base = home(self.document, key)
        return f"https://{host}", base

    def _meant(self, method: str, path: str, keys: set[str]) -> tuple[str, str, dict[str, str]]:
        best: tuple[tuple[int, int], str, str, dict[str, str]] | None = None
        for key, candidate, operation, parameters in operations(self.document):
            spanning = {entry["name"] for entry in parameters if entry.get("x-spans-segments")}
            found = re.fullmatch(self._server(key)[1] + _pattern(key.partition("#")[0], spanning), path)
            required = {entry["name"] for entry in parameters if entry["in"] == "query" and entry.get("required")}
            if candidate != method.lower() or not found or not required <= keys:
                continue
            # If several paths match, the most specific one counts: paths without placeholders come first.
            rank = len(required), -key.count("{")
            if best is None or rank > best[0]:
                values = {name: unquote(text, errors="strict") for name, text in found.groupdict().items()}
                best = rank, key, operation["operationId"], values
        if best is None:
            raise InvalidRequestError(f"{method} {path} with {sorted(keys)} is no operation")
        return best[1:]


def decoded(content_type: str, body: bytes) -> Any:
    """Return the body: JSON, the fields of a form (files as bytes), or the bytes themselves."""
    kind = content_type.partition(";")[0]
    if kind == "application/json":
        return json.loads(body)
    if kind == "application/x-www-form-urlencoded":
        return dict(parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True, errors="strict"))
    if kind == "multipart/form-data":
        return _form(content_type.partition("boundary=")[2].encode(), body)
    return body


def _form(boundary: bytes, body: bytes) -> dict[str, str | bytes]:
    opening, *parts, closing = (b"\r\n" + body).split(b"\r\n--" + boundary)
    if opening or closing != b"--\r\n":
        raise InvalidRequestError("the form is not closed by its boundary")
    fields: dict[str, str | bytes] = {}
    for part in parts:
        head, gap, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        found = re.match(r'content-disposition: form-data; name="([^"]*)"(; filename=)?', head.decode(), re.IGNORECASE)
        if not gap or not found or found[1] in fields:
            raise InvalidRequestError("a part of the form has no name of its own")
        fields[found[1]] = content if found[2] else content.decode()
    return fields


def _deserialize_bytes(content: bytes, **_parameters: str) -> str:
    return _as_text(content)


def _deserialize_form(content: bytes, **parameters: str) -> dict[str, str | bytes]:
    return _form(parameters["boundary"].encode(), content)


def _as_text(content: str | bytes) -> str:
    """Return bytes as text, so that a string schema can validate them."""
    return content if isinstance(content, str) else content.decode("latin-1")


def _pattern(template: str, spanning: set[str]) -> str:
    parts = re.split(r"\{([^}]+)\}", template)
    groups = [f"(?P<{name}>{'(?:/.*)?' if name in spanning else '[^/]+'})" for name in parts[1::2]]
    return "".join(re.escape(literal) + group for literal, group in zip(parts[::2], [*groups, ""], strict=True))


def _message_of(error: BaseException) -> str:
    details = getattr(error.__cause__, "schema_errors", ())
    return ": ".join([str(error), *(f"{detail.json_path}: {detail.message}" for detail in details)])
