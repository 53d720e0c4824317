"""What every generated model stands on. Apart from `_core`, so that building a call does not load pydantic."""

from __future__ import annotations

from typing import Annotated, Final, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo

__all__ = ["EXACT", "Model", "OtherValue"]

EXACT: Final = object()
"""As the validation context: values that an enumeration does not list are errors."""


class Model(BaseModel):
    """Base of all models: fields the description does not know are kept, and can be read as attributes.

    All of them are in `model_extra` too, and there alone when their name is one that every model has, such as `copy`.
    A field that the answer left out is None and not in `model_fields_set`; one that came as null is in it.
    """

    model_config = ConfigDict(extra="allow", defer_build=True, validate_by_name=True, validate_by_alias=True)


def _other_value(value: str, info: ValidationInfo) -> str:
    if info.context is EXACT:
        raise ValueError("not one of the described values")
    return value


OtherValue: TypeAlias = Annotated[str, AfterValidator(_other_value)]
"""A value of an enumeration that its description does not list. Read like any other, unless EXACT is asked for."""
