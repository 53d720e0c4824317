"""The error of the demo."""

__all__ = ["DemoError"]


class DemoError(Exception):
    """The demo failed, or did not show what it claims. The message is one line."""
