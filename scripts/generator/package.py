"""Generate the files: a package per service, and the server's copies of the descriptions."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.bundle import bundle, for_other_tools, services, without_prose
from generator.codes import codes
from generator.transform import BYTES, for_models, for_resources, operations, resolve, sections_of
from generator.tree import Section, merge, root

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
PACKAGE = "generated/kinocraft_api"
SERVER = "mockserver/kinocraft_mock/specs"
PYTHON = "py311"
LINE_LENGTH = "120"


class GenerationError(Exception):
    """A generator failed or warned. The message is its output."""


def generate(specs: Path, work: Path) -> dict[str, bytes]:
    """Return every generated file by its path in the repository. `work` is an empty temporary folder."""
    made: dict[str, bytes] = {
        f"{PACKAGE}/__init__.py": _python(
            "", '"""Typed models and resources of the vendors\' services, generated from specs/."""\n'
        ),
        f"{PACKAGE}/py.typed": b"",
    }
    documents = {folder.name: bundle(folder) for folder in services(specs)}
    for vendor in sorted({name.partition("-")[0] for name in documents}):
        own = {name: document for name, document in documents.items() if name.partition("-")[0] == vendor}
        sections = merge([sections_of(name, document) for name, document in own.items()])
        made[f"{PACKAGE}/{vendor}.py"] = _python(f"specs/{vendor}-*", root(vendor, sections))
        if text := codes(vendor, list(own.values())):
            made[f"{PACKAGE}/{vendor}_codes.py"] = _python(f"specs/{vendor}-*", text)
        for name, document in own.items():
            package = f"{PACKAGE}/{name.replace('-', '_')}"
            made[f"{package}/openapi.json"] = _json(for_other_tools(document))
            made[f"{SERVER}/{name}.json"] = _json(_for_server(document))
            for file, text in _service(document, name, sections, work / name).items():
                made[f"{package}/{file}"] = _python(f"specs/{name}", text)
    return _formatted(made, work / "formatted")


def _service(document: dict[str, Any], service: str, sections: dict[str, Section], work: Path) -> dict[str, str]:
    work.mkdir()
    (work / "resources.json").write_bytes(_json(for_resources(document, service, sections)))
    (work / "models.json").write_bytes(_json(for_models(document)))
    settings: dict[str, Any] = {
        "literal_enums": True,
        "post_hooks": [],
        "content_type_overrides": _raw_bodies(document),
    }
    (work / "config.yaml").write_text(json.dumps(settings), encoding="utf-8")
    _run(
        *(
            "openapi-python-client",
            "generate",
            "--path",
            "resources.json",
            "--output-path",
            "out",
            "--meta",
            "none",
        ),
        *("--config", "config.yaml", "--custom-template-path", str(TEMPLATES), "--fail-on-warning"),
        cwd=work,
    )
    _run(
        *(
            "datamodel-codegen",
            "--input",
            "models.json",
            "--input-file-type",
            "openapi",
            "--output",
            "models.py",
        ),
        *("--output-model-type", "pydantic_v2.BaseModel", "--base-class", "kinocraft_runtime.model.Model"),
        *("--target-python-version", "3.11", "--disable-timestamp", "--formatters", "builtin"),
        *(
            "--enum-field-as-literal",
            "all",
            "--use-annotated",
            "--use-union-operator",
            "--use-standard-collections",
        ),
        *(
            "--use-schema-description",
            "--use-field-description",
            "--collapse-root-models",
            "--disable-future-imports",
        ),
        *("--field-extra-keys", "repr"),
        cwd=work,
    )
    host = urlsplit(str(document["servers"][0]["url"]))
    files = {
        "__init__.py": (work / "out" / "__init__.py").read_text("utf-8")
        + f'\nSERVER = "{host.scheme}://{host.netloc}"\n'
        + '"""Scheme and host of the service. The paths of its operations include the rest."""\n',
        "models.py": _open(work.joinpath("models.py").read_text("utf-8")),
    }
    for path in (work / "out" / "api").glob("*/__init__.py"):
        files[f"{path.parent.name}.py"] = path.read_text("utf-8")
    return files


def _raw_bodies(document: dict[str, Any]) -> dict[str, str]:
    """Return the media types of binary request bodies, for the generator to treat as bytes."""
    bodies = (resolve(document, entry.get("requestBody", {})) for _, _, entry, _ in operations(document))
    media = {name: holder for body in bodies for name, holder in body.get("content", {}).items()}
    return {name: BYTES for name, holder in media.items() if holder["schema"].get("format") == "binary"}


def _open(models: str) -> str:
    """Give unlisted enum values a type of their own, so that decoding can report them."""
    text, opened = re.subn(r"(Literal\[[^\]]*\]) \| str\b", r"\1 | OtherValue", models)
    return text.replace("import Model\n", "import Model, OtherValue\n", 1) if opened else text


def _for_server(document: dict[str, Any]) -> dict[str, Any]:
    lean: dict[str, Any] = without_prose(document)
    lean["components"].pop("examples", None)
    return lean


def _json(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def _python(source: str, text: str) -> bytes:
    header = f"# Generated from {source or 'specs'} by scripts/generate.py. Edits here are lost.\n\n"
    return (header + text).encode()


def _formatted(made: dict[str, bytes], work: Path) -> dict[str, bytes]:
    sources = {path: content for path, content in made.items() if path.endswith(".py")}
    for path, content in sources.items():
        (work / path).parent.mkdir(parents=True, exist_ok=True)
        (work / path).write_bytes(content)
    common = ("--isolated", "--no-cache", "--target-version", PYTHON, "--line-length", LINE_LENGTH)
    own = ("--config", "lint.isort.known-first-party = ['kinocraft_api', 'kinocraft_runtime']")
    _run("ruff", "check", "--quiet", "--fix-only", "--select", "I,F401,UP,RUF022,RUF036", *own, *common, ".", cwd=work)
    _run("ruff", "format", "--quiet", *common, ".", cwd=work)
    return made | {path: (work / path).read_bytes() for path in sources}


def _run(command: str, *arguments: str, cwd: Path) -> None:
    """Run a generator of this Python environment. The caller's settings must not change its output."""
    program = Path(sys.executable).parent / command
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(cwd),
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run([program, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise GenerationError(f"{command} failed:\n{done.stdout}{done.stderr}".rstrip())
