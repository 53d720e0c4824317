"""Describe a new error code, or a new status of the error table."""

from __future__ import annotations

import os
from http import HTTPStatus
from pathlib import Path

from vendor_docs.findings import Finding

from . import words
from .additions import UndecidedError
from .component_names import free_name
from .draft import Draft, Outcome


def error_code(work: Draft, finding: Finding) -> None:
    """Add a code to the vendor's table of codes, or a status to the error responses of every operation."""
    sort, code, *rest = f"{finding.name or ''} ".split(" ", 2)
    name = rest[0].strip() if rest else ""
    if sort == "code":
        _code(work, code, name or None)
    else:
        _status(work, code, name)


def _code(work: Draft, code: str, name: str | None) -> None:
    codes = work.specs.codes
    if codes is None:
        raise UndecidedError(f"Add the code {code}: specs/ have no table of codes.")
    listed: dict[str, str | None] = work.value(codes)
    if code in listed:
        raise UndecidedError(f"Rename the code {code} to {name}: specs/ call it {listed[code]}.")
    larger = [one for one in listed if one.isdecimal() and code.isdecimal() and int(one) > int(code)]
    work.add(codes.file, codes.pointer, code, name, before=min(larger, key=int, default=None))
    work.outcome.file, work.outcome.pointer = codes.file, f"{codes.pointer}/{code}"


def _status(work: Draft, code: str, name: str) -> None:
    if not (code.isdecimal() and 400 <= int(code) <= 599):
        raise UndecidedError(f"Describe the status {code}: it is not the status of an error.")
    vendor = work.specs.page
    common = work.files.root / f"{vendor}-common"
    response = words.camel(name) or f"Status{code}"
    responses = common / "responses.yaml"
    response = free_name(work.files, responses, response, f"{response}{code}", separator="_")
    example = free_name(work.files, common / "examples.yaml", f"status_{code}")
    error = next(iter(work.specs.errors), None)
    if error is None or error.file != common / "schemas.yaml":
        raise UndecidedError(f"Describe the status {code}: the services have no common error response.")
    known = work.value(error)
    # The page's own text of the error is not copied; the example has the form that all errors have.
    properties = known["properties"]
    body = {"code": int(code), "msg": name} if "msg" in properties else {"error": {"code": int(code), "message": name}}
    work.component(common / "examples.yaml", example, {"summary": f"An error with status {code}.", "value": body})
    work.component(
        responses,
        response,
        {
            "description": f"{name or code}.",
            "x-evidence": "inferred",
            "x-evidence-reason": _WHO,
            "content": {
                "application/json": {
                    "schema": {"$ref": f"schemas.yaml#/{error.pointer.removeprefix('/')}"},
                    "examples": {"inferred": {"$ref": f"examples.yaml#/{example}"}},
                }
            },
        },
    )
    for document in sorted(common.parent.glob(f"{vendor}-*/openapi.yaml")):
        _share(work, document, code, response, responses)
    work.outcome = Outcome(
        "inferred", f"{words.DRAFT} {_WHO}", file=responses, pointer=f"/{response}", actions=work.outcome.actions
    )
    if name != _phrase(code):
        work.deviations.append(
            {
                "page": vendor,
                "kind": "error-code-added",
                "name": f"status {code} {name}".strip(),
                "reason": "The page names the status otherwise than HTTP does; the descriptions have its number.",
            }
        )


_WHO = "The page does not say which operations return this status, or with which body."


def _share(work: Draft, document: Path, code: str, response: str, responses: Path) -> None:
    shared: dict[str, object] = work.files.load(document).get("x-errors", {})
    if code in shared:
        return
    reference = os.path.relpath(responses, document.parent).replace(os.sep, "/")
    later = [one for one in shared if int(one) > int(code)]
    work.add(document, "/x-errors", code, {"$ref": f"{reference}#/{response}"}, before=min(later, default=None))


def _phrase(code: str) -> str:
    try:
        return HTTPStatus(int(code)).phrase
    except ValueError:
        return ""
