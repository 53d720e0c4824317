"""The settings of calls among the options of a method."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from kinocraft_runtime.calls import CallOptions, reject_unknown

from .transport.retry import RetryPolicy

__all__ = ["call_options"]


def call_options(method: str, given: object, known: frozenset[str]) -> CallOptions:
    """Return the settings for each of a method's calls, out of all its options.

    Raises:
        TypeError: An option is unknown.
        InvalidArgumentError: `retries` is not a valid number. Nothing was sent.
    """
    options = cast(Mapping[str, Any], given)
    reject_unknown(method, options, known)
    RetryPolicy(retries=options.get("retries", 0))  # raises InvalidArgumentError
    return cast(CallOptions, {name: options[name] for name in options.keys() & CallOptions.__optional_keys__})
