"""Buckets in a file: one for each service at a host, which all that use the file share."""

from __future__ import annotations

from pathlib import Path

from pyrate_limiter import AbstractBucket, Rate, RateItem

from kinocraft import FileBuckets

RATES = [Rate(3, 60_000)]


def admitted(bucket: AbstractBucket, now: int = 1_000) -> int:
    """Return how many of five requests a bucket admits."""
    return sum(bool(bucket.put(RateItem("request", now))) for _ in range(5))


def test_each_service_at_each_host_has_a_bucket_of_its_own(tmp_path: Path) -> None:
    factory = FileBuckets(tmp_path / "limits.sqlite")
    names = ("files at a", "files at b", "videos at a", "")
    assert [admitted(factory(name, RATES)) for name in names] == [3, 3, 3, 3]
    assert [admitted(factory(name, RATES)) for name in names] == [0, 0, 0, 0]


def test_factories_of_one_file_share_its_buckets_and_those_of_others_do_not(tmp_path: Path) -> None:
    first, again, other = (FileBuckets(tmp_path / name) for name in ("a.sqlite", "a.sqlite", "b.sqlite"))
    assert [admitted(each("files at a", RATES)) for each in (first, again, other)] == [3, 0, 3]
    assert (first == again, first == other, hash(first) == hash(again)) == (True, False, True)
