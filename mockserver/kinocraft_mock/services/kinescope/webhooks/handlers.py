"""Section "webhooks"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request
from kinocraft_mock.services.kinescope.store.crud import Crud
from kinocraft_mock.services.kinescope.store.records import Record
from kinocraft_mock.services.kinescope.store.resource_types import WEBHOOK

DEFAULTS: dict[str, Any] = {"login": "", "password": ""}


def _serialize(_call: Request, webhook: Record) -> dict[str, Any]:
    return {
        "id": webhook.id,
        **webhook.body,
        "created_at": webhook.created_at,
        "updated_at": webhook.updated_at,
        "deleted_at": None,
    }


# A changed webhook applies to attempts that are still to come; a deleted one takes its pending deliveries with it.
handlers = Crud(
    resource_type=WEBHOOK,
    operations="webhooks",
    id_parameter="webhook_id",
    serialize=_serialize,
    fields=("name", "endpoint", "events", *DEFAULTS),
    defaults=lambda _call: DEFAULTS,
    order="name.asc",
).handlers("list", "create", "update", "delete")
