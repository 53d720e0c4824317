"""additional_materials: upload, get_link, update, reorder, delete."""

from __future__ import annotations

from typing import Any

import pytest

from kinocraft_mock.services.kinescope.ids import short
from kinocraft_mock.services.kinescope.store.resource_types import ADDITIONAL_MATERIAL
from tests import seed
from tests.seed.workspace import UNKNOWN_ID, UPLOADER, Workspace, data, error, invalid
from tests.unit.mock.kinescope.uploads import upload_helpers as given

MATERIAL = "/v1/additional-materials"


@pytest.fixture
def video(workspace: Workspace) -> str:
    """The id of a video."""
    return seed.new_video(workspace)


def link(workspace: Workspace, material: dict[str, Any]) -> str:
    found: str = data(workspace.get(f"{MATERIAL}/{material['id']}/link"))["link"]
    return found


def titles(workspace: Workspace, video: str) -> list[str]:
    return [material["title"] for material in seed.get_video(workspace, video)["additional_materials"]]


def test_a_material_is_listed_with_its_video(workspace: Workspace, video: str) -> None:
    made = seed.additional_material(workspace, video, b"%PDF", X_File_Name="handout.pdf", X_Title="Handout")
    assert (made["video_id"], made["title"], made["filename"]) == (video, "Handout", "handout.pdf")
    assert (made["filetype"], made["size"], made["position"]) == ("application/pdf", 4, 1)
    assert (made["created_at"], made["updated_at"], made["deleted_at"]) == ("2020-09-13T12:26:40Z", None, None)
    assert seed.get_video(workspace, video)["additional_materials"] == [made]
    assert seed.additional_material(workspace, short(video))["position"] == 2


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("%D0%A2%D0%B5%D0%B7%D0%B8%D1%81%D1%8B.pdf", "Тезисы.pdf"),
        ("Тезисы.pdf", "Тезисы.pdf"),
        ("a/b%2Fc\\d.txt", "d.txt"),
        ("..", "material"),
        ("100%.txt", "100%.txt"),
    ],
)
def test_names_may_have_any_script(workspace: Workspace, video: str, sent: str, kept: str) -> None:
    url = f"{workspace.server.url}{UPLOADER}/additional-material"
    headers = {b"X-Video-ID": video.encode(), b"X-File-Name": sent.encode(), b"Content-Type": given.OCTETS.encode()}
    made = data(workspace.http.post(url, content=b"text", headers=headers))
    assert (made["filename"], made["title"]) == (kept, kept)
    assert workspace.http.get(link(workspace, made)).content == b"text"


def test_a_material_without_a_name_gets_a_default(workspace: Workspace, video: str) -> None:
    made = seed.additional_material(workspace, video)
    assert (made["filename"], made["title"], made["filetype"]) == ("material", "material", given.OCTETS)


def test_an_interrupted_upload_leaves_nothing(workspace: Workspace, video: str) -> None:
    url = f"{workspace.server.url}{UPLOADER}/additional-material"
    headers = {"Authorization": "Bearer mock-token", "X-Video-ID": video, "Content-Type": given.OCTETS}
    given.lose("POST", url, headers, b"half", 10)
    arriving = workspace.server.app.context.blobs.arriving().parent
    given.eventually(lambda: list(arriving.iterdir()), [])
    assert titles(workspace, video) == []


def test_the_link_needs_no_token(workspace: Workspace, video: str) -> None:
    content = bytes(range(256)) * 300
    made = seed.additional_material(workspace, video, content, X_File_Name="a b.png")
    where = link(workspace, made)
    del workspace.http.headers["Authorization"]
    response = workspace.http.get(where)
    assert (response.content, response.headers["content-type"]) == (content, "image/png")
    part = workspace.http.get(where, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, content[10:20])
    assert workspace.http.head(where).headers["content-length"] == str(len(content))


def test_the_link_expires(workspace: Workspace, video: str) -> None:
    made = seed.additional_material(workspace, video)
    first = link(workspace, made)
    workspace.server.control.advance(599)
    assert workspace.http.get(first).status_code == 200
    workspace.server.control.advance(1)
    error(workspace.http.get(first), 403, 100103)
    again = link(workspace, made)
    assert again != first
    assert workspace.http.get(again).content == b"text"


def test_the_link_is_signed(workspace: Workspace, video: str) -> None:
    made, other = seed.additional_material(workspace, video), seed.additional_material(workspace, video)
    *head, file, expires, sign, name = link(workspace, made).split("/")

    def get(*parts: str) -> Any:
        return workspace.http.get("/".join([*head, *parts]))

    assert get(file, expires, sign, name).status_code == 200
    error(get(file, str(int(expires) + 1), sign, name), 403, 100103)
    error(get(file, "x", sign, name), 403, 100103)
    error(get(file, "9" * 5000, sign, name), 403, 100103)
    error(get(file, expires, "%C3%A9", name), 403, 100103)
    error(get(link(workspace, other).split("/")[-4], expires, sign, name), 403, 100103)
    error(get(file, expires, sign, "other"), 404, 400404)
    error(get(file, expires, sign), 404, 400404)
    error(get(UNKNOWN_ID, expires, sign, name), 404, 400404)


def test_a_link_without_a_signature_is_not_found(workspace: Workspace, video: str) -> None:
    *head, file, _, _, name = link(workspace, seed.additional_material(workspace, video)).split("/")
    error(workspace.http.get("/".join([*head, file, name])), 404, 400404)


def test_only_the_title_can_be_updated(workspace: Workspace, video: str) -> None:
    made = seed.additional_material(workspace, video, X_File_Name="a.txt")
    workspace.server.control.advance(1)
    changed = data(workspace.put(f"{MATERIAL}/{made['id']}", {"title": "Новое"}))
    assert changed == {**made, "title": "Новое", "updated_at": "2020-09-13T12:26:41Z"}
    assert invalid(workspace.put(f"{MATERIAL}/{short(made['id'])}", {})) == {"title": "required"}
    assert titles(workspace, video) == ["Новое"]


def test_materials_can_be_reordered(workspace: Workspace, video: str) -> None:
    made = [seed.additional_material(workspace, video, X_Title=title) for title in "abcd"]
    order = [made[2]["id"], short(made[0]["id"])]
    assert data(workspace.patch(f"{MATERIAL}/reorder", order)) == {"success": True}
    assert titles(workspace, video) == ["c", "a", "b", "d"]
    shown = seed.get_video(workspace, video)["additional_materials"]
    assert [material["position"] for material in shown] == [1, 2, 3, 4]
    assert data(workspace.patch(f"{MATERIAL}/reorder", [])) == {"success": True}
    assert titles(workspace, video) == ["c", "a", "b", "d"]
    seed.additional_material(workspace, video, X_Title="e")
    assert titles(workspace, video)[-1] == "e"


def test_a_deleted_material_is_gone(workspace: Workspace, video: str) -> None:
    made, other = (
        seed.additional_material(workspace, video, X_Title="a"),
        seed.additional_material(workspace, video, X_Title="b"),
    )
    where = link(workspace, made)
    assert data(workspace.delete(f"{MATERIAL}/{made['id']}")) == {"success": True}
    error(workspace.http.get(where), 404, 400404)
    error(workspace.delete(f"{MATERIAL}/{made['id']}"), 404, 400404)
    error(workspace.get(f"{MATERIAL}/{made['id']}/link"), 404, 400404)
    assert titles(workspace, video) == ["b"]
    assert workspace.http.get(link(workspace, other)).content == b"text"


def test_materials_are_deleted_with_their_video(workspace: Workspace, video: str) -> None:
    where = link(workspace, seed.additional_material(workspace, video))
    workspace.delete(f"/v1/videos/{video}")
    error(workspace.http.get(where), 404, 400404)
    assert workspace.objects.count(ADDITIONAL_MATERIAL) == 0
    assert list(workspace.server.app.context.blobs.folder.iterdir()) == []
