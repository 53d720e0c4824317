"""Read the vendors' documentation pages and report what has changed on them.

python scripts/docs.py read kinescope PAGE       print the inventory of a page as JSON
python scripts/docs.py lock                      write specs/docs.lock.json from both pages
python scripts/docs.py check kinescope PAGE      compare the page with the lock and with specs/

`read` and `lock` need nothing but Python; `check` needs PyYAML and jsonschema.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from vendor_docs import PAGES, Inventory, PageError, lock, read_file, report
from vendor_docs.checker import Checker
from vendor_docs.lock import LockError
from vendor_docs.spec_files import SpecError

SPECS = Path(__file__).resolve().parent.parent / "specs"
NOTHING, DRIFT, UNREADABLE, NO_COMPARISON = range(4)


def main(argv: list[str] | None = None) -> int:
    """Run the command.

    Exit codes: 0 success; 1 there are findings; 2 the page cannot be read; 3 the lock, specs/ or a package that the
    comparison needs is missing or broken.
    """
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except PageError as error:
        print(f"docs: {error}", file=sys.stderr)
        return UNREADABLE
    except (LockError, SpecError) as error:
        print(f"docs: {error}", file=sys.stderr)
        return NO_COMPARISON


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="docs.py", description="Read the vendors' documentation pages.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    reading = commands.add_parser("read", help="print the inventory of a page as JSON")
    reading.set_defaults(run=_read)
    checks = commands.add_parser("check", help="compare a page with the lock and with specs/")
    for command in (reading, checks):
        command.add_argument("page", choices=sorted(PAGES), help="the vendor of the page")
        command.add_argument("file", type=Path, metavar="PAGE", help="the page as a text file")
    checks.add_argument("--json", action="store_true", help="print the findings as JSON")
    checks.add_argument("--against", choices=("spec", "lock", "both"), default="both", help="default: both")
    checks.set_defaults(run=_check)

    locking = commands.add_parser("lock", help="write specs/docs.lock.json from both pages")
    locking.add_argument(
        "--pages",
        type=Path,
        metavar="FOLDER",
        help="the folder of kinescope.txt and platformcraft.txt; default: $KINOCRAFT_PAGES, else ../shared/docs",
    )
    locking.set_defaults(run=_lock)

    for command in (checks, locking):
        command.add_argument("--specs", type=Path, default=SPECS, metavar="FOLDER", help="default: specs/")
    return parser


def _read(arguments: argparse.Namespace) -> int:
    inventory = read_file(arguments.page, arguments.file)
    print(json.dumps(inventory.as_json(), ensure_ascii=False, indent=2))
    return NOTHING


def _lock(arguments: argparse.Namespace) -> int:
    folder = arguments.pages or Path(os.environ.get("KINOCRAFT_PAGES") or SPECS.parent.parent / "shared" / "docs")
    # Read both pages before the lock is written, so that an unreadable page changes nothing.
    inventories = [read_file(page, folder / f"{page}.txt") for page in sorted(PAGES)]
    target = arguments.specs / lock.FILE
    lock.write(target, inventories)
    counts = ", ".join(f"{one.page} {len(one.operations)}" for one in inventories)
    print(f"{target}: operations: {counts}")
    return NOTHING


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
    sys.exit(main())
