"""Exit codes by cause, so that a script knows what to do without reading messages."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

__all__ = ["MEANINGS", "ExitCode", "exit_code"]


class ExitCode(IntEnum):
    """The exit codes of the command."""

    OK = 0
    FAILED = 1
    USAGE = 2
    AUTH = 3
    NOT_FOUND = 4
    NETWORK = 5
    REJECTED = 6
    SERVICE = 7
    LOCAL = 8
    INCOMPLETE = 9
    PROCESSING = 10
    INTERRUPTED = 130
    PIPE = 141
    TERMINATED = 143


MEANINGS: Mapping[ExitCode, str] = {
    ExitCode.OK: "Success.",
    ExitCode.FAILED: "Another failure; probably a defect of kinocraft.",
    ExitCode.USAGE: "The command, an argument or a setting is wrong, or a package is missing. Nothing was sent.",
    ExitCode.AUTH: "Not logged in, or the service rejects the login, the token or the permission (401, 403).",
    ExitCode.NOT_FOUND: "The object does not exist (404, 410).",
    ExitCode.NETWORK: "No response: unknown host, no connection, or a timeout. Try again later.",
    ExitCode.REJECTED: "The service rejected the request (other 4xx), such as a name that already exists.",
    ExitCode.SERVICE: "The service failed (5xx), is busy (429), or sent a response that cannot be read.",
    ExitCode.LOCAL: "A file of this machine cannot be read or written, or changed while it was read.",
    ExitCode.INCOMPLETE: "An upload or a download was not finished, or its verification failed.",
    ExitCode.PROCESSING: "The service could not process the video or the record.",
    ExitCode.INTERRUPTED: "Interrupted by Ctrl-C.",
    ExitCode.PIPE: "The reader of the output has gone, as in `kinocraft ls … | head`.",
    ExitCode.TERMINATED: "Terminated by SIGTERM.",
}
"""The meaning of each code, for the documentation."""


def exit_code(error: BaseException) -> ExitCode:
    """Return the exit code of an error."""
    from .. import errors

    if isinstance(error, errors.APIStatusError):
        return _by_status(error.status)
    files = (
        errors.SourceError,
        errors.DestinationError,
        errors.TokenStoreError,
        errors.UploadJournalError,
        errors.ResultsError,
        OSError,
    )
    causes: list[tuple[tuple[type[BaseException], ...], ExitCode]] = [
        ((KeyboardInterrupt,), ExitCode.INTERRUPTED),
        ((SystemExit,), ExitCode.TERMINATED),
        ((BrokenPipeError,), ExitCode.PIPE),
        ((errors.TransportError,), ExitCode.NETWORK),
        ((errors.APIError,), ExitCode.SERVICE),
        (files, ExitCode.LOCAL),
        ((errors.ManifestError,), ExitCode.USAGE),
        ((errors.SharedLimitsError,), ExitCode.NETWORK),
        ((errors.UploadError, errors.DownloadError, errors.TransferError), ExitCode.INCOMPLETE),
        ((errors.VideoFailedError, errors.RecordFailedError), ExitCode.PROCESSING),
        ((errors.ConfigurationError, errors.InvalidArgumentError), ExitCode.USAGE),
    ]
    found = (code for kinds, code in causes if isinstance(error, kinds))
    own: ExitCode | None = getattr(error, "exit_code", None)  # of an error of the command itself
    return own or next(found, ExitCode.FAILED)


def _by_status(status: int) -> ExitCode:
    if status in (401, 403):
        return ExitCode.AUTH
    if status in (404, 410):
        return ExitCode.NOT_FOUND
    return ExitCode.SERVICE if status >= 500 or status == 429 else ExitCode.REJECTED
