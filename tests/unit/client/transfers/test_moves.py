"""The move of one item: what is removed, sent, kept and reported. The clients are stubs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import httpx2
import pytest

from kinocraft import Kinescope, TransferItem
from kinocraft.errors import (
    CallFacts,
    ConfigurationError,
    DownloadError,
    InvalidArgumentError,
    NotFoundError,
    ResponseError,
    TransportError,
)
from kinocraft.transfers.clients import ClientsRecipe
from kinocraft.transfers.folders import Folders
from kinocraft.transfers.items import SourceFacts
from kinocraft.transfers.places import Place
from kinocraft.transfers.results import ResultLog, TransferResult
from kinocraft.transfers.sources import staged
from kinocraft.transfers.task import Outcome, Previous, Rules, Task, run

FACTS = CallFacts("o", "GET", "/o")
URL = "https://files.example/talks/a.mp4?signature=s3cr3t"
DATA = b"0123456789"
KEY = "00" * 16


class Files:
    """Filespot, with files of some sizes at paths. It records what is changed."""

    def __init__(self, **sizes: int) -> None:
        self.sizes = {f"/{name}": size for name, size in sizes.items()}
        self.changes: list[str] = []
        self.source = DATA

    def get(self, path: str, **_: Any) -> Any:
        if path not in self.sizes:
            raise NotFoundError("no", FACTS, status=404)
        return SimpleNamespace(size=self.sizes[path])

    def delete(self, path: str) -> None:
        self.changes.append(f"delete {path}")

    def upload(self, file: Path, path: str, **_: Any) -> None:
        self.changes.append(f"upload {path}")

    def download(self, path: str, target: Path) -> None:
        self.changes.append(f"download {path}")
        target.write_bytes(self.source)


def clients(files: Any = None, videos: Any = None) -> Any:
    return SimpleNamespace(platformcraft=SimpleNamespace(files=files), kinescope=SimpleNamespace(videos=videos))


def moved(task: Task, made: Any) -> Outcome:
    return run(task, made, lambda: False)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KINOCRAFT_STATE_DIR", str(tmp_path / "state"))
    file = tmp_path / "a"
    file.write_bytes(DATA)
    return file


@pytest.mark.parametrize(
    ("previous", "changes"),
    [
        (Previous("platformcraft:/a", "old", 7), ["delete /a", "upload /a"]),
        # Another program has stored something since, or the earlier version went elsewhere.
        (Previous("platformcraft:/a", "old", 8), ["upload /a"]),
        (Previous("platformcraft:/a", "old", None), ["upload /a"]),
        (Previous("platformcraft:/b", "old", 7), ["upload /a"]),
        (Previous("kinescope:/a", "old", 7), ["upload /a"]),
        (None, ["upload /a"]),
    ],
    ids=str,
)
def test_only_the_earlier_version_of_an_item_is_removed(
    file: Path, previous: Previous | None, changes: list[str]
) -> None:
    files = Files(a=7, b=7)
    task = Task(0, KEY, TransferItem(file), Place("platformcraft", "/"), Rules(replace=True), previous)
    assert moved(task, clients(files)).status == "done"
    assert files.changes == changes
    files = Files(b=7)
    assert moved(task, clients(files)).status == "done"
    assert files.changes == ["upload /a"]


def test_an_item_that_has_changed_is_not_sent_again_unless_it_may_be_replaced(file: Path) -> None:
    files = Files(a=7)
    previous = Previous("platformcraft:/a", "old", 7)
    task = Task(0, KEY, TransferItem(file), Place("platformcraft", "/"), Rules(), previous)
    assert moved(task, clients(files)).status == "failed"
    assert files.changes == []


@pytest.mark.parametrize("path", ["", "/", "/..", "/.", "/%2e%2e", "/%20"])
def test_a_source_without_a_file_name_fails(path: str) -> None:
    files = Files()
    task = Task(0, KEY, TransferItem(f"https://files.example{path}"), Place("platformcraft", "/talks/"))
    outcome = moved(task, clients(files))
    assert outcome.status == "failed"
    assert "no file name" in str(outcome.error)
    assert files.changes == []


def test_an_outcome_has_no_address_of_the_source() -> None:
    sent: list[str] = []

    def import_url(url: str, **_: Any) -> Any:
        sent.append(url)
        return SimpleNamespace(id="v")

    videos = SimpleNamespace(import_url=import_url)
    outcome = moved(Task(0, KEY, TransferItem(URL), Place("kinescope", "p")), clients(videos=videos))
    assert (outcome.status, outcome.place, sent) == ("done", "kinescope:v", [URL])
    assert (outcome.facts.url, outcome.facts.name) == ("", "a.mp4")


# --- sources that are fetched -------------------------------------------------------------------------------------


def interrupted(item: TransferItem, facts: SourceFacts, files: Files) -> Path:
    """Return the copy that a move leaves which fails in a way that may pass."""
    copies: list[Path] = []

    def move() -> None:
        with staged(item, facts, KEY, clients(files)) as copy:
            copies.append(copy)
            raise TransportError("x", FACTS)

    with pytest.raises(TransportError):
        move()
    return copies[0]


@pytest.mark.parametrize(
    ("kept", "size", "fetched"),
    [
        (None, 10, True),
        (b"0123456789", 10, False),
        (b"012345678", 10, True),
        (b"0123456789x", 10, True),
        (b"0123456789", None, True),
    ],
)
@pytest.mark.usefixtures("file")
def test_a_kept_copy_is_used_only_if_it_is_whole(kept: bytes | None, size: int | None, fetched: bool) -> None:
    files, item, facts = Files(), TransferItem("platformcraft:/a"), SourceFacts(size, "1", "a.mp4")
    path = interrupted(item, facts, files)
    assert path.read_bytes() == DATA
    path.unlink() if kept is None else path.write_bytes(kept)
    files.changes.clear()
    with staged(item, facts, KEY, clients(files)) as copy:
        assert (copy, copy.read_bytes()) == (path, DATA)
    assert bool(files.changes) is fetched
    assert list(path.parent.iterdir()) == []


def served(monkeypatch: pytest.MonkeyPatch, respond: Callable[[], httpx2.Response]) -> list[str]:
    """Let every URL be fetched from a function; return the URLs."""
    asked: list[str] = []

    @contextmanager
    def stream(method: str, url: str, **_: Any) -> Iterator[httpx2.Response]:
        asked.append(url)
        response = respond()
        response.request = httpx2.Request(method, url)
        yield response

    monkeypatch.setattr(httpx2, "stream", stream)
    return asked


@pytest.mark.parametrize(
    ("size", "headers", "attempts", "words"),
    [
        (10, {}, 1, ""),
        (None, {"Content-Length": "10"}, 1, ""),
        (10, {"Content-Length": "11"}, 3, "cannot be fetched"),
        (None, {"Content-Length": "9"}, 3, "cannot be fetched"),
        (11, {}, 1, "has 10 bytes, and 11 were announced"),
        (9, {"Content-Length": "10"}, 1, "has 10 bytes, and 9 were announced"),
    ],
)
@pytest.mark.usefixtures("file")
def test_a_source_is_fetched_whole_or_not_at_all(
    monkeypatch: pytest.MonkeyPatch, size: int | None, headers: dict[str, str], attempts: int, words: str
) -> None:
    asked = served(monkeypatch, lambda: httpx2.Response(200, headers=headers, stream=httpx2.ByteStream(DATA)))
    item, facts = TransferItem(URL), SourceFacts(size, "1", "a.mp4", URL)
    if words:
        with pytest.raises(DownloadError, match=words) as caught, staged(item, facts, KEY, clients()):
            pytest.fail("it was not fetched whole")
        assert "s3cr3t" not in str(caught.value)
    else:
        with staged(item, facts, KEY, clients()) as copy:
            assert copy.read_bytes() == DATA
    assert asked == [URL] * attempts


# --- folders, results, keys, and clients of workers ---------------------------------------------------------------


class Projects:
    """A service whose response to the creation of a folder is lost, and which has made the folder or not."""

    def __init__(self, *, makes: bool) -> None:
        self.makes = makes
        self.made: list[Any] = []
        self.folders = self

    def get(self, id: str) -> Any:
        return SimpleNamespace(id=id)

    def list(self, project: str) -> list[Any]:
        return self.made

    def create(self, project: str, name: str, *, parent_id: str) -> Any:
        if self.makes:
            self.made.append(SimpleNamespace(id=f"{name}-id", name=name, parent_id=parent_id))
        raise TransportError("lost", FACTS)


def test_a_folder_whose_response_was_lost_is_used_and_not_made_twice() -> None:
    projects = Projects(makes=True)
    folders = Folders(cast(Kinescope, SimpleNamespace(projects=projects)))
    assert folders.find("p", "2026/spring") == "spring-id"
    assert folders.find("p", "2026/spring") == "spring-id"
    assert [(each.name, each.parent_id) for each in projects.made] == [("2026", "p"), ("spring", "2026-id")]
    with pytest.raises(TransportError):
        Folders(cast(Kinescope, SimpleNamespace(projects=Projects(makes=False)))).find("p", "2026")


@pytest.mark.parametrize(("status", "begun"), [("done", False), ("failed", True)])
def test_an_attempt_has_begun_until_it_is_done(tmp_path: Path, status: Any, begun: bool) -> None:
    """A failed item may have been moved after all, by this attempt or an earlier one."""
    path = tmp_path / "results.jsonl"
    (tmp_path / "results.jsonl.started").write_text(f"{KEY} 12.5\n")
    expected = {bytes.fromhex(KEY): 12.5} if begun else {}
    with ResultLog.opened(path) as log:
        log.add(TransferResult(0, KEY, status, "a"))
        assert log.begun == expected
    with ResultLog.opened(path) as log:
        assert log.begun == expected


ITEM = TransferItem("a.mp4", "kinescope:p", "Title", "Description", "folder")


@pytest.mark.parametrize(
    "change",
    [
        *({name: other} for name, other in [("source", "b.mp4"), ("to", "kinescope:q"), ("folder", "other")]),
        *({"title": other} for other in ("Other", "", None)),
        *({"description": other} for other in ("Other", "", None)),
        {"folder": ""},
    ],
    ids=str,
)
def test_each_field_of_an_item_identifies_it(change: dict[str, Any]) -> None:
    assert replace(ITEM, **change).key("kinescope:z") != ITEM.key("kinescope:z")


def test_an_item_is_the_same_whatever_is_known_of_its_source() -> None:
    assert replace(ITEM, source=Path("a.mp4"), known=SourceFacts(1, "1", "a")).key("") == ITEM.key("kinescope:z")
    assert replace(ITEM, to="").key("kinescope:p") == ITEM.key("")
    assert replace(ITEM, to="").key("kinescope:q") != ITEM.key("")


def make_kinescope(**options: Any) -> Kinescope:
    return Kinescope("token", **options)


def test_workers_get_functions_of_modules_and_no_logins() -> None:
    token = "s3cr3t"
    for made in (make_kinescope, Kinescope, None):
        ClientsRecipe(made).check_shareable()
    with Kinescope(token) as client:
        for given in (client, lambda **options: Kinescope(token, **options), client.videos.list):
            with pytest.raises(ConfigurationError, match="kinescope must be a function of a module"):
                ClientsRecipe(cast(Any, given)).check_shareable()


def test_a_place_on_the_service_of_the_source_is_rejected() -> None:
    task = Task(0, KEY, TransferItem("kinescope:v"), Place("kinescope", "p"))
    link = SimpleNamespace(quality="original", download_link=URL, original_name="a.mp4", file_size=10, md5=None)
    found = SimpleNamespace(id="v", assets=[link], status="done", version=1, title="a")
    outcome = moved(task, clients(videos=SimpleNamespace(get=lambda id: found)))
    assert isinstance(outcome.error, InvalidArgumentError)
    assert not isinstance(outcome.error, ResponseError)
