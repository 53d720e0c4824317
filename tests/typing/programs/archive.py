"""Keep an archive in Filespot, and put recordings and a channel on top of it."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kinocraft import Platformcraft, errors
from kinocraft.types.platformcraft import Block, Channel, FileObject, Record


def tree(platformcraft: Platformcraft, folder: str = "/") -> dict[str, int]:
    sizes: dict[str, int] = {}
    for entry in platformcraft.files.list(folder, sort="name"):
        if entry.is_dir:
            sizes |= tree(platformcraft, entry.path)
        else:
            sizes[entry.path] = entry.size
    return sizes


def store(platformcraft: Platformcraft, source: Path) -> FileObject:
    file = platformcraft.files.upload(source, f"/archive/{source.name}")
    try:
        platformcraft.files.create("/archive/note.txt", file=io.BytesIO(b"stored"))
    except errors.ConflictError as error:
        print(error.message)
    platformcraft.files.update(file.path, description=f"{file.size} bytes", private=True)
    print(file.download_url.startswith("http"), file.name, file.content_type)
    return platformcraft.files.get("/archive/note.txt")


def fetch(platformcraft: Platformcraft, file: FileObject, folder: Path) -> bytes:
    return platformcraft.files.download(file, folder / file.name).read_bytes()


def record(platformcraft: Platformcraft, source: str) -> Record:
    stream = platformcraft.recorder.streams.create(name="Hall", src=source)
    begin = datetime.now(UTC)
    planned = platformcraft.recorder.records.create(
        stream, path="/hall/evening.m3u8", start=begin, stop=begin + timedelta(hours=1)
    )
    for each in platformcraft.recorder.records.list(stream):
        print(each.id, each.status)
    return platformcraft.recorder.records.wait(planned)


def channel(platformcraft: Platformcraft, file: FileObject) -> Channel:
    made = platformcraft.streamer.channels.create(name="One", qualities=["1080p", "720p"])
    if made.gag:
        made = platformcraft.streamer.channels.update(made, gag=made.gag)
    block: Block = platformcraft.streamer.blocks.create(
        made, timestamp=datetime(2026, 12, 1, 20, tzinfo=UTC), items={"1080p": [file.id], "720p": [file.id]}
    )
    copies: list[Block] = platformcraft.streamer.blocks.copy(made, block, [datetime(2026, 12, 2, 20, tzinfo=UTC)])
    print(block.id, block.timestamp, len(copies))
    return platformcraft.streamer.channels.get(made)


def main() -> None:
    with Platformcraft(login="mock", password="mock", token_store="tokens.json") as platformcraft:
        print(platformcraft.owner_id)
        file = store(platformcraft, Path("talk.mp4"))
        print(sum(tree(platformcraft).values()), len(fetch(platformcraft, file, Path())))
        print(record(platformcraft, "https://example.com/hall.m3u8").status)
        print(channel(platformcraft, file).name)


if __name__ == "__main__":
    main()
