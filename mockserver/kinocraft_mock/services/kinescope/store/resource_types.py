"""The resource types, with the fields that their lists are sorted and filtered by."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Order", "ResourceType", "column", "ordered"]

Order = tuple[tuple[str, bool], ...]
"""Fields to sort by, each with whether it is descending."""

COLUMNS = {
    "id": "id",
    "created_at": "created",
    "updated_at": "updated",
    "position": "position",
    "size": "size",
    "items_count": "items",
}
"""Fields that are columns of the table. All others are in the body."""


def column(field: str) -> str:
    """Return the SQL expression of a field. Indexes and queries must spell it the same. Names come only from code."""
    return COLUMNS.get(field) or f"json_extract(body, '$.{field}')"


def ordered(order: Order) -> str:
    """Return the SQL expressions of an order."""
    return ", ".join(f"{column(field)} {'DESC' if down else 'ASC'}" for field, down in order)


@dataclass(frozen=True)
class ResourceType:
    """A resource type. `title` names it in error messages.

    It has an index for each field of `sorts` and `filters`, for `created_at`, and for each of `orders`, which have
    several fields.
    """

    name: str
    title: str
    sorts: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    orders: tuple[Order, ...] = ()

    @property
    def indexes(self) -> dict[str, str]:
        """Return the columns of each index, by the index's name."""
        fields = dict.fromkeys(("created_at", *self.sorts, *self.filters))
        by_order = {self._index(order): ordered(order) for order in self.orders}
        return {self._index(((field, False),)): column(field) for field in fields} | by_order

    def sorted_by(self, order: Order) -> str | None:
        """Return the index that has all records in this order; None if there is none."""
        sortable = len(order) == 1 and order[0][0] in ("created_at", *self.sorts)
        return self._index(order) if sortable or order in self.orders else None

    def _index(self, order: Order) -> str:
        return f"kinescope_{self.name}_by_{'_'.join(field for field, _ in order)}"


ACCESS_TOKEN = ResourceType("access_token", "access token", sorts=("name",), filters=("digest",))
ADDITIONAL_MATERIAL = ResourceType("additional_material", "additional material")
ANNOUNCEMENT = ResourceType("announcement", "announcement", sorts=("due",))
ANNOTATION = ResourceType("annotation", "annotation")
CDN_ZONE = ResourceType("cdn_zone", "CDN zone")
CHAT_MESSAGE = ResourceType("chat_message", "message")
DELIVERY = ResourceType("delivery", "delivery", sorts=("due",))
DRM_AUTH = ResourceType("drm_auth", "DRM authorization", filters=("project_id",))
FILE_REQUEST = ResourceType("file_request", "file request", sorts=("title",))
FOLDER = ResourceType("folder", "folder", filters=("project_id",))
LIVE_EVENT = ResourceType(
    "live_event", "live event", sorts=("created_at", "name"), filters=("project_id", "folder_id", "due")
)
LIVE_STREAM = ResourceType("live_stream", "stream")
MODERATOR = ResourceType("moderator", "moderator", sorts=("created_at",))
PLAYER = ResourceType("player", "player", sorts=("created_at",))
PLAYLIST = ResourceType("playlist", "playlist", sorts=("name", "description", "created_at", "updated_at"))
PLAYLIST_ENTITY = ResourceType("playlist_entity", "playlist entity")
POSTER = ResourceType("poster", "poster")
PRIVACY_DOMAIN = ResourceType("privacy_domain", "privacy domain", sorts=("created_at",))
PROJECT = ResourceType("project", "project", sorts=("name",), filters=("catalog_type", "player_id"))
QOS_POINT = ResourceType("qos_point", "measurement")
RESTREAM = ResourceType("restream", "restream")
SPEAK_PARTICIPANT = ResourceType("speak_participant", "participant")
SPEAK_ROOM = ResourceType("speak_room", "room", sorts=("name", "code", "type", "status", "created_at", "updated_at"))
SUBTITLE = ResourceType("subtitle", "subtitle")
TAG = ResourceType("tag", "tag", filters=("tag",))
UPLOAD = ResourceType("upload", "upload", filters=("state", "due"))
USER = ResourceType("user", "user")
VIDEO = ResourceType(
    "video",
    "video",
    sorts=("title", "description", "created_at", "updated_at", "duration"),
    filters=("project_id", "folder_id", "status", "due_at", "event_id", "privacy_domains"),
    orders=((("created_at", True), ("title", False)),),
)
VIEW = ResourceType("view", "view", filters=("video_id", "time"))
WEBHOOK = ResourceType("webhook", "webhook", sorts=("name",))
