"""Uploads next to those of other clients: of tuspy to the same server, and of boto3 to the server of moto."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

from local_server import local_server

from ..measure import MIB, Line, Pairs, alternate, background, run_child
from ..workspace import kinescope
from .transfer import source_file


def measure(quick: bool) -> list[Line]:
    """Run every upload in its own process. Only the transfer of the bytes is timed."""
    size, count = (512 * MIB, 1) if quick else (1024 * MIB, 5)
    with source_file(size, uses=4) as source:
        return [*_tuspy(source, count), *_boto3(source, count)]


def _tuspy(source: Path, count: int) -> list[Line]:
    with local_server("--no-limits") as server:
        with kinescope(server) as client:
            project = client.projects.create(name="Large", privacy_type="anywhere", privacy_domains=[]).id

        ours = _Uploads(source, "uploads.uploader", "tus", server.api_url, server.upload_url, str(source))
        theirs = _Uploads(source, "uploads.other_uploader", "tuspy", server.upload_url, project, str(source))
        pairs = alternate(ours, theirs, count)
    rate, other = pairs.medians
    detail = f"{rate:.0f} MiB/s; tuspy {version('tuspy')} {other:.0f} MiB/s: the same server, chunks of 16 MiB"
    return [pairs.compare("upload next to tuspy", ">=", 1, detail), _cpu_line(ours, theirs)]


def _boto3(source: Path, count: int) -> list[Line]:
    with local_server("--no-limits") as server, background("uploads.s3_server") as url:
        ours = _Uploads(source, "uploads.uploader", "parts", server.auth_url, server.filespot_url, str(source))
        theirs = _Uploads(source, "uploads.other_uploader", "boto3", url, str(source))
        pairs = alternate(ours, theirs, count)
    rate, other = pairs.medians
    versions = f"boto3 {version('boto3')} {other:.0f} MiB/s: upload_file to the server of moto {version('moto')}"
    line = pairs.compare("upload next to boto3", ">=", 1, f"{rate:.0f} MiB/s; {versions}")
    return [line, _cpu_line(ours, theirs)]


class _Uploads:
    """Uploads the file with one client in a process of its own each time, and returns MiB per second."""

    def __init__(self, source: Path, program: str, *arguments: str) -> None:
        self._size = source.stat().st_size
        self._command = (program, *arguments)
        self.cpu: list[float] = []

    def __call__(self) -> float:
        result = run_child(*self._command)
        if hasattr(os, "sync"):
            os.sync()
        self.cpu.append(result["cpu"])
        return float(self._size / MIB / result["seconds"])


def _cpu_line(ours: _Uploads, theirs: _Uploads) -> Line:
    """Compare the CPU time of the clients, which does not depend on the server. The first reading is a warm-up."""
    pairs = Pairs(ours.cpu[1:], theirs.cpu[1:])
    own, other = pairs.medians
    return pairs.compare("  CPU time of the client", "<=", 1, f"{own:.2f} s; {other:.2f} s")
