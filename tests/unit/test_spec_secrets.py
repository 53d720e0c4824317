"""Every value that grants access is marked with `x-secret`. What is hidden follows the mark alone."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from generator.transform import operations, resolve
from generator.type_guards import is_list, is_object

from tests.bundles import BUNDLES
from tests.secret_fields import properties_in

SECRETS = {
    *("access_token", "confirmation_token", "refresh_token", "reset_password_token", "token"),
    *("password", "password_digest", "jwt_secret"),
    *("key", "streamkey", "stream_name"),
    *("secure_link", "endpoint"),
    "upload_id",
}
"""Fields and parameters whose values grant access: logins, tokens, stream keys, and addresses that need no login."""
PLAIN = {
    ("kinescope-v1", schema, "endpoint"): "the user's own address, which a webhook is sent to"
    for schema in ("Webhook", "NewWebhook", "WebhookChange")
}
"""Values of the same names that grant nothing, by service and by schema or operation."""
ENDS = ("password", "secret", "token", "_digest", "streamkey")
"""How the names of other secrets would end."""


def named(documents: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str, str, bool]]:
    """Yield each property and parameter: its service, its schema or operation, its name, and whether it is marked."""
    for service, document in documents.items():
        for name, schema in document["components"]["schemas"].items():
            for field, node in properties_in(schema):
                yield service, name, field, bool(is_object(node) and resolve(document, node).get("x-secret"))
        for _, _, operation, parameters in operations(document):
            for each in parameters:
                secret = bool(resolve(document, each["schema"]).get("x-secret"))
                yield service, operation["operationId"], each["name"], secret


def problems(documents: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield secrets without a mark, and marks of what is not known as a secret."""
    for service, holder, name, secret in named(documents):
        known = name in SECRETS or name.lower().endswith(ENDS)
        expected = known and (service, holder, name) not in PLAIN
        if secret != expected:
            yield f"{service} {holder}.{name} {'has the mark' if secret else 'lacks the mark'}"


def test_every_secret_is_marked() -> None:
    assert list(problems(BUNDLES)) == []


def test_the_listed_names_are_in_use() -> None:
    found = list(named(BUNDLES))
    assert {name for _, _, name, secret in found if secret} == SECRETS
    assert PLAIN.keys() <= {(service, holder, name) for service, holder, name, _ in found}


@pytest.mark.parametrize("service", BUNDLES)
def test_every_mark_that_is_removed_is_missed(service: str) -> None:
    """Remove the mark of each schema that has one."""
    document = copy.deepcopy(BUNDLES[service])
    for node in list(_marked(document)):
        del node["x-secret"]
        assert list(problems({service: document}))
        node["x-secret"] = True


def _marked(node: Any) -> Iterator[dict[str, Any]]:
    if is_list(node):
        for each in node:
            yield from _marked(each)
    elif is_object(node):
        if node.get("x-secret") is True:
            yield node
        for each in node.values():
            yield from _marked(each)
