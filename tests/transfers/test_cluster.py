"""Transfers on a real Dask cluster, with limits in a real Redis. `dev.py test-slow` installs both; CI runs neither."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from kinocraft import Kinescope, Platformcraft, RedisBuckets, transfer
from kinocraft.errors import ConfigurationError, SharedLimitsError
from kinocraft.transfers.clients import ClientsRecipe
from tests.seed.clients import new_project
from tests.transfers import makers
from tests.transfers.conftest import counts, rows

PROGRAM = shutil.which("redis-server")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("distributed") is None, reason="Dask is not installed: run dev.py test-slow"),
    pytest.mark.skipif(find_spec("redis") is None, reason="the package redis is not installed: run dev.py test-slow"),
    pytest.mark.skipif(
        PROGRAM is None, reason="there is no redis-server: on Debian and Ubuntu, apt install redis-server"
    ),
    # Of Dask itself, when its event loop ends with open connections.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server in the environment, and a state folder of the test. Time is real: workers have no other."""
    monkeypatch.setenv("KINOCRAFT_STATE_DIR", str(tmp_path / "state"))
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)


class RedisServer:
    """A redis-server of the test, with its data in memory."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._folder = folder
        self.start()

    def start(self) -> None:
        import redis

        self._process = subprocess.Popen(
            [PROGRAM or "", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
        )
        with redis.Redis.from_url(self.url) as client:
            while True:
                assert self._process.poll() is None, "redis-server does not start"
                try:
                    client.ping()
                    return
                except redis.ConnectionError:
                    continue

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[RedisServer]:
    started = RedisServer(tmp_path)
    yield started
    started.stop()


@pytest.fixture
def cluster(tmp_path: Path, environment: None) -> Iterator[Any]:
    """A client of a cluster with two workers, each a process with one thread. A worker that dies is started again."""
    import dask
    import distributed

    with (
        dask.config.set({"temporary_directory": str(tmp_path), "distributed.worker.daemon": True}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0", processes=True
        ) as local,
        distributed.Client(local) as client,
    ):
        yield client


def pids(client: Any) -> list[int]:
    return sorted(client.run(os.getpid).values())


def many(folder: Path, count: int) -> list[Path]:
    made = [folder / f"talk {number}.mp4" for number in range(count)]
    for number, file in enumerate(made):
        file.write_bytes(bytes([number]) * (1000 + number))
    return made


def test_two_workers_move_a_library_within_the_limits_that_they_share(
    cluster: Any, redis_server: RedisServer, tmp_path: Path, server: Any
) -> None:
    files = many(tmp_path, 24)
    with Platformcraft() as platformcraft:
        report = transfer(
            rows(files),
            cluster.get_executor(pure=False),
            to="platformcraft:/lib",
            results=tmp_path / "r.jsonl",
            limits=redis_server.url,
        )
        assert counts(report) == (24, 0, 0, 0)
        stored = {item.name: item.size for item in platformcraft.files.list("/lib")}
        assert stored == {file.name: file.stat().st_size for file in files}
    assert [result.source for result in report.results()] == [str(file) for file in files]
    created = server.control.journal("files.create")
    times = [each["time"] for each in created]
    assert len(times) == 24
    assert all(later - earlier >= 1.0 for earlier, later in zip(times, times[10:], strict=False)), "10 a second"


@pytest.mark.parametrize(
    ("to", "operation", "fault"),
    [
        ("kinescope", "videos.uploads.create", "stall"),
        ("kinescope", "videos.uploads.create", "lost_response"),
        ("kinescope", "videos.uploads.init", "stall"),
        ("platformcraft", "files.create", "stall"),
        ("platformcraft", "files.create", "lost_response"),
    ],
)
def test_a_worker_that_is_killed_midway_loses_and_doubles_nothing(
    cluster: Any, redis_server: RedisServer, tmp_path: Path, server: Any, to: str, operation: str, fault: str
) -> None:
    files = many(tmp_path, 8)
    files[3].write_bytes(os.urandom(17 << 20))
    with Kinescope() as kinescope, Platformcraft() as platformcraft, ThreadPoolExecutor(1) as thread:
        project = new_project(kinescope)
        target = f"kinescope:{project}" if to == "kinescope" else "platformcraft:/lib"
        before = pids(cluster)
        after = 0 if operation == "videos.uploads.init" else 2
        options = {"seconds": 60} if fault == "stall" else {}
        hit = server.control.fault(operation, fault, after=after, times=1, **options)
        running = thread.submit(
            transfer,
            rows(files),
            cluster.get_executor(pure=False),
            to=target,
            results=tmp_path / "r.jsonl",
            workers=2,
            limits=redis_server.url,
        )
        while not server.control.fired(hit):
            assert not running.done(), running.result()
        for pid in before:  # one of them waits for the response; the other may be anywhere
            os.kill(pid, signal.SIGKILL)
        server.control.cancel_fault(hit)
        report = running.result(timeout=150)

        assert counts(report) == (8, 0, 0, 0), [result.error for result in report.results()]
        assert not set(before) & set(pids(cluster))
        if to == "kinescope":
            places = [result.place.removeprefix("kinescope:") for result in report.results()]
            videos = [kinescope.videos.wait(place, interval=0.2) for place in places]
            assert [video.assets[0].file_size for video in videos] == [file.stat().st_size for file in files]
            others = [video for video in kinescope.videos.list() if video.id not in places]
            left = [(video.title, video.status, video.progress) for video in others]
            # A worker leaves a suspended video if it dies in the middle of a body, and a pending one if it dies between
            # the start of the large upload and its response. No program can know whose these are.
            starts = [each for each in left if each[1] != "suspended"]
            assert starts in ([], [("talk 3", "pending", 0)]), left
            assert starts or operation != "videos.uploads.init", left
            assert len(left) <= len(before), "each worker leaves at most one"
        else:
            for file in files:
                copy = platformcraft.files.download(f"/lib/{file.name}", tmp_path / "copy")
                assert copy.read_bytes() == file.read_bytes()


def test_a_cluster_needs_limits_that_it_can_share(cluster: Any, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="through Redis"):
        transfer([], cluster.get_executor(), to="platformcraft:/a", results=tmp_path / "r.jsonl")


def test_a_client_is_not_sent_to_a_cluster(cluster: Any, redis_server: RedisServer, tmp_path: Path) -> None:
    with Kinescope() as client, pytest.raises(ConfigurationError, match="function of a module"):
        transfer(
            [],
            cluster.get_executor(),
            to="kinescope:a",
            results=tmp_path / "r",
            kinescope=client,
            limits=redis_server.url,
        )


def test_clients_share_limits_through_redis_by_its_clock(redis_server: RedisServer) -> None:
    from pyrate_limiter import Rate, RateItem

    now = round(time.time() * 1000)
    first, second = (RedisBuckets(redis_server.url)("files at host", [Rate(5, 60_000)]) for _ in range(2))
    # The second machine's clock is an hour ahead.
    admitted = [bool(first.put(RateItem("x", now))) for _ in range(3)]
    admitted += [bool(second.put(RateItem("x", now + 3_600_000))) for _ in range(3)]
    assert admitted == [True] * 5 + [False]
    assert 0 < int(second.waiting(RateItem("x", now + 3_600_000))) <= 60_000
    other = RedisBuckets(redis_server.url, prefix="other account")("files at host", [Rate(5, 60_000)])
    assert other.put(RateItem("x", now))


def test_redis_may_be_started_again_and_its_absence_is_a_typed_error(redis_server: RedisServer) -> None:
    from pyrate_limiter import Rate, RateItem

    bucket = RedisBuckets(redis_server.url)("files at host", [Rate(5, 60_000)])
    now = round(time.time() * 1000)
    assert bucket.put(RateItem("x", now))
    redis_server.stop()
    with pytest.raises(SharedLimitsError, match="cannot be used"):
        bucket.put(RateItem("x", now))
    redis_server.start()
    assert bucket.put(RateItem("x", now))


def test_the_password_of_redis_is_neither_shown_nor_sent() -> None:
    from pyrate_limiter import Rate

    factory = RedisBuckets("redis://:hunter2@127.0.0.1:1/0")
    assert "hunter2" not in repr(factory)
    assert "hunter2" not in repr(ClientsRecipe(makers.make_kinescope, limits=factory))
    with pytest.raises(ConfigurationError, match="KINOCRAFT_REDIS_URL") as caught:
        pickle.dumps(factory)
    assert "hunter2" not in str(caught.value)
    with pytest.raises(SharedLimitsError) as unreachable:
        factory("a", [Rate(5, 1000)])
    assert "hunter2" not in str(unreachable.value)
