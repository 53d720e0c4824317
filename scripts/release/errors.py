"""The error of a failed assessment."""

from __future__ import annotations


class AssessmentError(Exception):
    """A proposal cannot be assessed. The message is one line that says why."""
