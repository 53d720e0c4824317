"""The import of states with 2,000 damaged or forged files."""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kinocraft_mock import running
from tests.samples import sampled
from tests.seed.account import AUTH, Account
from tests.seed.workspace import Workspace
from tests.unit.mock.state.states import fill, members, packed, shown

SECRET = b"a secret of the user, outside of the data folder"
FILES = 2000
GROUPS = 10
TAR = {"Content-Type": "application/x-tar"}


class Ground:
    """A server with a data folder, some content, its state as a file, and another folder beside it."""

    def __init__(self, folder: Path, server: Any) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.outside = folder / "outside"
        self.outside.mkdir()
        self.secret = self.outside / "secret"
        self.secret.write_bytes(SECRET)
        self.server = server
        self.account = Account(server)
        self.account.log_in()
        self.workspace = Workspace(server)
        server.control.freeze()  # otherwise the encoding of videos would continue
        fill(self.account, self.workspace, size=3_000)
        server.control.save_state(folder / "good")
        self.good = (folder / "good").read_bytes()
        self.members = members(folder / "good")
        self.shown = shown(self.account, self.workspace)
        self.touched: list[str] = []
        self.watching = False
        sys.addaudithook(self._watch)

    def _watch(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.watching and event in WATCHED:
            for argument in arguments[:2]:
                if isinstance(argument, str | bytes) and str(self.outside) in str(argument):
                    self.touched.append(f"{event} {argument!r}")

    def names(self) -> list[str]:
        """Return names that a forged row or archive may use for a blob."""
        inside = next(name for name in self.members if name.startswith("blobs/")).removeprefix("blobs/")
        return [
            str(self.secret),
            "../../outside/secret",
            "../outside/secret",
            "../state.sqlite3",
            f"{inside}/../../../outside/secret",
            f"{inside}\n",
            f"{inside}\0",
            "",
            ".",
            "..",
            "/",
            "1-1" * 200,
            "\u0661-\u0661",  # digits outside ASCII
        ]

    def restore(self) -> None:
        assert self.account.http.put("/_mock/state", content=self.good, headers=TAR).status_code == 200
        self.account.log_in()


WATCHED = {"open", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.chmod", "os.link", "os.symlink", "os.truncate"}


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    folder = tmp_path_factory.mktemp("ground")
    with running(data_dir=folder / "data", limits=False) as server:
        ground = Ground(folder, server)
        yield ground
        ground.account.http.close()
        ground.workspace.http.close()


Mutation = Callable[[Ground, random.Random], bytes]


def flip_bits(ground: Ground, chance: random.Random) -> bytes:
    content = bytearray(ground.good)
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def cut(ground: Ground, chance: random.Random) -> bytes:
    return ground.good[: chance.randrange(len(ground.good))]


def overwrite(ground: Ground, chance: random.Random) -> bytes:
    start = chance.randrange(len(ground.good))
    return ground.good[:start] + chance.randbytes(chance.choice([1, 8, 512, 4096])) + ground.good[start + 512 :]


def forge_archive(ground: Ground, chance: random.Random) -> bytes:
    """Forge names, kinds, sizes and the order of members."""
    path = ground.folder / "forged"
    contents = list(ground.members.items())
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as archive:
        if chance.random() < 0.3:
            chance.shuffle(contents)
        victim = chance.randrange(len(contents))
        for place, (name, content) in enumerate(contents):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            if place == victim:
                deed = chance.randrange(5)
                if deed == 0:
                    member.name = chance.choice(["", "blobs/"]) + chance.choice(ground.names())
                elif deed == 1:
                    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE, tarfile.GNUTYPE_SPARSE)
                    member.type = chance.choice(kinds)
                    member.linkname = str(ground.secret)
                elif deed == 2:
                    member.size = chance.choice([0, len(content) + 1, 1 << 40, (1 << 63) - 1])
                elif deed == 3:
                    _add(archive, member, content)
                else:
                    continue
            _add(archive, member, content)
    return path.read_bytes()


def _add(archive: tarfile.TarFile, member: tarfile.TarInfo, content: bytes) -> None:
    import io

    # Written by hand, because tarfile requires as many bytes as the header declares.
    assert archive.fileobj is not None
    data = member.tobuf(tarfile.GNU_FORMAT, "utf-8", "surrogateescape") + content + bytes(-len(content) % 512)
    archive.fileobj.write(io.BytesIO(data).getvalue())
    archive.offset += len(data)


def forge_manifest(ground: Ground, chance: random.Random) -> bytes:
    manifest = json.loads(ground.members["kinocraft-mock.json"])
    values: list[Any] = [None, "x", [], {}, -1, 1e308, 10**30, True, [[1, 2, 3], None], {"offset": "x"}, "\ud800"]
    key = chance.choice([*manifest, "offset", "stopped", "objects"])
    target = manifest if key in manifest else chance.choice([manifest["clock"], manifest["ids"]])
    target[key] = chance.choice(values)
    if key == "objects" and chance.random() < 0.5:
        target[key] = [3, [chance.choice([0, -1, 2**40, "x", None])] * 625, None]
    data = json.dumps(manifest).encode()
    contents = {
        **ground.members,
        "kinocraft-mock.json": data[: chance.randrange(len(data))] if chance.random() < 0.1 else data,
    }
    return packed(ground.folder / "manifest", contents).read_bytes()


def forge_schema(ground: Ground, chance: random.Random) -> bytes:
    """Forge triggers, views, indexes, tables and columns that differ from the server's."""
    name = chance.choice(ground.names()).replace("'", "''").replace("\0", "")
    table = chance.choice(["segments", "kinescope_segments", "parts", "kinescope_objects", "notes", "objects", "media"])
    with_blob = chance.choice(["segments", "kinescope_segments", "parts"])
    statements = [
        f"CREATE TRIGGER evil AFTER INSERT ON {with_blob} BEGIN UPDATE {with_blob} SET blob = '{name}'; END",
        f"CREATE TRIGGER evil AFTER UPDATE ON {with_blob} BEGIN UPDATE {with_blob} SET blob = '{name}'; END",
        f"CREATE TRIGGER evil AFTER INSERT ON notes BEGIN UPDATE {with_blob} SET blob = '{name}'; END",
        f"CREATE TRIGGER objects_renamed BEFORE DELETE ON {table} BEGIN SELECT RAISE(IGNORE); END",
        f"CREATE VIEW evil AS SELECT * FROM {table}",
        f"CREATE UNIQUE INDEX evil ON {with_blob} (size)",
        f"CREATE INDEX evil ON {table} (zeroblob(1000000))",
        "CREATE TABLE evil (blob TEXT, size INTEGER)",
        f'CREATE TABLE "{name or "x"}" (blob TEXT, size INTEGER)',
        "CREATE VIRTUAL TABLE evil USING fts5(x)",
        f"ALTER TABLE {table} ADD COLUMN evil TEXT",
        f"ALTER TABLE {table} ADD COLUMN evil TEXT GENERATED ALWAYS AS ('{name}') VIRTUAL",
        f"DROP TABLE {table}",
        "DROP TRIGGER objects_inserted",
        f"UPDATE sqlite_master SET sql = replace(sql, 'TEXT NOT NULL', 'TEXT') WHERE name = '{table}'",
        f"UPDATE sqlite_master SET sql = replace(sql, 'blob TEXT', 'blob BLOB') WHERE name = '{with_blob}'",
        f"UPDATE sqlite_master SET sql = sql || ' ' WHERE name = '{table}'",
        "UPDATE sqlite_master SET sql = 'garbage' WHERE type = 'index'",
        "UPDATE sqlite_master SET rootpage = 2",
        "PRAGMA user_version = 7",
        "PRAGMA application_id = 7",
    ]
    return _forged_database(ground, [chance.choice(statements)])


def forge_rows(ground: Ground, chance: random.Random) -> bytes:
    """Forge values of other types, sizes and meanings in any column of any table."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(ground.members["state.sqlite3"])
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        table = chance.choice([*tables, "segments", "kinescope_segments", "parts", "notes", "kinescope_orphans"])
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    column = "blob" if "blob" in columns and chance.random() < 0.6 else chance.choice(columns)
    name = chance.choice(ground.names()).replace("'", "''").replace("\0", "' || char(0) || '")
    values = [
        "NULL",
        "x'00ff'",
        "CAST(x'ff00fe' AS TEXT)",
        "9223372036854775807",
        "-9223372036854775808",
        "-1",
        "1e999",
        "0.5",
        "'text'",
        '\'{"not": "closed"\'',
        "'[]'",
        "char(0)",
        "printf('%.100000c', 'x')",
        f"'{name}'",
        f"'{name}'",
        f"'{name}'",
    ]
    value = chance.choice(values)
    if table == "kinescope_orphans":
        return _forged_database(ground, [f"INSERT INTO kinescope_orphans VALUES ({value})"])
    return _forged_database(ground, [f"UPDATE OR IGNORE {table} SET {column} = {value}"])


def _forged_database(ground: Ground, statements: list[str]) -> bytes:
    path = ground.folder / "forged.sqlite3"
    path.write_bytes(ground.members["state.sqlite3"])
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("PRAGMA writable_schema = ON")
        database.create_function("folded", 1, lambda text: text, deterministic=True)
        for statement in statements:
            try:
                database.execute(statement)
            except sqlite3.Error:
                database.execute("CREATE TABLE another (x)")
    contents = {**ground.members, "state.sqlite3": path.read_bytes()}
    return packed(ground.folder / "database", contents).read_bytes()


DAMAGES: tuple[Mutation, ...] = (flip_bits, cut, overwrite)
MUTATIONS: tuple[Mutation, ...] = (
    *DAMAGES,
    forge_archive,
    forge_manifest,
    forge_schema,
    forge_rows,
    forge_rows,
)


def test_the_files_that_are_mutated_are_accepted_unchanged(ground: Ground) -> None:
    ground.restore()
    assert shown(ground.account, ground.workspace) == ground.shown
    forged = _forged_database(ground, [])
    assert ground.account.http.put("/_mock/state", content=forged, headers=TAR).status_code == 200


@pytest.mark.parametrize("group", sampled(range(GROUPS), GROUPS))
def test_a_mutated_state_file_reaches_nothing_outside_the_data_folder(ground: Ground, group: int) -> None:
    accepted = 0
    ground.restore()
    ground.watching = True
    for number in range(group, FILES, GROUPS):
        chance = random.Random(number)
        mutation = MUTATIONS[number // GROUPS % len(MUTATIONS)]
        content = mutation(ground, chance)
        response = ground.account.http.put("/_mock/state", content=content, headers=TAR)
        assert response.status_code in (200, 400), (number, mutation.__name__, response.text)
        if response.status_code == 200 and content != ground.good:
            assert mutation not in DAMAGES, (number, mutation.__name__)
            accepted += 1
            for used in use_everything(ground):
                assert SECRET not in used.content, (number, used.request.url)
                # Rows of the right types may still contradict each other, so requests may fail, but only with a
                # proper response.
                assert used.status_code < 500 or mutation is forge_rows, (number, used.request.url, used.text)
            ground.restore()
        assert ground.touched == [], (number, mutation.__name__)
    ground.watching = False
    assert list(ground.outside.iterdir()) == [ground.secret]
    assert ground.secret.read_bytes() == SECRET
    assert {path.name for path in ground.folder.iterdir()} <= OWN
    assert shown(ground.account, ground.workspace) == ground.shown
    assert accepted  # some changes are invisible, and are accepted


OWN = {"data", "outside", "good", "forged", "manifest", "database", "forged.sqlite3"}


def use_everything(ground: Ground) -> list[httpx2.Response]:
    """Read and delete everything, like a client."""
    account, workspace = ground.account, ground.workspace
    responses = [account.http.post(f"{AUTH}/token", data={"login": "mock", "password": "mock"})]
    account.account = ground.server.control.health()["account"]
    if responses[0].status_code == 200:
        account.use(responses[0].json())
    responses += [workspace.get(path) for path in ("/v1/videos", "/v1/projects", "/v1/tags")]
    for video in _videos(responses[1]):
        responses += [account.http.get(asset["url"]) for asset in video.get("assets") or () if asset.get("url")]
        responses.append(workspace.http.delete(f"/v1/videos/{video['id']}"))
    responses.append(account.get())
    for name in ("/whole.bin", "/empty.txt", "/folder", "/parts.bin"):
        responses.append(account.get(name))
        if responses[-1].status_code == 200 and "download_url" in responses[-1].json():
            responses.append(account.download(name))
        responses.append(account.delete(name))
    return responses


def _videos(response: httpx2.Response) -> list[dict[str, Any]]:
    return response.json()["data"] if response.status_code == 200 else []
