"""Changes of the public Python get the level that was decided by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from release.comparison.annotations import members
from release.comparison.surface import compare
from release.version import Level, highest

PATCH, MINOR, MAJOR = Level.PATCH, Level.MINOR, Level.MAJOR

BASE = '''
"""A package."""
from typing import Literal, NotRequired, TypeAlias, TypedDict
__all__ = ["Client", "Video", "ChapterParam", "Status", "Code", "LIMIT"]
LIMIT = 10
Status: TypeAlias = Literal["done", "error"]
class Model:
    id: str
    def copy(self) -> "Model": ...
class Video(Model):
    title: str
    size: int
    status: Literal["done", "error"] | OtherValue
    note: str | None = None
    kinds: list[Literal["vod"] | OtherValue]
    ages: list[Literal[1]]
class ChapterParam(TypedDict):
    title: str
    time: NotRequired[int]
class Code:
    LATE = 1
class Client:
    def get(self, video: str, page: int = 1, *, order: str | Unset = UNSET) -> Video: ...
    def pick(self, states: Sequence[Literal["new"]] | Unset = UNSET, ids: list[int] = []) -> None: ...
    def _hidden(self, x: int) -> None: ...
def helper() -> None: ...
'''

CASES = [
    ("nothing", "", "", PATCH),
    ("a docstring", '"""A package."""', '"""The package."""', PATCH),
    ("a private method", "def _hidden(self, x: int)", "def _hidden(self)", PATCH),
    ("a function that is not exported is removed", "def helper() -> None: ...\n", "", PATCH),
    ("an optional keyword is added", "*, order", "*, limit: int = 1, order", MINOR),
    ("an optional parameter is added after positional ones", "page: int = 1,", "page: int = 1, q: str = '',", MINOR),
    ("an optional parameter is added between positional ones", "page: int = 1,", "q: str = '', page: int = 1,", MAJOR),
    ("a required keyword is added", "*, order", "*, limit: int, order", MAJOR),
    ("a parameter is removed", "page: int = 1, ", "", MAJOR),
    ("a parameter is renamed", "page: int", "number: int", MAJOR),
    ("a parameter becomes keyword-only", "page: int = 1, *,", "*, page: int = 1,", MAJOR),
    ("a parameter becomes required", "page: int = 1", "page: int", MAJOR),
    ("a parameter becomes optional", "video: str", "video: str = ''", MINOR),
    ("the default of a parameter changes", "page: int = 1", "page: int = 2", MAJOR),
    ("a parameter takes more", "video: str", "video: str | Video", MINOR),
    ("a parameter takes less", "page: int = 1", "page: Literal[1] = 1", MAJOR),
    ("a method returns another type", "-> Video", "-> Model", MAJOR),
    ("a method may return None", "-> Video", "-> Video | None", MAJOR),
    ("a method is removed", "    def copy(self) -> \"Model\": ...\n", "", MAJOR),
    ("a method is added", "class Code:", "    def cut(self) -> None: ...\nclass Code:", MINOR),
    ("a class is no longer exported", '"Video", ', "", MAJOR),
    ("a class is added", '"LIMIT"]', '"LIMIT", "Model"]', MINOR),
    ("a base class is removed", "class Video(Model)", "class Video", MAJOR),
    ("a field is removed", "    size: int\n", "", MAJOR),
    ("a field is added", "    size: int\n", "    size: int\n    width: int\n", MINOR),
    ("an inherited field has another type", "    id: str\n", "    id: int\n", MAJOR),
    ("a field may be None", "    title: str\n    size", "    title: str | None\n    size", MAJOR),
    ("a field is never None any more", "str | None = None", "str = ''", MINOR),
    ("an integer becomes a float", "size: int", "size: float", MAJOR),
    ("an open enumeration gains a value", '"error"] | OtherValue', '"error", "new"] | OtherValue', MINOR),
    ("an open enumeration loses a value", '["done", "error"] | OtherValue', '["done"] | OtherValue', MAJOR),
    ("a list of an open enumeration gains a value", '["vod"]', '["vod", "live"]', MINOR),
    ("a list of an open enumeration loses its values", 'Literal["vod"] | OtherValue', "OtherValue", MAJOR),
    ("a list of an enumeration gains a value", "list[Literal[1]]", "list[Literal[1, 2]]", MAJOR),
    ("a list of an enumeration becomes open", "list[Literal[1]]", "list[Literal[1] | OtherValue]", MINOR),
    ("a sequence of arguments takes more", '["new"]', '["new", "old"]', MINOR),
    ("a sequence of arguments takes less", 'Sequence[Literal["new"]] | Unset', "Sequence[Literal[1]]", MAJOR),
    ("a list of arguments takes more", "list[int]", "list[int | str]", MAJOR),
    ("an alias gains a value", '= Literal["done", "error"]', '= Literal["done", "error", "new"]', MINOR),
    ("an alias loses a value", '= Literal["done", "error"]', '= Literal["done"]', MAJOR),
    ("a key of a dictionary becomes required", "time: NotRequired[int]", "time: int", MAJOR),
    ("a key of a dictionary becomes optional", "title: str\n    time", "title: NotRequired[str]\n    time", MINOR),
    ("a key of a dictionary takes more", "NotRequired[int]", "NotRequired[int | str]", MINOR),
    ("a key of a dictionary is removed", "    time: NotRequired[int]\n", "", MAJOR),
    ("a required key is added to a dictionary", "    time: N", "    end: int\n    time: N", MAJOR),
    ("an optional key is added to a dictionary", "    time: N", "    end: NotRequired[int]\n    time: N", MINOR),
    ("the value of a constant changes", "LATE = 1", "LATE = 2", MAJOR),
    ("a constant is removed", '"LIMIT"', "", MAJOR),
    ("a class becomes a function", "class Code:\n    LATE = 1", "def Code() -> None: ...", MAJOR),
]  # fmt: skip


def package(folder: Path, text: str) -> list[Path]:
    folder.joinpath("pack").mkdir(parents=True)
    folder.joinpath("pack", "__init__.py").write_text(text, "utf-8")
    return [folder]


def level_of(tmp_path: Path, after: str) -> Level:
    found = compare(package(tmp_path / "a", BASE), package(tmp_path / "b", after), ["pack"], ["pack"])
    return highest(found)


@pytest.mark.parametrize(("name", "old", "new", "level"), CASES, ids=[case[0] for case in CASES])
def test_a_change_of_the_surface_has_its_level(name: str, old: str, new: str, level: Level, tmp_path: Path) -> None:
    assert BASE.count(old) == 1 or not old
    assert level_of(tmp_path, BASE.replace(old, new, 1) if old else BASE) is level


def test_lazy_exports_are_read_without_importing(tmp_path: Path) -> None:
    text = (
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from .inner import Client\n"
        '__all__ = ["Client"]\n'
        "def __getattr__(name): raise SystemExit('imported')\n"
    )
    for folder, inner in (("a", "class Client:\n    def get(self): ...\n"), ("b", "class Client: ...\n")):
        package(tmp_path / folder, text)
        tmp_path.joinpath(folder, "pack", "inner.py").write_text(inner, "utf-8")
    found = compare([tmp_path / "a"], [tmp_path / "b"], ["pack"], ["pack"])
    assert [str(each) for each in found] == ["major (surface): pack.Client.get: public object was removed"]


def test_a_package_that_has_gone_is_breaking_and_one_that_nobody_has_is_skipped(tmp_path: Path) -> None:
    (folder,) = package(tmp_path / "a", BASE)
    (tmp_path / "b").mkdir()
    gone = compare([folder], [tmp_path / "b"], ["other", "pack"], ["other", "pack", "pack.inner"])
    assert {each.level for each in gone} == {MAJOR}
    assert "pack.Client" in {each.where for each in gone}
    new = compare([tmp_path / "b"], [folder], ["other", "pack"], ["other", "pack"])
    assert {each.level for each in new} == {MINOR}


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (None, None),
        ("models.Video | None", {"Video", "None"}),
        ("Literal['a', 'b'] | OtherValue | Unset", {"Literal['a']", "Literal['b']", "OtherValue"}),
        ("Annotated[int, Field(ge=1)]", {"int"}),
        ("Optional['Video']", {"Video", "None"}),
        ("Union[int, str]", {"int", "str"}),
        ("list[models.Video]", {"list[Video]"}),
        ("Sequence[models.Video | int] | None", {"Sequence[Video]", "Sequence[int]", "None"}),
        ("not python", {"not python"}),
    ],
)
def test_an_annotation_is_a_set_of_members(annotation: str | None, expected: set[str] | None) -> None:
    assert members(annotation) == expected
