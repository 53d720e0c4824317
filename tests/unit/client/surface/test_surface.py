"""The public surface: the same for sync and async, documented, and quick to import."""

from __future__ import annotations

import ast
import inspect
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from types import UnionType
from typing import Any

import pytest
from generator.transform import operations

import kinocraft
import kinocraft.webhooks
import kinocraft_api
from kinocraft import (
    AsyncKinescope,
    AsyncPlatformcraft,
    Kinescope,
    Platformcraft,
    errors,
    generic_request,
    kinescope,
    platformcraft,
)
from kinocraft.client import AsyncClient, Client
from kinocraft.resources import files
from kinocraft.transport.runtimes import AsyncRuntime, Runtime
from kinocraft.uploads import filespot as filespot_uploads
from kinocraft.uploads import kinescope as kinescope_uploads
from kinocraft_runtime.pagination import AsyncPage, Page
from tests.bundles import BUNDLES
from tests.described_operations import METHODS

ROOT = Path(__file__).resolve().parents[4]
GENERATED = Path(kinocraft_api.__file__).parent
IDS = [operation["operationId"] for document in BUNDLES.values() for _, _, operation, _ in operations(document)]
CLIENTS = [
    (Kinescope(token="t"), AsyncKinescope(token="t")),
    (Platformcraft(login="me", password="secret"), AsyncPlatformcraft(login="me", password="secret")),
]


def sections(of: Any) -> Iterator[Any]:
    """Yield everything that is reachable by attributes from a client or a section."""
    for name, member in members(type(of)).items():
        if isinstance(member, cached_property) and name != "with_raw_response":
            section = getattr(of, name)
            yield section
            yield from sections(section)


def members(kind: type) -> dict[str, Any]:
    """Return the public methods and properties of a class, including inherited ones."""
    return {name: inspect.getattr_static(kind, name) for name in dir(kind) if not name.startswith("_")}


SECTIONS = [
    (type(one), type(other))
    for one_client, other_client in CLIENTS
    for one, other in zip(sections(one_client), sections(other_client), strict=True)
]
PAIRS = [
    *((type(one), type(other)) for one, other in CLIENTS),
    *SECTIONS,
    (Page, AsyncPage),
    (Runtime, AsyncRuntime),
]
OTHER_NAME = {"close": "aclose", "__enter__": "__aenter__", "__exit__": "__aexit__"}
both = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0].__name__)


@both
def test_sync_and_async_have_the_same_names(pair: tuple[type, type]) -> None:
    one, other = pair
    assert {OTHER_NAME.get(name, name) for name in members(one)} == set(members(other))


@both
def test_sync_and_async_methods_have_the_same_parameters(pair: tuple[type, type]) -> None:
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
def test_sync_and_async_methods_return_the_same_types(pair: tuple[type, type]) -> None:
    one, other = pair
    for name, member in members(one).items():
        if not inspect.isfunction(member):
            continue
        twin = members(other)[OTHER_NAME.get(name, name)]
        gives, twin_gives = (str(inspect.signature(each).return_annotation) for each in (member, twin))
        assert twin_gives.replace("Async", "").replace("Listing[", "Page[").replace("Listing", "Page") == gives, name
        # Async methods are awaited, except those that return an iterable or an upload to be started.
        plain = ("Iterator", "Listing", "AsyncUploadHandle")
        assert inspect.iscoroutinefunction(twin) or any(each in twin_gives for each in plain), name


@pytest.mark.parametrize("kinds", [(Platformcraft, AsyncPlatformcraft), (Kinescope, AsyncKinescope)])
def test_sync_and_async_clients_have_the_same_constructor(kinds: Any) -> None:
    one, other = (inspect.signature(kind.__init__).parameters for kind in kinds)
    assert list(one) == list(other)
    assert {name: parameter.default for name, parameter in one.items()} == {
        name: parameter.default for name, parameter in other.items()
    }


OPTIONS = [
    platformcraft.ClientOptions,
    kinescope.KinescopeOptions,
    generic_request.RequestOptions,
    files.ListOptions,
    filespot_uploads.UploadOptions,
    kinescope_uploads.VideoOptions,
    kinescope_uploads.VideoUploadOptions,
]


def documented() -> Iterator[tuple[str, Any]]:
    """Yield everything public that can have a docstring."""
    for name in kinocraft.__all__:
        value = getattr(kinocraft, name)
        if inspect.isclass(value) or inspect.ismodule(value) or inspect.isfunction(value):
            yield f"kinocraft.{name}", value
    for options in OPTIONS:
        yield options.__name__, options
    for name in kinocraft.webhooks.__all__:
        if not isinstance(value := getattr(kinocraft.webhooks, name), UnionType):
            yield f"webhooks.{name}", value
    for name, value in vars(kinocraft.errors).items():
        if not name.startswith("_") and getattr(value, "__module__", "").startswith("kinocraft"):
            yield f"errors.{name}", value
    for pair in PAIRS:
        for kind in pair:
            yield kind.__name__, kind
            for name, member in members(kind).items():
                yield f"{kind.__name__}.{name}", member


@pytest.mark.parametrize(("name", "value"), [pytest.param(*each, id=each[0]) for each in documented()])
def test_every_public_name_has_a_docstring(name: str, value: Any) -> None:
    described = value.func if hasattr(value, "func") else value
    own = described.__dict__.get("__doc__") if inspect.isclass(described) else described.__doc__
    assert own
    # Docstrings that `dataclass` and `dict` generate do not count.
    assert not own.startswith((f"{name.rpartition('.')[2]}(", "dict("))


@pytest.mark.parametrize("pair", [*SECTIONS, (Client, AsyncClient)], ids=lambda pair: pair[0].__name__)
def test_async_methods_have_the_docstrings_of_the_sync_ones(pair: tuple[type, type]) -> None:
    sync, asynchronous = pair
    for name, member in members(asynchronous).items():
        if inspect.isfunction(member) and (counterpart := getattr(sync, name, None)) is not None:
            assert member.__doc__ == counterpart.__doc__, name


SOURCES = sorted(path for path in GENERATED.glob("*/*.py") if path.stem != "__init__")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_async_sources_do_not_repeat_docstrings(path: Path) -> None:
    classes = {node.name: node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.ClassDef)}
    asynchronous = [node for name, node in classes.items() if name.startswith("Async") and name.endswith("Resource")]
    assert asynchronous
    for node in asynchronous:
        methods = [each for each in node.body if isinstance(each, ast.AsyncFunctionDef | ast.FunctionDef)]
        assert all("\n" not in (ast.get_docstring(each) or "") for each in methods)


def part(text: str, title: str) -> str:
    """Return the text below a title of a docstring."""
    found = re.search(rf"^{title}:\n(.*?)(?=\n\n|\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def lacking(text: str, signature: inspect.Signature) -> list[str]:
    """Yield what the docstring of a method lacks."""
    described = re.findall(r"^ {4}(\w+): \S", part(text, "Args"), re.MULTILINE)
    documented = {
        "Args": sorted(described) == sorted(name for name in signature.parameters if name != "self"),
        "Returns": bool(part(text, "Returns")) == (str(signature.return_annotation) != "None"),
        "Raises": "Error: " in part(text, "Raises"),
        "Source": bool(re.search(r"^Source: \w+, ", text, re.MULTILINE)),
        "status": all(
            errors.status_error(int(status)).__name__ == raised
            for raised, status in re.findall(r"^ +(\w+Error): (\d{3})[.]", text, re.MULTILINE)
        ),
    }
    return [name for name, said in documented.items() if not said]


@pytest.mark.parametrize("kind", [kind for pair in SECTIONS for kind in pair], ids=lambda kind: kind.__name__)
def test_every_method_documents_arguments_result_errors_and_source(kind: type) -> None:
    for name, member in members(kind).items():
        if inspect.isfunction(member):
            assert lacking(inspect.getdoc(member) or "", inspect.signature(member)) == [], name


@pytest.mark.parametrize(
    ("old", "new", "lacks"),
    [
        ("Args:", "Args:", []),
        ("    video_id: The", "    id: The", ["Args"]),
        ("Returns:", "Gives:", ["Returns"]),
        ("NotFoundError: 404.", "GoneError: 404.", ["status"]),
        ("Raises:", "Or:", ["Raises"]),
        ("Source: ", "See ", ["Source"]),
    ],
)
def test_an_incomplete_docstring_is_reported(old: str, new: str, lacks: list[str]) -> None:
    method = type(CLIENTS[0][0].videos).get
    text = inspect.getdoc(method) or ""
    assert old in text
    assert lacking(text.replace(old, new), inspect.signature(method)) == lacks


MODELS = {path.stem: ast.parse(path.read_text("utf-8")) for path in GENERATED.glob("*_models.py")}


@pytest.mark.parametrize("service", MODELS)
def test_every_model_and_field_has_a_description(service: str) -> None:
    classes = [node for node in MODELS[service].body if isinstance(node, ast.ClassDef)]
    assert len(classes) > 1
    names = {each.name for each in classes}
    for each in classes:
        assert ast.get_docstring(each), each.name
        for field, after in pairwise([*each.body, ast.Pass()]):
            if isinstance(field, ast.AnnAssign):
                said = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                # Another model has a description of its own.
                kinds = {node.id for node in ast.walk(field.annotation) if isinstance(node, ast.Name)}
                assert said or kinds & names, f"{each.name}.{ast.unparse(field.target)}"


@pytest.mark.parametrize("name", IDS)
def test_every_operation_has_a_method_at_its_attribute_path(name: str) -> None:
    for vendor in zip(*CLIENTS, strict=True):
        found = [client for client in vendor if hasattr(client, name.partition(".")[0])]
        for client in found:
            assert callable(attrgetter(METHODS[name])(client))
        assert len(found) == 1


@pytest.mark.parametrize("name", IDS)
def test_every_operation_has_a_raw_response_method(name: str) -> None:
    section, _, method = METHODS[name].rpartition(".")
    client = next(one for one, _ in CLIENTS if hasattr(one, name.partition(".")[0]))
    assert callable(getattr(attrgetter(section)(client).with_raw_response, method))


def test_lazy_attributes_are_exactly_the_public_names() -> None:
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
        ("from kinocraft import Kinescope", {"httpx2"}, {"pydantic", "jwt", "filelock", "pyrate_limiter"}),
        ("import kinocraft\nkinocraft.Kinescope(token='t').live", {"httpx2"}, {"pydantic", "jwt"}),
        ("from kinocraft import Page, RawResponse", set(), {"httpx2", "pydantic"}),
        ("from kinocraft import errors", set(), {"httpx2", "pydantic"}),
    ],
)
def test_importing_loads_few_modules(statement: str, loaded: set[str], not_loaded: set[str]) -> None:
    code = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(json.loads(done.stdout))
    assert loaded <= modules
    assert not_loaded & modules == set()
    assert "kinocraft" in modules
