"""Call every operation of both vendors on the local server, with the sync and the async client.

A valid call sends a request that the oracle recognizes as that operation, and returns the annotated type, without
drift. A rejected call raises the error of its status, with the vendor's code.
"""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterator, Mapping
from operator import attrgetter
from typing import Any, get_args, get_origin

import pytest
from pydantic import TypeAdapter

from kinocraft import AsyncPage, Kinescope, Page, Platformcraft
from kinocraft.errors import APIStatusError, status_error
from tests.bundles import BUNDLES
from tests.contract import calls_kinescope, calls_platformcraft
from tests.contract.derived_calls import derived_arguments, is_created, path_arguments
from tests.contract.local import AUTH, CALLS, Clients, SeededServer, arguments_of, vendor
from tests.contract.requests.invalid_requests import ACCOUNTS
from tests.contract.requests.oracle import Oracle, Sent
from tests.described_operations import METHODS, SERVICES

ORACLES = {service: Oracle(document) for service, document in BUNDLES.items()}
SIGNATURES = {"kinescope": Kinescope(token="t"), "platformcraft": Platformcraft(login="me", password="secret")}
each_operation = pytest.mark.parametrize("name", SERVICES)
both_clients = pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])


def test_the_tables_have_calls_of_operations_only() -> None:
    assert {*CALLS, *calls_kinescope.REJECTED, *calls_platformcraft.REJECTED} <= SERVICES.keys()


def test_no_call_is_written_that_would_be_derived() -> None:
    for name in CALLS:
        ids = calls_kinescope.IDS if vendor(SERVICES[name]) == "kinescope" else {}
        assert arguments_of(BUNDLES[SERVICES[name]], name) != derived_arguments(name, ids), name


@both_clients
@each_operation
def test_a_call_sends_a_valid_request_and_returns_the_promised_type(
    name: str, asynchronous: bool, target: SeededServer, clients: Clients
) -> None:
    service = SERVICES[name]
    given = target.fitting(name, arguments_of(BUNDLES[service], name))
    result = clients.call(service, name, given, asynchronous=asynchronous)
    *logins, meant = judged(service, clients.sent)
    assert meant == name
    assert set(logins) <= {"auth.login"}
    assert is_as_promised(name, result), f"{result!r} is no {promised(name)}"


@both_clients
@each_operation
def test_a_rejected_call_raises_the_error_of_its_status(
    name: str, asynchronous: bool, target: SeededServer, clients: Clients
) -> None:
    service = SERVICES[name]
    change, status, code, options = rejected_call(service, name, target.seeded.ids)
    given = {**target.fitting(name, arguments_of(BUNDLES[service], name)), **target.seeded.actual(change)}
    with pytest.raises(APIStatusError) as caught:
        clients.call(service, name, given, asynchronous=asynchronous, **options)
    error = caught.value
    assert (type(error), error.status, error.code) == (status_error(status), status, code), error
    assert error.call.operation == ("auth.login" if "password" in options else name)


def judged(service: str, sent: list[tuple[str, Sent]]) -> Iterator[str]:
    """Return the operations that the oracle recognizes in the requests."""
    for host, request in sent:
        yield (ORACLES["platformcraft-auth"] if host == AUTH else ORACLES[service]).judge(request).operation


def rejected_call(
    service: str, name: str, seeded: Collection[str]
) -> tuple[dict[str, Any], int, int | None, dict[str, Any]]:
    """Return the changed arguments of a rejected call, its status and code, and the client's options.

    The server recognizes an unknown id if such objects are `seeded`, or if an operation creates them. Otherwise the
    call is made without valid credentials.
    """
    if name in calls_platformcraft.REJECTED:
        change, status = calls_platformcraft.REJECTED[name]
        return change, status, status, {}
    if name in calls_kinescope.REJECTED:
        change, status, code = calls_kinescope.REJECTED[name]
        return change, status, code or None, {}
    of_path = path_arguments(name)
    known = [each for each, wire in of_path.items() if wire in seeded or is_created(name, wire)]
    if vendor(service) == "platformcraft":
        named = [each for each in known if of_path[each] not in ACCOUNTS]
        if named:
            return {named[-1]: calls_platformcraft.UNKNOWN}, 404, 404, {}
        accounts = [each for each, wire in of_path.items() if wire in ACCOUNTS]
        if accounts:
            return dict.fromkeys(accounts, calls_platformcraft.SOMEBODY), 403, 403, {}
        return {}, 403, 403, {"password": "wrong"}
    given = arguments_of(BUNDLES[service], name)
    ids = [
        each
        for each in given
        if each in known or (each not in of_path and given[each] == calls_kinescope.IDS.get(each, ""))
    ]
    if ids:
        return {ids[-1]: calls_kinescope.UNKNOWN}, 404, 400404, {}
    return {}, 401, 100102, {"token": "nobody"}


def promised(name: str) -> Any:
    """Return the annotated return type of a method."""
    method = attrgetter(METHODS[name])(SIGNATURES[vendor(SERVICES[name])]).__func__
    return eval(
        method.__annotations__["return"], {**vars(inspect.getmodule(method)), "Page": Page}
    )  # the annotation is our own code


def is_as_promised(name: str, result: Any) -> bool:
    """Return whether the result has the annotated type; for pages, whether their items have it."""
    annotation = promised(name)
    if get_origin(annotation) is Page:
        items = result.items
        return isinstance(result, Page | AsyncPage) and fits(list[get_args(annotation)[0]], items)  # type: ignore[misc]
    return fits(annotation, result)


def fits(annotation: Any, value: Any) -> bool:
    if get_origin(annotation) is Mapping:
        return isinstance(value, Mapping)
    try:
        TypeAdapter(annotation).validate_python(value, strict=True)
    except ValueError:
        return False
    return True
