"""The review of a proposal: cards of at most 15 lines, a first screen, and an HTML page that loads nothing."""

from __future__ import annotations

import base64
import datetime
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from release.changes import QUOTE_LENGTH, ContractChange
from release.review import cards as review
from release.review.decisions import Decision, Decisions
from release.review.sdk_names import SdkNames
from release.review.tree_facts import TreeFacts
from release.trees import Tree
from release.version import Level, Reason

from tests.unit.release_assess.changed_description import description
from tests.unit.release_assess.changes import change

ROOT = Path(__file__).resolve().parents[3]
NASTY = "<script>alert(1)</script> \"' & `code` --> \u202e\x00 ]]> javascript:x\n# heading"


@pytest.fixture(scope="module")
def names() -> SdkNames:
    return SdkNames([description()])


@pytest.fixture(scope="module")
def facts() -> TreeFacts:
    return TreeFacts(Tree(ROOT))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> TreeFacts:
    """What a checkout without anything says."""
    return TreeFacts(Tree(tmp_path_factory.mktemp("empty")))


def made(cards: list[review.Card], **given: Any) -> review.Review:
    fields: dict[str, Any] = {
        "version": "0.5.0",
        "last": "0.4.1",
        "date": datetime.date(2026, 11, 28),
        "notes": "",
        "reasons": [Reason(Level.MAJOR, "descriptions", "videos.get", "the operation is removed")],
        "cards": cards,
        "stale": [],
        "problems": [],
    }
    return review.Review(**{**fields, **given})


class Page(HTMLParser):
    """The elements, attributes and texts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def all_of(**given: Any) -> ContractChange:
    """A change with every field filled and long."""
    long = dict.fromkeys(("name", "part", "was", "now", "before", "after", "todo", "reason", "title"), NASTY * 40)
    return change(**{**long, "breaking": True, "kind": "type-changed", "occurrence": 2, **given})


def test_a_card_has_at_most_fifteen_lines(names: SdkNames, facts: TreeFacts, empty: TreeFacts) -> None:
    decisions = Decisions()
    decisions.decide(all_of(), "later", NASTY)
    for before, after in ((facts, facts), (empty, facts), (facts, empty)):
        for each in (change(), all_of(), change(operation=None), change(todo="x"), change(before="a", breaking=True)):
            (card,) = review.cards([each], names, before, after, decisions)
            lines = review.card_lines(card)
            assert len(lines) <= review.CARD_LINES
            assert not any("\n" in line for line in lines)


def test_quotes_have_at_most_two_hundred_characters(names: SdkNames, facts: TreeFacts) -> None:
    (card,) = review.cards([change(before="ab " * 200, after="x" * 200)], names, facts, facts, Decisions())
    quotes = {row.label: row.text for row in card.rows}
    assert len(quotes["Quote before"]) == QUOTE_LENGTH
    assert quotes["Quote before"].endswith("…")
    assert quotes["Quote after"] == "x" * 200


def test_a_card_says_all_that_a_reviewer_needs(names: SdkNames, facts: TreeFacts, empty: TreeFacts) -> None:
    (card,) = review.cards([change()], names, empty, facts, Decisions())
    rows = {row.label: row.text for row in card.rows}
    assert card.name == "kinescope.file_requests.create(notes=…)"
    assert rows["Page"] == "kinescope / v1/file-requests / Create file request, line 812"
    assert rows["What"] == "notes in table, now string"
    assert rows["Spec"] == "specs/kinescope-v1/file_requests/schemas.yaml /NewFileRequest/properties/notes"
    assert rows["Signature before"] == "none"
    assert rows["Signature after"].startswith("create(*, title: str, uploading_location_id: Id")
    assert rows["Signature after"].endswith("-> CreatedFileRequest, POST https://api.kinescope.io/v1/file-requests")
    assert rows["Server before"] == "none"
    assert rows["Server after"].startswith("a handler of its own; ")
    assert "tests/" in rows["Tests"]
    assert rows["Evidence"] == "documented: the table has a row for it"


def test_a_signature_shows_the_parameters_that_differ(names: SdkNames, facts: TreeFacts, tmp_path: Path) -> None:
    rows = (
        (ROOT / "api.md").read_text("utf-8").replace("`description?: str`, `expired_at", "`notes?: str`, `expired_at")
    )
    tmp_path.joinpath("api.md").write_text(rows, "utf-8")
    (card,) = review.cards([change()], names, facts, TreeFacts(Tree(tmp_path)), Decisions())
    rows_by_label = {row.label: row.text for row in card.rows}
    end = "CreatedFileRequest, POST https://api.kinescope.io/v1/file-requests"
    assert rows_by_label["Signature before"] == f"create(…, description?: str, …) -> {end}"
    assert rows_by_label["Signature after"] == f"create(…, notes?: str, …) -> {end}"


def test_a_server_without_a_handler_is_said_to_follow_a_rule(facts: TreeFacts) -> None:
    assert facts.handler("file_requests.create") == "a handler of its own"
    assert facts.handler("file_requests.list") == "the plain handler of its section"
    assert facts.handler("tags.search") == "a rule, without a handler (inferred)"
    assert facts.server("tags.search", "kinescope.tags.search") is None


def test_the_first_screen_counts_and_lists_what_matters(names: SdkNames, facts: TreeFacts) -> None:
    decisions = Decisions()
    every = [change(), change(name="a", breaking=True, kind="field-removed"), change(name="b", todo="Write a handler.")]
    decisions.decide(every[0], "accept")
    stale = Decision("f" * 16, "reject", "Wrong.", "field-added x")
    cards = review.cards(every, names, facts, facts, decisions)
    text = review.markdown(made(cards, stale=[stale], problems=["A problem."], notes="Chosen by hand."))
    first = text.partition("## Changes")[0]
    assert "| all | 3 |\n| field added | 2 |\n| field removed | 1 |\n| accept | 1 |\n| open | 2 |" in first
    assert "1. `kinescope.file_requests.create(a=…)`: field removed" in first
    assert "2. `kinescope.file_requests.create(b=…)`: `Write a handler.`" in first
    assert "- major (descriptions): `videos.get`: `the operation is removed`" in first
    assert "- reject `ffffffffffffffff`: `field-added x`" in first
    assert "`A problem.`" in first
    assert "Chosen by hand." in first
    assert [card.change.name for card in cards] == ["a", "b", "notes"]


def test_the_page_loads_nothing_and_runs_nothing(names: SdkNames, facts: TreeFacts) -> None:
    decisions = Decisions()
    decisions.decide(all_of(), "reject", NASTY)
    cards = review.cards([all_of(), change()], names, facts, facts, decisions)
    bad = Reason(Level.MAJOR, "surface", NASTY, NASTY)
    stale = Decision("f" * 16, "reject", NASTY, NASTY)
    text = review.html(made(cards, reasons=[bad], stale=[stale], problems=[NASTY], notes=NASTY))
    page = Page(text)
    assert {"script", "img", "link", "iframe", "object", "form", "base", "svg"} & set(page.tags) == set()
    loading = [value for name, value in page.attributes if name in ("src", "href", "action", "srcset", "style")]
    assert all(value is not None and re.fullmatch(r"#change-\d+", value) for value in loading)
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert not re.search("[\x00\u202e]", text)
    assert "http-equiv" in dict(page.attributes)
    policy = next(value for name, value in page.attributes if name == "content" and value and "default-src" in value)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_the_page_shows_every_row_of_every_card(names: SdkNames, facts: TreeFacts) -> None:
    cards = review.cards([change(), change(name="b", breaking=True)], names, facts, facts, Decisions())
    texts = "".join(Page(review.html(made(cards))).texts)
    assert [row.text for card in cards for row in card.rows if row.text not in texts] == []
    assert [card.change.hash for card in cards if card.change.hash not in texts] == []
