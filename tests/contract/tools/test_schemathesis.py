"""schemathesis against the server: every phase, every check, the same cases on every run.

Full runs are slow tests. A short run on two services and a defect for two phases show at every run that they can work.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

import httpx2
import pytest
from generator.transform import operations

from kinocraft_mock import create_app
from tests.bundles import BUNDLES
from tests.contract import seeded_kinescope, seeded_platformcraft
from tests.contract.calls_platformcraft import PART_SHA256
from tests.contract.seeded import THEN, Seeded, with_real_examples
from tests.contract.tools.derive import for_schemathesis
from tests.contract.tools.mutants import MUTANTS, Mutant, serving, sparing
from tests.contract.tools.schemathesis_hooks import ACCEPTED, Accepted

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
OPERATIONS = {
    service: [operation["operationId"] for _, _, operation, _ in operations(document)]
    for service, document in BUNDLES.items()
}
TOKEN = "mock-token"
PLACEHOLDER = "example"
"""Login and password of the page, so that its examples are valid."""
PHASES = ("examples", "coverage", "fuzzing", "stateful")


class Extent(NamedTuple):
    """The length of a run on a service."""

    examples: int
    """Generated examples per operation."""
    runs: int
    """Sequences of calls that follow links."""
    enough: int
    """The minimum number of cases in a full run."""


FEW = 50
EXTENTS = {
    "kinescope-v1": Extent(12, 12, 5000),
    "kinescope-v2": Extent(25, 12, 1500),
    "platformcraft-auth": Extent(100, 100, 300),
    "platformcraft-filespot": Extent(100, 100, 1000),
    "platformcraft-recorder": Extent(40, 40, 1000),
    "platformcraft-streamer": Extent(40, 40, 1000),
}


@dataclass
class Report:
    """The report of a run, its output, and the accepted failures that occurred."""

    content: dict[str, Any]
    output: str
    met: set[int]
    responses: dict[str, Counter[int]]
    """For each operation, how often each status was returned, according to the server's journal."""

    @property
    def codes(self) -> set[str]:
        return {failure["code"] for failure in self.content["failures"]}


def seed_server(service: str, url: str) -> Seeded:
    """Seed the server with the objects of the service's examples."""
    httpx2.post(f"{url}/_mock/clock", json={"set": THEN}, trust_env=False).raise_for_status()
    if service.startswith("kinescope"):
        return seeded_kinescope.seed_workspace(url, TOKEN)
    return seeded_platformcraft.seed_account(url, PLACEHOLDER, PLACEHOLDER)


def configured(seeded: Seeded, extent: Extent) -> str:
    """Return the settings of a run."""
    values = {name: int(value) if value.isdecimal() else value for name, value in seeded.ids.items()}
    dictionaries = [f"[dictionaries.{name}]\nvalues = [{json.dumps(value)}]" for name, value in values.items()]
    # With few calls of many operations, most ids must exist.
    chances = {"path": 1.0 if extent.examples < FEW else 0.9, "query": 0.9, "header": 0.9, "body": 0.9}
    parameters = [
        f'"{place}.{name}" = {{ dictionary = "{name}", probability = {chance} }}'
        for place, chance in chances.items()
        for name in seeded.ids
    ]
    return Template((HERE / "schemathesis.toml").read_text("utf-8")).substitute(
        HOOKS=HERE / "schemathesis_hooks.py",
        DICTIONARIES="\n".join(dictionaries),
        PARAMETERS="\n".join(parameters),
        TOKEN=seeded.token,
        DIGEST=PART_SHA256,
        EXAMPLES=extent.examples,
        RUNS=extent.runs,
    )


def schemathesis(work: Path, service: str, url: str, *arguments: str) -> Report:
    """Run schemathesis on a service of the server at `url`; return its report."""
    seeded = seed_server(service, url)
    (work / "schemathesis.toml").write_text(configured(seeded, EXTENTS[service]), encoding="utf-8")
    (document,) = for_schemathesis(BUNDLES[service]).documents
    (work / "openapi.json").write_text(json.dumps(with_real_examples(document, seeded)), encoding="utf-8")
    (work / "met").touch()
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", "schemathesis.toml", "run", "openapi.json"]
    fixed = ["--url", url, "--checks", "all", "--report", "json", "--report-json-path", "report.json"]
    variables = {"KINOCRAFT_ACCEPTED": str(work / "met"), "KINOCRAFT_SEEDED": seeded.dump()}
    variables |= {"PYTHONUTF8": "1", "NO_PROXY": "*", "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    done = subprocess.run(
        [*command, *fixed, "--no-color", *arguments],
        cwd=work,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    seeded.close()
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    content = json.loads((work / "report.json").read_text("utf-8"))
    met = {int(line) for line in (work / "met").read_text("utf-8").split()}
    return Report(content, done.stdout, met, {name: responses(url, name) for name in OPERATIONS[service]})


def responses(url: str, operation: str) -> Counter[int]:
    journal = httpx2.get(f"{url}/_mock/journal", params={"operation": operation}, trust_env=False).json()
    return Counter(exchange["status"] for exchange in journal["exchanges"])


def application() -> Any:
    return create_app(login=PLACEHOLDER, password=PLACEHOLDER, limits=False)


@pytest.fixture(scope="module")
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Return the report of a full run on a service."""
    service: str = request.param
    with contextlib.closing(application()) as app, serving(app) as url:
        return schemathesis(tmp_path_factory.mktemp(service), service, url)


SHORT = ["kinescope-v1", "platformcraft-filespot"]


@pytest.mark.parametrize("service", SHORT)
def test_the_server_conforms_in_a_short_run(service: str, tmp_path: Path) -> None:
    with contextlib.closing(application()) as app, serving(app) as url:
        report = schemathesis(tmp_path, service, url, "--phases", "examples")
    # Not the exit code: schemathesis warns that so few requests have not reached each operation.
    assert report.content["failures"] == [], report.output
    assert report.content["test_cases"]["generated"] >= len(OPERATIONS[service])
    assert (report.content["stop_reason"], report.content["errors"]) == ("completed", [])


EACH = [pytest.param(service, service, id=service) for service in EXTENTS]


@pytest.mark.slow
@pytest.mark.parametrize(("service", "report"), EACH, indirect=["report"], scope="module")
class TestServer:
    def test_the_server_conforms_to_the_description(self, service: str, report: Report) -> None:
        assert report.content["exit_code"] == 0, report.output

    def test_every_check_ran(self, service: str, report: Report) -> None:
        content = report.content
        assert content["operations"]["tested"] == len(OPERATIONS[service])
        assert {name: phase["skip_reason"] for name, phase in content["phases"].items()} == dict.fromkeys(PHASES)
        assert content["test_cases"]["generated"] >= EXTENTS[service].enough
        assert (content["stop_reason"], content["errors"]) == ("completed", [])

    def test_every_operation_received_valid_and_invalid_requests(self, service: str, report: Report) -> None:
        for _, _, operation, parameters in operations(BUNDLES[service]):
            name = operation["operationId"]
            statuses = report.responses[name].keys()
            malformable = "requestBody" in operation or any(entry["in"] == "query" for entry in parameters)
            assert any(200 <= status < 300 for status in statuses), f"{name} returned {dict(report.answers[name])}"
            error_statuses = statuses & ({400} if malformable else {400, 401, 403, 404})
            assert error_statuses, f"{name} returned {dict(report.answers[name])}"

    def test_every_accepted_failure_still_occurs(self, service: str, report: Report) -> None:
        unmet = [entry for number, entry in enumerate(ACCEPTED) if number not in report.met and not entry.seldom]
        assert [each.reason for each in unmet if any(meant(each, name) for name in OPERATIONS[service])] == []


def meant(entry: Accepted, operation: str) -> bool:
    return re.fullmatch(entry.operations, operation) is not None


def test_every_accepted_failure_names_an_operation() -> None:
    everywhere = [name for names in OPERATIONS.values() for name in names]
    assert all(any(meant(entry, name) for name in everywhere) for entry in ACCEPTED)


SAMPLE = {("platformcraft-filespot", "takes any limit"), ("kinescope-v1", "answers without a required field")}
DEFECTS = [
    pytest.param(
        defect,
        id=f"{defect.service} {defect.name}",
        marks=[] if (defect.service, defect.name) in SAMPLE else pytest.mark.slow,
    )
    for defect in MUTANTS
]


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_seeded_defect_is_reported(defect: Mutant, tmp_path: Path) -> None:
    with contextlib.closing(application()) as app, serving(sparing(app, defect.mutate(app))) as url:
        report = schemathesis(tmp_path, defect.service, url, *short(defect))
    assert defect.code in report.codes, report.output


def short(defect: Mutant) -> list[str]:
    """Return a run that is long enough to find the defect."""
    names = [argument for name in defect.operations for argument in ("--include-operation-id", name)]
    return ["-n", "20", "--phases", defect.phase, *names]
