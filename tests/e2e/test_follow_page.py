"""The workflow of docs/follow-page.yml follows a page: its very steps run here, against a site on loopback.

The repository is a small one with a page of its own. `gh` is a program that writes down how it was called. `python3`
runs the scripts in this environment, because `dev.py` would install one.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from tests.unit.release.shop import PAGE, git, write_repository

ROOT = Path(__file__).resolve().parents[2]
WORKFLOW = ROOT / "docs" / "follow-page.yml"

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash on this system")

CHANGED = PAGE.replace("| sliced | bool |", "| seeds | string | What is on top. |\n| sliced | bool |")
TOKEN = re.compile(r"\$\{\{ *github\.token *\}\}")
PYTHON = """\
#!{python}
import os, subprocess, sys
script, command, *rest = sys.argv[1:]
assert script == "scripts/dev.py", script
made = {{
    "docs": ["{root}/scripts/docs.py", *rest, "--specs", "specs"],
    "release": ["{root}/scripts/make_release.py", "--root", os.getcwd(), *rest, "--gates", "none"],
}}[command]
sys.exit(subprocess.run([sys.executable, *made]).returncode)
"""
GH = """\
#!{python}
import json, pathlib, sys
arguments = sys.argv[1:]
log = pathlib.Path({log!r})
calls = json.loads(log.read_text()) if log.exists() else []
body = [pathlib.Path(after).read_text() for name, after in zip(arguments, arguments[1:]) if name == "--body-file"]
log.write_text(json.dumps([*calls, [arguments, *body]]))
if arguments[:2] == ["pr", "list"] and any(call[0][:2] == ["pr", "create"] for call in calls):
    print(1)
"""


def workflow() -> dict[str, Any]:
    return cast("dict[str, Any]", yaml.safe_load(WORKFLOW.read_text("utf-8")))


def job() -> dict[str, Any]:
    (only,) = workflow()["jobs"].values()
    return cast("dict[str, Any]", only)


@dataclass
class Site:
    """A site with one page."""

    url: str
    page: str
    status: int = 200


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site("", PAGE)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = made.page.encode()
            self.send_response(made.status)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    made.url = f"http://127.0.0.1:{server.server_port}/api"
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


class Actions:
    """Runs the steps of the workflow as GitHub Actions does: each in a new clone of the repository on the site."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.folder, self.site = folder, site
        self.origin = folder / "origin.git"
        git(folder, "clone", "--quiet", "--bare", str(write_repository(folder)), str(self.origin))
        self.log = folder / "gh.json"
        self.bin = folder / "bin"
        self.bin.mkdir()
        for name, text in (("python3", PYTHON), ("gh", GH)):
            program = self.bin / name
            program.write_text(text.format(python=sys.executable, root=ROOT, log=str(self.log)), "utf-8")
            program.chmod(0o755)
        self.runs = 0

    def run(self) -> tuple[int, str]:
        """Run all steps up to the first that fails. Return its exit code and what the steps printed."""
        self.runs += 1
        clone, temporary = self.folder / f"clone-{self.runs}", self.folder / f"temp-{self.runs}"
        temporary.mkdir()
        git(self.folder, "clone", "--quiet", "--branch", "main", str(self.origin), str(clone))
        output = ""
        for step in job()["steps"]:
            if "run" not in step:
                continue
            variables = {**workflow()["env"], **job().get("env", {}), **step.get("env", {})}
            variables = {
                name: re.sub(r"\$\{\{ *github\.token *\}\}", "token", str(text)) for name, text in variables.items()
            }
            assert not any("${{" in text for text in [step["run"], *variables.values()]), (
                "an expression is not known here"
            )
            environment = {
                **os.environ,
                **variables,
                "PAGE_URL": self.site.url,
                "RUNNER_TEMP": str(temporary),
                "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
                "PYTHONUTF8": "1",
                "NO_PROXY": "127.0.0.1",
                "no_proxy": "127.0.0.1",
            }
            # What `shell: bash` means there.
            command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
            done = subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True, timeout=170)
            output += done.stdout + done.stderr
            if done.returncode:
                return done.returncode, output
        return 0, output

    @property
    def calls(self) -> list[list[Any]]:
        """The calls of `gh`: arguments, and the text of the pull request if they name one."""
        found: list[list[Any]] = json.loads(self.log.read_text("utf-8")) if self.log.exists() else []
        return [call for call in found if call[0][:2] != ["pr", "list"]]

    def branches(self) -> set[str]:
        return set(git(self.origin, "branch", "--format=%(refname:short)").split())


@pytest.fixture
def actions(tmp_path: Path, site: Site) -> Actions:
    return Actions(tmp_path, site)


def test_an_unchanged_page_opens_nothing(actions: Actions) -> None:
    code, output = actions.run()
    assert (code, actions.calls, actions.branches()) == (0, [], {"main"}), output


def test_a_changed_page_opens_a_change_and_a_further_change_renews_it(actions: Actions, site: Site) -> None:
    site.page = CHANGED
    code, output = actions.run()
    assert code == 0, output
    ((arguments, body),) = actions.calls
    assert arguments[:4] == ["pr", "create", "--head", "release/proposal"]
    assert arguments[arguments.index("--title") + 1] == "kinescope: Review of 0.1.1"
    assert "| all | 1 |" in body
    assert "## Changes" not in body
    assert actions.branches() == {"main", "release/proposal", "release/machine"}
    assert "seeds" in git(actions.origin, "grep", "-h", "seeds", "release/proposal", "--", "specs")

    site.page = CHANGED.replace("| sliced | bool |", "| salted | string | How much. |\n| sliced | bool |")
    code, output = actions.run()
    assert code == 0, output
    assert actions.calls[1][0][:3] == ["pr", "edit", "release/proposal"]
    assert "| all | 2 |" in actions.calls[1][1]
    assert len(actions.calls) == 2


@pytest.mark.parametrize(
    ("page", "status", "expected"),
    [
        (PAGE.replace("loaves", "lo\ufffdves"), 200, 4),
        (PAGE.partition("Eat loaf")[0] + "\n", 200, 5),
        ("Internal Server Error", 500, 9),
        ("%PDF-1.7", 200, 10),
    ],
    ids=["garbled", "incomplete", "error page", "another form"],
)
def test_an_unusable_page_ends_the_run_and_changes_nothing(
    actions: Actions, site: Site, page: str, status: int, expected: int
) -> None:
    site.page, site.status = page, status
    code, output = actions.run()
    assert code == expected, output
    assert (actions.calls, actions.branches()) == ([], {"main"})


def test_the_workflow_is_an_example_that_does_not_run_here() -> None:
    assert not (ROOT / ".github" / "workflows" / WORKFLOW.name).exists()
    # YAML 1.1 reads the key `on` as true.
    triggers = cast("dict[Any, Any]", workflow())[True]
    assert set(triggers) == {"schedule", "workflow_dispatch"}
    assert workflow()["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert workflow()["defaults"]["run"]["shell"] == "bash"


def test_the_document_names_the_workflow_and_its_variables() -> None:
    text = (ROOT / "docs" / "following-a-page.md").read_text("utf-8")
    assert f"[{WORKFLOW.name}]({WORKFLOW.name})" in text
    assert [name for name in workflow()["env"] if f"`{name}`" not in text] == []
