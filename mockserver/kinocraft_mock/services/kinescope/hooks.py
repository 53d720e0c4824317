"""Events, and the webhooks that are told of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from contextlib import suppress
from typing import Any

from kinocraft_mock.http.outbox import DELIVERED, NOT_SENT, Outbox
from kinocraft_mock.services.kinescope.kinds import ANNOUNCEMENT, DELIVERY, WEBHOOK
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.selection import Selections, holds
from kinocraft_mock.services.kinescope.times import moment
from kinocraft_mock.state.context import Component, Context

__all__ = [
    "BACK_OFF",
    "LIVE_CONNECTED",
    "LIVE_CREATED",
    "LIVE_DISCONNECTED",
    "MEDIA_STATUS",
    "Hooks",
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
"""How the description calls the request that an event makes."""

BACK_OFF = (5.0, 30.0, 120.0, 600.0)
"""Seconds by the server's clock until another attempt. The service's own are not published, nor how many it makes."""

BY_DUE = (("due", False),)


def announce(
    context: Context, event: str, data: dict[str, Any], *, subject: Thing | None = None, at: int | None = None
) -> None:
    """Have an event told to every webhook that is subscribed to it when it happens: now, or `at` a moment to come.

    It belongs to its subject and goes with it. What is announced in a transaction that is taken back is not told.
    """
    context.component(Hooks).announce(event, data, subject, at)


def withdraw(context: Context, subject: Thing) -> None:
    """Take back what has been announced for an object and has not happened yet."""
    objects, now = context.component(Objects), moment(context.clock)
    with objects.transaction():
        for announcement in objects.children(subject, ANNOUNCEMENT):
            # What has happened by now is told, even if the task that does so has not had its turn yet.
            if announcement.body["due"] > now:
                objects.delete(announcement)


class Hooks(Component):
    """Tells webhooks of events, each webhook in order, and again after a failure.

    What is still to be told is part of the state, so that a server that is started again goes on with it. It is worked
    on by tasks that exist only while there is something to wait for.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._objects = context.component(Objects)
        self._selections = context.component(Selections)
        self._outbox = context.component(Outbox)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._moved = asyncio.Event()
        self._tasks: dict[Hashable, asyncio.Task[None]] = {}
        context.clock.watch(self._wake)

    def reset(self) -> None:
        """Tell nothing more."""
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()

    def close(self) -> None:
        """The same."""
        self.reset()

    def resume(self) -> None:
        """Go on with what an earlier server has left, in the event loop that calls this."""
        self._wake()
        for delivery in self._selections.page(DELIVERY, ())[1]:
            if (webhook := self._objects.parent(delivery)) is not None:
                self._tell(webhook)

    def announce(self, event: str, data: dict[str, Any], subject: Thing | None, at: int | None) -> None:
        """See the function of this name."""
        due = moment(self._context.clock) if at is None else at
        self._objects.make(ANNOUNCEMENT, {"event": event, "data": data, "due": due}, subject)
        self._wake()

    def _wake(self) -> None:
        """Let every task look at the clock and the state again, or see that there is one that does."""
        try:
            self._loop = asyncio.get_running_loop()
        except RuntimeError:
            # From another thread, such as that of a test with the state in its hands.
            if self._loop is not None and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._wake)
            return
        self._stir()
        self._run("events", self._happen)

    def _stir(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()

    def _run(self, key: Hashable, work: Callable[[], Awaitable[None]]) -> None:
        """Have a task do this, unless there is one that does."""
        if key not in self._tasks and self._loop is not None:
            self._tasks[key] = self._loop.create_task(self._until_done(key, work))

    async def _until_done(self, key: Hashable, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        finally:
            if self._tasks.get(key) is asyncio.current_task():
                del self._tasks[key]

    async def _until(self, due: int) -> None:
        """Wait for a moment to come, or for a reason to look again."""
        clock = self._context.clock
        remaining = None if clock.frozen else (due - moment(clock)) / 1_000_000
        with suppress(TimeoutError):
            async with asyncio.timeout(remaining):
                await self._moved.wait()

    async def _happen(self) -> None:
        """Hand events on to the webhooks that are subscribed when they happen, until there are none to come."""
        while found := self._selections.page(ANNOUNCEMENT, BY_DUE, limit=1)[1]:
            (announcement,) = found
            if announcement.body["due"] > moment(self._context.clock):
                await self._until(announcement.body["due"])
                continue
            event = announcement.body["event"]
            subscribed = self._selections.page(WEBHOOK, (), (holds("events", event),))[1]
            with self._objects.transaction():
                for webhook in subscribed:
                    self._objects.make(DELIVERY, {**announcement.body, "attempt": 1}, webhook)
                self._objects.delete(announcement)
            self._stir()
            for webhook in subscribed:
                self._tell(webhook)
            # Others have their turn between two events, however many happen at once.
            await asyncio.sleep(0)

    def _tell(self, webhook: Thing) -> None:
        async def work() -> None:
            while (delivery := self._next(webhook)) is not None:
                if delivery.body["due"] > moment(self._context.clock):
                    await self._until(delivery.body["due"])
                else:
                    await self._attempt(webhook.id, delivery)

        self._run(webhook.id, work)

    def _next(self, webhook: Thing) -> Thing | None:
        found = self._selections.page(DELIVERY, BY_DUE, parent=webhook, limit=1)[1]
        return found[0] if found else None

    async def _attempt(self, webhook_id: str, delivery: Thing) -> None:
        """Tell a webhook of an event once; deleted or changed ones are told by what they are now."""
        webhook = self._objects.get(WEBHOOK, webhook_id)
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
        if self._objects.find(DELIVERY, delivery.id) is None:
            return
        if made.outcome in (DELIVERED, NOT_SENT) or attempt > len(BACK_OFF):
            self._objects.delete(delivery)
        else:
            due = moment(self._context.clock) + round(BACK_OFF[attempt - 1] * 1_000_000)
            self._objects.change(delivery, attempt=attempt + 1, due=due)
