"""The one workspace that every token of this server belongs to."""

from __future__ import annotations

from uuid import NAMESPACE_OID, uuid5

from kinocraft_mock.state.context import Context

__all__ = ["storage_id", "workspace_id"]


def workspace_id(context: Context) -> str:
    """The workspace's id, which stays with the state as the account's does."""
    return str(uuid5(NAMESPACE_OID, f"workspace {context.account}"))


def storage_id(context: Context) -> str:
    """The one storage that all files of the workspace are in."""
    return str(uuid5(NAMESPACE_OID, f"storage {context.account}"))
