"""Two small invented pages, one in each vendor's dialect, and the location of the real pages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

KINESCOPE = """\
Orchard API
Base URL: https://orchard.invalid. Every call needs a key.
Errors
An answer with a status above 399 says why.
{ "error": { "code": 400900, "message": "unripe" }}Parts:
| Field | Type | Description |
|---|---|---|
error.code | number | A number of ours. |
error.detail | string | Optional. More of it. |
| Code | Name | Description |
|---|---|---|
| 200 | OK | Picked. |
| 404 | Not Found | No such tree. |
| 5xx | Server Error | Rain. |
| Code | Name | Description |
|---|---|---|
| 7 | EMPTY_BASKET | Nothing came. |
| 400900 | — | The fruit is unripe. |
v1
trees
| Field | Type | Description |
|---|---|---|
| id | string | Names the tree. |
| kind | enum | Available values: apple, pear,wild-plum |
| height | number | |
| planted_at | datetime |
fruits
Fruit list
{{baseHost}}/v1/trees/:tree_id/fruitsGives the fruits of a tree, pages of them.
{ "meta": { "order": {"size":"asc"} }, "data": [ { "id": "<UUID>", "size": 3, "note": "ripe  and\\tred" } ]}Pick fruit
{{baseHost}}/v1/trees/:tree_id/fruits/:fruit_id/pickTakes the fruit off its tree. It does not grow back.
Reorder
{{baseHost}}/v1/trees/:tree_id/fruits/reorderSorts the fruits by hand.
[ "<UUID>", "<UUID>"]{ "data": [ { "id": "<UUID>", "size": 3 }, { "id": "<UUID>", "si// … truncatedTree list
{{baseHost}}/v1/treesGives all trees.
{ "data": null}Plant tree
{{baseHost}}/v1/treesPuts a tree into the ground.
Plant a tree
| Field | Type | Description |
|---|---|---|
| kind | string | apple, pear. Required |
| сolour | string | green or red |
| owner_id | uuid | user_id or team_id |
| label | string | not required |
| water | object | How it is watered. Not required. Available keys - 'litres'. |
'litres' - integer. A day. Required | ||
| "when" -string. Available values - dawn noon dusk. Not required | ||
| strict | bool | Strict about frost. |
If true then a cold tree is refused. | ||
| If false then it is let in. |
{ "kind": "apple", "water": { "litres": 2 },}{ "data": { "id": "<UUID>" }}{ "error": { "code": 7 }}Plant tree
{{baseHost}}/v1/trees/:tree_id/graftPuts a branch on a tree.
Which branch is said in the body:
- a branch of the same kind
| Parameter | Type | Description |
|---|---|---|
branch | file | — |
title | text | — · example: a branch |
weather
Forecast
{{baseHost}}/v1/weatherTells the weather in words that change.
{ "data": [ { "name": "Pomona", "sky": "grey" }, { "name": "Silvan",ladders
harvest
Weigh
{{baseHost}}/v1/harvest/weight(.json|.csv)Gives what was picked.
v2
trees
Upload tree
Sends a picture of a tree. The picture is looked at later.
See the guide:
https://orchard.invalid/guide
| Parameter | Description |
|---|---|
X-Tree-Title | `` |
X-Tree-Picture | oak.png |
pictures
Show picture
{{uploadHost}}/v2/pictureGives the picture back.
| Parameter | Description |
|---|---|
X-Tree-ID | 4iUM |
"""

_CODE = """\
curl "https://{host}{path}" \\
-X {method} \\
{curl}-H "Authorization: Bearer {{your_access_token}}"
const headers = new Headers();
{js}
const init = {{
  method: '{method}',
  headers
}};

fetch('https://{host}{path}', init)
.then((answer) => {{
  return answer.json();
}});
import requests

url = 'https://{host}{path}'
{python}
req = requests.request('{method}', url)

print(req.text)
"""


def code(method: str, host: str, path: str, body: str | None = None) -> str:
    """Return the three code samples of an entry."""
    escaped = (body or "").replace('"', '\\"').replace("\n", "\\n")
    return _CODE.format(
        method=method,
        host=host,
        path=path,
        curl=f'-d "{escaped}" \\\n' if body else "",
        js=f"const body = `{body}`;\n" if body else "",
        python=f'body = """{body}"""' if body else "",
    )


PLATFORMCRAFT = f"""\
Rules

No more than "3" calls a minute, please.

Gate

https://gate.invalid

A key opens the gate:

  1. Ask for a key.

Getting a key with name and word

Description Method for getting a key.
URL structure https://gate.invalid/key
Method POST
Request body type application application/x-www-form-urlencoded
Returns a key
Parameteres
name name
word word (required)

Request example

    https://gate.invalid/key
{code("POST", "gate.invalid", "/key", "name=a&word=b")}
Response example

{{
    "key": "abc", // good for a day
    "until": 1520720412
}}

Baskets

    https://baskets.invalid/2/

Basket filling

Description Method puts things into a basket
URL structure URL: https://baskets.invalid/2/basket/{{basket_id}}{{place}}
Method PUT
Request body type application application/json
Headers Content-Length - the size of it
Returns basket
Note Only an open basket can be filled. It stays
open afterwards.
URL parameters
basket_id basket ID
place place inside the basket
Parameteres
Required:
what what to put in. Possible values:
"fruit" - apples and the like.
"bread" - loaves.
For any value the basket must be open.
Optional:
heavy boolean type parameter (false by default).

Request example

https://baskets.invalid/2/basket/5b30bc7c1658f770c3a2bf5c/top

Request body example

{{
    "what": "fruit",          # what (required parameter). Possible values: "fruit", "bread".
    "size": {{                 # size of it
        "w":  1,              # width (optional)
    }},
    "state": "open"           # state (open - can be filled, shut - cannot)
}}
{code("PUT", "baskets.invalid", "/2/basket/{your_id}/top", '{"what": "fruit", "from": {unix_time}}')}
Response example

{{
    id: "5b30", # basket id
    "more": {{...}},
    "link": "baskets.invalid/5b30,
    "src": "a": "b",
    "things": [
    {{
        "n": 1
    }}
}}

Note

There are two kinds of basket:

a. A round one. It rolls.

Lids

Lid closing

Description Method closes the lid
Structure URL https://baskets.invalid/2/basket/{{basket_id}}/lid?close&lidId={{lidId}}
Метод DELETE
Request body type -
Returns -
{code("DELETE", "baskets.invalid", "/2/basket/{basket_id}/lid")}
Getting a basket

Description Method gives a basket
Structure URL https://baskets.invalid/2/basket/5b30bc7c1658f770c3a2bf5c
Method GET
Request body type application -
Returns a basket
{code("GET", "baskets.invalid", "/2/basket/{basket_id}")}
Response example

[
    {{ "id": "5b30" }}
]
"""

SMALL = {"kinescope": KINESCOPE, "platformcraft": PLATFORMCRAFT}


def real(page: str) -> Path | None:
    """Return the file of a vendor's page: in KINOCRAFT_PAGES, or in ../shared/docs beside the checkout."""
    folder = Path(os.environ.get("KINOCRAFT_PAGES") or ROOT.parent / "shared" / "docs")
    path = folder / f"{page}.txt"
    return path if path.is_file() else None


def need(page: str) -> str:
    """Return the text of a vendor's page; skip the test if the file is missing."""
    path = real(page)
    if path is None:
        pytest.skip(f"the vendor's page {page}.txt is not here: set KINOCRAFT_PAGES to the folder that has it")
    return path.read_text(encoding="utf-8")
