"""Both dialects on small pages: the inventory has all their contents, and changes are recognized."""

from __future__ import annotations

from vendor_docs import Field, Inventory, Operation, Parameter, read

from tests.unit.vendor_docs.sample_pages import KINESCOPE, PLATFORMCRAFT


def kinescope(*changes: tuple[str, str]) -> Inventory:
    return read("kinescope", changed(KINESCOPE, changes))


def platformcraft(*changes: tuple[str, str]) -> Inventory:
    return read("platformcraft", changed(PLATFORMCRAFT, changes))


def changed(text: str, changes: tuple[tuple[str, str], ...]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return text


def keys(inventory: Inventory) -> list[tuple[str, str, int]]:
    return [operation.key for operation in inventory.operations]


def one(inventory: Inventory, title: str, occurrence: int = 1) -> Operation:
    found = [o for o in inventory.operations if o.title == title and o.occurrence == occurrence]
    assert len(found) == 1
    return found[0]


def marks(row: Field | Parameter) -> tuple[str, str | None, bool | None, tuple[str, ...]]:
    return row.name, row.type, row.required, row.enum


KINESCOPE_KEYS = [
    ("v1/trees/fruits", "Fruit list", 1),
    ("v1/trees/fruits", "Pick fruit", 1),
    ("v1/trees/fruits", "Reorder", 1),
    ("v1/trees", "Tree list", 1),
    ("v1/trees", "Plant tree", 1),
    ("v1/trees", "Plant tree", 2),
    ("v1/weather", "Forecast", 1),
    ("v1/harvest", "Weigh", 1),
    ("v2/trees", "Upload tree", 1),
    ("v2/pictures", "Show picture", 1),
]
PLATFORMCRAFT_KEYS = [
    ("Gate", "Getting a key with name and word", 1),
    ("Baskets", "Basket filling", 1),
    ("Baskets/Lids", "Lid closing", 1),
    ("Baskets", "Getting a basket", 1),
]


def test_kinescope_entries_are_read() -> None:
    page = kinescope()
    assert keys(page) == KINESCOPE_KEYS
    assert page.sections == (
        *("v1", "v1/trees", "v1/trees/fruits", "v1/weather", "v1/ladders", "v1/harvest"),
        *("v2", "v2/trees", "v2/pictures"),
    )
    pick = one(page, "Pick fruit")
    assert (pick.host, pick.method, pick.path) == ("api", None, "/v1/trees/{tree_id}/fruits/{fruit_id}/pick")
    assert KINESCOPE.split("\n")[pick.line - 1].endswith("}Pick fruit")
    assert one(page, "Weigh").path == "/v1/harvest/weight(.json|.csv)"
    assert one(page, "Show picture").host == "upload"
    upload = one(page, "Upload tree")
    assert (upload.host, upload.path) == (None, None)
    assert [(p.name, p.where, p.example) for p in upload.parameters] == [
        ("X-Tree-Title", "header", None),
        ("X-Tree-Picture", "header", "oak.png"),
    ]
    assert [(p.name, p.where, p.type, p.example) for p in one(page, "Plant tree", 2).parameters] == [
        ("branch", "form", "file", None),
        ("title", "form", "text", "a branch"),
    ]


def test_kinescope_tables_are_read() -> None:
    page = kinescope()
    assert [marks(row) for row in one(page, "Plant tree").fields] == [
        ("kind", "string", True, ("apple", "pear")),
        ("colour", "string", None, ("green", "red")),  # printed with a Cyrillic letter
        ("owner_id", "uuid", None, ()),
        ("label", "string", False, ()),
        ("water", "object", False, ()),
        ("water.litres", "integer", True, ()),
        ("water.when", "string", False, ("dawn", "noon", "dusk")),
        ("strict", "bool", None, ()),
    ]
    assert [marks(row) for row in page.section_fields["v1/trees"]] == [
        ("id", "string", None, ()),
        ("kind", "enum", None, ("apple", "pear", "wild-plum")),
        ("height", "number", None, ()),
        ("planted_at", "datetime", None, ()),
    ]
    assert [row.name for row in page.section_fields[""]] == ["error.code", "error.detail"]
    assert [(error.table, error.code, error.name) for error in page.errors] == [
        ("http", "200", "OK"),
        ("http", "404", "Not Found"),
        ("http", "5xx", "Server Error"),
        ("code", "7", "EMPTY_BASKET"),
        ("code", "400900", None),
    ]


def test_kinescope_examples_are_read() -> None:
    page = kinescope()
    listed = one(page, "Fruit list").examples[0]
    assert listed.value == {
        "meta": {"order": {"size": "asc"}},
        "data": [{"id": "<UUID>", "size": 3, "note": "ripe and\tred"}],
    }
    request, cut = one(page, "Reorder").examples
    assert (request.kind, request.value) == ("request", ["<UUID>", "<UUID>"])
    assert (cut.kind, cut.repairs) == ("response", ("cut",))
    assert cut.value == {"data": [{"id": "<UUID>", "size": 3}, {"id": "<UUID>"}]}
    body, response, error = one(page, "Plant tree").examples
    assert (body.kind, body.value, body.repairs) == (
        "request",
        {"kind": "apple", "water": {"litres": 2}},
        ("trailing-comma",),
    )
    assert (response.kind, error.kind) == ("response", "error")
    unmarked = one(page, "Forecast").examples[0]  # truncated without notice, directly followed by the next heading
    assert (unmarked.value, unmarked.repairs) == (
        {"data": [{"name": "Pomona", "sky": "grey"}, {"name": "Silvan"}]},
        ("cut",),
    )
    assert [example.kind for example in page.examples] == ["error"]


def test_kinescope_changes_are_recognized() -> None:
    renamed = kinescope(("Tree list\n", "All that grows here\n"))
    assert keys(renamed)[3] == ("v1/trees", "All that grows here", 1)
    assert len(keys(renamed)) == len(KINESCOPE_KEYS)
    added = kinescope(
        ("Pick fruit\n", "Paint fruit\n{{baseHost}}/v1/trees/:tree_id/fruits/:fruit_id/paintPaints it.\nPick fruit\n")
    )
    assert keys(added) == [KINESCOPE_KEYS[0], ("v1/trees/fruits", "Paint fruit", 1), *KINESCOPE_KEYS[1:]]
    moved = kinescope(("/fruits/:fruit_id/pickTakes", "/apples/:fruit_id/pickTakes"))
    assert one(moved, "Pick fruit").path == "/v1/trees/{tree_id}/apples/{fruit_id}/pick"
    assert keys(moved) == KINESCOPE_KEYS
    begin, end = KINESCOPE.index("weather\nForecast"), KINESCOPE.index("ladders\n")
    removed = read("kinescope", KINESCOPE[:begin] + KINESCOPE[end:])
    assert keys(removed) == [key for key in KINESCOPE_KEYS if key[0] != "v1/weather"]
    section = kinescope(
        ("weather\nForecast", "clouds\nCloud list\n{{baseHost}}/v1/cloudsGives all.\nweather\nForecast")
    )
    assert ("v1/clouds", "Cloud list", 1) in keys(section)
    mixed = kinescope(("/v1/weatherTells", "/v1/weather/:dayNoTells"))
    assert one(mixed, "Forecast").path == "/v1/weather/{dayNo}"


def test_platformcraft_entries_are_read() -> None:
    page = platformcraft()
    assert keys(page) == PLATFORMCRAFT_KEYS
    assert page.sections == ("Rules", "Gate", "Baskets", "Baskets/Lids")
    key, filling, closing, getting = page.operations
    assert (key.host, key.method, key.path) == ("gate.invalid", "POST", "/key")
    assert key.content_type == "application/x-www-form-urlencoded"
    assert [(p.name, p.where, p.required) for p in key.parameters] == [("name", "form", None), ("word", "form", True)]
    assert (filling.path, filling.content_type) == ("/2/basket/{basket_id}{place}", "application/json")
    assert [(p.name, p.where, p.type, p.required, p.enum) for p in filling.parameters] == [
        ("Content-Length", "header", None, None, ()),
        ("basket_id", "path", None, None, ()),
        ("place", "path", None, None, ()),
        ("what", "body", None, True, ("fruit", "bread")),
        ("heavy", "body", "boolean", False, ()),
    ]
    assert (closing.method, closing.query, closing.content_type) == ("DELETE", ("close", "lidId"), None)
    assert (getting.path, getting.content_type) == ("/2/basket/{id}", None)  # the page prints an id


def test_platformcraft_examples_are_read() -> None:
    key, filling, _, getting = platformcraft().operations
    form = {"name": "a", "word": "b"}
    assert [(e.kind, e.source, e.value) for e in key.examples] == [
        *(("request", language, form) for language in ("curl", "javascript", "python")),
        ("response", "page", {"key": "abc", "until": 1520720412}),
    ]
    body, *samples, response = filling.examples
    assert body.value == {"what": "fruit", "size": {"w": 1}, "state": "open"}
    assert body.required == ("what",)
    assert body.enums == (("what", ("fruit", "bread")), ("state", ("open", "shut")))
    assert [name for name, _ in body.notes] == ["what", "size", "size.w", "state"]
    assert [sample.value for sample in samples] == [{"what": "fruit", "from": "{unix_time}"}] * 3
    assert response.value == {
        "id": "5b30",
        "more": {},
        "link": "baskets.invalid/5b30",
        "src": "a",
        "things": [{"n": 1}],
    }
    assert set(response.repairs) == {"bare-key", "comment", "cut", "missing-quote", "stray-value", "missing-bracket"}
    assert (getting.examples[0].kind, getting.examples[0].value) == ("response", [{"id": "5b30"}])


def test_platformcraft_changes_are_recognized() -> None:
    assert keys(platformcraft(("Lid closing\n", "Shutting it\n")))[2] == ("Baskets/Lids", "Shutting it", 1)
    begin, end = PLATFORMCRAFT.index("Lids\n"), PLATFORMCRAFT.index("Getting a basket\n")
    removed = read("platformcraft", PLATFORMCRAFT[:begin] + PLATFORMCRAFT[end:])
    assert keys(removed) == [key for key in PLATFORMCRAFT_KEYS if key[0] != "Baskets/Lids"]
    card = (
        "Lid opening\n\nDescription Opens a lid\nStructure URL https://baskets.invalid/2/basket/{basket_id}/lid?open\n"
        "Method POST\nRequest body type -\nReturns -\n\n"
    )
    assert keys(platformcraft(("Getting a basket\n", f"{card}Getting a basket\n"))) == [
        *PLATFORMCRAFT_KEYS[:3],
        ("Baskets/Lids", "Lid opening", 1),
        PLATFORMCRAFT_KEYS[3],
    ]
    sample = platformcraft(("requests.request('DELETE', url)", "requests.request('PURGE', url)"))
    assert sample.operations[2].prose.sha256 != platformcraft().operations[2].prose.sha256
