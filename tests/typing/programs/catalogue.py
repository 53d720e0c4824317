"""A nightly job: keep a catalogue of the videos of one Kinescope project."""

import csv
import datetime
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kinocraft import Kinescope, errors
from kinocraft.types.kinescope import Folder, Project, Video


@dataclass
class Row:
    """One line of the catalogue."""

    id: str
    title: str
    minutes: float
    created: datetime.date
    link: str
    poster: str
    size: int


def find_project(kinescope: Kinescope, name: str) -> Project:
    for project in kinescope.projects.list():
        if project.name == name:
            return project
    return kinescope.projects.create(name=name, privacy_type="anywhere", privacy_domains=[])


def folders_of(kinescope: Kinescope, project: Project) -> dict[str, Folder]:
    return {folder.id: folder for folder in kinescope.projects.folders.list(project)}


def row_of(video: Video) -> Row:
    sizes = [asset.file_size for asset in video.assets]
    poster = video.poster.original if video.poster is not None else ""
    return Row(
        id=video.id,
        title=video.title.strip() or "untitled",
        minutes=round(video.duration / 60, 1),
        created=video.created_at.date(),
        link=video.play_link,
        poster=poster,
        size=max(sizes, default=0),
    )


def rows(kinescope: Kinescope, project: Project) -> Iterator[Row]:
    for listed in kinescope.videos.list(project_id=project.id, status=["done"], order="-created_at"):
        yield row_of(kinescope.videos.get(listed))


def tidy(kinescope: Kinescope, project: Project) -> int:
    removed = 0
    for video in kinescope.videos.list(project_id=project.id, status=["error", "aborted"]):
        kinescope.videos.delete(video)
        removed += 1
    return removed


def report(kinescope: Kinescope, project: Project, to: Path) -> None:
    written = 0
    with to.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "title", "minutes", "created", "link", "poster", "bytes"])
        for row in rows(kinescope, project):
            writer.writerow([row.id, row.title, row.minutes, row.created, row.link, row.poster, row.size])
            written += 1
    by_status = Counter(video.status for video in kinescope.videos.list(project_id=project.id))
    print(f"{written} videos of {project.name}, {project.size / 1e9:.1f} GB")
    print(", ".join(f"{status}: {count}" for status, count in by_status.most_common()))


def main(arguments: list[str]) -> int:
    with Kinescope(deadline=60) as kinescope:
        project = find_project(kinescope, arguments[0])
        for folder in folders_of(kinescope, project).values():
            print(folder.name)
        try:
            report(kinescope, project, Path(arguments[1]))
        except errors.NotFoundError as error:
            print("removed while we looked:", error.status, error.call.request_id, file=sys.stderr)
            return 1
        print("removed", tidy(kinescope, project))
        page = kinescope.tags.list(per_page=50)
        print(page.total, sorted(tag.tag for tag in page.items))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
