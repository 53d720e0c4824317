"""Section "webhooks", and deliveries."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from kinocraft_mock import create_app, running
from kinocraft_mock.services.kinescope.datetimes import timestamp
from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.store.records import Records
from kinocraft_mock.services.kinescope.store.resource_types import ANNOUNCEMENT, DELIVERY, TAG, WEBHOOK
from kinocraft_mock.services.kinescope.webhooks.delivery import MEDIA_STATUS, RETRY_DELAYS, announce, withdraw
from kinocraft_mock.services.outbox import Outbox
from tests import seed
from tests.seed.account import NOON
from tests.seed.workspace import UNKNOWN_ID, Workspace, data, error, invalid
from tests.unit.mock.kinescope.receiver import Receiver, wait_until

if TYPE_CHECKING:
    from pathlib import Path

HOOK = {
    "name": "mine",
    "endpoint": "https://example.com/hook",
    "login": "",
    "password": "",
    "events": ["media.update.status"],
}


def subscribe(workspace: Workspace, endpoint: str, **fields: Any) -> str:
    made = data(workspace.post("/v1/webhooks", {**HOOK, "endpoint": endpoint, **fields}))
    return str(made["id"])


def announce_status(workspace: Workspace, status: str = "done", **options: Any) -> None:
    context, data = workspace.server.app.context, {"id": UNKNOWN_ID, "status": status}
    workspace.within(lambda: announce(context, MEDIA_STATUS, data, **options))


def attempts(workspace: Workspace) -> list[tuple[int, str]]:
    return [(each["attempt"], each["outcome"]) for each in workspace.server.control.deliveries()]


def later(workspace: Workspace, seconds: float) -> int:
    return timestamp(workspace.server.app.context.clock) + round(seconds * 1_000_000)


def test_a_webhook_returns_the_fields_it_was_created_with(workspace: Workspace) -> None:
    made = data(workspace.post("/v1/webhooks", HOOK))
    created_at = "2020-09-13T12:26:40Z"
    assert made == {**HOOK, "id": made["id"], "created_at": created_at, "updated_at": None, "deleted_at": None}


def test_a_webhook_can_be_created_without_fields(workspace: Workspace) -> None:
    needed = {"name": "required", "endpoint": "required", "events": "required"}
    assert invalid(workspace.post("/v1/webhooks", {})) == needed
    made = data(workspace.post("/v1/webhooks", {"name": "w", "endpoint": "", "events": []}))
    assert (made["login"], made["password"]) == ("", "")


def test_webhooks_are_listed_by_name(workspace: Workspace) -> None:
    for name in ("b", "c", "a"):
        workspace.post("/v1/webhooks", {**HOOK, "name": name})
    response = workspace.get("/v1/webhooks").json()
    assert response["meta"] == {"pagination": {"page": 1, "per_page": 10, "total": 3}, "order": {"name": "asc"}}
    assert [each["name"] for each in response["data"]] == ["a", "b", "c"]
    page = workspace.get("/v1/webhooks", page=2, per_page=2, order="name.desc").json()
    assert [each["name"] for each in page["data"]] == ["a"]
    error(workspace.get("/v1/webhooks", order="endpoint"), 400, 400216)


def test_an_update_changes_what_is_sent(workspace: Workspace) -> None:
    made = data(workspace.post("/v1/webhooks", HOOK))
    workspace.server.control.advance(1)
    changed = data(workspace.put(f"/v1/webhooks/{short(made['id'])}", {"login": "me", "events": ["live.created"]}))
    assert changed == {**made, "login": "me", "events": ["live.created"], "updated_at": "2020-09-13T12:26:41Z"}
    assert data(workspace.get("/v1/webhooks")) == [changed]


def test_a_deleted_webhook_is_gone(workspace: Workspace) -> None:
    made = data(workspace.post("/v1/webhooks", HOOK))
    assert data(workspace.delete(f"/v1/webhooks/{made['id']}")) == {"success": True}
    error(workspace.delete(f"/v1/webhooks/{made['id']}"), 404, 400404)
    assert data(workspace.get("/v1/webhooks")) == []


def test_an_event_is_posted_as_json(workspace: Workspace) -> None:
    with Receiver() as receiver:
        hook = subscribe(workspace, receiver.url)
        announce_status(workspace)
        wait_until(lambda: bool(workspace.server.control.deliveries()))
        (received,) = receiver.received
    assert received["path"] == "/hook"
    assert received["media"] == "application/json"
    assert received["authorization"] is None
    sent = {"event": "media.update.status", "data": {"id": UNKNOWN_ID, "status": "done"}}
    assert received["body"] == sent
    assert workspace.server.control.deliveries("webhooks.media_update_status", last=1) == [
        {
            "n": 1,
            "time": NOON,
            "operation": "webhooks.media_update_status",
            "subject": hook,
            "url": receiver.url,
            "data": sent,
            "attempt": 1,
            "authorized": False,
            "status": 200,
            "outcome": "delivered",
        }
    ]
    assert workspace.server.control.deliveries("webhooks.live_created") == []
    assert workspace.objects.count(DELIVERY) == workspace.objects.count(ANNOUNCEMENT) == 0


def test_credentials_are_sent_if_set(workspace: Workspace) -> None:
    with Receiver() as receiver:
        hook = subscribe(workspace, receiver.url, login="me", password="sécret")
        announce_status(workspace)
        wait_until(lambda: len(receiver.received) == 1)
        workspace.put(f"/v1/webhooks/{hook}", {"login": "", "password": ""})
        announce_status(workspace)
        wait_until(lambda: len(receiver.received) == 2)
    assert [each["authorization"] for each in receiver.received] == ["Basic bWU6c8OpY3JldA==", None]
    assert "sécret" not in str(workspace.server.control.deliveries())


def test_only_subscribed_webhooks_receive_an_event(workspace: Workspace) -> None:
    with Receiver() as receiver, Receiver() as other:
        subscribe(workspace, receiver.url)
        subscribe(workspace, other.url, events=["live.created"])
        announce_status(workspace)
        wait_until(lambda: len(workspace.server.control.deliveries()) == 1)
        assert len(receiver.received) == 1
        assert other.received == []


def test_a_failed_delivery_is_retried_by_the_clock(workspace: Workspace) -> None:
    with Receiver(500, 204, 200) as receiver:
        subscribe(workspace, receiver.url)
        announce_status(workspace)
        wait_until(lambda: attempts(workspace) == [(1, "rejected")])
        workspace.server.control.advance(RETRY_DELAYS[0] - 0.001)
        workspace.server.control.advance(0.001)
        wait_until(lambda: attempts(workspace) == [(1, "rejected"), (2, "rejected")])
        assert workspace.objects.count(DELIVERY) == 1
        workspace.server.control.advance(RETRY_DELAYS[1])
        wait_until(lambda: attempts(workspace)[2:] == [(3, "delivered")])
    assert receiver.bodies[0] == receiver.bodies[2]
    assert [each["status"] for each in workspace.server.control.deliveries()] == [500, 204, 200]
    assert [each["time"] - NOON for each in workspace.server.control.deliveries()] == [
        0,
        RETRY_DELAYS[0],
        RETRY_DELAYS[0] + RETRY_DELAYS[1],
    ]
    assert workspace.objects.count(DELIVERY) == 0


def test_retries_end(workspace: Workspace) -> None:
    with Receiver(503) as receiver:
        subscribe(workspace, receiver.url)
        announce_status(workspace)
        for number, pause in enumerate(RETRY_DELAYS, 1):
            wait_until(lambda number=number: len(attempts(workspace)) == number)  # type: ignore[misc]
            workspace.server.control.advance(pause)
        wait_until(lambda: len(attempts(workspace)) == len(RETRY_DELAYS) + 1)
        wait_until(lambda: workspace.objects.count(DELIVERY) == 0)


def test_a_closed_port_is_a_failed_delivery(workspace: Workspace) -> None:
    with Receiver() as receiver:
        url = receiver.url
    subscribe(workspace, url)
    announce_status(workspace)
    wait_until(lambda: attempts(workspace) == [(1, "unreachable")])
    assert workspace.server.control.deliveries()[0]["status"] is None
    assert workspace.objects.count(DELIVERY) == 1


def test_deliveries_to_other_machines_are_recorded_and_not_sent(workspace: Workspace) -> None:
    for endpoint in ("https://u:p@example.com/hook", "http://10.0.0.1/", "ftp://127.0.0.1/", "nonsense", "http://[::"):
        hook = subscribe(workspace, endpoint)
        announce_status(workspace)
        wait_until(lambda: len(attempts(workspace)) > 0)
        (noted,) = workspace.server.control.deliveries(last=1)
        assert noted["outcome"] == "not_sent"
        assert "u:p" not in noted["url"]
        assert noted["data"]["event"] == "media.update.status"
        wait_until(lambda: workspace.objects.count(DELIVERY) == 0)
        workspace.delete(f"/v1/webhooks/{hook}")
        workspace.server.app.context.component(Outbox).reset()


def test_future_events_are_delivered_when_they_happen(workspace: Workspace) -> None:
    with Receiver() as receiver:
        for status, seconds in (("uploading", 0), ("done", 3), ("processing", 2)):
            announce_status(workspace, status, at=later(workspace, seconds))
        wait_until(lambda: workspace.objects.count(ANNOUNCEMENT) == 2)
        # The subscriptions at the time of delivery count.
        subscribe(workspace, receiver.url)
        workspace.server.control.advance(10)
        wait_until(lambda: len(receiver.received) == 2)
    assert [body["data"]["status"] for body in receiver.bodies] == ["processing", "done"]


def test_the_running_clock_delivers_future_events(workspace: Workspace) -> None:
    workspace.server.control.freeze(False)
    with Receiver() as receiver:
        subscribe(workspace, receiver.url)
        announce_status(workspace, at=later(workspace, 0.2))
        assert receiver.received == []
        wait_until(lambda: len(receiver.received) == 1)


def test_withdrawn_and_deleted_events_are_not_delivered(workspace: Workspace) -> None:
    first, second = (workspace.objects.get(TAG, seed.tag(workspace, name)["id"]) for name in ("x", "y"))
    with Receiver() as receiver:
        subscribe(workspace, receiver.url)
        announce_status(workspace, "first", subject=first, at=later(workspace, 1))
        announce_status(workspace, "second", subject=second, at=later(workspace, 1))
        announce_status(workspace, "third", subject=first)
        workspace.within(lambda: withdraw(workspace.server.app.context, first))
        workspace.delete(f"/v1/tags/{second.id}")
        announce_status(workspace, "fourth", at=later(workspace, 1))
        workspace.server.control.advance(1)
        wait_until(lambda: len(receiver.received) == 2)
    assert [body["data"]["status"] for body in receiver.bodies] == ["third", "fourth"]


def test_an_event_of_a_rolled_back_transaction_is_not_delivered() -> None:
    # Runs in the server's own event loop: another thread would see changes that may be rolled back.
    async def main(endpoint: str) -> None:
        context = create_app().context
        objects, outbox = context.component(Records), context.component(Outbox)
        objects.make(WEBHOOK, {**HOOK, "endpoint": endpoint})

        def fail() -> None:
            with objects.transaction():
                announce(context, MEDIA_STATUS, {"id": UNKNOWN_ID, "status": "never"})
                raise KeyError

        with pytest.raises(KeyError):
            fail()
        announce(context, MEDIA_STATUS, {"id": UNKNOWN_ID, "status": "late"})
        await asyncio.to_thread(wait_until, lambda: bool(outbox.read()))
        context.close()

    with Receiver() as receiver:
        asyncio.run(main(receiver.url))
    assert [body["data"]["status"] for body in receiver.bodies] == ["late"]


def test_later_attempts_use_the_current_webhook(workspace: Workspace) -> None:
    with Receiver(500) as receiver, Receiver() as other:
        hook = subscribe(workspace, receiver.url)
        announce_status(workspace)
        wait_until(lambda: attempts(workspace) == [(1, "rejected")])
        workspace.put(f"/v1/webhooks/{hook}", {"endpoint": other.url})
        workspace.server.control.advance(RETRY_DELAYS[0])
        wait_until(lambda: len(other.received) == 1)
        assert len(receiver.received) == 1


def test_a_deleted_webhook_receives_nothing_more(workspace: Workspace) -> None:
    with Receiver(500) as receiver, Receiver() as other:
        hook = subscribe(workspace, receiver.url)
        announce_status(workspace)
        wait_until(lambda: attempts(workspace) == [(1, "rejected")])
        workspace.delete(f"/v1/webhooks/{hook}")
        subscribe(workspace, other.url)
        workspace.server.control.advance(sum(RETRY_DELAYS))
        announce_status(workspace)
        wait_until(lambda: len(other.received) == 1)
        assert len(receiver.received) == 1


def test_a_failing_webhook_does_not_delay_others(workspace: Workspace) -> None:
    with Receiver(500, 200) as receiver:
        subscribe(workspace, receiver.url)
        announce_status(workspace, "first")
        wait_until(lambda: attempts(workspace) == [(1, "rejected")])
        announce_status(workspace, "second")
        wait_until(lambda: len(receiver.received) == 2)
        workspace.server.control.advance(RETRY_DELAYS[0])
        wait_until(lambda: len(receiver.received) == 3)
    assert [body["data"]["status"] for body in receiver.bodies] == ["first", "second", "first"]


def test_a_video_sends_its_statuses(workspace: Workspace) -> None:
    with Receiver() as receiver:
        subscribe(workspace, receiver.url)
        project = data(workspace.post("/v1/projects", {"name": "p", "privacy_type": "anywhere", "privacy_domains": []}))
        video = data(workspace.upload("/v2/video", b"bytes", X_Parent_ID=project["id"], X_Video_Title="t"))
        workspace.server.control.advance(3600)
        wait_until(lambda: bool(receiver.bodies) and receiver.bodies[-1]["data"]["status"] == "done")
    assert {body["data"]["id"] for body in receiver.bodies} == {video["id"]}
    assert [body["data"]["status"] for body in receiver.bodies] == [
        "uploading",
        "pre-processing",
        "processing",
        "done",
    ]


def test_a_reset_discards_pending_deliveries(workspace: Workspace) -> None:
    with Receiver(500) as receiver:
        subscribe(workspace, receiver.url)
        announce_status(workspace)
        wait_until(lambda: attempts(workspace) == [(1, "rejected")])
        workspace.server.control.reset()
        assert workspace.server.control.deliveries() == []
        assert data(workspace.get("/v1/webhooks")) == []
        assert workspace.objects.count(DELIVERY) == 0


@pytest.mark.parametrize("pending", [[], ["second"]])
def test_pending_deliveries_survive_a_restart(tmp_path: Path, pending: list[str]) -> None:
    """One that waits for its next attempt does so too if no other event wakes it."""
    with Receiver(500, 200) as receiver:
        with running(data_dir=tmp_path, limits=False) as server:
            server.control.freeze()
            workspace = Workspace(server)
            with workspace.http:
                subscribe(workspace, receiver.url)
                announce_status(workspace, "first")
                wait_until(lambda: attempts(workspace) == [(1, "rejected")])
                for status in pending:
                    announce_status(workspace, status, at=later(workspace, 1))
        with running(data_dir=tmp_path, limits=False) as server:
            assert server.app.context.component(Records).count(WEBHOOK) == 1
            server.control.advance(RETRY_DELAYS[0])
            wait_until(lambda: len(receiver.received) == 2 + len(pending))
    assert sorted(body["data"]["status"] for body in receiver.bodies) == ["first", "first", *pending]
