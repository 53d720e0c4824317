"""The version of this package, from its metadata."""

from importlib.metadata import PackageNotFoundError, version

__all__ = ["VERSION"]


def _version() -> str:
    try:
        return version("kinocraft")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0"


VERSION = _version()
