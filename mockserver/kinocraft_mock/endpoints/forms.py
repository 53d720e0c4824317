"""Read forms: URL-encoded ones, and multipart ones, which are parsed while they arrive and whose files go to disk.

Fields that the description does not have are ignored, even when they are repeated.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from kinocraft_mock.endpoints.multipart_parser import MalformedFormError, MultipartParser, PartReader
from kinocraft_mock.http.messages import ErrorResponse
from kinocraft_mock.http.request_body import RequestBody
from kinocraft_mock.http.urls import query_values
from kinocraft_mock.openapi.descriptions import Operation, converter
from kinocraft_mock.openapi.validation import check_body
from kinocraft_mock.state.blobs import Blobs, IncomingFile

__all__ = [
    "FORM",
    "MULTIPART",
    "has_boundary",
    "read_multipart",
    "read_multipart_file",
    "read_query",
    "read_urlencoded",
]

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"

FILE_NAME = re.compile(rb";\s*filename\*?\s*=", re.IGNORECASE)
"""What only the disposition of a file has. Old versions of urllib3 send a name that is not ASCII as `filename*`."""
LONGEST_FIELD = 1 << 16
"""Maximum bytes of a field that is not a file."""
MOST_FIELDS = 1000
"""Maximum number of fields of a form, documented or not."""


def read_urlencoded(operation: Operation, data: bytes) -> dict[str, Any]:
    """Return the fields of a URL-encoded form. Raises a 400."""
    try:
        pairs = parse_qsl(data.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        reason = f"the body is not a form: {error}"
        raise ErrorResponse(400, reason, violations=(reason,)) from None
    return _fields_of(operation, pairs)


def read_query(operation: Operation, query: str) -> dict[str, Any]:
    """Return the fields of a form that stand in the query. Raises a 400."""
    return _fields_of(operation, ((name, text) for name, texts in query_values(query).items() for text in texts))


def _fields_of(operation: Operation, pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    fields = _Fields(operation, next(iter(operation.bodies)))
    for name, text in pairs:
        fields.begin(name)
        if fields.is_file(name):
            raise ErrorResponse(
                400, f"the form's field {name} is a file; the media type of the body must be {MULTIPART}"
            )
        if len(text) > LONGEST_FIELD:
            raise _too_long(name)
        fields.end(name, text)
    return fields.values


def _too_long(name: str) -> ErrorResponse:
    return ErrorResponse(400, f"the form's field {name[:100]} is longer than {LONGEST_FIELD} bytes")


def _too_many() -> ErrorResponse:
    return ErrorResponse(400, f"the form has more than {MOST_FIELDS} fields")


def _options(header: str | bytes) -> Mapping[bytes, bytes]:
    """Return the parameters of a header."""
    from python_multipart.multipart import parse_options_header  # the server starts faster without it

    return parse_options_header(header)[1]


def _boundary(content_type: str) -> bytes:
    return _options(content_type).get(b"boundary", b"")


def has_boundary(content_type: str) -> bool:
    """Return whether a media type names a usable boundary."""
    return 0 < len(_boundary(content_type)) <= 200


async def read_multipart(
    operation: Operation,
    content_type: str,
    request_body: RequestBody,
    blobs: Blobs,
    understand: Callable[[str], None],
) -> dict[str, Any]:
    """Return the form's fields, checked against their schema; a binary field is a finished, hashed `IncomingFile`.

    `understand` is called with each way in which the form bends the rules. Raises a 400.
    """
    if not has_boundary(content_type):
        raise ErrorResponse(400, "the Content-Type of the form has no boundary")
    media = next(iter(operation.bodies))
    reader = _FieldReader(_Fields(operation, media), blobs, understand)
    try:
        async for _ in _parsed(content_type, request_body, reader, understand):
            for incoming in reader.files:
                await incoming.settle()
        for incoming in reader.files:
            await incoming.finish()
        check_body(operation, media, reader.schema_values())
    except BaseException:
        for incoming in reader.files:
            await incoming.discard()
        raise
    return reader.fields.values


async def read_multipart_file(
    content_type: str, request_body: RequestBody, incoming: IncomingFile, understand: Callable[[str], None]
) -> None:
    """Write the first file of a form that the description does not have. Raises a 400 if there is none."""
    reader = _FileReader()
    async for _ in _parsed(content_type, request_body, reader, understand):
        for block in reader.blocks:
            await incoming.write(block)
        reader.blocks.clear()
    if not reader.found:
        raise ErrorResponse(400, "the form has no file")


async def _parsed(
    content_type: str, request_body: RequestBody, reader: PartReader, understand: Callable[[str], None]
) -> AsyncIterator[None]:
    """Parse a form as it arrives; yield after every block. Raises a 400 for a malformed or incomplete one."""
    parser = MultipartParser(_boundary(content_type), reader, understand)
    try:
        async for block in request_body.blocks():
            parser.feed(block)
            yield
        parser.finish()
    except MalformedFormError as error:
        raise ErrorResponse(400, f"the form is malformed: {error}") from None


class _Fields:
    """The fields of one form, converted by its schema."""

    def __init__(self, operation: Operation, media: str) -> None:
        resolve = operation.document.resolve
        properties: Mapping[str, Any] = resolve(operation.bodies[media]).get("properties", {})
        self._schemas = {name: resolve(node) for name, node in properties.items()}
        self._count = 0
        self.values: dict[str, Any] = {}

    def is_documented(self, name: str) -> bool:
        """Return whether the description has this field."""
        return name in self._schemas

    def is_file(self, name: str) -> bool:
        """Return whether the field is documented as a file."""
        return self.is_documented(name) and self._schemas[name].get("format") == "binary"

    def begin(self, name: str) -> None:
        """Start a field. Raises a 400 for a documented one that is repeated."""
        if self.is_documented(name) and name in self.values:
            raise ErrorResponse(400, f"the form gives {name} more than once")
        self._count += 1
        if self._count > MOST_FIELDS:
            raise _too_many()
        self.values[name] = ""

    def end(self, name: str, text: str) -> None:
        """Set the field's value; that of an undocumented field stays empty."""
        if self.is_documented(name):
            self.values[name] = converter(self._schemas[name])(text)


def _disposition(headers: Mapping[bytes, bytes]) -> Mapping[bytes, bytes]:
    """Return the parameters of a part's Content-Disposition."""
    return _options(headers.get(b"content-disposition", b""))


class _FileReader(PartReader):
    """Keep the content of the first part that is a file; ignore the others."""

    def __init__(self) -> None:
        self.found = False
        self.blocks: list[bytes] = []
        self._is_file = False

    def begin_part(self, headers: dict[bytes, bytes]) -> None:
        self._is_file = not self.found and FILE_NAME.search(headers.get(b"content-disposition", b"")) is not None
        self.found = self.found or self._is_file

    def add_data(self, data: bytes) -> None:
        if self._is_file:
            self.blocks.append(data)

    def end_part(self) -> None:
        """Do nothing: the blocks are complete."""


class _FieldReader(PartReader):
    """Turn parts into fields. Parts without a name are ignored."""

    def __init__(self, fields: _Fields, blobs: Blobs, understand: Callable[[str], None]) -> None:
        self.fields = fields
        self.files: list[IncomingFile] = []
        self._blobs = blobs
        self._understand = understand
        self._nameless = 0
        self._name = ""
        self._text: bytearray | None = None
        self._file: IncomingFile | None = None

    def schema_values(self) -> dict[str, Any]:
        """Return the fields for validation: to the schema a file is a string of any content."""
        return {name: "" if isinstance(value, IncomingFile) else value for name, value in self.fields.values.items()}

    def begin_part(self, headers: dict[bytes, bytes]) -> None:
        self._text = self._file = None
        name = _disposition(headers).get(b"name")
        if name is None:
            if not self._nameless:
                self._understand("a part of the form without a name is ignored")
            self._nameless += 1
            if self._nameless > MOST_FIELDS:
                raise _too_many()
            return
        try:
            self._name = name.decode()
        except UnicodeDecodeError:
            raise ErrorResponse(400, "the form has a field whose name is not UTF-8") from None
        self.fields.begin(self._name)
        if self.fields.is_file(self._name):
            self._file = self.fields.values[self._name] = self._blobs.open(hashlib.sha256())
            self.files.append(self._file)
        else:
            self._text = bytearray()

    def add_data(self, data: bytes) -> None:
        if self._file is not None:
            self._file.feed(data)
        elif self._text is not None and self.fields.is_documented(self._name):
            self._text += data
            if len(self._text) > LONGEST_FIELD:
                raise _too_long(self._name)

    def end_part(self) -> None:
        if self._text is None:
            return
        try:
            self.fields.end(self._name, self._text.decode())
        except UnicodeDecodeError:
            raise ErrorResponse(400, f"the form's field {self._name} is not UTF-8") from None
