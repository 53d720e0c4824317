"""Sources of a transfer: what is known of them, their URLs, and their bytes as a file on this machine."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import httpx2

from .. import private_files
from ..errors import DestinationError, DownloadError, SourceError, TransferError
from ..responses.destinations import FileSink
from ..responses.verification import differing, fields_digests, sent_digests
from ..transport.error_response import printable_header
from ..transport.failures import hint_of, is_permanent
from .items import SourceFacts, TransferItem
from .places import is_url

if TYPE_CHECKING:
    from ..types.kinescope import Video, VideoListItem
    from ..types.platformcraft import FileListItem, FileObject
    from .clients import Clients

__all__ = ["facts_of", "file_facts", "name_of", "staged", "stat_facts", "video_facts"]

ATTEMPTS = 3
"""How often a URL is fetched before the item fails."""
TIMEOUT = 60.0


def facts_of(item: TransferItem, clients: Clients) -> SourceFacts:
    """Return what is known of a source, asking its service if need be.

    Raises:
        SourceError: The file cannot be read.
        TransferError: A video has no file to fetch.
        APIError: The service did not describe it.
    """
    place = item.place
    if place is None:
        return stat_facts(item.text) if item.is_file else SourceFacts(name=name_of(item.text), url=item.text)
    if place.is_path:
        # A listing may be old, and so may be the URL in it.
        return file_facts(clients.platformcraft.files.get(place.name))
    return video_facts(clients.kinescope.videos.get(place.name))


def stat_facts(path: str) -> SourceFacts:
    """Return what is known of a file on disk."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"cannot read {path}: {reason}; nothing was sent") from error
    return SourceFacts(found.st_size, f"{found.st_size}-{found.st_mtime_ns}", Path(path).name)


def file_facts(file: FileListItem | FileObject) -> SourceFacts:
    """Return what is known of a file on Filespot. A private one has no URL that others can fetch."""
    version = getattr(file, "etag", None) or file.latest_update
    return SourceFacts(file.size, f"{file.size}-{version}", file.name, "" if file.private else file.download_url)


def video_facts(video: Video | VideoListItem) -> SourceFacts:
    """Return what is known of a video.

    Raises:
        TransferError: The service offers no file of it.
    """
    original = next((each for each in video.assets or [] if each.quality == "original"), None)
    url = (original.download_link or original.url) if original else None
    if original is None or not url:
        raise TransferError(
            f"video {video.id} has no file to fetch: it is in state {video.status}, or cannot be downloaded"
        )
    suffix = Path(original.original_name).suffix
    md5 = original.md5 or ""
    return SourceFacts(
        original.file_size, f"{video.version}-{original.file_size}-{md5}", f"{video.title}{suffix}", url, md5
    )


@contextmanager
def staged(item: TransferItem, facts: SourceFacts, key: str, clients: Clients) -> Generator[Path]:
    """Provide the bytes of a source as a file on this machine.

    What is fetched for this is kept until the item is moved, so that a later run resumes its upload. If the item fails
    in a way that would happen again, it is removed.

    Raises:
        DownloadError: The source cannot be fetched.
        DestinationError: The file cannot be written.
    """
    if item.is_file:
        yield Path(item.text)
        return
    folder = private_files.state_folder() / "transfers"
    version = hashlib.sha256(facts.version.encode()).hexdigest()[:8]
    kept = folder / f"{key}-{version}{Path(facts.name).suffix[:16]}"
    try:
        private_files.make_folder(folder)
    except OSError as error:
        raise DestinationError(f"cannot make {folder}: {error.strerror or error}") from error
    from ..uploads.engine import is_resumable

    try:
        if not (kept.exists() and facts.size is not None and kept.stat().st_size == facts.size):
            place = item.place
            if place is not None and place.is_path:
                clients.platformcraft.files.download(place.name, kept)
            else:
                _fetch(facts, kept)
        yield kept
    except BaseException as error:
        if not is_resumable(error):
            kept.unlink(missing_ok=True)
        raise
    kept.unlink(missing_ok=True)


def _fetch(facts: SourceFacts, target: Path) -> None:
    """Fetch a URL into a file that appears when it is complete."""
    sink, digests = FileSink(target), dict[str, bytes]()
    try:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                digests = {**fields_digests(facts), **_receive(facts.url, sink)}
                break
            except (httpx2.HTTPError, httpx2.InvalidURL) as error:
                passing = (isinstance(error, httpx2.TransportError) and not is_permanent(error)) or (
                    isinstance(error, httpx2.HTTPStatusError) and error.response.status_code >= 500
                )
                if attempt == ATTEMPTS or not passing:
                    raise DownloadError(f"the source cannot be fetched: {_reason(error)}") from None
        if facts.size is not None and sink.size != facts.size:
            raise DownloadError(f"the source has {sink.size} bytes, and {facts.size} were announced")
        if (wrong := differing(digests, sink.digest)) is not None:
            raise DownloadError(f"the source arrived damaged: its {wrong} is not the one that its host has")
        sink.place()
    except BaseException:
        sink.discard()
        raise


def _receive(url: str, sink: FileSink) -> dict[str, bytes]:
    """Receive a file, and return the digests that its host names."""
    headers = {"Accept-Encoding": "identity"}
    with httpx2.stream("GET", url, headers=headers, follow_redirects=True, timeout=TIMEOUT) as response:
        response.raise_for_status()
        if httpx2.URL(url).scheme == "https" != response.url.scheme:
            raise DownloadError(f"the source cannot be fetched: it redirects to {response.url.host} without encryption")
        if response.status_code != 200:
            raise DownloadError(f"the source cannot be fetched: status {response.status_code}")
        if (encoding := printable_header(response.headers, "Content-Encoding") or "identity") != "identity":
            raise DownloadError(f"the source cannot be fetched: it is encoded as {encoding}, which was not requested")
        sink.restart()
        for block in response.iter_raw():
            sink.append(block)
        length = response.headers.get("Content-Length", "")
        if length.isdecimal() and int(length) != sink.size:
            raise httpx2.RemoteProtocolError(f"{sink.size} of {length} bytes arrived")
        return sent_digests(response.headers)


def _reason(error: Exception) -> str:
    """Return the reason without the URL, which may be signed."""
    if isinstance(error, httpx2.HTTPStatusError):
        return f"status {error.response.status_code}"
    return "; ".join(filter(None, (type(error).__name__, hint_of(error))))


def name_of(text: str) -> str:
    """Return the last segment of a file's path, or of a URL's path."""
    path = unquote(urlsplit(text).path) if is_url(text) else text
    return os.path.basename(path)  # noqa: PTH119 - of a URL, it is not a path of this system
