"""Section "privacy-domains"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request
from kinocraft_mock.services.kinescope.fields import archived_at
from kinocraft_mock.services.kinescope.people.owner import user_name
from kinocraft_mock.services.kinescope.store.crud import Crud
from kinocraft_mock.services.kinescope.store.pagination import flat
from kinocraft_mock.services.kinescope.store.records import Record
from kinocraft_mock.services.kinescope.store.resource_types import PRIVACY_DOMAIN
from kinocraft_mock.services.kinescope.videos.counts import VideoCounts
from kinocraft_mock.services.kinescope.workspace import workspace_id


def _serialize(request: Request, domain: Record) -> dict[str, Any]:
    return {
        "id": domain.id,
        "workspace_id": workspace_id(request.context),
        **domain.body,
        "created_at": domain.created_at,
        "updated_at": domain.updated_at,
        "media_count": request.context.component(VideoCounts).of_domain(domain.body["domain"]),
    }


def _defaults(request: Request) -> dict[str, Any]:
    return {"domain": "", "created_by_user_name": user_name(request.context), "archived_at": None}


def _read_fields(request: Request, sent: dict[str, Any], domain: Record | None) -> dict[str, Any]:
    return sent if domain is None else {**sent, "archived_at": archived_at(request, domain)}


# Lists include archived domains. Videos that name a deleted domain keep it.
handlers = Crud(
    resource_type=PRIVACY_DOMAIN,
    operations="privacy_domains",
    id_parameter="domain_id",
    serialize=_serialize,
    fields=("domain",),
    defaults=_defaults,
    read_fields=_read_fields,
    order="created_at.asc",
    meta=flat,
    reports_deletion=False,
).handlers("list", "create", "update", "delete")
