"""Two invented pages, each as HTML, as Markdown and as text in its vendor's dialect.

A page is a list of blocks, and all formats are generated from the same blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

METHODS = ("GET", "POST", "DELETE", "PATCH", "POST")


@dataclass(frozen=True)
class Block:
    """A block: `kind` is `heading`, `prose`, `items`, `steps`, `url`, `json`, `code` or `table`."""

    kind: str
    text: str = ""
    level: int = 0
    method: str = ""
    rows: Sequence[Sequence[str]] = field(default=())


def _heading(level: int, text: str) -> Block:
    return Block("heading", text, level)


def _operation(title: str, method: str, path: str, sentence: str) -> list[Block]:
    return [_heading(4, title), Block("url", path, method=method), Block("prose", sentence)]


_FIELDS = ("Field", "Type", "Description")
KINESCOPE = [
    _heading(1, "Harbour API"),
    Block("prose", "Every request needs a key, which the harbour master issues."),
    _heading(2, "Errors"),
    Block("prose", "An error response has a code and a message."),
    Block("json", '{ "error": { "code": 400900, "message": "low tide" } }'),
    Block(
        "table",
        rows=[
            ("Code", "Name", "Description"),
            ("404", "Not Found", "No ship has this id."),
            ("5xx", "Storm", "Retry it."),
        ],
    ),
    Block("items", rows=[("Retry after a storm.",), ("Do not retry at low tide.",)]),
    _heading(2, "v1"),
    _heading(3, "ships"),
    Block(
        "table",
        rows=[
            _FIELDS,
            ("id", "string", "Identifies the ship."),
            ("kind", "enum", "Available values: brig, sloop, yawl"),
            ("length", "number", ""),
        ],
    ),
    *_operation("Ship list", METHODS[0], "{{baseHost}}/v1/ships", "Returns all ships, sorted by name."),
    Block("json", '{ "meta": { "page": 1 }, "data": [ { "id": "<UUID>", "kind": "brig" } ] }'),
    *_operation("Build ship", METHODS[1], "{{baseHost}}/v1/ships", "Builds a ship from its plan."),
    Block(
        "table",
        rows=[_FIELDS, ("kind", "string", "brig, sloop. Required"), ("owner_id", "uuid", "The owner. Not required")],
    ),
    Block("json", '{ "kind": "sloop" }'),
    Block("json", '{ "data": { "id": "<UUID>", "kind": "sloop" } }'),
    *_operation("Scrap ship", METHODS[2], "{{baseHost}}/v1/ships/:ship_id", "Scraps the ship. This cannot be undone."),
    _heading(2, "v2"),
    _heading(3, "flags"),
    *_operation("Change flag", METHODS[3], "{{uploadHost}}/v2/flags/:flag_id", "Replaces the picture of a flag."),
    Block("table", rows=[("Parameter", "Description"), ("X-Flag-Title", "red"), ("X-Flag-Picture", "flag.png")]),
    *_operation("Hoist flag", METHODS[4], "{{baseHost}}/v2/flags/:flag_id/hoist", "Hoists the flag on the mast."),
]

_CURL = 'curl "https://{host}{path}" \\\n    -X {method}'
_SCRIPT = "const init = {{\n  method: '{method}'\n}};\nfetch('https://{host}{path}', init);"
_PYTHON = "import requests\n\nreq = requests.request('{method}', 'https://{host}{path}')\nprint(req.text)"


def _call(
    title: str, method: str, host: str, path: str, options: Sequence[Sequence[str]], response: str
) -> list[Block]:
    known = {"host": host, "path": path, "method": method}
    return [
        _heading(2, title),
        Block(
            "table",
            rows=[
                ("Description", f"The method for {title.lower()}."),
                ("URL structure", f"https://{host}{path}"),
                ("Method", method),
                ("Request body type", "application/json" if method in {"POST", "PUT"} else "-"),
                ("Returns", "a crate"),
                ("Parameters", ""),
                *options,
            ],
        ),
        Block("prose", "Request example"),
        *(Block("code", sample.format(**known)) for sample in (_CURL, _SCRIPT, _PYTHON)),
        Block("prose", "Response example"),
        Block("code", response),
    ]


PLATFORMCRAFT = [
    _heading(1, "Cranes"),
    Block("code", "https://cranes.invalid/2/"),
    *_call(
        "Lifting a crate",
        "POST",
        "cranes.invalid",
        "/2/crates/{crate_id}",
        [("crate_id", "id of the crate (required)"), ("height", "integer, in metres")],
        '{\n    "id": "5f0c", // issued by the crane\n    "height": 12\n}',
    ),
    *_call(
        "Listing of crates",
        "GET",
        "cranes.invalid",
        "/2/crates",
        [("limit", "number of crates"), ("sort", "name or height")],
        '{\n    "crates": [\n        {"id": "5f0c"}\n    ]\n}',
    ),
]


# --- HTML


def html(blocks: Sequence[Block], *, labels: str = "before") -> str:
    """Return a page with a site's navigation. `labels`: the method `before` or `after` its URL, or in its `title`."""
    parts: list[str] = []
    for at, one in enumerate(blocks):
        method = blocks[at + 1].method if at + 1 < len(blocks) else ""
        badge = f'<span class="badge">{method.capitalize()}</span> ' if labels == "title" and method else ""
        parts.append(_html(one, badge, labels))
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A harbour</title>'
        '<style>.badge { color: red }</style><script>window.state = {"GET": "{{baseHost}}/v9/none"};</script></head>'
        '<body><header><a href="/">Home</a></header><nav><ul><li><a href="#v1">v1</a></li><li>ships</li></ul></nav>'
        f"<main>{''.join(parts)}</main><footer>All rights reserved by the harbour.</footer></body></html>"
    )


def _html(one: Block, badge: str, labels: str) -> str:
    text = escape(one.text, quote=False)
    if one.kind == "heading":
        return f'<h{one.level}>{badge}{text}<a class="anchor" href="#x">#</a></h{one.level}>'
    if one.kind == "url":
        before = f"<span class='badge'>{one.method.lower()}</span>" if labels == "before" else ""
        after = f"<span class='badge'>{one.method}</span>" if labels == "after" else ""
        return f"<div class='endpoint'>{before}<code>{text}</code>{after}<button>Copy</button></div>"
    if one.kind in {"items", "steps"}:
        items = "".join(f"<li>{escape(row[0])}</li>" for row in one.rows)
        return f"<ul>{items}</ul>"
    if one.kind == "table":
        rows = [[escape(cell, quote=False) for cell in row] for row in one.rows]
        head, *body = rows
        cells = "".join(f"<th>{cell}</th>" for cell in head)
        lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in body)
        return f"<table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>"
    if one.kind in {"json", "code"}:
        lines = "\n".join(f"<span class='line'>{line}</span>" for line in text.split("\n"))
        return f"<div role='tablist'><span role='tab'>Example</span></div><pre><code>{lines}</code></pre>"
    return f"<p>{text}</p>"


# --- Markdown


def markdown(blocks: Sequence[Block], *, style: str = "bold") -> str:
    """Return a page as Markdown. `style` is the format of the method before its URL: `bold`, `code`, `fence` or
    `tag`."""
    return "---\ntitle: A harbour\n---\n\n" + "\n\n".join(_markdown(one, style) for one in blocks) + "\n"


def _markdown(one: Block, style: str) -> str:
    if one.kind == "heading":
        return f"{'#' * one.level} {one.text}"
    if one.kind == "url":
        call = f"{one.method} {one.text}"
        styles = {
            "bold": f"**{one.method}** `{one.text}`",
            "code": f"`{call}`",
            "fence": f"```http\n{call}\n```",
            "tag": f'{{% endpoint method="{one.method.lower()}" %}}\n\n`{one.text}`\n\n{{% /endpoint %}}',
        }
        return styles[style]
    if one.kind in {"items", "steps"}:
        return "\n".join(f"- {row[0]}" for row in one.rows)
    if one.kind == "table":
        head, *body = [f"| {' | '.join(row)} |" for row in one.rows]
        return "\n".join([head, "|---" * len(one.rows[0]) + "|", *body])
    if one.kind in {"json", "code"}:
        return f"```{'json' if one.kind == 'json' else ''}\n{one.text}\n```"
    return one.text


# --- text


def kinescope_text() -> str:
    """Return the Kinescope page in its dialect: without methods, and with lost line breaks."""
    text = ""
    for one in KINESCOPE:
        if one.kind in {"url", "json"}:
            text += one.text
        elif one.kind == "items":
            text += "".join(f"- {row[0]}\n" for row in one.rows)
        elif one.kind == "table":
            head, *body = [f"| {' | '.join(row)} |\n" for row in one.rows]
            text += ("" if text.endswith("\n") else "\n") + head + "|---" * len(one.rows[0]) + "|\n" + "".join(body)
        else:
            text += f"{one.text}\n"
    return text


def platformcraft_text() -> str:
    """Return the Platformcraft page in its dialect: tables without bars."""
    parts: list[str] = []
    for one in PLATFORMCRAFT:
        if one.kind == "table":
            parts.append("".join(f"{' '.join(row).strip()}\n" for row in one.rows))
        else:
            parts.append(f"{one.text}\n")
    return "\n".join(parts)
