"""What goes over the wire: the clients of two checkouts call every operation at the servers of both.

Each client and each server is a process of its own, with the packages of its checkout. A call of the last release that
works with its own server and fails with the next one is breaking: users of the last release will see this failure when
the vendor changes. A call of the next release that fails with the last server only shows that it uses something new.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from generator.type_guards import is_object

from ..trees import Tree
from ..version import Level, Reason
from .processes import RunError, run, serving

SMOKE = "tests/contract/smoke.py"
TIMEOUT = 600.0
"""Seconds for all calls of one client at one server."""
OK = "ok"

Outcomes = dict[str, str]
"""By operation, `ok` or what the client saw instead."""


def is_measurable(tree: Tree) -> bool:
    """Return whether a checkout can call all of its operations."""
    return (tree.root / SMOKE).is_file()


def outcomes(client: Tree, server: Tree) -> Outcomes:
    """Call every operation of one checkout at the server of another.

    Raises:
        RunError: The client or the server does not run.
    """
    with tempfile.TemporaryDirectory(prefix="kinocraft-") as folder, serving(server, Path(folder)) as url:
        done = run(["-m", "tests.contract.smoke", url], client, client.root, TIMEOUT)
    try:
        found = json.loads(done.stdout)
    except ValueError:
        raise RunError(f"the calls cannot be made: {done.stderr[-500:]}") from None
    if done.returncode or not is_object(found) or not found:
        raise RunError(f"the calls cannot be made: {done.stderr[-500:]}")
    return {name: str(each) for name, each in found.items()}


def compare(before: Tree, after: Tree) -> list[Reason]:
    """Return what fails between the checkouts and works within the last release.

    Raises:
        RunError: A client or a server does not run.
    """
    return judge(outcomes(before, before), outcomes(before, after), outcomes(after, before))


def judge(baseline: Outcomes, old_client: Outcomes, new_client: Outcomes) -> list[Reason]:
    """Return the reasons that outcomes give.

    Args:
        baseline: The last client at the last server.
        old_client: The last client at the next server.
        new_client: The next client at the last server.
    """
    reasons: list[Reason] = []
    # Without its objects, a vendor's operations are not called at all.
    unseeded = any(now != OK for name, now in old_client.items() if name.startswith("seeding "))
    for name, was in baseline.items():
        now = old_client.get(name, OK if unseeded else "is not called")
        if was == OK and now != OK:
            reasons.append(_reason(Level.MAJOR, name, f"the last release fails with the next server: {now}"))
    for name, now in new_client.items():
        if now == OK:
            continue
        if name not in baseline:
            reasons.append(_reason(Level.MINOR, name, "is new: the last server does not have it"))
        elif baseline[name] == OK:
            # A request that is rejected now was not rejected before; what a response lacks is what is new in it.
            level = Level.MINOR if now.startswith("drift") else Level.MAJOR
            reasons.append(_reason(level, name, f"the next release fails with the last server: {now}"))
    return reasons


def _reason(level: Level, where: str, what: str) -> Reason:
    return Reason(level, "wire", where, what)
