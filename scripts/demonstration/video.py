"""Create a real video."""

from __future__ import annotations

import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

from .errors import DemoError

__all__ = ["DESCRIPTION", "make_video"]

SECONDS = 5
PICTURE = "1280x720"
DESCRIPTION = f"{SECONDS} s, {PICTURE}, H.264 picture and AAC sound"


def make_video(path: Path) -> None:
    """Write an MP4 of about three megabytes, with a moving test picture and a tone.

    Raises:
        DemoError: ffmpeg cannot be started, or it failed.
    """
    # Imported by name: the package has no types.
    imageio_ffmpeg: Any = import_module("imageio_ffmpeg")

    try:
        ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
        sources = [f"testsrc2=size={PICTURE}:rate=30:duration={SECONDS}", f"sine=frequency=440:duration={SECONDS}"]
        inputs = [word for source in sources for word in ("-f", "lavfi", "-i", source)]
        coding = "-c:v libx264 -preset ultrafast -crf 28 -pix_fmt yuv420p -c:a aac -movflags +faststart"
        command = [ffmpeg, "-nostdin", "-loglevel", "error", *inputs, *coding.split(), str(path)]
        # In a session of its own, so that Ctrl+C reaches only the demo, which then stops ffmpeg.
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, start_new_session=True)
    except (OSError, RuntimeError) as error:
        raise DemoError(f"ffmpeg of the package imageio-ffmpeg does not start: {error}") from None
    if done.returncode != 0 or not path.is_file():
        said = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise DemoError(f"ffmpeg could not make the video: {said[0] if said else f'exit code {done.returncode}'}")
