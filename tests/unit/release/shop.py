"""A small page of our own making, the descriptions that agree with it, and a repository that has them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.unit.vendor_docs import pages_with_specs
from tests.unit.vendor_docs.pages_with_specs import BAKERY

PAGE = (
    BAKERY
    + """\
GET {{baseHost}}/v1/loavesGives all loaves.
{ "meta": { "pagination": { "page": 1, "per_page": 10, "total": 1 } },
"data": [ { "id": "<UUID>", "grain": "rye", "weight": 3 } ]}Bake loaf
POST {{baseHost}}/v1/loavesPuts a loaf into the oven.
| Field | Type | Description |
|---|---|---|
| grain | string | Required. Available values: rye, oat, spelt |
| weight | integer | In grams. Not required |
| label | string | Printed on the crust. Not required |
| sliced | bool | Whether it comes in slices. |
{ "grain": "rye", "weight": 500 }{ "data": { "id": "<UUID>", "grain": "rye", "weight": 500 }}Eat loaf
DELETE {{baseHost}}/v1/loaves/:loaf_idTakes the loaf away. There is no way back.
{ "data": { "success": true }}Picture loaf
POST {{baseHost}}/v1/loaves/:loaf_id/pictureKeeps a picture of a loaf.
| Parameter | Description |
|---|---|
X-Loaf-Angle | 4iUM |
X-Title | a loaf |
"""
)

_ID = "5f0cf8c6-8d3f-4c0b-9d0a-1f6f5c8f2a01"

FILES = {
    "kinescope-v1/openapi.yaml": """\
openapi: 3.1.0
info: { title: Bakery, version: "1" }
servers:
  - url: https://api.kinescope.io
tags:
  - name: loaves
    description: Loaves.
x-errors:
  "404": { $ref: ../kinescope-common/responses.yaml#/NotFound }
  "500": { $ref: ../kinescope-common/responses.yaml#/ServerError }
paths:
  /v1/loaves: { $ref: loaves/paths.yaml#/loaves }
  /v1/loaves/{loaf_id}: { $ref: loaves/paths.yaml#/loaf } # one of them
  /v1/loaves/{loaf_id}/picture: { $ref: loaves/paths.yaml#/picture }
""",
    "kinescope-v1/loaves/parameters.yaml": f"""\
LoafId:
  name: loaf_id
  in: path
  required: true
  description: The loaf's id.
  schema: {{ $ref: ../../kinescope-common/schemas.yaml#/Id }}
  example: {_ID}
""",
    "kinescope-v1/loaves/paths.yaml": """\
loaves:
  get:
    operationId: loaves.list
    tags: [loaves]
    summary: List loaves
    description: Every loaf.
    x-docs: { page: kinescope, section: v1/loaves, entry: List loaves }
    x-evidence: documented
    responses:
      "200":
        description: The loaves.
        content:
          application/json:
            schema: { $ref: schemas.yaml#/LoafList }
            examples:
              loaves: { $ref: examples.yaml#/loaves }

  post:
    operationId: loaves.bake
    tags: [loaves]
    summary: Create a loaf
    description: It takes an hour.
    x-docs: { page: kinescope, section: v1/loaves, entry: Bake loaf }
    x-evidence: documented
    requestBody:
      required: true
      content:
        application/json:
          schema: { $ref: schemas.yaml#/NewLoaf }
          examples:
            new_loaf: { $ref: examples.yaml#/new_loaf }
    responses:
      "200":
        description: The loaf.
        content:
          application/json:
            schema: { $ref: schemas.yaml#/LoafResponse }
            examples:
              loaf: { $ref: examples.yaml#/loaf }

loaf:
  parameters:
    - $ref: parameters.yaml#/LoafId

  delete:
    operationId: loaves.eat
    tags: [loaves]
    summary: Delete a loaf
    description: It is gone.
    x-docs: { page: kinescope, section: v1/loaves, entry: Eat loaf }
    x-evidence: documented
    responses:
      "200":
        description: Done.
        content:
          application/json:
            schema: { $ref: schemas.yaml#/Done }
            examples:
              eaten: { $ref: examples.yaml#/eaten }

picture:
  parameters:
    - $ref: parameters.yaml#/LoafId

  post:
    operationId: loaves.picture
    tags: [loaves]
    summary: Send a picture
    description: It is kept.
    x-docs: { page: kinescope, section: v1/loaves, entry: Picture loaf }
    x-evidence: documented
    parameters:
      - { name: X-Loaf-Angle, in: header, description: "The angle.", schema: { type: string } }
      - { name: X-Title, in: header, description: "The title.", schema: { type: string } }
    responses:
      "200":
        description: Done.
        x-empty-body: true
""",
    "kinescope-v1/loaves/schemas.yaml": """\
# What a loaf is.
Grain:
  type: string
  enum: [rye, oat, spelt, wild]
  x-values-beyond-page: [wild]
  description: The grain.

ListedLoaf:
  type: object
  description: A loaf in a list.
  properties: &loaf
    id: { $ref: ../../kinescope-common/schemas.yaml#/Id, description: "The loaf's id." }
    grain: { $ref: "#/Grain" } # never empty
    weight: { type: integer, minimum: 1, description: "The weight in grams." }
  required: [id, grain, weight]

Loaf:
  type: object
  description: A loaf.
  properties: *loaf
  required: [id, grain, weight]

LoafResponse:
  type: object
  description: The envelope around a loaf.
  properties:
    data: { $ref: "#/Loaf" }
  required: [data]

LoafList:
  type: object
  description: A page of loaves.
  properties:
    meta: { $ref: ../../kinescope-common/schemas.yaml#/PageMeta }
    data: { type: [array, "null"], description: "The loaves.", items: { $ref: "#/ListedLoaf" } }
  required: [meta, data]

NewLoaf:
  type: object
  description: A loaf to bake.
  properties:
    grain: { $ref: "#/Grain" }
    weight: { type: integer, minimum: 1, maximum: 1000, description: "The weight in grams." }
    label: { type: string, description: "The label." }
    sliced: { type: boolean, description: "Whether it comes in slices." }
  required: [grain]

Done:
  type: object
  description: The envelope around a confirmation.
  properties:
    data: { $ref: "#/Success" }
  required: [data]

Success:
  type: object
  description: A confirmation.
  properties:
    success: { type: boolean, description: "True." }
  required: [success]
""",
    "kinescope-v1/loaves/examples.yaml": f"""\
loaves:
  summary: A page with one loaf.
  value:
    meta: {{ pagination: {{ page: 1, per_page: 10, total: 1 }} }}
    data:
      - id: {_ID}
        grain: rye
        weight: 3

new_loaf:
  summary: A new loaf.
  value: {{ grain: rye, weight: 500 }}

loaf:
  summary: A loaf.
  value:
    data:
      id: {_ID}
      grain: rye
      weight: 500

eaten:
  summary: No loaf.
  value: {{ data: {{ success: true }} }}
""",
    "kinescope-common/schemas.yaml": """\
Id: { type: string, minLength: 3, description: "An id." }
NullableId: { type: [string, "null"], minLength: 3, description: "An id, or null." }
Timestamp: { type: string, format: date-time, description: "A time." }
PageMeta:
  type: object
  description: Metadata.
  properties:
    pagination: { $ref: "#/Pagination" }
  required: [pagination]
Pagination:
  type: object
  description: A position.
  properties:
    page: { type: integer, description: "The page." }
    per_page: { type: integer, description: "Its size." }
    total: { type: integer, description: "All." }
  required: [page, per_page, total]
Error:
  type: object
  description: An error.
  properties:
    error: { $ref: "#/Detail" }
  required: [error]
Detail:
  type: object
  description: A reason.
  properties:
    code:
      type: integer
      description: Its number.
      x-codes:
        "7": NO_FLOUR
        "400900": STALE
    message: { type: string, description: "The message." }
  required: [code, message]
""",
    "kinescope-common/parameters.yaml": """\
Page: { name: page, in: query, description: "The page.", schema: { type: integer } }
PerPage: { name: per_page, in: query, description: "Its size.", schema: { type: integer } }
""",
    "kinescope-common/responses.yaml": """\
NotFound:
  description: There is none.
  content:
    application/json:
      schema: { $ref: schemas.yaml#/Error }
      examples:
        stale: { $ref: examples.yaml#/stale }

ServerError:
  description: It failed.
  content:
    application/json:
      schema: { $ref: schemas.yaml#/Error }
      examples:
        stale: { $ref: examples.yaml#/stale }
""",
    "kinescope-common/examples.yaml": """\
stale:
  summary: A stale loaf.
  value: { error: { code: 400900, message: stale } }
""",
    "deviations.yaml": "",
}

GENERATE = '''\
"""Write generated/ from specs/, or check it: the files of specs/ with their sizes."""

import sys
from pathlib import Path

root = Path(__file__).resolve().parents[1]
files = sorted((root / "specs").rglob("*.yaml"))
listed = "".join(f"{path.relative_to(root).as_posix()} {len(path.read_bytes())}\\n" for path in files)
target = root / "generated" / "bakery_api" / "files.txt"
if "--check" in sys.argv:
    sys.exit("generate: files.txt is not current" if not target.is_file() or target.read_text() != listed else 0)
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(listed)
'''

PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "bakery"
version = "0.1.0"
requires-python = ">=3.11"

[tool.hatch.build.targets.wheel]
packages = ["generated/bakery_api"]
"""


HAND_WRITTEN = {
    "README.md": "## Bakery\n",
    "mockserver/BEHAVIOUR.md": "| operation | statement |\n",
    "mockserver/kinocraft_mock/demo/workspace.py": "def create(): ...\n",
    "mockserver/kinocraft_mock/services/kinescope/__init__.py": "SERVICES = ()\n",
    "mockserver/kinocraft_mock/services/kinescope/errors.py": "MESSAGES = {}\n",
    "tests/contract/calls_kinescope.py": "CALLS: dict = {}\n",
    "tests/contract/seeded_kinescope.py": "def seed(): ...\n",
}
"""What hand work is named in."""


def write_specs(folder: Path) -> Path:
    """Write the descriptions and the lock of the page into a folder named specs, and return it."""
    return pages_with_specs.write_specs(folder, FILES, {"kinescope": PAGE})


def git(root: Path, *arguments: str) -> str:
    """Run git in a repository and return what it printed."""
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def write_repository(folder: Path) -> Path:
    """Make a repository with the descriptions, a generator and a package, and return its folder."""
    root = folder / "repository"
    root.mkdir()
    write_specs(root)
    (root / "scripts").mkdir()
    (root / "scripts" / "generate.py").write_text(GENERATE, encoding="utf-8")
    (root / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (root / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n", encoding="utf-8")
    for name, text in HAND_WRITTEN.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / ".gitignore").write_text("/dist/\n__pycache__/\n", encoding="utf-8")
    subprocess.run([sys.executable, "scripts/generate.py"], cwd=root, check=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    for name, value in {"user.name": "A Baker", "user.email": "baker@example.com", "core.autocrlf": "false"}.items():
        git(root, "config", name, value)
    git(root, "add", "--all")
    moment = "2026-02-01T12:00:00+00:00"
    command = ["git", "-C", str(root), "commit", "--quiet", "--message", "Open the bakery", "--date", moment]
    subprocess.run(command, check=True, env={"GIT_COMMITTER_DATE": moment, "PATH": os.environ["PATH"]})
    return root
