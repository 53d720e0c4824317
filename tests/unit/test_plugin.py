"""The pytest plugin in a pytest process of its own, as users run it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PLUGIN = "kinocraft.testing"


def run(folder: Path, tests: str, *options: str, alone: bool = False) -> subprocess.CompletedProcess[str]:
    """Run tests in a new folder with warnings as errors; `alone` disables other plugins."""
    (folder / "test_mine.py").write_text(textwrap.dedent(tests))
    (folder / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n")
    # pytest finds an installed plugin; for uninstalled sources it must be named.
    named = () if entry_points(group="pytest11", name=PLUGIN) and not alone else ("-p", PLUGIN)
    others = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"} if alone else {}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *named, *options],
        cwd=folder,
        env={**os.environ, "PYTEST_ADDOPTS": "", "http_proxy": "http://127.0.0.1:9", "COLUMNS": "200", **others},
        capture_output=True,
        text=True,
        check=False,
    )


def passes(folder: Path, tests: str, *options: str, alone: bool = False) -> str:
    """Run tests that must pass."""
    done = run(folder, tests, *options, alone=alone)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


BOTH = """
    import asyncio

    import pytest


    @pytest.mark.parametrize("number", range(4))
    def test_kinescope(kinescope, kinocraft_mock, number):
        assert [tag.tag for tag in kinescope.tags.list()] == []
        made = kinescope.tags.create(tag=f"talk {number}")
        assert [tag.id for tag in kinescope.tags.list()] == [made.id]
        kinocraft_mock.assert_called("POST /v1/tags")
        kinocraft_mock.assert_valid()


    @pytest.mark.parametrize("number", range(4))
    def test_platformcraft(platformcraft, kinocraft_mock, tmp_path, number):
        (tmp_path / "a.txt").write_bytes(b"a")
        platformcraft.files.upload(tmp_path / "a.txt", "/a.txt")
        assert [file.name for file in platformcraft.files.list("/")] == ["a.txt"]
        kinocraft_mock.assert_called("auth.login")


    @pytest.mark.parametrize("number", range(2))
    def test_async(async_kinescope, async_platformcraft, number):
        async def main():
            await async_kinescope.tags.create(tag="talk")
            assert [tag.tag async for tag in async_kinescope.tags.list()] == ["talk"]
            await async_platformcraft.files.make_dir("/d")
            assert [file.name async for file in async_platformcraft.files.list("/")] == ["d"]

        asyncio.run(main())
"""


def test_fixtures_are_clients_of_an_empty_server(tmp_path: Path) -> None:
    assert "10 passed" in passes(tmp_path, BOTH)


def test_each_xdist_worker_has_its_own_server(tmp_path: Path) -> None:
    assert "10 passed" in passes(tmp_path, BOTH, "-n", "2")


def test_unused_fixtures_import_nothing(tmp_path: Path) -> None:
    passes(
        tmp_path,
        """
        import sys


        def test_no_cost():
            loaded = {name.partition(".")[0] for name in sys.modules}
            assert "kinocraft.testing" in sys.modules
            assert not loaded & {"kinocraft_mock", "kinocraft_api", "httpx2", "pydantic", "anyio"}
            assert {name for name in sys.modules if name.startswith("kinocraft")} == {"kinocraft", "kinocraft.testing"}
        """,
        alone=True,
    )


def test_faults_and_the_journal_can_be_used(tmp_path: Path) -> None:
    passes(
        tmp_path,
        """
        import os

        import pytest

        from kinocraft.errors import APIStatusError


        def test_a_status(kinescope, kinocraft_mock):
            fault = kinocraft_mock.fail_next("tags.create", 500)
            with pytest.raises(APIStatusError):
                kinescope.tags.create(tag="x")
            assert fault.fired == 1
            (only,) = kinocraft_mock.assert_called("POST /v1/tags")
            assert (only.status, only.operation, only.fault, only.valid) == (500, "tags.create", "status", None)
            assert only.response_json["error"]["code"]


        def test_what_was_sent(kinescope, platformcraft, kinocraft_mock):
            kinescope.tags.create(tag="talk")
            (made,) = kinocraft_mock.assert_called("POST /v1/tags")
            assert made.request_json == {"tag": "talk"}
            assert made.response_json["data"]["tag"] == "talk"
            list(platformcraft.files.list("/"))
            (login,) = kinocraft_mock.assert_called("auth.login")
            assert login.request_body == "login=mock&password=(hidden)"
            with pytest.raises(ValueError, match="Expecting value"):
                login.request_json


        def test_retries_do_not_wait(kinescope, kinocraft_mock):
            before = kinocraft_mock.freeze()
            kinocraft_mock.fail_next("tags.list", 503, times=2, headers={"Retry-After": "100"})
            list(kinescope.tags.list())
            assert kinocraft_mock.now() >= before + 200
            kinocraft_mock.assert_called("tags.list", times=3)


        def test_a_lost_response(kinescope, kinocraft_mock):
            kinocraft_mock.fail_next("tags.list", "lost_response")
            list(kinescope.tags.list())
            lost, found = kinocraft_mock.assert_called("GET /v1/tags", times=2)
            assert (lost.status, found.status) == (None, 200)


        def test_targets(kinescope, kinocraft_mock):
            kinocraft_mock.assert_not_called()
            tag = kinescope.tags.create(tag="x")
            kinescope.tags.delete(tag.id)
            assert [each.method for each in kinocraft_mock.calls()] == ["POST", "DELETE"]
            for target in ("DELETE /v1/tags/{tag_id}", f"DELETE /v1/tags/{tag.id}", "* /v1/*/*", "tags.delete"):
                kinocraft_mock.assert_called(target)
            kinocraft_mock.assert_called("* /kinescope/api/v1/tags*", times=2)
            kinocraft_mock.assert_called("* /v1/*", times=None)
            kinocraft_mock.assert_not_called("GET /v1/tags")
            kinocraft_mock.assert_not_called("DELETE /v1/tags")
            expected = (("POST /v1/tags", "called once, not 2 times"), ("GET /v1/videos", "called 0 times, not 2"))
            for target, text in expected:
                with pytest.raises(AssertionError, match=text) as raised:
                    kinocraft_mock.assert_called(target, times=2)
                assert "DELETE /v1/tags/" in str(raised.value)
            with pytest.raises(AssertionError):
                kinocraft_mock.assert_called("projects.list", times=None)
            with pytest.raises(Exception, match="such as tags.list"):
                kinocraft_mock.assert_not_called("tags.lits")


        def test_validity(kinescope, kinocraft_mock):
            kinocraft_mock.assert_valid()
            with pytest.raises(APIStatusError):
                kinescope.request("POST", "/v1/tags", json={"tag": 1})
            with pytest.raises(AssertionError, match="POST /v1/tags"):
                kinocraft_mock.assert_valid()


        def test_time(platformcraft, kinocraft_mock):
            list(platformcraft.files.list("/"))
            kinocraft_mock.advance(3 * 24 * 3600)
            list(platformcraft.files.list("/"))
            kinocraft_mock.assert_called("auth.refresh")


        def test_content(kinescope, kinocraft_mock, tmp_path):
            made = kinocraft_mock.seed()
            projects = list(kinescope.projects.list())
            kinocraft_mock.save(tmp_path / "state")
            kinocraft_mock.reset()
            assert not list(kinescope.projects.list())
            kinocraft_mock.load(tmp_path / "state")
            assert [p.id for p in kinescope.projects.list()] == [p.id for p in projects]


        def test_own_options(kinocraft_mock):
            kinocraft_mock.fail_next("tags.list", 503, must_fire=False)
            with kinocraft_mock.kinescope(retries=0) as client, pytest.raises(APIStatusError):
                list(client.tags.list())
            with kinocraft_mock.platformcraft(strict=True) as client:
                list(client.files.list("/"))
            assert kinocraft_mock.environment["KINESCOPE_API_URL"].startswith(kinocraft_mock.url)


        def test_clients_that_a_program_makes_by_itself(kinocraft_environment, kinocraft_mock):
            from kinocraft import Kinescope, Platformcraft

            with Kinescope() as kinescope, Platformcraft() as platformcraft:
                assert kinescope.tags.create(tag="x").tag == "x"
                assert list(platformcraft.files.list("/")) == []
            kinocraft_mock.assert_called("tags.create")


        def test_the_environment_is_as_before(kinocraft_mock):
            assert not set(kinocraft_mock.environment) & set(os.environ)
        """,
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            'kinocraft_mock.fail_next("tags.list", 500)',
            "Failed: this hit no call, so the test proves nothing: fault 500 for tags.list; "
            "the server received no requests",
        ),
        ('assert not kinocraft_mock.fail_next("tags.list", 500).fired == 0', "assert not 0 == 0"),
        (
            'kinocraft_mock.assert_called("POST /v1/tags")',
            "was called 0 times, not once; the server received no requests",
        ),
        ('kinocraft_mock.fail_next("tags.lits", 500)', "operation must be"),
    ],
)
def test_failing_tests_are_reported(tmp_path: Path, body: str, said: str) -> None:
    done = run(tmp_path, f"def test_it(kinocraft_mock):\n    {body}\n", alone=True)
    assert done.returncode == 1, done.stdout + done.stderr
    assert said in done.stdout
    assert len(re.findall("^(?:FAILED|ERROR) ", done.stdout, re.MULTILINE)) == 1


def test_the_report_of_a_failure_contains_the_journal(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        """
        import pytest


        @pytest.fixture
        def broken(kinescope):
            list(kinescope.projects.list())
            raise RuntimeError


        def test_by_itself(kinescope, kinocraft_mock):
            kinocraft_mock.fail_next("tags.create", 500)
            with pytest.raises(Exception, match="500"):
                kinescope.tags.create(tag="x")
            assert [each.tag for each in kinescope.tags.list()] == ["x"]


        def test_reported_before(kinescope, kinocraft_mock):
            list(kinescope.players.list())
            kinocraft_mock.assert_called("GET /v1/videos")


        def test_passes(kinescope):
            list(kinescope.playlists.list())


        def test_of_a_fixture(broken):
            pass


        def test_without():
            raise RuntimeError


        def test_of_a_stopped_server(kinocraft_mock_server, kinocraft_mock):
            kinocraft_mock_server.control._port = 1
            raise RuntimeError
        """,
        alone=True,
    )
    assert done.returncode == 1
    assert "4 failed, 1 passed, 1 error" in done.stdout, done.stdout + done.stderr
    reported = [part.partition("-\n")[2] for part in done.stdout.split("- kinocraft-mock -")[1:]]
    assert len(reported) == 3
    assert any("  GET /v1/projects → 200 (projects.list)\n" in text for text in reported)
    assert any("  POST /v1/tags → 500 (tags.create, fault status)\n  GET /v1/tags → 200" in text for text in reported)
    assert any("the server does not respond: " in text for text in reported)
    assert done.stdout.count("GET /v1/players → 200 (players.list)\n") == 1
    assert "playlists" not in "".join(reported)


def test_the_missing_extra_is_reported(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("import sys\nsys.modules['uvicorn'] = None\n")
    done = run(tmp_path, "def test_it(kinescope):\n    pass\n", alone=True)
    assert done.returncode == 1
    assert "the local server needs more packages (uvicorn): pip install 'kinocraft[mock]'" in done.stdout
