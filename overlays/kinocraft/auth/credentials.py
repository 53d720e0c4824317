"""The credentials that a client is given: from arguments, else from the environment. Only text is a credential."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Protocol, TypeAlias, runtime_checkable
from urllib.parse import urlsplit

from ..errors import ConfigurationError
from ..transport.serialize import unwrap

__all__ = ["Credential", "SecretText", "credential", "reject_mock"]


@runtime_checkable
class SecretText(Protocol):
    """Text that is wrapped so that nobody prints it, such as a pydantic SecretStr."""

    def get_secret_value(self) -> str:
        """Return the text."""
        ...


Credential: TypeAlias = str | SecretText | None
"""A login, a password or a token; None takes it from the environment."""


def credential(name: str, given: Credential, variable: str) -> str | None:
    """Return a credential as text; None if it is neither given nor in the environment.

    Raises:
        ConfigurationError: It is no text, or has blanks at an end. The message names it and never quotes it.
    """
    value: object = unwrap(given)
    if value is None or value == "":
        name, value = variable, os.environ.get(variable)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ConfigurationError(f"{name} is of type {type(value).__name__}: give a string")
    if value != value.strip():
        raise ConfigurationError(f"{name} has blanks or line breaks at its start or end: remove them")
    return value or None


def reject_mock(what: str, hosts: Iterable[tuple[str, str]], hint: str) -> None:
    """Raise an error if well-known credentials of the local server would be sent to a documented host.

    Args:
        what: What is given, such as "the token mock-token".
        hosts: Pairs of a documented server and the URL that is used instead.
        hint: What to do instead.

    Raises:
        ConfigurationError: One of the hosts is the documented one.
    """
    for documented, used in hosts:
        if urlsplit(used).hostname == urlsplit(documented).hostname:
            raise ConfigurationError(
                f"{what} works on the local server only, and would be sent to {urlsplit(used).hostname}: {hint}"
            )
