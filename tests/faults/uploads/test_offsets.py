"""What a service says it has of a video is believed only if it can be true."""

from __future__ import annotations

import httpx2
import pytest

from kinocraft.errors import UploadVerificationError
from tests.faults.harness import Harness, content
from tests.faults.uploads.test_partial_acceptance import PART, SIZE, TusService, upload


class ClaimingService(TusService):
    """It loses the response to the first chunk, and then says that it has more or fewer bytes than it was sent."""

    def __init__(self, difference: int) -> None:
        super().__init__()
        self.difference = difference

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        response = super().__call__(request)
        if request.method == "PATCH" and len(self.offsets) == 1:
            raise httpx2.ReadError("the connection was lost")
        if request.method == "HEAD" and self.asked == 1:
            response.headers["Upload-Offset"] = str(PART + self.difference)
        return response


@pytest.mark.parametrize("difference", [1, PART, SIZE - PART])
def test_an_offset_beyond_what_was_sent_ends_the_upload(harness: Harness, difference: int) -> None:
    service = ClaimingService(difference)
    with pytest.raises(UploadVerificationError, match=f"has {PART + difference} bytes .* was sent {PART}:"):
        upload(harness, service, content(SIZE))
    assert service.offsets == [0]


def test_the_offset_of_all_that_was_sent_is_believed(harness: Harness) -> None:
    service = ClaimingService(0)
    upload(harness, service, content(SIZE))
    assert service.received == content(SIZE)
    assert service.offsets == [0, PART, 2 * PART, 3 * PART]
