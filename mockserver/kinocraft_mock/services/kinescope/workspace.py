"""The one workspace that all tokens of this server belong to."""

from __future__ import annotations

from uuid import NAMESPACE_OID, uuid5

from kinocraft_mock.context import Context

__all__ = ["storage_id", "workspace_id"]


def workspace_id(context: Context) -> str:
    """Return the workspace's id. It is stored with the state, as the account's is."""
    return str(uuid5(NAMESPACE_OID, f"workspace {context.account}"))


def storage_id(context: Context) -> str:
    """Return the id of the one storage that holds all files of the workspace."""
    return str(uuid5(NAMESPACE_OID, f"storage {context.account}"))
