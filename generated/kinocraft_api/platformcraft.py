# Generated from specs/platformcraft-* by scripts/generate.py. Edits here are lost.

"""The sections of Platformcraft, as attributes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kinocraft_api._core import AsyncCaller, AsyncResource, Caller, Resource

if TYPE_CHECKING:
    from kinocraft_api.platformcraft_auth.auth import AsyncAuthResource, AuthResource
    from kinocraft_api.platformcraft_filespot.files import AsyncFilesResource, FilesResource
    from kinocraft_api.platformcraft_recorder.recorder_records import (
        AsyncRecorderRecordsResource,
        RecorderRecordsResource,
    )
    from kinocraft_api.platformcraft_recorder.recorder_streams import (
        AsyncRecorderStreamsResource,
        RecorderStreamsResource,
    )
    from kinocraft_api.platformcraft_streamer.streamer_blocks import AsyncStreamerBlocksResource, StreamerBlocksResource
    from kinocraft_api.platformcraft_streamer.streamer_channels import (
        AsyncStreamerChannelsResource,
        StreamerChannelsResource,
    )
__all__ = ["AsyncPlatformcraftResources", "PlatformcraftResources"]


class PlatformcraftRecorder(Resource):
    """The sections below `recorder`."""

    @cached_property
    def streams(self) -> RecorderStreamsResource:
        """HLS streams for recording."""
        from kinocraft_api.platformcraft_recorder.recorder_streams import RecorderStreamsResource

        return RecorderStreamsResource(self._caller)

    @cached_property
    def records(self) -> RecorderRecordsResource:
        """Records of a stream, instant and scheduled."""
        from kinocraft_api.platformcraft_recorder.recorder_records import RecorderRecordsResource

        return RecorderRecordsResource(self._caller)


class PlatformcraftStreamer(Resource):
    """The sections below `streamer`."""

    @cached_property
    def channels(self) -> StreamerChannelsResource:
        """Channels with their qualities, gag and RTMP publication."""
        from kinocraft_api.platformcraft_streamer.streamer_channels import StreamerChannelsResource

        return StreamerChannelsResource(self._caller)

    @cached_property
    def blocks(self) -> StreamerBlocksResource:
        """Media blocks of a channel."""
        from kinocraft_api.platformcraft_streamer.streamer_blocks import StreamerBlocksResource

        return StreamerBlocksResource(self._caller)


class PlatformcraftResources:
    """The sections: auth, files, recorder, streamer."""

    _caller: Caller

    @cached_property
    def auth(self) -> AuthResource:
        """Create and refresh tokens."""
        from kinocraft_api.platformcraft_auth.auth import AuthResource

        return AuthResource(self._caller)

    @cached_property
    def files(self) -> FilesResource:
        """Files and folders, by path."""
        from kinocraft_api.platformcraft_filespot.files import FilesResource

        return FilesResource(self._caller)

    @cached_property
    def recorder(self) -> PlatformcraftRecorder:
        """The sections below `recorder`."""
        return PlatformcraftRecorder(self._caller)

    @cached_property
    def streamer(self) -> PlatformcraftStreamer:
        """The sections below `streamer`."""
        return PlatformcraftStreamer(self._caller)


class AsyncPlatformcraftRecorder(AsyncResource):
    """The sections below `recorder`."""

    @cached_property
    def streams(self) -> AsyncRecorderStreamsResource:
        """HLS streams for recording."""
        from kinocraft_api.platformcraft_recorder.recorder_streams import AsyncRecorderStreamsResource

        return AsyncRecorderStreamsResource(self._caller)

    @cached_property
    def records(self) -> AsyncRecorderRecordsResource:
        """Records of a stream, instant and scheduled."""
        from kinocraft_api.platformcraft_recorder.recorder_records import AsyncRecorderRecordsResource

        return AsyncRecorderRecordsResource(self._caller)


class AsyncPlatformcraftStreamer(AsyncResource):
    """The sections below `streamer`."""

    @cached_property
    def channels(self) -> AsyncStreamerChannelsResource:
        """Channels with their qualities, gag and RTMP publication."""
        from kinocraft_api.platformcraft_streamer.streamer_channels import AsyncStreamerChannelsResource

        return AsyncStreamerChannelsResource(self._caller)

    @cached_property
    def blocks(self) -> AsyncStreamerBlocksResource:
        """Media blocks of a channel."""
        from kinocraft_api.platformcraft_streamer.streamer_blocks import AsyncStreamerBlocksResource

        return AsyncStreamerBlocksResource(self._caller)


class AsyncPlatformcraftResources:
    """The sections: auth, files, recorder, streamer."""

    _caller: AsyncCaller

    @cached_property
    def auth(self) -> AsyncAuthResource:
        """Create and refresh tokens."""
        from kinocraft_api.platformcraft_auth.auth import AsyncAuthResource

        return AsyncAuthResource(self._caller)

    @cached_property
    def files(self) -> AsyncFilesResource:
        """Files and folders, by path."""
        from kinocraft_api.platformcraft_filespot.files import AsyncFilesResource

        return AsyncFilesResource(self._caller)

    @cached_property
    def recorder(self) -> AsyncPlatformcraftRecorder:
        """The sections below `recorder`."""
        return AsyncPlatformcraftRecorder(self._caller)

    @cached_property
    def streamer(self) -> AsyncPlatformcraftStreamer:
        """The sections below `streamer`."""
        return AsyncPlatformcraftStreamer(self._caller)
