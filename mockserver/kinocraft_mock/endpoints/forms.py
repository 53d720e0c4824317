"""Read forms: URL-encoded ones, and multipart ones, which are parsed while they arrive and whose files go to disk.

Fields that the description does not have are ignored, even when they are repeated.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

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
        if len(text) > LONGEST_FIELD:
            raise _too_long(name)
        fields.end(name, text)
    return fields.values


def _too_long(name: str) -> ErrorResponse:
    return ErrorResponse(400, f"the form's field {name[:100]} is longer than {LONGEST_FIELD} bytes")


def _boundary(content_type: str) -> bytes:
    return parse_options_header(content_type)[1].get(b"boundary", b"")


def has_boundary(content_type: str) -> bool:
    """Return whether a media type names a usable boundary."""
    return 0 < len(_boundary(content_type)) <= 200


async def read_multipart(
    operation: Operation, content_type: str, request_body: RequestBody, blobs: Blobs
) -> dict[str, Any]:
    """Return the form's fields, checked against their schema; a binary field is a finished, hashed `IncomingFile`.

    Raises a 400.
    """
    if not has_boundary(content_type):
        raise ErrorResponse(400, "the Content-Type of the form has no boundary")
    media = next(iter(operation.bodies))
    reader = _FieldReader(_Fields(operation, media), blobs)
    try:
        async for _ in _parsed(content_type, request_body, reader):
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


async def read_multipart_file(content_type: str, request_body: RequestBody, incoming: IncomingFile) -> None:
    """Write the first file of a form that the description does not have. Raises a 400 if there is none."""
    reader = _FileReader()
    async for _ in _parsed(content_type, request_body, reader):
        for block in reader.blocks:
            await incoming.write(block)
        reader.blocks.clear()
    if not reader.found:
        raise ErrorResponse(400, "the form has no file")


async def _parsed(content_type: str, request_body: RequestBody, reader: _Reader) -> AsyncIterator[None]:
    """Parse a form as it arrives; yield after every block. Raises a 400 for a malformed or incomplete one."""
    parser = MultipartParser(_boundary(content_type), reader.callbacks())  # type: ignore[arg-type]
    async for block in request_body.blocks():
        try:
            parser.write(block)
        except FormParserError as error:
            raise ErrorResponse(400, f"the form is malformed: {error}") from None
        yield
    if not reader.complete:
        raise ErrorResponse(400, "the form ends before its closing boundary")


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
            raise ErrorResponse(400, f"the form has more than {MOST_FIELDS} fields")
        self.values[name] = ""

    def end(self, name: str, text: str) -> None:
        """Set the field's value; that of an undocumented field stays empty."""
        if self.is_documented(name):
            self.values[name] = converter(self._schemas[name])(text)


class _Reader(ABC):
    """Turn the parser's events into parts."""

    def __init__(self) -> None:
        self.complete = False
        self._header = b""
        self._value = b""
        self._disposition = b""

    def callbacks(self) -> dict[str, Any]:
        """Return the parser's callbacks."""
        return {
            "on_part_begin": self._begin_part,
            "on_header_field": self._add_header_name,
            "on_header_value": self._add_header_value,
            "on_header_end": self._end_header,
            "on_headers_finished": self._begin_content,
            "on_part_data": self._add_data,
            "on_part_end": self._end_part,
            "on_end": self._end_form,
        }

    def _begin_part(self) -> None:
        self._disposition = b""

    def _add_header_name(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _add_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    @abstractmethod
    def _begin_content(self) -> None:
        """Begin a part after its headers."""

    @abstractmethod
    def _add_data(self, data: bytes, start: int, end: int) -> None:
        """Add `data[start:end]` to the content of the part."""

    @abstractmethod
    def _end_part(self) -> None:
        """End the part."""

    def _end_form(self) -> None:
        self.complete = True


class _FileReader(_Reader):
    """Keep the content of the first part that is a file; ignore the others."""

    def __init__(self) -> None:
        super().__init__()
        self.found = False
        self.blocks: list[bytes] = []
        self._is_file = False

    def _begin_content(self) -> None:
        self._is_file = not self.found and b"filename" in parse_options_header(self._disposition)[1]
        self.found = self.found or self._is_file

    def _add_data(self, data: bytes, start: int, end: int) -> None:
        if self._is_file:
            self.blocks.append(data[start:end])

    def _end_part(self) -> None:
        """Do nothing: the blocks are complete."""


class _FieldReader(_Reader):
    """Turn parts into fields."""

    def __init__(self, fields: _Fields, blobs: Blobs) -> None:
        super().__init__()
        self.fields = fields
        self.files: list[IncomingFile] = []
        self._blobs = blobs
        self._name = ""
        self._text = bytearray()
        self._file: IncomingFile | None = None

    def schema_values(self) -> dict[str, Any]:
        """Return the fields for validation: to the schema a file is a string of any content."""
        return {name: "" if isinstance(value, IncomingFile) else value for name, value in self.fields.values.items()}

    def _begin_content(self) -> None:
        name = parse_options_header(self._disposition)[1].get(b"name")
        if name is None:
            raise ErrorResponse(400, "the form has a field without a name")
        try:
            self._name = name.decode()
        except UnicodeDecodeError:
            raise ErrorResponse(400, "the form has a field whose name is not UTF-8") from None
        self.fields.begin(self._name)
        self._text = bytearray()
        self._file = None
        if self.fields.is_file(self._name):
            self._file = self.fields.values[self._name] = self._blobs.open(hashlib.sha256())
            self.files.append(self._file)

    def _add_data(self, data: bytes, start: int, end: int) -> None:
        if self._file is not None:
            self._file.feed(data[start:end])
        elif self.fields.is_documented(self._name):
            self._text += data[start:end]
            if len(self._text) > LONGEST_FIELD:
                raise _too_long(self._name)

    def _end_part(self) -> None:
        if self._file is None:
            try:
                self.fields.end(self._name, self._text.decode())
            except UnicodeDecodeError:
                raise ErrorResponse(400, f"the form's field {self._name} is not UTF-8") from None
