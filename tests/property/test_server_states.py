"""The local server as a state machine: files, folders and parts, with a dictionary as the oracle."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import hypothesis.strategies as st
import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kinocraft_mock.services.platformcraft.files import handlers as files
from kinocraft_mock.services.platformcraft.files import listing
from kinocraft_mock.services.platformcraft.files.tree import Tree
from kinocraft_mock.services.platformcraft.uploads.state import Uploads
from tests.seed.account import Account

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinocraft_mock import RunningServer

Path = tuple[str, ...]

NAMES = st.sampled_from(["a", "b", "c.mp4", "Z", "я"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map(tuple)
DATA = st.binary(max_size=6)
SORTS = ["name", "-name", "time", "-time", "size", "-size"]


def shown(path: Path) -> str:
    return "".join(f"/{name}" for name in path)


class Files(RuleBasedStateMachine):
    """Compares the server's responses with a dictionary from path to bytes (None for a folder)."""

    uploads = Bundle("uploads")

    def __init__(self, account: Account) -> None:
        super().__init__()
        self.account = account
        account.server.control.reset()
        account.server.control.freeze()
        account.server.control.set_clock(1_000)
        account.log_in()
        self.now = 1_000
        self.objects: dict[Path, bytes | None] = {(): None}
        self.created: dict[Path, int] = {(): self.now}
        self.ids: dict[Path, str] = {}
        self.pieces: dict[Path, int] = {}
        self.parts: dict[str, tuple[Path, dict[int, bytes]]] = {}

    # The oracle

    def blocked(self, path: Path) -> bool:
        """Return whether a path exists, or is below a file."""
        return path in self.objects or any(self.objects.get(path[:length]) is not None for length in range(len(path)))

    def add(self, path: Path, data: bytes | None, object_id: str, pieces: int) -> None:
        for length in range(1, len(path)):
            if path[:length] not in self.objects:
                self.objects[path[:length]] = None
                self.created[path[:length]] = self.now
        self.objects[path] = data
        self.created[path] = self.now
        self.ids[path] = object_id
        self.pieces[path] = pieces

    def below(self, path: Path) -> list[Path]:
        """Return a path and everything below it."""
        return [each for each in self.objects if each[: len(path)] == path]

    def ordered(self, path: Path, sort: str) -> list[str]:
        children = [each for each in self.objects if len(each) == len(path) + 1 and each[:-1] == path]
        keys = {
            "name": lambda each: each[-1],
            "time": lambda each: (self.created[each], each[-1]),
            "size": lambda each: (len(self.objects[each] or b""), each[-1]),
        }
        children.sort(key=keys[sort.lstrip("-")], reverse=sort.startswith("-"))
        children.sort(key=lambda each: self.objects[each] is not None)
        return [each[-1] for each in children]

    # What a client does

    @rule(path=PATHS, data=DATA)
    def make_file(self, path: Path, data: bytes) -> None:
        response = self.account.file(shown(path), data)
        assert response.status_code == (409 if self.blocked(path) else 200)
        if response.status_code == 200:
            self.add(path, data, response.json()["id"], 1 if data else 0)

    @rule(path=PATHS)
    def make_folder(self, path: Path) -> None:
        response = self.account.folder(shown(path))
        assert response.status_code == (409 if self.blocked(path) else 200)
        if response.status_code == 200:
            self.add(path, None, response.json()["id"], 0)

    @rule(path=PATHS, name=NAMES | st.none(), folder=PATHS | st.just(()) | st.none())
    def move(self, path: Path, name: str | None, folder: Path | None) -> None:
        changes = {"name": name, "dir": folder if folder is None else shown(folder)}
        response = self.account.update(
            shown(path), **{key: value for key, value in changes.items() if value is not None}
        )
        into = path[:-1] if folder is None else folder
        target = (*into, name or path[-1])
        if path not in self.objects or into not in self.objects:
            wanted = 404
        elif self.objects[into] is not None:
            wanted = 400
        elif target == path:
            wanted = 200
        elif into[: len(path)] == path:
            wanted = 400
        else:
            wanted = 409 if target in self.objects else 200
        assert response.status_code == wanted, response.text
        if wanted == 200:
            assert response.json()["path"] == shown(target)
            for each in self.below(path):
                moved = target + each[len(path) :]
                self.objects[moved] = self.objects.pop(each)
                self.created[moved] = self.created.pop(each)
                if each in self.ids:
                    self.ids[moved], self.pieces[moved] = self.ids.pop(each), self.pieces.pop(each)

    @rule(path=PATHS)
    def delete(self, path: Path) -> None:
        response = self.account.delete(shown(path))
        assert response.status_code == (200 if path in self.objects else 404)
        for each in self.below(path):
            del self.objects[each], self.created[each]
            if each in self.ids:
                del self.ids[each], self.pieces[each]

    @rule(seconds=st.integers(1, 5))
    def wait(self, seconds: int) -> None:
        self.account.server.control.advance(seconds)
        self.now += seconds

    @rule(path=PATHS, target=uploads)
    def start(self, path: Path) -> Any:
        response = self.account.http.post(f"{self.account.url(shown(path))}?uploads")
        assert response.status_code == (409 if self.blocked(path) else 200)
        if response.status_code != 200:
            return multiple()
        upload_id: str = response.json()["id"]
        self.parts[upload_id] = (path, {})
        return upload_id

    @rule(path=PATHS, pieces=st.permutations([(0, b"zero"), (1, b"one"), (2, b"")]), target=uploads)
    def send_parts(self, path: Path, pieces: list[tuple[int, bytes]]) -> Any:
        upload_id = self.start(path)
        if upload_id in self.parts:
            for number, data in pieces:
                self.put_part(upload_id, number, data)
        return upload_id

    @rule(upload_id=uploads, number=st.integers(0, 3), data=DATA)
    def put_part(self, upload_id: str, number: int, data: bytes) -> None:
        response = self.account.put_part(upload_id, number, data)
        assert response.status_code == (200 if upload_id in self.parts else 404)
        if upload_id in self.parts:
            self.parts[upload_id][1][number] = data

    @rule(upload_id=uploads)
    def look_at_upload(self, upload_id: str) -> None:
        response = self.account.status(upload_id)
        if upload_id not in self.parts:
            assert response.status_code == 404
            return
        path, parts = self.parts[upload_id]
        found = response.json()
        assert found["object_path"] == shown(path)
        sizes = found["parts"] and [(part["id"], part["size"]) for part in found["parts"]]
        assert sizes == ([(number, len(parts[number])) for number in sorted(parts)] or None)

    @rule(upload_id=uploads, wrong=st.sampled_from([False, False, True]))
    def complete(self, upload_id: str, wrong: bool) -> None:
        path, parts = self.parts.get(upload_id, ((), {}))
        numbers = sorted(parts)
        whole = b"".join(parts[number] for number in numbers)
        response = self.account.complete(upload_id, whole + b"!" * wrong)
        if upload_id not in self.parts:
            wanted = 404
        elif wrong or numbers not in (list(range(len(numbers))), list(range(1, len(numbers) + 1))):
            wanted = 400
        else:
            wanted = 409 if self.blocked(path) else 200
        assert response.status_code == wanted, response.text
        if wanted == 200:
            self.add(path, whole, response.json()["id"], sum(1 for data in parts.values() if data))
            del self.parts[upload_id]

    @rule(upload_id=consumes(uploads))
    def cancel(self, upload_id: str) -> None:
        response = self.account.cancel(upload_id)
        assert response.status_code == (200 if self.parts.pop(upload_id, None) else 404)

    # What always holds

    @precondition(lambda self: len(self.objects) > 1)
    @rule(data=st.data(), sort=st.sampled_from(SORTS), limit=st.integers(1, 3))
    def list_a_folder(self, data: st.DataObject, sort: str, limit: int) -> None:
        folders = sorted(path for path, content in self.objects.items() if content is None)
        path = data.draw(st.sampled_from(folders))
        response = self.account.get(shown(path), f"?sort={sort}&limit={limit}").json()
        wanted = self.ordered(path, sort)
        found = [entry["name"] for entry in response["contents"]]
        while following := response["paging"].get("next"):
            response = self.account.http.get(following).json()
            assert response["paging"]["count"] == len(wanted)
            found += [entry["name"] for entry in response["contents"]]
        assert found == wanted

    @rule(path=PATHS)
    def look_at(self, path: Path) -> None:
        response = self.account.get(shown(path))
        if path not in self.objects:
            assert response.status_code == 404
            return
        found, data = response.json(), self.objects[path]
        assert found["path"] == shown(path)
        assert found["create_time"] == self.created[path]
        assert found["id"] == self.ids.get(path, found["id"])
        assert found["is_dir"] == (data is None)
        if data is not None:
            assert found["size"] == len(data)
            assert found["etag"] == hashlib.sha256(data).hexdigest()[:32]
            assert self.account.download(shown(path)).content == data

    @invariant()
    def the_folder_has_only_the_blobs_that_the_state_refers_to(self) -> None:
        stored = self.account.server.app.context.blobs.folder
        needed = sum(self.pieces.values()) + sum(len(parts) for _, parts in self.parts.values())
        assert len(list(stored.iterdir())) == needed
        assert list((stored.parent / "arriving").iterdir()) == []


@pytest.fixture
def account(server: RunningServer) -> Iterator[Account]:
    made = Account(server)
    with made.http:
        yield made


def check(account: Account, phases: tuple[Phase, ...], examples: int = 60) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        lambda: Files(account), settings=settings(max_examples=examples, stateful_step_count=30, phases=phases)
    )


@pytest.mark.parametrize("examples", [15, pytest.param(60, marks=pytest.mark.slow)])
def test_the_server_matches_the_model(account: Account, examples: int) -> None:
    check(account, (Phase.generate, Phase.shrink), examples)


def forgetful_put(_self: Uploads, _upload: Any, _part: Any) -> None:
    """A defect: parts are confirmed and dropped."""


def careless_free(_self: Tree, _names: Any) -> None:
    """A defect: every path counts as free."""


def leaking_delete(self: Tree, entry: Any) -> list[str]:
    """A defect: the bytes of deleted objects are kept."""
    real_delete(self, entry)
    return []


def renaming_move(self: Tree, entry: Any, parent: Any, name: str) -> None:
    """A defect: a move renames, but stays in its folder."""
    real_move(self, entry, self.entry(entry.parent) if entry.parent else parent, name)


def skipping_page(*arguments: Any, **flags: Any) -> listing.Page:
    """A defect: every page but the first lacks its first object."""
    found = real_page(*arguments, **flags)
    return found if arguments[4] is None else listing.Page(found.entries[1:], found.count, found.next)


async def trusting_hash(_self: Uploads, _upload: Any) -> str:
    """A defect: every SHA-256 is accepted."""
    return hashlib.sha256(b"").hexdigest()


real_delete, real_move, real_page = Tree.delete, Tree.move, listing.page

MUTANTS = [
    (Uploads, "put", forgetful_put),
    (Uploads, "sha256", trusting_hash),
    (Tree, "require_free", careless_free),
    (Tree, "delete", leaking_delete),
    (Tree, "move", renaming_move),
    (files, "page", skipping_page),
]


@pytest.mark.parametrize(("owner", "name", "mutant"), MUTANTS, ids=[mutant.__name__ for _, _, mutant in MUTANTS])
def test_a_faulty_server_differs_from_the_model(
    account: Account, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, mutant: Any
) -> None:
    monkeypatch.setattr(owner, name, mutant)
    with pytest.raises((AssertionError, ExceptionGroup)):
        check(account, (Phase.generate,))  # the shortest sequence is not needed here
