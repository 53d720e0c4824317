"""What users see: the same on both sides, described, and quick to import."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

import kinocraft
from kinocraft import AsyncPlatformcraft, Platformcraft, platformcraft
from kinocraft.callers import AsyncEngineCaller, EngineCaller
from kinocraft.files import AsyncFiles, Files
from kinocraft.listing import AsyncPage, Page
from kinocraft_api.platformcraft_auth.auth import AsyncAuthResource, AuthResource
from kinocraft_api.platformcraft_filespot.files_uploads import AsyncFilesUploadsResource, FilesUploadsResource

PAIRS = [
    (Platformcraft, AsyncPlatformcraft),
    (Files, AsyncFiles),
    (FilesUploadsResource, AsyncFilesUploadsResource),
    (AuthResource, AsyncAuthResource),
    (Page, AsyncPage),
    (EngineCaller, AsyncEngineCaller),
]
OTHER_NAME = {"close": "aclose", "__enter__": "__aenter__", "__exit__": "__aexit__"}
both = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0].__name__)


def members(kind: type) -> dict[str, Any]:
    """The public methods and properties of a class, its own and inherited."""
    return {name: inspect.getattr_static(kind, name) for name in dir(kind) if not name.startswith("_")}


@both
def test_both_sides_have_the_same_names(pair: tuple[type, type]) -> None:
    one, other = pair
    assert {OTHER_NAME.get(name, name) for name in members(one)} == set(members(other))


@both
def test_both_sides_take_the_same_arguments(pair: tuple[type, type]) -> None:
    one, other = pair
    for name, member in members(one).items():
        twin = members(other)[OTHER_NAME.get(name, name)]
        assert type(member) is type(twin), name
        if not inspect.isfunction(member):
            continue
        assert [
            (parameter.name, parameter.kind, parameter.default, parameter.annotation)
            for parameter in inspect.signature(member).parameters.values()
        ] == [
            (parameter.name, parameter.kind, parameter.default, parameter.annotation)
            for parameter in inspect.signature(twin).parameters.values()
        ], name


@both
def test_both_sides_give_the_same(pair: tuple[type, type]) -> None:
    one, other = pair
    for name, member in members(one).items():
        if not inspect.isfunction(member):
            continue
        twin = members(other)[OTHER_NAME.get(name, name)]
        gives, twin_gives = (str(inspect.signature(each).return_annotation) for each in (member, twin))
        assert twin_gives.replace("Async", "").replace("Listing", "Page") == gives, name
        # All but what gives something to iterate over is awaited.
        assert inspect.iscoroutinefunction(twin) or "Iterator" in twin_gives or "Listing" in twin_gives, name


def test_both_clients_are_made_alike() -> None:
    one, other = (inspect.signature(kind.__init__).parameters for kind in (Platformcraft, AsyncPlatformcraft))
    assert list(one) == list(other)
    assert {name: parameter.default for name, parameter in one.items()} == {
        name: parameter.default for name, parameter in other.items()
    }


def documented() -> Iterator[tuple[str, Any]]:
    """Everything public that can have a docstring."""
    for name in kinocraft.__all__:
        value = getattr(kinocraft, name)
        if inspect.isclass(value) or inspect.ismodule(value) or inspect.isfunction(value):
            yield f"kinocraft.{name}", value
    yield "ClientOptions", platformcraft.ClientOptions
    for name in kinocraft.errors.__all__:
        yield f"errors.{name}", getattr(kinocraft.errors, name)
    for pair in PAIRS:
        for kind in pair:
            yield kind.__name__, kind
            for name, member in members(kind).items():
                yield f"{kind.__name__}.{name}", member


@pytest.mark.parametrize(("name", "value"), [pytest.param(*each, id=each[0]) for each in documented()])
def test_every_public_name_is_described(name: str, value: Any) -> None:
    described = value.func if hasattr(value, "func") else value
    own = described.__dict__.get("__doc__") if inspect.isclass(described) else described.__doc__
    assert own
    # What `dataclass` and `dict` write by themselves is no description.
    assert not own.startswith((f"{name.rpartition('.')[2]}(", "dict("))


@pytest.mark.parametrize("kind", [Files, FilesUploadsResource, AuthResource])
def test_every_operation_says_what_it_raises_and_where_it_is_documented(kind: type) -> None:
    for name, member in members(kind).items():
        if inspect.isfunction(member):
            assert member.__doc__, name
            for part in ("Args:", "Raises:", "Source: platformcraft,"):
                assert part in member.__doc__, (name, part)


def test_every_public_name_can_be_had_and_no_other() -> None:
    for name in kinocraft.__all__:
        assert getattr(kinocraft, name) is not None
    assert sorted(kinocraft.__all__) == sorted(dir(kinocraft))
    with pytest.raises(AttributeError, match="no attribute 'Platform'"):
        kinocraft.Platform  # noqa: B018


@pytest.mark.parametrize(
    ("statement", "loaded", "not_loaded"),
    [
        ("import kinocraft", set(), {"httpx2", "pydantic", "anyio", "jwt", "filelock", "pyrate_limiter"}),
        ("from kinocraft import Platformcraft", {"httpx2"}, {"pydantic", "jwt", "filelock", "pyrate_limiter"}),
        ("from kinocraft import errors", set(), {"httpx2", "pydantic"}),
    ],
)
def test_importing_loads_little(statement: str, loaded: set[str], not_loaded: set[str]) -> None:
    code = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(json.loads(done.stdout))
    assert loaded <= modules
    assert not_loaded & modules == set()
    assert "kinocraft" in modules
