"""Other tools read the published bundles, and the clients that they generate work with the local server."""

from __future__ import annotations

import compileall
import json
import os
import re
import subprocess
import sys
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openapi_spec_validator import validate

from tests.bundles import BUNDLES
from tests.described_operations import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kinocraft_mock import RunningServer

SETTINGS = {
    "post_hooks": [],
    "content_type_overrides": {"application/offset+octet-stream": "application/octet-stream"},
}
IMAGES = "Unsupported content_type image/*"
"""What openapi-python-client cannot decode: it returns such a response without its content."""


def published(service: str) -> Path:
    return ROOT / "generated" / "kinocraft_api" / service.replace("-", "_") / "openapi.json"


CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
"""Control characters, except line ends."""


def strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)


def operations(document: dict[str, Any], kind: str = "paths") -> Iterator[dict[str, Any]]:
    for item in document.get(kind, {}).values():
        yield from (entry for entry in item.values() if isinstance(entry, dict) and "operationId" in entry)


@pytest.fixture(scope="module")
def generate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Generate a client of a service with openapi-python-client, once; return its importable name."""
    folder = tmp_path_factory.mktemp("other")
    made: dict[str, str] = {}

    def make(service: str) -> str:
        if service not in made:
            name = f"other_{service.replace('-', '_')}"
            command = ["generate", "--path", published(service), "--output-path", folder / name, "--meta", "none"]
            tools = Path(sys.executable).parent
            (folder / "config.yaml").write_text(json.dumps(SETTINGS))
            done = subprocess.run(
                [tools / "openapi-python-client", *command, "--config", folder / "config.yaml"],
                env={**os.environ, "PYTHONUTF8": "1"},
                capture_output=True,
                text=True,
                check=True,
            )
            warnings = [each for each in (done.stdout + done.stderr).split("WARNING parsing")[1:] if IMAGES not in each]
            assert warnings == []
            made[service] = name
        return made[service]

    sys.path.insert(0, str(folder))
    yield make
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.partition(".")[0] in made.values()]:
        del sys.modules[name]


@pytest.mark.parametrize("service", BUNDLES)
def test_published_bundles_are_valid_and_have_plain_names(service: str) -> None:
    document = json.loads(published(service).read_bytes())
    validate(document)
    assert [text for text in strings(document) if CONTROL.search(text)] == []
    ids = [entry["operationId"] for kind in ("paths", "webhooks") for entry in operations(document, kind)]
    assert len(set(ids)) == len(ids) >= 1
    assert [name for name in ids if not re.fullmatch(r"[a-z][a-z0-9_]*", name)] == []
    declared = {tag["name"] for tag in document["tags"]}
    asked = {tag for entry in operations(document) for tag in entry["tags"]}
    sent = {tag for entry in operations(document, "webhooks") for tag in entry["tags"]}
    assert asked.isdisjoint(sent)
    assert declared == asked | sent
    assert not [path for path in document["paths"] if "#" in path]


@pytest.mark.parametrize("service", BUNDLES)
def test_sizes_and_times_are_64_bit_integers(service: str) -> None:
    def check(node: Any) -> None:
        if isinstance(node, dict):
            text = str(node.get("description", ""))
            if node.get("type") == "integer" and re.search(r"in bytes|Unix seconds", text):
                assert node.get("format") == "int64", text
            for value in node.values():
                check(value)
        elif isinstance(node, list):
            for value in node:
                check(value)

    check(json.loads(published(service).read_bytes())["components"]["schemas"])


@pytest.mark.parametrize("service", BUNDLES)
def test_another_generator_makes_a_client_that_compiles(service: str, generate: Callable[[str], str]) -> None:
    module = import_module(generate(service))
    assert module.__file__
    folder = Path(module.__file__).parent
    assert compileall.compile_dir(folder, quiet=1)
    made = {path.stem for path in folder.glob("api/*/*.py")}
    document = json.loads(published(service).read_bytes())
    assert {entry["operationId"] for entry in operations(document)} <= made


def test_a_client_of_another_generator_logs_in_uploads_and_lists(
    generate: Callable[[str], str], server: RunningServer
) -> None:
    auth, v1, v2 = (generate(name) for name in ("platformcraft-auth", "kinescope-v1", "kinescope-v2"))
    login = import_module(f"{auth}.api.auth.auth_login").sync
    form = import_module(f"{auth}.models").Login(login=server.login, password=server.password)
    with import_module(auth).Client(f"{server.url}/platformcraft/auth") as anonymous:
        assert login(client=anonymous, body=form).user_id == server.account
    create = import_module(f"{v1}.api.projects.projects_create").sync
    project = import_module(f"{v1}.models").NewProject.from_dict(
        {"name": "Talks", "privacy_type": "anywhere", "privacy_domains": []}
    )
    upload = import_module(f"{v2}.api.videos_uploads.videos_uploads_create").sync
    video_file = import_module(f"{v2}.types").File(payload=BytesIO(b"film"))
    with import_module(v1).AuthenticatedClient(f"{server.url}/kinescope/api", server.token) as client:
        place = create(client=client, body=project).data.id
        with import_module(v2).AuthenticatedClient(f"{server.url}/kinescope/uploader", server.token) as uploader:
            made = upload(client=uploader, body=video_file, x_parent_id=place, x_video_title="Talk").data
        listed = import_module(f"{v1}.api.videos.videos_list").sync(client=client).data
        assert [(video.id, video.title) for video in listed] == [(made.id, "Talk")]
