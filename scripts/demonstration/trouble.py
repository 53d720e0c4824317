"""What the demo ends with when something is not as it claims."""

__all__ = ["DemoError"]


class DemoError(Exception):
    """The demo cannot go on, or did not see what it claims. The message is one line."""
