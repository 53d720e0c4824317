"""For every file, part size and fault, the bytes arrive, or a typed error is raised and nothing is left.

Server and broken connections are real; only time is simulated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from kinocraft.errors import KinocraftError
from tests.faults.harness import Harness, content, stored, uploads
from tests.samples import sampled

PATH = "/folder/file.bin"
STEPS = ["files.uploads.start", "files.uploads.put_part", "files.uploads.status", "files.uploads.complete"]
OPERATIONS = [*STEPS, "files.create", "files.get", "auth.login", "auth.refresh", "cdn.download"]
both_clients = pytest.mark.parametrize("kind", sampled(["sync", "async"], 2))


@dataclass(frozen=True)
class Attempt:
    """An upload and its faults: operation, kind and parameters of each."""

    size: int
    seed: int
    options: dict[str, Any]
    faults: list[tuple[str, str, dict[str, Any]]]


@st.composite
def faults(draw: st.DrawFn, operations: list[str]) -> tuple[str, str, dict[str, Any]]:
    kinds: dict[str, st.SearchStrategy[dict[str, Any]]] = {
        "drop_request": st.fixed_dictionaries({"bytes": st.integers(0, 700)}),
        "drop_response": st.fixed_dictionaries({"bytes": st.integers(0, 400)}),
        "lost_response": st.just({}),
        "expire_tokens": st.just({}),
        "status": st.fixed_dictionaries({"status": st.sampled_from([429, 500, 502, 503, 504, 520])}),
        "truncate": st.fixed_dictionaries({"bytes": st.integers(0, 50)}),
    }
    operation, kind = draw(st.sampled_from(operations)), draw(st.sampled_from(sorted(kinds)))
    where = {"after": draw(st.integers(0, 3)), "times": draw(st.integers(1, 2))}
    return operation, kind, {**draw(kinds[kind]), **where}


@st.composite
def attempts(draw: st.DrawFn, operations: list[str] = OPERATIONS, most: int = 3) -> Attempt:
    size = draw(st.sampled_from([0, 1, 99, 100, 101, 300, 301]) | st.integers(0, 2_000))
    options = {
        "part_size": draw(st.sampled_from([100, 300, 1_000]) | st.integers(max(1, size // 12), 1_500)),
        "parallel": draw(st.integers(1, 5)),
        "first_part": draw(st.sampled_from([0, 1])),
    }
    if draw(st.booleans()):
        options["threshold"] = draw(st.integers(-1, 2_000))
    return Attempt(size, draw(st.integers(0, 3)), options, draw(st.lists(faults(operations), max_size=most)))


def carry_out(server: Any, kind: str, attempt: Attempt) -> tuple[Any, KinocraftError | None]:
    """Return the result of the upload, or the error of the client that it raised."""
    server.control.reset()
    harness = Harness(kind, server)
    try:
        client = harness.client()
        for operation, fault, parameters in attempt.faults:
            server.control.fault(operation, fault, **parameters)
        try:
            return client.files.upload(content(attempt.size, attempt.seed), PATH, **attempt.options), None
        except KinocraftError as error:
            return None, error
    finally:
        harness.close()


@both_clients
@settings(max_examples=60)
@given(attempt=attempts())
def test_an_upload_succeeds_or_raises_and_leaves_nothing(running_server: Any, kind: str, attempt: Attempt) -> None:
    made, error = carry_out(running_server, kind, attempt)
    fired = {fault["operation"] for fault in running_server.control.faults() if fault["fired"]}
    running_server.control.clear_faults()
    there = stored(running_server, PATH)
    event(f"{'error' if error else 'arrived'}, {'with' if fired else 'without'} faults")
    if error is None:
        assert made.size == attempt.size
        assert there == content(attempt.size, attempt.seed)
    elif there is not None:
        # A stored file is always complete. An error is still possible if the response to the upload and all lookups
        # afterwards were lost.
        assert there == content(attempt.size, attempt.seed)
        assert fired & {"files.create", "files.uploads.complete"}
        assert fired & {"files.get", "files.uploads.status", "cdn.download", "auth.login", "auth.refresh"}
    # A session whose start had no response cannot be cancelled, because its id is unknown.
    assert uploads(running_server) == [] or "files.uploads.start" in fired


@both_clients
@settings(max_examples=30)
@given(attempt=attempts(["files.uploads.put_part", "files.uploads.complete"], most=2))
def test_an_upload_survives_two_faults(running_server: Any, kind: str, attempt: Attempt) -> None:
    # A rejected token is renewed once per call; a second rejection in a row ends the call.
    assume(sum(parameters["times"] for _, fault, parameters in attempt.faults if fault == "expire_tokens") < 2)
    made, error = carry_out(running_server, kind, attempt)
    assert error is None
    assert made.size == attempt.size
    assert stored(running_server, PATH) == content(attempt.size, attempt.seed)
    assert uploads(running_server) == []
