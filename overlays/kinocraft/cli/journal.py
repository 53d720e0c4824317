"""`uploads list|resume|cancel`: uploads that were not finished, from the upload journal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..transfers.places import PLATFORMCRAFT
from .commands import Failures, Run, command, group
from .output import Columns
from .rates import LimitRate
from .uploads import send

if TYPE_CHECKING:
    from ..uploads.journal import JournalEntry

__all__ = ["app"]

app = group("Uploads that were not finished.")

COLUMNS: Columns = {
    "id": lambda entry: entry.id,
    "size": lambda entry: entry.size,
    "updated": lambda entry: datetime.fromtimestamp(entry.updated, UTC).isoformat(timespec="seconds"),
    "to": lambda entry: f"{entry.vendor}:{entry.target}",
    "file": lambda entry: entry.source,
    "running": lambda entry: entry.holder,
}
FIELDS = ("id", "vendor", "host", "source", "target", "size", "upload_id", "started", "updated", "holder")

Ids = Annotated[
    list[str], typer.Argument(metavar="ID...", help="The ids that `uploads list` prints, or their beginnings.")
]


@command(app, "list")
def list_uploads(run: Run) -> None:
    """List uploads that are running or were not finished.

    `upload` with the same arguments also resumes one.
    """
    from ..uploads.journal import UploadJournal

    entries = UploadJournal().list()
    shown = ({name: getattr(entry, name) for name in FIELDS} for entry in entries) if run.output.json else entries
    run.output.records(shown, COLUMNS)


@command(app)
def resume(run: Run, ids: Ids, limit_rate: LimitRate = None) -> None:
    """Resume uploads, with the options that they were started with."""
    failures = Failures(run.output)
    for id in ids:
        with failures.about(id):
            entry = _find(run, id)
            options = dict(entry.options) | ({} if limit_rate is None else {"limit_rate": limit_rate})
            send(run, Path(entry.source), entry.vendor, options)
    failures.finish()


@command(app)
def cancel(run: Run, ids: Ids) -> None:
    """Remove unfinished uploads from the service, with the bytes that they have sent, and forget them."""
    from ..errors import GoneError, NotFoundError
    from ..uploads.journal import UploadJournal

    failures = Failures(run.output)
    for id in ids:
        with failures.about(id):
            entry = _find(run, id)
            if entry.upload_id and not entry.holder:
                try:
                    _remove(run, entry)
                except (NotFoundError, GoneError):
                    run.output.note("the service has forgotten it already")
            UploadJournal().remove(entry)  # it rejects an upload that is running
            run.output.result({"cancelled": entry.id}, f"cancelled {entry.id}")
    failures.finish()


def _remove(run: Run, entry: JournalEntry) -> None:
    """Remove an upload from the service, but no video whose file has arrived after all."""
    from ..uploads.chunks import UNFINISHED

    if entry.vendor == PLATFORMCRAFT:
        run.platformcraft.files.uploads.cancel(entry.upload_id)
    elif run.kinescope.videos.get(entry.upload_id).status in UNFINISHED:
        run.kinescope.videos.delete(entry.upload_id)
    else:
        run.output.note(f"video {entry.upload_id} is complete, and is kept")


def _find(run: Run, id: str) -> JournalEntry:
    """Return the only entry whose id begins so.

    Raises:
        InvalidArgumentError: There is none, or there are several, or it is of another host than the login.
    """
    from ..errors import InvalidArgumentError
    from ..uploads.journal import UploadJournal
    from .credentials import upload_host

    found = [entry for entry in UploadJournal().list() if id and entry.id.startswith(id)]
    if len(found) != 1:
        raise InvalidArgumentError(f"{'several uploads begin' if found else 'no upload begins'} with this id")
    (entry,) = found
    if not entry.host.startswith(upload_host(entry.vendor)):
        raise InvalidArgumentError(f"it goes to {entry.host}, and the settings name {upload_host(entry.vendor)}")
    return entry
