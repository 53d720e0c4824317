"""The commands `release propose` and `release accept`: read the pages, run the pipeline, and print the result."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from vendor_docs import PageError, lock
from vendor_docs.lock import LockError
from vendor_docs.saving import guards, source
from vendor_docs.saving.errors import RejectedPageError
from vendor_docs.saving.page import make_text
from vendor_docs.spec_files import SpecError

from .accept import accept
from .errors import AssessmentError
from .gates import GateError
from .hand_work import HandWorkError
from .proposal import FILE, FOLDER, ProposalError
from .propose import Options, Page, Result, propose
from .repository import ConflictError, GitError, Repository
from .version import Override

ROOT = Path(__file__).resolve().parents[2]
DONE, WORK_TO_DO, UNREADABLE, NO_COMPARISON = range(4)
REJECTED, CONFLICT, FAILED = 12, 13, 14


def run_propose(arguments: argparse.Namespace) -> int:
    """Make or renew a proposal, and return the exit code."""
    return _guarded(lambda: _propose(arguments))


def run_accept(arguments: argparse.Namespace) -> int:
    """Release the proposal, and return the exit code."""
    return _guarded(lambda: _accept(arguments))


def run_truth(arguments: argparse.Namespace) -> int:
    """Measure how many changes of pages a plan finishes, write the tables, and return the exit code."""
    command = [sys.executable, "-m", "tests.contract.release_truth.run"]
    paths = os.pathsep.join([str(arguments.root), str(arguments.root / "scripts")])
    return subprocess.run(command, cwd=arguments.root, env={**os.environ, "PYTHONPATH": paths}, check=False).returncode


def _propose(arguments: argparse.Namespace) -> int:
    vendors = [vendor for vendor, _ in arguments.page]
    if len(set(vendors)) < len(vendors):
        raise ProposalError("each vendor has one page")
    former = dict(arguments.previous)
    pages = [_read(arguments, vendor, location, former.get(vendor)) for vendor, location in arguments.page]
    if arguments.reason is not None and arguments.version is None:
        raise ProposalError("--reason is for --version")
    override = Override(arguments.version, arguments.reason or "") if arguments.version is not None else None
    options = Options(
        arguments.date, arguments.gates, arguments.root, arguments.output, override=override, stable=arguments.stable
    )
    result = propose(Repository(arguments.root), pages, options, _say)
    return _report(result, arguments.output)


def _read(arguments: argparse.Namespace, vendor: str, location: str, former: str | None) -> Page:
    """Read a page with every check that `docs lock` makes."""
    text, inventory = make_text(vendor, source.load(location))
    locked = lock.load_page(arguments.root / "specs" / lock.FILE, vendor)
    guards.check_inventory(inventory, locked, arguments.removed)
    if former is None:
        return Page(vendor, text, inventory)
    previous, was = make_text(vendor, source.load(former))
    if was.sha256 != locked.inventory.sha256:
        raise ProposalError(f"{former} is not the page that is locked")
    return Page(vendor, text, inventory, previous)


def _report(result: Result, output: Path | None) -> int:
    proposal = result.proposal
    if proposal is None:
        print("Nothing has changed.")
        return DONE
    finished = [change for change in proposal.changes if not change.todo]
    print(f"{len(proposal.changes)} changes: {len(finished)} finished, {len(proposal.open)} to do.")
    for change in proposal.open:
        print(f"  {change.hash} {change.todo}")
    if proposal.hand_work:
        print(f"{len(proposal.hand_work)} places by hand: see {FOLDER}/todo.md.")
    for name, outcome in proposal.gates.items():
        print(f"gate {name}: {outcome}")
    for problem in proposal.problems:
        print(f"problem: {problem}")
    if proposal.version:
        print(f"next version: {proposal.version}")
    place = output if output is not None else f"branch release/proposal ({str(result.commit)[:12]})"
    kept = ", with the reviewer's edits" if result.merged else ""
    print(f"The proposal is in {place}{kept}; its details are in {FILE}.")
    failed = any(outcome != "passed" for outcome in proposal.gates.values())
    return WORK_TO_DO if proposal.open or failed or proposal.problems else DONE


def _accept(arguments: argparse.Namespace) -> int:
    made = accept(Repository(arguments.root), arguments.output or arguments.root / "dist", _say)
    print(f"Released {made.tag} as {made.commit[:12]}.")
    for path in made.packages:
        print(f"  {path}")
    print("Nothing is published: push the branch and the tag when you are ready.")
    return DONE


def _say(step: str) -> None:
    print(f"{step} …", file=sys.stderr, flush=True)


def _guarded(run: Callable[[], int]) -> int:
    """Run a command, and turn what went wrong into a message and an exit code."""
    try:
        return run()
    except PageError as error:
        code, message = UNREADABLE, str(error)
    except RejectedPageError as error:
        code, message = error.exit_code, str(error)
    except (LockError, SpecError) as error:
        code, message = NO_COMPARISON, str(error)
    except ConflictError as error:
        code, message = CONFLICT, str(error)
    except (ProposalError, AssessmentError) as error:
        code, message = REJECTED, str(error)
    except (GateError, GitError, HandWorkError) as error:
        code, message = FAILED, str(error)
    print(f"release: {message}", file=sys.stderr)
    return code
