"""Small invented pages in each dialect, and the specs that describe them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from vendor_docs import lock, read
from vendor_docs.checker import Checker

BAKERY = """\
Bakery API
Base URL: https://api.kinescope.io. Bring a key.
Errors
A status above 399 comes with a code.
{ "error": { "code": 400900, "message": "stale" }}Parts:
| Field | Type | Description |
|---|---|---|
error.code | number | A number of ours. |
| Code | Name | Description |
|---|---|---|
| 200 | OK | Baked. |
| 404 | Not Found | No such loaf. |
| 5xx | Server Error | The oven is cold. |
| Code | Name | Description |
|---|---|---|
| 7 | NO_FLOUR | The bag is empty. |
| 400900 | STALE | From yesterday. |
v1
loaves
| Field | Type | Description |
|---|---|---|
| id | string | Names the loaf. |
| grain | enum | Available values: rye, oat, spelt |
List loaves
"""
"""What the pages of the bakery begin with: errors, and the fields of a loaf."""

KINESCOPE = (
    BAKERY
    + """\
{{baseHost}}/v1/loavesGives all loaves.
{ "data": [ { "id": "<UUID>", "grain": "rye", "weight": 3 } ]}Bake loaf
{{baseHost}}/v1/loavesPuts a loaf into the oven.
| Field | Type | Description |
|---|---|---|
| grain | string | Required. Available values: rye, oat, spelt |
| weight | integer | In grams. Not required |
| sliced | bool | Whether it comes in slices. |
{ "grain": "rye", "weight": 500 }{ "data": { "id": "<UUID>", "grain": "rye", "weight": 500 }}Eat loaf
{{baseHost}}/v1/loaves/:loaf_idTakes the loaf away. There is no way back.
{ "data": { "success": true }}crumbs
v2
pictures
Upload picture
{{uploadHost}}/v2/pictureKeeps a picture of a loaf.
| Parameter | Description |
|---|---|
X-Loaf-ID | 4iUM |
X-Title | a loaf |
"""
)

PLATFORMCRAFT = """\
Rules

No more than "3" calls a minute, please.

Kitchen

https://kitchen.invalid

Heating an oven

Description Method heats an oven
Structure URL https://kitchen.invalid/2/oven/{oven_ID}
Method PUT
Request body type application/json
Returns the oven
Parameters
Required:
heat integer type parameter, degrees
Optional:
fan boolean type parameter

Request body example

{
    "heat": 200,     # degrees
    "mode": "upper"  # mode (optional). Possible values: "upper", "lower", "both".
}
Response example

{
    id: "5b30", # oven id
    heat: 200
}

Looking into an oven

Description Method shows an oven
Structure URL https://kitchen.invalid/2/oven/{oven_ID}
Method GET
Request body type -
Returns the oven

Response example

{
    id: "5b30",
    heat: 200
}
"""

PAGES = {"kinescope": KINESCOPE, "platformcraft": PLATFORMCRAFT}

_ERRORS = """\
      "404": { $ref: ../errors.yaml#/Failed }
"""

FILES = {
    "bakery/openapi.yaml": """\
servers: [{ url: https://api.kinescope.io }]
x-errors: { "500": { $ref: errors.yaml#/Failed } }
paths:
  /v1/loaves: { $ref: paths/loaves.yaml#/loaves }
  /v1/loaves/{loaf_id}: { $ref: paths/loaves.yaml#/loaf }
  /v1/crumbs: { $ref: paths/loaves.yaml#/crumbs }
  /v2/picture: { $ref: paths/loaves.yaml#/picture }
""",
    "bakery/errors.yaml": """\
Failed:
  content:
    application/json:
      schema: { $ref: "#/Error" }
Error:
  type: object
  properties:
    error: { $ref: "#/Detail" }
Detail:
  type: object
  properties:
    code: { type: integer, x-codes: { "7": NO_FLOUR, "400900": STALE } }
    message: { type: string }
""",
    "bakery/schemas/loaves.yaml": """\
Grain:
  type: string
  enum: [rye, oat, spelt, wild]
  x-values-beyond-page: [wild]
Loaf:
  type: object
  properties:
    id: { type: string, minLength: 3 }
    grain: { $ref: "#/Grain" }
    weight: { type: integer, minimum: 1 }
  required: [id]
LoafResponse:
  type: object
  properties:
    data: { $ref: "#/Loaf" }
  required: [data]
LoafList:
  type: object
  properties:
    data: { type: [array, "null"], items: { $ref: "#/Loaf" } }
NewLoaf:
  type: object
  properties:
    grain: { $ref: "#/Grain" }
    weight: { type: integer, minimum: 1 }
    sliced: { type: boolean }
  required: [grain]
Done:
  type: object
  properties:
    data: { type: object, properties: { success: { type: boolean } } }
""",
    "bakery/paths/loaves.yaml": f"""\
loaves:
  get:
    operationId: loaves.list
    x-docs: {{ page: kinescope, section: v1/loaves, entry: List loaves }}
    responses:
      "200": {{ content: {{ application/json: {{ schema: {{ $ref: ../schemas/loaves.yaml#/LoafList }} }} }} }}
{_ERRORS}
  post:
    operationId: loaves.bake
    description: Ours.
    x-docs: {{ page: kinescope, section: v1/loaves, entry: Bake loaf }}
    requestBody:
      content: {{ application/json: {{ schema: {{ $ref: ../schemas/loaves.yaml#/NewLoaf }} }} }}
    responses:
      "200": {{ content: {{ application/json: {{ schema: {{ $ref: ../schemas/loaves.yaml#/LoafResponse }} }} }} }}
{_ERRORS}
loaf:
  parameters:
    - {{ name: loaf_id, in: path, required: true, schema: {{ type: string }} }}
  delete:
    operationId: loaves.eat
    x-docs: {{ page: kinescope, section: v1/loaves, entry: Eat loaf }}
    responses:
      "200": {{ content: {{ application/json: {{ schema: {{ $ref: ../schemas/loaves.yaml#/Done }} }} }} }}
{_ERRORS}
crumbs:
  get:
    operationId: crumbs.list
    x-docs: {{ page: kinescope, section: v1/crumbs, entry: crumbs }}
    responses:
      "200": {{ description: Ours. }}
picture:
  servers: [{{ url: https://uploader.kinescope.io }}]
  post:
    operationId: pictures.upload
    x-docs: {{ page: kinescope, section: v2/pictures, entry: Upload picture }}
    parameters:
      - {{ name: X-Loaf-ID, in: header, required: true, schema: {{ type: string }} }}
      - {{ name: X-Title, in: header, schema: {{ type: string }} }}
    responses:
      "200": {{ description: Ours. }}
""",
    "kitchen/openapi.yaml": """\
servers: [{ url: https://kitchen.invalid/2 }]
paths:
  /oven/{oven_id}: { $ref: paths/ovens.yaml#/oven }
""",
    "kitchen/paths/ovens.yaml": """\
oven:
  parameters:
    - { name: oven_id, in: path, required: true, schema: { type: string } }
  put:
    operationId: ovens.heat
    x-docs: { page: platformcraft, section: Kitchen, entry: Heating an oven }
    requestBody:
      content: { application/json: { schema: { $ref: ../schemas/ovens.yaml#/Heating } } }
    responses:
      "200": { content: { application/json: { schema: { $ref: ../schemas/ovens.yaml#/Oven } } } }
  get:
    operationId: ovens.get
    x-docs: { page: platformcraft, section: Kitchen, entry: Looking into an oven }
    responses:
      "200": { content: { application/json: { schema: { $ref: ../schemas/ovens.yaml#/Oven } } } }
""",
    "kitchen/schemas/ovens.yaml": """\
Heating:
  type: object
  properties:
    heat: { type: integer }
    fan: { type: boolean }
    mode: { type: string, enum: [upper, lower, both] }
  required: [heat]
Oven:
  type: object
  properties:
    id: { type: string }
    heat: { type: integer }
""",
}


def built(folder: Path) -> Path:
    """Write the specs and the lock into a folder named specs; return it."""
    return write_specs(folder, FILES, PAGES)


def write_specs(folder: Path, files: Mapping[str, str], pages: Mapping[str, str]) -> Path:
    """Write descriptions, and a lock of the pages, into a folder named specs; return it."""
    specs = folder / "specs"
    for name, text in files.items():
        path = specs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    lock.write(specs / lock.FILE, [read(page, text) for page, text in pages.items()])
    return specs


def checker(folder: Path, page: str) -> Checker:
    """Return a check of one of the pages."""
    return Checker(built(folder), page)
