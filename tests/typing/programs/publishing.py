"""Publish a talk on Kinescope: upload, chapters, subtitles, poster, playlist, webhook."""

from pathlib import Path

from kinocraft import Kinescope, UploadProgress
from kinocraft.types.kinescope import Chapter, Moderator, Playlist, Video


def show(progress: UploadProgress) -> None:
    print(f"{progress.confirmed} of {progress.total}")


def publish(kinescope: Kinescope, file: Path, project_id: str) -> Video:
    uploaded = kinescope.videos.upload(file, parent_id=project_id, title=file.stem, progress=show)
    video = kinescope.videos.wait(uploaded, deadline=3600)
    kinescope.videos.update(video, description="Recorded live", tags=["talks", "2026"])
    chapters = kinescope.videos.update_chapters(
        video, enabled=True, items=[{"time": 0, "title": "Welcome"}, {"time": 90_000, "title": "Questions"}]
    )
    again: list[Chapter] = [chapter for chapter in chapters.items if chapter.time >= 0]
    kinescope.videos.update_chapters(video, items=again)
    subtitle = kinescope.videos.subtitles.create(video, language="en", file=file.with_suffix(".vtt"))
    kinescope.videos.subtitles.update(video, subtitle, description="English")
    kinescope.videos.subtitles.reorder(video, [subtitle.id])
    kinescope.additional_materials.upload(video, file.with_suffix(".pdf"), title="Slides")
    kinescope.posters.upload(file.with_suffix(".jpg").read_bytes(), video_id=video.id)
    for poster in kinescope.videos.posters.list(video):
        if not poster.active:
            kinescope.videos.posters.set_active(video, poster)
    return kinescope.videos.get(video.id)


def season(kinescope: Kinescope, videos: list[Video], project_id: str) -> Playlist:
    playlist = kinescope.playlists.create(name="Season 1", parent_id=project_id, entity_ids=[v.id for v in videos])
    for entity in kinescope.playlists.entities.list(playlist):
        print(entity.title)
    kinescope.playlists.entities.remove(playlist, [videos[0].id])
    kinescope.playlists.entities.add(playlist, [videos[0].id])
    return kinescope.playlists.get(playlist)


def best_of(kinescope: Kinescope, first: Video, others: list[Video]) -> None:
    kinescope.videos.concat(first, append=[other.id for other in others])
    kinescope.videos.cut(first, title="Teaser", trim=[{"start": 0, "length": 30}])


def people(kinescope: Kinescope) -> list[Moderator]:
    kinescope.moderators.create(username="anna", email="anna@example.com", password="a long password")
    hook = kinescope.webhooks.create(name="status", endpoint="https://example.com/hook", events=["media.update.status"])
    print(hook.id, hook.name, hook.endpoint)
    return list(kinescope.moderators.list())


def brand(kinescope: Kinescope, logo: str) -> None:
    for player in kinescope.players.list(order="-created_at"):
        kinescope.players.set_logo(player, logo)
    user = kinescope.avatars.set(logo)
    print(user.id)
    auth = kinescope.drm.auth.update(url="https://example.com/licence", username="drm", password="drm")
    print(auth.url, kinescope.drm.auth.get().url)
    kinescope.privacy_domains.create("example.com")
    kinescope.tags.create("talks")
