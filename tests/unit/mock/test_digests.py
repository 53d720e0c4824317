"""The hash that keeps up with parts."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import count, permutations, takewhile
from pathlib import Path
from typing import cast

import pytest

import kinocraft_mock.blobs
from kinocraft_mock import digests
from kinocraft_mock.blobs import Blobs, Incoming
from kinocraft_mock.digests import RunningDigest


@pytest.fixture
def pieces(tmp_path: Path) -> list[Path]:
    """Files that hold their own numbers."""
    paths = [tmp_path / str(number) for number in range(6)]
    for path in paths:
        path.write_bytes(path.name.encode())
    return paths


async def digest_of(pool: ThreadPoolExecutor, files: list[tuple[int, Path]], *, settle: bool) -> str:
    running = RunningDigest(pool)
    for number, path in files:
        running.put(number, path)
        if settle:
            await running.result()
    return await running.result()


@pytest.mark.parametrize("settle", [False, True])
@pytest.mark.parametrize("first", [0, 1])
def test_every_order(pieces: list[Path], first: int, settle: bool) -> None:
    wanted = sha256(b"0123").hexdigest()
    with ThreadPoolExecutor(1) as pool:
        for order in permutations(range(4)):
            files = [(number + first, pieces[number]) for number in order]
            assert asyncio.run(digest_of(pool, files, settle=settle)) == wanted


@pytest.mark.parametrize("settle", [False, True])
@pytest.mark.parametrize("replaced", [0, 1, 2])
def test_a_replaced_part(pieces: list[Path], replaced: int, settle: bool) -> None:
    wanted = ["0", "1", "2"]
    wanted[replaced] = "5"
    files = [(0, pieces[0]), (1, pieces[1]), (2, pieces[2]), (replaced, pieces[5])]
    with ThreadPoolExecutor(1) as pool:
        found = asyncio.run(digest_of(pool, files, settle=settle))
    assert found == sha256("".join(wanted).encode()).hexdigest()


def test_a_replaced_part_costs_only_what_follows(pieces: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    extend = digests._extend  # pyright: ignore[reportPrivateUsage]

    def counted(state: object, file: Path) -> object:
        read.append(file.name)
        return extend(state, file)

    monkeypatch.setattr(digests, "_extend", counted)
    files = [(0, pieces[0]), (1, pieces[1]), (2, pieces[2]), (1, pieces[5]), (3, pieces[3])]
    with ThreadPoolExecutor(1) as pool:
        found = asyncio.run(digest_of(pool, files, settle=True))
    assert found == sha256(b"0523").hexdigest()
    assert read == ["0", "1", "2", "5", "2", "3"]


@pytest.fixture
def blobs(tmp_path: Path) -> Iterator[Blobs]:
    made = Blobs(tmp_path / "data", 0)
    yield made
    made.close()


@pytest.fixture
def read_back(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What the files hold that are hashed after they have arrived."""
    found: list[bytes] = []
    extend = digests._extend  # pyright: ignore[reportPrivateUsage]

    def noted(state: object, file: Path) -> object:
        found.append(file.read_bytes())
        return extend(state, file)

    monkeypatch.setattr(digests, "_extend", noted)
    return found


class Arrivals:
    """Files that arrive, each in as many writes as it takes."""

    def __init__(self, blobs: Blobs) -> None:
        self.blobs = blobs
        self.running = RunningDigest(blobs.pool)

    def begin(self, number: int) -> Incoming:
        incoming = self.blobs.open()
        self.running.begin(number, incoming)
        return incoming

    async def end(self, number: int, incoming: Incoming) -> None:
        await incoming.finish()
        self.running.put(number, self.blobs.path(self.blobs.keep(incoming)), incoming)

    async def settle(self) -> None:
        """Until nothing is being hashed."""
        await asyncio.gather(*asyncio.all_tasks() - {cast("asyncio.Task[None]", asyncio.current_task())})


@pytest.mark.parametrize("seed", range(60))
def test_parts_hashed_while_they_arrive_in_any_interleaving(
    blobs: Blobs, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parts begin, go on and end in every order, some come twice, some break off."""
    monkeypatch.setattr(kinocraft_mock.blobs, "BLOCK", 4)
    chance = random.Random(seed)
    first = chance.choice([0, 1])
    numbers = [first + number for number in range(4)] + [chance.randrange(5) for _ in range(3)]
    chance.shuffle(numbers)
    last: dict[int, bytes] = {}

    async def arrive() -> str:
        arrivals = Arrivals(blobs)
        under_way: list[tuple[int, Incoming, bytearray]] = []
        while numbers or under_way:
            if numbers and (not under_way or chance.random() < 0.3):
                number = numbers.pop()
                under_way.append((number, arrivals.begin(number), bytearray()))
            number, incoming, sent = entry = chance.choice(under_way)
            match chance.choice(["write", "write", "end", "break off", "settle", "result"]):
                case "write":
                    block = chance.randbytes(chance.randrange(1, 6))
                    sent += block
                    await incoming.write(block)
                case "end":
                    under_way.remove(entry)
                    await arrivals.end(number, incoming)
                    last[number] = bytes(sent)
                case "break off" if number in last or number in [*numbers, *(other for other, _, _ in under_way)]:
                    under_way.remove(entry)
                    await incoming.discard()
                case "settle":
                    await arrivals.settle()
                case _:
                    await arrivals.running.result()
        return await arrivals.running.result()

    found = asyncio.run(arrive())
    start = 0 if 0 in last else 1
    whole = b"".join(last[number] for number in takewhile(last.__contains__, count(start)))
    assert found == sha256(whole).hexdigest()


def test_a_part_hashed_on_arrival_is_not_read_again(blobs: Blobs, read_back: list[bytes]) -> None:
    async def arrive() -> str:
        arrivals = Arrivals(blobs)
        for number in range(3):
            incoming = arrivals.begin(number)
            await incoming.write(b"%d" % number)
            await arrivals.end(number, incoming)
            await arrivals.settle()
        return await arrivals.running.result()

    assert asyncio.run(arrive()) == sha256(b"012").hexdigest()
    assert read_back == []


def test_a_part_is_hashed_on_the_way_as_soon_as_its_turn_comes(blobs: Blobs, read_back: list[bytes]) -> None:
    async def arrive() -> str:
        arrivals = Arrivals(blobs)
        parts = [arrivals.begin(number) for number in range(3)]
        for number, incoming in enumerate(parts):
            await incoming.write(b"%d" % number * digests.BLOCK)
        for number, incoming in enumerate(parts):
            await incoming.write(b"+")
            await arrivals.end(number, incoming)
            await arrivals.settle()
        return await arrivals.running.result()

    whole = b"".join(b"%d" % number * digests.BLOCK + b"+" for number in range(3))
    assert asyncio.run(arrive()) == sha256(whole).hexdigest()
    assert read_back == []


def test_nothing_is_hashed_in_vain_while_the_first_part_arrives(blobs: Blobs, read_back: list[bytes]) -> None:
    async def arrive() -> str:
        arrivals = Arrivals(blobs)
        parts = [arrivals.begin(number) for number in range(3)]
        for number in (2, 1, 0):
            await parts[number].write(b"%d" % number)
            await arrivals.end(number, parts[number])
            await arrivals.settle()
        return await arrivals.running.result()

    assert asyncio.run(arrive()) == sha256(b"012").hexdigest()
    assert read_back == [b"1", b"2"]


def test_a_first_part_that_breaks_off_is_not_waited_for(blobs: Blobs) -> None:
    async def arrive() -> str:
        arrivals = Arrivals(blobs)
        parts = [arrivals.begin(number) for number in range(3)]
        await parts[0].discard()
        for number in (1, 2):
            await parts[number].write(b"%d" % number)
            await arrivals.end(number, parts[number])
        return await arrivals.running.result()

    assert asyncio.run(arrive()) == sha256(b"12").hexdigest()


def test_no_parts_hash_like_nothing() -> None:
    with ThreadPoolExecutor(1) as pool:
        assert asyncio.run(digest_of(pool, [], settle=False)) == sha256(b"").hexdigest()


def test_a_lost_file_is_an_error(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool, pytest.raises(FileNotFoundError):
        asyncio.run(digest_of(pool, [(0, tmp_path / "gone")], settle=False))
