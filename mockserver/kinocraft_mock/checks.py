"""Requests and answers held to the descriptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator

from kinocraft_mock.messages import Headers, RefusalError
from kinocraft_mock.spec import Operation

__all__ = ["answer_violations", "check_body", "parameter_values"]

SHOWN = 5
"""How many violations one answer names."""
LONGEST = 200
"""Characters of one violation: validators quote the value, which may be huge."""


class OperationChecks:
    """The compiled schemas of one operation, each made when it is first needed."""

    def __init__(self, operation: Operation) -> None:
        self._document = operation.document
        self._operation = operation
        self._bodies: dict[str, Draft202012Validator] = {}
        self._answers: dict[int, Draft202012Validator] = {}
        parameters = operation.parameters
        self.query = {p.name: p for p in parameters if p.location == "query"}
        self.headers = {p.name.lower().encode(): p for p in parameters if p.location == "header"}
        self.defaults = {
            p.name: schema["default"]
            for p in parameters
            if "default" in (schema := operation.document.resolve(p.schema))
        }
        self.path = {p.name: p for p in parameters if p.location == "path"}
        self.parameters = self._compile(
            {
                "type": "object",
                "properties": {p.name: p.schema for p in parameters},
                "required": [p.name for p in parameters if p.required],
            }
        )

    def _compile(self, schema: Mapping[str, Any]) -> Draft202012Validator:
        return Draft202012Validator(self._document.standalone(schema))

    def body(self, media: str) -> Draft202012Validator:
        """The validator of a request's body."""
        if media not in self._bodies:
            self._bodies[media] = self._compile(self._operation.bodies[media])
        return self._bodies[media]

    def answer(self, status: int) -> Draft202012Validator:
        """The validator of an answer with a body."""
        if status not in self._answers:
            self._answers[status] = self._compile(self._operation.answers[status] or {})
        return self._answers[status]


@cache
def checks(operation: Operation) -> OperationChecks:
    """The checks of an operation."""
    return OperationChecks(operation)


def parameter_values(
    operation: Operation, path: Mapping[str, str], query: Mapping[str, Sequence[str]], headers: Headers
) -> dict[str, Any]:
    """Every parameter by name, converted and with defaults; unknown query keys are left out. Raises a 400."""
    known = checks(operation)
    values: dict[str, Any] = dict(known.defaults)
    for name, text in path.items():
        values[name] = known.path[name].convert(text)
    for name, texts in query.items():
        parameter = known.query.get(name)
        if parameter is None:
            continue
        if parameter.many:
            values[name] = [parameter.convert(text) for text in texts]
        elif len(texts) == 1:
            values[name] = parameter.convert(texts[0])
        else:
            raise _refusal("parameters", [f"{name} is given more than once"])
    for key, parameter in known.headers.items():
        if key in headers:
            values[parameter.name] = parameter.convert(headers[key].decode("latin-1"))
    if not known.parameters.is_valid(values):
        raise _refusal("parameters", _violations(known.parameters, values))
    return values


def check_body(operation: Operation, media: str, value: Any) -> None:
    """Hold a decoded body to its schema. Raises a 400."""
    validator = checks(operation).body(media)
    if not validator.is_valid(value):
        raise _refusal("body", _violations(validator, value))


def answer_violations(operation: Operation, status: int, value: Any) -> list[str]:
    """In what an answer departs from the description; empty when it does not."""
    answers = operation.answers
    if status not in answers:
        return [f"status {status} is not documented"]
    if value is None:
        return [] if answers[status] is None or operation.may_be_empty(status) else ["the body is missing"]
    if answers[status] is None:
        return ["there is a body where none is documented"]
    validator = checks(operation).answer(status)
    return [] if validator.is_valid(value) else _violations(validator, value)


def _violations(validator: Draft202012Validator, value: Any) -> list[str]:
    found: list[str] = []
    for error in validator.iter_errors(value):
        pointer = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in error.instance_path)
        message = error.message if len(error.message) <= LONGEST else error.message[:LONGEST] + "…"
        found.append(f"{pointer}: {message}" if pointer else message)
        if len(found) == SHOWN:
            break
    return found


def _refusal(what: str, violations: list[str]) -> RefusalError:
    return RefusalError(
        400, f"{what}: {'; '.join(violations)}", violations=tuple(f"{what}: {violation}" for violation in violations)
    )
