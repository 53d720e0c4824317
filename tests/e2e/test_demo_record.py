"""The journal that the demo accepts as proof of its upload, and journals that it must reject."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from demonstration.errors import DemoError
from demonstration.record import CUT_AFTER, InjectedFaults, UploadRecord

if TYPE_CHECKING:
    from collections.abc import Callable

PART_SIZE = 200_000
SIZE = 450_000


def exchange(operation: str, status: int | None = 200, part: int = 0, bytes_in: int = 0) -> dict[str, Any]:
    query = f"uploadId=u&uploadPartNum={part}"
    return {"operation": operation, "status": status, "query": query, "bytes_in": bytes_in}


def put(part: int, status: int | None = 200, bytes_in: int = PART_SIZE) -> dict[str, Any]:
    return exchange("files.uploads.put_part", status, part, bytes_in)


class Record:
    """Replaces the control API of a server whose journal ends with these exchanges."""

    def __init__(self) -> None:
        self.before = [put(0), put(0, None)]
        self.after = [
            exchange("auth.login"),
            exchange("files.uploads.start"),
            put(0),
            put(1, None, CUT_AFTER),
            put(1),
            put(2, 401, 0),
            exchange("auth.refresh"),
            put(2, 429, 0),
            put(2),
            exchange("files.uploads.complete"),
        ]
        self.times = {"drop_request": 1, "expire_tokens": 1}

    def fault(self, _operation: str, kind: str, **_parameters: int) -> str:
        return kind

    def fired(self, fault_id: str) -> int:
        return self.times[fault_id]

    def journal(self, last: int | None = None) -> list[dict[str, Any]]:
        seen = self.before if last else self.before + self.after
        numbered = [{**each, "n": number} for number, each in enumerate(seen, 1)]
        return numbered[-last:] if last else numbered

    def story(self) -> UploadRecord:
        control: Any = self
        return InjectedFaults(control).upload_record(SIZE, PART_SIZE)


def test_the_expected_journal_is_accepted() -> None:
    assert Record().story() == UploadRecord(
        parts=3, requests=6, cut_part=2, cut_after=CUT_AFTER, rejected=[3], rate_limited=1, logins=1, renewals=1
    )


def no_cut(record: Record) -> None:
    record.times["drop_request"] = 0


def no_expiry(record: Record) -> None:
    record.times["expire_tokens"] = 0


def part_missing(record: Record) -> None:
    del record.after[2]


def part_sent_twice(record: Record) -> None:
    record.after.append(put(0))


def second_cut(record: Record) -> None:
    record.after.append(put(0, None, 7))


def cut_before_the_part(record: Record) -> None:
    record.after[3]["bytes_in"] = 0


def cut_behind_the_part(record: Record) -> None:
    record.after[3]["bytes_in"] = PART_SIZE


def nothing_rejected(record: Record) -> None:
    del record.after[5]


def server_failed(record: Record) -> None:
    record.after.insert(2, put(0, 503))


def second_login(record: Record) -> None:
    record.after.append(exchange("auth.login"))


def second_renewal(record: Record) -> None:
    record.after.append(exchange("auth.refresh"))


def no_renewal(record: Record) -> None:
    del record.after[6]


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (no_cut, "cut the connection once, and did so 0 times"),
        (no_expiry, "let the token expire once, and did so 0 times"),
        (part_missing, r"parts \[2, 3\] of 3 arrived"),
        (part_sent_twice, r"parts \[1\] had arrived and were sent again"),
        (second_cut, "2 connections broke"),
        (cut_before_the_part, "not in the middle"),
        (cut_behind_the_part, "not in the middle"),
        (nothing_rejected, "no request was rejected"),
        (server_failed, r"other responses to parts: \[503\]"),
        (second_login, "logged in 2 times"),
        (second_renewal, "renewed 2 times"),
        (no_renewal, "renewed 0 times"),
    ],
)
def test_another_journal_is_rejected(spoil: Callable[[Record], None], reason: str) -> None:
    record = Record()
    spoil(record)

    with pytest.raises(DemoError, match=reason):
        record.story()
