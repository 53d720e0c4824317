"""The settings of calls among the options of a method."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from kinocraft_runtime.calls import CallOptions, reject_unknown

from .errors import InvalidArgumentError
from .transport.retry import RetryPolicy
from .type_guards import is_async_function

__all__ = ["call_options", "check_hook"]


def call_options(method: str, given: object, known: frozenset[str]) -> CallOptions:
    """Return the settings for each of a method's calls, out of all its options.

    Raises:
        TypeError: An option is unknown.
        InvalidArgumentError: `retries` is not a valid number, or a hook is not a function. Nothing was sent.
    """
    options = cast(Mapping[str, Any], given)
    reject_unknown(method, options, known)
    for name in ("progress", "resume"):
        check_hook(name, options.get(name))
    if (progress := options.get("progress")) is not None and not callable(progress):
        raise InvalidArgumentError(f"progress is a {type(progress).__name__}: give a function")
    RetryPolicy(retries=options.get("retries", 0))  # raises InvalidArgumentError
    return cast(CallOptions, {name: options[name] for name in options.keys() & CallOptions.__optional_keys__})


def check_hook(name: str, hook: object) -> None:
    """Check that a hook is not an async function, whose coroutine nobody would await.

    Raises:
        InvalidArgumentError: It is one.
    """
    if is_async_function(hook):
        raise InvalidArgumentError(f"{name} is an async function, which would never run: give a plain function")
