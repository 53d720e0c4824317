"""Validate requests and responses against the descriptions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, reduce
from operator import getitem
from typing import Any, cast

from jsonschema_rs import Draft202012Validator

from kinocraft_mock.http.messages import ErrorResponse, Headers, Response, SchemaViolation
from kinocraft_mock.journal.masking import HIDDEN, hide, is_secret
from kinocraft_mock.openapi.descriptions import Operation
from kinocraft_mock.openapi.liberal_parameters import reread

__all__ = ["check_body", "check_formats", "parameter_values", "response_violations"]

MAX_VIOLATIONS = 5
"""How many violations one response lists."""
MAX_TEXT = 200
"""Characters of one violation: validators quote the value, which may be huge."""


class OperationValidators:
    """The compiled schemas of one operation, each compiled when it is first needed."""

    def __init__(self, operation: Operation) -> None:
        self._document = operation.document
        self._operation = operation
        self._bodies: dict[tuple[str, bool], Draft202012Validator] = {}
        self._responses: dict[tuple[int, str], Draft202012Validator] = {}
        parameters = operation.parameters
        self.query = {p.name: p for p in parameters if p.location == "query"}
        self.headers = {p.name.lower().encode(): p for p in parameters if p.location == "header"}
        self.defaults = {
            p.name: schema["default"]
            for p in parameters
            if "default" in (schema := operation.document.resolve(p.schema))
        }
        self.path = {p.name: p for p in parameters if p.location == "path"}
        self.urls = {p.name for p in parameters if operation.document.resolve(p.schema).get("format") == "uri"}
        self.parameters = self._compile(
            {
                "type": "object",
                "properties": {p.name: p.schema for p in parameters},
                "required": [p.name for p in parameters if p.required],
            }
        )

    def _compile(self, schema: Mapping[str, Any], formats: bool = False) -> Draft202012Validator:
        return Draft202012Validator(self._document.standalone(schema), validate_formats=formats)

    def body(self, media: str, formats: bool = False) -> Draft202012Validator:
        """Return the validator of a request's body; with `formats` also of formats, such as that of email addresses."""
        key = media, formats
        if key not in self._bodies:
            self._bodies[key] = self._compile(self._operation.bodies[media], formats)
        return self._bodies[key]

    def response(self, status: int, media: str) -> Draft202012Validator:
        """Return the validator of a response's body."""
        key = status, media
        if key not in self._responses:
            self._responses[key] = self._compile(self._operation.responses[status][media])
        return self._responses[key]


@cache
def _validators(operation: Operation) -> OperationValidators:
    """Return the compiled schemas of an operation."""
    return OperationValidators(operation)


def _ignore(_reading: str) -> None:
    """Drop how a request was read."""


def parameter_values(
    operation: Operation,
    path: Mapping[str, str],
    query: Mapping[str, Sequence[str]],
    headers: Headers,
    understand: Callable[[str], None] = _ignore,
) -> dict[str, Any]:
    """Return every parameter by name, converted and with defaults; ignore unknown query keys. Raises a 400.

    A value that the description does not allow is read as programs mean it, if there is one way to read it;
    `understand` is called with how that was done.
    """
    validators = _validators(operation)
    values: dict[str, Any] = dict(validators.defaults)
    for name, text in path.items():
        values[name] = validators.path[name].convert(text)
    for name, texts in query.items():
        parameter = validators.query.get(name)
        if parameter is None:
            continue
        if parameter.many:
            items = ",".join(texts).split(",") if parameter.joined else texts
            values[name] = [parameter.convert(text) for text in items]
        elif len(texts) == 1:
            values[name] = parameter.convert(texts[0])
        else:
            text = f"{name} is given more than once"
            raise _invalid("parameters", (SchemaViolation((name,), "type", {}, text),))
    for key, parameter in validators.headers.items():
        if key not in headers:
            continue
        if not headers[key] and parameter.name in validators.urls:
            understand(f"the empty {parameter.name} counts as not sent")
        else:
            values[parameter.name] = parameter.convert(headers[key].decode("latin-1"))
    if not validators.parameters.is_valid(values):
        found = reread(operation, validators.parameters, values, query, headers, validators.defaults)
        if not validators.parameters.is_valid(found.checked):
            raise _invalid("parameters", _schema_violations(validators.parameters, values))
        values = found.values
        for reading in found.readings:
            understand(reading)
    return values


def check_body(operation: Operation, media: str, value: Any) -> tuple[str, ...]:
    """Validate a decoded body against its schema. Raises a 400.

    Null for an optional field that cannot be null means that the field was not sent: such fields are removed. Returns
    the paths of the removed fields.
    """
    validator = _validators(operation).body(media)
    if validator.is_valid(value):
        return ()
    removed = _remove_nulls(validator, value)
    if not removed or not validator.is_valid(value):
        raise _invalid("body", _schema_violations(validator, value))
    return tuple(str(SchemaViolation(place, "", {}, "null")) for place in removed)


def check_formats(operation: Operation, media: str, value: Any) -> None:
    """Validate the formats of a body that its schema allows: of addresses, times and URLs. Raises a 400.

    Handlers written by hand know better which formats a service checks.
    """
    validator = _validators(operation).body(media, formats=True)
    if not validator.is_valid(value):
        raise _invalid("body", _schema_violations(validator, value))


def _remove_nulls(validator: Draft202012Validator, value: Any) -> list[tuple[str | int, ...]]:
    """Remove every null that the schema neither allows nor requires; return their places."""
    removed: dict[tuple[str | int, ...], Any] = {}
    for error in validator.iter_errors(value):
        place = tuple(error.instance_path)
        parent = reduce(getitem, place[:-1], value)
        if isinstance(parent, dict) and place and cast("dict[str | int, Any]", parent).get(place[-1], "") is None:
            removed[place] = parent
    for place, parent in removed.items():
        del parent[place[-1]]
    for error in validator.iter_errors(value):
        if error.kind.name == "required":
            place = (*error.instance_path, error.kind.as_dict()["property"])
            if place in removed:
                removed.pop(place)[place[-1]] = None
    return list(removed)


def response_violations(operation: Operation, response: Response) -> list[str]:
    """Return how a response violates the description; empty when it does not."""
    status, documented = response.status, operation.responses.get(response.status)
    if documented is None:
        return [f"status {status} is not documented"]
    if response.value is None and response.data is None:
        return [] if not documented or operation.may_be_empty(status) else ["the body is missing"]
    if not documented:
        return ["the response has a body, but none is documented"]
    media = next((media for media in documented if _covers(media, response.media)), None)
    if media is None:
        return [f"the media type is {response.media}, not {' or '.join(documented)}"]
    if response.data is not None:
        return []
    validator = _validators(operation).response(status, media)
    if validator.is_valid(response.value):
        return []
    return [str(violation) for violation in _schema_violations(validator, response.value)]


def _covers(documented: str, media: str) -> bool:
    if documented.endswith("/*"):
        return media.startswith(documented[:-1])
    return documented == media.partition(";")[0]


def _schema_violations(validator: Draft202012Validator, value: Any) -> tuple[SchemaViolation, ...]:
    violations: list[SchemaViolation] = []
    for error in validator.iter_errors(value):
        place, rule = tuple(error.instance_path), error.kind.name
        text = f"{HIDDEN} violates {rule}" if any(map(is_secret, place)) else hide(error.message[: 2 * MAX_TEXT])
        if len(text) > MAX_TEXT:
            text = text[:MAX_TEXT] + "…"
        violations.append(SchemaViolation(place, rule, error.kind.as_dict(), text))
        if len(violations) == MAX_VIOLATIONS:
            break
    return tuple(violations)


def _invalid(what: str, schema_violations: tuple[SchemaViolation, ...]) -> ErrorResponse:
    violations = tuple(f"{what}: {violation}" for violation in schema_violations)
    message = f"{what}: {'; '.join(map(str, schema_violations))}"
    return ErrorResponse(400, message, fault=what, schema_violations=schema_violations, violations=violations)
