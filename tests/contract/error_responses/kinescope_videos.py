"""Requests about videos and uploads that Kinescope rejects."""

from __future__ import annotations

from typing import Any

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

CORNER = {"w": 10, "h": 10, "x": 0, "y": 0}
WEBVTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n"
UPLOAD: dict[str, Any] = {
    "type": "video",
    "parent_id": "$project_id",
    "title": "t",
    "filename": "f.mp4",
    "filesize": 1,
}
ANNOTATION = "videos.annotations.create"
MATERIAL = "additional_materials.upload"
SUBTITLE = "videos.subtitles.create"
TITLE = {"X-Video-Title": "t"}
UNFINISHED = {"video_id": "$unfinished_video_id"}

VIDEOS = [
    *(
        row("videos.list", error, params=params)
        for params, error in (
            ({"page": "0"}, {"page": "min"}),
            ({"per_page": "101"}, {"per_page": "max"}),
            ({"page": "x"}, {"page": "type"}),
        )
    ),
    *(
        row("videos.list", WRONG_ORDER, params={"order": order})
        for order in ("status", "size.desc", "title.down", "title,,created_at")
    ),
    *rows(
        "videos.update",
        ({"title": "x", "privacy_type": "some"}, {"privacy_type": "oneof"}),
        ({"title": 5}, WRONG_TYPE),
    ),
    *rows(
        "videos.move",
        ({"folder_id": "$folder_id"}, {"project_id": "required"}),
        ({"project_id": "$other_project_id", "folder_id": "$folder_id"}, NOT_FOUND),
        ({"project_id": UNKNOWN_ID}, NOT_FOUND),
        ({"project_id": MALFORMED_ID}, MALFORMED),
    ),
    *rows(
        "videos.update_chapters",
        ({"items": [{"time": 1}]}, {"title": "required"}),
        ({"items": [{"time": -1, "title": "x"}]}, {"time": "min"}),
    ),
    *rows(
        "videos.concat",
        ({}, {"append": "required"}),
        ({"append": [dict[str, str]()]}, {"video_id": "required"}),
        ({"append": [{"video_id": UNKNOWN_ID}]}, NOT_FOUND),
        ({"append": [{"video_id": "x"}]}, MALFORMED),
        ({"prepend": [{"video_id": "$unfinished_video_id"}]}, UNEXPECTED),
    ),
    row("videos.concat", UNEXPECTED, UNFINISHED, json={"append": [{"video_id": "$video_id"}]}),
    *rows("videos.copy", ({"parent_id": UNKNOWN_ID}, NOT_FOUND), ({"parent_id": "x"}, MALFORMED)),
    row("videos.copy", UNEXPECTED, UNFINISHED, json={}),
    *rows(
        "videos.cut",
        ({"trim": []}, {"trim": "min"}),
        ({"trim": [{"start": 1, "length": 0}]}, {"trim": "min"}),
        ({"trim": [{"start": 1, "length": 1e-9}]}, {"trim": "min"}),
        ({"trim": [{"start": 1, "length": 1}, {"start": 1e6, "length": 1}]}, {"trim": "max"}),
        ({"trim": [{"start": -1, "length": 1}]}, {"start": "min"}),
        ({"trim": [{"start": 1}]}, {"length": "required"}),
        ({"crop": {**CORNER, "w": 0}}, {"w": "gt"}),
        ({"crop": {**CORNER, "h": 0}}, {"h": "gt"}),
        ({"crop": {**CORNER, "w": 10_000}}, {"w": "max"}),
        ({"crop": {**CORNER, "y": 10_000}}, {"h": "max"}),
        ({"crop": {**CORNER, "quality": "4320p"}}, {"quality": "oneof"}),
        ({"crop": {"w": 10, "x": 0, "y": 0}}, {"h": "required"}),
        ({"project_id": UNKNOWN_ID}, NOT_FOUND),
        ({"project_id": "$other_project_id", "folder_id": "$folder_id"}, NOT_FOUND),
        ({"folder_id": "$other_folder_id"}, NOT_FOUND),
    ),
    row("videos.cut", UNEXPECTED, UNFINISHED, json={}),
    *rows(
        "videos.posters.create",
        ({}, {"from_time": "required"}),
        ({"from_time": -1}, {"from_time": "min"}),
        ({"from_time": 101}, {"from_time": "max"}),
        ({"from_time": "1"}, WRONG_TYPE),
    ),
    row("videos.posters.create", UNEXPECTED, UNFINISHED, json={"from_time": 0}),
    *rows(
        ANNOTATION,
        ({"type": "video", "end_time": 5}, {"video_id": "required"}),
        ({"type": "text"}, {"end_time": "required"}),
        ({"type": "video/text", "end_time": 5}, {"type": "oneof"}),
        ({"start_time": 6, "end_time": 5}, {"end_time": "gtefield"}),
        ({"start_time": -1, "end_time": 5}, {"start_time": "min"}),
        ({"type": "video", "video_id": UNKNOWN_ID, "end_time": 5}, NOT_FOUND),
        ({"annotation_poster_id": UNKNOWN_ID, "end_time": 5}, NOT_FOUND),
        ({"type": "video", "video_id": "x", "end_time": 5}, MALFORMED),
        ({"end_time": 1.5}, WRONG_TYPE),
    ),
    *rows(
        "videos.annotations.update",
        ({"end_time": -1}, {"end_time": "min"}),
        ({"end_time": 6, "annotation_poster_id": UNKNOWN_ID}, NOT_FOUND),
    ),
    row(
        "videos.annotations.update",
        {"end_time": "gtefield"},
        {"annotation_id": "$late_annotation_id"},
        json={"end_time": 2},
    ),
    *(
        row(SUBTITLE, {"file": "oneof"}, data={"language": "ru"}, files={"file": ("track", content)})
        for content in (b"", b"Hello", b"WEBVTTX\n", b"1\nHello\n", b"\x00" * 5000)
    ),
    row(SUBTITLE, {"language": "required"}, data={}, files={"file": ("track", WEBVTT)}),
    row(SUBTITLE, {"language": "min"}, data={"language": ""}, files={"file": ("track", WEBVTT)}),
    row(SUBTITLE, UNEXPECTED, json={"language": "ru"}),
    *rows(
        "videos.subtitles.reorder",
        (["$other_subtitle_id"], {"subtitle_ids": "len"}),
        ([], {"subtitle_ids": "len"}),
        (["$other_subtitle_id", "$other_subtitle_id"], {"subtitle_ids": "unique"}),
        (["$other_subtitle_id", "$subtitle_id", "$foreign_subtitle_id"], NOT_FOUND),
        (["$other_subtitle_id", MALFORMED_ID], MALFORMED),
        ({"ids": []}, WRONG_TYPE),
    ),
]

UPLOADS = [
    *rows(
        "videos.uploads.init",
        *(
            ({key: value for key, value in UPLOAD.items() if key != name}, {name: "required"})
            for name in UPLOAD
            if name != "filename"
        ),
        ({**UPLOAD, "type": "audio"}, {"type": "oneof"}),
        ({**UPLOAD, "title": ""}, {"title": "min"}),
        ({**UPLOAD, "filesize": -1}, {"filesize": "min"}),
        ({**UPLOAD, "filesize": 10**30}, {"filesize": "max"}),
        ({**UPLOAD, "filesize": "1"}, WRONG_TYPE),
        ({**UPLOAD, "parent_id": MALFORMED_ID}, MALFORMED),
        ({**UPLOAD, "parent_id": UNKNOWN_ID}, NOT_FOUND),
        ({**UPLOAD, "type": "attachment"}, NOT_FOUND),
    ),
    row("videos.uploads.create", NO_BODY, headers=TITLE),
    row("videos.uploads.create", NO_BODY, headers={**TITLE, **OCTETS}),
    row("videos.uploads.create", {"X-Video-Title": "required"}, content=b"x", headers=OCTETS),
    *(
        row("videos.uploads.create", error, content=b"x", headers={**TITLE, **OCTETS, name: value})
        for name, value, error in (
            ("X-Parent-ID", MALFORMED_ID, MALFORMED),
            ("X-Parent-ID", UNKNOWN_ID, NOT_FOUND),
            ("X-Replace-Video-ID", UNKNOWN_ID, NOT_FOUND),
        )
    ),
    row(MATERIAL, {"X-Video-ID": "required"}, content=b"x", headers=OCTETS),
    row(MATERIAL, MALFORMED, content=b"x", headers={**OCTETS, "X-Video-ID": MALFORMED_ID}),
    row(MATERIAL, NOT_FOUND, content=b"x", headers={**OCTETS, "X-Video-ID": UNKNOWN_ID}),
    row(MATERIAL, NO_BODY, headers={"X-Video-ID": "$video_id"}),
    row(MATERIAL, NO_BODY, headers={**OCTETS, "X-Video-ID": "$video_id"}),
    *rows("additional_materials.update", ({"title": 1}, WRONG_TYPE)),
    *rows(
        "additional_materials.reorder",
        (["$material_id", "$other_material_id", "$material_id"], {"id": "unique"}),
        (["$material_id", "$foreign_material_id"], {"id": "video_id"}),
        (["$material_id", UNKNOWN_ID], NOT_FOUND),
        (["$material_id", MALFORMED_ID], MALFORMED),
        ({"ids": []}, WRONG_TYPE),
    ),
]
