"""Pages of a folder's contents."""

from __future__ import annotations

import pytest

from kinocraft_mock.services.platformcraft.files.tree import Tree
from tests.seed.account import Account, message


@pytest.fixture
def folder(account: Account) -> Account:
    """An account with the folder `/f`, whose contents have different orders by name, time and size."""
    for name in ("b", "d"):
        account.folder(f"/f/{name}")
        account.server.control.advance(1)
    for name, size in (("c", 3), ("a", 3), ("e", 1), ("Z", 2)):
        account.file(f"/f/{name}", b"x" * size)
        account.server.control.advance(1)
    return account


ORDERS = {
    "name": ["b", "d", "Z", "a", "c", "e"],
    "-name": ["d", "b", "e", "c", "a", "Z"],
    "time": ["b", "d", "c", "a", "e", "Z"],
    "-time": ["d", "b", "Z", "e", "a", "c"],
    "size": ["b", "d", "e", "Z", "a", "c"],
    "-size": ["d", "b", "c", "a", "Z", "e"],
}


@pytest.mark.parametrize("sort", ORDERS)
def test_folders_come_first_in_every_order(folder: Account, sort: str) -> None:
    assert folder.listing("/f", f"?sort={sort}") == ORDERS[sort]


def test_contents_are_sorted_by_name_by_default(folder: Account) -> None:
    assert folder.listing("/f") == ORDERS["name"]


@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize("limit", [1, 2, 3, 6])
@pytest.mark.parametrize("only", ["", "&files_only", "&dirs_only"])
def test_pages_contain_every_object_once(folder: Account, sort: str, limit: int, only: str) -> None:
    wanted = [name for name in ORDERS[sort] if (not only) or (name in "bd") == (only == "&dirs_only")]
    seen: list[str] = []
    response = folder.get("/f", f"?sort={sort}&limit={limit}{only}").json()
    while True:
        names = [entry["name"] for entry in response["contents"]]
        assert response["path"] == "/f"
        assert response["paging"]["count"] == len(wanted)
        assert response["paging"]["count_on_page"] == len(names) <= limit
        seen += names
        following = response["paging"].get("next")
        if not following:
            break
        response = folder.http.get(following).json()
    assert seen == wanted


def test_a_page_has_5000_objects_and_at_most_100000(account: Account) -> None:
    context = account.server.app.context
    with context.store.transaction():
        for number in range(5001):
            context.component(Tree).make(["f", f"{number:04}"], None)
    response = account.get("/f").json()
    assert response["paging"]["count_on_page"] == len(response["contents"]) == 5000
    (last,) = account.http.get(response["paging"]["next"]).json()["contents"]
    assert last["name"] == "5000"
    assert len(account.listing("/f", "?limit=100000")) == 5001


def test_the_next_page_has_the_address_the_page_shows(folder: Account) -> None:
    following = folder.get("/f", "?sort=-time&limit=1&files_only").json()["paging"]["next"]
    start = f"{folder.server.url}{folder.root}?sort=-time&limit=1&from="
    assert following.startswith(start)
    assert following.endswith("&files_only")


def test_addresses_use_the_host_of_the_request(folder: Account) -> None:
    response = folder.http.get(folder.url("/f") + "?limit=3", headers={"Host": "mock.test:80"}).json()
    assert response["paging"]["next"].startswith("http://mock.test:80/")
    assert response["contents"][2]["download_url"].startswith("mock.test:80/")


def test_both_flags_list_nothing(folder: Account) -> None:
    assert folder.listing("/f", "?files_only&dirs_only") == []


def test_a_flag_may_have_an_equals_sign_or_a_value_that_means_yes(folder: Account) -> None:
    assert folder.listing("/f", "?dirs_only=") == ["b", "d"]
    assert folder.listing("/f", "?dirs_only=1") == ["b", "d"]
    assert "dirs_only" in message(folder.get("/f", "?dirs_only=no"), 400)


def test_paging_is_stable_while_objects_change(folder: Account) -> None:
    first = folder.get("/f", "?limit=4").json()
    assert [entry["name"] for entry in first["contents"]] == ["b", "d", "Z", "a"]
    folder.delete("/f/a")  # the object at the marker
    folder.file("/f/A")  # before the marker
    folder.file("/f/cc")  # after it
    folder.folder("/f/q")
    rest = folder.http.get(first["paging"]["next"]).json()
    assert [entry["name"] for entry in rest["contents"]] == ["c", "cc", "e"]


def test_a_marker_stays_valid_when_its_folder_moves(folder: Account) -> None:
    following = folder.get("/f", "?limit=4").json()["paging"]["next"]
    folder.update("/f", name="g")
    moved = folder.http.get(following).json()
    assert moved["path"] == "/g"
    assert [entry["path"] for entry in moved["contents"]] == ["/g/c", "/g/e"]
    folder.delete("/g")
    message(folder.http.get(following), 404)


def test_a_marker_of_another_listing_is_rejected(folder: Account) -> None:
    following = folder.get("/f", "?limit=4").json()["paging"]["next"]
    marker = following.split("from=")[1]
    assert folder.listing("/f", f"?from={marker}") == ["c", "e"]
    message(folder.get("/f/b", f"?from={marker}"), 400)
    message(folder.get("/f", f"?from={marker}&sort=time"), 400)
    for wrong in ("x", "f5accda6edc96bf0a90d8a0a5", marker[:-3], "bnVsbA", "W10", "%00", "%D1%8F"):
        assert "from" in message(folder.get("/f", f"?from={wrong}"), 400)


def test_unknown_query_keys_are_ignored(folder: Account) -> None:
    assert folder.listing("/f", "?unknown=1&&=&%D1%8F") == ORDERS["name"]


def test_a_file_has_no_contents(folder: Account) -> None:
    assert "contents" not in folder.get("/f/a", "?limit=1").json()
