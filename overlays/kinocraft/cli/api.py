"""`api METHOD PATH`: any request, with the login, the retries and the errors of the client."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast
from urllib.parse import SplitResult, parse_qsl, urlsplit

import typer

from ..type_guards import is_list, is_mapping, is_object
from .commands import Run, command
from .text import as_json

if TYPE_CHECKING:
    from ..client import Client, Vendor
    from ..generic_request import RequestOptions

__all__ = ["add_commands"]

IN_QUERY = frozenset({"GET", "HEAD", "DELETE"})
"""The methods whose fields are sent in the query, unless --input is given."""
WORDS: Mapping[str, Any] = {"true": True, "false": False, "null": None}


def add_commands(app: typer.Typer) -> None:
    """Add the command."""
    command(app)(api)


def api(
    run: Run,
    method: Annotated[str, typer.Argument(metavar="METHOD", help="GET, POST, PUT, PATCH, DELETE …")],
    path: Annotated[
        str,
        typer.Argument(
            metavar="PATH",
            help="VENDOR:/path, such as kinescope:/v1/videos; VENDOR.SERVICE:/path for another of its hosts, such as"
            " platformcraft.recorder:/{owner_id}; or a whole URL of the documentation. {owner_id} becomes the id of the"
            " account.",
        ),
    ],
    field: Annotated[
        list[str] | None, typer.Option("--field", "-f", metavar="KEY=VALUE", help="A field that is text.")
    ] = None,
    typed: Annotated[
        list[str] | None,
        typer.Option(
            "--typed",
            "-F",
            metavar="KEY=VALUE",
            help="A field that is a number, true, false, null, JSON, or @FILE with its content; else it is text.",
        ),
    ] = None,
    input: Annotated[
        str | None, typer.Option("--input", metavar="FILE", help="Send this file as the body; - is stdin.")
    ] = None,
    header: Annotated[
        list[str] | None, typer.Option("--header", "-H", metavar="NAME:VALUE", help="A header to send.")
    ] = None,
    paginate: Annotated[bool, typer.Option("--paginate", help="Request all pages of a list.")] = False,
    include: Annotated[bool, typer.Option("--include", "-i", help="Print the status and the headers too.")] = False,
) -> None:
    """Send any request and print the body of its response, as it is.

    Fields go into the query for GET, HEAD and DELETE, and with --input; otherwise into a JSON body. A field that is
    given twice becomes a list; in a JSON body, so does a field whose name ends with [].
    """
    client, service, target, query = _address(run, path)
    pairs = [_pair(text, typed=False) for text in field or []] + [_pair(text, typed=True) for text in typed or []]
    method = method.upper()
    options: dict[str, Any] = {"service": service, "query": query, "headers": _headers(header or [])}
    if input is not None:
        options |= {"content": sys.stdin.buffer.read() if input == "-" else Path(input)}
        content_type = next((value for name, value in options["headers"].items() if name.lower() == "content-type"), "")
        options["content_type"] = content_type or "application/json"
    if method in IN_QUERY or input is not None:
        options["query"] = query | _merged(pairs)
    elif pairs:
        options["json"] = _merged(pairs, lists=True)
    options["headers"] = {name: value for name, value in options["headers"].items() if name.lower() != "content-type"}
    if paginate and method != "GET":
        raise typer.BadParameter("--paginate is for GET")
    for response in (
        _pages(client, target, cast("RequestOptions", options))
        if paginate
        else [client.request(method, target, **cast("RequestOptions", options))]
    ):
        if include:
            run.output.raw(f"HTTP {response.status}")
            for name, value in response.headers.items():
                run.output.raw(f"{name}: {value}")
            run.output.raw("")
        _print(run, response.content)


def _address(run: Run, text: str) -> tuple[Client, str | None, str, dict[str, Any]]:
    """Return the client, its service, the path and the query of an address."""
    from ..kinescope import KINESCOPE
    from ..platformcraft import PLATFORMCRAFT

    vendors: dict[str, Vendor] = {"kinescope": KINESCOPE, "platformcraft": PLATFORMCRAFT}
    if "://" in text:
        url = _split(text)
        places = {
            server: (vendor, service) for vendor, known in vendors.items() for service, server in known.servers.items()
        }
        place = places.get(f"{url.scheme}://{url.netloc}")
        if place is None:
            raise typer.BadParameter(f"{url.netloc} is not one of {', '.join(places)}: the login is sent to these only")
        vendor, service = place
        rest = url._replace(scheme="", netloc="").geturl()
    else:
        name, colon, rest = text.partition(":")
        vendor, _, service = name.partition(".")
        if not colon or vendor not in vendors or (service and service not in vendors[vendor].servers):
            names = [f"{vendor}.{service}" for vendor, known in vendors.items() for service in known.servers]
            raise typer.BadParameter(f"{text!r} names no service: write VENDOR:/path, with one of {', '.join(names)}")
    parts = _split(rest)
    if not parts.path.startswith("/"):
        raise typer.BadParameter(f"{text!r} has no path that begins with a slash")
    query = _merged(parse_qsl(parts.query, keep_blank_values=True))
    client: Client = run.kinescope if vendor == "kinescope" else run.platformcraft
    return client, service or None, parts.path, query


def _split(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a URL: {error}") from None


def _pair(text: str, *, typed: bool) -> tuple[str, Any]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise typer.BadParameter(f"{text!r} is not KEY=VALUE")
    return key, _typed(value) if typed else value


def _merged(pairs: Iterable[tuple[str, Any]], *, lists: bool = False) -> dict[str, Any]:
    """Return the fields. One that comes twice is a list, and with `lists` one whose name ends with []."""
    fields: dict[str, list[Any]] = {}
    for key, value in pairs:
        fields.setdefault(key, []).append(value)
    names = {key: key.removesuffix("[]") if lists else key for key in fields}
    return {names[key]: values if len(values) > 1 or names[key] != key else values[0] for key, values in fields.items()}


def _typed(text: str) -> Any:
    if text.startswith("@"):
        try:
            return Path(text[1:]).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise typer.BadParameter(f"{text[1:]} is not text in UTF-8: send it with --input") from None
    if text in WORDS:
        return WORDS[text]
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _headers(given: Iterable[str]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for text in given:
        name, colon, value = text.partition(":")
        if not colon or not name.strip():
            raise typer.BadParameter(f"{text!r} is not NAME:VALUE")
        headers[name.strip()] = value.strip()
    return headers


def _pages(client: Client, path: str, options: RequestOptions) -> Iterator[Any]:
    """Send a GET for each page: by the link to the next one, or by its number as long as there are objects left.

    Raises:
        UnusableResponseError: A page leads to one that was already read, or is the same as the one before.
    """
    from .unusable import UnusableResponseError

    seen, read, before = 0, list[Any](), b""
    while True:
        query = dict(options.get("query") or {})
        read.append(query)
        response = client.request("GET", path, **options)
        yield response
        body: Any = response.parsed()
        if not is_object(body):
            return
        if link := _inner(body, "paging").get("next"):
            following: dict[str, Any] = _merged(parse_qsl(_query_of(link), keep_blank_values=True))
        else:
            items, meta = body.get("data"), _inner(body, "meta")
            total = (_inner(meta, "pagination") or meta).get("total")
            seen += len(items) if is_list(items) else 0
            if not items or not is_list(items) or not isinstance(total, int) or seen >= total:
                return
            if response.content == before:
                raise UnusableResponseError("a page repeats the one before it, so the list would not end")
            following = {**query, "page": _number_of(query) + 1}
        if following in read:
            raise UnusableResponseError("a page leads to one that was already read, so the list would not end")
        options["query"], before = following, response.content


def _inner(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return an object in an object; an empty one if it is something else."""
    inner = body.get(name)
    return inner if is_mapping(inner) else {}


def _query_of(link: object) -> str:
    try:
        return urlsplit(link).query if isinstance(link, str) else ""
    except ValueError:
        return ""


def _number_of(query: Mapping[str, Any]) -> int:
    try:
        return int(query.get("page", 1))
    except (TypeError, ValueError):
        raise typer.BadParameter(f"page is {query['page']!r}: --paginate needs a number, or none") from None


def _print(run: Run, content: bytes) -> None:
    """Print JSON in lines for a person, on one line with --json, and anything else as it came."""
    if not content:
        return
    if run.output.tables or run.output.json:
        try:
            text = as_json(json.loads(content), indent=None if run.output.json else 2)
        except (ValueError, RecursionError):
            pass  # it is printed as it came
        else:
            run.output.raw(text)
            return
    run.output.binary(content if content.endswith(b"\n") or not _is_text(content) else content + b"\n")


def _is_text(content: bytes) -> bool:
    return content[:1] in (b"{", b"[")
