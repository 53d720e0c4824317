"""Each reason for which a proposal is not released, alone: what `accept` checks, and what a review contradicts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from release import assess
from release.accept import _check
from release.proposal import DECISIONS, Proposal, ProposalError
from release.repository import Repository
from release.version import Level
from vendor_docs.text import bare_digest

from tests.unit.release_assess.changes import change

DECIDED = '{"decisions": []}\n'


@dataclass
class Checkout:
    """What `accept` asks a repository before it does anything."""

    changed: list[str] = field(default_factory=list[str])
    decisions: str | None = None

    def dirty(self) -> list[str]:
        return self.changed

    def read(self, _commit: str, path: str) -> str | None:
        return self.decisions if path == DECISIONS else None


def check(checkout: Checkout, **given: Any) -> None:
    proposal = Proposal("base", "2026-01-01", {}, [change()], {"rules": "passed", "measure": "passed"})
    _check(cast(Repository, checkout), cast(Any, replaced(proposal, **given)), "reviewed")


def replaced(proposal: Proposal, **given: Any) -> Proposal:
    fields = {name: getattr(proposal, name) for name in ("base", "date", "pages", "changes", "gates")}
    return Proposal(**{**fields, **given})


def test_a_proposal_without_such_a_reason_is_released() -> None:
    check(Checkout())
    check(Checkout(decisions=DECIDED), decided=bare_digest(DECIDED))
    check(Checkout(), gates={})


@pytest.mark.parametrize(
    ("checkout", "given", "said"),
    [
        (Checkout(changed=["README.md"]), {}, "commit or stash"),
        (Checkout(decisions=DECIDED), {}, "decisions were made after"),
        (Checkout(), {"decided": bare_digest(DECIDED)}, "decisions were made after"),
        (Checkout(), {"changes": [change(), change(todo="a.yaml:1: Do it.")]}, "1 changes are neither"),
        (Checkout(), {"gates": {"rules": "passed", "lint": "failed: x"}}, "gates have failed: lint"),
        (Checkout(), {"gates": {"rules": "passed", "contract": "timed out"}}, "gates have failed: contract"),
        (Checkout(), {"gates": {"measure": ""}}, "gates have failed: measure"),
        (Checkout(), {"problems": ["one", "two"]}, "contradictions: one; two"),
    ],
)
def test_a_proposal_is_not_released_for_one_reason(checkout: Checkout, given: dict[str, Any], said: str) -> None:
    with pytest.raises(ProposalError, match=said):
        check(checkout, **given)


LOST = (
    *("operation-removed", "parameter-removed", "field-removed"),
    *("type-changed", "enum-value-removed", "error-code-removed"),
)


@pytest.mark.parametrize("kind", LOST)
def test_a_breaking_change_that_no_comparison_shows_is_a_contradiction(kind: str) -> None:
    lost = change(kind=kind, breaking=True)
    for level in (Level.NONE, Level.PATCH, Level.MINOR):
        assert any("are breaking, but" in each for each in assess._problems([lost], level)), level
    assert assess._problems([lost], Level.MAJOR) == []
    assert assess._problems([change(kind=kind, breaking=True, todo="Decide.")], Level.MINOR) == []


@pytest.mark.parametrize("kind", ["field-added", "operation-added", "error-code-added", "enum-value-added"])
def test_a_finished_change_without_an_effect_is_a_contradiction(kind: str) -> None:
    assert any("nothing in the checkout" in each for each in assess._problems([change(kind=kind)], Level.NONE))
    assert assess._problems([change(kind=kind)], Level.PATCH) == []
