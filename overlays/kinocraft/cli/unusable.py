"""Responses that a command cannot use."""

from __future__ import annotations

from ..errors import KinocraftError
from .exit_codes import ExitCode

__all__ = ["UnusableResponseError"]


class UnusableResponseError(KinocraftError):
    """A response has another form than described, or a list does not end."""

    exit_code = ExitCode.SERVICE
