"""Multipart forms, taken apart while they arrive: files go to disk, other fields into memory."""

from __future__ import annotations

import hashlib
from typing import Any

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from kinocraft_mock.blobs import Blobs, Incoming
from kinocraft_mock.bodies import MULTIPART, Inflow, discard_files
from kinocraft_mock.checks import check_body
from kinocraft_mock.messages import RefusalError
from kinocraft_mock.spec import Operation, converter

__all__ = ["read_form"]

LONGEST_FIELD = 1 << 16
"""Bytes of a field that is not a file."""


async def read_form(operation: Operation, content_type: str, inflow: Inflow, blobs: Blobs) -> dict[str, Any]:
    """The form's fields, checked against their schema; a binary one is a finished, hashed `Incoming`. Raises a 400."""
    boundary = parse_options_header(content_type)[1].get(b"boundary", b"")
    if not 0 < len(boundary) <= 200:
        raise RefusalError(400, "the Content-Type of the form names no boundary")
    reader = _Reader(operation, blobs)
    try:
        parser = MultipartParser(boundary, reader.callbacks())  # type: ignore[arg-type]
        async for block in inflow.blocks():
            parser.write(block)
            for incoming in reader.files():
                await incoming.settle()
        if not reader.complete:
            raise RefusalError(400, "the form ends before its closing boundary")
        for incoming in reader.files():
            await incoming.finish()
        check_body(operation, MULTIPART, reader.texts())
    except FormParserError as error:
        await discard_files(reader.fields)
        raise RefusalError(400, f"the form is malformed: {error}") from None
    except BaseException:
        await discard_files(reader.fields)
        raise
    return reader.fields


class _Reader:
    """What the parser tells, turned into fields."""

    def __init__(self, operation: Operation, blobs: Blobs) -> None:
        schema = operation.document.resolve(operation.bodies[MULTIPART])
        self._properties = {
            name: operation.document.resolve(node) for name, node in schema.get("properties", {}).items()
        }
        self._blobs = blobs
        self._header = b""
        self._value = b""
        self._disposition = b""
        self._name = ""
        self._text = bytearray()
        self._file: Incoming | None = None
        self.fields: dict[str, Any] = {}
        self.complete = False

    def callbacks(self) -> dict[str, Any]:
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._take_header,
            "on_header_value": self._take_value,
            "on_header_end": self._end_header,
            "on_headers_finished": self._open,
            "on_part_data": self._take_data,
            "on_part_end": self._end,
            "on_end": self._finish,
        }

    def files(self) -> list[Incoming]:
        """The files so far."""
        return [value for value in self.fields.values() if isinstance(value, Incoming)]

    def texts(self) -> dict[str, Any]:
        """The fields as the schema sees them: a file is a string of any content."""
        return {name: "" if isinstance(value, Incoming) else value for name, value in self.fields.items()}

    def _begin(self) -> None:
        self._disposition = b""

    def _take_header(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _take_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    def _open(self) -> None:
        try:
            self._name = parse_options_header(self._disposition)[1].get(b"name", b"").decode()
        except UnicodeDecodeError:
            raise RefusalError(400, "the form has a field whose name is not UTF-8") from None
        if not self._name:
            raise RefusalError(400, "the form has a field without a name")
        if self._name in self.fields:
            raise RefusalError(400, f"the form gives {self._name} more than once")
        self._text = bytearray()
        self._file = None
        if self._properties.get(self._name, {}).get("format") == "binary":
            self._file = self.fields[self._name] = self._blobs.open(hashlib.sha256())

    def _take_data(self, data: bytes, start: int, end: int) -> None:
        if self._file is not None:
            self._file.feed(data[start:end])
            return
        self._text += data[start:end]
        if len(self._text) > LONGEST_FIELD:
            raise RefusalError(400, f"the form's field {self._name} is longer than {LONGEST_FIELD} bytes")

    def _end(self) -> None:
        if self._file is None:
            try:
                self.fields[self._name] = converter(self._properties.get(self._name, {}))(self._text.decode())
            except UnicodeDecodeError:
                raise RefusalError(400, f"the form's field {self._name} is not UTF-8") from None

    def _finish(self) -> None:
        self.complete = True
