"""When an event is delivered to a webhook: its delays, and what is withdrawn meanwhile."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from kinocraft_mock.services.kinescope.store.resource_types import ANNOUNCEMENT, DELIVERY, TAG
from kinocraft_mock.services.kinescope.webhooks.delivery import MEDIA_STATUS, announce, withdraw
from tests import seed
from tests.seed.workspace import UNKNOWN_ID, Workspace
from tests.unit.mock.kinescope.receiver import Receiver, wait_until
from tests.unit.mock.kinescope.test_webhooks import announce_status, attempts, later, subscribe

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler

DELAYS = (5, 30, 120, 600)


def test_an_event_is_tried_five_times_after_the_described_delays(workspace: Workspace) -> None:
    begun = workspace.server.control.now()
    with Receiver(500) as receiver:
        subscribe(workspace, receiver.url)
        announce_status(workspace)
        for number, pause in enumerate(DELAYS, 1):
            wait_until(lambda number=number: len(attempts(workspace)) == number)  # type: ignore[misc]
            workspace.server.control.advance(pause)
        wait_until(lambda: len(attempts(workspace)) == len(DELAYS) + 1)
        workspace.server.control.advance(3600)
        wait_until(lambda: workspace.objects.count(DELIVERY) == 0)
    times = [each["time"] - begun for each in workspace.server.control.deliveries()]
    assert times == [0, 5, 35, 155, 755]


def test_a_withdrawal_keeps_the_events_that_have_happened(workspace: Workspace) -> None:
    """An event and the withdrawal of later ones may come in one request, before the event is passed on."""
    subject = workspace.objects.get(TAG, seed.tag(workspace)["id"])
    context = workspace.server.app.context

    def happen() -> None:
        for status, at in (("now", None), ("later", later(workspace, 1))):
            announce(context, MEDIA_STATUS, {"id": UNKNOWN_ID, "status": status}, subject=subject, at=at)
        withdraw(context, subject)

    with Receiver() as receiver:
        subscribe(workspace, receiver.url)
        workspace.within(happen)
        workspace.server.control.advance(2)
        announce_status(workspace, "end")
        wait_until(lambda: len(receiver.received) == 2)
    assert [body["data"]["status"] for body in receiver.bodies] == ["now", "end"]
    assert workspace.objects.count(ANNOUNCEMENT) == 0


class SlowReceiver(Receiver):
    """Responds when the test lets it."""

    def __init__(self, *statuses: int) -> None:
        super().__init__(*statuses)
        self.arrived, self.released = threading.Event(), threading.Event()

    def take(self, request: BaseHTTPRequestHandler) -> None:
        self.arrived.set()
        self.released.wait(10)
        super().take(request)


@pytest.mark.parametrize("status", [200, 500])
def test_a_webhook_that_is_deleted_during_an_attempt_leaves_no_delivery(
    workspace: Workspace, status: int, capfd: pytest.CaptureFixture[str]
) -> None:
    with SlowReceiver(status) as receiver:
        hook = subscribe(workspace, receiver.url)
        announce_status(workspace)
        assert receiver.arrived.wait(10)
        workspace.delete(f"/v1/webhooks/{hook}")
        receiver.released.set()
        wait_until(lambda: len(attempts(workspace)) == 1)
        workspace.server.control.advance(sum(DELAYS))
        wait_until(lambda: workspace.objects.count(DELIVERY) == 0)
    assert len(receiver.received) == 1
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:0/hook", "http://localhost:0/", "https://[::1]:0/"])
def test_an_event_is_not_sent_to_port_0(workspace: Workspace, endpoint: str) -> None:
    subscribe(workspace, endpoint)
    announce_status(workspace)
    wait_until(lambda: attempts(workspace) == [(1, "not_sent")])
    wait_until(lambda: workspace.objects.count(DELIVERY) == 0)
