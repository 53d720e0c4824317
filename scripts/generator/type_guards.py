"""Type guards for parsed YAML and JSON."""

from __future__ import annotations

from typing import Any, TypeGuard


def is_object(node: object) -> TypeGuard[dict[str, Any]]:
    """Return whether a node is an object."""
    return isinstance(node, dict)


def is_list(node: object) -> TypeGuard[list[Any]]:
    """Return whether a node is a list."""
    return isinstance(node, list)
