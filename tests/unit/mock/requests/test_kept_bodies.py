"""The largest body that the journal keeps: 1 MiB, and not a byte more."""

from __future__ import annotations

import httpx2
import pytest

from kinocraft_mock.journal.exchanges import LARGEST_BODY, Exchange
from tests.seed.account import Account


@pytest.mark.parametrize(("size", "kept"), [(LARGEST_BODY - 1, True), (LARGEST_BODY, True), (LARGEST_BODY + 1, False)])
@pytest.mark.parametrize("block", [1 << 16, LARGEST_BODY + 1])
def test_a_body_is_kept_if_it_is_not_too_large(size: int, kept: bool, block: int) -> None:
    exchange = Exchange(0.0, "POST", "/", "")
    for start in range(0, size, block):
        exchange.receive(b"x" * min(block, size - start))
        exchange.send(b"y" * min(block, size - start))
    assert (exchange.bytes_in, exchange.bytes_out) == (size, size)
    assert [bytes(body) for body in (exchange.request_body, exchange.response_body)] == (
        [b"x" * size, b"y" * size] if kept else [b"", b""]
    )


@pytest.mark.parametrize(("size", "kept"), [(LARGEST_BODY, True), (LARGEST_BODY + 1, False)])
def test_a_shared_body_is_kept_if_it_is_not_too_large(size: int, kept: bool) -> None:
    exchange = Exchange(0.0, "GET", "/", "")
    exchange.send_shared(b"y" * size)
    assert exchange.bytes_out == size
    assert len(exchange.response_body) == (size if kept else 0)


def test_the_journal_shows_the_largest_body_that_it_keeps(account: Account) -> None:
    upload = account.start("/file")
    for number, size in enumerate((LARGEST_BODY, LARGEST_BODY + 1)):
        account.put_part(upload, number, b"x" * size)
    shown = httpx2.get(f"{account.server.url}/_mock/journal?bodies=true", trust_env=False).text
    assert "x" * LARGEST_BODY in shown
    assert shown.count("x" * LARGEST_BODY) == 1
