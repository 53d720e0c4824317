"""Pages in the vendors' dialects as HTML, block by block."""

from __future__ import annotations

from html import escape

from vendor_docs.readers import kinescope as _kinescope_reader
from vendor_docs.readers import platformcraft as _platformcraft_reader
from vendor_docs.text import is_statement


def _document(parts: list[str]) -> bytes:
    return f"<!doctype html><html><body><main>{''.join(parts)}</main></body></html>".encode()


def kinescope(text: str, method: str | None = None) -> bytes:
    """Return the Kinescope page as HTML. `method` stands in the label of each URL, instead of the page's own."""
    parts: list[str] = []
    for block in _kinescope_reader.split_blocks(text):
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
            named = method or block.method
            url = raw.removeprefix(block.method or "").strip()
            badge = f"<span class='badge'>{named}</span>" if named else ""
            parts.append(f"<div>{badge}<code>{url}</code></div>")
        else:
            parts.append(f"<p>{raw}</p>" if is_statement(block.text) else f"<h4>{raw}</h4>")
    return _document(parts)


def _joined(rows: list[str]) -> list[str]:
    """Join wrapped rows."""
    joined: list[str] = []
    for row in rows:
        if joined and not joined[-1].rstrip().endswith("|"):
            joined[-1] = f"{joined[-1]} {row}"
        else:
            joined.append(row)
    return joined


def platformcraft(text: str) -> bytes:
    """Return the Platformcraft page as HTML."""
    parts: list[str] = []
    previous = ""
    for start, end, role in _platformcraft_reader.line_roles(text):
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
    return _document(parts)
