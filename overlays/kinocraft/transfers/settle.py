"""Settle attempts whose outcome was lost: look at what the service has, before an item is moved again."""

from __future__ import annotations

import hashlib
import logging
import os
import time
from collections.abc import Collection
from datetime import datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from kinocraft_api.kinescope_models import VideoAsset, VideoListItem

from ..errors import NotFoundError
from ..responses.verification import named_by_etag
from ..transport.encoding import is_id
from ..transport.http_dates import http_date
from ..type_guards import is_list
from ..uploads.journal import UploadJournal
from .items import SourceFacts

if TYPE_CHECKING:
    from ..kinescope import Kinescope
    from ..platformcraft import Platformcraft

__all__ = ["find_video", "is_stored"]

log = logging.getLogger("kinocraft")

SLACK = 3.0
"""Seconds by which times may differ: the Date header has whole seconds."""
LOST = frozenset({"aborted", "error", "suspended"})
"""States of a video whose file did not arrive."""
ARRIVING = frozenset({"pending", "uploading"})
NEWEST = 100
"""How many videos of a title are looked at."""
LOOKS, PAUSE = 5, 1.0
"""How often a video is looked at that is still arriving, and the seconds between."""


def is_stored(platformcraft: Platformcraft, path: str, file: Path) -> bool:
    """Return whether the file at a path of Filespot has the bytes of a file of this machine."""
    try:
        found = platformcraft.files.get(path)
    except NotFoundError:
        return False
    if found.type != "file" or found.size != file.stat().st_size:
        return False
    if bytes.fromhex(_digest(file, "md5")) in named_by_etag(getattr(found, "etag", None)):
        return True  # an ETag that differs may be no MD5
    with TemporaryDirectory(prefix="kinocraft-") as folder:
        copy = platformcraft.files.download(found, Path(folder) / "copy")
        return _digest(copy, "sha256") == _digest(file, "sha256")


def find_video(
    kinescope: Kinescope,
    facts: SourceFacts,
    file: Path | None,
    *,
    title: str,
    parent: str,
    began: float,
    exclude: Collection[str],
) -> str | None:
    """Return the id of the video that an earlier attempt created for an item; None if there is none.

    It is found by title, place, size and time, and by its MD5 if the service names one. An upload that can be resumed
    is left to the upload journal.

    Args:
        kinescope: The client.
        facts: What is known of the source.
        file: What would be uploaded; None if the service fetches a URL, and so before any byte has arrived.
        title: The title of the video.
        parent: The id of its folder or project.
        began: When the first attempt began, in Unix seconds.
        exclude: Videos that belong to other items.

    Raises:
        APIError: The service cannot say.
    """
    if file is not None and _is_resumable(file, facts):
        return None
    age = time.time() - began
    response: Any = kinescope.videos.with_raw_response.list(q=title, order="created_at.desc", per_page=NEWEST)
    now = http_date(response.headers.get("Date", "")) or time.time()
    newest: list[object] = list(islice(response.parsed(), NEWEST))
    for video in reversed(newest):
        if (
            isinstance(video, VideoListItem)
            and is_id(video.id)
            and isinstance(cast(object, video.created_at), datetime)
            and video.title == title
            and parent in (video.folder_id, video.project_id)
            and video.id not in exclude
            and now - video.created_at.timestamp() <= age + SLACK
        ):
            status = _state(kinescope, video, file)
            if status in LOST:
                log.warning(
                    "video %s has the title and place of an item, and did not arrive whole (%s): delete it if no other "
                    "program made it",
                    video.id,
                    status,
                )
            elif not (file is not None and status in ARRIVING) and _is_of(video, facts, file):
                return video.id
    return None


def _state(kinescope: Kinescope, video: VideoListItem, file: Path | None) -> str:
    """Return the state of a video. One whose bytes were sent is given some seconds to arrive."""
    status: str = video.status
    for _ in range(LOOKS if file is not None else 0):
        if status not in ARRIVING:
            break
        kinescope._engine.settings.clock.sleep(PAUSE)  # pyright: ignore[reportPrivateUsage]
        status = getattr(kinescope.videos.get(video.id), "status", status)
    return status


def _is_of(video: VideoListItem, facts: SourceFacts, file: Path | None) -> bool:
    """Return whether a video has the bytes of a source, as far as can be seen."""
    assets: list[object] = video.assets if is_list(video.assets) else []
    original = next((each for each in assets if isinstance(each, VideoAsset) and each.quality == "original"), None)
    if original is None or file is None:
        return original is None or facts.size is None or original.file_size in (0, facts.size)
    return original.file_size == facts.size and (not original.md5 or str(original.md5).lower() == _digest(file, "md5"))


def _is_resumable(file: Path, facts: SourceFacts) -> bool:
    """Return whether the upload journal has an unfinished upload of the file to Kinescope."""
    path = os.path.realpath(file)
    return any(
        (entry.vendor, entry.source, entry.size) == ("kinescope", path, facts.size) for entry in UploadJournal().list()
    )


def _digest(file: Path, algorithm: str) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, lambda: hashlib.new(algorithm, usedforsecurity=False)).hexdigest()
