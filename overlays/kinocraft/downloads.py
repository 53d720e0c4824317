"""Download of a stored file, resumed where a connection broke."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import httpx2

from kinocraft_api._core import CallOptions, Unset
from kinocraft_api.platformcraft_filespot.files import get_call
from kinocraft_api.platformcraft_filespot.models import FileObject

from .engine import Engine
from .errors import DestinationError, DownloadError, InvalidArgumentError
from .steps import Close, Read, Send, Sleep, Steps, Work

__all__ = ["Fetch", "download"]

ATTEMPTS = 5
"""How often a transfer may break without a single byte gained."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """What to download, and to where."""

    file: str | FileObject
    destination: str | os.PathLike[str]
    container_id: str | Unset
    options: CallOptions


def download(engine: Engine, fetch: Fetch) -> Steps[Path]:
    """Download into a file beside the destination, and put it in place when it is whole."""
    file = fetch.file
    if isinstance(file, str):
        file = yield from engine.call(get_call(file, container_id=fetch.container_id, options=fetch.options))
    if not file.download_url:
        raise InvalidArgumentError(f"{file.path} has no download_url: only files can be downloaded, not folders")
    target = Path(fetch.destination)
    part, name = yield Work(lambda: _beside(target))
    try:
        with part:
            yield from _transfer(engine, file, part, fetch.options)
        yield Work(lambda: _place(name, target))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target


def _transfer(engine: Engine, file: FileObject, part: BinaryIO, options: CallOptions) -> Steps[None]:
    url = _with_scheme(file.download_url, engine.settings.hosts["platformcraft-filespot"])
    timeout = options.get("timeout", engine.settings.timeout)
    have, failures, validator = 0, 0, ""
    while True:
        headers = {"Host": httpx2.URL(url).netloc.decode("ascii"), "Accept-Encoding": "identity"}
        if have and validator:
            headers |= {"Range": f"bytes={have}-", "If-Range": validator}
        request = httpx2.Request("GET", url, headers=headers, extensions={"timeout": httpx2.Timeout(timeout).as_dict()})
        before = have
        try:
            response: httpx2.Response = yield Send(request, stream=True)
            if response.status_code not in (200, 206):
                yield Close(response)
                raise DownloadError(f"{file.path} cannot be downloaded: the host answered {response.status_code}")
            if response.status_code == 200:
                have = before = 0
                yield Work(lambda: _restart(part))
            validator = response.headers.get("ETag", "")
            while (block := (yield Read(response))) is not None:
                yield Work(partial(_append, part, block))
                have += len(block)
        except httpx2.TransportError as error:
            failures = 0 if have > before else failures + 1
            if failures >= ATTEMPTS:
                raise DownloadError(
                    f"{file.path} broke off after {have} of {file.size} bytes, {failures} times without gaining any: "
                    f"{type(error).__name__}"
                ) from error
            yield Sleep(engine.settings.clock.random() * 2.0**failures * 0.25)
            continue
        if have != file.size:
            raise DownloadError(
                f"{file.path} has {file.size} bytes, {have} came; it may have been replaced: download it again"
            )
        return


def _with_scheme(url: str, host: str) -> str:
    """The service gives URLs without a scheme; they are taken to have the service's own."""
    return url if "://" in url else f"{urlsplit(host).scheme}://{url}"


def _beside(target: Path) -> tuple[BinaryIO, str]:
    if target.is_dir():
        raise DestinationError(f"{target} is a folder; name the file to download into")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise DestinationError(f"cannot write beside {target}: {error.strerror or error}") from error
    return os.fdopen(handle, "wb"), name


def _restart(part: BinaryIO) -> None:
    part.seek(0)
    part.truncate()


def _append(part: BinaryIO, block: bytes) -> None:
    try:
        part.write(block)
    except OSError as error:
        raise DestinationError(f"cannot write the download: {error.strerror or error}") from error


def _place(name: str, target: Path) -> None:
    try:
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(target)
    except OSError as error:
        raise DestinationError(f"cannot write {target}: {error.strerror or error}") from error
