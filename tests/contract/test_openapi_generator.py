"""openapi-generator reads the published bundles and makes clients that compile and that work on the local server.

It needs Java and 70 MB of programs, so it has a tox environment of its own, which `dev.py test-slow` runs too.
"""

from __future__ import annotations

import compileall
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.bundles import BUNDLES
from tests.contract.tools.test_other_tools import operations, published
from tests.contract.tools.test_typescript_tools import COMPILER, LIBRARIES, MODULES, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kinocraft_mock import RunningServer

pytestmark = pytest.mark.timeout(900)  # the first test generates all clients

TOOL = Path(sys.executable).parent / "openapi-generator-cli"
WITHOUT_WEBHOOKS = {"apis": "", "models": "", "supportingFiles": ""}
"""All that it generates, except what the service itself sends: see the last test."""
ONE_WEBHOOK = {
    "openapi": "3.1.0",
    "info": {"title": "One webhook", "version": "1"},
    "webhooks": {
        "made": {
            "post": {
                "operationId": "made",
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Made"}}},
                },
                "responses": {"200": {"description": "Received."}},
            }
        }
    },
    "components": {"schemas": {"Made": {"type": "object", "properties": {"id": {"type": "string"}}}}},
}


def package(service: str) -> str:
    return f"generated_{service.replace('-', '_')}"


def settings(source: Path, target: Path, generator: str, name: str, **options: Any) -> dict[str, Any]:
    named = {"additionalProperties": {"packageName": name}} if generator == "python" else {}
    return {"inputSpec": str(source), "generatorName": generator, "outputDir": str(target), **named, **options}


def generate(folder: Path, jobs: list[dict[str, Any]]) -> None:
    """Run the generator once for all jobs: it takes seconds to start."""
    files = [folder / f"job{number}.json" for number in range(len(jobs))]
    for file, job in zip(files, jobs, strict=True):
        file.write_text(json.dumps(job))
    done = subprocess.run([TOOL, "batch", "--fail-fast", *files], capture_output=True, text=True, check=False)
    assert f"finished {len(jobs)} generators successfully" in done.stdout, done.stdout + done.stderr


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a Python and a TypeScript client of each service. The Python packages can be imported."""
    folder = tmp_path_factory.mktemp("openapi-generator")
    jobs = [
        settings(published(service), folder / kind / service, kind, package(service), globalProperties=WITHOUT_WEBHOOKS)
        for service in BUNDLES
        for kind in ("python", "typescript-fetch")
    ]
    generate(folder, jobs)
    paths = [str(folder / "python" / service) for service in BUNDLES]
    sys.path[:0] = paths
    yield folder
    sys.path[:] = [path for path in sys.path if path not in paths]
    for name in [name for name in sys.modules if name.partition(".")[0] in map(package, BUNDLES)]:
        del sys.modules[name]


@pytest.mark.parametrize("service", BUNDLES)
def test_a_python_client_compiles_and_has_every_operation(service: str, clients: Path) -> None:
    folder = clients / "python" / service / package(service)
    assert compileall.compile_dir(folder, quiet=1)
    module = import_module(package(service))
    methods = {name for api in vars(module).values() if isinstance(api, type) for name in vars(api)}
    document = json.loads(published(service).read_bytes())
    ids = {each["operationId"] for each in operations(document)}
    assert ids
    assert ids <= methods


@pytest.mark.parametrize("service", BUNDLES)
def test_a_typescript_client_compiles(service: str, clients: Path, node: str) -> None:
    folder = clients / "typescript-fetch" / service
    assert list(folder.glob("apis/*Api.ts"))
    run(node, folder, MODULES / "typescript/bin/tsc", *COMPILER, *LIBRARIES, "index.ts")


def api(server: RunningServer, service: str, base: str, name: str, token: str | None = None) -> Any:
    module = import_module(package(service))
    configuration = module.Configuration(host=f"{server.url}/platformcraft/{base}", access_token=token)
    return getattr(module, name)(module.ApiClient(configuration))


@pytest.mark.usefixtures("clients")
def test_a_generated_client_logs_in_uploads_and_lists(server: RunningServer) -> None:
    auth = api(server, "platformcraft-auth", "auth", "AuthApi")
    tokens = auth.auth_login(login=server.login, password=server.password)
    assert tokens.owner_id == server.account
    files = api(server, "platformcraft-filespot", "filespot/2", "FilesApi", tokens.access_token.get_secret_value())
    made = files.files_create(tokens.owner_id, "/talks/talk.mp4", file=("talk.mp4", b"film"))
    assert (made.path, made.size) == ("/talks/talk.mp4", 4)
    folder = files.files_get(tokens.owner_id, "/talks")
    assert [(item.name, item.size) for item in folder.contents] == [("talk.mp4", 4)]
    assert server.control.journal("files.create")[0]["status"] == 200
    assert not [exchange for exchange in server.control.journal() if exchange["violations"]]


def test_the_python_generator_gives_no_type_to_the_body_of_a_webhook(tmp_path: Path) -> None:
    """Why the clients above have none. Once this fails, the generator is mended, and WITHOUT_WEBHOOKS can go."""
    source = tmp_path / "webhook.json"
    source.write_text(json.dumps(ONE_WEBHOOK))
    generate(tmp_path, [settings(source, tmp_path / "made", "python", "one_webhook")])
    broken = (tmp_path / "made" / "one_webhook" / "api" / "default_api.py").read_text()
    assert "made: ," in broken
    with pytest.raises(SyntaxError):
        compile(broken, "default_api.py", "exec")
