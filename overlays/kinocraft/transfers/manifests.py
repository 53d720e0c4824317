"""Manifests: items of a CSV or JSON Lines file, of a folder on Filespot, and of a project of Kinescope, one by one."""

from __future__ import annotations

import csv
import dataclasses
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from ..errors import InvalidArgumentError, ManifestError, TransferError
from ..type_guards import is_mapping, is_object
from .items import TransferItem
from .places import Place, parse_place
from .sources import file_facts, video_facts

if TYPE_CHECKING:
    from .clients import Clients

__all__ = ["as_item", "check_file", "read_manifest"]

FIELDS = ("source", "to", "title", "description", "folder")
"""The columns or fields of a row."""


def read_manifest(
    manifest: str | os.PathLike[str] | Iterable[TransferItem | Mapping[str, Any]], clients: Callable[[], Clients]
) -> Iterator[TransferItem]:
    """Yield the items of a manifest. No more than a page of it is in memory.

    Raises:
        ManifestError: The manifest cannot be read, or an item of it cannot be used.
    """
    if not isinstance(manifest, str | os.PathLike):
        return _given(manifest)
    place = parse_place(manifest) if isinstance(manifest, str) else None
    if place is None:
        return (item for _, item in read_file(Path(manifest)))
    return _filespot(place, clients()) if place.is_path else _kinescope(place, clients())


def check_file(path: Path) -> None:
    """Read a file from end to end, so that a mistake in its last line is found before anything is sent."""
    for _ in read_file(path):
        pass


def read_file(path: Path) -> Iterator[tuple[int, TransferItem]]:
    """Yield the items of a file with their lines. Paths in it are relative to its folder."""
    read = {".csv": _csv_rows, ".jsonl": _json_rows, ".ndjson": _json_rows}.get(path.suffix.lower())
    if read is None:
        raise ManifestError(f"{path} is neither a .csv nor a .jsonl file")
    line = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line, row in read(file, path):
                yield line, as_item(row, f"{path}, line {line}", line=line, folder=path.parent)
    except OSError as error:
        raise ManifestError(f"cannot read {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ManifestError(f"{path}, after line {line}: {error}", line=line + 1) from error


def as_item(row: object, where: str, *, line: int = 0, folder: Path | None = None) -> TransferItem:
    """Return the item of a row.

    Args:
        row: A TransferItem, or a mapping of its fields.
        where: Where the row is, for the message of an error.
        line: Its line.
        folder: What a path is relative to.

    Raises:
        ManifestError: The row cannot be used.
    """
    if isinstance(row, TransferItem):
        item = row
    else:
        if not is_mapping(row):
            raise ManifestError(
                f"{where}: it is a {type(row).__name__}; give an object with {', '.join(FIELDS)}", line=line
            )
        if unknown := [str(name) for name in row if name not in FIELDS]:
            raise ManifestError(f"{where}: {unknown[0]!r} is not one of {', '.join(FIELDS)}", line=line)
        given = {name: value for name, value in row.items() if value is not None}
        if not given.get("source"):
            raise ManifestError(f"{where}: source is missing", line=line)
        try:
            item = TransferItem(**given)
        except (InvalidArgumentError, TypeError) as error:
            raise ManifestError(f"{where}: {error}", line=line) from None
    if not item.is_file:
        return item
    absolute = os.path.abspath(os.path.join(folder or "", item.text))  # noqa: PTH100, PTH118 - keeps a symbolic link
    return item if absolute == item.text else dataclasses.replace(item, source=absolute)


def _given(items: Iterable[TransferItem | Mapping[str, Any]]) -> Iterator[TransferItem]:
    for position, row in enumerate(items):
        yield as_item(row, f"item {position}")


def _csv_rows(file: TextIO, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield rows. A spreadsheet may write semicolons instead of commas."""
    first = file.readline()
    delimiter = ";" if ";" in first and "," not in first else ","
    none: list[str] = []
    names = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), none)]
    if not names:
        if file.read(1):
            raise ManifestError(f"{path}, line 1: the first line must name the columns", line=1)
        return
    for name in names:
        if name not in FIELDS or names.count(name) > 1:
            raise ManifestError(f"{path}, line 1: {name!r} is not one of {', '.join(FIELDS)}, each once", line=1)
    if "source" not in names:
        raise ManifestError(f"{path}, line 1: there is no column source", line=1)
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    line = 2
    try:
        for values in reader:
            if len(values) > len(names):
                raise ManifestError(f"{path}, line {line}: it has {len(values)} of {len(names)} columns", line=line)
            if values:
                yield line, {name: value for name, value in zip(names, values, strict=False) if value}
            line = reader.line_num + 2
    except csv.Error as error:
        raise ManifestError(f"{path}, line {line}: {error}", line=line) from None


def _json_rows(file: TextIO, path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for line, text in enumerate(file, 1):
        if not text.strip():
            continue
        try:
            row: object = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ManifestError(f"{path}, line {line}: it is not JSON ({error})", line=line) from None
        if not is_object(row):
            raise ManifestError(f"{path}, line {line}: it is not a JSON object", line=line)
        yield line, row


def _filespot(place: Place, clients: Clients) -> Iterator[TransferItem]:
    """Yield the files below a folder, with the folders between them and it."""
    files = clients.platformcraft.files
    root = place.name.rstrip("/")
    waiting = [root or "/"]
    while waiting:
        folder = waiting.pop()
        below: list[str] = []
        for entry in files.list(folder):
            path = f"{folder.rstrip('/')}/{entry.name}"
            if not entry.download_url:
                below.append(path)
                continue
            yield TransferItem(
                f"{place.vendor}:{path}",
                description=entry.description or None,
                folder=folder[len(root) :].strip("/"),
                known=file_facts(entry),
            )
        waiting += reversed(below)


def _kinescope(place: Place, clients: Clients) -> Iterator[TransferItem]:
    """Yield the videos of a project with their folders, or those of one folder."""
    from .folders import project_of

    kinescope = clients.kinescope
    project, root = project_of(kinescope, place.name)
    names: dict[str, tuple[str, str]] = {
        each.id: (each.parent_id, each.name.strip()) for each in kinescope.projects.folders.list(project)
    }

    def path_of(folder: str | None) -> str | None:
        """Return the path below the root; None for a folder that is not below it."""
        parts: list[str] = []
        while folder in names and folder != root:
            parent, name = names[folder]
            parts.append(name.replace("/", "_") or "_")
            folder = parent
        return None if root and folder != root else "/".join(reversed(parts))

    for video in kinescope.videos.list(project_id=project, order="created_at.asc"):
        path = path_of(video.folder_id)
        if path is not None:
            known = None
            with suppress(TransferError):  # it has no file, and fails when its turn comes
                known = video_facts(video)
            yield TransferItem(
                f"{place.vendor}:{video.id}",
                title=video.title,
                description=video.description or None,
                folder=path,
                known=known,
            )
