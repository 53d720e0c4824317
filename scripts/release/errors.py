"""What goes wrong when a proposal is assessed."""

from __future__ import annotations


class AssessmentError(Exception):
    """A proposal cannot be assessed. The message is one line that says why."""
