# Generated from specs/platformcraft-* by scripts/generate.py. Edits here are lost.

"""What the methods of Platformcraft take: objects as dictionaries, enumerations and sort orders."""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict

__all__ = ["BlockStatus", "FilesGetSort", "NewRtmpPublishParam", "Quality", "Readiness", "RecordStatus"]
BlockStatus: TypeAlias = Literal["finish", "not ready", "ready", "start", "wait"]
"""The status of a media block: `not ready` or `ready` for publication, `wait` on standby, `start` while it is on
the air, `finish` afterwards."""
FilesGetSort: TypeAlias = Literal["-name", "-size", "-time", "name", "size", "time"]
"""Order of a folder's contents: by name, time or size, descending with a minus sign. Folders always come before
files."""
Quality: TypeAlias = Literal["1080p", "2160p", "360p", "480p", "720p"]
"""A quality, named by the image height in lines."""
Readiness: TypeAlias = Literal["not ready", "ready"]
"""Whether a media block can be published: `ready` checks its data and allows it, `not ready` defers both."""
RecordStatus: TypeAlias = Literal["error", "finish", "progress", "wait"]
"""The status of a record: `wait` before its start, `progress` while it records, `finish` at the end, `error` after
a failure."""


class NewRtmpPublishParam(TypedDict):
    """RTMP publication of the channel."""

    stream_name: str
    """Name of the stream on the publishing server. Such names often serve as a publishing key."""
    url: str
    """URL of the main publishing server."""
    url_backup: NotRequired[str]
    """URL of the backup publishing server."""
    active: NotRequired[bool]
    """True turns publication on, false turns it off."""
