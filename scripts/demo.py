"""Show the main job on a real video: an upload in parts that survives a broken connection and an expired token.

Everything happens on this machine. The demo checks everything that it prints. If a check fails, it prints one line on
standard error and exits with code 1.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import inspect
import os
import signal
import sys
import tempfile
import textwrap
import time
from pathlib import Path
from typing import Any, NoReturn

from console import use_utf8
from demonstration.errors import DemoError
from demonstration.record import InjectedFaults, UploadRecord
from demonstration.screen import Screen, megabytes
from demonstration.video import DESCRIPTION, make_video
from local_server import ServerError, local_server

from kinocraft import KinocraftError, Platformcraft, UploadProgress
from kinocraft_mock import Control, ControlError

PART_SIZE = 256 * 1024
FOLDER = "/talks"
SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def upload(options: Any) -> None:
    """Upload the video. The demo prints the lines of this function at the end."""
    from kinocraft import Platformcraft

    with Platformcraft(login="mock", password="mock") as platformcraft:  # noqa: S106 - the local server's
        platformcraft.files.upload("talk.mp4", "/talks/talk.mp4", **options)


def main() -> int:
    """Run the demo. Return 0 if every check passed, 1 if one failed, and 130 after Ctrl+C."""
    parser = argparse.ArgumentParser(prog="demo", description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--server", metavar="URL", help="use this running kinocraft-mock instead of starting one")
    arguments = parser.parse_args()
    for number in SIGNALS:
        signal.signal(number, _leave)
    screen = Screen()
    try:
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="kinocraft-demo-"))
            stack.enter_context(contextlib.chdir(folder))
            show(screen, stack, arguments.server)
    except KeyboardInterrupt:
        print("\ndemo: interrupted; the server was stopped and its files were deleted", file=sys.stderr)
        return 130
    except (DemoError, ServerError, ControlError, KinocraftError, OSError) as error:
        sys.stdout.flush()
        print(f"\ndemo: FAILED: {' '.join(str(error).split())}", file=sys.stderr)
        return 1
    return 0


def show(screen: Screen, stack: contextlib.ExitStack, server: str | None) -> None:
    """Run the demo in a temporary folder."""
    started = time.perf_counter()
    screen.title(
        "kinocraft demo: uploading a video while the connection and the login fail",
        [
            "A local server stands in for Platformcraft. It keeps state, and it injects the",
            "faults of this demo. Nothing leaves this machine.",
        ],
    )
    screen.step("Make a video")
    video = Path("talk.mp4")
    make_video(video)
    size = video.stat().st_size
    screen.finish_step(f"talk.mp4, {megabytes(size)}", DESCRIPTION)

    screen.step("Start the server")
    url = server.rstrip("/") if server else stack.enter_context(local_server()).url
    point_at(url)
    control = Control(url)
    faults = InjectedFaults(control)
    screen.finish_step(
        url,
        "It will cut one connection in the middle of a part,",
        "and later let the login expire.",
    )

    with screen.bar("Upload it in parts", size) as bar:
        seen = [0]

        def progress(state: UploadProgress) -> None:
            seen.append(state.confirmed)
            bar(state.confirmed)

        upload({"part_size": PART_SIZE, "progress": progress})
    record = faults.upload_record(size, PART_SIZE)
    if seen != sorted(seen) or seen[-1] != size:
        raise DemoError(f"the progress was {seen}; it should only grow, up to {size}")

    with Platformcraft(login="mock", password="mock") as platformcraft:  # noqa: S106 - the local server's
        screen.step("List its folder")
        files = {entry.name: entry for entry in platformcraft.files.list(FOLDER)}
        if "talk.mp4" not in files or files["talk.mp4"].size != size:
            raise DemoError(
                f"talk.mp4 with {size} bytes should be in {FOLDER}; the folder has {sorted(files) or 'nothing'}"
            )
        screen.finish_step(*(f"{file.path}, {megabytes(file.size)}, {file.content_type}" for file in files.values()))

        screen.step("Download and compare")
        copy = platformcraft.files.download(files["talk.mp4"], "copy.mp4")
        ours, theirs = sha256(video), sha256(copy)
        if ours != theirs:
            raise DemoError(f"the copy differs from the video: SHA-256 {theirs} instead of {ours}")
        screen.finish_step("the copy has the same bytes as the video", f"SHA-256 of both: {ours[:16]}...{ours[-16:]}")
        if server:
            platformcraft.files.delete(f"{FOLDER}/talk.mp4")

    screen.heading("What went wrong on the way, as the server recorded it")
    report(screen, record)
    screen.heading("The Python that did it")
    screen.lines([*code(), "", *EXPLANATION])
    screen.end(f"Every step was checked and passed, in {time.perf_counter() - started:.1f} s.")


def point_at(url: str) -> None:
    """Set the environment variables that point clients to the server, as `kinocraft-mock env` prints them."""
    os.environ["PLATFORMCRAFT_AUTH_URL"] = f"{url}/platformcraft/auth"
    os.environ["PLATFORMCRAFT_FILESPOT_URL"] = f"{url}/platformcraft/filespot"
    # A proxy of the environment cannot reach the ports of this machine.
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"


def report(screen: Screen, record: UploadRecord) -> None:
    """Print what the server recorded."""
    screen.row(
        f"Part {record.cut_part}",
        f"the connection broke after {record.cut_after:,} of {PART_SIZE:,} bytes;",
        "the part was sent again",
    )
    one = len(record.rejected) == 1
    screen.row(
        named(record.rejected),
        "rejected, because the login had expired; it was renewed",
        f"without the password, once, and {'the part was' if one else 'they were'} sent again",
    )
    if record.rate_limited:
        screen.row(f"{record.rate_limited} of the requests", "exceeded 10 requests per second and were sent again")
    screen.row(
        "In total",
        f"{record.parts} parts in {record.requests} requests, {record.logins} login, {record.renewals} renewal;",
        "no part that had arrived was sent twice",
    )


def named(parts: list[int]) -> str:
    if len(parts) > 3:
        return f"{len(parts)} parts"
    return f"Part{'s' if len(parts) > 1 else ''} {', '.join(map(str, parts))}"


def code() -> list[str]:
    """Return the lines of `upload`, without comments for linters."""
    source = textwrap.dedent(inspect.getsource(upload).partition('"""\n')[2])
    return [line.partition("  # noqa")[0] for line in source.splitlines()]


EXPLANATION = (
    f"# options are part_size={PART_SIZE:_}, as the video is small, and progress=bar.",
    "# Files of more than 16 MiB are always sent in parts. The environment names",
    "# the server: see `kinocraft-mock env`.",
)


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _leave(number: int, _frame: object) -> NoReturn:
    """Exit, with all clean-ups. A second signal must not interrupt them."""
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)


if __name__ == "__main__":
    use_utf8()
    sys.exit(main())
