"""Two checkouts are compared by what their clients see at each other's servers, and by the old programs."""

from __future__ import annotations

from pathlib import Path

import pytest
from release.comparison import processes, programs, wire
from release.trees import Tree
from release.version import Level

from tests.unit.release_assess.checkouts import ROOT, copy, edit

OK = {"tags.list": "ok", "tags.create": "ok"}
HERE = Tree(ROOT)


@pytest.mark.parametrize(
    ("old_client", "new_client", "expected"),
    [
        (OK, OK, []),
        ({**OK, "tags.list": "error: NotFoundError 404 None"}, OK, [(Level.MAJOR, "tags.list")]),
        ({**OK, "tags.list": "drift: missing_field data.id"}, OK, [(Level.MAJOR, "tags.list")]),
        ({"tags.create": "ok"}, OK, [(Level.MAJOR, "tags.list")]),
        (OK, {**OK, "tags.search": "error: NotFoundError 404 None"}, [(Level.MINOR, "tags.search")]),
        (OK, {**OK, "tags.search": "ok"}, []),
        (OK, {**OK, "tags.list": "drift: missing_field data.colour"}, [(Level.MINOR, "tags.list")]),
        (OK, {**OK, "tags.list": "error: BadRequestError 400 None"}, [(Level.MAJOR, "tags.list")]),
    ],
)
def test_outcomes_have_their_level(
    old_client: wire.Outcomes, new_client: wire.Outcomes, expected: list[tuple[Level, str]]
) -> None:
    assert [(each.level, each.where) for each in wire.judge(OK, old_client, new_client)] == expected


def test_objects_that_cannot_be_created_are_reported_instead_of_every_operation() -> None:
    baseline = {"seeding kinescope": "ok", **OK}
    old_client = {"seeding kinescope": "error: HTTPStatusError 404"}
    assert [each.where for each in wire.judge(baseline, old_client, baseline)] == ["seeding kinescope"]


def test_what_failed_before_gives_no_reason() -> None:
    failing = {"tags.list": "error: TimeoutError"}
    assert wire.judge(failing, failing, failing) == []


def test_a_checkout_without_calls_cannot_be_measured(tmp_path: Path) -> None:
    assert wire.is_measurable(HERE)
    assert not wire.is_measurable(Tree(tmp_path))
    with pytest.raises(processes.RunError, match="did not start"):
        wire.outcomes(HERE, Tree(broken(tmp_path)))


def broken(root: Path) -> Path:
    """A checkout whose server ends at once."""
    root.joinpath("mockserver", "kinocraft_mock").mkdir(parents=True)
    root.joinpath("mockserver", "kinocraft_mock", "__init__.py").write_text("raise SystemExit(1)\n", "utf-8")
    return root


def test_a_program_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with pytest.raises(processes.RunError, match="takes longer"):
        processes.run(["-c", "import threading; threading.Event().wait()"], HERE, tmp_path, 0.5)


def test_the_packages_of_a_checkout_come_before_installed_ones(tmp_path: Path) -> None:
    tmp_path.joinpath("overlays", "kinocraft").mkdir(parents=True)
    tmp_path.joinpath("overlays", "kinocraft", "__init__.py").write_text("print('mine')\n", "utf-8")
    done = processes.run(["-c", "import kinocraft"], Tree(tmp_path), tmp_path, 60)
    assert done.stdout == "mine\n"


def test_blocks_of_the_readme_and_programs_are_found() -> None:
    found = programs.programs_of(HERE)
    assert {"readme_1.py", "archive.py"} <= found.keys()
    assert "readme_1.py" in programs.readme_blocks(HERE)
    assert len(programs.readme_blocks(HERE)) == HERE.read("README.md").count("```python\n")


@pytest.mark.parametrize(
    "names", [("readme_bad.py", "test_good.py"), pytest.param(None, marks=pytest.mark.slow)], ids=["some", "all"]
)
def test_programs_run_at_a_local_server_and_their_failures_are_found(names: tuple[str, ...] | None) -> None:
    blocks = {
        "readme_good.py": "from kinocraft import Kinescope\nwith Kinescope() as k:\n    k.tags.create('a')\n",
        "readme_bad.py": "from kinocraft import Kinescope\nwith Kinescope() as k:\n    k.tags.paint('a')\n",
        "imported_good.py": "if __name__ == '__main__':\n    raise SystemExit(1)\n",
        "imported_bad.py": "from kinocraft import Nothing\n",
        "test_good.py": "def test_it(kinescope):\n    assert kinescope.tags.list().items == []\n",
        "test_bad.py": "def test_it(kinescope):\n    assert kinescope.tags.list().items == [1]\n",
    }
    chosen = {name: text for name, text in blocks.items() if names is None or name in names}
    found = programs.failures(chosen, HERE)
    assert found.keys() == {"readme_bad.py", "imported_bad.py", "test_bad.py"} & chosen.keys()
    assert "has no attribute 'paint'" in found["readme_bad.py"][0]


def test_only_what_worked_before_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    def errors(given: dict[str, str], tree: Tree) -> programs.Findings:
        return {"archive.py": ["old", *(["new"] if tree is not HERE else [])]}

    def failures(given: dict[str, str], tree: Tree) -> programs.Findings:
        return {"intake.py": [f"fails: {tree is HERE}"], **({"archive.py": ["fails"]} if tree is not HERE else {})}

    monkeypatch.setattr(programs, "type_errors", errors)
    monkeypatch.setattr(programs, "failures", failures)
    found = programs.compare(HERE, Tree(ROOT))
    assert [(each.where, each.what) for each in found] == [("archive.py", "new"), ("archive.py", "fails")]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_call_that_fails_with_the_next_server_is_breaking(tmp_path: Path) -> None:
    root = copy(tmp_path)
    described = ("mockserver/kinocraft_mock/specs/kinescope-v1.json", "specs/kinescope-v1/openapi.yaml")
    for name in (*described, "generated/kinocraft_api/kinescope_v1/dictionaries.py"):
        edit(root, name, "/v1/dictionaries/timezones", "/v1/timezones")
    found = wire.compare(HERE, Tree(root))
    assert [str(each) for each in found] == [
        f"major (wire): dictionaries.timezones: the {one} release fails with the {other} server: "
        "error: NotFoundError 404 400404"
        for one, other in (("last", "next"), ("next", "last"))
    ]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_old_programs_find_a_method_that_has_gone(tmp_path: Path) -> None:
    root = copy(tmp_path, "tests", "specs")
    edit(root, "overlays/kinocraft/resources/videos.py", "def wait(", "def wait_until_done(")
    found = programs.compare(HERE, Tree(root))
    assert {each.level for each in found} == {Level.MAJOR}
    texts = [each.what for each in found]
    assert any(text.startswith("mypy: ") and '"wait"' in text for text in texts)
    assert any(text.startswith("fails: ") and "wait" in text for text in texts)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_same_checkout_has_no_differences() -> None:
    found = wire.outcomes(HERE, HERE)
    assert set(found.values()) == {"ok"}
    assert len(found) > 170
    assert programs.compare(HERE, HERE) == []
