"""Names of files are sent as the text that they are, also in the locale C, in which Python reads them as ASCII."""

from __future__ import annotations

import os

import pytest

from kinocraft.cli.targets import parse_target
from kinocraft.errors import InvalidArgumentError
from kinocraft.sources import own_name
from tests.faults.harness import Harness
from tests.unit.client.scripted_transport import ScriptedTransport

NAME = "доклад 1.mp4"
AS_ASCII = NAME.encode().decode("ascii", "surrogateescape")
"""How Python reads the name if the locale is C."""


@pytest.mark.parametrize("name", [AS_ASCII, f"folder/{AS_ASCII}", NAME], ids=["name", "path", "text"])
def test_a_name_that_was_read_as_ascii_is_the_text(name: str) -> None:
    assert own_name(name) == NAME


def test_a_place_that_was_read_as_ascii_is_the_text() -> None:
    assert parse_target(f"platformcraft:/{AS_ASCII}").name == f"/{NAME}"


def test_a_name_that_is_no_text_is_left() -> None:
    name = os.fsdecode(b"caf\xe9.mp4")
    assert own_name(name) == name


def test_a_name_that_is_no_text_is_rejected_before_anything_is_sent(harness: Harness) -> None:
    service = ScriptedTransport({})
    with pytest.raises(InvalidArgumentError, match="file_name"):
        harness.kinescope(service).videos.upload(b"a", parent_id="p", file_name=os.fsdecode(b"caf\xe9.mp4"))
    assert service.requests == []
