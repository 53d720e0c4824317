"""TypeScript tools read the published bundles and generate clients that compile."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.described_operations import BUNDLES, ROOT

if TYPE_CHECKING:
    from pathlib import Path

MODULES = ROOT / "node_modules"
COMPILER = ("--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "esnext")
LIBRARIES = ("--moduleResolution", "bundler", "--lib", "es2022,dom,dom.iterable")


def run(node: str, folder: Path, script: str, *arguments: object) -> None:
    """Run a tool from node_modules; it must succeed."""
    command = [node, str(MODULES / script), *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("service", BUNDLES)
def test_typescript_clients_compile(service: str, node: str, tmp_path: Path) -> None:
    bundle = ROOT / "generated" / "kinocraft_api" / service.replace("-", "_") / "openapi.json"
    (tmp_path / "ruleset.yaml").write_text('extends: ["spectral:oas"]\n')
    run(node, tmp_path, "@stoplight/spectral-cli/dist/index.js", "lint", bundle, "-r", "ruleset.yaml", "-F", "error")
    run(node, tmp_path, "openapi-typescript/bin/cli.js", bundle, "-o", "types.d.ts")
    run(node, tmp_path, "@hey-api/openapi-ts/bin/run.js", "-i", bundle, "-o", "hey")
    run(node, tmp_path, "orval/dist/bin/orval.js", "--input", bundle, "--output", "orval/index.ts", "--client", "fetch")
    made = ("types.d.ts", "hey/index.ts", "orval/index.ts")
    run(node, tmp_path, "typescript/bin/tsc", *COMPILER, *LIBRARIES, *made)
