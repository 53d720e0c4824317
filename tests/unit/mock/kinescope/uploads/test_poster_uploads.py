"""Operation posters.upload."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kinocraft_mock.services.kinescope.posters.state import active_poster
from kinocraft_mock.services.kinescope.store.resource_types import LIVE_EVENT, POSTER
from tests import seed
from tests.seed.workspace import NO_ID, UNKNOWN_ID, Workspace, data, error, invalid
from tests.unit.mock.kinescope.uploads import upload_helpers as given

if TYPE_CHECKING:
    from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n and so on"


@pytest.fixture
def video(workspace: Workspace) -> str:
    """The id of a finished video."""
    return str(seed.finished_video(workspace)["id"])


@pytest.fixture
def source() -> Iterator[given.Source]:
    with given.serving() as made:
        yield made


def shown(workspace: Workspace, video: str) -> Any:
    return seed.get_video(workspace, video)["poster"]


def test_an_uploaded_picture_becomes_the_active_poster(workspace: Workspace, video: str) -> None:
    before = shown(workspace, video)
    response = workspace.upload("/v2/poster", PNG, X_Video_ID=video)
    assert (response.status_code, response.content) == (200, b"")
    poster = shown(workspace, video)
    assert (poster["active"], poster["status"]) == (True, "done")
    assert poster["id"] != before["id"]
    response = workspace.http.get(poster["original"])
    assert (response.content, response.headers["content-type"]) == (PNG, "image/png")
    listed = data(workspace.get(f"/v1/videos/{video}/posters"))
    assert {each["id"]: each["active"] for each in listed} == {before["id"]: False, poster["id"]: True}


def test_a_live_event_has_posters_too(workspace: Workspace) -> None:
    project = seed.project(workspace, catalog_type="live")["id"]
    event = seed.live_event(workspace, parent_id=project)["id"]
    for content in (b"first", b"second"):
        assert workspace.upload("/v2/poster", content, X_Event_ID=event).status_code == 200
    kept = workspace.objects.get(LIVE_EVENT, event)
    active = active_poster(workspace.server.app.context, kept)
    assert active is not None
    assert [poster.body["active"] for poster in workspace.objects.children(kept, POSTER)] == [False, False, True]


def test_a_poster_can_be_imported_from_a_url(workspace: Workspace, video: str, source: given.Source) -> None:
    url = source.put("/p.png", PNG)
    assert workspace.upload("/v2/poster", X_Video_ID=video, X_Poster_URL=url).status_code == 200
    assert workspace.http.get(shown(workspace, video)["original"]).content == PNG


def test_a_poster_has_one_owner(workspace: Workspace, video: str) -> None:
    count = workspace.objects.count(POSTER)
    assert invalid(workspace.upload("/v2/poster", PNG)) == {"X-Video-ID": "required_without"}
    both = workspace.upload("/v2/poster", PNG, X_Video_ID=video, X_Event_ID=UNKNOWN_ID)
    assert invalid(both) == {"X-Event-ID": "excluded_with"}
    error(workspace.upload("/v2/poster", PNG, X_Video_ID=NO_ID), 400, 400301)
    error(workspace.upload("/v2/poster", PNG, X_Video_ID=UNKNOWN_ID), 404, 400404)
    error(workspace.upload("/v2/poster", PNG, X_Event_ID=video), 404, 400404)
    assert workspace.objects.count(POSTER) == count


def test_a_poster_needs_either_bytes_or_a_url(workspace: Workspace, video: str, source: given.Source) -> None:
    count = workspace.objects.count(POSTER)
    error(workspace.upload("/v2/poster", X_Video_ID=video), 400, 1)
    both = workspace.upload("/v2/poster", PNG, X_Video_ID=video, X_Poster_URL=source.put("/p.png", PNG))
    assert invalid(both) == {"X-Poster-URL": "excluded_with"}
    away = workspace.upload("/v2/poster", X_Video_ID=video, X_Poster_URL="http://example.com/p.png")
    assert invalid(away) == {"X-Poster-URL": "url"}
    missing = workspace.upload("/v2/poster", X_Video_ID=video, X_Poster_URL=source.url + "/nothing")
    assert invalid(missing) == {"X-Poster-URL": "fetch"}
    assert workspace.objects.count(POSTER) == count
    assert source.asked == ["/nothing"]
