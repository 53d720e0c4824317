"""Generate code and server for a page with several additions, and run the gates of a release on them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from release import gates, hand_work
from vendor_docs import lock

from tests.contract.release_truth.additive import additions
from tests.contract.release_truth.cases import Case, drawn
from tests.contract.release_truth.subjects import Subject
from tests.contract.release_truth.verdict import judge
from tests.contract.vendor_pages.page_mutations import applied, compatible
from tests.unit.vendor_docs.sample_pages import ROOT

_MOST = 12
_LEFT_OUT = shutil.ignore_patterns(".git", ".tox", ".venv", "node_modules", "__pycache__", ".*_cache")


@dataclass(frozen=True, slots=True)
class Served:
    """What came of the additions to one page: `operations` are the new ones, `gates` the results by name."""

    subject: Subject
    additions: int
    operations: list[str]
    gates: dict[str, str]

    @property
    def problems(self) -> list[str]:
        """What is wrong, for each gate."""
        found = [f"{name} {result}" for name, result in self.gates.items() if result != "passed"]
        return [f"{self.subject.name}: {one}" for one in [*found, *([] if self.operations else ["no operation"])]]


def serve(subject: Subject, folder: Path) -> Served:
    """Return what the gates say of a page with an addition of every sort that fits into one text.

    The gate `contract` calls each new operation at the local server, with the generated client and without it.
    """
    chosen: list[Case] = []
    for one in drawn(additions(subject.page), "served", each=1):
        apart = all(compatible(one.change, other.change) and one.sort != other.sort for other in chosen)
        if len(chosen) < _MOST and apart and judge(subject, one, "text", folder / "edited").outcome == "finished":
            chosen.append(one)
    plan = subject.planner.plan(applied(subject.text, [one.change for one in chosen]))
    tree = folder / subject.vendor
    shutil.copytree(ROOT, tree, ignore=_LEFT_OUT)
    plan.apply(tree / "specs")
    lock.write(tree / "specs" / lock.FILE, [plan.inventory])  # a rule compares the examples with it, as in a proposal
    gates.generate(tree)
    hand_work.complete(tree, plan.changes)
    operations = sorted({one.operation for one in plan.changes if one.kind == "operation-added" and one.operation})
    results = gates.run(tree, ["rules", "contract"], sorted(plan.overlays), operations, ROOT)
    left = {} if not plan.open else {"plan": "; ".join(str(one.todo) for one in plan.open)}
    return Served(subject, len(chosen), operations, {**results, **left})
