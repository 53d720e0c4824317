"""Every field of every JSON body that creates or changes something: what is sent is stored, and can be read back."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import httpx2
import pytest
from generator.transform import resolve
from generator.type_guards import is_list, is_object

from tests.bundles import BUNDLES
from tests.contract.calls_kinescope import IDS, sample
from tests.contract.local import Clients, SeededServer, arguments_of, vendor
from tests.contract.mounts import MOUNTS
from tests.described_operations import OPERATIONS, DescribedOperation, kinds_of
from tests.seed.account import PLAIN
from tests.seed.kinescope import AD

FILES = {"360p": ["5e37d3ef534b444004244ebc"], "480p": ["5d5450de534b447a006cb748"]}
"""Files of two qualities, with the ids of the vendor's page."""

WRITES = [
    each
    for each in OPERATIONS
    if each.request and each.request[0] == "application/json" and not each.name.startswith("auth.")
]
FIELDS = [(each, name) for each in WRITES for name in each.request[1].get("properties", {})]  # type: ignore[index]


PROBES: dict[str, Any] = {
    "videos.annotations.create type": "text",
    "videos.annotations.create video_id": IDS["other_video_id"],
    "videos.annotations.create annotation_poster_id": IDS["poster_id"],
    "videos.annotations.update annotation_poster_id": IDS["poster_id"],
    "videos.move project_id": IDS["project_id"],
    "videos.move folder_id": IDS["inner_folder_id"],
    "videos.copy parent_id": IDS["inner_folder_id"],
    "videos.cut project_id": IDS["project_id"],
    "videos.cut folder_id": IDS["folder_id"],
    "videos.update_chapters items": [{"time": 0, "title": "probe"}],
    "projects.create player_id": IDS["player_id"],
    "projects.update player_id": IDS["player_id"],
    "projects.folders.create parent_id": IDS["inner_folder_id"],
    "players.create ads": [AD],
    "players.update ads": [],
    "file_requests.create uploading_location_id": IDS["inner_folder_id"],
    "file_requests.update uploading_location_id": IDS["inner_folder_id"],
    "file_requests.create expired_at": "2031-02-03T04:05:06Z",
    "file_requests.update expired_at": "2031-02-03T04:05:06Z",
    "playlists.update parent_id": IDS["folder_id"],
    "playlists.create parent_id": IDS["folder_id"],
    "playlists.update settings": {"sort_field": "title", "sort_order": "desc"},
    "moderators.create email": "probe@example.com",
    "moderators.update email": "probe@example.com",
    "cdn.zones.create origins": [{"addr": "probe.example.com"}],
    "cdn.zones.update origins": [{"addr": "probe.example.com"}],
    "cdn.zones.create access_control": {"jwt_secret": "a", "secure_link": "b"},
    "cdn.zones.update access_control": {"jwt_secret": "a", "secure_link": "b"},
    "cdn.zones.create settings": {"index_html": "probe.html", "block_bad_bots": True},
    "cdn.zones.update settings": {"index_html": "probe.html", "block_bad_bots": True},
    "speak.rooms.participants.create user_id": sample(0xEE),
    "speak.rooms.create owner_id": sample(0xEE),
    "speak.rooms.create participants": [{"name": "probe"}],
    "videos.uploads.init parent_id": IDS["inner_folder_id"],
    "live.events.create parent_id": IDS["live_project_id"],
    "live.events.move parent_id": IDS["live_project_id"],
    **{
        f"live.events.{verb} {field}": value
        for verb in ("create", "update")
        for field, value in {
            "scheduled": {"time": "2031-02-03T04:05:06Z"},
            "record": {"parent_id": IDS["project_id"]},
            "video": {"presets": ["360p", "720p"]},
            "restreams": [{"name": "probe", "url": "rtmp://example.com/probe", "key": "k2"}],
        }.items()
    },
    "live.events.streams.update started_at": "2031-02-03T04:05:06Z",
    "live.events.streams.schedule started_at": "2031-02-03T04:05:06Z",
    "recorder.streams.create src": "https://example.com/probe.m3u8",
    **{f"recorder.records.{verb} email": "probe@example.com" for verb in ("start", "create", "update")},
    "recorder.records.update start": 1_556_305_000,
    "streamer.channels.create qualities": ["480p", "360p"],
    "streamer.channels.create rtmp_publish": {"stream_name": "s", "url": "rtmp://probe.example.com"},
    "streamer.channels.update rtmp_publish": {"stream_name": "s", "url": "rtmp://probe.example.com"},
}
"""Values of fields whose description allows no invented one."""
KEYS = {
    "videos.update_chapters items": "chapters.items",
    "videos.update_chapters enabled": "chapters.enabled",
    "videos.copy parent_id": "folder_id",
    "videos.uploads.init parent_id": "folder_id",
    "videos.annotations.create type": "annotation_type",
    "live.events.streams.update started_at": "stream.started_at",
    "streamer.channels.create gag": "gag.items",
    "streamer.channels.update gag": "gag.items",
}
"""Where a field is read that has another name there."""
ONLY_EFFECT = "it is an order, whose effect its own test shows"
EXCEPTIONS: dict[str, str] = {
    "videos.annotations.update video_id": "the seeded annotation is of type text, which has no video",
    "videos.concat prepend": "it becomes a part of the file",
    "videos.concat append": "it becomes a part of the file",
    "videos.concat replace": ONLY_EFFECT,
    "videos.cut crop": ONLY_EFFECT,
    "videos.cut trim": ONLY_EFFECT,
    "projects.create catalog_type": "it is the filter of the list",
    "projects.update apply_to_videos": ONLY_EFFECT,
    "additional_materials.update title": "no operation reads a material",
    "drm.auth.update strict": "no response has it",
    "drm.auth.update_workspace strict": "no response has it",
    "file_requests.update archived": "it is read as archived_at",
    "privacy_domains.update archived": "it is read as archived_at, and an archived domain is not listed",
    "playlists.create entity_ids": "they are the entities of the list",
    "playlists.entities.add entity_ids": "they are the entities of the list",
    "playlists.entities.add replace": ONLY_EFFECT,
    "playlists.entities.remove entity_ids": ONLY_EFFECT,
    "playlists.entities.move position": "it is the order of the entities",
    "moderators.create password": "a secret that is never returned",
    "moderators.update password": "a secret that is never returned",
    "videos.uploads.init type": ONLY_EFFECT,
    "videos.uploads.init filename": "it is the name of the file that is to come",
    "videos.uploads.init filesize": "it is the length of the upload session",
    "videos.uploads.init client_ip": "no response has it",
    "live.events.streams.schedule started_at": "the event shows the stream that is on, and not the next one",
    "files.update dir": "it is the folder of the path",
    "files.update max_height": "sizes of previews, which are not made here",
    "files.update max_width": "sizes of previews, which are not made here",
    "files.uploads.complete sha256": "it is compared with the parts",
    "recorder.streams.create qualities": "they are read from the source, which does not exist",
    "recorder.streams.create parse_master": ONLY_EFFECT,
    "recorder.records.start path": "it is the path of the file that is to come",
    "recorder.records.create path": "it is the path of the file that is to come",
    "recorder.records.update path": "it is the path of the file that is to come",
    "streamer.blocks.copy name": "it names the copies, and not the block",
    "streamer.blocks.copy timestamps": "there is a copy for each",
    "streamer.blocks.copy publish": "it is the status of the copies",
}
"""Fields that no object shows under their name, with the reasons. Their own tests show what they do."""


def probe(described: DescribedOperation, field: str, before: Any) -> Any:
    """A value for the field that differs from the one before."""
    assert described.request
    schema = resolve(described.document, described.request[1]["properties"][field])
    arms = [resolve(described.document, arm) for arm in schema.get("anyOf", ())]
    schema = next((arm for arm in arms if arm.get("type") != "null"), schema)
    kinds = kinds_of(described.document, schema)
    if "enum" in schema:
        return next(each for each in schema["enum"] if each != before)
    if "boolean" in kinds:
        return not before
    if "integer" in kinds or "number" in kinds:
        return (before if isinstance(before, int | float) else schema.get("minimum", 0)) + 1
    return ["probe"] if "array" in kinds else {} if "object" in kinds else f"probe-{field}"


def contains(found: Any, sent: Any) -> bool:
    """Whether what was sent is in what was found, which may have more keys."""
    if is_object(sent) and is_object(found):
        return all(contains(found.get(key), value) for key, value in sent.items())
    if is_list(sent) and is_list(found):
        return len(found) == len(sent) and all(map(contains, found, sent))
    return bool(found == sent)


def values(document: dict[str, Any], key: str) -> list[Any]:
    """The value at a path of keys; none if there is no such key."""
    node: Any = document
    for step in key.split("."):
        if not is_object(node) or step not in node:
            return []
        node = node[step]
    return [node]


class Change:
    """A request of an operation with one more field, and the stored objects that can be read after it."""

    def __init__(self, target: SeededServer, described: DescribedOperation, field: str) -> None:
        target.restore()
        with contextlib.closing(Clients(target.server)) as clients:
            given = target.fitting(described.name, arguments_of(BUNDLES[described.service], described.name))
            host, sent = clients.request(described.service, described.name, given)
        headers = {name: text for name, text in sent.headers.items() if name in ("authorization", "content-type")}
        name = f"{described.name} {field}"
        self.key = KEYS.get(name, field)
        self.path = sent.target
        self.server = target.server.url
        with httpx2.Client(
            base_url=self.server + MOUNTS[host], headers=headers, trust_env=False, verify=PLAIN, timeout=30
        ) as self.http:
            body = json.loads(sent.body or b"{}")
            before = next(iter(self._read({}, {})), body.get(field))
            self.value = target.seeded.actual(PROBES[name]) if name in PROBES else probe(described, field, before)
            if name.startswith("streamer.") and field in ("gag", "items"):
                self.value = {quality: files[::-1] for quality, files in target.seeded.actual(FILES).items()}
            if name == "videos.annotations.create video_id":
                body["type"] = "video"
            if sent.method == "POST" and described.name == "streamer.channels.create" and field == "qualities":
                body["gag"] = target.seeded.actual(FILES)
            self.response = self.http.request(sent.method, self.path, json={**body, field: self.value})
            self.stored = self._read(body, self._made())

    def _made(self) -> dict[str, Any]:
        answer = self.response.json() if self.response.content else {}
        made = answer.get("data", answer) if is_object(answer) else {}
        return made if is_object(made) else {}

    def _read(self, body: dict[str, Any], made: dict[str, Any]) -> list[Any]:
        """The values of the field in all objects that may be the changed one."""
        path = self.path.partition("?")[0]
        parent, _, last = path.rpartition("/")
        own = made.get("id") or made.get("user_id")
        outer = parent.rpartition("/")[0]
        urls = [path, parent, *(f"{each}/{own}" for each in (path, parent, outer))]
        urls.append(f"{parent}/record/{made.get('instant_record_id')}")
        urls.append(f"{self.server}/kinescope/api/v1/videos/{own}")
        if "/object" in path:
            urls = [f"{path.partition('/object')[0]}/object{made.get('path', '')}"] if made else [path]
        found: list[Any] = []
        known = {own or last, made.get("instant_record_id") or last, own or parent.rpartition("/")[2]}
        for url in urls:
            response = self.http.get(
                url, params={} if "platformcraft" in str(self.http.base_url) else {"per_page": 100}
            )
            answer = response.json() if response.status_code == 200 and response.content else None
            answer = answer.get("data", answer) if is_object(answer) else answer
            documents = answer if is_list(answer) else [answer]
            for each in documents:
                identity = {each.get("id"), each.get("user_id")} if is_object(each) else set()
                single = is_object(answer) and identity == {None} and url == path
                event = path.endswith("/stream") and url == parent
                if is_object(each) and (identity & known or single or event):
                    found += values(each, self.key)
        return found


def test_every_exception_is_a_field() -> None:
    known = {f"{described.name} {field}" for described, field in FIELDS}
    assert EXCEPTIONS.keys() | PROBES.keys() | KEYS.keys() <= known


@pytest.mark.parametrize(("described", "field"), FIELDS, ids=[f"{each.name}-{field}" for each, field in FIELDS])
def test_a_field_that_is_sent_is_stored(
    seeded_servers: dict[str, SeededServer], described: DescribedOperation, field: str
) -> None:
    name = f"{described.name} {field}"
    change = Change(seeded_servers[vendor(described.service)], described, field)
    shown = [found for found in change.stored if contains(found, change.value)]
    if name in EXCEPTIONS:
        assert not (change.stored and len(shown) == len(change.stored)), "the exception is not needed"
        return
    assert change.response.is_success, change.response.text
    assert change.stored, "nothing shows the field"
    assert len(shown) == len(change.stored), (change.value, change.stored)
