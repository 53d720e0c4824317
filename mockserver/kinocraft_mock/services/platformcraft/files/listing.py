"""Pages of a folder's contents."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

import orjson

from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.platformcraft.files.tree import SELECT, Entry
from kinocraft_mock.state.store import Store

__all__ = ["Marker", "Page", "page"]

SORT_COLUMNS = {"name": "name", "time": "created", "size": "size"}
SORTS = frozenset({*SORT_COLUMNS, *(f"-{name}" for name in SORT_COLUMNS)})


@dataclass(frozen=True)
class Marker:
    """The start of a page: after the last object of the previous page, by its place in the order.

    The place is stored as the object's sort key, not as an offset or id. So pages neither skip nor repeat an object
    when others are created or deleted, or when that object is deleted itself. The folder is stored because the URL of
    the next page does not contain it.
    """

    folder: str
    sort: str
    is_dir: int
    key: str | int
    name: str

    def encode(self) -> str:
        """Return the opaque text for `from`."""
        fields = orjson.dumps([self.folder, self.sort, self.is_dir, self.key, self.name])
        return urlsafe_b64encode(fields).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> Marker:
        """Parse `from`. Raises a 400 for text that this server has not created."""
        try:
            data = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
            fields: Any = orjson.loads(data)
            folder, sort, is_dir, key, name = fields
        except (ValueError, TypeError):
            raise ErrorResponse(400, "from: not a marker of this server") from None
        kind = str if sort in ("name", "-name") else int
        valid = (
            isinstance(folder, str)
            and isinstance(sort, str)
            and sort in SORTS
            and is_dir in (0, 1)
            and isinstance(key, kind)
            and isinstance(name, str)
        )
        if not valid or (isinstance(key, int) and not -(2**63) <= key < 2**63):
            raise ErrorResponse(400, "from: not a marker of this server")
        return cls(folder, sort, int(is_dir), key, name)


@dataclass(frozen=True)
class Page:
    """Some of a folder's contents, their total number, and the start of the next page."""

    entries: list[Entry]
    count: int
    next: Marker | None


def page(store: Store, folder: Entry, sort: str, limit: int, start: Marker | None, *, files: bool, dirs: bool) -> Page:
    """Return one page, folders first; `files` and `dirs` select what is listed.

    Objects with equal keys are sorted by name, in the same direction.
    """
    wanted = [(1, folder.dirs if dirs else 0), (0, folder.files if files else 0)]
    entries: list[Entry] = []
    for is_dir, there in wanted:
        if not there or (start is not None and is_dir > start.is_dir):
            continue
        behind = start if start is not None and start.is_dir == is_dir else None
        entries += _some(store, folder, is_dir, sort, limit + 1 - len(entries), behind)
        if len(entries) > limit:
            break
    count = sum(there for _, there in wanted)
    if len(entries) <= limit:
        return Page(entries, count, None)
    del entries[limit:]
    last = entries[-1]
    key = getattr(last, SORT_COLUMNS[sort.removeprefix("-")])
    return Page(entries, count, Marker(folder.id, sort, last.is_dir, key, last.name))


def _some(store: Store, folder: Entry, is_dir: int, sort: str, limit: int, behind: Marker | None) -> list[Entry]:
    column = SORT_COLUMNS[sort.removeprefix("-")]
    order, beyond = ("DESC", "<") if sort.startswith("-") else ("ASC", ">")
    values: list[Any] = [folder.seq, is_dir]
    where = ""
    if behind is not None:
        where = f"AND ({column}, name) {beyond} (?, ?)" if column != "name" else f"AND name {beyond} ?"
        values += [behind.key, behind.name] if column != "name" else [behind.name]
    keys = f"{column} {order}, name {order}" if column != "name" else f"name {order}"
    sql = f"{SELECT} WHERE parent = ? AND is_dir = ? {where} ORDER BY {keys} LIMIT ?"
    return [Entry._make(row) for row in store.all(sql, *values, limit)]
