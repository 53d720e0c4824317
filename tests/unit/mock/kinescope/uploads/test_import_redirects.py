"""The redirects that an import follows: five at most, by every status that redirects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kinocraft_mock.services.kinescope.store.resource_types import UPLOAD
from kinocraft_mock.services.kinescope.uploads.fetching import MAX_REDIRECTS, REDIRECTS
from tests import seed
from tests.unit.mock.kinescope.uploads import upload_helpers as given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.seed.workspace import Workspace

CONTENT = b"0123456789"


@pytest.fixture(scope="module")
def source() -> Iterator[given.Source]:
    with given.serving() as made:
        yield made


def end_of_import(workspace: Workspace, source: given.Source, redirects: int, status: int) -> str:
    """Import a file behind a number of redirects; return the video's status."""
    seed.project(workspace)
    url = source.put("/film.mp4", CONTENT)
    for number in range(redirects):
        url = source.put(f"/{number}", b"", status, Location=url)
    made = seed.video(workspace, content=b"", X_Video_URL=url)
    given.eventually(lambda: workspace.objects.count(UPLOAD), 0)
    return str(seed.get_video(workspace, made["id"])["status"])


@pytest.mark.parametrize("status", REDIRECTS)
def test_an_import_follows_as_many_redirects_as_allowed(
    workspace: Workspace, source: given.Source, status: int
) -> None:
    assert end_of_import(workspace, source, MAX_REDIRECTS, status) != "suspended"


def test_an_import_follows_no_more_redirects_than_allowed(workspace: Workspace, source: given.Source) -> None:
    assert end_of_import(workspace, source, MAX_REDIRECTS + 1, 302) == "suspended"
