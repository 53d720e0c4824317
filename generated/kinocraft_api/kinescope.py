# Generated from specs/kinescope-* by scripts/generate.py. Edits here are lost.

"""The sections of Kinescope, as attributes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kinocraft_runtime.resources import AsyncCaller, AsyncResource, Caller, Resource

if TYPE_CHECKING:
    from kinocraft_api.kinescope_v1.access_tokens import AccessTokensResource, AsyncAccessTokensResource
    from kinocraft_api.kinescope_v1.additional_materials import (
        AdditionalMaterialsResource,
        AsyncAdditionalMaterialsResource,
    )
    from kinocraft_api.kinescope_v1.analytics import AnalyticsResource, AsyncAnalyticsResource
    from kinocraft_api.kinescope_v1.avatars import AsyncAvatarsResource, AvatarsResource
    from kinocraft_api.kinescope_v1.billing import AsyncBillingResource, BillingResource
    from kinocraft_api.kinescope_v1.cdn_zones import AsyncCdnZonesResource, CdnZonesResource
    from kinocraft_api.kinescope_v1.dictionaries import AsyncDictionariesResource, DictionariesResource
    from kinocraft_api.kinescope_v1.drm_auth import AsyncDrmAuthResource, DrmAuthResource
    from kinocraft_api.kinescope_v1.file_requests import AsyncFileRequestsResource, FileRequestsResource
    from kinocraft_api.kinescope_v1.moderators import AsyncModeratorsResource, ModeratorsResource
    from kinocraft_api.kinescope_v1.players import AsyncPlayersResource, PlayersResource
    from kinocraft_api.kinescope_v1.playlists import AsyncPlaylistsResource, PlaylistsResource
    from kinocraft_api.kinescope_v1.privacy_domains import AsyncPrivacyDomainsResource, PrivacyDomainsResource
    from kinocraft_api.kinescope_v1.projects import AsyncProjectsResource, ProjectsResource
    from kinocraft_api.kinescope_v1.speak_rooms import AsyncSpeakRoomsResource, SpeakRoomsResource
    from kinocraft_api.kinescope_v1.tags import AsyncTagsResource, TagsResource
    from kinocraft_api.kinescope_v1.videos import AsyncVideosResource, VideosResource
    from kinocraft_api.kinescope_v1.webhooks import AsyncWebhooksResource, WebhooksResource
    from kinocraft_api.kinescope_v2.live_events import AsyncLiveEventsResource, LiveEventsResource
    from kinocraft_api.kinescope_v2.posters import AsyncPostersResource, PostersResource
__all__ = ["AsyncKinescopeResources", "KinescopeResources"]


class KinescopeCdn(Resource):
    """The sections below `cdn`."""

    @cached_property
    def zones(self) -> CdnZonesResource:
        """Host names that deliver content from their origins."""
        from kinocraft_api.kinescope_v1.cdn_zones import CdnZonesResource

        return CdnZonesResource(self._caller)


class KinescopeDrm(Resource):
    """The sections below `drm`."""

    @cached_property
    def auth(self) -> DrmAuthResource:
        """The backend that authorizes DRM licences."""
        from kinocraft_api.kinescope_v1.drm_auth import DrmAuthResource

        return DrmAuthResource(self._caller)


class KinescopeLive(Resource):
    """The sections below `live`."""

    @cached_property
    def events(self) -> LiveEventsResource:
        """Live events. `create` creates a draft, and `enable` allows an encoder to send to it. The encoder
        starts and interrupts the broadcast by connecting and disconnecting; the webhooks `live.connected` and
        `live.disconnected` report this. `complete` ends the event; its recording becomes a video. No example
        of the page has the event's state as a field."""
        from kinocraft_api.kinescope_v2.live_events import LiveEventsResource

        return LiveEventsResource(self._caller)


class KinescopeSpeak(Resource):
    """The sections below `speak`."""

    @cached_property
    def rooms(self) -> SpeakRoomsResource:
        """Rooms for video calls."""
        from kinocraft_api.kinescope_v1.speak_rooms import SpeakRoomsResource

        return SpeakRoomsResource(self._caller)


class KinescopeResources:
    """The sections: access_tokens, additional_materials, analytics, avatars, billing, cdn, dictionaries, drm,
    file_requests, live, moderators, players, playlists, posters, privacy_domains, projects, speak, tags,
    videos, webhooks."""

    _caller: Caller

    @cached_property
    def videos(self) -> VideosResource:
        """Videos and operations on them."""
        from kinocraft_api.kinescope_v1.videos import VideosResource

        return VideosResource(self._caller)

    @cached_property
    def billing(self) -> BillingResource:
        """Usage of the service, for invoices and planning."""
        from kinocraft_api.kinescope_v1.billing import BillingResource

        return BillingResource(self._caller)

    @cached_property
    def projects(self) -> ProjectsResource:
        """Projects, which hold videos and folders and define who may watch."""
        from kinocraft_api.kinescope_v1.projects import ProjectsResource

        return ProjectsResource(self._caller)

    @cached_property
    def analytics(self) -> AnalyticsResource:
        """Data on what was watched, where and for how long."""
        from kinocraft_api.kinescope_v1.analytics import AnalyticsResource

        return AnalyticsResource(self._caller)

    @cached_property
    def additional_materials(self) -> AdditionalMaterialsResource:
        """Files that belong to a video, such as handouts."""
        from kinocraft_api.kinescope_v1.additional_materials import AdditionalMaterialsResource

        return AdditionalMaterialsResource(self._caller)

    @cached_property
    def dictionaries(self) -> DictionariesResource:
        """Names that the service knows."""
        from kinocraft_api.kinescope_v1.dictionaries import DictionariesResource

        return DictionariesResource(self._caller)

    @cached_property
    def access_tokens(self) -> AccessTokensResource:
        """Access tokens of the workspace and their permissions."""
        from kinocraft_api.kinescope_v1.access_tokens import AccessTokensResource

        return AccessTokensResource(self._caller)

    @cached_property
    def avatars(self) -> AvatarsResource:
        """Images of users and workspaces."""
        from kinocraft_api.kinescope_v1.avatars import AvatarsResource

        return AvatarsResource(self._caller)

    @cached_property
    def players(self) -> PlayersResource:
        """Players, which define how embedded videos look and behave."""
        from kinocraft_api.kinescope_v1.players import PlayersResource

        return PlayersResource(self._caller)

    @cached_property
    def file_requests(self) -> FileRequestsResource:
        """Web pages where others upload files into the workspace."""
        from kinocraft_api.kinescope_v1.file_requests import FileRequestsResource

        return FileRequestsResource(self._caller)

    @cached_property
    def privacy_domains(self) -> PrivacyDomainsResource:
        """The domains where videos may be embedded."""
        from kinocraft_api.kinescope_v1.privacy_domains import PrivacyDomainsResource

        return PrivacyDomainsResource(self._caller)

    @cached_property
    def tags(self) -> TagsResource:
        """Tags of videos."""
        from kinocraft_api.kinescope_v1.tags import TagsResource

        return TagsResource(self._caller)

    @cached_property
    def playlists(self) -> PlaylistsResource:
        """Videos that play one after another under one link."""
        from kinocraft_api.kinescope_v1.playlists import PlaylistsResource

        return PlaylistsResource(self._caller)

    @cached_property
    def moderators(self) -> ModeratorsResource:
        """Moderators, each with their own login."""
        from kinocraft_api.kinescope_v1.moderators import ModeratorsResource

        return ModeratorsResource(self._caller)

    @cached_property
    def webhooks(self) -> WebhooksResource:
        """URLs that receive events from the service."""
        from kinocraft_api.kinescope_v1.webhooks import WebhooksResource

        return WebhooksResource(self._caller)

    @cached_property
    def posters(self) -> PostersResource:
        """Custom posters of videos and live events."""
        from kinocraft_api.kinescope_v2.posters import PostersResource

        return PostersResource(self._caller)

    @cached_property
    def cdn(self) -> KinescopeCdn:
        """The sections below `cdn`."""
        return KinescopeCdn(self._caller)

    @cached_property
    def drm(self) -> KinescopeDrm:
        """The sections below `drm`."""
        return KinescopeDrm(self._caller)

    @cached_property
    def live(self) -> KinescopeLive:
        """The sections below `live`."""
        return KinescopeLive(self._caller)

    @cached_property
    def speak(self) -> KinescopeSpeak:
        """The sections below `speak`."""
        return KinescopeSpeak(self._caller)


class AsyncKinescopeCdn(AsyncResource):
    """The sections below `cdn`."""

    @cached_property
    def zones(self) -> AsyncCdnZonesResource:
        """Host names that deliver content from their origins."""
        from kinocraft_api.kinescope_v1.cdn_zones import AsyncCdnZonesResource

        return AsyncCdnZonesResource(self._caller)


class AsyncKinescopeDrm(AsyncResource):
    """The sections below `drm`."""

    @cached_property
    def auth(self) -> AsyncDrmAuthResource:
        """The backend that authorizes DRM licences."""
        from kinocraft_api.kinescope_v1.drm_auth import AsyncDrmAuthResource

        return AsyncDrmAuthResource(self._caller)


class AsyncKinescopeLive(AsyncResource):
    """The sections below `live`."""

    @cached_property
    def events(self) -> AsyncLiveEventsResource:
        """Live events. `create` creates a draft, and `enable` allows an encoder to send to it. The encoder
        starts and interrupts the broadcast by connecting and disconnecting; the webhooks `live.connected` and
        `live.disconnected` report this. `complete` ends the event; its recording becomes a video. No example
        of the page has the event's state as a field."""
        from kinocraft_api.kinescope_v2.live_events import AsyncLiveEventsResource

        return AsyncLiveEventsResource(self._caller)


class AsyncKinescopeSpeak(AsyncResource):
    """The sections below `speak`."""

    @cached_property
    def rooms(self) -> AsyncSpeakRoomsResource:
        """Rooms for video calls."""
        from kinocraft_api.kinescope_v1.speak_rooms import AsyncSpeakRoomsResource

        return AsyncSpeakRoomsResource(self._caller)


class AsyncKinescopeResources:
    """The sections: access_tokens, additional_materials, analytics, avatars, billing, cdn, dictionaries, drm,
    file_requests, live, moderators, players, playlists, posters, privacy_domains, projects, speak, tags,
    videos, webhooks."""

    _caller: AsyncCaller

    @cached_property
    def videos(self) -> AsyncVideosResource:
        """Videos and operations on them."""
        from kinocraft_api.kinescope_v1.videos import AsyncVideosResource

        return AsyncVideosResource(self._caller)

    @cached_property
    def billing(self) -> AsyncBillingResource:
        """Usage of the service, for invoices and planning."""
        from kinocraft_api.kinescope_v1.billing import AsyncBillingResource

        return AsyncBillingResource(self._caller)

    @cached_property
    def projects(self) -> AsyncProjectsResource:
        """Projects, which hold videos and folders and define who may watch."""
        from kinocraft_api.kinescope_v1.projects import AsyncProjectsResource

        return AsyncProjectsResource(self._caller)

    @cached_property
    def analytics(self) -> AsyncAnalyticsResource:
        """Data on what was watched, where and for how long."""
        from kinocraft_api.kinescope_v1.analytics import AsyncAnalyticsResource

        return AsyncAnalyticsResource(self._caller)

    @cached_property
    def additional_materials(self) -> AsyncAdditionalMaterialsResource:
        """Files that belong to a video, such as handouts."""
        from kinocraft_api.kinescope_v1.additional_materials import AsyncAdditionalMaterialsResource

        return AsyncAdditionalMaterialsResource(self._caller)

    @cached_property
    def dictionaries(self) -> AsyncDictionariesResource:
        """Names that the service knows."""
        from kinocraft_api.kinescope_v1.dictionaries import AsyncDictionariesResource

        return AsyncDictionariesResource(self._caller)

    @cached_property
    def access_tokens(self) -> AsyncAccessTokensResource:
        """Access tokens of the workspace and their permissions."""
        from kinocraft_api.kinescope_v1.access_tokens import AsyncAccessTokensResource

        return AsyncAccessTokensResource(self._caller)

    @cached_property
    def avatars(self) -> AsyncAvatarsResource:
        """Images of users and workspaces."""
        from kinocraft_api.kinescope_v1.avatars import AsyncAvatarsResource

        return AsyncAvatarsResource(self._caller)

    @cached_property
    def players(self) -> AsyncPlayersResource:
        """Players, which define how embedded videos look and behave."""
        from kinocraft_api.kinescope_v1.players import AsyncPlayersResource

        return AsyncPlayersResource(self._caller)

    @cached_property
    def file_requests(self) -> AsyncFileRequestsResource:
        """Web pages where others upload files into the workspace."""
        from kinocraft_api.kinescope_v1.file_requests import AsyncFileRequestsResource

        return AsyncFileRequestsResource(self._caller)

    @cached_property
    def privacy_domains(self) -> AsyncPrivacyDomainsResource:
        """The domains where videos may be embedded."""
        from kinocraft_api.kinescope_v1.privacy_domains import AsyncPrivacyDomainsResource

        return AsyncPrivacyDomainsResource(self._caller)

    @cached_property
    def tags(self) -> AsyncTagsResource:
        """Tags of videos."""
        from kinocraft_api.kinescope_v1.tags import AsyncTagsResource

        return AsyncTagsResource(self._caller)

    @cached_property
    def playlists(self) -> AsyncPlaylistsResource:
        """Videos that play one after another under one link."""
        from kinocraft_api.kinescope_v1.playlists import AsyncPlaylistsResource

        return AsyncPlaylistsResource(self._caller)

    @cached_property
    def moderators(self) -> AsyncModeratorsResource:
        """Moderators, each with their own login."""
        from kinocraft_api.kinescope_v1.moderators import AsyncModeratorsResource

        return AsyncModeratorsResource(self._caller)

    @cached_property
    def webhooks(self) -> AsyncWebhooksResource:
        """URLs that receive events from the service."""
        from kinocraft_api.kinescope_v1.webhooks import AsyncWebhooksResource

        return AsyncWebhooksResource(self._caller)

    @cached_property
    def posters(self) -> AsyncPostersResource:
        """Custom posters of videos and live events."""
        from kinocraft_api.kinescope_v2.posters import AsyncPostersResource

        return AsyncPostersResource(self._caller)

    @cached_property
    def cdn(self) -> AsyncKinescopeCdn:
        """The sections below `cdn`."""
        return AsyncKinescopeCdn(self._caller)

    @cached_property
    def drm(self) -> AsyncKinescopeDrm:
        """The sections below `drm`."""
        return AsyncKinescopeDrm(self._caller)

    @cached_property
    def live(self) -> AsyncKinescopeLive:
        """The sections below `live`."""
        return AsyncKinescopeLive(self._caller)

    @cached_property
    def speak(self) -> AsyncKinescopeSpeak:
        """The sections below `speak`."""
        return AsyncKinescopeSpeak(self._caller)
