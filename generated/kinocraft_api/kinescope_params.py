# Generated from specs/kinescope-* by scripts/generate.py. Edits here are lost.

"""What the methods of Kinescope take: objects as dictionaries, enumerations and sort orders."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal, NotRequired, TypeAlias, TypedDict

from kinocraft_api import kinescope_models as models
from kinocraft_runtime.calls import Id

__all__ = [
    "AccessTokenApiScopeParam",
    "AccessTokenEntityParam",
    "AccessTokenPermission",
    "AccessTokenScopeParam",
    "AccessTokenUploadScopeParam",
    "AccessTokensListOrder",
    "AccessTokensListOrderText",
    "AnalyticsCustomGroup",
    "AnalyticsCustomOrder",
    "AnalyticsCustomOrderText",
    "AnalyticsEntity",
    "AnalyticsField",
    "AnalyticsOverviewGroupTime",
    "AnnotationType",
    "BillingUsageGroupBy",
    "CdnAccessControlChangeParam",
    "CdnBasicAuthParam",
    "CdnZoneSettingsChangeParam",
    "ChapterParam",
    "EventType",
    "FileRequestsListOrder",
    "FileRequestsListOrderText",
    "LatencyMode",
    "LiveEventsListOrder",
    "LiveEventsListOrderText",
    "LiveEventsListVideosOrder",
    "LiveEventsListVideosOrderText",
    "ModeratorsListOrder",
    "ModeratorsListOrderText",
    "NewCdnOriginParam",
    "NewEventRecordSettingsParam",
    "NewEventScheduleParam",
    "NewEventVideoSettingsParam",
    "NewProjectCatalogType",
    "NewRestreamParam",
    "NewSpeakParticipantParam",
    "NewUploadType",
    "PlayerAdCountriesParam",
    "PlayerAdCountriesType",
    "PlayerAdParam",
    "PlayerAdTriggerParam",
    "PlayerAdTriggerSettingsParam",
    "PlayerAdTriggerType",
    "PlayerSettingsParam",
    "PlayersListOrder",
    "PlayersListOrderText",
    "PlaylistSettingsChangeParam",
    "PlaylistsListOrder",
    "PlaylistsListOrderText",
    "PrivacyDomainsListOrder",
    "PrivacyDomainsListOrderText",
    "PrivacyType",
    "ProjectsFoldersListOrder",
    "ProjectsFoldersListOrderText",
    "ProjectsListCatalogType",
    "SortDirection",
    "SpeakParticipantRole",
    "SpeakRoomStatus",
    "SpeakRoomType",
    "SpeakRoomsListOrder",
    "SpeakRoomsListOrderText",
    "SpeakRoomsParticipantsListOrder",
    "SpeakRoomsParticipantsListOrderText",
    "TextualBoolean",
    "UsageProduct",
    "UserLanguage",
    "VideoConcatPartParam",
    "VideoCropParam",
    "VideoPreset",
    "VideoStatus",
    "VideoTrimParam",
    "VideosListOrder",
    "VideosListOrderText",
    "VideosPostersListOrder",
    "VideosPostersListOrderText",
    "WebhooksListOrder",
    "WebhooksListOrderText",
]
AccessTokenPermission: TypeAlias = Literal["delete", "read", "write"]
"""What a token may do."""
AccessTokensListOrderText: TypeAlias = Literal["name", "-name", "name.asc", "name.desc"]
"""A field to sort `access_tokens.list` by."""
AccessTokensListOrder: TypeAlias = (
    AccessTokensListOrderText | Sequence[AccessTokensListOrderText | tuple[Literal["name"], Literal["asc", "desc"]]]
)
"""The sort order of `access_tokens.list`: a field or several, each ascending or descending."""
AnalyticsCustomGroup: TypeAlias = Literal["day", "hour", "month", "week"]
"""The time step of the rows."""
AnalyticsCustomOrderText: TypeAlias = Literal[
    "view",
    "-view",
    "view.asc",
    "view.desc",
    "unique_view",
    "-unique_view",
    "unique_view.asc",
    "unique_view.desc",
    "seek",
    "-seek",
    "seek.asc",
    "seek.desc",
    "play",
    "-play",
    "play.asc",
    "play.desc",
    "pause",
    "-pause",
    "pause.asc",
    "pause.desc",
    "replay",
    "-replay",
    "replay.asc",
    "replay.desc",
    "player_init",
    "-player_init",
    "player_init.asc",
    "player_init.desc",
    "player_load",
    "-player_load",
    "player_load.asc",
    "player_load.desc",
    "buffering_time",
    "-buffering_time",
    "buffering_time.asc",
    "buffering_time.desc",
    "buffering_count",
    "-buffering_count",
    "buffering_count.asc",
    "buffering_count.desc",
    "video_id",
    "-video_id",
    "video_id.asc",
    "video_id.desc",
    "workspace_id",
    "-workspace_id",
    "workspace_id.asc",
    "workspace_id.desc",
    "device",
    "-device",
    "device.asc",
    "device.desc",
    "watch_time",
    "-watch_time",
    "watch_time.asc",
    "watch_time.desc",
    "city",
    "-city",
    "city.asc",
    "city.desc",
    "country_code",
    "-country_code",
    "country_code.asc",
    "country_code.desc",
    "folder_name",
    "-folder_name",
    "folder_name.asc",
    "folder_name.desc",
    "folder_id",
    "-folder_id",
    "folder_id.asc",
    "folder_id.desc",
    "project_name",
    "-project_name",
    "project_name.asc",
    "project_name.desc",
    "project_id",
    "-project_id",
    "project_id.asc",
    "project_id.desc",
    "external_id",
    "-external_id",
    "external_id.asc",
    "external_id.desc",
]
"""A field to sort `analytics.custom` by."""
AnalyticsCustomOrder: TypeAlias = (
    AnalyticsCustomOrderText
    | Sequence[
        AnalyticsCustomOrderText
        | tuple[
            Literal[
                "view",
                "unique_view",
                "seek",
                "play",
                "pause",
                "replay",
                "player_init",
                "player_load",
                "buffering_time",
                "buffering_count",
                "video_id",
                "workspace_id",
                "device",
                "watch_time",
                "city",
                "country_code",
                "folder_name",
                "folder_id",
                "project_name",
                "project_id",
                "external_id",
            ],
            Literal["asc", "desc"],
        ]
    ]
)
"""The sort order of `analytics.custom`: a field or several, each ascending or descending."""
AnalyticsEntity: TypeAlias = Literal[
    "city", "country_code", "device", "folder_id", "folder_name", "project_id", "project_name", "video_id", "watch_time"
]
"""What rows can be grouped by."""
AnalyticsField: TypeAlias = Literal[
    "buffering_count",
    "buffering_time",
    "city",
    "country_code",
    "device",
    "external_id",
    "folder_id",
    "folder_name",
    "pause",
    "play",
    "player_init",
    "player_load",
    "project_id",
    "project_name",
    "replay",
    "seek",
    "unique_view",
    "video_id",
    "view",
    "watch_time",
    "workspace_id",
]
"""A field of a row."""
AnalyticsOverviewGroupTime: TypeAlias = Literal["day", "hour", "month", "week"]
"""The step of the timeline."""
AnnotationType: TypeAlias = Literal["text", "video"]
"""The kind of annotation: a text or another video."""
BillingUsageGroupBy: TypeAlias = Literal["project_id"]
"""What usage is grouped by, besides day and product."""
EventType: TypeAlias = Literal["one-time", "recurring"]
"""Whether the event is broadcast once or repeatedly."""
FileRequestsListOrderText: TypeAlias = Literal["title", "-title", "title.asc", "title.desc"]
"""A field to sort `file_requests.list` by."""
FileRequestsListOrder: TypeAlias = (
    FileRequestsListOrderText | Sequence[FileRequestsListOrderText | tuple[Literal["title"], Literal["asc", "desc"]]]
)
"""The sort order of `file_requests.list`: a field or several, each ascending or descending."""
LatencyMode: TypeAlias = Literal["reduced", "standard"]
"""The delay between encoder and viewers."""
LiveEventsListOrderText: TypeAlias = Literal[
    "created_at", "-created_at", "created_at.asc", "created_at.desc", "name", "-name", "name.asc", "name.desc"
]
"""A field to sort `live.events.list` by."""
LiveEventsListOrder: TypeAlias = (
    LiveEventsListOrderText
    | Sequence[LiveEventsListOrderText | tuple[Literal["created_at", "name"], Literal["asc", "desc"]]]
)
"""The sort order of `live.events.list`: a field or several, each ascending or descending."""
LiveEventsListVideosOrderText: TypeAlias = Literal["created_at", "-created_at", "created_at.asc", "created_at.desc"]
"""A field to sort `live.events.list_videos` by."""
LiveEventsListVideosOrder: TypeAlias = (
    LiveEventsListVideosOrderText
    | Sequence[LiveEventsListVideosOrderText | tuple[Literal["created_at"], Literal["asc", "desc"]]]
)
"""The sort order of `live.events.list_videos`: a field or several, each ascending or descending."""
ModeratorsListOrderText: TypeAlias = Literal["created_at", "-created_at", "created_at.asc", "created_at.desc"]
"""A field to sort `moderators.list` by."""
ModeratorsListOrder: TypeAlias = (
    ModeratorsListOrderText | Sequence[ModeratorsListOrderText | tuple[Literal["created_at"], Literal["asc", "desc"]]]
)
"""The sort order of `moderators.list`: a field or several, each ascending or descending."""
NewProjectCatalogType: TypeAlias = Literal["live", "vod"]
"""What the project holds: videos or live events."""
NewUploadType: TypeAlias = Literal["attachment", "video"]
"""The type of the file: a video or an additional material."""
PlayerAdCountriesType: TypeAlias = Literal["exclude", "include"]
"""Whether it plays only in these countries, or everywhere else."""
PlayerAdTriggerType: TypeAlias = Literal["midroll", "postroll", "preroll"]
"""Whether it plays before, during or after the video."""
PlayersListOrderText: TypeAlias = Literal["created_at", "-created_at", "created_at.asc", "created_at.desc"]
"""A field to sort `players.list` by."""
PlayersListOrder: TypeAlias = (
    PlayersListOrderText | Sequence[PlayersListOrderText | tuple[Literal["created_at"], Literal["asc", "desc"]]]
)
"""The sort order of `players.list`: a field or several, each ascending or descending."""
PlaylistsListOrderText: TypeAlias = Literal[
    "title",
    "-title",
    "title.asc",
    "title.desc",
    "description",
    "-description",
    "description.asc",
    "description.desc",
    "created_at",
    "-created_at",
    "created_at.asc",
    "created_at.desc",
    "updated_at",
    "-updated_at",
    "updated_at.asc",
    "updated_at.desc",
    "name",
    "-name",
    "name.asc",
    "name.desc",
]
"""A field to sort `playlists.list` by."""
PlaylistsListOrder: TypeAlias = (
    PlaylistsListOrderText
    | Sequence[
        PlaylistsListOrderText
        | tuple[Literal["title", "description", "created_at", "updated_at", "name"], Literal["asc", "desc"]]
    ]
)
"""The sort order of `playlists.list`: a field or several, each ascending or descending."""
PrivacyDomainsListOrderText: TypeAlias = Literal["created_at", "-created_at", "created_at.asc", "created_at.desc"]
"""A field to sort `privacy_domains.list` by."""
PrivacyDomainsListOrder: TypeAlias = (
    PrivacyDomainsListOrderText
    | Sequence[PrivacyDomainsListOrderText | tuple[Literal["created_at"], Literal["asc", "desc"]]]
)
"""The sort order of `privacy_domains.list`: a field or several, each ascending or descending."""
PrivacyType: TypeAlias = Literal["anywhere", "custom", "nowhere"]
"""Where videos may be embedded. With `custom`, only on the listed domains."""
ProjectsFoldersListOrderText: TypeAlias = Literal[
    "name", "-name", "name.asc", "name.desc", "created_at", "-created_at", "created_at.asc", "created_at.desc"
]
"""A field to sort `projects.folders.list` by."""
ProjectsFoldersListOrder: TypeAlias = (
    ProjectsFoldersListOrderText
    | Sequence[ProjectsFoldersListOrderText | tuple[Literal["name", "created_at"], Literal["asc", "desc"]]]
)
"""The sort order of `projects.folders.list`: a field or several, each ascending or descending."""
ProjectsListCatalogType: TypeAlias = Literal["live", "vod"]
"""The type of projects: for videos or for live events."""
SortDirection: TypeAlias = Literal["asc", "desc"]
"""Ascending or descending."""
SpeakParticipantRole: TypeAlias = Literal["admin", "manager"]
"""What the participant may do in the room."""
SpeakRoomStatus: TypeAlias = Literal["active", "cancelled", "finished", "pending", "scheduled"]
"""The status of the room's call."""
SpeakRoomType: TypeAlias = Literal["instant_meeting", "permanent_meeting"]
"""Whether the room is for a single call or permanent."""
SpeakRoomsListOrderText: TypeAlias = Literal[
    "name",
    "-name",
    "name.asc",
    "name.desc",
    "code",
    "-code",
    "code.asc",
    "code.desc",
    "type",
    "-type",
    "type.asc",
    "type.desc",
    "status",
    "-status",
    "status.asc",
    "status.desc",
    "created_at",
    "-created_at",
    "created_at.asc",
    "created_at.desc",
    "updated_at",
    "-updated_at",
    "updated_at.asc",
    "updated_at.desc",
]
"""A field to sort `speak.rooms.list` by."""
SpeakRoomsListOrder: TypeAlias = (
    SpeakRoomsListOrderText
    | Sequence[
        SpeakRoomsListOrderText
        | tuple[Literal["name", "code", "type", "status", "created_at", "updated_at"], Literal["asc", "desc"]]
    ]
)
"""The sort order of `speak.rooms.list`: a field or several, each ascending or descending."""
SpeakRoomsParticipantsListOrderText: TypeAlias = Literal[
    "name",
    "-name",
    "name.asc",
    "name.desc",
    "role",
    "-role",
    "role.asc",
    "role.desc",
    "created_at",
    "-created_at",
    "created_at.asc",
    "created_at.desc",
    "updated_at",
    "-updated_at",
    "updated_at.asc",
    "updated_at.desc",
]
"""A field to sort `speak.rooms.participants.list` by."""
SpeakRoomsParticipantsListOrder: TypeAlias = (
    SpeakRoomsParticipantsListOrderText
    | Sequence[
        SpeakRoomsParticipantsListOrderText
        | tuple[Literal["name", "role", "created_at", "updated_at"], Literal["asc", "desc"]]
    ]
)
"""The sort order of `speak.rooms.participants.list`: a field or several, each ascending or descending."""
TextualBoolean: TypeAlias = Literal["false", "true"]
"""True or false, as a string."""
UsageProduct: TypeAlias = Literal["cdn", "encoding", "live_traffic", "storage"]
"""The product."""
UserLanguage: TypeAlias = Literal["EN", "RU"]
"""The user's language."""
VideoPreset: TypeAlias = Literal["1080p", "1440p", "2160p", "360p", "480p", "720p"]
"""A quality: the image height in lines."""
VideoStatus: TypeAlias = Literal[
    "aborted", "done", "error", "pending", "pre-processing", "processing", "suspended", "uploading"
]
"""The status of a video, from `pending` to `done`. `suspended`, for an interrupted upload, is documented only for
webhooks."""
VideosListOrderText: TypeAlias = Literal[
    "title",
    "-title",
    "title.asc",
    "title.desc",
    "description",
    "-description",
    "description.asc",
    "description.desc",
    "created_at",
    "-created_at",
    "created_at.asc",
    "created_at.desc",
    "updated_at",
    "-updated_at",
    "updated_at.asc",
    "updated_at.desc",
    "duration",
    "-duration",
    "duration.asc",
    "duration.desc",
]
"""A field to sort `videos.list` by."""
VideosListOrder: TypeAlias = (
    VideosListOrderText
    | Sequence[
        VideosListOrderText
        | tuple[Literal["title", "description", "created_at", "updated_at", "duration"], Literal["asc", "desc"]]
    ]
)
"""The sort order of `videos.list`: a field or several, each ascending or descending."""
VideosPostersListOrderText: TypeAlias = Literal["created_at", "-created_at", "created_at.asc", "created_at.desc"]
"""A field to sort `videos.posters.list` by."""
VideosPostersListOrder: TypeAlias = (
    VideosPostersListOrderText
    | Sequence[VideosPostersListOrderText | tuple[Literal["created_at"], Literal["asc", "desc"]]]
)
"""The sort order of `videos.posters.list`: a field or several, each ascending or descending."""
WebhooksListOrderText: TypeAlias = Literal["name", "-name", "name.asc", "name.desc"]
"""A field to sort `webhooks.list` by."""
WebhooksListOrder: TypeAlias = (
    WebhooksListOrderText | Sequence[WebhooksListOrderText | tuple[Literal["name"], Literal["asc", "desc"]]]
)
"""The sort order of `webhooks.list`: a field or several, each ascending or descending."""


class AccessTokenApiScopeParam(TypedDict):
    """What a token may do through the API, in the whole workspace."""

    permissions: Sequence[Literal["delete", "read", "write"]]
    """What the token may do. Empty means nothing."""


class AccessTokenEntityParam(TypedDict):
    """What a token may do with one project."""

    id: Id
    """The project's id."""
    permissions: Sequence[Literal["delete", "read", "write"]]
    """What the token may do with this project."""


class AccessTokenScopeParam(TypedDict):
    """What a token may do. A missing part means that nothing of that kind is allowed."""

    api: NotRequired[models.AccessTokenApiScope | AccessTokenApiScopeParam]
    """What a token may do through the API, in the whole workspace."""
    upload: NotRequired[models.AccessTokenUploadScope | AccessTokenUploadScopeParam]
    """What a token may upload, in the whole workspace or in certain projects."""


class AccessTokenUploadScopeParam(TypedDict):
    """What a token may upload, in the whole workspace or in certain projects."""

    permissions: Sequence[Literal["delete", "read", "write"]]
    """What the token may do in the whole workspace. Empty means only what `entities` allows."""
    entities: NotRequired[Sequence[models.AccessTokenEntity | AccessTokenEntityParam]]
    """What the token may do in certain projects."""


class CdnAccessControlChangeParam(TypedDict):
    """New values for what a CDN zone requires from clients. Missing fields keep their values."""

    jwt_secret: NotRequired[str]
    """The key that verifies the JWTs of requests."""
    secure_link: NotRequired[str]
    """The key that verifies signed links."""


class CdnBasicAuthParam(TypedDict):
    """HTTP Basic credentials for an origin; empty for none."""

    username: str
    """The user name."""
    password: str
    """The password."""


class CdnZoneSettingsChangeParam(TypedDict):
    """New values for how a CDN zone delivers content. Missing fields keep their values."""

    index_html: NotRequired[str]
    """The file that is delivered for a folder; empty for none."""
    block_bad_bots: NotRequired[bool]
    """Whether known harmful bots are blocked."""
    ignore_query_strings: NotRequired[bool]
    """Whether URLs that differ only in their query share one cache entry."""


class ChapterParam(TypedDict):
    """A marker on the player's timeline."""

    time: int
    """Where the chapter starts, in milliseconds."""
    title: str
    """The name."""


class NewCdnOriginParam(TypedDict):
    """A server from which a CDN zone is to fetch content."""

    addr: str
    """The address: a host name, or scheme, host and port."""
    basic_auth: NotRequired[models.CdnBasicAuth | CdnBasicAuthParam]
    """HTTP Basic credentials for an origin; empty for none."""


class NewEventRecordSettingsParam(TypedDict):
    """What is to happen to the recording of a broadcast."""

    parent_id: NotRequired[Id | None]
    """The project or folder of the recording; null if none was chosen."""


class NewEventScheduleParam(TypedDict):
    """The start time of a new or changed event."""

    time: NotRequired[datetime.datetime | None]
    """When the broadcast starts; null if nothing is scheduled."""


class NewEventVideoSettingsParam(TypedDict):
    """How the video of a broadcast is to be encoded."""

    presets: NotRequired[Sequence[Literal["1080p", "1440p", "2160p", "360p", "480p", "720p"]] | None]
    """The qualities to encode. Null or empty if none were chosen."""


class NewRestreamParam(TypedDict):
    """A new target of an event's broadcast."""

    name: str
    """The name."""
    url: str
    """The RTMP address of the target."""
    key: str
    """The stream key of the target."""
    description: NotRequired[str]
    """The description."""
    enabled: NotRequired[bool]
    """Whether broadcasts are sent to the target."""


class NewSpeakParticipantParam(TypedDict):
    """A new participant of a room."""

    user_id: NotRequired[Id]
    """The id of the participant's user."""
    name: str
    """The name that others see."""
    role: NotRequired[Literal["admin", "manager"]]
    """What the participant may do in the room."""


class PlayerAdParam(TypedDict):
    """An advertisement, with the times and places where it plays."""

    url: str
    """The URL of the advertisement."""
    trigger: models.PlayerAdTrigger | PlayerAdTriggerParam
    """What starts an advertisement."""
    countries: NotRequired[models.PlayerAdCountries | PlayerAdCountriesParam]
    """The countries where an advertisement plays or does not play."""


class PlayerAdCountriesParam(TypedDict):
    """The countries where an advertisement plays or does not play."""

    items: Sequence[str]
    """The countries, as two-letter codes (ISO 3166-1 alpha-2, in lower case)."""
    type: Literal["exclude", "include"]
    """Whether it plays only in these countries, or everywhere else."""


class PlayerAdTriggerParam(TypedDict):
    """What starts an advertisement."""

    type: Literal["midroll", "postroll", "preroll"]
    """Whether it plays before, during or after the video."""
    trigger_settings: NotRequired[models.PlayerAdTriggerSettings | PlayerAdTriggerSettingsParam]
    """When an advertisement plays during the video. It appears to be useful only for `midroll`."""


class PlayerAdTriggerSettingsParam(TypedDict):
    """When an advertisement plays during the video. It appears to be useful only for `midroll`."""

    timePoints: NotRequired[Sequence[int]]
    """The points of the video at which it plays, probably in seconds from the start."""
    percentages: NotRequired[Sequence[int]]
    """The points of the video at which it plays, in percent of the duration."""
    interval: NotRequired[int]
    """The time from one showing to the next, probably in seconds."""


class PlayerSettingsParam(TypedDict):
    """How a player looks and behaves. The page does not explain the fields: their meaning is inferred from names
    and values. A missing field has the service's default."""

    airplay_button: NotRequired[bool]
    """Whether there is a button for AirPlay."""
    allow_original: NotRequired[bool]
    """Whether the uploaded original can be selected as a quality."""
    audio_only_option: NotRequired[bool]
    """Whether viewers can choose audio only."""
    audio_tracks_button: NotRequired[bool]
    """Whether there is a button for the audio track."""
    autopause: NotRequired[bool]
    """Whether it pauses when another player on the web page starts."""
    autoplay: NotRequired[bool]
    """Whether playback starts automatically."""
    autoswitch_button: NotRequired[bool]
    """Whether there is a button for automatic playback of the next video."""
    brand_color: NotRequired[str]
    """The colour of the controls, as `#RRGGBB`."""
    buttons_bar: NotRequired[bool]
    """Whether the button bar is shown."""
    call_to_action_background_url: NotRequired[str]
    """The image behind the call to action."""
    call_to_action_button_text: NotRequired[str]
    """The label of the button in the call to action."""
    call_to_action_button_url: NotRequired[str]
    """The target URL of the button in the call to action."""
    call_to_action_description: NotRequired[str]
    """The text of the call to action, below its title."""
    call_to_action_link_text: NotRequired[str]
    """The text of the link in the call to action."""
    call_to_action_link_url: NotRequired[str]
    """The target URL of the link in the call to action."""
    call_to_action_title: NotRequired[str]
    """The title of the call to action."""
    chat_button: NotRequired[bool]
    """Whether there is a button for a live event's chat."""
    chat_in_fullscreen: NotRequired[bool]
    """Whether the chat is shown in full screen too."""
    chromecast_button: NotRequired[bool]
    """Whether there is a button for Chromecast."""
    control_bar: NotRequired[bool]
    """Whether the control bar is shown."""
    control_bar_visible_on_load: NotRequired[bool]
    """Whether the controls are visible before playback starts."""
    corner_rounding: NotRequired[int]
    """The radius of the player's corners, probably in pixels."""
    custom_logo: NotRequired[bool]
    """Whether the logo is an uploaded one."""
    data_tracking: NotRequired[bool]
    """Whether views are tracked for analytics."""
    default_language_audio: NotRequired[bool]
    """Whether the audio track is chosen by the viewer's language."""
    default_language_subtitle: NotRequired[bool]
    """Whether subtitles are chosen by the viewer's language."""
    default_video_quality: NotRequired[int]
    """The initial quality, as the image height in pixels."""
    download: NotRequired[bool]
    """Whether there is a button for downloading the video."""
    enable_default_subtitle: NotRequired[bool]
    """Whether the default subtitles are initially on."""
    endscreen: NotRequired[str]
    """What happens at the end of a video; `replay` and `loop` were seen."""
    fullscreen_button: NotRequired[bool]
    """Whether there is a button for full screen."""
    fullscreen_fallback: NotRequired[str]
    """What replaces full screen if the browser does not support it; `pseudo` was seen, which fills the window."""
    go_fullscreen_on_play: NotRequired[bool]
    """Whether playback switches to full screen."""
    go_fullscreen_on_unmute: NotRequired[bool]
    """Whether unmuting switches to full screen."""
    hotkeys_control: NotRequired[bool]
    """Whether keyboard shortcuts are enabled."""
    live_viewers_counter: NotRequired[bool]
    """Whether the viewers of a live event are counted."""
    logo_title: NotRequired[str]
    """The text shown with the logo."""
    logo_url: NotRequired[str]
    """The target URL of the logo."""
    pip_button: NotRequired[bool]
    """Whether there is a button for picture-in-picture."""
    play_button: NotRequired[bool]
    """Whether there is a play button in the bar."""
    play_on_cursor: NotRequired[bool]
    """Whether it plays while the pointer is over it."""
    playback_speed_button: NotRequired[bool]
    """Whether there is a button for the playback speed."""
    playback_speed_menu: NotRequired[bool]
    """Whether the playback speed is in the settings menu."""
    playinline: NotRequired[bool]
    """Whether phones play inline instead of in full screen."""
    playlist_menu_visible_on_load: NotRequired[bool]
    """Whether the list of a playlist's videos is initially open."""
    preview_play_button: NotRequired[bool]
    """Whether there is a large play button over the poster."""
    rotate_to_fullscreen: NotRequired[bool]
    """Whether rotating a phone switches to full screen."""
    seo_metadata: NotRequired[bool]
    """Whether the player contains metadata for search engines."""
    settings_button: NotRequired[bool]
    """Whether there is a button for the settings."""
    share: NotRequired[bool]
    """Whether there is a button for sharing."""
    show_download_links: NotRequired[bool]
    """Whether links for downloading are shown."""
    show_number_live_viewers: NotRequired[bool]
    """Whether the number of a live event's viewers is shown."""
    show_time: NotRequired[bool]
    """Whether the time played is shown."""
    timeline: NotRequired[bool]
    """Whether the timeline is shown."""
    timeline_history: NotRequired[bool]
    """Whether the timeline shows what has been watched."""
    title_subtitle: NotRequired[bool]
    """Whether title and subtitle are shown."""
    title_subtitle_visible_on_load: NotRequired[bool]
    """Whether title and subtitle are visible before playback starts."""
    video_preload: NotRequired[bool]
    """Whether the video is loaded before playback starts."""
    volume: NotRequired[int]
    """The initial volume, apparently in percent; 0 is mute."""
    volume_button: NotRequired[bool]
    """Whether there is a button for the volume."""
    watermark_color: NotRequired[str]
    """The colour of the watermark with its opacity, as `#RRGGBBAA`."""
    watermark_enabled: NotRequired[bool]
    """Whether there is a watermark."""
    watermark_frequency: NotRequired[int]
    """How often the watermark appears; the unit is not known."""
    watermark_size: NotRequired[int]
    """The size of the watermark; the unit is not known."""
    watermark_text: NotRequired[str]
    """The text of the watermark."""
    watermark_type: NotRequired[str]
    """The pattern of the watermark; `stripes` and `random` were seen."""


class PlaylistSettingsChangeParam(TypedDict):
    """New values for how a playlist sorts its videos. Missing fields keep their values."""

    sort_field: NotRequired[str]
    """The field by which videos are sorted; seen are `custom`, which is the manual order, `created_at` and
    `duration`."""
    sort_order: NotRequired[Literal["asc", "desc"]]
    """Ascending or descending."""
    ignore_interactive_tools: NotRequired[bool]
    """Whether interactive parts of the videos, such as annotations, are left out."""


class VideoConcatPartParam(TypedDict):
    """A video to join."""

    video_id: Id
    """The video's id."""


class VideoCropParam(TypedDict):
    """The rectangle of the image to keep, in pixels."""

    w: int
    """Width in pixels."""
    h: int
    """Height in pixels."""
    x: int
    """Left edge, in pixels from the left of the image."""
    y: int
    """Upper edge, in pixels from the top of the image."""
    quality: NotRequired[str]
    """A quality of the video, such as `360p`. The page does not explain it; in the example, the rectangle is
    measured in the image of this quality."""


class VideoTrimParam(TypedDict):
    """A time span to keep."""

    start: float
    """Start of the span, in seconds."""
    length: float
    """Length of the span, in seconds."""
