"""A small page of our own making in Platformcraft's dialect, and the descriptions that agree with it."""

from __future__ import annotations

from pathlib import Path

from tests.unit.vendor_docs import pages_with_specs

_CODE = """\
curl "https://workshop.invalid{path}" \\
-X {method} \\
-H "Authorization: Bearer {{your_access_token}}"
const headers = new Headers();

const init = {{
  method: '{method}',
  headers
}};

fetch('https://workshop.invalid{path}', init)
.then((answer) => {{
  return answer.json();
}});
import requests

url = 'https://workshop.invalid{path}'

req = requests.request('{method}', url)

print(req.text)
"""


def _call(title: str, method: str, path: str, header: str, request: str, response: str) -> str:
    body = "application/json" if request else "-"
    shown = f"Request body example\n\n{request}\n" if request else ""
    return (
        f"{title}\n\nDescription Method for {title.lower()}\nStructure URL https://workshop.invalid{path}\n"
        f"Method {method}\nRequest body type {body}\nReturns what it did\n{header}\n{shown}"
        f"{_CODE.format(method=method, path=path)}\nResponse example\n\n{response}\n\n"
    )


_LATHE = """\
{
    "id": "5b30bc7c1658f770c3a2bf5c",
    "title": "old one",  # what it is called
    "speed": 12
}"""
_NEW = """\
{
    "title": "old one",  # what it is called (required)
    "speed": 12,         # turns
    "mode": "wood"       # mode (optional). Possible values: "wood", "brass", "steel".
}"""
PAGE = (
    'Rules\n\nNo more than "3" calls a minute, please.\n\nWorkshop\n\nhttps://workshop.invalid\n\n'
    + _call(
        "Listing of lathes",
        "GET",
        "/2/lathes",
        "Parameters\nRequired:\nhall hall that they stand in\nOptional:\nlimit integer type parameter, lathes at once\n"
        "order order. Possible values: \"name\", \"speed\", \"age\".\n",
        "",
        '{\n    "lathes": [\n        {\n            "id": "5b30bc7c1658f770c3a2bf5c",\n            "speed": 12\n'
        '        }\n    ],\n    "count": 1\n}',
    )
    + _call("Adding a lathe", "POST", "/2/lathes", "Parameters\ntitle title of it (required)\n"
            "speed integer type parameter\nmode what it turns\n", _NEW, _LATHE)
    + _call("Lathe details", "GET", "/2/lathes/{lathe_id}", "", "", _LATHE)
    + "Tools\n\n"
    + _call("Listing of tools", "GET", "/2/lathes/{lathe_id}/tools", "", "", '[\n    {\n        "no": 1,\n'
            '        "kind": "chisel"\n    }\n]')
    + _call("Sharpening tools", "POST", "/2/lathes/{lathe_id}/tools/sharpen", "Parameters\n"
            "angle integer type parameter\noil boolean type parameter\nstone stone to use\n",
            '{\n    "angle": 30\n}', '{\n    "left": 4\n}')
).rstrip() + "\n"  # fmt: skip

_ID = "5b30bc7c1658f770c3a2bf5c"
_ERRORS = '      "404": { $ref: ../../platformcraft-common/responses.yaml#/NotFound }\n'


def _operation(verb: str, summary: str, entry: str, section: str, schema: str, example: str, request: str = "") -> str:
    tag = "tools" if section.endswith("Tools") else "lathes"
    return f"""\
    operationId: {tag}.{verb}
    tags: [{tag}]
    summary: {summary}
    description: What the page says of it.
    x-docs: {{ page: platformcraft, section: {section}, entry: {entry} }}
    x-evidence: documented
{request}    responses:
      "200":
        description: The result.
        content:
          application/json:
            schema: {{ $ref: schemas.yaml#/{schema} }}
            examples:
              {example}: {{ $ref: examples.yaml#/{example} }}
{_ERRORS}
"""


def _body(schema: str, example: str) -> str:
    return f"""\
    requestBody:
      required: true
      content:
        application/json:
          schema: {{ $ref: schemas.yaml#/{schema} }}
          examples:
            {example}: {{ $ref: examples.yaml#/{example} }}
"""


_QUERY = """\
    parameters:
      - { name: hall, in: query, required: true, description: "The hall.", schema: { type: string, minLength: 1 } }
      - { name: limit, in: query, description: "How many.", schema: { type: integer, minimum: 1 } }
      - { name: order, in: query, description: "Their order.", schema: { type: string, enum: [name, speed, age] } }
"""

FILES = {
    "platformcraft-workshop/openapi.yaml": """\
openapi: 3.1.0
info: { title: Workshop, version: "2" }
servers:
  - url: https://workshop.invalid/2
tags:
  - name: lathes
    description: Lathes.
  - name: tools
    description: Tools of lathes.
x-errors:
  "500": { $ref: ../platformcraft-common/responses.yaml#/ServerError }
paths:
  /lathes: { $ref: lathes/paths.yaml#/lathes }
  /lathes/{lathe_id}: { $ref: lathes/paths.yaml#/lathe } # one of them
  /lathes/{lathe_id}/tools: { $ref: tools/paths.yaml#/tools }
  /lathes/{lathe_id}/tools/sharpen: { $ref: tools/paths.yaml#/sharpen }
""",
    "platformcraft-workshop/lathes/parameters.yaml": f"""\
LatheId:
  name: lathe_id
  in: path
  required: true
  description: The lathe's id.
  schema: {{ type: string, minLength: 1 }}
  example: {_ID}
""",
    "platformcraft-workshop/lathes/paths.yaml": f"""\
lathes:
  get:
{_operation("list", "List lathes", "Listing of lathes", "Workshop", "LatheList", "lathes", _QUERY)}
  post:
{_operation("add", "Add a lathe", "Adding a lathe", "Workshop", "Lathe", "lathe", _body("NewLathe", "new_lathe"))}
lathe:
  parameters:
    - $ref: parameters.yaml#/LatheId

  get:
{_operation("get", "Get a lathe", "Lathe details", "Workshop", "Lathe", "lathe")}
""",
    "platformcraft-workshop/lathes/schemas.yaml": """\
# What stands in the workshop.
Lathe:
  type: object
  description: A lathe.
  properties:
    id: { type: string, description: "Its id." }
    title: { type: string, description: "Its title." }
    speed: { type: integer, minimum: 1, description: "Turns in a second." } # not in a minute
  required: [id, title, speed]

ListedLathe:
  type: object
  description: A lathe in a list.
  properties:
    id: { type: string, description: "Its id." }
    speed: { type: integer, minimum: 1, description: "Turns in a second." }
  required: [id, speed]

LatheList:
  type: object
  description: Lathes.
  properties:
    lathes:
      type: array
      description: All of them.
      items: { $ref: "#/ListedLathe" }
    count: { type: integer, description: "How many." }
  required: [lathes, count]

NewLathe:
  type: object
  description: A lathe to add.
  properties:
    title: { type: string, minLength: 1, description: "Its title." }
    speed: { type: integer, minimum: 1, description: "Turns in a second." }
    mode: { type: string, enum: [wood, brass, steel], description: "What it turns." }
  required: [title]
""",
    "platformcraft-workshop/lathes/examples.yaml": f"""\
lathes:
  summary: A list with one lathe.
  value:
    lathes:
      - id: {_ID}
        speed: 12
    count: 1

lathe:
  summary: A lathe.
  value:
    id: {_ID}
    title: old one
    speed: 12

new_lathe:
  summary: A new lathe.
  value: {{ title: old one, speed: 12, mode: wood }}
""",
    "platformcraft-workshop/tools/paths.yaml": f"""\
tools:
  parameters:
    - $ref: ../lathes/parameters.yaml#/LatheId

  get:
{_operation("list", "List tools", "Listing of tools", "Workshop/Tools", "ToolList", "tools")}
sharpen:
  parameters:
    - $ref: ../lathes/parameters.yaml#/LatheId

  post:
{
        _operation(
            "sharpen",
            "Start sharpening tools",
            "Sharpening tools",
            "Workshop/Tools",
            "Sharpened",
            "sharpened",
            _body("Sharpening", "sharpening"),
        )
    }
""",
    "platformcraft-workshop/tools/schemas.yaml": """\
Tool:
  type: object
  description: A tool.
  properties:
    "no": { type: integer, description: "Its number." }
    kind: { type: string, description: "What it is." }
  required: ["no", kind]

ToolList:
  type: array
  description: Tools.
  items: { $ref: "#/Tool" }

Sharpening:
  type: object
  description: How to sharpen.
  properties:
    angle: { type: integer, description: "Degrees." }
    oil: { type: boolean, description: "Whether to use oil." }
    stone: { type: string, description: "The stone to use." }

Sharpened:
  type: object
  description: What is left.
  properties:
    left: { type: integer, description: "Tools that are left." }
  required: [left]
""",
    "platformcraft-workshop/tools/examples.yaml": """\
tools:
  summary: One tool.
  value: [{ "no": 1, kind: chisel }]

sharpening:
  summary: A usual angle.
  value: { angle: 30 }

sharpened:
  summary: Four are left.
  value: { left: 4 }
""",
    "platformcraft-common/schemas.yaml": """\
Error:
  type: object
  description: An error.
  properties:
    code: { type: integer, description: "Its number." }
    msg: { type: string, description: "The reason." }
  required: [code, msg]
""",
    "platformcraft-common/responses.yaml": """\
NotFound:
  description: There is none.
  content:
    application/json:
      schema: { $ref: schemas.yaml#/Error }
      examples:
        missing: { $ref: examples.yaml#/missing }

ServerError:
  description: It failed.
  content:
    application/json:
      schema: { $ref: schemas.yaml#/Error }
      examples:
        missing: { $ref: examples.yaml#/missing }
""",
    "platformcraft-common/examples.yaml": """\
missing:
  summary: Nothing is there.
  value: { code: 404, msg: missing }
""",
    "deviations.yaml": "",
}


def write_specs(folder: Path) -> Path:
    """Write the descriptions and the lock of the page into a folder named specs, and return it."""
    return pages_with_specs.write_specs(folder, FILES, {"platformcraft": PAGE})
