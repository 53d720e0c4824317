"""Events, and their delivery to webhooks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from contextlib import suppress
from typing import Any

from kinocraft_mock.context import Component, Context
from kinocraft_mock.services.kinescope.datetimes import timestamp
from kinocraft_mock.services.kinescope.store.queries import Queries, holds
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import ANNOUNCEMENT, DELIVERY, WEBHOOK
from kinocraft_mock.services.outbox import DELIVERED, NOT_SENT, Outbox

__all__ = [
    "LIVE_CONNECTED",
    "LIVE_CREATED",
    "LIVE_DISCONNECTED",
    "MEDIA_STATUS",
    "RETRY_DELAYS",
    "WebhookDelivery",
    "announce",
    "withdraw",
]

MEDIA_STATUS = "media.update.status"
LIVE_CREATED = "live.created"
LIVE_CONNECTED = "live.connected"
LIVE_DISCONNECTED = "live.disconnected"

OPERATIONS = {
    MEDIA_STATUS: "webhooks.media_update_status",
    LIVE_CREATED: "webhooks.live_created",
    LIVE_CONNECTED: "webhooks.live_connected",
    LIVE_DISCONNECTED: "webhooks.live_disconnected",
}
"""The operations of the descriptions that events send."""

RETRY_DELAYS = (5.0, 30.0, 120.0, 600.0)
"""Seconds by the server's clock before each retry. The service's own delays and their number are not published."""

BY_DUE = (("due", False),)


def announce(
    context: Context, event: str, data: dict[str, Any], *, subject: Record | None = None, at: int | None = None
) -> None:
    """Deliver an event to all webhooks that are subscribed at its time: now, or `at` a time in microseconds.

    It belongs to its subject and is deleted with it. If the transaction is rolled back, nothing is delivered.
    """
    context.component(WebhookDelivery).announce(event, data, subject, at)


def withdraw(context: Context, subject: Record) -> None:
    """Cancel the future events of a record."""
    records, now = context.component(Records), timestamp(context.clock)
    with records.transaction():
        for announcement in records.children(subject, ANNOUNCEMENT):
            # Events of the past are delivered, even if the task has not run yet.
            if announcement.body["due"] > now:
                records.delete(announcement)


class WebhookDelivery(Component):
    """Delivers events to webhooks, in order for each webhook, and retries after failures.

    Pending deliveries are part of the state: a restarted server resumes them. Tasks exist only while there is something
    to wait for.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._records = context.component(Records)
        self._queries = context.component(Queries)
        self._outbox = context.component(Outbox)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._moved = asyncio.Event()
        self._tasks: dict[Hashable, asyncio.Task[None]] = {}
        context.clock.watch(self._wake)

    def reset(self) -> None:
        """Cancel all tasks."""
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()

    def close(self) -> None:
        """Cancel all tasks; the next server resumes the deliveries."""
        self.reset()

    def resume(self) -> None:
        """Resume the deliveries of an earlier server, in the running event loop."""
        self._wake()
        for delivery in self._queries.page(DELIVERY, ())[1]:
            if (webhook := self._records.parent(delivery)) is not None:
                self._deliver_to(webhook)

    def announce(self, event: str, data: dict[str, Any], subject: Record | None, at: int | None) -> None:
        """Record an event; see the function of this name."""
        due = timestamp(self._context.clock) if at is None else at
        self._records.make(ANNOUNCEMENT, {"event": event, "data": data, "due": due}, subject)
        self._wake()

    def _wake(self) -> None:
        """Let all tasks check the clock and the state again, and start the task for events if it is not running."""
        try:
            self._loop = asyncio.get_running_loop()
        except RuntimeError:
            # Called from another thread, such as that of a test that changes the state.
            if self._loop is not None and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._wake)
            return
        self._wake_tasks()
        self._start("events", self._pass_events)

    def _wake_tasks(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()

    def _start(self, key: Hashable, work: Callable[[], Awaitable[None]]) -> None:
        """Start a task unless one with this key is running."""
        if key not in self._tasks and self._loop is not None:
            self._tasks[key] = self._loop.create_task(self._run(key, work))

    async def _run(self, key: Hashable, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        finally:
            if self._tasks.get(key) is asyncio.current_task():
                del self._tasks[key]

    async def _until(self, due: int) -> None:
        """Wait until a time, or until the clock or the state has changed."""
        clock = self._context.clock
        remaining = None if clock.frozen else (due - timestamp(clock)) / 1_000_000
        with suppress(TimeoutError):
            async with asyncio.timeout(remaining):
                await self._moved.wait()

    async def _pass_events(self) -> None:
        """Pass events to the subscribed webhooks at their times, until none is left."""
        while found := self._queries.page(ANNOUNCEMENT, BY_DUE, limit=1)[1]:
            (announcement,) = found
            if announcement.body["due"] > timestamp(self._context.clock):
                await self._until(announcement.body["due"])
                continue
            event = announcement.body["event"]
            subscribed = self._queries.page(WEBHOOK, (), (holds("events", event),))[1]
            with self._records.transaction():
                for webhook in subscribed:
                    self._records.make(DELIVERY, {**announcement.body, "attempt": 1}, webhook)
                self._records.delete(announcement)
            self._wake_tasks()
            for webhook in subscribed:
                self._deliver_to(webhook)
            # Let other tasks run between two events.
            await asyncio.sleep(0)

    def _deliver_to(self, webhook: Record) -> None:
        async def work() -> None:
            while (delivery := self._next(webhook)) is not None:
                if delivery.body["due"] > timestamp(self._context.clock):
                    await self._until(delivery.body["due"])
                else:
                    await self._attempt(webhook.id, delivery)

        self._start(webhook.id, work)

    def _next(self, webhook: Record) -> Record | None:
        found = self._queries.page(DELIVERY, BY_DUE, parent=webhook, limit=1)[1]
        return found[0] if found else None

    async def _attempt(self, webhook_id: str, delivery: Record) -> None:
        """Try to deliver an event once, with the webhook's present settings."""
        webhook = self._records.get(WEBHOOK, webhook_id)
        event: str = delivery.body["event"]
        attempt: int = delivery.body["attempt"]
        made = await self._outbox.post(
            OPERATIONS.get(event, event),
            webhook_id,
            webhook.body["endpoint"],
            {"event": event, "data": delivery.body["data"]},
            login=webhook.body["login"],
            password=webhook.body["password"],
            attempt=attempt,
        )
        if self._records.find(DELIVERY, delivery.id) is None:
            return
        if made.outcome in (DELIVERED, NOT_SENT) or attempt > len(RETRY_DELAYS):
            self._records.delete(delivery)
        else:
            due = timestamp(self._context.clock) + round(RETRY_DELAYS[attempt - 1] * 1_000_000)
            self._records.change(delivery, attempt=attempt + 1, due=due)
