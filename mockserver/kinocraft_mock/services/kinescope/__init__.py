"""Kinescope: its services, and where their handlers are."""

from __future__ import annotations

from kinocraft_mock.service import Service
from kinocraft_mock.state.limits import Window

__all__ = ["SERVICES"]

LIMITS = (Window(10, 1.0), Window(300, 60.0))
"""10 requests per second and 300 per minute (the vendor's guidelines, quoted at second hand)."""

LARGEST_BODY = 10 << 20
"""Maximum bytes of a request to the API host (the same guidelines)."""

UPLOAD_HOST = "{upload_host}"
"""The description's name for the host of upload URLs."""

SPECS = ("kinescope-v1", "kinescope-v2")

VENDOR = f"{__name__}.vendor"

# Both services have all sections: some topics have operations on both hosts.
SECTIONS = {
    f"{__name__}.{module}": section
    for module, section in {
        "account.access_tokens": "access_tokens",
        "account.billing": "billing",
        "account.cdn_zones": "cdn.zones",
        "account.dictionaries": "dictionaries",
        "account.drm": "drm.auth",
        "additional_materials.handlers": "additional_materials",
        "analytics.handlers": "analytics",
        "live.chat": "live.events.chat",
        "live.events": "live.events",
        "live.restreams": "live.events.restreams",
        "live.streams": "live.events.streams",
        "people.avatars": "avatars",
        "people.moderators": "moderators",
        "players.handlers": "players",
        "playlists.entities": "playlists.entities",
        "playlists.handlers": "playlists",
        "posters.handlers": "videos.posters",
        "posters.uploads": "posters",
        "projects.folders": "projects.folders",
        "projects.handlers": "projects",
        "projects.privacy_domains": "privacy_domains",
        "speak.participants": "speak.rooms.participants",
        "speak.rooms": "speak.rooms",
        "uploads.file_requests": "file_requests",
        "uploads.handlers": "videos.uploads",
        "uploads.tus": "videos.uploads",
        "videos.annotations": "videos.annotations",
        "videos.editing": "videos",
        "videos.handlers": "videos",
        "videos.subtitles": "videos.subtitles",
        "videos.tags": "tags",
        "webhooks.handlers": "webhooks",
    }.items()
}

SERVICES = (
    Service(
        mount="/kinescope/api",
        hosts=("api.kinescope.io",),
        vendor_module=VENDOR,
        specs=SPECS,
        sections=SECTIONS,
        limits=LIMITS,
        largest_body=LARGEST_BODY,
        csv_suffix=True,
    ),
    Service(
        mount="/kinescope/uploader",
        # The vendor does not publish the host of the upload URLs that it returns; here it is the same host.
        hosts=("uploader.kinescope.io", UPLOAD_HOST),
        vendor_module=VENDOR,
        specs=SPECS,
        sections=SECTIONS,
        limits=LIMITS,
        # The limits are published for the hosts with names. An upload in chunks would soon exceed them.
        unlimited_hosts=(UPLOAD_HOST,),
        # The vendor's quickstart has these paths without a version.
        aliases={"/video": "/v2/video", "/poster": "/v2/poster"},
        method_override=True,
    ),
)
