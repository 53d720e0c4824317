"""The parent of an uploaded video is the folder or project that it was sent into, however it was sent."""

from __future__ import annotations

from typing import Any

import pytest

from tests.faults.harness import BlockingClient, Harness
from tests.faults.videos import WHOLE


@pytest.mark.parametrize("way", ["whole", "chunks", "handle"])
@pytest.mark.parametrize("place", ["project", "folder"])
def test_an_uploaded_video_names_its_parent(
    harness: Harness, kinescope: BlockingClient, project: str, place: str, way: str
) -> None:
    parent = project if place == "project" else kinescope.projects.folders.create(project, "inner").id
    options: dict[str, Any] = {"parent_id": parent, "title": "Talk"}
    if way == "handle":
        handle = kinescope.raw.videos.begin_upload(WHOLE, **options)
        made = harness.result(handle.run)
    else:
        made = kinescope.videos.upload(WHOLE, **options, threshold=0 if way == "chunks" else None)
    found = kinescope.videos.get(made.id)
    assert made.parent_id == parent
    assert (found.project_id, found.folder_id) == (project, None if place == "project" else parent)
