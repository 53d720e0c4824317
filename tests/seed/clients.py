"""Create Kinescope objects through a client, for tests of clients."""

from __future__ import annotations

from typing import Any


def new_project(client: Any, name: str = "Talks") -> str:
    """Create a project that anybody may watch, and return its id. The client must not be asynchronous."""
    identity: str = client.projects.create(name=name, privacy_type="anywhere", privacy_domains=[]).id
    return identity
