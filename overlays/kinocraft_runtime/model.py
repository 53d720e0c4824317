"""The base class of all generated models."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo

__all__ = ["EXACT", "Model", "OtherValue"]

EXACT: Final = object()
"""A validation context in which an enumeration accepts documented values only."""


class Model(BaseModel):
    """The base class of all models. Undocumented fields are kept and can be read as attributes.

    They are in `model_extra` too, and only there if their name is one that every model has, such as `copy`.
    A field missing from the response is None and not in `model_fields_set`; a field sent as null is in it.
    The repr omits undocumented fields and those that are marked as secret.
    """

    model_config = ConfigDict(extra="allow", defer_build=True, validate_by_name=True, validate_by_alias=True)

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        # An undocumented field may be a secret.
        fields = type(self).model_fields
        return ((name, value) for name, value in super().__repr_args__() if name in fields)


def _other_value(value: str, info: ValidationInfo) -> str:
    if info.context is EXACT:
        raise ValueError("not one of the documented values")
    return value


OtherValue: TypeAlias = Annotated[str, AfterValidator(_other_value)]
"""An undocumented value of an enumeration. It is accepted unless the validation context is EXACT."""
