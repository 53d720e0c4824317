"""Files and folders that only their owner can use."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

from .errors import ConfigurationError

__all__ = ["NotPrivateError", "make_folder", "read", "require_safe_folder", "state_folder"]

log = logging.getLogger("kinocraft")

POSIX = hasattr(os, "getuid")
"""Windows has no modes and owners of this kind."""


class NotPrivateError(OSError):
    """Another user could have written a file, or could replace it. The message says why and what to do."""


def state_folder() -> Path:
    """Return the folder for what is kept between runs: KINOCRAFT_STATE_DIR, or else the user's own.

    Raises:
        ConfigurationError: The user has none, as in a container.
    """
    try:
        if given := os.environ.get("KINOCRAFT_STATE_DIR"):
            return Path(given).expanduser()
        from platformdirs import user_state_path

        return user_state_path("kinocraft")
    except RuntimeError as error:  # neither HOME nor an entry of the user in the system
        words = "this user has no home folder to keep state in: set KINOCRAFT_STATE_DIR to the path of a folder"
        raise ConfigurationError(words) from error


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents, each with mode 0700 whatever the umask.

    Raises:
        OSError: A folder cannot be made.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        try:
            each.mkdir(mode=0o700)
        except FileExistsError:
            continue  # another process was faster
        each.chmod(0o700)


def require_safe_folder(folder: Path) -> None:
    """Raise NotPrivateError if every user can replace files in the folder."""
    mode = folder.stat().st_mode
    if POSIX and mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
        raise NotPrivateError(f"every user can replace files in {folder}: chmod o-w it")


def read(path: Path) -> bytes:
    """Read a file. If other users can read it too, restrict it to its owner.

    Raises:
        NotPrivateError: It belongs to another user, or other users can write it, or it is a pipe or a device.
        OSError: It cannot be read.
    """
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # to open a pipe would wait for a writer
        raise NotPrivateError("it is a pipe or a device: use a file")
    with path.open("rb") as file:
        if POSIX:
            _require_own(path, path.lstat().st_uid)  # of a symbolic link, both owners must be this user
            status = os.fstat(file.fileno())
            _require_own(path, status.st_uid)
            if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                raise NotPrivateError("other users can write it, so its content cannot be trusted: delete it")
            if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                os.fchmod(file.fileno(), 0o600)
                log.warning("other users could read %s: it is now restricted to its owner", path)
        return file.read()


def _require_own(path: Path, owner: int) -> None:
    if owner != os.geteuid():
        raise NotPrivateError(f"it belongs to another user (uid {owner}): delete {path.name}")
