"""Generate the files: a package per service, and the server's copies of the descriptions."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.bundle import METHODS, bundle, for_other_tools, services, without_prose
from generator.codes import codes
from generator.events import events
from generator.examples import response_examples
from generator.inputs import Inputs
from generator.inputs_source import Alias, bodies_module, order_alias, params_module
from generator.models import for_models
from generator.operations import operations, resolve
from generator.secret_names import secret_names
from generator.transform import for_resources, sections_of
from generator.tree import merge, root

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
    made[f"{SERVER}/secret-names.json"] = _json(secret_names(documents.values()))
    # The generators are programs of their own, which can run side by side.
    with ThreadPoolExecutor() as pool:
        for running in [*_vendors(documents, made, work, pool)]:
            for path, source, future in running:
                made.update({path.format(file): _python(source, text) for file, text in future.result().items()})
    return _formatted(made, work / "formatted")


Running = tuple[str, str, Future[dict[str, str]]]
"""The path of modules, with a place for their name; what they are made from; and a generator that makes them."""


def _vendors(
    documents: dict[str, dict[str, Any]], made: dict[str, bytes], work: Path, pool: Executor
) -> Iterator[list[Running]]:
    """Add what needs no generator, start the generators of each vendor, and yield these."""
    for vendor in sorted({name.partition("-")[0] for name in documents}):
        own = {name: document for name, document in documents.items() if name.partition("-")[0] == vendor}
        sections = merge([sections_of(name, document) for name, document in own.items()])
        made[f"{PACKAGE}/{vendor}.py"] = _python(f"specs/{vendor}-*", root(vendor, sections))
        if text := codes(vendor, list(own.values())):
            made[f"{PACKAGE}/{vendor}_codes.py"] = _python(f"specs/{vendor}-*", text)
        if text := events(vendor, list(own.values())):
            made[f"{PACKAGE}/{vendor}_events.py"] = _python(f"specs/{vendor}-*", text)
        prepared = {name: for_resources(document, name, sections) for name, document in own.items()}
        shared = pool.submit(_vendor, vendor, own, prepared, work)
        running = [(f"{PACKAGE}/{vendor}_{{}}.py", f"specs/{vendor}-*", shared)]
        for name, document in own.items():
            package = f"{PACKAGE}/{name.replace('-', '_')}"
            made[f"{package}/openapi.json"] = _json(for_other_tools(document))
            made[f"{SERVER}/{name}.json"] = _json(_for_server(document))
            made[f"{SERVER}/examples/{name}.json"] = _json(response_examples(document))
            future = pool.submit(_service, document, prepared[name], work / name)
            running.append((f"{package}/{{}}", f"specs/{name}", future))
        yield running


def _vendor(
    vendor: str, documents: dict[str, dict[str, Any]], prepared: dict[str, dict[str, Any]], work: Path
) -> dict[str, str]:
    """Return what all services of a vendor share, by the names of the modules: models, and what requests accept."""
    described = {name: Inputs(document) for name, document in documents.items()}
    return {
        "models": _models(for_models(documents), work / f"{vendor}-models"),
        "params": params_module(vendor, described, _orders(prepared)),
        "bodies": bodies_module(vendor, described),
    }


def _orders(prepared: dict[str, dict[str, Any]]) -> Iterator[Alias]:
    """Yield the types of the sort orders, under the names that the signatures use."""
    for document in prepared.values():
        for _, _, operation, _ in operations(document):
            for facts in (each["x-operation"] for each in operation["responses"].values() if "x-operation" in each):
                types = {argument["wire"]: argument["type"] for argument in facts["signature"]}
                for wire, fields in facts["sortable"].items():
                    yield from order_alias(types[wire].removeprefix("params."), facts["id"], fields)


def _models(document: dict[str, Any], work: Path) -> str:
    """Return the module of a vendor's models."""
    work.mkdir()
    (work / "models.json").write_bytes(_json(document))
    _run(
        *("datamodel-codegen", "--input", "models.json", "--input-file-type", "openapi", "--output", "models.py"),
        *("--output-model-type", "pydantic_v2.BaseModel", "--base-class", "kinocraft_runtime.model.Model"),
        *("--target-python-version", "3.11", "--disable-timestamp", "--formatters", "builtin"),
        *("--enum-field-as-literal", "all", "--use-annotated", "--use-union-operator", "--use-standard-collections"),
        *("--use-schema-description", "--use-field-description", "--collapse-root-models"),
        *("--disable-future-imports", "--field-extra-keys", "repr"),
        cwd=work,
    )
    text = _open(work.joinpath("models.py").read_text("utf-8"))
    return f"{text}\n\n__all__ = {sorted(document['components']['schemas'])!r}\n"


def _service(document: dict[str, Any], prepared: dict[str, Any], work: Path) -> dict[str, str]:
    work.mkdir()
    (work / "resources.json").write_bytes(_json(_outline(prepared)))
    settings: dict[str, Any] = {"literal_enums": True, "post_hooks": []}
    (work / "config.yaml").write_text(json.dumps(settings), encoding="utf-8")
    _run(
        *("openapi-python-client", "generate", "--path", "resources.json", "--output-path", "out", "--meta", "none"),
        *("--config", "config.yaml", "--custom-template-path", str(TEMPLATES), "--fail-on-warning"),
        cwd=work,
    )
    host = urlsplit(str(document["servers"][0]["url"]))
    files = {
        "__init__.py": (work / "out" / "__init__.py").read_text("utf-8")
        + f'\nSERVER = "{host.scheme}://{host.netloc}"\n'
        + '"""Scheme and host of the service. The paths of its operations include the rest."""\n',
    }
    for path in (work / "out" / "api").glob("*/__init__.py"):
        files[f"{path.parent.name}.py"] = path.read_text("utf-8")
    return files


def _outline(prepared: dict[str, Any]) -> dict[str, Any]:
    """Return the operations without their parameters, bodies and schemas, which the templates know as `x-operation`.

    The generator has names and types of its own for them, and would reject some that are valid here.
    """
    paths = {
        re.sub(r"[{}]", "", key): {
            method: {
                **{name: value for name, value in operation.items() if name not in ("parameters", "requestBody")},
                "responses": {
                    status: {name: value for name, value in response.items() if name in ("description", "x-operation")}
                    for status, found in operation["responses"].items()
                    if (response := resolve(prepared, found))
                },
            }
            for method, operation in item.items()
            if method in METHODS
        }
        for key, item in prepared["paths"].items()
    }
    return {"openapi": prepared["openapi"], "info": prepared["info"], "paths": paths}


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
