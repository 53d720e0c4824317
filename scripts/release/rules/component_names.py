"""Names for new components. One description bundles files of several folders, so names must differ across them."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from vendor_docs.spec_files import SpecFiles


def vendor_of(files: SpecFiles, file: Path) -> str:
    """Return the vendor that a file of specs/ describes."""
    return file.relative_to(files.root).parts[0].partition("-")[0]


def names_in_vendor(files: SpecFiles, file: Path) -> set[str]:
    """Return the names of the components of a file's kind in all descriptions of its vendor."""
    return _names(files, file, f"{vendor_of(files, file)}-*")


def names_in_description(files: SpecFiles, file: Path) -> set[str]:
    """Return the names of the components of a file's kind that one bundle with it may have.

    These are the names in its own description and in the vendor's common files. Common files are in every bundle.
    """
    own, common = file.relative_to(files.root).parts[0], f"{vendor_of(files, file)}-common"
    return names_in_vendor(files, file) if own == common else _names(files, file, own) | _names(files, file, common)


def free_name(files: SpecFiles, file: Path, *stems: str, separator: str = "_") -> str:
    """Return the first of the stems that is free in the description of a file, else the last one with a number."""
    taken = names_in_description(files, file)
    return next(one for one in numbered(*stems, separator=separator) if one not in taken)


def numbered(*stems: str, separator: str) -> Iterator[str]:
    """Yield the stems, and then the last one with the numbers from 2."""
    yield from stems
    yield from (f"{stems[-1]}{separator}{number}" for number in range(2, 999))


def _names(files: SpecFiles, file: Path, folders: str) -> set[str]:
    """Return the names in files that are called the same, on the disk or not written yet, in folders of specs/."""
    stored = files.root.glob(f"{folders}/**/{file.name}")
    loaded = (path for path in files.loaded if path.name == file.name)
    drafted = (path for path in loaded if fnmatch(path.relative_to(files.root).parts[0], folders))
    return {name for path in sorted({*stored, *drafted}) for name in files.load(path)}
