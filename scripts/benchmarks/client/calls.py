"""The CPU time of one GET with kinocraft, compared with other ways to get the same typed video."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from local_server import LocalServer, local_server

from ..measure import FOLDER, Line, Pairs, alternate_processes
from ..workspace import TOKEN, make_videos

TARGET = 1.3
CALLS = 100
MANY = 300
"""More videos than a client caches parsed URLs, so that the cache never helps."""
DESCRIPTION = FOLDER.parents[1] / "generated" / "kinocraft_api" / "kinescope_v1" / "openapi.json"
CLIENT = "openapi_client"
MODELS = ("--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel")


@dataclass(frozen=True)
class Other:
    """A client to compare with: its description, the packages it needs, and the command that generates it."""

    text: str
    packages: tuple[str, ...]
    module: str
    arguments: tuple[str, ...]


OTHERS = {
    "openai": Other(
        "its client.get(path, cast_to=…), with models generated from the same description",
        ("openai", "datamodel_code_generator", "email_validator"),
        "datamodel_code_generator",
        ("--input", str(DESCRIPTION), *MODELS, "--output", "openai_models.py", "--base-class", "openai.BaseModel"),
    ),
    "openapi-python-client": Other(
        "generated from the same description with its own templates",
        ("openapi_python_client",),
        "openapi_python_client",
        ("generate", "--path", str(DESCRIPTION), "--meta", "none", "--output-path", CLIENT),
    ),
    "datamodel-code-generator": Other(
        "its models of the same description, with httpx2: no rate limits, retries, typed errors or drift reports",
        ("datamodel_code_generator", "email_validator"),
        "datamodel_code_generator",
        ("--input", str(DESCRIPTION), *MODELS, "--output", "codegen_models.py"),
    ),
}


def measure(quick: bool) -> list[Line]:
    """Run two clients at a time, each in its own process, in turns against the same server."""
    processes, count = (2, 2) if quick else (15, 4)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="kinocraft-bench-")))
        server = stack.enter_context(local_server("--no-limits"))
        videos = make_videos(server, 2 if quick else MANY)

        def pairs(name: str, videos: list[str]) -> Pairs:
            @contextmanager
            def pair() -> Generator[tuple[Callable[[], float], Callable[[], float]]]:
                with (
                    _caller("kinocraft", server, videos, folder) as ours,
                    _caller(name, server, videos, folder) as theirs,
                ):
                    yield partial(_read_cpu_time, ours), partial(_read_cpu_time, theirs)

            return alternate_processes(pair, processes, count)

        readings = pairs("httpx2", videos[:1])
        ours, theirs = (seconds * 1e6 for seconds in readings.medians)
        detail = f"{ours:.0f} us of CPU time; httpx2 + validate_json {theirs:.0f} us"
        lines = [readings.compare("one GET", "<=", TARGET, detail)]
        for name, other in OTHERS.items():
            missing = [package for package in other.packages if find_spec(package) is None]
            if missing:
                text = f"{missing[0]} is not installed: see the group bench in pyproject.toml"
                lines.append(Line(f"  next to {name}", "< 1 x", "not measured", None, text))
                continue
            # Their warnings concern other operations.
            subprocess.run(
                [sys.executable, "-m", other.module, *other.arguments], check=True, capture_output=True, cwd=folder
            )
            readings = pairs(name, videos[:1])
            ours, theirs = (seconds * 1e6 for seconds in readings.medians)
            lines.append(readings.compare(f"  next to {name}", "<", 1, f"{ours:.0f} us; {theirs:.0f} us: {other.text}"))
        readings = pairs("httpx2", videos)
        ours, theirs = (seconds * 1e6 for seconds in readings.medians)
        detail = f"{ours:.0f} us; httpx2 + validate_json {theirs:.0f} us; {len(videos)} videos in turn"
        lines.append(readings.compare("  another video each time", "<=", TARGET, detail))
    return lines


def _read_cpu_time(caller: subprocess.Popen[str]) -> float:
    """Return the CPU seconds of one call."""
    assert caller.stdin is not None
    assert caller.stdout is not None
    caller.stdin.write(f"{CALLS}\n")
    caller.stdin.flush()
    line = caller.stdout.readline()
    if not line:
        raise RuntimeError(f"the caller ended without a result: {caller.args!r}")
    return float(line)


@contextmanager
def _caller(name: str, server: LocalServer, videos: list[str], folder: Path) -> Generator[subprocess.Popen[str]]:
    arguments = [name, server.api_url, TOKEN, str(folder), *videos]
    command = [sys.executable, str(FOLDER / "client" / "caller.py"), *arguments]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with process:
        yield process
