"""Items of a transfer: what is moved from where to where."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import cast

from ..errors import InvalidArgumentError
from .places import Place, is_url, parse_place

__all__ = ["SourceFacts", "TransferItem"]


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of a source before it is moved."""

    size: int | None = None
    """Bytes; None if that is not known."""
    version: str = ""
    """Changes when the source changes; empty if the source does not say so."""
    name: str = ""
    """The file name."""
    url: str = field(default="", repr=False)
    """Where its bytes can be fetched without a login; empty if nowhere."""
    md5: str = ""
    """The hexadecimal MD5 of its bytes, if its service names one."""


@dataclass(frozen=True, slots=True)
class TransferItem:
    """A file or video to move.

    Raises:
        InvalidArgumentError: A field cannot be used.
    """

    source: str | os.PathLike[str]
    """The path of a file, `platformcraft:/path`, `kinescope:VIDEO_ID`, or a URL."""
    to: str = ""
    """`platformcraft:/path`, a folder if it ends with a slash, or `kinescope:PARENT`, the id of a project or folder.
    Empty: where the whole transfer goes."""
    title: str | None = None
    """The title of a video. Default: the title of the source, or its file name without its suffix."""
    description: str | None = None
    """The description of a video or of a file on Filespot."""
    folder: str = ""
    """The folder below the place, such as `2026/spring`. It is made if it is missing."""
    known: SourceFacts | None = field(default=None, repr=False, compare=False)
    """What a listing already said about the source."""

    def __post_init__(self) -> None:
        if isinstance(self.source, os.PathLike):
            object.__setattr__(self, "source", os.fspath(self.source))
        for name in ("source", "to", "folder", "title", "description"):
            value: object = getattr(self, name)
            if not (isinstance(value, str) or (value is None and name in ("title", "description"))):
                raise InvalidArgumentError(f"{name} is a {type(value).__name__}: give text")
        source = self.text
        if not source or "\0" in source:
            raise InvalidArgumentError("source is missing: give a path, a place on a service, or a URL")
        parse_place(source)
        if self.to and parse_place(self.to) is None:
            raise InvalidArgumentError(f"to is {self.to!r}: write platformcraft:/path or kinescope:ID")
        if any(part in ("", ".", "..") for part in self.folder.split("/")) and self.folder:
            raise InvalidArgumentError(f"folder is {self.folder!r}: write names with slashes between them")

    @property
    def text(self) -> str:
        """The source as text."""
        return cast(str, self.source)

    @property
    def place(self) -> Place | None:
        """The source if it is on a service."""
        return parse_place(self.text)

    @property
    def is_file(self) -> bool:
        """Whether the source is a file on disk."""
        return self.place is None and not is_url(self.text)

    def key(self, to: str) -> str:
        """Identify the item in result manifests, whatever version of the source is moved."""
        fields = [self.text, self.to or to, self.folder, self.title, self.description]
        return hashlib.sha256(json.dumps(fields).encode("utf-8", "surrogatepass")).hexdigest()[:32]
