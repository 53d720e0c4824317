"""Error responses in Kinescope's form: its own code, the message for that code, and a detail."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import ErrorResponse, SchemaViolation
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.services.kinescope.datetimes import format_timestamp
from kinocraft_mock.services.kinescope.ids import ID_PATTERN

__all__ = ["format_error", "invalid", "malformed_id", "no_body", "not_found", "wrong_type"]

BY_STATUS = {400: 400400, 401: 100102, 402: 400207, 403: 100103, 404: 400404, 405: 400405, 429: 100106, 500: 500500}
"""The code of an error response that specifies none."""

MESSAGES = {
    1: "the request body could not be read",
    100101: "authorization header not found",
    100102: "unauthorized",
    100103: "access denied",
    100106: "limit reached",
    400101: "json syntax error",
    400102: "json unmarshal type error",
    400201: "has already been taken",
    400203: "name is already taken",
    400207: "not enough money",
    400216: "not allowed order field",
    400246: "live event cannot be edited",
    400301: "invalid uuid format",
    400400: "unexpected value",
    400404: "not found",
    400405: "method not allowed",
    402402: "your request parameters didn't validate",
    404404: "no such entity",
    500500: "internal server error",
}

MALFORMED_ID = "see https://en.wikipedia.org/wiki/Universally_unique_identifier"

REASONS = {
    "enum": "oneof",
    "const": "eq",
    "minLength": "min",
    "minItems": "min",
    "minimum": "min",
    "exclusiveMinimum": "gt",
    "maxLength": "max",
    "maxItems": "max",
    "maximum": "max",
    "exclusiveMaximum": "lt",
    "uniqueItems": "unique",
    "pattern": "format",
}
"""The service's own names for the keywords of JSON Schema; `required` and `oneof` were seen in real responses."""


def format_error(error: ErrorResponse, exchange: Exchange) -> Any:
    """Return the body of an error response."""
    code = _code(error)
    message = MESSAGES.get(code, error.message)
    body: dict[str, Any] = {"code": code, "message": message}
    detail = MALFORMED_ID if code == 400301 else error.detail or error.message
    if detail != message:
        body["detail"] = detail
    if code in (400400, 402402) and error.schema_violations:
        body["invalid_params"] = [_parameter(breach) for breach in error.schema_violations]
    if error.status == 500:
        body["path"] = exchange.path
        body["timestamp"] = format_timestamp(int(exchange.time) * 1_000_000)
    return {"error": body}


def _code(error: ErrorResponse) -> int:
    if error.code is not None:
        return error.code
    if error.fault == "missing":
        return 1
    if error.fault == "syntax":
        return 400101
    # A typed decoder fails before any rule is checked.
    if error.fault == "body" and any(breach.rule == "type" for breach in error.schema_violations):
        return 400102
    if any(
        breach.rule == "pattern" and breach.terms.get("pattern") == ID_PATTERN for breach in error.schema_violations
    ):
        return 400301
    if any(breach.rule == "pattern" and breach.place == ("order",) for breach in error.schema_violations):
        return 400216
    return BY_STATUS.get(error.status, error.status * 1001)


def _parameter(breach: SchemaViolation) -> dict[str, Any]:
    names = [step for step in breach.place if isinstance(step, str)]
    indexes = [step for step in breach.place if isinstance(step, int)]
    name = breach.terms["property"] if breach.rule == "required" and "property" in breach.terms else ""
    return {
        "index": indexes[-1] if indexes else 0,
        "name": name or (names[-1] if names else ""),
        "reason": REASONS.get(breach.rule, breach.rule),
        "message": _expected(breach),
    }


def _expected(breach: SchemaViolation) -> str:
    match breach.terms:
        case {"options": [*options]}:
            return " ".join(map(str, options))
        case {"limit": limit}:
            return str(limit)
        case {"property": _}:
            return ""
        case _:
            return breach.text


def invalid(name: str, reason: str, message: str = "", *, index: int | None = None) -> ErrorResponse:
    """Return a 400 with code 400400 for one field, as for a schema violation; `reason` is the violated rule."""
    place = (name,) if index is None else (name, index)
    return ErrorResponse(
        400, f"{name}: {message or reason}", schema_violations=(SchemaViolation(place, reason, {}, message),)
    )


def not_found(what: str) -> ErrorResponse:
    """Return a 404 for an object that does not exist; `what` names its type."""
    return ErrorResponse(404, f"no such {what}")


def malformed_id() -> ErrorResponse:
    """Return a 400 for an id of neither form, where the description does not validate it."""
    return ErrorResponse(400, "invalid uuid format", code=400301)


def wrong_type(detail: str) -> ErrorResponse:
    """Return a 400 for JSON of a wrong type, where the description does not validate it."""
    return ErrorResponse(400, detail, code=400102)


def no_body() -> ErrorResponse:
    """Return a 400 for a required body that is empty."""
    return ErrorResponse(400, "the body is missing", fault="missing")
