"""schemathesis against the server: every phase, every check, the same cases on every run."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import httpx2
import pytest

from kinocraft_mock import create_app
from scripts.generator.bundle import bundle
from scripts.generator.transform import operations
from tests.contract.derive import for_schemathesis
from tests.contract.mutants import MUTANTS, Mutant, serving
from tests.contract.schemathesis_hooks import ACCEPTED
from tests.unit.page_facts import ACCOUNT, REFRESH_TOKEN, UPLOAD

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BASES = {"platformcraft-auth": "/platformcraft/auth", "platformcraft-filespot": "/platformcraft/filespot/2"}
BUNDLES = {service: bundle(ROOT / "specs" / service) for service in BASES}
OPERATIONS = {
    service: [operation["operationId"] for _, _, operation, _ in operations(document)]
    for service, document in BUNDLES.items()
}
PLACEHOLDER = "example"
"""The page's login and password, so that its examples are valid."""
PHASES = ("examples", "coverage", "fuzzing", "stateful")
ENOUGH = {"platformcraft-auth": 300, "platformcraft-filespot": 1000}
"""Cases that a full run makes at the least."""


@dataclass
class Report:
    """What schemathesis reports of a run, what it printed, and which accepted objections it met."""

    content: dict[str, Any]
    output: str
    met: set[int]
    answers: dict[str, Counter[int]]
    """For each operation how often the server gave which status, by its own journal."""

    @property
    def codes(self) -> set[str]:
        return {failure["code"] for failure in self.content["failures"]}


def login(url: str) -> dict[str, Any]:
    form = {"login": PLACEHOLDER, "password": PLACEHOLDER}
    answer = httpx2.post(f"{url}/platformcraft/auth/token", data=form, trust_env=False).raise_for_status()
    tokens: dict[str, Any] = answer.json()
    return tokens


def stock(url: str, tokens: dict[str, Any]) -> dict[str, str]:
    """Make what the examples speak of; give the server's own values for the ids that the page prints.

    Where nothing is, every request is answered alike, with 403 or 404, whatever else is right or wrong with it.
    """
    path = f"{url}{BASES['platformcraft-filespot']}/fs/container/{tokens['owner_id']}/object/test.mp4"
    headers = {"Authorization": f"Bearer {tokens['access_token']}"}
    upload = httpx2.post(f"{path}.part?uploads", headers=headers, trust_env=False).raise_for_status().json()
    httpx2.post(path, headers=headers, files={"file": b"x"}, trust_env=False)
    return {ACCOUNT: tokens["owner_id"], REFRESH_TOKEN: tokens["refresh_token"], UPLOAD: upload["id"]}


def schemathesis(work: Path, service: str, url: str, *arguments: str) -> Report:
    """Run it on a service of the server at `url`; give its report."""
    tokens = login(url)
    names = {
        "HOOKS": str(HERE / "schemathesis_hooks.py"),
        "OWNER": tokens["owner_id"],
        "USER": tokens["user_id"],
        "REFRESH": tokens["refresh_token"],
        "TOKEN": tokens["access_token"],
    }
    template = Template((HERE / "schemathesis.toml").read_text("utf-8"))
    (work / "schemathesis.toml").write_text(template.substitute(names), encoding="utf-8")
    (document,) = for_schemathesis(BUNDLES[service]).documents
    text = json.dumps(document)
    for printed, real in stock(url, tokens).items():
        text = text.replace(printed, real)
    (work / "openapi.json").write_text(text, encoding="utf-8")
    (work / "met").touch()
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", "schemathesis.toml", "run", "openapi.json"]
    fixed = ["--url", url + BASES[service], "--checks", "all", "--report", "json", "--report-json-path", "report.json"]
    done = subprocess.run(
        [*command, *fixed, "--no-color", *arguments],
        cwd=work,
        env={**os.environ, "KINOCRAFT_ACCEPTED": str(work / "met"), "PYTHONUTF8": "1", "NO_PROXY": "*"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    content = json.loads((work / "report.json").read_text("utf-8"))
    met = {int(line) for line in (work / "met").read_text("utf-8").split()}
    return Report(content, done.stdout, met, {name: answers(url, name) for name in OPERATIONS[service]})


def answers(url: str, operation: str) -> Counter[int]:
    journal = httpx2.get(f"{url}/_mock/journal", params={"operation": operation}, trust_env=False).json()
    return Counter(exchange["status"] for exchange in journal["exchanges"])


def application() -> Any:
    return create_app(login=PLACEHOLDER, password=PLACEHOLDER, limits=False)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    """Of a full run on each service."""
    with contextlib.closing(application()) as app, serving(app) as url:
        return {service: schemathesis(tmp_path_factory.mktemp(service), service, url) for service in BASES}


@pytest.mark.parametrize("service", BASES)
class TestServer:
    def test_keeps_to_the_description(self, service: str, reports: dict[str, Report]) -> None:
        assert reports[service].content["exit_code"] == 0, reports[service].output

    def test_was_put_to_every_test(self, service: str, reports: dict[str, Report]) -> None:
        report = reports[service].content
        assert report["operations"]["tested"] == len(OPERATIONS[service])
        assert {name: phase["skip_reason"] for name, phase in report["phases"].items()} == dict.fromkeys(PHASES)
        assert report["test_cases"]["generated"] >= ENOUGH[service]
        assert (report["stop_reason"], report["errors"]) == ("completed", [])

    def test_was_asked_well_and_badly_by_every_operation(self, service: str, reports: dict[str, Report]) -> None:
        for operation, statuses in reports[service].answers.items():
            assert {200, 400} <= statuses.keys(), f"{operation} answered {dict(statuses)}"


def test_every_accepted_objection_is_still_met(reports: dict[str, Report]) -> None:
    met = set().union(*(report.met for report in reports.values()))
    assert [entry.reason for number, entry in enumerate(ACCEPTED) if number not in met] == []


@pytest.mark.parametrize("defect", MUTANTS, ids=lambda defect: defect.name)
def test_a_defect_is_noticed(defect: Mutant, tmp_path: Path) -> None:
    with contextlib.closing(application()) as app:
        with serving(app) as url:
            token = login(url)["access_token"]
        with serving(defect.mutate(app, token)) as url:
            report = schemathesis(tmp_path, "platformcraft-filespot", url, *short(defect))
    assert defect.code in report.codes, report.output


def short(defect: Mutant) -> list[str]:
    """A run that is long enough for the defect."""
    names = [argument for name in defect.operations for argument in ("--include-operation-id", name)]
    return ["-n", "20", "--phases", defect.phase, *names]
