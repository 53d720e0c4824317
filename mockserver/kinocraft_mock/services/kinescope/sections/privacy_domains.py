"""Section "privacy-domains"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.messages import Answer, Call
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.archiving import archived_at
from kinocraft_mock.services.kinescope.counting import Uses
from kinocraft_mock.services.kinescope.kinds import PRIVACY_DOMAIN
from kinocraft_mock.services.kinescope.lists import flat, listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.user import user_name
from kinocraft_mock.services.kinescope.workspace import workspace_id

handlers = Handlers()


def _described(call: Call, domain: Thing) -> dict[str, Any]:
    return {
        "id": domain.id,
        "workspace_id": workspace_id(call.world),
        **domain.body,
        "created_at": domain.created_at,
        "updated_at": domain.updated_at,
        "media_count": call.world.part(Uses).of_domain(domain.body["domain"]),
    }


@handlers.on("privacy_domains.list")
def list_(call: Call) -> Answer:
    """A page of domains, archived ones among them."""
    return listed(call, PRIVACY_DOMAIN, _described, order="created_at.asc", meta=flat)


@handlers.on("privacy_domains.create")
def create(call: Call) -> Answer:
    """A new domain."""
    fields: dict[str, Any] = {
        "domain": call.body["domain"],
        "created_by_user_name": user_name(call.world),
        "archived_at": None,
    }
    return Answer({"data": _described(call, call.world.part(Objects).make(PRIVACY_DOMAIN, fields))})


@handlers.on("privacy_domains.update")
def update(call: Call) -> Answer:
    """Change what is sent; archiving notes the time, and once archived the time stays."""
    domain = _domain(call)
    call.world.part(Objects).change(
        domain,
        domain=call.body.get("domain", domain.body["domain"]),
        archived_at=archived_at(call, domain),
    )
    return Answer({"data": _described(call, domain)})


@handlers.on("privacy_domains.delete")
def delete(call: Call) -> Answer:
    """Remove a domain. Videos that name it go on doing so."""
    call.world.part(Objects).delete(_domain(call))
    return Answer()


def _domain(call: Call) -> Thing:
    return call.world.part(Objects).get(PRIVACY_DOMAIN, call.values["domain_id"])
