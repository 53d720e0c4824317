"""Requests that Kinescope rejects, apart from those about videos and uploads."""

from __future__ import annotations

from typing import Any

from tests import seed
from tests.contract.error_responses.kinescope_videos import UPLOADS, VIDEOS
from tests.contract.error_responses.rows import (
    MALFORMED,
    MALFORMED_ID,
    NO_BODY,
    NOT_FOUND,
    OCTETS,
    UNEXPECTED,
    UNKNOWN_ID,
    WRONG_ORDER,
    WRONG_TYPE,
    row,
    rows,
)

ALL = ["read", "write", "delete"]
DAY = {"from": "2020-09-13", "to": "2020-09-14"}
EVENT = {"name": "a", "type": "one-time"}
PROJECT: dict[str, Any] = {"name": "b", "privacy_type": "custom", "privacy_domains": []}
SHORT_ID_OF_NO_UUID = "I" * 22
TOO_LARGE = bytes((10 << 20) + 1)

ANALYTICS = [
    *(
        row(operation, error, params=params)
        for operation in ("analytics.overview", "analytics.custom")
        for params, error in (
            ({}, {"from": "required", "to": "required"}),
            ({"from": "2020-01-01"}, {"to": "required"}),
            ({"from": "yesterday", "to": "2020-01-01"}, {"from": "anyOf"}),
            ({"from": "2020-02-30", "to": "2020-03-01"}, {"from": "datetime"}),
            ({"from": "2020-03-01", "to": "2020-02-01"}, {"to": "gtefield"}),
        )
    ),
    row("analytics.overview", {"group_time": "oneof"}, params={**DAY, "group_time": "year"}),
    row("analytics.overview", MALFORMED, params={**DAY, "video_id": MALFORMED_ID}),
    # An hourly timeline of eight thousand years has too many steps.
    row(
        "analytics.overview",
        {"group_time": "max"},
        params={"from": "1970-01-01", "to": "9999-12-31", "group_time": "hour"},
    ),
    *(
        row("analytics.custom", error, params={**DAY, **params})
        for params, error in (
            ({"fields": "view,colour"}, {"fields": "oneof"}),
            ({"group_entities": "colour"}, {"group_entities": "oneof"}),
            ({"group": "year"}, {"group": "oneof"}),
            ({"order": "colour"}, WRONG_ORDER),
            ({"order": "video_id", "fields": "view"}, WRONG_ORDER),
            ({"order": "view.up"}, WRONG_ORDER),
        )
    ),
    *(
        row("billing.usage", error, params=params)
        for params, error in (
            ({"from": "2020-02-30"}, {"from": "datetime"}),
            ({"to": "2020-01-01T00:00:00Z"}, {"to": "datetime"}),
            ({"from": "2020-09-13", "to": "2020-09-12"}, {"to": "gtefield"}),
            ({"from": "0001-01-01", "to": "2020-09-12"}, {"to": "max"}),
            ({"group_by": "day"}, {"group_by": "oneof"}),
            ({"project_id": MALFORMED_ID}, MALFORMED),
        )
    ),
]

PROJECTS = [
    *(
        row("projects.folders.list", WRONG_ORDER, params={"order": order})
        for order in ("size", "name,size", "name.up", "name.desc.asc", "name;DROP TABLE x", "id")
    ),
    *rows(
        "projects.create",
        *(
            ({key: value for key, value in PROJECT.items() if key != name}, {name: "required"})
            for name in ("name", "privacy_type", "privacy_domains")
        ),
        ({**PROJECT, "player_id": UNKNOWN_ID}, NOT_FOUND),
        ({**PROJECT, "player_id": "x"}, MALFORMED),
    ),
    *rows(
        "projects.update",
        ({**PROJECT, "player_id": UNKNOWN_ID}, NOT_FOUND),
        ({**PROJECT, "player_id": "x"}, MALFORMED),
    ),
]

PEOPLE = [
    *rows(
        "access_tokens.create",
        ({"name": "", "scope": {}}, {"name": "min"}),
        ({"name": "t", "scope": {"api": {}}}, {"permissions": "required"}),
        ({"name": "t", "scope": {"api": {"permissions": ["all"]}}}, {"permissions": "oneof"}),
        *(
            (
                {"name": "t", "scope": {"upload": {"permissions": [], "entities": [{"id": each, "permissions": ALL}]}}},
                error,
            )
            for each, error in ((UNKNOWN_ID, NOT_FOUND), (MALFORMED_ID, MALFORMED))
        ),
    ),
    row("avatars.get_user_avatar", NOT_FOUND, {"avatar_id": "$workspace_id"}),
    row("avatars.set", NO_BODY),
    row("avatars.set", NO_BODY, headers=OCTETS),
    row("avatars.set", UNEXPECTED, content=TOO_LARGE, headers=OCTETS),
    *rows("moderators.create", ({**seed.MODERATOR, "email": 1}, WRONG_TYPE)),
    *rows("moderators.update", ({"email": "nobody"}, {"email": "email"})),
    *rows(
        "speak.rooms.create",
        ({"name": "r", "type": "party"}, {"type": "oneof"}),
        ({"name": "r", "owner_id": MALFORMED_ID}, MALFORMED),
        ({"name": "r", "owner_id": SHORT_ID_OF_NO_UUID}, MALFORMED),
        ({"name": "r", "participants": [{"name": "A"}, {"name": "B", "user_id": SHORT_ID_OF_NO_UUID}]}, MALFORMED),
    ),
    *rows("speak.rooms.update", ({"name": 5}, WRONG_TYPE)),
    *rows(
        "speak.rooms.participants.create",
        ({"name": "A", "role": "guest"}, {"role": "oneof"}),
        ({"name": "A", "user_id": SHORT_ID_OF_NO_UUID}, MALFORMED),
    ),
    *rows("speak.rooms.participants.update", ({"role": "guest"}, {"role": "oneof"})),
    row("speak.rooms.participants.update", NOT_FOUND, {"participant_id": "$participants_user_id"}, json={"name": "x"}),
    row("speak.rooms.participants.delete", NOT_FOUND, {"participant_id": "$participants_user_id"}),
    row("speak.rooms.participants.get", NOT_FOUND, {"room_id": "$other_room_id"}),
]

SETTINGS = [
    *rows(
        "cdn.zones.create",
        ({"origins": {}}, WRONG_TYPE),
        ({"settings": {"max_send_size_bytes": -1}}, UNEXPECTED),
    ),
    *(
        each
        for operation in ("drm.auth.update_workspace", "drm.auth.update")
        for each in rows(
            operation,
            ({"strict": True}, {"url": "required"}),
            ({"url": ""}, {"url": "min"}),
            ({"url": "x", "strict": "yes"}, WRONG_TYPE),
        )
    ),
    *rows(
        "file_requests.update",
        ({"title": "x", "expired_at": "tomorrow"}, {"expired_at": "datetime"}),
        ({"title": "x", "expired_at": "2020-13-01T00:00:00Z"}, {"expired_at": "datetime"}),
        ({"title": "x", "uploading_location_id": UNKNOWN_ID}, NOT_FOUND),
        ({"title": "x", "uploading_location_id": MALFORMED_ID}, MALFORMED),
        ({"archived": "yes"}, WRONG_TYPE),
    ),
    *rows("file_requests.create", ({"title": "y", "uploading_location_id": UNKNOWN_ID}, NOT_FOUND)),
    *rows(
        "players.create",
        ({"name": "n", "ads": [{**seed.AD, "trigger": {"type": "preroll/midroll"}}]}, {"type": "oneof"}),
        ({"name": "n", "ads": [{**seed.AD, "countries": {"items": ["FR"], "type": "some"}}]}, {"type": "oneof"}),
        ({"name": "n", "settings": []}, WRONG_TYPE),
    ),
    row("players.set_logo", NO_BODY),
    row("players.set_logo", NO_BODY, headers=OCTETS),
    row("players.set_logo", UNEXPECTED, content=TOO_LARGE, headers=OCTETS),
    *rows("privacy_domains.create", ({}, {"domain": "required"}), ({"domain": ""}, {"domain": "min"})),
    *rows("privacy_domains.update", ({"archived": 1}, WRONG_TYPE)),
    row("tags.delete", NOT_FOUND, {"tag_id": SHORT_ID_OF_NO_UUID}),
    *rows("webhooks.create", ({"events": "all"}, WRONG_TYPE)),
]

PLAYLISTS = [
    *rows(
        "playlists.entities.move",
        ({}, {"position": "required"}),
        ({"position": 0}, {"position": "min"}),
        ({"position": "2"}, WRONG_TYPE),
    ),
    row("playlists.entities.move", NOT_FOUND, {"media_id": "$unfinished_video_id"}, json={"position": 1}),
    *rows(
        "playlists.entities.add",
        ({"entity_ids": [UNKNOWN_ID], "replace": True}, NOT_FOUND),
        ({"entity_ids": [MALFORMED_ID]}, MALFORMED),
    ),
    *rows(
        "playlists.create",
        ({"name": "x", "entity_ids": ["$video_id", UNKNOWN_ID]}, NOT_FOUND),
        ({"name": "x", "parent_id": UNKNOWN_ID}, NOT_FOUND),
    ),
    *rows(
        "playlists.update",
        ({"name": "x", "parent_id": UNKNOWN_ID}, NOT_FOUND),
        ({"privacy_type": "some"}, {"privacy_type": "oneof"}),
    ),
]

LIVE = [
    *rows(
        "live.events.create",
        ({"type": "one-time"}, {"name": "required"}),
        ({"name": "a"}, {"type": "required"}),
        ({**EVENT, "name": ""}, {"name": "min"}),
        ({**EVENT, "type": "twice"}, {"type": "oneof"}),
        ({**EVENT, "latency_mode": "none"}, {"latency_mode": "oneof"}),
        ({**EVENT, "video": {"presets": ["10p"]}}, {"presets": "oneof"}),
        ({**EVENT, "reconnect_window": -1}, {"reconnect_window": "min"}),
        ({**EVENT, "restreams": [dict[str, str]()]}, {"name": "required", "url": "required", "key": "required"}),
        ({**EVENT, "scheduled": {"time": "soon"}}, {"time": "datetime"}),
        ({**EVENT, "scheduled": {"time": "2022-02-30T00:00:00Z"}}, {"time": "datetime"}),
        ({**EVENT, "parent_id": UNKNOWN_ID}, NOT_FOUND),
        ({**EVENT, "record": {"parent_id": UNKNOWN_ID}}, NOT_FOUND),
        ({**EVENT, "parent_id": MALFORMED_ID}, MALFORMED),
    ),
    *rows(
        "live.events.update",
        ({"record": {"parent_id": UNKNOWN_ID}, "name": "x"}, NOT_FOUND),
        ({"name": "x", "scheduled": {"time": "never"}}, {"time": "datetime"}),
        ({"type": "never"}, {"type": "oneof"}),
        ({"name": 5}, WRONG_TYPE),
    ),
    *(
        each
        for operation in ("live.events.streams.schedule", "live.events.streams.update")
        for each in rows(
            operation,
            ({"started_at": "tomorrow"}, {"started_at": "datetime"}),
            ({"started_at": "2022-11-15"}, {"started_at": "datetime"}),
            ({"started_at": 5}, WRONG_TYPE),
        )
    ),
    *rows("live.events.restreams.create", ({}, {"name": "required", "url": "required", "key": "required"})),
    *rows("live.events.restreams.update", ({"name": ""}, {"name": "min"})),
    *(row(f"live.events.restreams.{verb}", NOT_FOUND, {"event_id": "$other_event_id"}) for verb in ("get", "delete")),
    *(row(f"live.events.chat.{form}", NOT_FOUND, {"event_id": "$other_event_id"}) for form in ("json", "csv", "txt")),
]

ROWS = [*VIDEOS, *UPLOADS, *PROJECTS, *PLAYLISTS, *LIVE, *ANALYTICS, *PEOPLE, *SETTINGS]
