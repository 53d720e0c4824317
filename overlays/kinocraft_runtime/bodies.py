"""How the values of a JSON request body are serialized, as data.

A caller may pass objects that a service does not take as they are: a model that came from a response, an object instead
of its id, a time instead of Unix seconds. An `InputField` says what the service takes in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["ID", "NULLABLE", "PLAIN", "SECONDS", "InputField"]


@dataclass(frozen=True, slots=True)
class InputField:
    """What a service takes as the value of a field. A list is serialized item by item."""

    fields: Mapping[str, InputField] | None = None
    """The fields of an object, by their names on the wire; None if the field is no object, or one of any fields."""
    nullable: bool = False
    """Whether it may be null."""
    id: bool = False
    """Whether it is an id, for which an object with that id may be given."""
    seconds: bool = False
    """Whether it is a time in Unix seconds, for which a datetime may be given."""
    wrapped: str | None = None
    """The only field of the object. Its value may be given instead of the object."""
    taken_from: str | None = None
    """The field of a response's object that holds what a request takes."""


PLAIN = InputField()
"""A field that is sent as it is."""
NULLABLE = InputField(nullable=True)
"""A field that is sent as it is, and may be null."""
ID = InputField(id=True)
"""An id."""
SECONDS = InputField(seconds=True)
"""A time in Unix seconds."""
