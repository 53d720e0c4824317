"""Generate generated/, api.md, api-types.md and the server's copies of the descriptions, or check them.

python scripts/generate.py            write
python scripts/generate.py --check    write nothing; exit 1 and name each file that differs
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from console import use_utf8
from generator.bundle import BundleError, bundle, services
from generator.codes import CodesError
from generator.inputs import InputsError
from generator.inputs_source import AliasError
from generator.models import ModelsError
from generator.names import NamingError
from generator.package import GenerationError, generate
from generator.reference import reference
from generator.transform import TransformError
from generator.tree import TreeError
from generator.types_reference import types_reference

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = "api.md"
TYPES_REFERENCE = "api-types.md"
ERRORS = (
    BundleError,
    TransformError,
    TreeError,
    CodesError,
    NamingError,
    InputsError,
    AliasError,
    ModelsError,
    GenerationError,
)
"""What can be wrong with a description."""


def main() -> int:
    """Run the command and return 0 on success, 1 if a file is not current, 2 if specs/ is invalid."""
    parser = argparse.ArgumentParser(description="Write generated/ from specs/.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file is not current")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        try:
            made = generate(ROOT / "specs", Path(work))
            made[REFERENCE] = reference(made, ROOT / "overlays" / "kinocraft").encode()
            documents = {folder.name: bundle(folder) for folder in services(ROOT / "specs")}
            made[TYPES_REFERENCE] = types_reference(made, documents).encode()
        except ERRORS as error:
            print(f"generate: {error}", file=sys.stderr)
            return 2
    stale = [path for path in sorted(made.keys() | _present()) if _read(ROOT / path) != made.get(path)]
    if arguments.check:
        for path in stale:
            print(f"generate: {path} is not current", file=sys.stderr)
        if stale:
            print("generate: run `python3 scripts/dev.py generate` and commit the result", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        target = ROOT / path
        if path in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(made[path])
        else:
            target.unlink()
    print(f"generate: {len(made)} files, {len(stale)} changed")
    return 0


def _present() -> set[str]:
    folders = (ROOT / "generated", ROOT / "mockserver" / "kinocraft_mock" / "specs")
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {
        REFERENCE,
        TYPES_REFERENCE,
        *(path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts),
    }


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


if __name__ == "__main__":
    use_utf8()
    sys.exit(main())
