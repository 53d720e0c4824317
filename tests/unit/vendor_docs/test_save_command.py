"""`docs.py save`, `lock` and `diff` as commands: what they write, and what they reject."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from vendor_docs import lock, read

from scripts.docs import main
from tests.unit.vendor_docs.saved_pages import (
    KINESCOPE,
    PLATFORMCRAFT,
    html,
    kinescope_text,
    markdown,
    platformcraft_text,
)

PAGE = html(KINESCOPE)
BARS = "| Field | Type | Description |\n|---|---|---|\n"
MENU = "".join(f"<p>Menu item {number}</p>" for number in range(30))
STORY = "The harbour was quiet that morning, and the gulls slept on the masts. " * 60


def docs(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command in this process. tests/unit/vendor_docs/test_docs_command.py runs the script."""
    command = list(map(str, arguments))
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            code = main(command)
        except SystemExit as stopped:  # wrong usage
            code = int(stopped.code or 0)
    return subprocess.CompletedProcess(command, code, output.getvalue(), errors.getvalue())


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a lock of both pages, and a page in each format."""
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "kinescope.txt").write_text(kinescope_text(), encoding="utf-8")
    (tmp_path / "platformcraft.txt").write_text(platformcraft_text(), encoding="utf-8")
    lock.write(tmp_path / lock.FILE, [read("kinescope", kinescope_text()), read("platformcraft", platformcraft_text())])
    return tmp_path


class _Site(BaseHTTPRequestHandler):
    pages: ClassVar = {
        "/page": (200, "text/html; charset=utf-8", PAGE.encode()),
        "/page.md": (200, "text/markdown", markdown(KINESCOPE).encode()),
        "/old": (503, "text/html", PAGE.encode()),
    }

    def do_GET(self) -> None:
        status, media_type, body = self.pages[self.path]
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Write nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_save_writes_text_that_lock_and_check_read(folder: Path) -> None:
    target = folder / "saved.txt"
    saved = docs("save", "kinescope", folder / "page.html", "--output", target, "--specs", folder)

    assert (saved.returncode, saved.stdout) == (0, "")
    assert saved.stderr == "kinescope: 5 operations, 5 with a method\n"
    assert read("kinescope", target.read_text(encoding="utf-8")).operations[3].method == "PATCH"
    assert docs("lock", "kinescope", target, "--specs", folder).returncode == 0
    assert lock.load(folder / lock.FILE, "kinescope").operations[3].method == "PATCH"


def test_save_prints_the_same_text_for_a_url_and_a_file(folder: Path, site: str) -> None:
    texts = [docs("save", "kinescope", page, "--specs", folder) for page in (f"{site}/page", folder / "page.html")]

    assert [one.returncode for one in texts] == [0, 0]
    assert texts[0].stdout == texts[1].stdout != ""
    assert docs("save", "kinescope", f"{site}/page.md", "--specs", folder).stdout.count("{{baseHost}}") == 4


def test_save_keeps_text_of_the_dialect_as_it_is(folder: Path) -> None:
    for vendor in ("kinescope", "platformcraft"):
        page = folder / f"{vendor}.txt"
        assert docs("save", vendor, page, "--specs", folder).stdout == page.read_text(encoding="utf-8")


def test_save_prints_how_the_text_differs_from_the_one_it_replaces(folder: Path) -> None:
    target = folder / "kinescope.txt"
    changed = folder / "changed.txt"
    changed.write_text(kinescope_text().replace("| uuid |", "| string |"), encoding="utf-8")
    saved = docs("save", "kinescope", changed, "--output", target, "--specs", folder)

    assert (
        saved.stderr == "kinescope: 5 operations, 0 with a method; 10 bytes differ: 0 cosmetic, 0 prose, 10 contract\n"
    )


REJECTED = {
    "garbled letters": ("garbled", 4, PAGE.replace("the harbour master", "Ð³Ð°Ð²Ð°Ð½ÑŒ")),
    "replacement characters": ("garbled", 4, PAGE.replace("harbour master", "harb\ufffdur master")),
    "another encoding": ("garbled", 4, PAGE.replace("harbour master", "гавань").encode("windows-1251")),
    "an operation less": ("incomplete", 5, html([one for one in KINESCOPE if "oist" not in one.text])),
    "a story": ("unexplained", 7, PAGE.replace("</main>", f"<p>{STORY}</p></main>")),
    "a menu": ("unexplained", 7, PAGE.replace("<main>", f"<main>{MENU}")),
    "another vendor in HTML": ("other-vendor", 8, html(PLATFORMCRAFT)),
    "another vendor in Markdown": ("other-vendor", 8, markdown(PLATFORMCRAFT)),
    "another vendor in text": ("other-vendor", 8, platformcraft_text()),
    "an error": ("error-page", 9, "<html><head><title>502 Bad Gateway</title></head><body><h1>502</h1></body></html>"),
    "a check for robots": ("error-page", 9, f"<html><body><p>Just a moment...</p><p>{STORY}</p></body></html>"),
    "a PDF": ("unsupported", 10, b"%PDF-1.7\n"),
    "JSON": ("unsupported", 10, '{"openapi": "3.1.0"}'),
    "an archive": ("unsupported", 10, b"PK\x03\x04word/document.xml"),
    "MHTML": ("unsupported", 10, "From: <Saved by Blink>\nSnapshot-Content-Location: https://harbour.invalid\n"),
    "XML": ("unsupported", 10, '<?xml version="1.0"?><rss><channel/></rss>'),
    "text without operations": ("unsupported", 10, STORY),
    "text without bars": ("unsupported", 10, kinescope_text().replace(BARS, "Field\t\tType\t\tDescription\n")),
    "nothing": ("unsupported", 10, ""),
}


@pytest.mark.parametrize("case", REJECTED)
def test_save_rejects_a_page_before_it_writes_anything(folder: Path, case: str) -> None:
    reason, code, content = REJECTED[case]
    page, target = folder / "page", folder / "kinescope.txt"
    page.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = target.read_bytes()
    result = docs("save", "kinescope", page, "--output", target, "--specs", folder)

    assert (result.returncode, result.stdout) == (code, "")
    assert result.stderr.startswith(f"docs: {reason}: ")
    assert result.stderr.count("\n") == 1
    assert target.read_bytes() == before
    assert sorted(one.name for one in folder.iterdir()) == sorted(
        ["page", "page.html", "kinescope.txt", "platformcraft.txt", lock.FILE]
    )


def test_save_rejects_an_error_response_and_a_missing_file(folder: Path, site: str) -> None:
    assert docs("save", "kinescope", f"{site}/old", "--specs", folder).returncode == 9
    assert docs("save", "kinescope", folder / "none.html", "--specs", folder).returncode == 11


def test_save_and_lock_accept_a_page_whose_removed_operations_are_named(folder: Path) -> None:
    page = folder / "page.txt"
    page.write_text(kinescope_text().partition("Hoist flag")[0], encoding="utf-8")

    assert docs("lock", "kinescope", page, "--specs", folder).returncode == 5
    assert docs("lock", "kinescope", page, "--specs", folder, "--removed", "Ship list").returncode == 5
    assert docs("save", "kinescope", page, "--specs", folder, "--removed", "Hoist flag").returncode == 0
    assert docs("lock", "kinescope", page, "--specs", folder, "--removed", "Hoist flag").returncode == 0


def test_lock_of_one_page_keeps_the_other_and_rejects_a_superseded_page(folder: Path) -> None:
    old, new = folder / "kinescope.txt", folder / "new.txt"
    new.write_text(kinescope_text().replace("Scraps the ship.", "Scraps a ship."), encoding="utf-8")
    other = lock.load(folder / lock.FILE, "platformcraft")

    assert docs("lock", "kinescope", new, "--specs", folder).returncode == 0
    assert lock.load(folder / lock.FILE, "platformcraft") == other
    before = (folder / lock.FILE).read_bytes()
    rejected = docs("lock", "kinescope", old, "--specs", folder)
    assert (rejected.returncode, rejected.stderr[:18]) == (6, "docs: superseded: ")
    assert docs("save", "kinescope", old, "--specs", folder).returncode == 6
    assert (folder / lock.FILE).read_bytes() == before
    assert docs("lock", "kinescope", new, "--specs", folder).returncode == 0
    assert (folder / lock.FILE).read_bytes() == before
    assert len(json.loads(before)["pages"]["kinescope"]["superseded"]) == 1


@pytest.mark.parametrize("case", ["garbled letters", "a story", "another vendor in text", "an error", "a PDF"])
def test_lock_rejects_what_save_rejects_and_stays_unchanged(folder: Path, case: str) -> None:
    reason, code, content = REJECTED[case]
    page = folder / "page"
    page.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = (folder / lock.FILE).read_bytes()
    result = docs("lock", "kinescope", page, "--specs", folder)

    assert (result.returncode, result.stdout) == (code, "")
    assert result.stderr.startswith(f"docs: {reason}: ")
    assert (folder / lock.FILE).read_bytes() == before


def test_diff_prints_the_classes_and_whether_there_is_a_difference(folder: Path) -> None:
    page, other = folder / "kinescope.txt", folder / "windows.txt"
    other.write_bytes(kinescope_text().replace("Scraps", "Breaks").replace("\n", "\r\n").encode())

    assert docs("diff", "kinescope", page, page).returncode == 0
    found = docs("diff", "kinescope", page, other)
    assert (found.returncode, found.stdout) == (
        1,
        "kinescope: 12 bytes differ: 0 cosmetic, 12 prose, 0 contract\n",
    )
    assert docs("diff", "kinescope", page, folder / "none.txt").returncode == 2


def test_lock_needs_a_vendor_and_a_file_or_neither(folder: Path) -> None:
    assert docs("lock", "kinescope", "--specs", folder).returncode == 2
