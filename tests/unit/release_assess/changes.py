"""A contract change for tests."""

from __future__ import annotations

from typing import Any

from release.changes import ContractChange


def change(**given: Any) -> ContractChange:
    """Return the addition of an optional field, changed as given."""
    made: dict[str, Any] = {
        "vendor": "kinescope",
        "kind": "field-added",
        "section": "v1/file-requests",
        "title": "Create file request",
        "occurrence": 1,
        "name": "notes",
        "part": "table",
        "was": None,
        "now": "string",
        "breaking": False,
        "line": 812,
        "before": "",
        "after": "notes | string",
        "service": "kinescope-v1",
        "operation": "file_requests.create",
        "file": "specs/kinescope-v1/file_requests/schemas.yaml",
        "pointer": "/NewFileRequest/properties/notes",
        "evidence": "documented",
        "reason": "the table has a row for it",
        "todo": None,
    }
    return ContractChange(**{**made, **given})
