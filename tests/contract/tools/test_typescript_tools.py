"""TypeScript tools read the published bundles and generate clients that compile."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.bundles import BUNDLES
from tests.described_operations import ROOT
from tests.samples import sampled

if TYPE_CHECKING:
    from pathlib import Path

MODULES = ROOT / "node_modules"
GENERATORS = ROOT / "tests" / "contract" / "typescript" / "node_modules"
COMPILER = ("--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "esnext")
LIBRARIES = ("--moduleResolution", "bundler", "--lib", "es2022,dom,dom.iterable")


def run(node: str, folder: Path, script: Path, *arguments: object) -> None:
    """Run a tool from node_modules; it must succeed."""
    done = subprocess.run(
        [node, str(script), *map(str, arguments)], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def published(service: str) -> Path:
    return ROOT / "generated" / "kinocraft_api" / service.replace("-", "_") / "openapi.json"


@pytest.mark.parametrize("service", sampled(BUNDLES, 4))
def test_typescript_types_compile(service: str, node: str, tmp_path: Path) -> None:
    run(node, tmp_path, MODULES / "openapi-typescript/bin/cli.js", published(service), "-o", "types.d.ts")
    run(node, tmp_path, MODULES / "typescript/bin/tsc", *COMPILER, *LIBRARIES, "types.d.ts")


@pytest.mark.slow
@pytest.mark.parametrize("service", BUNDLES)
def test_typescript_clients_compile(service: str, node: str, tmp_path: Path) -> None:
    assert GENERATORS.is_dir(), f"npm ci was not run in {GENERATORS.parent}: `python3 scripts/dev.py test-slow` does it"
    bundle = published(service)
    (tmp_path / "ruleset.yaml").write_text('extends: ["spectral:oas"]\n')
    spectral = GENERATORS / "@stoplight/spectral-cli/dist/index.js"
    run(node, tmp_path, spectral, "lint", bundle, "-r", "ruleset.yaml", "-F", "error")
    run(node, tmp_path, GENERATORS / "@hey-api/openapi-ts/bin/run.js", "-i", bundle, "-o", "hey")
    orval = GENERATORS / "orval/dist/bin/orval.js"
    run(node, tmp_path, orval, "--input", bundle, "--output", "orval/index.ts", "--client", "fetch")
    made = ("hey/index.ts", "orval/index.ts")
    run(node, tmp_path, MODULES / "typescript/bin/tsc", *COMPILER, *LIBRARIES, *made)
