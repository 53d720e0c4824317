"""A field that a description begins to mark with `x-secret` is hidden everywhere, without any other change."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from generator.models import for_models
from generator.secret_names import secret_names
from generator.transform import operations

from kinocraft_mock import cli
from kinocraft_mock.journal import masking
from kinocraft_mock.journal.secret_names import SecretNames
from tests.bundles import BUNDLES

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "s3cr3t-x9"
FIELD, PARAMETER, PATH_PARAMETER = "tag", "q", "tag_id"


def marked() -> dict[str, dict[str, Any]]:
    """The descriptions, in which a field, a query parameter and a path parameter of Kinescope are secrets."""
    bundles = copy.deepcopy(BUNDLES)
    document = bundles["kinescope-v1"]
    document["components"]["schemas"]["NewTag"]["properties"][FIELD]["x-secret"] = True
    document["components"]["schemas"]["Tag"]["properties"][FIELD]["x-secret"] = True
    for _, _, _, parameters in operations(document):
        for parameter in parameters:
            if parameter["name"] in (PARAMETER, PATH_PARAMETER):
                parameter["schema"] = {"type": "string", "x-secret": True}
    return bundles


@pytest.fixture
def new_secrets(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server, with the changed descriptions."""

    def forget() -> None:
        masking._patterns.cache_clear()

    forget()
    assert not masking.is_secret(FIELD)
    names = SecretNames(**{kind: tuple(names) for kind, names in secret_names(marked().values()).items()})
    monkeypatch.setattr(masking, "secret_names", lambda: names)
    forget()
    yield
    monkeypatch.undo()
    forget()


@pytest.mark.usefixtures("new_secrets")
def test_a_new_secret_field_is_hidden_in_journal_har_and_console(
    server: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"{server.url}/kinescope/api/v1"
    with httpx2.Client(trust_env=False, headers={"Authorization": "Bearer mock-token"}) as client:
        made = client.post(f"{url}/tags", json={FIELD: SECRET})
        assert made.status_code == 200
        assert client.get(f"{url}/videos", params={PARAMETER: SECRET}).status_code == 200
        client.post(f"{url}/tags", json={FIELD: [SECRET]})
        client.get(f"{url}/tags")
        client.put(f"{url}/tags/{made.json()['data']['id']}", json={FIELD: f"{SECRET}2"})
        client.put(f"{url}/tags/{SECRET}", json={FIELD: "x"})
    server.control.save_har(tmp_path / "journal.har")
    shown = (tmp_path / "journal.har").read_text() + json.dumps(server.control.journal(bodies=True))
    for exchange in server.app.context.journal.read():
        cli._show(exchange, verbose=True)
    console = capsys.readouterr().err
    assert "/v1/tags" in console
    assert [shown[max(0, at - 80) : at + 40] for at in range(len(shown)) if shown.startswith(SECRET, at)] == []
    assert SECRET not in console
    assert masking.HIDDEN in shown


def test_a_new_secret_field_is_left_out_of_the_repr_of_its_models() -> None:
    def fields(bundles: dict[str, dict[str, Any]]) -> dict[str, Any]:
        vendor = {name: document for name, document in bundles.items() if name.startswith("kinescope")}
        tag: dict[str, Any] = for_models(vendor)["components"]["schemas"]["Tag"]["properties"]
        return tag

    assert "repr" not in fields(BUNDLES)[FIELD]
    assert fields(marked())[FIELD]["repr"] is False


def test_secrets_are_recognized_by_reference_and_in_compositions() -> None:
    secret = {"type": "string", "x-secret": True}
    fields = {
        "named": {"$ref": "#/components/schemas/Chain"},
        "beside": {"$ref": "#/components/schemas/Plain", "x-secret": True},
        **{
            word: {word: [{"type": "null"}, {"$ref": "#/components/schemas/Secret"}]}
            for word in ("anyOf", "oneOf", "allOf")
        },
        "plain": {"$ref": "#/components/schemas/Plain"},
    }
    schemas = {
        "Secret": secret,
        "Chain": {"$ref": "#/components/schemas/Secret"},
        "Plain": {"type": "string"},
        "Outer": {"type": "object", "properties": {"inner": {"type": "object", "properties": fields}}},
    }
    document = {"components": {"schemas": schemas}, "paths": {}}
    assert secret_names([document]) == {"fields": sorted(fields.keys() - {"plain"}), "paths": []}
