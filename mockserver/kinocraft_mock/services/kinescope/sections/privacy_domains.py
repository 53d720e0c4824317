"""Section "privacy-domains"."""

from __future__ import annotations

from typing import Any

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.archiving import archived_at
from kinocraft_mock.services.kinescope.counting import Uses
from kinocraft_mock.services.kinescope.kinds import PRIVACY_DOMAIN
from kinocraft_mock.services.kinescope.lists import flat, listed
from kinocraft_mock.services.kinescope.objects import Objects, Thing
from kinocraft_mock.services.kinescope.user import user_name
from kinocraft_mock.services.kinescope.workspace import workspace_id

handlers = Handlers()


def _described(request: Request, domain: Thing) -> dict[str, Any]:
    return {
        "id": domain.id,
        "workspace_id": workspace_id(request.context),
        **domain.body,
        "created_at": domain.created_at,
        "updated_at": domain.updated_at,
        "media_count": request.context.component(Uses).of_domain(domain.body["domain"]),
    }


@handlers.on("privacy_domains.list")
def list_(request: Request) -> Response:
    """A page of domains, archived ones among them."""
    return listed(request, PRIVACY_DOMAIN, _described, order="created_at.asc", meta=flat)


@handlers.on("privacy_domains.create")
def create(request: Request) -> Response:
    """A new domain."""
    fields: dict[str, Any] = {
        "domain": request.body["domain"],
        "created_by_user_name": user_name(request.context),
        "archived_at": None,
    }
    return Response({"data": _described(request, request.context.component(Objects).make(PRIVACY_DOMAIN, fields))})


@handlers.on("privacy_domains.update")
def update(request: Request) -> Response:
    """Change what is sent; archiving notes the time, and once archived the time stays."""
    domain = _domain(request)
    request.context.component(Objects).change(
        domain,
        domain=request.body.get("domain", domain.body["domain"]),
        archived_at=archived_at(request, domain),
    )
    return Response({"data": _described(request, domain)})


@handlers.on("privacy_domains.delete")
def delete(request: Request) -> Response:
    """Remove a domain. Videos that name it go on doing so."""
    request.context.component(Objects).delete(_domain(request))
    return Response()


def _domain(request: Request) -> Thing:
    return request.context.component(Objects).get(PRIVACY_DOMAIN, request.parameters["domain_id"])
