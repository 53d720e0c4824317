"""The git repository, changed only through `Repository.git`: objects first, then refs, all at once.

A tree is built in a temporary folder with an index of its own. The user's files, index and HEAD are not used for it.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .merging import merge_lines

Run = Callable[[Sequence[str], Mapping[str, str], bytes | None], "subprocess.CompletedProcess[bytes]"]


class GitError(Exception):
    """A command of git failed. The message has what git said."""


class ConflictError(Exception):
    """The reviewer's edits and the new proposal contradict each other. `files` are those with conflicts."""

    def __init__(self, files: Sequence[str]) -> None:
        super().__init__(f"the reviewer's edits conflict with the new proposal in {', '.join(files)}")
        self.files = list(files)


def run(
    command: Sequence[str], environment: Mapping[str, str], data: bytes | None
) -> subprocess.CompletedProcess[bytes]:
    """Run a command of git."""
    return subprocess.run(command, env=dict(environment), input=data, capture_output=True, check=False)


class Repository:
    """A repository. `run` runs each command; tests let it fail."""

    def __init__(self, root: Path, run: Run = run) -> None:
        self.root = root
        self._run = run

    def git(self, *arguments: str, data: str | None = None, env: Mapping[str, str] | None = None) -> str:
        """Run a command and return what it printed. Raises GitError."""
        result = self.attempt(*arguments, data=data, env=env)
        if result.returncode:
            said = result.stderr.decode("utf-8", "replace").strip()
            raise GitError(f"git {arguments[0]}: {said or f'exit code {result.returncode}'}")
        return result.stdout.decode("utf-8", "surrogateescape")

    def attempt(
        self, *arguments: str, data: str | None = None, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a command that may fail."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("GIT_") or "_NAME" in name or "_EMAIL" in name
        }
        settings = {
            **kept,
            "LC_ALL": "C",
            "GIT_CONFIG_NOSYSTEM": os.environ.get("GIT_CONFIG_NOSYSTEM", "0"),
            **(env or {}),
        }
        command = ["git", "-C", str(self.root), "-c", "core.autocrlf=false", "-c", "gc.auto=0", *arguments]
        return self._run(command, settings, None if data is None else data.encode("utf-8", "surrogateescape"))

    # --- reading

    def commit(self, name: str) -> str | None:
        """Return the id of a commit, or None if there is none of this name."""
        result = self.attempt("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        return result.stdout.decode().strip() or None

    def tree(self, commit: str) -> str:
        """Return the id of the tree of a commit."""
        return self.git("rev-parse", "--verify", f"{commit}^{{tree}}").strip()

    def date(self, commit: str) -> str:
        """Return the day of a commit, in UTC."""
        env = {"TZ": "UTC"}
        return self.git("log", "-1", "--format=%cd", "--date=format-local:%Y-%m-%d", commit, env=env).strip()

    def dirty(self) -> list[str]:
        """Return the paths that differ from HEAD, or that git does not know and does not ignore."""
        listed = self.git("status", "--porcelain=v1", "-z", "--untracked-files=normal", "--no-renames")
        return sorted(entry[3:] for entry in listed.split("\0") if entry)

    def read(self, commit: str, path: str) -> str | None:
        """Return a file of a commit, or None."""
        result = self.attempt("cat-file", "blob", f"{commit}:{path}")
        return None if result.returncode else result.stdout.decode("utf-8")

    def changed(self, old: str, new: str) -> list[str]:
        """Return the paths that differ between two trees."""
        listed = self.git("diff-tree", "-r", "-z", "--name-only", "--no-renames", old, new)
        return [path for path in listed.split("\0") if path]

    # --- writing objects

    def check_out(self, tree: str, folder: Path) -> None:
        """Write the files of a tree into an empty folder, beside an index of its own."""
        env = self._build(folder)
        self.git("read-tree", tree, env=env)
        self.git("checkout-index", "--all", "--quiet", env=env)

    def write_tree(self, folder: Path) -> str:
        """Return the tree of the files in a folder. Ignored files are left out."""
        env = self._build(folder)
        self.git("add", "--all", ".", env=env)
        return self.git("write-tree", env=env).strip()

    def with_paths(self, commit: str, source: str, paths: Sequence[str], folder: Path) -> str:
        """Return the tree of a commit, or a tree, with some of its paths as they are in another tree."""
        return self._composed(commit, source, paths, folder)

    def without(self, tree: str, paths: Sequence[str], folder: Path) -> str:
        """Return a tree without some of its paths."""
        return self._composed(tree, None, paths, folder)

    def _composed(self, tree: str, source: str | None, paths: Sequence[str], folder: Path) -> str:
        form = "--format=%(objectmode) %(objectname) 0%x09%(path)"
        listed = self.git("ls-tree", "-r", "-z", form, source) if source else ""
        taken = [entry for entry in listed.split("\0") if entry and _inside(entry, paths)]
        return self._with_entries(tree, taken, paths, folder)

    def _with_entries(self, tree: str, entries: Sequence[str], paths: Sequence[str], folder: Path) -> str:
        """Return a tree in which these entries have replaced all that is under some paths."""
        index = folder / "index.paths"
        index.unlink(missing_ok=True)
        env = {"GIT_DIR": self.git("rev-parse", "--absolute-git-dir").strip(), "GIT_INDEX_FILE": str(index)}
        self.git("read-tree", tree, env=env)
        listed = self.git("ls-files", "--stage", "-z", env=env).split("\0")
        kept = [entry for entry in listed if entry and not _inside(entry, paths)]
        self.git("read-tree", "--empty", env=env)
        self.git("update-index", "-z", "--index-info", data="".join(f"{one}\0" for one in (*kept, *entries)), env=env)
        return self.git("write-tree", env=env).strip()

    def _build(self, folder: Path) -> dict[str, str]:
        git_dir = self.git("rev-parse", "--absolute-git-dir").strip()
        return {"GIT_DIR": git_dir, "GIT_WORK_TREE": str(folder), "GIT_INDEX_FILE": str(folder.with_name("index"))}

    def write_commit(self, tree: str, parents: Sequence[str], message: str, day: str) -> str:
        """Return a new commit, dated at the beginning of a day, so that equal proposals are equal commits."""
        moment = f"{day}T00:00:00+00:00"
        env = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        named = [part for parent in parents for part in ("-p", parent)]
        return self.git("commit-tree", tree, *named, data=message, env=env).strip()

    def merge(self, base: str, ours: str, theirs: str, day: str, folder: Path) -> str:
        """Return the tree of a three-way merge of trees, with an index in a folder. Raises ConflictError."""
        root = self.write_commit(base, [], "base", day)
        sides = [self.write_commit(tree, [root], name, day) for tree, name in ((ours, "ours"), (theirs, "theirs"))]
        result = self.attempt("merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", *sides)
        parts = result.stdout.decode("utf-8", "surrogateescape").split("\0")
        if result.returncode == 1:
            paths = sorted({part for part in parts[1:] if part})
            return self._resolve(parts[0].strip(), paths, (base, ours, theirs), folder)
        if result.returncode:
            raise GitError(f"git merge-tree: {result.stderr.decode('utf-8', 'replace').strip()}")
        return parts[0].strip()

    def _resolve(self, tree: str, paths: Sequence[str], sides: tuple[str, str, str], folder: Path) -> str:
        """Return a merged tree in which git's conflicts are resolved where only adjacent lines have changed."""
        entries: list[str] = []
        conflicts: list[str] = []
        for path in paths:
            base, ours, theirs = (self.read(side, path) for side in sides)
            merged = None if base is None or ours is None or theirs is None else merge_lines(base, ours, theirs)
            if merged is None:
                conflicts.append(path)
            else:
                blob = self.git("hash-object", "-w", "--stdin", data=merged).strip()
                entries.append(f"100644 {blob} 0\t{path}")
        if conflicts:
            raise ConflictError(conflicts)
        return self._with_entries(tree, entries, paths, folder)

    # --- refs

    def update(self, refs: Mapping[str, tuple[str | None, str | None]]) -> None:
        """Move refs from their old to their new values, all or none. None stands for a ref that does not exist."""
        zero = "0" * 40
        lines = [f"update {name} {new or zero} {old or zero}" for name, (old, new) in sorted(refs.items())]
        self.git("update-ref", "--stdin", data="\n".join(["start", *lines, "prepare", "commit", ""]))


def _inside(entry: str, paths: Sequence[str]) -> bool:
    """Return whether an entry of an index is one of these paths, or inside one."""
    path = entry.partition("\t")[2]
    return any(path == one or path.startswith(f"{one}/") for one in paths)
