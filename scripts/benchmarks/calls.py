"""How much processor time one GET costs the client, next to other ways to the same typed video."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from local_server import LocalServer, local_server

from .measure import FOLDER, Line, alternate
from .workspace import TOKEN, make_videos

TARGET = 1.3
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
    """Each client is a process that stays; one after the other they ask the same server for the same video."""
    count, pairs = (60, 3) if quick else (300, 15)
    with ExitStack() as stack:
        made = Path(stack.enter_context(TemporaryDirectory(prefix="kinocraft-bench-")))
        server = stack.enter_context(local_server("--no-limits"))
        (video,) = make_videos(server)
        takes: dict[str, subprocess.Popen[str]] = {}

        def take(name: str) -> float:
            if name not in takes:
                takes[name] = stack.enter_context(_caller(name, server, video, made))
            process = takes[name]
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(f"{count}\n")
            process.stdin.flush()
            answer = process.stdout.readline()
            if not answer:
                raise RuntimeError(f"{name} made no call")
            return float(answer)

        readings = alternate(lambda: take("kinocraft"), lambda: take("httpx2"), pairs)
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
            readings = alternate(lambda: take("kinocraft"), lambda name=name: take(name), pairs)
            ours, theirs = (seconds * 1e6 for seconds in readings.medians)
            lines.append(
                readings.compare(f"  next to {name}", "<", 1, f"{ours:.0f} us; {theirs:.0f} us: {other.words}")
            )
    return lines


@contextmanager
def _caller(name: str, server: LocalServer, video: str, made: Path) -> Generator[subprocess.Popen[str]]:
    arguments = [name, server.api_url, TOKEN, video, made]
    process = subprocess.Popen(
        [sys.executable, FOLDER / "caller.py", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        yield process
