"""What a person must do where no rule may decide."""

from __future__ import annotations

from vendor_docs.findings import Finding


def todo(finding: Finding) -> str:
    """Return what to do about a change that is not an addition."""
    name = f"`{finding.name}`" if finding.name else "it"
    change = f" from {finding.was} to {finding.now}" if finding.was and finding.now else ""
    return {
        "operation-removed": "Decide whether to remove the operation, to deprecate it or to keep it.",
        "operation-moved": f"Move the operation, or decide that it stays: {name} has changed{change}.",
        "parameter-removed": f"Decide whether to remove the parameter {name} or to keep it.",
        "field-removed": f"Decide whether to remove the field {name}, to make it optional or to keep it.",
        "type-changed": f"Change the type of {name}{change}, or allow both.",
        "required-changed": f"Decide whether {name} is required; the page changed{change}.",
        "enum-value-removed": f"Decide whether to remove the value {name} or to keep it.",
        "error-code-removed": f"Decide whether to remove the error {name} or to keep it.",
        "example-invalid": f"Change the schema or add a deviation: it rejects the example at {name} ({finding.was}).",
        "deviation-unused": f"Remove the deviation {name}: it explains nothing any more.",
        "text-changed": f"Read the new text of {name}{change}: no rule understands what has changed.",
    }.get(finding.kind, f"Describe {name} by hand.")
