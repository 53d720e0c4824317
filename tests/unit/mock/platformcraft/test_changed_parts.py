"""Parts that are sent again: while the upload is being completed, and what they leave on disk."""

from __future__ import annotations

from typing import Any

import pytest

from kinocraft_mock.services.platformcraft.uploads.state import StoredPart, Upload, Uploads
from tests.seed.account import Account


def blobs(account: Account) -> int:
    return len([*account.server.app.context.blobs.folder.iterdir()])


def test_a_replaced_part_is_deleted(account: Account) -> None:
    upload = account.start("/file")
    for data in (b"first", b"second", b"third"):
        assert account.put_part(upload, 0, data).status_code == 200
        assert blobs(account) == 1
    account.put_part(upload, 1, b"another")
    assert blobs(account) == 2
    assert account.complete(upload, b"thirdanother").status_code == 200
    assert blobs(account) == 2


@pytest.mark.parametrize("last", [b"", b"bytes"])
def test_a_cancelled_upload_leaves_no_bytes(account: Account, last: bytes) -> None:
    upload = account.start("/file")
    for number, data in enumerate((b"one", b"two", last)):
        account.put_part(upload, number, data)
    assert account.cancel(upload).status_code == 200
    assert blobs(account) == 0


def test_a_part_that_arrives_while_the_others_are_hashed_belongs_to_the_file(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = account.server.app.context
    hashed: list[str] = []
    sha256 = Uploads.sha256

    async def overtaken(uploads: Uploads, upload: Upload) -> str:
        digest = await sha256(uploads, upload)
        if not hashed:
            incoming = context.blobs.open()
            incoming.feed(b"late")
            await incoming.finish()
            part = StoredPart(1, context.blobs.keep(incoming), 4)
            with context.store.transaction():
                uploads.put(upload, part)
            uploads.hash_on(upload, part, incoming)
        hashed.append(digest)
        return digest

    upload = account.start("/file")
    account.put_part(upload, 0, b"early")
    monkeypatch.setattr(Uploads, "sha256", overtaken)
    made: Any = account.complete(upload, b"earlylate")
    assert (made.status_code, len(hashed)) == (200, 2)
    assert account.download("/file").content == b"earlylate"
