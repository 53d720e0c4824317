"""Name what is generated: arguments, methods, sections and classes.

A vendor's name is kept as far as Python permits. A keyword, or a name that generated code itself uses, gets an
underscore at its end. Two names that would become one are an error, because a caller could not distinguish them.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable

OPTIONS = frozenset({"timeout", "deadline", "retries", "headers"})
"""Names of the settings of one call, which every method takes."""
ARGUMENTS = OPTIONS | {"self", "options", "call", "flag", "models", "bodies"}
"""Names that a generated function uses itself."""
METHODS = frozenset(
    {
        *("with_raw_response", "models", "params", "bodies", "flag", "overload", "cached_property"),
        *("builtins", "datetime", "os", "str", "int", "float", "bool", "bytes", "unset", "call"),
    }
)
"""Names that the annotations in a generated class, its module or its base class use."""
SECTIONS = frozenset({"request", "close", "aclose"})
"""Names of a client's own methods."""
CLASSES = frozenset(
    {"Annotated", "Any", "AwareDatetime", "Field", "Literal", "Model", "OtherValue", "TypeAlias", "TypedDict"}
    | {"date", "datetime", "Id", "Mapping", "NotRequired", "Sequence"}
)
"""Names that the modules of models and of parameters import."""


class NamingError(Exception):
    """A name cannot be used. The message says where it stands."""


class Names:
    """The arguments of one method, and what each of them stands for."""

    def __init__(self, operation: str, taken: Iterable[str] = ()) -> None:
        self._operation = operation
        self._reserved = ARGUMENTS.union(taken)
        self._used: dict[str, str] = {}

    def add(self, wire: str, meaning: str, chosen: str | None = None) -> str:
        """Return the argument for a name on the wire.

        Args:
            wire: The vendor's name.
            meaning: What has the name, such as "the parameter type", for the error message.
            chosen: The name that the description gives it with `x-argument`.
        """
        name = argument_name(wire) if chosen is None else chosen
        if chosen is None and (keyword.iskeyword(name) or name in self._reserved):
            name += "_"
        if not name.isidentifier() or keyword.iskeyword(name) or name in self._reserved:
            raise NamingError(f"{self._operation}: {meaning} cannot be an argument {name!r}: give it an x-argument")
        if name in self._used:
            raise NamingError(
                f"{self._operation}: {meaning} would be the argument {name}, as {self._used[name]} is: "
                "give one of them an x-argument"
            )
        self._used[name] = meaning
        return name


def argument_name(wire: str) -> str:
    """Return the name in Python's style: `video_id` for `X-Video-ID`, `status` for `status[]`, `id` for `$id`."""
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", wire.removesuffix("[]").removeprefix("X-"))
    return re.sub(r"[^0-9A-Za-z]+", "_", text).strip("_").lower()


def check_method(operation: str, name: str, others: Iterable[str]) -> None:
    """Check the name of a method.

    Args:
        operation: The operation's id.
        name: Its last part.
        others: The attributes that its section has besides: its own sections, and the methods before it.
    """
    if not _is_plain(name) or name in METHODS:
        raise NamingError(f"{operation}: {name!r} cannot be the name of a method: choose another operationId")
    if name in set(others):
        raise NamingError(f"{operation}: its section has another {name}: choose another operationId")


def check_section(tag: str) -> None:
    """Check the parts of a tag, which become attributes and a module."""
    parts = tag.split(".")
    if not all(_is_plain(part) for part in parts) or parts[0] in SECTIONS or parts[-1] in METHODS:
        raise NamingError(f"the section {tag!r} cannot be an attribute of a client: choose another tag")


def check_class(service: str, name: str) -> None:
    """Check the name of a schema, which becomes a class."""
    if not name.isidentifier() or keyword.iskeyword(name) or name in CLASSES or name.startswith("_"):
        raise NamingError(f"{service}: the schema {name!r} cannot be a class: choose another name")


def _is_plain(name: str) -> bool:
    return re.fullmatch(r"[a-z][a-z0-9_]*", name) is not None and not keyword.iskeyword(name)


def class_name(tag: str) -> str:
    """Return the class name of a section: FilesUploads for `files.uploads`."""
    return "".join(word.capitalize() for word in re.split(r"[._]", tag))
