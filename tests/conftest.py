"""Fixtures of all tests: no connections to other machines, fixed seeds, a running server, and Prism."""

from __future__ import annotations

import functools
import gc
import os
import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpcore2
import hypothesis
import pytest

from tests.contract.tools.prism import MODULES, PrismError, PrismProcess
from tests.loopback import loopback_only

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Generator, Iterator

__all__ = ["loopback_only"]

ROOT = Path(__file__).resolve().parent.parent
SET_UP = "run `python3 scripts/dev.py test`, which sets it up"

# Deadlines and the health check on speed measure the machine, not the code. A test with a fixture of its own
# cleans up after its own examples.
hypothesis.settings.register_profile(
    "kinocraft",
    derandomize=True,
    database=None,
    deadline=None,
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate, hypothesis.Phase.shrink],
    print_blob=False,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.load_profile("kinocraft")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return the number of workers of `-n auto`: one more than cores, because many tests wait for another process."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, 7) + 1


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Exclude collected tests from garbage collection. They live to the end: scanning them takes a tenth of a run."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _state_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what clients remember between runs out of the user's own folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KINOCRAFT_STATE_DIR", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _certificates() -> Iterator[None]:
    """Read the certificates of this machine once. Each client would read them again, which takes longer than a test."""
    read = httpcore2.default_ssl_context

    @functools.cache
    def of(trust_env: bool, *_chosen: str | None) -> ssl.SSLContext:
        return read(_trust_env=trust_env)

    def context(*, _trust_env: bool = True) -> ssl.SSLContext:
        return of(_trust_env, os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpcore2, "default_ssl_context", context)
        yield


@pytest.fixture(scope="session")
def running_server() -> Iterator[Any]:
    """The local server for the whole session, on a port of its own, with the documented limits off."""
    import kinocraft_mock  # imported here, so that tests without a server start faster

    with kinocraft_mock.running(port=0, limits=False) as server:
        yield server


@pytest.fixture
def server(running_server: Any) -> Any:
    """The local server, as if just started."""
    running_server.control.reset()
    return running_server


@pytest.fixture
def closed_url() -> Iterator[str]:
    """A URL at whose port nothing listens: the port is bound, so that no other process can take it."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"


@pytest.fixture(scope="session")
def node() -> str:
    """The path of Node."""
    path = os.environ.get("KINOCRAFT_NODE") or shutil.which("node")
    if not path or not Path(path).is_file():
        pytest.fail(f"no Node: {SET_UP}", pytrace=False)
    return path


@pytest.fixture(scope="session")
def start_prism(node: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], PrismProcess]]:
    """A function that starts a process of Prisms."""
    if not (ROOT / MODULES).is_dir():
        pytest.fail(f"no Prism in node_modules: {SET_UP}", pytrace=False)
    started: list[PrismProcess] = []

    def start() -> PrismProcess:
        process = PrismProcess(node, ROOT, tmp_path_factory.mktemp("prism"))
        started.append(process)
        return process

    yield start
    failures: list[str] = []
    for process in started:
        try:
            process.close()
        except PrismError as error:
            failures.append(str(error))
    assert not failures


@pytest.fixture(scope="session")
def prism(start_prism: Callable[[], PrismProcess]) -> PrismProcess:
    """The process of all Prisms of the session: `prism.start(document)` or `prism.start(document, upstream)`."""
    return start_prism()
