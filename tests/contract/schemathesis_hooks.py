"""What schemathesis is told about this API: what no schema can say, and where it objects to what is right.

Loaded by schemathesis as its hooks. An objection that is met in ACCEPTED does not fail the run; that it was met is
noted in the file that KINOCRAFT_ACCEPTED names, so that an entry which nothing needs any more is seen too.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import schemathesis


class Accepted(NamedTuple):
    """An objection of schemathesis that is no defect."""

    code: str
    operation: str
    reason: str
    when: Callable[[dict[str, Any], str], bool]
    """Given the request's query and the message of the answer."""


ACCEPTED = (
    Accepted(
        "ST201",
        "files.uploads.status",
        "without uploadId the path is the container's root, and the request is the valid files.get",
        lambda query, message: "uploadId" not in query,
    ),
    Accepted(
        "ST108",
        "files.uploads.status",
        "without uploadId the answer is that of files.get",
        lambda query, message: "uploadId" not in query,
    ),
    Accepted(
        "ST205",
        "files.uploads.start",
        "Allow names the methods of the URL, which three other operations share",
        lambda query, message: "OPTIONS is not allowed" in message or "is not allowed here" in message,
    ),
    Accepted(
        "ST202",
        "files.update",
        "the new name and folder are held to the rules of names: no slash, no control character, a folder that is one",
        lambda query, message: message.startswith(("a name ", "dir: ")),
    ),
    Accepted(
        "ST202",
        "files.uploads.complete",
        "the digest must be that of the parts which arrived, which no schema can say",
        lambda query, message: message.startswith("sha256 mismatch"),
    ),
)


@schemathesis.hook
def map_case(_context: Any, case: Any) -> Any:
    """Make valid what was meant to be, where the generator cannot know what is."""
    operation = case.operation.definition.raw["operationId"]
    if not case.meta.generation.mode.is_positive:
        return case
    if operation == "files.get" and isinstance(case.query, dict):
        case.query.pop("from", None)  # opaque: only a marker that the server made is valid
    if operation == "files.create" and isinstance(case.body, dict) and {"file", "dir"} <= case.body.keys():
        case.body.pop("dir" if len(case.path_parameters["file_path"]) % 2 else "file")  # oneOf allows one of them
    return case


@schemathesis.hook
def filter_failure(_context: Any, failure: Any, case: Any, response: Any) -> bool:
    """Whether the failure counts."""
    operation = case.operation.definition.raw["operationId"]
    query = case.query if isinstance(case.query, dict) else {}
    for number, entry in enumerate(ACCEPTED):
        if (entry.code, entry.operation) == (failure.code, operation) and entry.when(query, _message(response)):
            with Path(os.environ["KINOCRAFT_ACCEPTED"]).open("a", encoding="utf-8") as met:
                met.write(f"{number}\n")
            return False
    return True


def _message(response: Any) -> str:
    try:
        body = response.json()
    except ValueError:
        return ""
    return str(body.get("msg", "")) if isinstance(body, dict) else ""
