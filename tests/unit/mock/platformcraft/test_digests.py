"""SHA-256 digests that are computed while parts arrive."""

from __future__ import annotations

import asyncio
import random
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import permutations
from pathlib import Path
from typing import cast

import pytest

from kinocraft_mock.state import digests
from kinocraft_mock.state.digests import FileDigest, RunningDigest


@pytest.fixture
def pieces(tmp_path: Path) -> list[Path]:
    """Files that contain their own numbers."""
    paths = [tmp_path / str(number) for number in range(6)]
    for path in paths:
        path.write_bytes(path.name.encode())
    return paths


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read for hashing, in order."""
    names: list[str] = []
    extend = digests._extend  # pyright: ignore[reportPrivateUsage]

    def noted(state: object, file: Path) -> object:
        names.append(file.name)
        return extend(state, file)

    monkeypatch.setattr(digests, "_extend", noted)
    return names


async def digest_of(pool: ThreadPoolExecutor, files: list[tuple[int, Path]], *, settle: bool) -> str:
    running = RunningDigest(pool)
    for number, path in files:
        running.put(number, path)
        if settle:
            await running.result()
    return await running.result()


@pytest.mark.parametrize("settle", [False, True])
@pytest.mark.parametrize("first", [0, 1])
def test_parts_may_arrive_in_any_order(pieces: list[Path], first: int, settle: bool) -> None:
    wanted = sha256(b"0123").hexdigest()
    with ThreadPoolExecutor(1) as pool:
        for order in permutations(range(4)):
            files = [(number + first, pieces[number]) for number in order]
            assert asyncio.run(digest_of(pool, files, settle=settle)) == wanted


@pytest.mark.parametrize("settle", [False, True])
@pytest.mark.parametrize("replaced", [0, 1, 2])
def test_a_replaced_part_changes_the_digest(pieces: list[Path], replaced: int, settle: bool) -> None:
    wanted = ["0", "1", "2"]
    wanted[replaced] = "5"
    files = [(0, pieces[0]), (1, pieces[1]), (2, pieces[2]), (replaced, pieces[5])]
    with ThreadPoolExecutor(1) as pool:
        found = asyncio.run(digest_of(pool, files, settle=settle))
    assert found == sha256("".join(wanted).encode()).hexdigest()


def test_only_parts_after_a_replaced_part_are_hashed_again(pieces: list[Path], read: list[str]) -> None:
    files = [(0, pieces[0]), (1, pieces[1]), (2, pieces[2]), (1, pieces[5]), (3, pieces[3])]
    with ThreadPoolExecutor(1) as pool:
        found = asyncio.run(digest_of(pool, files, settle=True))
    assert found == sha256(b"0523").hexdigest()
    assert read == ["0", "1", "2", "5", "2", "3"]


@pytest.mark.parametrize("seed", range(60))
def test_concurrent_parts_are_hashed_in_their_order(tmp_path: Path, seed: int) -> None:
    """Parts begin and end in random order, some twice."""
    chance = random.Random(seed)
    first = chance.choice([0, 1])
    numbers = [first + number for number in range(4)] + [first + chance.randrange(4) for _ in range(2)]
    files = [(number, tmp_path / str(place)) for place, number in enumerate(numbers)]
    for place, (_, path) in enumerate(files):
        path.write_bytes(b"%d;" % place)
    begins, ends = [*files], [*files]
    chance.shuffle(begins)
    last: dict[int, bytes] = {}

    async def arrive(pool: ThreadPoolExecutor) -> str:
        running, begun = RunningDigest(pool), dict[Path, FileDigest | None]()
        for number, path in chance.sample(ends, len(ends)):
            while path not in begun:
                next_number, next_path = begins.pop()
                begun[next_path] = state = running.begin(next_number)
                if state is not None:
                    state.state.update(next_path.read_bytes())
            running.put(number, path, begun[path])
            last[number] = path.read_bytes()
            if chance.random() < 0.5:
                await running.result()
        return await running.result()

    with ThreadPoolExecutor(1) as pool:
        found = asyncio.run(arrive(pool))
    assert found == sha256(b"".join(last[number] for number in sorted(last))).hexdigest()


def test_a_part_hashed_on_arrival_is_not_read_again(pieces: list[Path], read: list[str]) -> None:
    async def arrive(pool: ThreadPoolExecutor) -> str:
        running = RunningDigest(pool)
        for number, path in enumerate(pieces):
            begun = running.begin(number)
            assert begun is not None
            begun.state.update(path.read_bytes())
            running.put(number, path, begun)
        return await running.result()

    with ThreadPoolExecutor(1) as pool:
        assert asyncio.run(arrive(pool)) == sha256(b"012345").hexdigest()
    assert read == []


def test_later_parts_wait_for_the_first_part(pieces: list[Path], read: list[str]) -> None:
    async def arrive(pool: ThreadPoolExecutor) -> str:
        running = RunningDigest(pool)
        begun = running.begin(0)
        assert begun is not None
        assert running.begin(1) is None
        for number in (2, 1):
            running.put(number, pieces[number])
        await asyncio.gather(*asyncio.all_tasks() - {cast("asyncio.Task[None]", asyncio.current_task())})
        assert read == []
        begun.state.update(pieces[0].read_bytes())
        running.put(0, pieces[0], begun)
        return await running.result()

    with ThreadPoolExecutor(1) as pool:
        assert asyncio.run(arrive(pool)) == sha256(b"012").hexdigest()
    assert read == ["1", "2"]


def test_an_incomplete_first_part_does_not_block_the_digest(pieces: list[Path]) -> None:
    async def arrive(pool: ThreadPoolExecutor) -> str:
        running = RunningDigest(pool)
        running.begin(0)
        running.put(1, pieces[1])
        running.put(2, pieces[2])
        return await running.result()

    with ThreadPoolExecutor(1) as pool:
        assert asyncio.run(arrive(pool)) == sha256(b"12").hexdigest()


def test_no_parts_have_the_digest_of_no_bytes() -> None:
    with ThreadPoolExecutor(1) as pool:
        assert asyncio.run(digest_of(pool, [], settle=False)) == sha256(b"").hexdigest()


def test_a_missing_file_raises(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool, pytest.raises(FileNotFoundError):
        asyncio.run(digest_of(pool, [(0, tmp_path / "gone")], settle=False))
