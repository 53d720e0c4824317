"""Each request in the tables is rejected with the vendor's error, and changes nothing."""

from __future__ import annotations

import re
from typing import Any

import httpx2
import pytest

from tests import seed
from tests.contract.error_responses import kinescope, platformcraft
from tests.contract.error_responses.rows import Row
from tests.contract.local import SeededServer
from tests.contract.mounts import MOUNTS, home
from tests.described_operations import OPERATIONS as DESCRIBED
from tests.described_operations import DescribedOperation
from tests.seed.account import message
from tests.seed.workspace import error, invalid

OPERATIONS = {subject.name: subject for subject in DESCRIBED}


class RowSender:
    """Sends the requests of the tables to a seeded server with a few more objects."""

    def __init__(self, target: SeededServer) -> None:
        self.target = target
        self.ids = dict(target.seeded.ids)

    def set_up(self) -> None:
        """Remember the state that each request must leave as it is."""
        self.snapshot = self.target.export()
        self.target.restore(self.snapshot)
        self.before = self.target.settled()

    def send(self, row: Row) -> httpx2.Response:
        """Send the request of a row, with the ids of the seeded objects."""
        operation = OPERATIONS[row.operation]
        workspace = self.target.seeded.workspace if operation.vendor == "kinescope" else self.target.seeded.account
        ids = {"file_path": "/test.mp4", **self.ids, **self._actual(row.ids)}
        url = self.target.server.url + mounted(operation) + operation.key.partition("#")[0].format(**ids)
        request = self._actual(row.request)
        params = request.pop("params", "")
        if isinstance(params, dict):
            params = str(httpx2.QueryParams(params))
        return workspace.http.request(operation.method, f"{url}?{params}" if params else url, **request)

    def _actual(self, value: Any) -> Any:
        if isinstance(value, str):
            return re.sub(r"\$(\w+)", lambda found: self.ids[found[1]], value)
        if isinstance(value, dict):
            return {key: self._actual(item) for key, item in value.items()}
        return [self._actual(item) for item in value] if isinstance(value, list) else value


def mounted(operation: DescribedOperation) -> str:
    """Return what precedes an operation's path on the local server."""
    host, base = home(operation.document, operation.key)
    return MOUNTS[host] + base


def add_kinescope_objects(sender: RowSender) -> None:
    """Add objects that belong to other parents, and a video that is not processed yet."""
    workspace, ids = sender.target.seeded.workspace, sender.ids
    sender.ids["other_project_id"] = seed.project(workspace, "other")["id"]
    sender.ids["other_folder_id"] = seed.folder(workspace, ids["other_project_id"])["id"]
    sender.ids["foreign_subtitle_id"] = seed.subtitle(workspace, ids["other_video_id"])["id"]
    sender.ids["foreign_material_id"] = seed.additional_material(workspace, ids["other_video_id"])["id"]
    annotation = seed.annotation(workspace, ids["video_id"], start_time=3, end_time=5)
    sender.ids["late_annotation_id"] = annotation["id"]
    sender.ids["other_event_id"] = seed.live_event(workspace)["id"]
    sender.ids["other_room_id"] = seed.room(workspace)["id"]
    room = seed.room(workspace, participants=[{"name": "a"}])
    sender.ids |= {"room_id": room["id"], "participant_id": room["participants"][0]["id"]}
    sender.ids["participants_user_id"] = room["participants"][0]["user_id"]
    sender.target.seeded.control("pace", {"uploading": 1000})
    sender.ids["unfinished_video_id"] = seed.video(workspace, ids["project_id"])["id"]
    # A status that changes by the clock is stored when the video is first shown.
    assert seed.get_video(workspace, ids["unfinished_video_id"])["status"] == "uploading"


def add_platformcraft_objects(sender: RowSender) -> None:
    """Add a stream and a channel that have no records and blocks."""
    sender.ids["other_stream_id"] = sender.target.seeded.recorder.stream()
    sender.ids["other_channel_id"] = sender.target.seeded.streamer.channel()


@pytest.fixture(scope="module", name="senders")
def add_objects(seeded_servers: dict[str, SeededServer]) -> dict[str, RowSender]:
    """Return a sender for each vendor, after adding its objects."""
    found = {vendor: RowSender(target) for vendor, target in seeded_servers.items()}
    add_kinescope_objects(found["kinescope"])
    add_platformcraft_objects(found["platformcraft"])
    for each in found.values():
        each.set_up()
    return found


def check_error(row: Row, response: httpx2.Response) -> None:
    """Check that a response is the error that a row expects, in the vendor's form."""
    if isinstance(row.error, dict):
        assert invalid(response) == row.error
        return
    status, detail = row.error
    if isinstance(detail, int):
        error(response, status, detail)
    else:
        assert detail in message(response, status)


@pytest.mark.parametrize("row", [*kinescope.ROWS, *platformcraft.ROWS], ids=repr)
def test_a_request_is_rejected_with_its_error_and_changes_nothing(row: Row, senders: dict[str, RowSender]) -> None:
    sender = senders[OPERATIONS[row.operation].vendor]
    response = sender.send(row)
    changed = sender.target.settled() != sender.before
    if changed:
        sender.target.restore(sender.snapshot)
    check_error(row, response)
    assert not changed
