"""Hooks for schemathesis: rules that no schema can express, and correct behaviour that it reports as a failure.

A failure listed in ACCEPTED does not fail the run. The file named by KINOCRAFT_ACCEPTED records which entries were
needed, so that an unused one is found.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import schemathesis
from generator.type_guards import is_list, is_object

from tests.contract import seeded_kinescope, seeded_platformcraft
from tests.contract.seeded import Seeded

FRESH = {**seeded_kinescope.FRESH, **seeded_platformcraft.FRESH}


class Accepted(NamedTuple):
    """A failure reported by schemathesis that is not a defect."""

    code: str
    operations: str
    """A pattern of operation ids."""
    reason: str
    when: Callable[[Any, str], bool]
    """Called with the case and a text: the message of the response, its status, and the message of schemathesis."""
    seldom: bool = False
    """Whether a run may end without it: not every draw of requests has such a one."""


def _without_upload_id(case: Any, _message: str) -> bool:
    return "uploadId" not in case.query


def _says(*texts: str) -> Callable[[Any, str], bool]:
    """Return a condition that is met if the message contains one of the texts."""

    def is_met(_case: Any, message: str) -> bool:
        return any(text in message for text in texts)

    return is_met


def _starts_with(*texts: str) -> Callable[[Any, str], bool]:
    """Return a condition that is met if the message starts with one of the texts."""

    def is_met(_case: Any, message: str) -> bool:
        return message.startswith(texts)

    return is_met


def _null_counts_as_not_sent(case: Any, message: str) -> bool:
    """Return whether the only wrong field of the body is null. In a form it is the text null."""
    if "was string, became null" in message:
        return True
    wrong = re.search(r"in body - (?:.*(?:-> |: ))?(\w+): Incorrect type", message)
    return wrong is not None and None in _values(case.body, wrong[1])


def _empty_counts_as_not_sent(case: Any, message: str) -> bool:
    """Return whether the wrong parameter is an empty text."""
    return bool(_wrong_parameter(case, message) == "")


def _text_beyond_ascii(case: Any, message: str) -> bool:
    """Return whether the wrong parameter is a header with a text that is not ASCII."""
    value = _wrong_parameter(case, message)
    return "in header" in message and isinstance(value, str) and not value.isascii()


def _wrong_parameter(case: Any, message: str) -> Any:
    """Return the value of the parameter that schemathesis calls invalid."""
    wrong = re.search(r"parameter `([^`]+)` in (query|header)", message)
    if wrong is None:
        return None
    sent: Any = case.query if wrong[2] == "query" else case.headers
    return sent.get(wrong[1]) if sent else None


def _values(node: Any, name: str) -> list[Any]:
    """Return the values of every field of this name."""
    if is_list(node):
        return [value for item in node for value in _values(item, name)]
    if not is_object(node):
        return []
    return [value for key, item in node.items() for value in ([item] if key == name else _values(item, name))]


KINESCOPE = r"(?!auth\.|files\.|recorder\.|streamer\.).*"
ACCEPTED = (
    Accepted(
        "ST201",
        "files.uploads.status",
        "without uploadId the path is the container's root, and the request is the valid files.get",
        _without_upload_id,
    ),
    Accepted(
        "ST108",
        "files.uploads.status",
        "without uploadId the response is that of files.get",
        _without_upload_id,
    ),
    Accepted(
        "ST201",
        r"(?!auth\.|recorder\.).*",
        "null for an optional field means that it was not sent (seen in programs that send every field)",
        _null_counts_as_not_sent,
    ),
    Accepted(
        "ST201",
        KINESCOPE,
        "an empty optional parameter counts as not sent (seen in programs that send every parameter)",
        _empty_counts_as_not_sent,
    ),
    Accepted(
        "ST302",
        r"projects\.folders\.create",
        "the parent in the body does not exist; the project of the path does",
        _starts_with("no such folder"),
        seldom=True,
    ),
    Accepted(
        "ST201",
        r"videos\.uploads\.create",
        "texts in headers may be UTF-8 or Latin-1 (seen: fetch and requests send them so)",
        _text_beyond_ascii,
    ),
    Accepted(
        "ST201",
        "files.uploads.start",
        "the key `uploads` has no value that matters (seen: programs send `uploads=`, `uploads=1` and `uploads=true`)",
        _says("parameter `uploads` in query"),
    ),
    Accepted(
        "ST205",
        "files.uploads.start",
        "Allow names the methods of the URL, which three other operations share",
        _says("Undocumented methods advertised", "is not allowed here"),
    ),
    Accepted(
        "ST202",
        "files.update",
        "the new name and folder are held to the rules of names: no slash, no control character, a folder that is one",
        _starts_with("a name ", "dir: "),
    ),
    Accepted(
        "ST202",
        "files.uploads.complete",
        "the digest must be that of the parts which arrived, which no schema can say",
        _starts_with("sha256 mismatch"),
    ),
    *(
        Accepted(
            code,
            r"(videos\.subtitles|additional_materials)\.reorder",
            "by its path this could be the id of an object, whose methods these are",
            _says(""),
        )
        for code in ("ST204", "ST205")
    ),
    Accepted(
        "ST401",
        KINESCOPE,
        "without an Authorization header the service responds with 400/100101 (seen)",
        _says("got `400 Bad Request`"),
    ),
    Accepted(
        "ST203",
        KINESCOPE,
        "without an Authorization header the service responds with 400/100101 (seen)",
        _starts_with("authorization header not found"),
    ),
    Accepted(
        "ST201",
        "files.uploads.put_part",
        "a part may be empty, and an empty body is empty whatever its type",
        _says("Missing request body"),
    ),
    Accepted(
        "ST202",
        "videos.uploads.init",
        "the server stores no file of more than 1 PiB",
        _starts_with("filesize: "),
    ),
    Accepted(
        "ST203",
        r"videos\.uploads\.(append|offset)",
        "what names no version of tus is rejected with 412, as tus says",
        _says("412"),
    ),
    Accepted(
        "ST201",
        r"videos\.uploads\.(append|offset)",
        "another version of tus is rejected with 412, as tus requires",
        _says("412"),
    ),
)


@cache
def seeded() -> Seeded:
    """Return the seeded objects of the server."""
    return Seeded.load(os.environ["KINOCRAFT_SEEDED"])


Hook = TypeVar("Hook", bound=Callable[..., Any])
_schemathesis: Any = schemathesis


def hook(function: Hook) -> Hook:
    """Register a function as the hook of its name."""
    return cast("Hook", _schemathesis.hook(function))


schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")


@hook
def before_call(_context: Any, case: Any, _options: Any) -> None:
    """Make a generated case valid where the generator lacks knowledge of the server."""
    operation = case.operation.definition.raw["operationId"]
    for name, make in FRESH.get(operation, {}).items():
        for values in (case.path_parameters, case.query):
            if is_object(values) and values.get(name) == seeded().ids[name]:
                # An earlier step of a sequence may have removed the parent.
                with contextlib.suppress(AssertionError):
                    values[name] = make(seeded())
    if not case.meta.generation.mode.is_positive:
        return
    stateful = case.meta.phase.name.value == "stateful"
    if operation.startswith(("recorder.", "streamer.")) and is_object(case.body):
        seeded_platformcraft.fit_body(seeded(), operation, case.body, stateful=stateful)
    if "kinescope" in case.operation.path:
        seeded_kinescope.fit_request(seeded(), operation, case)
    if operation == "files.get" and is_object(case.query):
        case.query.pop("from", None)  # opaque: only a marker from a response is valid


@hook
def filter_failure(_context: Any, failure: Any, case: Any, response: Any) -> bool:
    """Return whether the failure counts."""
    operation = case.operation.definition.raw["operationId"]
    message = f"{_message(response)} ({response.status_code}) {failure.message}"
    for number, entry in enumerate(ACCEPTED):
        if entry.code == failure.code and re.fullmatch(entry.operations, operation) and entry.when(case, message):
            with Path(os.environ["KINOCRAFT_ACCEPTED"]).open("a", encoding="utf-8") as met:
                met.write(f"{number}\n")
            return False
    return True


def _message(response: Any) -> str:
    try:
        body = response.json()
    except ValueError:
        return ""
    if not is_object(body):
        return ""
    error = body.get("error", {})
    return str(body.get("msg") or error.get("detail") or error.get("message", ""))
