"""Lists as answers: paging, order and filters of a request, and the two forms of metadata."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.kinds import Kind
from kinocraft_mock.services.kinescope.objects import Thing
from kinocraft_mock.services.kinescope.selection import Condition, Order, Selections, equal, one_of

__all__ = ["bare", "filters", "flat", "id_filters", "listed", "paged", "requested_order"]

Meta = Callable[[Request, int, Order], dict[str, Any] | None]
"""Makes the metadata of a list of that length, by the request and the order it came in."""


def listed(
    request: Request,
    kind: Kind,
    describe: Callable[[Request, Thing], dict[str, Any]],
    *,
    where: Sequence[Condition] = (),
    parent: Thing | None = None,
    order: str = "created_at.desc",
    aliases: Mapping[str, str] | None = None,
    meta: Meta | None = None,
) -> Response:
    """The page of objects that a request asks for.

    `order` is the order of a request that names none. `aliases` are fields that a request may sort by and that objects
    have under another name. `meta` is `paged`, the default, or `flat` or `bare`.
    """
    sort = requested_order(request, order)
    known = aliases or {}
    keys = tuple((known.get(field, field), down) for field, down in sort)
    limit: int | None = request.parameters.get("per_page")
    offset = (request.parameters.get("page", 1) - 1) * (limit or 0)
    total, things = request.context.component(Selections).page(kind, keys, where, parent, offset, limit)
    response: dict[str, Any] = {"data": [describe(request, thing) for thing in things]}
    described = (meta or paged)(request, total, sort)
    return Response({"meta": described, **response} if described is not None else response)


def requested_order(request: Request, default: str) -> Order:
    """What a request wants a list sorted by. The description has let only sortable fields through; each counts once."""
    order: dict[str, bool] = {}
    for part in (request.parameters.get("order") or default).split(","):
        field, _, direction = part.partition(".")
        if direction not in ("", "asc", "desc"):
            raise ErrorResponse(400, f"not sortable by {part}", code=400216)
        order.setdefault(field, direction == "desc")
    return tuple(order.items())


def paged(request: Request, total: int, order: Order) -> dict[str, Any]:
    """Metadata with `pagination`, as most lists have it."""
    pagination = {"page": request.parameters["page"], "per_page": request.parameters["per_page"], "total": total}
    return {"pagination": pagination, "order": _printed(order)}


def flat(request: Request, total: int, order: Order) -> dict[str, Any]:
    """Metadata of the older form, of what belongs to the workspace as a whole and so has no parent.

    Its `total_count` is 0 in every one of the vendor's samples.
    """
    page, limit = request.parameters.get("page", 1), request.parameters.get("per_page", total)
    return {
        "offset": (page - 1) * limit,
        "limit": limit,
        "total": total,
        "total_count": 0,
        "order": _printed(order),
        "parent_id": None,
    }


def bare(_call: Request, _total: int, _order: Order) -> None:
    """No metadata at all."""


def _printed(order: Order) -> dict[str, str]:
    return {field: "desc" if down else "asc" for field, down in order}


def filters(request: Request, fields: Mapping[str, str]) -> list[Condition]:
    """Conditions for the parameters that a request has, by the fields they mean; several values mean any of them."""
    found: list[Condition] = []
    for name, field in fields.items():
        value = request.parameters.get(name)
        if isinstance(value, list):
            found.append(one_of(field, value))  # pyright: ignore[reportUnknownArgumentType]
        elif value is not None:
            found.append(equal(field, value))
    return found


def id_filters(request: Request, fields: Mapping[str, str]) -> list[Condition]:
    """The same for parameters that are ids, in either form."""
    return [
        equal(field, as_uuid(request.parameters[name])) for name, field in fields.items() if name in request.parameters
    ]
