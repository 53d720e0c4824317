"""A required field that a response lacks is None and reported, in every model."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

import pytest

import kinocraft_api
from kinocraft.responses.decoding import lenient
from kinocraft_runtime.model import Model

if TYPE_CHECKING:
    from collections.abc import Iterator


def _models(of: type[Model] = Model) -> Iterator[type[Model]]:
    for model in of.__subclasses__():
        yield model
        yield from _models(model)


def _generated() -> list[type[Model]]:
    for module in pkgutil.walk_packages(kinocraft_api.__path__, f"{kinocraft_api.__name__}."):
        importlib.import_module(module.name)
    return sorted(
        {model for model in _models() if model.__module__.startswith(kinocraft_api.__name__)},
        key=lambda model: (model.__module__, model.__name__),
    )


@pytest.mark.parametrize("model", _generated(), ids=lambda model: f"{model.__module__}.{model.__name__}")
def test_missing_fields_are_none_and_reported(model: type[Model]) -> None:
    required = {field.alias or name: name for name, field in model.model_fields.items() if field.is_required()}
    decoded, drifts = lenient(model, {}, "an.operation")
    assert sorted((drift.path, drift.kind) for drift in drifts) == sorted((name, "missing_field") for name in required)
    assert isinstance(decoded, model)
    assert all(getattr(decoded, attribute) is None for attribute in required.values())
    assert not decoded.model_fields_set


def test_models_with_required_fields_are_found() -> None:
    found = [model for model in _generated() if any(field.is_required() for field in model.model_fields.values())]
    assert len(found) > 100
