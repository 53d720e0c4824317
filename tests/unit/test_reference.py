"""api.md lists every public method of the clients with its actual parameters."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from generator.bundle import bundle, services
from generator.reference import reference
from generator.transform import operations

from kinocraft import Kinescope, Platformcraft
from kinocraft_runtime.calls import CallOptions

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "api.md").read_text("utf-8")
ROW = re.compile(r"^\| `([\w.]+)` \| (?:`([^`]*)`)? ?\| (.*?) \| `([^`]*)`(?: \[.*)? \|$", re.MULTILINE)
ROWS = {found[1]: found for found in ROW.finditer(TEXT)}
CLIENTS = {"kinescope": Kinescope(token="t"), "platformcraft": Platformcraft(login="a", password="b")}


def methods(path: str, of: Any) -> Iterator[tuple[str, Any]]:
    """Yield every public method of a client and of its sections."""
    for name in dir(type(of)):
        member = inspect.getattr_static(type(of), name)
        if name.startswith("_"):
            continue
        if isinstance(member, cached_property):
            if name != "with_raw_response":
                yield from methods(f"{path}.{name}", getattr(of, name))
        elif inspect.isfunction(member):
            yield f"{path}.{name}", member


METHODS = dict(each for name, client in CLIENTS.items() for each in methods(name, client))


def test_api_md_lists_exactly_the_public_methods() -> None:
    assert ROWS.keys() == METHODS.keys()


@pytest.mark.parametrize("name", METHODS)
def test_parameters_match_the_signature(name: str) -> None:
    documented = re.findall(r"`(\*|\w+)(\??)(?:: (?:[^`]*))?`", ROWS[name][3])
    signature = inspect.signature(METHODS[name], eval_str=False).parameters.values()
    expected = [(each.name, "" if each.default is each.empty else "?") for each in list(signature)[1:]]
    expected, actual = (
        [each for each in expected if each[0] != "options"],
        [each for each in documented if each[0] != "*"],
    )
    assert actual[: len(expected)] == expected
    options = METHODS[name].__annotations__.get("options")
    if options is not None:
        kind = inspect.getmodule(METHODS[name]).__dict__[options.removeprefix("Unpack[").removesuffix("]")]  # type: ignore[union-attr]
        own = kind.__optional_keys__ - CallOptions.__optional_keys__
        assert {each for each, _ in actual[len(expected) :]} == own
        assert get_type_hints(CallOptions).keys() <= kind.__optional_keys__


@pytest.mark.parametrize("folder", services(ROOT / "specs"), ids=lambda folder: folder.name)
def test_request_matches_the_operation(folder: Path) -> None:
    document = bundle(folder)
    vendor = folder.name.partition("-")[0]
    for key, method, operation, _ in operations(document):
        sent = ROWS[f"{vendor}.{operation.get('x-method', operation['operationId'])}"][2]
        assert sent.startswith(f"{method.upper()} ")
        if "x-opaque-url" in document["paths"][key]:
            assert sent.endswith(" {url}")
        else:
            assert key.partition("#")[0] in sent


def test_methods_without_a_request_are_listed() -> None:
    for name in ("kinescope.videos.upload", "kinescope.videos.wait", "platformcraft.files.download"):
        assert ROWS[name][2] is None
    assert ROWS["kinescope.videos.wait"][3].endswith("`*`, `interval?: float`")
    assert "`replace?: Id`" in ROWS["kinescope.videos.upload"][3]
    for name in ("kinescope.additional_materials.upload", "platformcraft.files.get"):
        assert ROWS[name][2].partition(" https://")[0] in ("POST", "GET")


def test_changed_method_changes_api_md(tmp_path: Path) -> None:
    made = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in (ROOT / "generated").rglob("*.py")}
    assert reference(made, ROOT / "overlays" / "kinocraft") == TEXT
    for path in (ROOT / "overlays" / "kinocraft").rglob("*.py"):
        text = path.read_text("utf-8").replace("interval: float = 2.0", "pause: float = 2.0")
        (tmp_path / "_".join(path.parts[-2:])).write_text(text, "utf-8")
    changed = reference(made, tmp_path)
    assert "`pause?: float`" in changed
    assert changed != TEXT
