"""Markers of a listing's next page: each field of a forged one is checked, and a last page has none."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import orjson
import pytest

from tests.seed.account import Account, message

FIELDS = ("folder", "sort", "is_dir", "key", "name")
FORGED: list[tuple[str, Any]] = [
    *(("folder", value) for value in (None, 1, [])),
    *(("sort", value) for value in (None, "", "x", "id", "-id", "name desc", ["name"])),
    *(("is_dir", value) for value in (None, 2, -1, "0", [])),
    *(("key", value) for value in (None, "3", 2**63, -(2**63) - 1, 1.5, [])),
    *(("name", value) for value in (None, 1, [])),
]


def marker(account: Account, sort: str = "size") -> list[Any]:
    following = account.get("/f", f"?sort={sort}&limit=1").json()["paging"]["next"]
    text = following.split("from=")[1].split("&")[0]
    fields: list[Any] = orjson.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return fields


@pytest.fixture
def folder(account: Account) -> Account:
    for name in ("a", "b", "c"):
        account.file(f"/f/{name}", b"abc")
    return account


def following(account: Account, fields: list[Any], path: str = "/f") -> Any:
    text = urlsafe_b64encode(orjson.dumps(fields)).decode().rstrip("=")
    return account.get(path, f"?from={text}")


def test_a_marker_of_this_server_is_accepted(folder: Account) -> None:
    assert [each["name"] for each in following(folder, marker(folder)).json()["contents"]] == ["b", "c"]


@pytest.mark.parametrize(("field", "value"), FORGED, ids=str)
def test_a_forged_marker_is_rejected(folder: Account, field: str, value: Any) -> None:
    fields = marker(folder)
    try:
        fields[FIELDS.index(field)] = value
        response = following(folder, fields)
    except TypeError:  # JSON of the server has no such number
        text = urlsafe_b64encode(str(fields).replace("'", '"').encode()).decode().rstrip("=")
        response = folder.get("/f", f"?sort=size&from={text}")
    message(response, 400)


@pytest.mark.parametrize("count", [0, 1, -1])
@pytest.mark.parametrize("files", [1, 2, 5])
def test_the_last_page_has_no_next_page(account: Account, files: int, count: int) -> None:
    """However many objects it has: a page as long as the limit allows is the last one too."""
    for number in range(files):
        account.file(f"/f/{number}")
    limit = max(1, files + count)
    paging = account.get("/f", f"?limit={limit}").json()["paging"]
    assert bool(paging.get("next")) == (limit < files)
