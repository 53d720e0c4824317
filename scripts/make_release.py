"""Propose what changed pages of the vendors mean for this project, and release what a reviewer has accepted.

python scripts/make_release.py propose --page kinescope=FILE [--page platformcraft=FILE]   make or renew a proposal
python scripts/make_release.py accept                                             make commits, packages and a tag
python scripts/make_release.py --truth                                            measure what `propose` finishes

`propose` takes a page in any form that `docs save` takes. The proposal is on the branch release/proposal. Edit it
there and run `propose` again to renew it: your edits stay. docs/architecture.md describes the steps.

Exit codes: 0 success, also if nothing has changed; 1 there is a proposal with work to do or failed gates; 2 wrong usage
or an unreadable page; 3 the lock, specs/ or a package that the command needs is missing or broken; 12 the command was
refused, and the message says why; 13 a reviewer's edits conflict with the new proposal; 14 a step has failed.
Rejected pages have the exit codes of scripts/docs.py, 4 to 11. With a code above 1, nothing has changed.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Sequence
from pathlib import Path

from console import use_utf8
from release.command import ROOT, run_accept, run_propose, run_truth
from release.gates import NAMES


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(prog="release", description="Make a release from changed vendor pages.")
    parser.add_argument("--root", type=Path, default=ROOT, metavar="FOLDER", help="the checkout; default: this one")
    parser.add_argument(
        "--truth",
        action="store_true",
        help="try about a thousand changes of pages, and write docs/release-truth.md if both vendors' pages are here; "
        "an interrupted run continues. KINOCRAFT_PAGES: the folder of the pages; KINOCRAFT_PROCESSES: default 2",
    )
    commands = parser.add_subparsers(metavar="COMMAND")
    proposing = commands.add_parser("propose", help="make or renew a proposal")
    proposing.add_argument(
        "--page", action="append", required=True, type=_page, metavar="VENDOR=FILE", help="a page; repeat it for both"
    )
    proposing.add_argument(
        "--previous",
        action="append",
        default=[],
        type=_page,
        metavar="VENDOR=FILE",
        help="the page as it was locked, for quotes of what it said",
    )
    proposing.add_argument(
        "--removed", action="append", default=[], metavar="OPERATION", help="an operation that the page may lack"
    )
    proposing.add_argument("--date", type=_date, metavar="DATE", help="the day of the release; default: that of HEAD")
    proposing.add_argument(
        "--gates",
        type=_gates,
        default=list(NAMES),
        metavar="NAMES",
        help=f"of {','.join(NAMES)}, or none; default: all",
    )
    proposing.add_argument(
        "--output", type=Path, metavar="FOLDER", help="write the changed files there; move no branch"
    )
    proposing.add_argument("--version", metavar="VERSION", help="the next version, instead of the one that follows")
    proposing.add_argument("--reason", metavar="TEXT", help="why --version differs; the changelog prints it")
    proposing.add_argument("--stable", action="store_true", help="end the 0.x series: the next version is 1.0.0")
    proposing.set_defaults(run=run_propose)
    accepting = commands.add_parser("accept", help="release the proposal: commits, packages and a tag")
    accepting.add_argument("--output", type=Path, metavar="FOLDER", help="the folder of the packages; default: dist/")
    accepting.set_defaults(run=run_accept)
    arguments = parser.parse_args(argv)
    if arguments.truth:
        return run_truth(arguments)
    if "run" not in arguments:
        parser.error("the following arguments are required: COMMAND")
    return int(arguments.run(arguments))


def _page(text: str) -> tuple[str, str]:
    vendor, equals, location = text.partition("=")
    if not equals or vendor not in {"kinescope", "platformcraft"}:
        raise argparse.ArgumentTypeError("expected kinescope=FILE or platformcraft=FILE")
    return vendor, location


def _date(text: str) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError("expected a date such as 2026-01-31") from None


def _gates(text: str) -> list[str]:
    chosen = [] if text == "none" else text.split(",")
    if unknown := set(chosen) - set(NAMES):
        raise argparse.ArgumentTypeError(f"unknown gates: {', '.join(sorted(unknown))}")
    return [name for name in NAMES if name in chosen]


if __name__ == "__main__":
    use_utf8()
    sys.exit(main())
