"""Invented Platformcraft operations, served by the rule."""

from __future__ import annotations

from tests.seed.account import FILESPOT, NOON, Account, message
from tests.seed.broadcast import RecorderClient, ok

NOBODY = "0" * 24


def test_objects_of_a_stream_are_kept_in_this_vendors_forms(account: Account) -> None:
    recorder = RecorderClient(account)
    stream = recorder.stream()
    made = ok(recorder.call("POST", f"/{stream}/marker", {"title": "Start", "time": 5}))
    assert made == {"id": made["id"], "stream_id": stream, "title": "Start", "time": 5, "created_at": NOON}
    assert len(made["id"]) == 24
    second = ok(recorder.call("POST", f"/{stream}/marker", {"title": "End"}))
    assert second["time"] == 0
    assert ok(recorder.call("GET", f"/{stream}/marker")) == [made, second]
    changed = ok(recorder.call("PUT", f"/{stream}/marker/{made['id']}", {"title": "Begin"}))
    assert changed == {**made, "title": "Begin"}
    assert ok(recorder.call("GET", f"/{stream}/marker/{made['id']}")) == changed
    assert recorder.call("DELETE", f"/{stream}/marker/{made['id']}").status_code == 204
    assert ok(recorder.call("GET", f"/{stream}/marker")) == [second]


def test_unknown_objects_and_accounts_are_rejected_in_this_vendors_form(account: Account) -> None:
    recorder = RecorderClient(account)
    stream = recorder.stream()
    said = message(recorder.call("GET", f"/{stream}/marker/{NOBODY}"), 404)
    assert said == "no such object: there is no marker with this id"
    assert "stream" in message(recorder.call("POST", f"/{NOBODY}/marker", {"title": "x"}), 404)
    message(recorder.call("POST", f"/{stream}/marker", {}), 400)
    message(RecorderClient(account, NOBODY).call("GET", f"/{stream}/marker"), 403)


def test_ids_may_be_numbers_and_times_of_filespots_form(account: Account) -> None:
    url = f"{FILESPOT}/fs/container/{account.server.account}/album"
    made = [ok(account.http.post(url, json={"name": name})) for name in "abc"]
    assert made[0] == {
        "id": 1,
        "name": "a",
        "create_date": "13.09.2020T12:26:40",
        "latest_update": "13.09.2020T12:26:40",
        "private": True,
    }
    assert [each["id"] for each in made] == [1, 2, 3]
    assert ok(account.http.get(f"{url}/2")) == made[1]
    page = ok(account.http.get(url, params={"limit": 2, "start": 1, "sort": "-name"}))
    assert page == {"albums": [made[1], made[0]], "count": 3, "count_on_page": 2, "next": ""}
    message(account.http.get(f"{url}/4"), 404)
    message(account.http.get(f"{url}/x"), 400)
