"""What the service has is taken for the outcome of a lost attempt only if it can be nothing else."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kinocraft.errors import CallFacts, NotFoundError
from kinocraft.transfers import settle
from kinocraft.transfers.items import SourceFacts
from kinocraft.transfers.settle import find_video, is_stored
from kinocraft.types.kinescope import VideoAsset, VideoListItem
from tests.faults.harness import content

DATA = content(1_000)
OTHER = DATA[::-1]
NOW = 1_800_000_000.0
BEGAN = NOW - 60


def md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of this machine, at a fixed time, with an empty upload journal."""
    monkeypatch.setenv("KINOCRAFT_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setattr(settle, "time", SimpleNamespace(time=lambda: NOW))
    file = tmp_path / "a.mp4"
    file.write_bytes(DATA)
    return file


def video(id: str = "v", age: float = 30, original: dict[str, Any] | None = None, **fields: Any) -> Any:
    """Return a video as a listing shows it."""
    asset = {"quality": "original", "file_size": len(DATA), "md5": None, **(original or {})}
    known = {
        "id": id,
        "title": "Talk",
        "folder_id": "f",
        "project_id": "p",
        "status": "done",
        "created_at": datetime.fromtimestamp(NOW - age, UTC),
        "assets": [VideoAsset.model_construct(**asset)],
    }
    return VideoListItem.model_construct(**{**known, **fields})


class Videos:
    """A service with some videos, the newest first. Each look at one that arrives shows its next state."""

    def __init__(self, *listed: Any, states: tuple[str, ...] = ()) -> None:
        self.listed = listed
        self.states = list(states)
        self.waits: list[float] = []
        clock = SimpleNamespace(sleep=self.waits.append)
        self.client: Any = SimpleNamespace(
            videos=SimpleNamespace(with_raw_response=self, get=self.get),
            _engine=SimpleNamespace(settings=SimpleNamespace(clock=clock)),
        )

    def list(self, **_: Any) -> Any:
        return SimpleNamespace(headers={}, parsed=lambda: iter(self.listed))

    def get(self, id: str) -> Any:
        return SimpleNamespace(status=self.states.pop(0))


def found(
    service: Videos, file: Path | None, size: int | None = len(DATA), exclude: tuple[str, ...] = ()
) -> str | None:
    facts = SourceFacts(size, "1", "a.mp4")
    return find_video(service.client, facts, file, title="Talk", parent="f", began=BEGAN, exclude=exclude)


@pytest.mark.parametrize("parent", [{"folder_id": "f"}, {"folder_id": None, "project_id": "f"}])
def test_the_video_of_the_attempt_is_found(file: Path, parent: dict[str, Any]) -> None:
    assert found(Videos(video(**parent)), file) == "v"
    assert found(Videos(video(age=62.9, **parent)), file) == "v"


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Talk 2"},
        {"title": "talk"},
        {"folder_id": "g"},
        {"folder_id": None},
        {"age": 64.0},
        {"age": 1e6},
        {"status": "error"},
        {"status": "aborted"},
        {"status": "suspended"},
        {"original": {"file_size": len(DATA) - 1}},
        {"original": {"file_size": 0}},
        {"original": {"md5": md5(OTHER)}},
    ],
    ids=str,
)
def test_another_video_is_not_taken(file: Path, other: dict[str, Any]) -> None:
    assert found(Videos(video(**other)), file) is None


@pytest.mark.parametrize("digest", [None, "", md5(DATA), md5(DATA).upper()])
def test_a_video_is_taken_whose_digest_agrees_or_is_unknown(file: Path, digest: str | None) -> None:
    assert found(Videos(video(original={"md5": digest})), file) == "v"


def test_the_oldest_of_several_is_taken_that_belongs_to_no_other_item(file: Path) -> None:
    service = Videos(video("new", 10), video("middle", 20), video("old", 30))
    assert found(service, file) == "old"
    assert found(service, file, exclude=("old",)) == "middle"
    assert found(service, file, exclude=("old", "middle", "new")) is None


@pytest.mark.parametrize(
    ("states", "taken"),
    [
        (("processing",), True),
        (("uploading", "uploading", "done"), True),
        (("uploading", "suspended"), False),
        (("uploading",) * 5, False),
    ],
)
def test_a_video_that_arrives_is_looked_at_for_some_seconds(file: Path, states: tuple[str, ...], taken: bool) -> None:
    service = Videos(video(status="pending"), states=states)
    assert (found(service, file) == "v") is taken
    assert (len(service.waits), service.states) == (len(states), [])


@pytest.mark.parametrize(
    ("size", "original", "taken"),
    [
        (len(DATA), {"file_size": 0}, True),
        (len(DATA), {"file_size": len(DATA)}, True),
        (len(DATA), {"file_size": 7}, False),
        (None, {"file_size": 7}, True),
        (len(DATA), {"quality": "720p", "file_size": 7}, True),
    ],
)
@pytest.mark.usefixtures("file")
def test_a_video_that_the_service_fetches_is_taken_before_its_bytes_arrive(
    size: int | None, original: dict[str, Any], taken: bool
) -> None:
    service = Videos(video(status="pending", original=original))
    assert (found(service, None, size) == "v") is taken
    assert service.waits == []


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        ({}, True),
        ({"vendor": "platformcraft"}, False),
        ({"size": len(DATA) + 1}, False),
        ({"source": "/elsewhere/a.mp4"}, False),
    ],
)
def test_an_upload_that_can_be_resumed_is_left_to_the_journal(
    file: Path, monkeypatch: pytest.MonkeyPatch, entry: dict[str, Any], left: bool
) -> None:
    kept = SimpleNamespace(**{"vendor": "kinescope", "source": str(file.resolve()), "size": len(DATA), **entry})
    monkeypatch.setattr(settle, "UploadJournal", lambda: SimpleNamespace(list=lambda: [kept]))
    assert (found(Videos(video()), file) is None) is left


# --- files on Filespot --------------------------------------------------------------------------------------------


class Files:
    """A service with one file, or none."""

    def __init__(self, data: bytes | None, etag: str | None = None, kind: str = "file") -> None:
        self.data = data
        self.object = SimpleNamespace(type=kind, size=len(data or b""), etag=etag)
        self.downloads = 0

    def get(self, path: str) -> Any:
        if self.data is None:
            raise NotFoundError("no", CallFacts("files.get", "GET", path), status=404)
        return self.object

    def download(self, stored: Any, target: Path) -> Path:
        assert stored is self.object
        self.downloads += 1
        target.write_bytes(cast(bytes, self.data))
        return target


@pytest.mark.parametrize(
    ("service", "stored", "downloads"),
    [
        (Files(None), False, 0),
        (Files(DATA), True, 1),
        (Files(OTHER), False, 1),
        (Files(DATA[:-1]), False, 0),
        (Files(DATA + b"x", md5(DATA)), False, 0),
        (Files(DATA, kind="dir"), False, 0),
        (Files(DATA, md5(DATA)), True, 0),
        (Files(DATA, md5(OTHER)), True, 1),
        (Files(OTHER, md5(OTHER)), False, 1),
        (Files(DATA, f"{md5(DATA)}-2"), True, 1),
    ],
)
def test_a_file_is_stored_if_its_bytes_are_those_of_the_source(
    file: Path, service: Files, stored: bool, downloads: int
) -> None:
    before = service.downloads
    assert is_stored(cast(Any, SimpleNamespace(files=service)), "/a", file) is stored
    assert service.downloads - before == downloads
