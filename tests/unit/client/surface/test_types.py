"""kinocraft.types: one class per object and vendor, dictionaries for nested input, and enumerations."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args, get_type_hints, is_typeddict

import pytest

import kinocraft
from kinocraft import types
from kinocraft.types import kinescope, platformcraft
from kinocraft_api import kinescope_models, kinescope_params, platformcraft_models, platformcraft_params
from kinocraft_runtime.model import Model

ROOT = Path(__file__).resolve().parents[4]
VENDORS: list[tuple[Any, Any, Any]] = [
    (kinescope, kinescope_models, kinescope_params),
    (platformcraft, platformcraft_models, platformcraft_params),
]
both = pytest.mark.parametrize(("module", "models", "params"), VENDORS, ids=["kinescope", "platformcraft"])


@both
def test_module_exports_all_types_of_the_vendor(module: Any, models: Any, params: Any) -> None:
    for source in (models, params):
        for name in source.__all__:
            assert getattr(module, name) is getattr(source, name)
    assert set(models.__all__) & set(params.__all__) == set()
    classes = {name for name, value in vars(models).items() if isinstance(value, type) and issubclass(value, Model)}
    assert classes - {"Model"} == set(models.__all__)


@both
def test_dictionaries_have_fields_of_known_types(module: Any, models: Any, params: Any) -> None:
    found = [value for name in params.__all__ if is_typeddict(value := getattr(params, name))]
    assert found
    for each in found:
        assert each.__doc__
        assert get_type_hints(each).keys() == each.__required_keys__ | each.__optional_keys__


@both
def test_enumerations_list_their_values(module: Any, models: Any, params: Any) -> None:
    found = [getattr(params, name) for name in params.__all__ if not is_typeddict(getattr(params, name))]
    assert found
    assert all(get_args(each) for each in found)


def test_video_is_one_class_in_both_versions_of_the_service() -> None:
    from kinocraft_api.kinescope_v1 import videos
    from kinocraft_api.kinescope_v2 import live_events

    assert videos.models.Video is live_events.models.Video is kinescope.Video


def test_types_are_reached_from_the_package() -> None:
    assert kinocraft.types is types
    assert types.kinescope is kinescope
    assert dir(types) == ["kinescope", "platformcraft"]
    with pytest.raises(AttributeError, match="no attribute 'vimeo'"):
        types.vimeo  # noqa: B018


def test_importing_types_loads_no_dependency() -> None:
    code = "import kinocraft, kinocraft.types, sys; print([name for name in sys.modules if 'pydantic' in name])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@both
def test_reference_lists_every_class_with_its_fields(module: Any, models: Any, params: Any) -> None:
    text = (ROOT / "api-types.md").read_text("utf-8")
    vendor = module.__name__.rpartition(".")[2].capitalize()
    part = text.partition(f"\n## {vendor}\n")[2].partition("\n## ")[0]
    sections = dict(re.findall(r"^### (\w+)\n(.*?)(?=^### |\Z)", part, re.MULTILINE | re.DOTALL))
    for name in models.__all__:
        rows = re.findall(r"^\| `(\w+)\??` \| `.+` \| .* \| (\w+) \|$", sections[name], re.MULTILINE)
        assert [field for field, _ in rows] == list(getattr(models, name).model_fields), name
        assert {evidence for _, evidence in rows} <= {"documented", "seen", "inferred"}
    for name in params.__all__:
        assert f"`{name}`" in part or name.endswith("OrderText")


def test_methods_link_to_their_types() -> None:
    methods, described = ((ROOT / name).read_text("utf-8") for name in ("api.md", "api-types.md"))
    anchors: list[str] = []
    for title in re.findall(r"^##+ (.+)$", described, re.MULTILINE):
        anchor = title.lower().replace(" ", "-")
        anchors.append(anchor if anchor not in anchors else f"{anchor}-1")
    links = re.findall(r"\]\(api-types\.md#([\w-]+)\)", methods)
    assert len(links) > 100
    assert set(links) <= set(anchors)
