"""Save the vendors' documentation pages, read them, and report what has changed on them.

python scripts/docs.py save kinescope URL|FILE [--output FILE]   make the text that the reader reads
python scripts/docs.py read kinescope PAGE                       print the inventory of a page as JSON
python scripts/docs.py lock [kinescope FILE]                     write specs/docs.lock.json, from both pages or one
python scripts/docs.py check kinescope PAGE                      compare the page with the lock and with specs/
python scripts/docs.py diff kinescope OLD NEW                    class the bytes that differ between two texts

`read` and `lock` need nothing but Python; `check` needs PyYAML and jsonschema; `save` needs the group `docs` of
pyproject.toml for HTML and Markdown. docs/page-dialects.md describes the text.

Exit codes: 0 success; 1 there are findings; 2 the page cannot be read; 3 the lock, specs/ or a package that the command
needs is missing or broken. `save` and `lock` write nothing if a page is 4 garbled, 5 incomplete, 6 superseded, 7 not
explained by the reader's rules, 8 of another vendor, 9 an error page, 10 in an unsupported form, or 11 unavailable.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from console import use_utf8
from vendor_docs import PAGES, Inventory, PageError, lock, read_file, report
from vendor_docs.checker import Checker
from vendor_docs.lock import LockError
from vendor_docs.readers import read_bytes, read_text
from vendor_docs.saving import differences, guards, source
from vendor_docs.saving.errors import RejectedPageError
from vendor_docs.saving.page import make_text
from vendor_docs.spec_files import SpecError
from vendor_docs.text import replace_file

SPECS = Path(__file__).resolve().parent.parent / "specs"
NOTHING, DRIFT, UNREADABLE, NO_COMPARISON = range(4)


def main(argv: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except PageError as error:
        print(f"docs: {error}", file=sys.stderr)
        return UNREADABLE
    except RejectedPageError as error:
        print(f"docs: {error}", file=sys.stderr)
        return error.exit_code
    except (LockError, SpecError) as error:
        print(f"docs: {error}", file=sys.stderr)
        return NO_COMPARISON


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="docs.py", description="Read the vendors' documentation pages.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    saving = commands.add_parser("save", help="make the text that the reader reads, from HTML, Markdown or text")
    saving.add_argument("page", choices=sorted(PAGES), help="the vendor of the page")
    saving.add_argument("location", metavar="URL|FILE", help="the page, as a browser saves it or as it is served")
    saving.add_argument("--output", type=Path, metavar="FILE", help="default: standard output")
    saving.set_defaults(run=_save)

    reading = commands.add_parser("read", help="print the inventory of a page as JSON")
    reading.set_defaults(run=_read)
    checks = commands.add_parser("check", help="compare a page with the lock and with specs/")
    for command in (reading, checks):
        command.add_argument("page", choices=sorted(PAGES), help="the vendor of the page")
        command.add_argument("file", type=Path, metavar="PAGE", help="the page as a text file")
    checks.add_argument("--json", action="store_true", help="print the findings as JSON")
    checks.add_argument("--against", choices=("spec", "lock", "both"), default="both", help="default: both")
    checks.set_defaults(run=_check)

    locking = commands.add_parser("lock", help="write specs/docs.lock.json, from both pages or from one")
    locking.add_argument("page", nargs="?", choices=sorted(PAGES), help="the vendor of the page; default: both")
    locking.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the page, in any form that save accepts")
    locking.add_argument(
        "--pages",
        type=Path,
        metavar="FOLDER",
        help="the folder of kinescope.txt and platformcraft.txt; default: $KINOCRAFT_PAGES, else ../shared/docs",
    )
    locking.set_defaults(run=_lock)

    differing = commands.add_parser("diff", help="class the bytes that differ between two texts of a page")
    differing.add_argument("page", choices=sorted(PAGES), help="the vendor of the page")
    differing.add_argument("old", type=Path, metavar="OLD", help="the earlier text")
    differing.add_argument("new", type=Path, metavar="NEW", help="the later text")
    differing.set_defaults(run=_diff)

    for command in (saving, locking):
        command.add_argument(
            "--removed",
            action="append",
            default=[],
            metavar="OPERATION",
            help="the title of a locked operation that the page may lack; repeat it for several",
        )
    for command in (saving, checks, locking):
        command.add_argument("--specs", type=Path, default=SPECS, metavar="FOLDER", help="default: specs/")
    return parser


def _read(arguments: argparse.Namespace) -> int:
    inventory = read_file(arguments.page, arguments.file)
    print(json.dumps(inventory.as_json(), ensure_ascii=False, indent=2))
    return NOTHING


def _save(arguments: argparse.Namespace) -> int:
    found = source.load(arguments.location)
    text, inventory = make_text(arguments.page, found)
    target = arguments.specs / lock.FILE
    guards.check_inventory(inventory, _locked(target, arguments.page), arguments.removed)
    methods = sum(operation.method is not None for operation in inventory.operations)
    summary = f"{arguments.page}: {len(inventory.operations)} operations, {methods} with a method"
    if arguments.output is None:
        sys.stdout.write(text)
    else:
        if arguments.output.exists():
            earlier = read_text(arguments.page, arguments.output)
            summary += f"; {differences.difference(arguments.page, earlier, text)}"
        replace_file(arguments.output, text)
    print(summary, file=sys.stderr)
    return NOTHING


def _lock(arguments: argparse.Namespace) -> int:
    if (arguments.page is None) != (arguments.file is None):
        print("docs: expected a vendor and a file, or neither", file=sys.stderr)
        return UNREADABLE
    if arguments.page:
        paths = {arguments.page: arguments.file}
    else:
        folder = arguments.pages or Path(os.environ.get("KINOCRAFT_PAGES") or SPECS.parent.parent / "shared" / "docs")
        paths = {page: folder / f"{page}.txt" for page in sorted(PAGES)}
    target = arguments.specs / lock.FILE
    # Read and check every page before the lock is written, so that a bad page changes nothing.
    inventories: list[Inventory] = []
    for page, path in paths.items():
        _, inventory = make_text(page, source.identify(read_bytes(page, path)))
        guards.check_inventory(inventory, _locked(target, page), arguments.removed)
        inventories.append(inventory)
    lock.write(target, inventories)
    counts = ", ".join(f"{one.page} {len(one.operations)}" for one in inventories)
    print(f"{target}: operations: {counts}")
    return NOTHING


def _locked(target: Path, page: str) -> lock.LockedPage | None:
    """Return the locked page, or None if there is no lock of it yet."""
    try:
        return lock.load_page(target, page) if target.exists() else None
    except lock.MissingPageError:
        return None


def _diff(arguments: argparse.Namespace) -> int:
    old, new = (read_text(arguments.page, path) for path in (arguments.old, arguments.new))
    found = differences.difference(arguments.page, old, new)
    print(f"{arguments.page}: {found}")
    return DRIFT if found.total else NOTHING


def _check(arguments: argparse.Namespace) -> int:
    inventory: Inventory = read_file(arguments.page, arguments.file)
    checker = Checker(arguments.specs, arguments.page)
    found = checker.check(inventory, arguments.against)
    if arguments.json:
        document = {
            "page": arguments.page,
            "sha256": inventory.sha256,
            "against": arguments.against,
            "findings": [one.as_json() for one in found],
        }
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        report.show(arguments.page, found)
    return DRIFT if found else NOTHING


if __name__ == "__main__":
    use_utf8()
    sys.exit(main())
