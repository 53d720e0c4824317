"""Lists as responses: paging, order and filters of a request, and the forms of metadata."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kinocraft_mock.http.messages import ErrorResponse, Request, Response
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.store.queries import Condition, Order, Queries, equal, one_of
from kinocraft_mock.services.kinescope.store.records import Record
from kinocraft_mock.services.kinescope.store.resource_types import ResourceType

__all__ = ["bare", "filters", "flat", "id_filters", "list_response", "paged", "requested_order"]

Meta = Callable[[Request, int, Order], dict[str, Any] | None]
"""Makes the metadata of a list from the request, the total and the order."""


def list_response(
    request: Request,
    kind: ResourceType,
    serialize: Callable[[Request, Record], dict[str, Any]],
    *,
    where: Sequence[Condition] = (),
    parent: Record | None = None,
    order: str = "created_at.desc",
    aliases: Mapping[str, str] | None = None,
    meta: Meta | None = None,
) -> Response:
    """Return the page of records that a request asks for.

    `order` is the order where the request names none. `aliases` maps sortable fields to their names in records. `meta`
    is `paged` (the default), `flat` or `bare`.
    """
    sort = requested_order(request, order)
    names = aliases or {}
    keys = tuple((names.get(field, field), down) for field, down in sort)
    limit: int | None = request.parameters.get("per_page")
    offset = (request.parameters.get("page", 1) - 1) * (limit or 0)
    total, records = request.context.component(Queries).page(kind, keys, where, parent, offset, limit)
    value: dict[str, Any] = {"data": [serialize(request, record) for record in records]}
    metadata = (meta or paged)(request, total, sort)
    return Response({"meta": metadata, **value} if metadata is not None else value)


def requested_order(request: Request, default: str) -> Order:
    """Return the order that a request asks for. Only sortable fields pass validation; the first use of one counts."""
    order: dict[str, bool] = {}
    for part in (request.parameters.get("order") or default).split(","):
        field, _, direction = part.partition(".")
        if direction not in ("", "asc", "desc"):
            raise ErrorResponse(400, f"not sortable by {part}", code=400216)
        order.setdefault(field, direction == "desc")
    return tuple(order.items())


def paged(request: Request, total: int, order: Order) -> dict[str, Any]:
    """Return metadata with `pagination`, the form of most lists."""
    pagination = {"page": request.parameters["page"], "per_page": request.parameters["per_page"], "total": total}
    return {"pagination": pagination, "order": _printed(order)}


def flat(request: Request, total: int, order: Order) -> dict[str, Any]:
    """Return metadata of the older form, for lists of the whole workspace.

    Its `total_count` is 0 in all of the vendor's samples.
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
    """Return no metadata."""


def _printed(order: Order) -> dict[str, str]:
    return {field: "desc" if down else "asc" for field, down in order}


def filters(request: Request, fields: Mapping[str, str]) -> list[Condition]:
    """Return conditions for the parameters that were sent, given with their fields; of several values any matches."""
    found: list[Condition] = []
    for name, field in fields.items():
        value = request.parameters.get(name)
        if isinstance(value, list):
            found.append(one_of(field, value))  # pyright: ignore[reportUnknownArgumentType]
        elif value is not None:
            found.append(equal(field, value))
    return found


def id_filters(request: Request, fields: Mapping[str, str]) -> list[Condition]:
    """Return conditions for parameters that are ids, in either form."""
    return [
        equal(field, as_uuid(request.parameters[name])) for name, field in fields.items() if name in request.parameters
    ]
