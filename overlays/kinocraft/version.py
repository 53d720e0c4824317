"""The version of this package, from its metadata."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version

__all__ = ["installed"]


@cache
def installed() -> str:
    """The version; 0 in a checkout that was never installed."""
    try:
        return version("kinocraft")
    except PackageNotFoundError:
        return "0"
