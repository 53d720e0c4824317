"""The vendors' pages as HTML: the extraction of large pages loses nothing."""

from __future__ import annotations

from html import escape

from scripts.vendor_docs import lock, read
from scripts.vendor_docs.readers import kinescope, platformcraft
from scripts.vendor_docs.saving.page import make_text
from scripts.vendor_docs.saving.source import identify
from scripts.vendor_docs.text import is_statement
from tests.unit.vendor_docs.sample_pages import need


def _page(parts: list[str]) -> bytes:
    return f"<!doctype html><html><body><main>{''.join(parts)}</main></body></html>".encode()


def _kinescope(text: str) -> bytes:
    parts: list[str] = []
    for block in kinescope.split_blocks(text):
        raw = escape(text[block.start : block.end], quote=False).strip()
        if block.table:
            rows = [line for line in raw.split("\n") if line.strip() and "---|" not in line]
            cells = [line.strip().removeprefix("|").removesuffix("|").split("|") for line in _joined(rows)]
            body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells[1:])
            head = "".join(f"<th>{cell}</th>" for cell in cells[0])
            parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
        elif block.kind == "json":
            parts.append(f"<pre><code>{raw}</code></pre>")
        elif block.kind == "url":
            parts.append(f"<div><span class='badge'>PATCH</span><code>{raw}</code></div>")
        else:
            parts.append(f"<p>{raw}</p>" if is_statement(block.text) else f"<h4>{raw}</h4>")
    return _page(parts)


def _joined(rows: list[str]) -> list[str]:
    """Join wrapped rows."""
    joined: list[str] = []
    for row in rows:
        if joined and not joined[-1].rstrip().endswith("|"):
            joined[-1] = f"{joined[-1]} {row}"
        else:
            joined.append(row)
    return joined


def _platformcraft(text: str) -> bytes:
    parts: list[str] = []
    previous = ""
    for start, end, role in platformcraft.line_roles(text):
        line = escape(text[start:end], quote=False)
        if role in {"example", "sample"}:
            begin = text.rfind("\n", 0, start) + 1
            line = text[begin:start] + line
            if role == previous:
                parts[-1] = parts[-1].removesuffix("</pre>") + f"\n{line}</pre>"
            else:
                parts.append(f"<pre>{line}</pre>")
        else:
            parts.append(f"<h2>{line}</h2>" if role == "name" else f"<p>{line}</p>")
        previous = role
    return _page(parts)


def test_the_kinescope_page_as_html_has_the_same_inventory() -> None:
    text = need("kinescope")
    _, page = make_text("kinescope", identify(_kinescope(text)))
    saved, known = (lock.to_json(lock.condense(one)) for one in (page, read("kinescope", text)))

    assert {one.get("method") for one in saved["operations"] if one.get("path")} == {"PATCH"}
    for operation in saved["operations"]:
        operation.pop("method", None)
    assert saved == known


def test_the_platformcraft_page_as_html_has_the_same_inventory() -> None:
    text = need("platformcraft")
    _, page = make_text("platformcraft", identify(_platformcraft(text)))

    assert lock.to_json(lock.condense(page)) == lock.to_json(lock.condense(read("platformcraft", text)))
