"""A checkout of this project, as it is in a folder or at a revision of git."""

from __future__ import annotations

import hashlib
import io
import subprocess
import tempfile
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.bundle import bundle, services

from .errors import AssessmentError

PACKAGES = ("overlays", "generated", "mockserver")
"""The folders of the packages, in the order of the import path."""
KEPT = ("overlays", "generated", "mockserver", "specs", "scripts", "tests", "README.md", "CHANGELOG.md", "api.md")
"""What a comparison reads. Everything else of a revision is left out."""


class TreeError(AssessmentError):
    """There is no such checkout. The message says what is missing."""


@dataclass(frozen=True)
class Tree:
    """A checkout in a folder."""

    root: Path

    @property
    def packages(self) -> list[Path]:
        """Return the folders that make the packages of the checkout importable."""
        return [self.root / name for name in PACKAGES]

    @cached_property
    def _bundled(self) -> dict[str, dict[str, Any]]:
        return {}

    @property
    def services(self) -> list[str]:
        """Return the services that the checkout describes."""
        return [folder.name for folder in services(self.root / "specs")]

    def description(self, service: str) -> dict[str, Any]:
        """Return the bundled description of a service. The first time takes seconds."""
        if service not in self._bundled:
            self._bundled[service] = bundle(self.root / "specs" / service)
        return self._bundled[service]

    @cached_property
    def sources(self) -> dict[str, str]:
        """Return a digest of what each service's description is made from."""
        digests: dict[str, str] = {}
        for folder in services(self.root / "specs"):
            shared = folder.parent / f"{folder.name.partition('-')[0]}-common"
            digests[folder.name] = _digest([*folder.rglob("*.yaml"), *shared.rglob("*.yaml")], self.root)
        return digests

    def descriptions_unlike(self, other: Tree) -> dict[str, dict[str, Any]]:
        """Return the descriptions whose sources differ from those of another checkout."""
        return {
            service: self.description(service)
            for service in self.services
            if self.sources[service] != other.sources.get(service)
        }

    def digest(self, *folders: str) -> str:
        """Return a digest of the Python modules in some folders, to see whether two checkouts have the same."""
        return _digest([path for name in folders for path in (self.root / name).rglob("*.py")], self.root)

    def read(self, name: str) -> str:
        """Return the text of a file; an empty one if there is no such file."""
        path = self.root / name
        return path.read_text("utf-8") if path.is_file() else ""


def _digest(paths: list[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def last_release(repository: Path) -> str | None:
    """Return the newest tag `v*` that the current commit contains; None before the first release."""
    done = _git(repository, "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*", check=False)
    return done.stdout.decode().strip() or None


@contextmanager
def at_revision(repository: Path, revision: str) -> Generator[Tree]:
    """Provide a revision of a repository as a tree in a temporary folder.

    Raises:
        TreeError: The repository has no such revision.
    """
    found = _git(repository, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", check=False)
    if found.returncode:
        raise TreeError(f"there is no revision {revision}")
    commit = found.stdout.decode().strip()
    names = set(_git(repository, "ls-tree", "--name-only", commit).stdout.decode().splitlines())
    archive = _git(repository, "archive", "--format=zip", commit, *(name for name in KEPT if name in names)).stdout
    with tempfile.TemporaryDirectory(prefix="kinocraft-") as folder:
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            files.extractall(folder)
        yield Tree(Path(folder))


def _git(repository: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(repository), *arguments]
    return subprocess.run(command, capture_output=True, check=check)
