"""The records below the sections: ids, times, the tree, files, and pages whose cost does not depend on their number."""

from __future__ import annotations

from contextlib import suppress
from itertools import product
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

import pytest

from kinocraft_mock.context import Context
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.services.kinescope.datetimes import format_timestamp, parse_timestamp
from kinocraft_mock.services.kinescope.ids import as_uuid, short
from kinocraft_mock.services.kinescope.store.files import Files
from kinocraft_mock.services.kinescope.store.queries import Queries, contains, equal, holds, missing, one_of, with_ids
from kinocraft_mock.services.kinescope.store.records import Record, Records
from kinocraft_mock.services.kinescope.store.resource_types import FOLDER, PROJECT, SUBTITLE, TAG, VIDEO
from kinocraft_mock.settings import Settings
from kinocraft_mock.state.clock import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinocraft_mock.services.kinescope.store.queries import Condition, Order


@pytest.fixture
def context() -> Iterator[Context]:
    made = Context(Settings(), Clock(source=lambda: 1_600_000_000.25))
    yield made
    made.close()


@pytest.fixture
def objects(context: Context) -> Records:
    return context.component(Records)


@pytest.mark.parametrize("number", [0, 1, 57, 2**64, 2**127 + 12345, 2**128 - 1])
def test_both_forms_of_an_id_are_equal(number: int) -> None:
    uuid = str(UUID(int=number))
    assert len(short(uuid)) == 22
    assert as_uuid(short(uuid)) == uuid
    assert as_uuid(uuid.upper()) == uuid


def test_other_texts_are_not_ids() -> None:
    for text in (
        "",
        "x",
        "Z" * 22,
        "I" * 22,
        "0" * 22,
        "2" * 23,
        f"{UUID(int=1)}\n",
        "é" * 22,
        str(UUID(int=1)).replace("-", "+"),
    ):
        assert as_uuid(text) is None
    for uuid in ("spuavLLtW44iUmHbL75z2u", "mNFQz2wYTBhLkPBCo9oS8m"):  # from the vendor page
        found = as_uuid(uuid)
        assert found is not None
        assert short(found) == uuid


def test_times_have_the_format_of_the_page() -> None:
    for text in (
        "2026-04-21T16:20:59.711708Z",
        "2026-04-13T14:19:32.35553Z",
        "2025-12-03T17:30:08.24509Z",
        "2026-04-22T23:19:10Z",
        "1969-12-31T23:59:59.5Z",
    ):
        read = parse_timestamp(text)
        assert read is not None
        assert format_timestamp(read) == text
    assert parse_timestamp("2026-04-22") == parse_timestamp("2026-04-22T03:00:00+03:00")
    assert parse_timestamp("yesterday") is None


def test_an_object_is_found_by_both_forms_of_its_id_and_by_its_kind_alone(objects: Records) -> None:
    tag = objects.make(TAG, {"tag": "a"})
    for text in (tag.id, tag.id.upper(), short(tag.id)):
        found = objects.get(TAG, text)
        assert (found.id, found.body, found.created_at) == (tag.id, {"tag": "a"}, "2020-09-13T12:26:40.25Z")
    assert objects.find(VIDEO, tag.id) is None
    with pytest.raises(ErrorResponse, match="no such tag"):
        objects.get(TAG, "2" * 22)
    objects.delete(tag)
    assert objects.find(TAG, tag.id) is None


def test_an_object_is_updated_and_deleted(objects: Records, context: Context) -> None:
    tag = objects.make(TAG, {"tag": "a", "n": [1, {"x": None}]})
    assert objects.get(TAG, tag.id).updated_at is None
    context.clock.advance(1)
    objects.change(tag, tag="é")
    found = objects.get(TAG, tag.id)
    assert (found.body, found.updated_at) == ({"tag": "é", "n": [1, {"x": None}]}, "2020-09-13T12:26:41.25Z")
    context.clock.advance(1)
    tag.body["tag"] = "b"
    objects.save(tag, touch=False)
    assert objects.reread(tag).updated == found.updated


def sums(objects: Records, *things: Record) -> list[tuple[int, int]]:
    return [(thing.size, thing.items) for thing in map(objects.reread, things)]


def test_containers_count_their_contents_at_any_depth(objects: Records) -> None:
    one, two = objects.make(PROJECT, {"name": "1"}), objects.make(PROJECT, {"name": "2"})
    outer = objects.make(FOLDER, {"name": "o"}, one)
    inner = objects.make(FOLDER, {"name": "i"}, outer)
    video = objects.make(VIDEO, {"title": "v"}, inner, size=100, items=1)
    objects.make(VIDEO, {"title": "w"}, one, size=7, items=1)
    assert sums(objects, one, outer, inner, two) == [(107, 2), (100, 1), (100, 1), (0, 0)]
    objects.weigh(video, size=10)
    assert sums(objects, video, one, outer) == [(110, 1), (117, 2), (110, 1)]
    objects.move(outer, two)
    assert sums(objects, one, two, inner) == [(7, 1), (110, 1), (110, 1)]
    assert [each.id for each in objects.below(two, VIDEO)] == [video.id]
    objects.delete(inner)
    assert sums(objects, one, outer, two) == [(7, 1), (0, 0), (0, 0)]
    assert objects.find(VIDEO, video.id) is None
    assert objects.count(VIDEO) == 1


def test_objects_have_an_order_that_can_be_changed(objects: Records) -> None:
    video = objects.make(VIDEO, {})
    tracks = [
        objects.make(SUBTITLE, {"n": n}, video, position=objects.next_position(video, SUBTITLE)) for n in range(3)
    ]
    assert [each.position for each in tracks] == [1, 2, 3]
    objects.arrange([tracks[2], tracks[0], tracks[1]])
    assert [each.body["n"] for each in objects.children(video, SUBTITLE)] == [2, 0, 1]


def test_a_failed_transaction_changes_nothing(objects: Records, context: Context) -> None:
    project = objects.make(PROJECT, {})
    with suppress(ZeroDivisionError), objects.transaction():
        video = objects.make(VIDEO, {"title": "a"}, project, size=5, items=1)
        objects.change(project, name="changed")
        assert context.component(Queries).page(VIDEO, (), (equal("title", "a"),))[0] == 1
        _ = 1 // 0
    assert objects.find(VIDEO, video.id) is None
    assert objects.count(VIDEO) == 0
    assert objects.reread(project).body == {}
    assert sums(objects, project) == [(0, 0)]
    assert context.component(Queries).page(VIDEO, (), (equal("title", "a"),))[0] == 0


def stored(context: Context, content: bytes) -> tuple[str, int]:
    incoming = context.blobs.open()
    incoming.feed(content)
    incoming._write([content])
    return context.blobs.keep(incoming), len(content)


def test_files_are_deleted_with_their_last_object(objects: Records, context: Context) -> None:
    files = context.component(Files)
    first, second = objects.make(VIDEO, {}), objects.make(VIDEO, {})
    pieces = [stored(context, b"abc"), stored(context, b"de")]
    file = files.add(first, "original", "a.mp4", "video/mp4", pieces, "digest")
    assert (file.size, files.segments(file), files.of(first), files.of(first, "poster")) == (5, pieces, [file], [])
    copy = files.copy(file, second)
    objects.delete(first)
    assert files.find(file.id) is None
    assert all(context.blobs.path(blob).exists() for blob, _ in pieces)
    assert sorted(objects.blobs()) == sorted(blob for blob, _ in pieces)
    files.remove(copy)
    assert not any(context.blobs.path(blob).exists() for blob, _ in pieces)


def fill(objects: Records, count: int) -> list[Record]:
    titles = ["b", "a", "Ünder", "", "C", "a"]
    with objects.transaction():
        return [
            objects.make(
                VIDEO,
                {
                    "title": titles[n % 6],
                    "description": f"about {n % 4}",
                    "duration": n * 7 % 11 / 2,
                    "status": ["done", "error", "pending"][n % 3],
                    "project_id": str(UUID(int=n % 2)),
                    "folder_id": None if n % 5 else str(UUID(int=9)),
                    "tags": ["x"] if n % 7 == 0 else [],
                },
                id=str(uuid5(UUID(int=0), str(n))),
            )
            for n in range(count)
        ]


def expected(things: list[Record], order: Order, keep: Any) -> list[str]:
    kept = [thing for thing in things if keep(thing.body)]
    kept.sort(key=lambda thing: thing.seq, reverse=bool(order) and order[-1][1])
    for field, down in reversed(order):
        kept.sort(key=lambda thing, field=field: thing.body[field], reverse=down)  # type: ignore[misc]
    return [thing.id for thing in kept]


ORDERS: list[Order] = [
    (),
    (("title", False),),
    (("title", True),),
    (("duration", True),),
    (("description", False), ("title", True)),
]
FILTERS: list[tuple[tuple[Condition, ...], Any]] = [
    ((), lambda _: True),
    ((one_of("status", ["done", "error"]),), lambda b: b["status"] != "pending"),
    ((one_of("status", []),), lambda _: False),
    (
        (equal("project_id", str(UUID(int=1))), missing("folder_id")),
        lambda b: b["project_id"][-1] == "1" and not b["folder_id"],
    ),
    ((contains(("title", "description"), "üNDER"),), lambda b: b["title"] == "Ünder"),
    ((contains(("title", "description"), "%"),), lambda _: False),
    ((holds("tags", "x"),), lambda b: b["tags"] == ["x"]),
]


def test_pages_are_slices_of_the_list_in_every_order_and_with_every_filter(objects: Records, context: Context) -> None:
    things = fill(objects, 60)
    for order, (where, keep) in product(ORDERS, FILTERS):
        wanted = expected(things, order, keep)
        for offset, limit in ((0, 7), (7, 7), (55, 10), (60, 10), (2**40, 10), (0, None)):
            total, found = context.component(Queries).page(VIDEO, order, where, None, offset, limit)
            assert total == len(wanted)
            assert [each.id for each in found] == wanted[offset:][:limit]


def test_pages_can_be_filtered_by_ids_in_both_forms(objects: Records, context: Context) -> None:
    things = fill(objects, 5)
    asked = [short(things[3].id), things[1].id.upper(), "I" * 22, str(UUID(int=77))]
    assert [each.id for each in context.component(Queries).page(VIDEO, (), (with_ids(asked),))[1]] == [
        things[1].id,
        things[3].id,
    ]


def test_a_cached_list_is_dropped_by_any_change_that_affects_it(objects: Records, context: Context) -> None:
    def done() -> int:
        return context.component(Queries).page(VIDEO, (), (equal("status", "done"),))[0]

    project = objects.make(PROJECT, {})
    assert done() == 0
    video = objects.make(VIDEO, {"status": "done"}, project)
    assert done() == 1
    objects.change(video, status="error")
    assert done() == 0
    objects.change(video, status="done")
    assert done() == 1
    objects.delete(project)
    assert done() == 0


@pytest.mark.parametrize("field", [*VIDEO.sorts])
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_the_first_pages_are_read_from_an_index(objects: Records, context: Context, field: str, direction: str) -> None:
    asked: list[str] = []

    class Watched:
        def all(self, sql: str, *values: Any) -> Any:
            asked.append(sql)
            return real.all(sql, *values)

    fill(objects, 5)
    real = context.store
    plain: Any = context
    plain.store = Watched()
    try:
        context.component(Queries).page(VIDEO, ((field, direction == "DESC"),), (), None, 0, 10)
    finally:
        plain.store = real
    (sql,) = asked
    plan = " ".join(row[3] for row in context.store.all(f"EXPLAIN QUERY PLAN {sql}", 10, 0))
    assert f"INDEX kinescope_video_by_{field}" in plan
    assert "TEMP B-TREE" not in plan


DEFAULT: Order = (("created_at", True), ("title", False))


@pytest.mark.parametrize("order", [DEFAULT, (("title", False),), (("duration", True),)])
@pytest.mark.parametrize("near", [0, 1000])
def test_pages_from_both_ends_form_one_list(
    objects: Records, context: Context, order: Order, near: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kinocraft_mock.services.kinescope.store.queries.NEAR", near)
    fill(objects, 31)
    selections = context.component(Queries)
    _, whole = selections.page(VIDEO, order)
    for _ in range(3):
        pages = [selections.page(VIDEO, order, (), None, offset, 4) for offset in range(0, 40, 4)]
        assert {total for total, _ in pages} == {31}
        assert [thing.id for _, page in pages for thing in page] == [thing.id for thing in whole]


def test_a_page_in_the_default_order_is_not_sorted_after_a_change(objects: Records, context: Context) -> None:
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    costs: list[int] = []
    (video, *_) = fill(objects, 4000)
    for offset in (0, 1995, 3990):
        objects.change(video, title=f"{offset}")
        context.store._connection.set_progress_handler(count, 1)
        steps = 0
        context.component(Queries).page(VIDEO, DEFAULT, (), None, offset, 10)
        context.store._connection.set_progress_handler(None, 1)
        costs.append(steps)
    # A page is at most 2000 entries from an end, a few steps each; sorting takes dozens of steps per entry.
    assert max(costs) < 5 * 2000


def test_a_deep_page_reads_as_many_rows_as_a_front_one(objects: Records, context: Context) -> None:
    """Counts steps of SQLite's virtual machine, which do not depend on the load of the computer."""
    fill(objects, 4000)
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection = context.store._connection
    selections = context.component(Queries)
    costs: list[int] = []
    orders: list[Order] = [(("title", False),), (("title", True), ("created_at", False))]
    for where, order in product([(), (equal("status", "done"),)], orders):
        for offset in (0, 1200):
            for _ in range(2):
                selections.page(VIDEO, order, where, None, offset, 10)
            connection.set_progress_handler(count, 1)
            steps = 0
            selections.page(VIDEO, order, where, None, offset, 10)
            connection.set_progress_handler(None, 1)
            costs.append(steps)
    assert max(costs) < 1000
