"""How much processor time one GET costs the client, next to other ways to the same typed video."""

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

from .measure import FOLDER, Line, Pairs, of_many
from .workspace import TOKEN, make_videos

TARGET = 1.3
CALLS = 100
MANY = 300
"""Videos, so many that a client that keeps what it has parsed of the last ones has nothing of them."""
DESCRIPTION = FOLDER.parents[1] / "generated" / "kinocraft_api" / "kinescope_v1" / "openapi.json"
CLIENT = "openapi_client"
MODELS = ("--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel")


@dataclass(frozen=True)
class Other:
    """A client to compare with: what it is, the packages it needs, and the module and arguments that make it."""

    words: str
    packages: tuple[str, ...]
    module: str
    arguments: tuple[str, ...]


OTHERS = {
    "openai": Other(
        "its client.get(path, cast_to=…), with models of the same description on its base",
        ("openai", "datamodel_code_generator", "email_validator"),
        "datamodel_code_generator",
        ("--input", str(DESCRIPTION), *MODELS, "--output", "openai_models.py", "--base-class", "openai.BaseModel"),
    ),
    "openapi-python-client": Other(
        "what its own templates make of the same description",
        ("openapi_python_client",),
        "openapi_python_client",
        ("generate", "--path", str(DESCRIPTION), "--meta", "none", "--output-path", CLIENT),
    ),
    "datamodel-code-generator": Other(
        "the models it makes of the same description with httpx2: no limits, retries, typed errors or report of drift",
        ("datamodel_code_generator", "email_validator"),
        "datamodel_code_generator",
        ("--input", str(DESCRIPTION), *MODELS, "--output", "codegen_models.py"),
    ),
}


def measure(quick: bool) -> list[Line]:
    """Two clients at a time, each a process of its own, ask the same server in turns."""
    processes, count = (2, 2) if quick else (15, 4)
    with ExitStack() as stack:
        made = Path(stack.enter_context(TemporaryDirectory(prefix="kinocraft-bench-")))
        server = stack.enter_context(local_server("--no-limits"))
        videos = make_videos(server, 2 if quick else MANY)

        def pairs(name: str, videos: list[str]) -> Pairs:
            @contextmanager
            def pair() -> Generator[tuple[Callable[[], float], Callable[[], float]]]:
                with _caller("kinocraft", server, videos, made) as ours, _caller(name, server, videos, made) as theirs:
                    yield partial(_take, ours), partial(_take, theirs)

            return of_many(pair, processes, count)

        readings = pairs("httpx2", videos[:1])
        ours, theirs = (seconds * 1e6 for seconds in readings.medians)
        detail = f"{ours:.0f} us of processor time; httpx2 + validate_json {theirs:.0f} us"
        lines = [readings.compare("one GET", "<=", TARGET, detail)]
        for name, other in OTHERS.items():
            missing = [package for package in other.packages if find_spec(package) is None]
            if missing:
                words = f"{missing[0]} is not installed: see the group bench in pyproject.toml"
                lines.append(Line(f"  next to {name}", "< 1 x", "not measured", None, words))
                continue
            # They print warnings that concern other operations.
            subprocess.run(
                [sys.executable, "-m", other.module, *other.arguments], check=True, capture_output=True, cwd=made
            )
            readings = pairs(name, videos[:1])
            ours, theirs = (seconds * 1e6 for seconds in readings.medians)
            lines.append(
                readings.compare(f"  next to {name}", "<", 1, f"{ours:.0f} us; {theirs:.0f} us: {other.words}")
            )
        readings = pairs("httpx2", videos)
        ours, theirs = (seconds * 1e6 for seconds in readings.medians)
        detail = f"{ours:.0f} us; httpx2 + validate_json {theirs:.0f} us; {len(videos)} videos in turn"
        lines.append(readings.compare("  another video each time", "<=", TARGET, detail))
    return lines


def _take(caller: subprocess.Popen[str]) -> float:
    """The processor time of a call."""
    assert caller.stdin is not None
    assert caller.stdout is not None
    caller.stdin.write(f"{CALLS}\n")
    caller.stdin.flush()
    answer = caller.stdout.readline()
    if not answer:
        raise RuntimeError(f"no call was made: {caller.args!r}")
    return float(answer)


@contextmanager
def _caller(name: str, server: LocalServer, videos: list[str], made: Path) -> Generator[subprocess.Popen[str]]:
    arguments = [name, server.api_url, TOKEN, str(made), *videos]
    process = subprocess.Popen(
        [sys.executable, FOLDER / "caller.py", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        yield process
