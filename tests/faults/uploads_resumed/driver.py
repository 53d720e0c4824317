"""What the tests of resumed uploads share: one driver for both vendors, and what is left on the service."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import httpx2

from kinocraft import UploadJournal
from kinocraft.errors import KinocraftError
from tests.faults.harness import Harness, content, stored
from tests.seed.clients import new_project

SIZE, PART = 35_000, 10_000
WHOLE = content(SIZE)
TARGET = "/talks/talk.bin"
VENDORS = ("platformcraft", "kinescope")


class Driver:
    """Uploads one file to one vendor, in parts of 10,000 bytes that are sent one after another."""

    def __init__(self, harness: Harness, vendor: str, file: Path) -> None:
        self.harness = harness
        self.vendor = vendor
        self.file = file
        self.project = ""
        self._shared: tuple[Harness, Any] | None = None
        if vendor == "kinescope":
            self.project = new_project(self.client(), "talks")

    def client(self, **options: Any) -> Any:
        """Return a client of the vendor: the same one without options, because making one takes long."""
        if not options:
            if self._shared is None or self._shared[0] is not self.harness:
                self._shared = self.harness, self.new_client()
            return self._shared[1]
        return self.new_client(**options)

    def new_client(self, **options: Any) -> Any:
        """Return another client of the vendor."""
        make = self.harness.kinescope if self.vendor == "kinescope" else self.harness.client
        return make(**{"on_drift": _ignore, **options})

    def upload(self, client: Any = None, **options: Any) -> Any:
        """Upload the file."""
        section, args, given = self._call(client or self.client())
        return section.upload(self.file, *args, **{**given, **options})

    def begin(self, client: Any = None, **options: Any) -> Any:
        """Return the upload of the file as an object."""
        section, args, given = self._call(client or self.client())
        return section.raw.begin_upload(self.file, *args, **{**given, **options})

    def _call(self, client: Any) -> tuple[Any, tuple[str, ...], dict[str, Any]]:
        if self.vendor == "kinescope":
            options = {"parent_id": self.project, "title": "Talk", "threshold": 0, "part_size": PART}
            return client.videos, (), options
        return client.files, (TARGET,), {"part_size": PART, "parallel": 1}

    def until_done(self, most: int = 3, **options: Any) -> list[KinocraftError]:
        """Make the same call until it succeeds, and return the errors before."""
        failures: list[KinocraftError] = []
        while True:
            try:
                self.upload(**options)
            except KinocraftError as error:
                failures.append(error)
                if len(failures) == most:
                    raise
            else:
                return failures

    def contents(self) -> list[bytes | None]:
        """Return the bytes of everything that the service stores; None for what is incomplete."""
        server = self.harness.server
        server.control.clear_faults()
        if self.vendor == "platformcraft":
            there = stored(server, TARGET)
            return [] if there is None else [there]
        server.control.advance(60)
        client, found = self.client(), list[bytes | None]()
        for video in self.harness.each(lambda: client.raw.videos.list()):
            assets: list[Any] = client.videos.get(video.id).assets or []
            links = [each.download_link for each in assets if each.quality == "original"]
            found.append(httpx2.get(links[0], trust_env=False).raise_for_status().content if links else None)
        return found

    def sessions(self) -> tuple[int, int]:
        """Return the numbers of uploads that are not complete: those without any bytes, and the others."""
        if self.vendor == "kinescope":
            videos = self.harness.each(lambda: self.client().raw.videos.list(status=["pending", "uploading"]))
            empty = sum(video.status == "pending" and not video.progress for video in videos)
            return empty, len(videos) - empty
        store = self.harness.server.app.context.store
        if not store.all("SELECT 1 FROM sqlite_master WHERE name = 'uploads'"):
            return 0, 0
        counts = store.all("SELECT (SELECT count(*) FROM parts WHERE upload = uploads.id) FROM uploads")
        return sum(not count for (count,) in counts), sum(bool(count) for (count,) in counts)

    def assert_arrived(self, data: bytes = WHOLE, *, leftovers: int = 0) -> None:
        """Fail unless the service stores exactly these bytes, once, and nobody remembers the upload.

        Args:
            data: The bytes.
            leftovers: How many uploads without any bytes may be left: sessions on Filespot, videos on Kinescope.
        """
        whole = [hashlib.sha256(each).hexdigest() for each in self.contents() if each is not None]
        assert whole == [hashlib.sha256(data).hexdigest()]
        empty, begun = self.sessions()
        assert (begun, empty <= leftovers) == (0, True), (begun, empty)
        assert entries(self.file) == []

    def assert_nothing_left(self) -> None:
        """Fail if the service or the journal has anything of the upload."""
        assert self.contents() == []
        assert self.sessions() == (0, 0)
        assert entries(self.file) == []


def _ignore(_drift: object) -> None:
    """Do nothing: a hook for differences from the documentation that are expected."""


def entries(file: Path) -> list[Any]:
    """Return what the journal has of a file."""
    return [entry for entry in UploadJournal().list() if Path(entry.source) == file.resolve()]
