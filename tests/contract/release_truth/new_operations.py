"""Operations of our own in each vendor's dialect: the five plain ones on objects, and an action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

_ITEM = '{ "id": "<UUID>", "title": "ours", "shade": "red", "weight": 3 }'
_ROWS = (("title", "string", "Words of ours on it. Required"), ("shade", "string", "Its shade of ours. Not required"))


@dataclass(frozen=True, slots=True)
class NewOperation:
    """An operation to add. `url` is as the page writes it, `path` as specs/ do, without the beginning of the path."""

    kind: Literal["GET list", "GET one", "POST", "PUT", "DELETE", "action"]
    method: str
    title: str
    url: str
    path: str
    request: str = ""
    response: str = ""

    @property
    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """Return the rows of the table of its request."""
        return _ROWS if self.kind in {"POST", "PUT"} else ()


def set_of(prefix: str, noun: str) -> list[NewOperation]:
    """Return an operation of each kind on a collection below a URL."""
    many = f"/{noun}s"
    variable = f":{noun}_id" if prefix.startswith("{{") else f"{{{noun}_id}}"
    whole, one = f"{prefix}{many}", f"{prefix}{many}/{variable}"
    path, item = many, f"{many}/{{{noun}_id}}"
    meta = '"meta": { "pagination": { "page": 1, "per_page": 10, "total": 1 } }'
    body = '{ "title": "ours", "shade": "red" }'
    listed = f'{{ {meta}, "data": [ {_ITEM} ] }}'
    return [
        NewOperation("GET list", "GET", f"List {noun}s", whole, path, "", listed),
        NewOperation("GET one", "GET", f"Get {noun}", one, item, "", f'{{ "data": {_ITEM} }}'),
        NewOperation("POST", "POST", f"Create {noun}", whole, path, body, f'{{ "data": {_ITEM} }}'),
        NewOperation("PUT", "PUT", f"Update {noun}", one, item, body, f'{{ "data": {_ITEM} }}'),
        NewOperation("DELETE", "DELETE", f"Delete {noun}", one, item, "", '{ "data": { "success": true } }'),
        NewOperation("action", "POST", f"Freeze {noun}", f"{one}/freeze", f"{item}/freeze", '{ "degrees": 3 }',
                     '{ "data": { "frozen": true } }'),
    ]  # fmt: skip


def rendered(one: NewOperation, *, piped: bool, labelled: bool) -> str:
    """Return an operation as text of the page, from its title to the line break after it."""
    return _piped(one, labelled=labelled) if piped else _headed(one)


def _piped(one: NewOperation, *, labelled: bool) -> str:
    label = f"{one.method} " if labelled else ""
    table = ""
    if one.rows:
        rows = "".join(f"| {' | '.join(row)} |\n" for row in one.rows)
        table = f"| Field | Type | Description |\n|---|---|---|\n{rows}"
    said = f"Says in many words of ours what it does with the {one.title.lower()}."
    return f"{one.title}\n{label}{one.url}{said}\n{table}{one.request}{one.response}"


def _headed(one: NewOperation) -> str:
    rows = "".join(
        f"{name} {'' if kind == 'string' else kind + ' type parameter, '}{text}\n" for name, kind, text in one.rows
    ).replace(". Required", " (required)").replace(". Not required", "")  # fmt: skip
    parameters = f"Parameters\n{rows}" if rows else ""
    request = f"Request body example\n\n{_spread(one.request)}\n" if one.request else ""
    kind = "application/json" if one.request else "-"
    response = one.response.replace("<UUID>", "5b30bc7c1658f770c3a2bf5c")
    address = one.url.partition("?")[0]
    code = (
        f'curl "{address}" \\\n-X {one.method} \\\n-H "Authorization: Bearer {{your_access_token}}"\n'
        f"const headers = new Headers();\n\nconst init = {{\n  method: '{one.method}',\n  headers\n}};\n\n"
        f"fetch('{address}', init)\n.then((answer) => {{\n  return answer.json();\n}});\n"
        f"import requests\n\nurl = '{address}'\n\nreq = requests.request('{one.method}', url)\n\nprint(req.text)\n"
    )
    return (
        f"{one.title}\n\nDescription Says in many words of ours what it does with the {one.title.lower()}\n"
        f"Structure URL {one.url}\nMethod {one.method}\nRequest body type {kind}\nReturns something of ours\n"
        f"{parameters}\n{request}{code}\nResponse example\n\n{_spread(response)}\n\n"
    )


def _spread(value: str) -> str:
    """Return JSON with a line for each member of its outermost object, as the page has it."""
    return value.replace("{ ", "{\n    ", 1).removesuffix(" }") + "\n}" if value.startswith("{ ") else value
