"""What a service says it has of a video is believed only if it can be true."""

from __future__ import annotations

import httpx2
import pytest

from kinocraft.errors import APIStatusError, UploadVerificationError
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


@pytest.mark.parametrize("length", [SIZE - 1, SIZE + 1, 0])
def test_a_service_that_expects_another_length_is_not_trusted(harness: Harness, length: int) -> None:
    service = ClaimingService(0)

    def expecting(request: httpx2.Request) -> httpx2.Response:
        response = service(request)
        if request.method == "HEAD":
            response.headers["Upload-Length"] = str(length)
        return response

    with pytest.raises(UploadVerificationError, match=f"expects {length} bytes"):
        upload(harness, expecting, content(SIZE))
    assert service.offsets == [0]


@pytest.mark.parametrize(
    ("status", "resumes"),
    [
        *((status, True) for status in (408, 409, 423, 429, 460, 463, 469, 500, 520)),
        *((status, False) for status in (400, 403, 413, 415, 422, 424, 459, 470)),
    ],
)
def test_a_rejected_chunk_is_sent_again_after_the_statuses_that_tus_clients_retry(
    harness: Harness, status: int, resumes: bool
) -> None:
    service, failures = TusService(), [httpx2.Response(status)]

    def rejecting(request: httpx2.Request) -> httpx2.Response:
        return failures.pop() if failures and request.method == "PATCH" else service(request)

    if resumes:
        upload(harness, rejecting, content(SIZE))
        assert (service.received, service.asked) == (content(SIZE), 1)
    else:
        with pytest.raises(APIStatusError) as caught:
            upload(harness, rejecting, content(SIZE))
        assert (caught.value.status, service.asked) == (status, 0)
