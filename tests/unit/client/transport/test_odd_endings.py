"""Tasks end with the reason for which they end, however odd it is: a hook's, or that of a removal which fails too."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, cast

import httpx2
import pytest

from kinocraft import FileTokenStore
from kinocraft.auth.tokens import Tokens
from kinocraft.cli.credentials import Accounts
from kinocraft.errors import SourceError, TokenStoreError
from kinocraft.responses.destinations import FileSink
from kinocraft.sources import OneShotBody
from kinocraft.transport.effects import Effects, Parallel, Sleep, Work
from kinocraft.transport.runtimes import AsyncRuntime, Runtime
from kinocraft.webhooks import check_basic
from tests.faults.harness import FakeClock, Harness, engine


def run(harness: Harness, effects: Effects[Any]) -> Any:
    if harness.kind == "sync":
        return Runtime(engine(harness.clock), httpx2.Client()).run(effects)
    return harness.result(lambda: AsyncRuntime(engine(harness.clock), httpx2.AsyncClient()).run(effects))


def raising(error: BaseException) -> Callable[[], Effects[None]]:
    def task() -> Effects[None]:
        yield Sleep(0)
        raise error

    return task


class OddError(BaseException):
    """No error of kinocraft, nor a normal one."""


@pytest.mark.parametrize("kind", [asyncio.CancelledError, OddError, KeyboardInterrupt, SystemExit, GeneratorExit])
@pytest.mark.parametrize("width", [1, 2])
def test_whatever_a_hook_raises_in_a_parallel_task_is_raised(
    harness: Harness, kind: type[BaseException], width: int
) -> None:
    abandoned: list[bool] = []

    def task() -> Effects[str]:
        yield Parallel([raising(kind("mine"))], width, lambda: abandoned.append(True))
        return "the task went on"

    if harness.kind == "async" and kind in (KeyboardInterrupt, SystemExit):
        return  # an event loop raises these two by itself
    with pytest.raises(kind, match="mine"):
        run(harness, task())
    assert abandoned


def test_a_coroutine_that_is_closed_ends_without_another_error() -> None:
    """This is what becomes of a task whose event loop ends."""
    steps: list[str] = []

    def task() -> Effects[None]:
        try:
            yield Sleep(1)
        finally:
            steps.append("closed")
            yield Sleep(2)

    def outer() -> Effects[None]:
        yield from task()

    class Endless(FakeClock):
        async def asleep(self, seconds: float) -> None:
            await asyncio.get_running_loop().create_future()

    async def main() -> None:
        coroutine = AsyncRuntime(engine(Endless()), cast(Any, httpx2.AsyncClient())).run(outer())
        coroutine.send(None)
        coroutine.close()

    asyncio.run(main())
    assert steps == ["closed"]


def test_a_hook_that_raises_generator_exit_ends_a_task_with_it(harness: Harness) -> None:
    def inner() -> Effects[None]:
        def fail() -> None:
            raise GeneratorExit("mine")

        try:
            yield Work(fail)
        finally:
            yield Sleep(1)

    def outer() -> Effects[None]:
        yield from inner()

    with pytest.raises(GeneratorExit, match="mine"):
        run(harness, outer())


class Reader:
    """A file that is read from these blocks, with an error in place of its end."""

    def __init__(self, *blocks: Any) -> None:
        self._blocks = iter(blocks)

    def read(self, _size: int) -> Any:
        return next(self._blocks)


def test_a_file_whose_read_raises_stop_iteration_is_not_taken_for_complete() -> None:
    body = OneShotBody(cast(BinaryIO, Reader(b"a", b"b")))
    with pytest.raises(SourceError, match="StopIteration"):
        list(body.blocks())
    assert list(OneShotBody(cast(BinaryIO, Reader(b"a", b""))).blocks()) == [b"a"]


def test_a_login_that_is_no_text_in_utf8_matches_no_header() -> None:
    assert not check_basic("Basic dTpw", "u\udc80", "p")
    assert check_basic("Basic dTpw", "u", "p")


def forbidden(*_: Any, **__: Any) -> None:
    raise PermissionError(13, "Permission denied")


def full(*_: Any, **__: Any) -> None:
    raise OSError(28, "No space left on device")


def test_a_temporary_file_that_stays_does_not_hide_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("KINOCRAFT_STATE_DIR", str(tmp_path))
    tokens = Tokens("a", "r", "u", "o", 0.0, 1.0, 2.0)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        patch.setattr(Path, "unlink", forbidden)
        patch.setattr(Path, "chmod", lambda *_: None)
        with pytest.raises(TokenStoreError, match="No space left"):
            FileTokenStore(tmp_path / "tokens.json").save("account", tokens)
        with pytest.raises(TokenStoreError, match="No space left"):
            Accounts().save("kinescope", login="", secret="t", store="file")
        FileSink(tmp_path / "copy").discard()
    assert "cannot remove" in caplog.text
    assert list(tmp_path.glob(".copy.*.part"))
