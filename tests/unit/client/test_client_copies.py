"""Clients are neither pickled nor copied, and say what to do instead."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from kinocraft import AsyncKinescope, AsyncPlatformcraft, Kinescope, Platformcraft
from kinocraft.errors import ClientStateError, ConfigurationError, InvalidArgumentError
from tests.faults.harness import Harness
from tests.unit.client.scripted_transport import ScriptedTransport

CLIENTS: list[Callable[[], Any]] = [
    lambda: Kinescope("a-token"),
    lambda: AsyncKinescope("a-token"),
    lambda: Platformcraft("someone", "known"),
    lambda: AsyncPlatformcraft("someone", "known"),
]


@pytest.mark.parametrize("make", CLIENTS)
@pytest.mark.parametrize("act", [pickle.dumps, copy.copy, copy.deepcopy], ids=lambda each: each.__name__)
def test_a_client_is_not_copied(make: Callable[[], Any], act: Callable[[Any], Any]) -> None:
    with pytest.raises(ClientStateError, match="make one where it is used") as caught:
        act(make())
    assert "a-token" not in str(caught.value)


@pytest.mark.parametrize("name", ["Content-Length", "content-length", "TRANSFER-ENCODING"])
def test_a_header_that_frames_the_body_raises(harness: Harness, name: str) -> None:
    service = ScriptedTransport({"data": []})
    client = harness.kinescope(service)
    for act in (
        lambda: client.tags.list(headers={name: "5"}),
        lambda: client.tags.create(tag="a", headers={name: "5"}),
        lambda: client.request("GET", "/v1/a", headers={name: "5"}),
    ):
        with pytest.raises(InvalidArgumentError, match=f"the header {name} follows from the body: omit it"):
            act()
    for make in (harness.kinescope, harness.client):
        with pytest.raises(ConfigurationError, match="follows from the body"):
            make(service, headers={name: "5"})
    assert service.requests == []


@pytest.mark.parametrize("host", ["a" * 64, "a..b", ".", "a b", "a%20b", "x." * 127 + "x"])
def test_a_host_that_cannot_be_looked_up_raises(harness: Harness, host: str) -> None:
    """Python's sync and async resolvers raise different errors for such a name, and not before a call."""
    for make, name in (harness.kinescope, "api_url"), (harness.client, "auth_url"):
        with pytest.raises(ConfigurationError, match="must be a URL like"):
            make(**{name: f"http://{host}/"})


@pytest.mark.parametrize(
    "host", ["localhost", "a.example.", "[::1]:80", "xn--e1afmkfd.xn--p1ai", "пример.рф", "a_b", "1.2.3.4"]
)
def test_a_host_of_any_usual_form_is_taken(harness: Harness, host: str) -> None:
    service = ScriptedTransport({"data": []})
    harness.kinescope(service, api_url=f"http://{host}").tags.list()
    assert len(service.requests) == 1


@pytest.mark.parametrize("module", ["kinocraft", "kinocraft.cli"])
def test_the_package_is_a_command(module: str) -> None:
    made = subprocess.run(
        [sys.executable, "-m", module, "--version"], capture_output=True, text=True, timeout=60, check=False
    )
    assert (made.returncode, made.stdout.split()[0]) == (0, "kinocraft"), made.stderr
