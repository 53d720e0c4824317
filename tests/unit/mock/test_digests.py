"""The hash that keeps up with parts."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import permutations
from pathlib import Path

import pytest

from kinocraft_mock import digests
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


def test_no_parts_hash_like_nothing() -> None:
    with ThreadPoolExecutor(1) as pool:
        assert asyncio.run(digest_of(pool, [], settle=False)) == sha256(b"").hexdigest()


def test_a_lost_file_is_an_error(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool, pytest.raises(FileNotFoundError):
        asyncio.run(digest_of(pool, [(0, tmp_path / "gone")], settle=False))
