# Generated from specs/platformcraft-* by scripts/generate.py. Edits here are lost.

"""The sections of Platformcraft, as attributes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kinocraft_runtime.resources import AsyncCaller, AsyncResource, Caller, Resource

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
    """What stands under `recorder`."""

    @cached_property
    def streams(self) -> RecorderStreamsResource:
        """HLS streams that can be recorded."""
        from kinocraft_api.platformcraft_recorder.recorder_streams import RecorderStreamsResource

        return RecorderStreamsResource(self._caller)

    @cached_property
    def records(self) -> RecorderRecordsResource:
        """Records of a stream, instant and scheduled."""
        from kinocraft_api.platformcraft_recorder.recorder_records import RecorderRecordsResource

        return RecorderRecordsResource(self._caller)


class PlatformcraftStreamer(Resource):
    """What stands under `streamer`."""

    @cached_property
    def channels(self) -> StreamerChannelsResource:
        """Channels, their qualities, gag and publication by RTMP."""
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
        """Getting and renewing tokens."""
        from kinocraft_api.platformcraft_auth.auth import AuthResource

        return AuthResource(self._caller)

    @cached_property
    def files(self) -> FilesResource:
        """Files and folders by path."""
        from kinocraft_api.platformcraft_filespot.files import FilesResource

        return FilesResource(self._caller)

    @cached_property
    def recorder(self) -> PlatformcraftRecorder:
        """What stands under `recorder`."""
        return PlatformcraftRecorder(self._caller)

    @cached_property
    def streamer(self) -> PlatformcraftStreamer:
        """What stands under `streamer`."""
        return PlatformcraftStreamer(self._caller)


class AsyncPlatformcraftRecorder(AsyncResource):
    """What stands under `recorder`."""

    @cached_property
    def streams(self) -> AsyncRecorderStreamsResource:
        """HLS streams that can be recorded."""
        from kinocraft_api.platformcraft_recorder.recorder_streams import AsyncRecorderStreamsResource

        return AsyncRecorderStreamsResource(self._caller)

    @cached_property
    def records(self) -> AsyncRecorderRecordsResource:
        """Records of a stream, instant and scheduled."""
        from kinocraft_api.platformcraft_recorder.recorder_records import AsyncRecorderRecordsResource

        return AsyncRecorderRecordsResource(self._caller)


class AsyncPlatformcraftStreamer(AsyncResource):
    """What stands under `streamer`."""

    @cached_property
    def channels(self) -> AsyncStreamerChannelsResource:
        """Channels, their qualities, gag and publication by RTMP."""
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
        """Getting and renewing tokens."""
        from kinocraft_api.platformcraft_auth.auth import AsyncAuthResource

        return AsyncAuthResource(self._caller)

    @cached_property
    def files(self) -> AsyncFilesResource:
        """Files and folders by path."""
        from kinocraft_api.platformcraft_filespot.files import AsyncFilesResource

        return AsyncFilesResource(self._caller)

    @cached_property
    def recorder(self) -> AsyncPlatformcraftRecorder:
        """What stands under `recorder`."""
        return AsyncPlatformcraftRecorder(self._caller)

    @cached_property
    def streamer(self) -> AsyncPlatformcraftStreamer:
        """What stands under `streamer`."""
        return AsyncPlatformcraftStreamer(self._caller)
