"""The pages that are changed: both vendors' real ones, if they are at hand, and two of our own making."""

from __future__ import annotations

import os
import shutil
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.bundle import bundle
from release.plan import Plan, Planner
from vendor_docs import read
from vendor_docs.saving.page import make_text
from vendor_docs.saving.source import identify

from tests.contract.release_truth import workshop
from tests.contract.release_truth.cases import ROADS, Road
from tests.contract.vendor_pages.page_mutations import Page
from tests.unit.release import shop
from tests.unit.spec_rules import document_problems, example_problems, operation_problems, summary_problems
from tests.unit.vendor_docs import html_pages
from tests.unit.vendor_docs.sample_pages import ROOT, real

RULES = (document_problems, operation_problems, summary_problems, example_problems)


def without_place(problem: object) -> str:
    """Return what a violation says, without the place where it is."""
    return str(problem).rpartition(": ")[2]


class Subject:
    """A page with the descriptions that agree with it."""

    def __init__(self, vendor: str, name: str, text: str, specs: Path) -> None:
        self.vendor = vendor
        self.name = name
        self.text = text
        self.specs = specs
        self.planner = Planner(vendor, specs)
        self.page = Page(text, read(vendor, text))

    @property
    def is_own(self) -> bool:
        """Whether the page is of our own making."""
        return self.name.startswith("our")

    @cached_property
    def bundles(self) -> dict[str, dict[str, Any]]:
        """The bundled descriptions of the vendor, unchanged."""
        return self.bundled(self.specs)

    @cached_property
    def known(self) -> dict[str, set[str]]:
        """The violations of the rules for specs/ that the descriptions have unchanged."""
        return {
            name: {without_place(one) for rule in RULES for one in rule(document)}
            for name, document in self.bundles.items()
        }

    @cached_property
    def sections(self) -> set[str]:
        """The sections that have operations or tables."""
        page = self.page.inventory
        return {one.section for one in page.operations} | {name for name in page.section_fields if name}

    @cached_property
    def pages(self) -> dict[Road, str]:
        """The text of the unchanged page by each road."""
        return {road: self.by(road, self.text) for road in ROADS}

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The files of specs/, unchanged."""
        return {path.relative_to(self.specs).as_posix(): path.read_bytes() for path in _files(self.specs)}

    def bundled(self, specs: Path) -> dict[str, dict[str, Any]]:
        """Return the bundled descriptions of the vendor in a folder."""
        return {path.parent.name: bundle(path.parent) for path in sorted(specs.glob(f"{self.vendor}-*/openapi.yaml"))}

    def by(self, road: Road, text: str) -> str:
        """Return a text of the page as it comes by a road. Raises RejectedPageError and PageError."""
        if road == "text":
            return text
        page = html_pages.kinescope(text) if self.vendor == "kinescope" else html_pages.platformcraft(text)
        return make_text(self.vendor, identify(page))[0]

    def applied(self, plan: Plan, folder: Path) -> Path:
        """Return a copy of specs/ with a plan."""
        specs = folder / "specs"
        shutil.rmtree(specs, ignore_errors=True)
        shutil.copytree(self.specs, specs)
        plan.apply(specs)
        return specs


def _files(specs: Path) -> list[Path]:
    return sorted(path for path in specs.rglob("*") if path.is_file())


def own(folder: Path) -> list[Subject]:
    """Return the pages of our own making, with their descriptions in a folder."""
    bakery, workshop_specs = shop.write_specs(folder / "bakery"), workshop.write_specs(folder / "workshop")
    return [
        Subject("kinescope", "our page, Kinescope's dialect", shop.PAGE, bakery),
        Subject("platformcraft", "our page, Platformcraft's dialect", workshop.PAGE, workshop_specs),
    ]


def vendors() -> list[Subject]:
    """Return the vendors' pages that are at hand."""
    found = [(vendor, real(vendor)) for vendor in ("kinescope", "platformcraft")]
    return [
        Subject(vendor, f"{vendor}'s page", path.read_text(encoding="utf-8"), ROOT / "specs")
        for vendor, path in found
        if path is not None
    ]


def where() -> str:
    """Return why a vendor's page is not at hand."""
    return f"KINOCRAFT_PAGES is {os.environ.get('KINOCRAFT_PAGES', 'not set')}, and ../shared/docs has no such page"
