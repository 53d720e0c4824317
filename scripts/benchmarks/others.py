"""Uploads next to those of other clients: of tuspy to the same server, and of boto3 to the server of moto."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

from local_server import local_server

from .measure import MIB, Line, alternate, background, run_child
from .transfer import source_file
from .workspace import kinescope


def measure(quick: bool) -> list[Line]:
    """Run every upload in its own process. Only the transfer of the bytes is timed."""
    size, count = (128 * MIB, 1) if quick else (1024 * MIB, 5)
    with source_file(size, uses=4) as source:
        return [_tuspy(source, count), _boto3(source, count)]


def _tuspy(source: Path, count: int) -> Line:
    with local_server("--no-limits") as server:
        with kinescope(server) as client:
            project = client.projects.create(name="Large", privacy_type="anywhere", privacy_domains=[]).id

        def ours() -> float:
            return _rate(source, "uploader", "tus", server.api_url, server.upload_url, str(source))

        def theirs() -> float:
            return _rate(source, "other_uploader", "tuspy", server.upload_url, project, str(source))

        pairs = alternate(ours, theirs, count)
    rate, other = pairs.medians
    detail = f"{rate:.0f} MiB/s; tuspy {version('tuspy')} {other:.0f} MiB/s: the same server, chunks of 16 MiB"
    return pairs.compare("upload next to tuspy", ">=", 1, detail)


def _boto3(source: Path, count: int) -> Line:
    with local_server("--no-limits") as server, background("s3_server") as url:

        def ours() -> float:
            return _rate(source, "uploader", "parts", server.auth_url, server.filespot_url, str(source))

        pairs = alternate(ours, lambda: _rate(source, "other_uploader", "boto3", url, str(source)), count)
    rate, other = pairs.medians
    versions = f"boto3 {version('boto3')} {other:.0f} MiB/s: upload_file to the server of moto {version('moto')}"
    return pairs.compare("  next to boto3", ">=", 1, f"{rate:.0f} MiB/s; {versions}")


def _rate(source: Path, program: str, *arguments: str) -> float:
    result = run_child(program, *arguments)
    if hasattr(os, "sync"):
        os.sync()
    return float(source.stat().st_size / MIB / result["seconds"])
