"""Multipart bodies in every form that parsers of servers read, split anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kinocraft_mock.endpoints.multipart_parser import LONGEST_LINE, MalformedFormError, MultipartParser, PartReader
from tests import seed
from tests.seed.workspace import UPLOADER, Workspace, data
from tests.unit.mock.kinescope.uploads import upload_helpers as given

if TYPE_CHECKING:
    from tests.seed.account import Account

FILE = b'Content-Disposition: form-data; name="file"; filename="a.mp4"'
END = b"\r\n--B--\r\n"
PLAIN = b"--B\r\n" + FILE + b"\r\n\r\nbytes" + END
MEDIA = "multipart/form-data; boundary=B"

FORMS: dict[str, tuple[bytes, str, str | None]] = {
    "plain": (PLAIN, MEDIA, None),
    "an epilogue": (PLAIN + b"text\r\n--B\r\n", MEDIA, None),
    "no last line break": (PLAIN.removesuffix(b"\r\n"), MEDIA, None),
    "a line break first": (b"\r\n" + PLAIN, MEDIA, None),
    "a preamble": (b"This is a form\r\n\r\n--Bx\r\n" + PLAIN, MEDIA, "text before its first part"),
    "LF": (PLAIN.replace(b"\r\n", b"\n"), MEDIA, "end with LF"),
    "blanks after boundaries": (PLAIN.replace(b"--B\r\n", b"--B \t \r\n"), MEDIA, None),
    "folded headers": (PLAIN.replace(b"; ", b";\r\n\t"), MEDIA, "folded"),
    "a part without a name": (b"--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n" + PLAIN, MEDIA, "without a name"),
    "a part with a type alone": (b"--B\r\nContent-Type: text/plain\r\n\r\nx\r\n" + PLAIN, MEDIA, "without a name"),
    "a part without headers": (b"--B\r\n\r\nx\r\n" + PLAIN, MEDIA, "without a name"),
    "a name in bare words": (PLAIN.replace(b'"', b""), MEDIA, None),
    "headers in upper case": (PLAIN.replace(FILE, FILE.upper().replace(b'"FILE"', b'"file"')), MEDIA, None),
    "a name in UTF-8": (PLAIN.replace(b'"a.mp4"', "\"видео 'a'.mp4\"".encode()), MEDIA, None),
    "an extended name": (PLAIN.replace(b'"a.mp4"', b"\"a\"; filename*=UTF-8''%e2%82%ac.mp4"), MEDIA, None),
    "an extended name alone": (PLAIN.replace(b'filename="a.mp4"', b"filename*=UTF-8''%e2%82%ac.mp4"), MEDIA, None),
    "a transfer encoding": (PLAIN.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: binary\r\n\r\n"), MEDIA, None),
    "a length": (PLAIN.replace(b"\r\n\r\n", b"\r\nContent-Length: 5\r\n\r\n"), MEDIA, None),
    "a boundary in quotes": (PLAIN, 'multipart/form-data; boundary="B"', None),
    "a type in upper case": (PLAIN, "Multipart/Form-Data; BOUNDARY=B", None),
    "a charset first": (PLAIN, "multipart/form-data; charset=utf-8; boundary=B", None),
    "a charset last": (PLAIN, "multipart/form-data;boundary=B;charset=UTF-8", None),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_stored_from_every_form(account: Account, form: str) -> None:
    body, media, reading = FORMS[form]
    made = account.http.post(account.url("/a"), content=body, headers={"Content-Type": media})
    assert made.status_code == 200, made.text
    assert account.download("/a").content == b"bytes"
    (exchange,) = account.server.control.journal("files.create")
    assert len(exchange["readings"]) == (reading is not None)
    assert reading is None or reading in exchange["readings"][0]


@pytest.mark.parametrize("form", [form for form in FORMS if "part" not in form])
def test_a_video_is_stored_from_every_form(workspace: Workspace, form: str) -> None:
    seed.project(workspace)
    body, media, _ = FORMS[form]
    headers = {"X-Video-Title": "t", "Content-Type": media}
    made = data(workspace.http.post(f"{workspace.server.url}{UPLOADER}/v2/video", content=body, headers=headers))
    assert given.content_of(workspace, made["id"]) == b"bytes"


def test_a_folder_is_made_by_a_plain_form(account: Account) -> None:
    """As requests and axios send fields without a file."""
    made = account.http.post(account.url("/a"), data={"dir": "1"})
    assert (made.status_code, made.json()["is_dir"]) == (200, True)
    assert account.server.control.journal("files.create")[-1]["readings"]
    for fields in ({"file": "bytes"}, {"other": "1"}):
        assert account.http.post(account.url("/b"), data=fields).status_code == 400


class Parts(PartReader):
    """Collect parts; `readings` are those of the parser."""

    def __init__(self) -> None:
        self.parts: list[tuple[dict[bytes, bytes], bytes]] = []
        self.open = False
        self.readings: list[str] = []

    def begin_part(self, headers: dict[bytes, bytes]) -> None:
        assert not self.open
        self.open = True
        self.parts.append((headers, b""))

    def add_data(self, data: bytes) -> None:
        assert self.open
        assert data
        headers, before = self.parts[-1]
        self.parts[-1] = headers, before + data

    def end_part(self) -> None:
        assert self.open
        self.open = False


def parsed(*blocks: bytes) -> Parts:
    found = Parts()
    parser = MultipartParser(b"B", found, found.readings.append)
    for block in blocks:
        parser.feed(block)
    parser.finish()
    assert not found.open
    return found


CONTENTS = [
    b"",
    b"\r",
    b"\r\n",
    b"\n--B",
    b"\r\n--",
    b"\r\n--Bx",
    b"\r\n--B -",
    b"\r\n--B-\r\n",
    b"\r\n--B" + b" " * 300 + b"\r\n",
    b"x--B--",
    b"\r\n\r\r\n\r\n-B",
]


@pytest.mark.parametrize("line_break", [b"\r\n", b"\n"])
@pytest.mark.parametrize("content", CONTENTS)
def test_contents_are_kept_wherever_the_body_is_split(content: bytes, line_break: bytes) -> None:
    if line_break == b"\n":
        content = content.replace(b"\n--", b"\n -")
    lines = [b"--B", b"A: 1", b"b:2 ", b"", content, b"--B", b"", b"second", b"--B", b"C: 3", b"", b"--B--", b""]
    body = line_break.join(lines)
    expected = [({b"a": b"1", b"b": b"2"}, content), ({}, b"second"), ({b"c": b"3"}, b"")]
    for place in range(len(body) + 1):
        assert parsed(body[:place], body[place:]).parts == expected, place
    assert parsed(*(body[place : place + 1] for place in range(len(body)))).parts == expected


@pytest.mark.parametrize("body", [b"--B--", b"--B--\r\n", b"preamble\r\n--B--"])
def test_a_body_without_parts_is_complete(body: bytes) -> None:
    assert parsed(body).parts == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "closing boundary"),
        (b"nothing\r\n", "closing boundary"),
        (b"--B\r\n", "closing boundary"),
        (b"--B\r\n\r\nx", "closing boundary"),
        (b"--B\r\n\r\nx\r\n--B", "closing boundary"),
        (b"--B\r\n\r\nx\r\n--B\r\n", "closing boundary"),
        (b"--B\r\nno colon\r\n", "without a colon"),
        (b"--B\r\n" + b"A: b\r\n" * 101, "too many headers"),
        (b"x" * (LONGEST_LINE + 1), "maximum header size"),
        (b"x" * (LONGEST_LINE + 1) + b"\n", "maximum header size"),
        (b"--B\r\nA: " + b"x" * LONGEST_LINE, "maximum header size"),
        (b"--B\r\nA: b\r\n" + b" x\r\n" * LONGEST_LINE, "maximum header size"),
    ],
)
def test_a_malformed_body_is_rejected(body: bytes, reason: str) -> None:
    with pytest.raises(MalformedFormError, match=reason):
        parsed(body)


def test_each_reading_is_reported_once() -> None:
    assert len(parsed(b"a\nb\n--B\nA: 1\n 2\n 3\n\nx\n--B\nA: 1\n 2\n\nx\n--B--").readings) == 3
