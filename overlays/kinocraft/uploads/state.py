"""The state of an upload that another call or another process can resume, and what a resumed upload found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from ..sources import Source

__all__ = ["AnyUploadState", "FilespotUploadState", "ResumedUpload", "UploadState"]


@dataclass(frozen=True, slots=True)
class UploadState:
    """The state of an upload to Kinescope. With it, another process can resume the upload.

    Keep it as secret as a token until the upload is complete: anyone who knows the endpoint can send bytes to it. (The
    log of httpx2 contains the URL of every request at level INFO, so it contains the endpoint.)
    `dataclasses.asdict` converts it to a dictionary for JSON, and `UploadState(**dictionary)` reads that.
    """

    video_id: str
    endpoint: str = field(repr=False)
    size: int
    """Bytes of the file."""
    fingerprint: str
    """Identifies the file: only the same file can be resumed."""
    inode: int = 0
    """The file's inode; 0 if it is not compared, as for bytes. Set it to 0 to resume with a copy of the file."""


@dataclass(frozen=True, slots=True)
class FilespotUploadState:
    """The state of an upload in parts to Filespot. With it, another process can resume the upload.

    It has no secret: its use needs the account's login. `dataclasses.asdict` converts it to a dictionary for JSON, and
    `FilespotUploadState(**dictionary)` reads that.
    """

    upload_id: str
    path: str
    """Where the file appears when the upload is complete."""
    size: int
    """Bytes of the file."""
    fingerprint: str
    """Identifies the file: only the same file can be resumed."""
    part_size: int
    """Bytes in each part except the last."""
    first_part: int = 0
    """The number of the first part."""
    inode: int = 0
    """The file's inode; 0 if it is not compared, as for bytes. Set it to 0 to resume with a copy of the file."""


AnyUploadState: TypeAlias = UploadState | FilespotUploadState
"""The state of an upload to either vendor."""


@dataclass(frozen=True, slots=True)
class ResumedUpload:
    """What an upload found of an earlier one that it resumes."""

    upload_id: str
    """The upload session on Filespot, or the video on Kinescope."""
    confirmed: int
    """Bytes that the service had already."""
    total: int
    """Bytes in total."""
    parts: int
    """Whole parts or chunks that the service had already."""
    age: float
    """Seconds since the upload was started; 0 if that is not known, as for a state that was passed."""


def is_of(state: AnyUploadState, source: Source, fingerprint: str) -> bool:
    """Return whether a state is that of an upload of this source."""
    same = (state.size, state.fingerprint) == (source.size, fingerprint)
    return same and (not state.inode or not source.inode or state.inode == source.inode)
