"""The error of the demo."""

__all__ = ["DemoError"]


class DemoError(Exception):
    """The demo failed, or its claims are not true. The message is one line."""
