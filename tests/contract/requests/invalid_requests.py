"""Invalid variants of valid requests, the same on every run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any
from urllib.parse import quote

from generator.transform import operations, resolve
from generator.type_guards import is_list, is_object

from tests.contract.mounts import home
from tests.contract.requests.oracle import InvalidRequestError, Oracle, Sent

JSON = "application/json"
UNKNOWN = "5f0cf8c6-8d3f-4c0b-9d0a-1f6f5c8fc0ff"
MALFORMED = "not-an-id"
ODD_IDS = (MALFORMED, "%00", "%F0%9F%92%A9", "x" * 300, "..%2F..", UNKNOWN)
ODD_QUERY = ("many", "-1", "0", "", "1e9", "99999999999999999999", "%FF", "%7B%7D", "x.up")
ODD_VALUES: tuple[Any, ...] = ({"x": 1}, ["x"], "x" * 5, -1.5, None, True, 10**25)
ODD_JSON = (b"{", b"\xff\xfe", b"[1,", b'{"a": 1} {}', b"nan", b"[" * 5000)
METHODS = ("PURGE", "MKCOL", "PUT", "DELETE", "PATCH", "POST", "GET")
ACCOUNTS = {"owner_id", "container_id"}
TOKENS = ("Bearer nobody", "Bearer ", "Basic bW9jazptb2Nr", "nobody", "Bearer a b")


LIBERAL = {
    "another media type": "the description, and not the media type that is sent, decides how a body is read",
    "no filename": "a file without a name gets that of its title",
    "null": "null for an optional field means that it is not sent",
}
"""What the server accepts although the description does not allow it, and how it reads it."""
OTHER_MEDIA = ("text/plain", "application/x-www-form-urlencoded", "video/mp4", "*/*")
STRICT_MEDIA = ("multipart/form-data", "application/offset+octet-stream")
"""Required media types: one contains the boundary, and tus requires the other."""


@dataclass(frozen=True)
class InvalidRequest:
    """A request that must be rejected, and what is wrong with it."""

    what: str
    sent: Sent
    kind: str = ""
    """Set if the vendor has one status and one code for all such requests."""


class InvalidRequests:
    """Makes invalid requests from valid ones, according to one description."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._oracle = Oracle(document)
        self._known = {
            operation["operationId"]: (key, operation, parameters)
            for key, _, operation, parameters in operations(document)
        }

    def of(self, name: str, sent: Sent) -> list[InvalidRequest]:
        """Return invalid variants of a request, without those that the description allows after all."""
        key, operation, parameters = self._known[name]
        judged = {"query": self._query, "header": self._headers}
        found = list(self._paths(key, parameters, sent))
        for kind, make in judged.items():
            found += self._rejected(make([each for each in parameters if each["in"] == kind], sent))
        found += self._rejected(self._methods(sent))
        found += self._rejected(self._bodies(operation, sent, Random(name)))
        security = operation.get("security", self._document.get("security"))
        if security and all(security):
            found += self._tokens(sent)
        return found

    def liberal(self, name: str, sent: Sent) -> Iterator[tuple[InvalidRequest, Sent]]:
        """Yield what is accepted although the description does not allow it, each with the request that it is read as.

        That is another media type, a file without a name, and null for every optional field that cannot be null.
        """
        _, operation, _ = self._known[name]
        content = operation.get("requestBody", {}).get("content", {})
        for kind, media in content.items():
            if kind not in STRICT_MEDIA:
                yield self._retyped(sent, Random(name).choice(OTHER_MEDIA)), sent
            if kind == "application/json":
                value = json.loads(sent.body or b"{}")
                for place, without, with_null in self._nulls(media["schema"], value):
                    odd = replace(sent, body=json.dumps(with_null).encode())
                    read_as = replace(sent, body=json.dumps(without).encode())
                    if next(self._rejected(iter([InvalidRequest("null", odd)])), None) is not None:
                        yield InvalidRequest(f"{place}: null", odd), read_as
            if name == "videos.uploads.init":
                named = json.loads(sent.body)
                bare = {each: item for each, item in named.items() if each != "filename"}
                by_title = {**named, "filename": named["title"]}
                yield (
                    InvalidRequest("no filename", replace(sent, body=json.dumps(bare).encode())),
                    replace(sent, body=json.dumps(by_title).encode()),
                )

    @staticmethod
    def _retyped(sent: Sent, media: str) -> InvalidRequest:
        return InvalidRequest("another media type", replace(sent, headers={**sent.headers, "content-type": media}))

    def _nulls(self, node: Any, value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, Any, Any]]:
        """Yield the value without each optional field, and with null in its place, at every depth."""
        schema = resolve(self._document, node)
        if is_list(value):
            for index, item in enumerate(value[:1]):
                for place, without, with_null in self._nulls(schema.get("items", {}), item, (*path, index)):
                    yield place, [without, *value[1:]], [with_null, *value[1:]]
        if not is_object(value):
            return
        for name, field in schema.get("properties", {}).items():
            others = {each: item for each, item in value.items() if each != name}
            if name not in schema.get("required", ()):
                yield "/".join(map(str, (*path, name))), others, {**others, name: None}
            for place, without, with_null in self._nulls(field, value.get(name), (*path, name)):
                yield place, {**value, name: without}, {**value, name: with_null}

    def _rejected(self, candidates: Iterator[InvalidRequest]) -> Iterator[InvalidRequest]:
        for each in candidates:
            try:
                self._oracle.judge(each.sent)
            except (InvalidRequestError, ValueError, RecursionError):
                yield each

    def _tokens(self, sent: Sent) -> Iterator[InvalidRequest]:
        bare = {name: text for name, text in sent.headers.items() if name != "authorization"}
        yield InvalidRequest("no token", replace(sent, headers=bare), "no token")
        for token in TOKENS:
            headers = {**bare, "authorization": token}
            yield InvalidRequest(f"token {token}", replace(sent, headers=headers), "unknown token")

    def _methods(self, sent: Sent) -> Iterator[InvalidRequest]:
        for method in METHODS:
            if method == "POST" and sent.headers.get("content-type") == "application/offset+octet-stream":
                continue  # a whole upload, which may be of any type, and whose size is wrong
            yield InvalidRequest(f"method {method}", replace(sent, method=method))

    def _paths(self, key: str, parameters: list[dict[str, Any]], sent: Sent) -> Iterator[InvalidRequest]:
        path, mark, query = sent.target.partition("?")
        spanning = {each["name"] for each in parameters if each.get("x-spans-segments")}
        template = home(self._document, key)[1] + key.partition("#")[0]
        parts = re.split(r"\{([^}]+)\}", template)
        groups = [f"(?P<{name}>{'.*' if name in spanning else '[^/]+'})" for name in parts[1::2]]
        pattern = "".join(re.escape(text) + group for text, group in zip(parts[::2], [*groups, ""], strict=True))
        found = re.fullmatch(pattern, path)
        assert found, (pattern, path)
        for name in found.groupdict().keys() - spanning:
            for odd in ODD_IDS:
                odd_path = path[: found.start(name)] + odd + path[found.end(name) :]
                kind = {UNKNOWN: "unknown id", MALFORMED: "malformed id"}.get(odd, "")
                if name in ACCOUNTS and kind:
                    kind = "another account"
                yield InvalidRequest(f"{name} {odd[:20]}", replace(sent, target=odd_path + mark + query), kind)
        if not spanning and not path.endswith("/object"):
            yield InvalidRequest("a path that is longer", replace(sent, target=f"{path}/no/such/thing{mark}{query}"))

    def _query(self, parameters: list[dict[str, Any]], sent: Sent) -> Iterator[InvalidRequest]:
        path, _, query = sent.target.partition("?")
        pairs = [pair.partition("=")[::2] for pair in query.split("&") if pair]
        for each in parameters:
            others = [(name, text) for name, text in pairs if name != quote(each["name"], safe="[]")]
            for odd in ODD_QUERY:
                if not odd and not each.get("required"):
                    continue  # an empty text is valid, or counts as not sent
                changed = "&".join(f"{name}={text}" for name, text in [*others, (each["name"], odd)])
                yield InvalidRequest(f"{each['name']}={odd}", replace(sent, target=f"{path}?{changed}"))

    def _headers(self, parameters: list[dict[str, Any]], sent: Sent) -> Iterator[InvalidRequest]:
        for each in parameters:
            key = each["name"].lower()
            others = {name: text for name, text in sent.headers.items() if name != key}
            if each.get("required"):
                yield InvalidRequest(f"no {key}", replace(sent, headers=others))
            for odd in ("x", "-1"):
                yield InvalidRequest(f"{key}: {odd}", replace(sent, headers={**others, key: odd}))

    def _bodies(self, operation: dict[str, Any], sent: Sent, random: Random) -> Iterator[InvalidRequest]:
        content = operation.get("requestBody", {}).get("content", {})
        for kind, media in content.items():
            if kind in STRICT_MEDIA:
                yield self._retyped(sent, "text/plain")
            if not kind.endswith("octet-stream"):  # otherwise it is an empty file
                yield InvalidRequest("no body", replace(sent, body=b""), "no JSON body" if kind == JSON else "")
            if kind == JSON:
                for odd in ODD_JSON:
                    yield InvalidRequest(f"JSON {odd[:10]!r}", replace(sent, body=odd))
                schema = resolve(self._document, media["schema"])
                for what, value in self._values(schema, json.loads(sent.body or b"{}"), random):
                    yield InvalidRequest(what, replace(sent, body=json.dumps(value).encode()))
            if kind in {"multipart/form-data", "application/x-www-form-urlencoded"}:
                yield InvalidRequest("half a form", replace(sent, body=sent.body[: len(sent.body) // 2]))
                yield InvalidRequest("a form of nothing", replace(sent, body=b"x"))

    def _values(self, schema: dict[str, Any], value: Any, random: Random) -> Iterator[tuple[str, Any]]:
        """Yield the value with one error in it, at every depth; wrong types are chosen at random."""
        for odd in ODD_VALUES:
            yield f"a body {str(odd)[:10]}", odd
        for name in schema.get("required", ()):
            if is_object(value) and name in value and f"no {name}" not in LIBERAL:
                yield f"no {name}", {each: item for each, item in value.items() if each != name}
        for name, field in schema.get("properties", {}).items():
            for odd in random.sample(ODD_VALUES, 3):
                if odd is None and (name not in schema.get("required", ()) or f"no {name}" in LIBERAL):
                    continue  # listed in LIBERAL
                if isinstance(odd, str) and "format" in resolve(self._document, field):
                    continue  # formats are annotations
                yield f"{name}: {str(odd)[:10]}", {**(value if is_object(value) else {}), name: odd}
        if isinstance(value, list):
            for odd in random.sample(ODD_VALUES, 3):
                yield f"item {str(odd)[:10]}", [*value, odd]
