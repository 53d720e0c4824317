"""The benchmarks run, and targets can be met or missed."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from itertools import count
from pathlib import Path

import pytest
from benchmarks.measure import Pairs, alternate

BENCH = Path(__file__).resolve().parents[2] / "scripts" / "bench.py"


def run_bench(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(BENCH), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env={**os.environ, **settings},
    )


@pytest.mark.parametrize(
    ("sign", "first", "met"), [("<=", 1.3, True), ("<=", 1.3001, False), (">=", 1.3, True), (">=", 1.2999, False)]
)
def test_the_verdict_uses_the_unrounded_ratio(sign: str, first: float, met: bool) -> None:
    line = Pairs([first], [1.0]).compare("figure", sign, 1.3, "")  # type: ignore[arg-type]

    assert (line.measured, line.met) == ("1.300 x", met)


def test_pairs_are_measured_alternately_and_compared_pairwise() -> None:
    order: list[str] = []
    readings = count(1)

    def take(name: str) -> float:
        order.append(name)
        return float(next(readings))

    pairs = alternate(lambda: take("a"), lambda: take("b"), 3)

    assert "".join(order) == "ab" + "ab" + "ba" + "ab"
    assert (pairs.first, pairs.second) == ([3, 6, 7], [4, 5, 8])
    assert pairs.ratio == 7 / 8


def test_a_figure_is_printed_as_a_table_row() -> None:
    done = run_bench("--quick", "start")

    assert done.returncode == 0
    machine, _, table = done.stdout.partition("\n\n")
    assert f"CPython {sys.version.split()[0]}" in machine
    heads, rule, line, used = table.splitlines()
    assert [cell.strip() for cell in heads.split("|")][1:-1] == ["figure", "target", "measured", "verdict", "in detail"]
    assert len(heads) == len(rule) == len(line) == len(used)
    assert line.startswith("| server start ")
    assert "| <= 0.3 s |" in line


def test_a_failed_measurement_is_reported_and_fails_the_run(tmp_path: Path) -> None:
    (tmp_path / "kinocraft_mock.py").write_text("raise OSError('no server today')")

    done = run_bench("--quick", "start", PYTHONPATH=os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))

    assert done.returncode == 1
    assert "broken" in done.stdout
    assert "no server today" in done.stdout


def test_an_unknown_figure_is_rejected() -> None:
    done = run_bench("speed")

    assert done.returncode == 2
    known = "import, size, calls, start, video, listing, paging, memory, upload, distant, others, resume, large, decode"
    assert f"there are {known}" in done.stderr


@pytest.mark.slow
def test_short_measurements_run() -> None:
    """The test does not check the targets, because the machine may be busy."""
    done = run_bench("--quick", "calls", "video", "memory")

    assert done.returncode == 0, done.stdout + done.stderr
    measured = [line.split("|")[1].strip() for line in done.stdout.splitlines() if line.startswith("|")][2:]
    assert measured == [
        "one GET",
        "next to openai",
        "next to openapi-python-client",
        "next to datamodel-code-generator",
        "another video each time",
        "GET video",
        "each response made anew",
        "next to Prism 5.14.2",
        "next to fewer operations",
        "server's memory",
        "with a full journal",
    ]


def test_long_lists_have_the_stated_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH.parent))
    workspace = import_module("benchmarks.workspace")
    with import_module("local_server").local_server("--no-limits") as server:
        (video,) = workspace.make_videos(server)
        state = workspace.multiply_videos(workspace.control_request(server, "GET", "/_mock/state"), 30)
        workspace.control_request(server, "PUT", "/_mock/state", state)
        with workspace.kinescope(server) as client:
            videos = list(client.videos.list(per_page=10))

    assert len({each.id for each in videos}) == 30
    assert {each.title for each in videos} == {"Talk", *(f"Talk {number}" for number in range(1, 30))}
    assert video in [each.id for each in videos]
    assert all(each.poster and each.assets[0].download_link for each in videos)
