# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Videos and operations on them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Unpack

from kinocraft_api import kinescope_bodies as bodies
from kinocraft_api import kinescope_models as models
from kinocraft_runtime.bodies import ID, InputField
from kinocraft_runtime.calls import (
    UNSET,
    Call,
    CallOptions,
    Id,
    Listed,
    Operation,
    Unset,
)
from kinocraft_runtime.pagination import AsyncListing, Page
from kinocraft_runtime.resources import (
    AsyncResource,
    Resource,
    async_raw_listing,
    async_raw_method,
    raw_method,
)

if TYPE_CHECKING:
    from kinocraft_api import kinescope_params as params
    from kinocraft_api.kinescope_v1.videos_annotations import AsyncVideosAnnotationsResource, VideosAnnotationsResource
    from kinocraft_api.kinescope_v1.videos_posters import AsyncVideosPostersResource, VideosPostersResource
    from kinocraft_api.kinescope_v1.videos_subtitles import AsyncVideosSubtitlesResource, VideosSubtitlesResource
    from kinocraft_api.kinescope_v2.videos_uploads import AsyncVideosUploadsResource, VideosUploadsResource

__all__ = ["AsyncVideosRaw", "AsyncVideosResource", "VideosRaw", "VideosResource"]

LIST = Operation(
    id="videos.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/videos",
    secured=True,
    idempotent=True,
    sortable={
        "order": (
            "title",
            "description",
            "created_at",
            "updated_at",
            "duration",
        ),
    },
    ids={"folder_id": "id", "project_id": "id", "video_ids[]": "id"},
)
GET = Operation(
    id="videos.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/videos/{video_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"video_id": "id"},
)
DELETE = Operation(
    id="videos.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/videos/{video_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
    ids={"video_id": "id"},
)
UPDATE = Operation(
    id="videos.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PATCH",
    path="/v1/videos/{video_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"video_id": "id"},
    changes=True,
)
MOVE = Operation(
    id="videos.move",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/videos/{video_id}/move",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="data",
    ids={"video_id": "id"},
    body=InputField(
        {
            "project_id": ID,
            "folder_id": InputField(id=True, nullable=True),
        }
    ),
)
UPDATE_CHAPTERS = Operation(
    id="videos.update_chapters",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/videos/{video_id}/chapters",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"video_id": "id"},
    body=InputField(
        {
            "items": bodies.CHAPTER,
        }
    ),
    changes=True,
)
CONCAT = Operation(
    id="videos.concat",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/videos/{video_id}/concat",
    secured=True,
    idempotent=False,
    may_be_empty=True,
    payload="data",
    ids={"video_id": "id"},
    body=InputField(
        {
            "prepend": InputField(fields=bodies.VIDEO_CONCAT_PART.fields, wrapped="video_id"),
            "append": InputField(fields=bodies.VIDEO_CONCAT_PART.fields, wrapped="video_id"),
        }
    ),
)
COPY = Operation(
    id="videos.copy",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/videos/{video_id}/copy",
    secured=True,
    idempotent=False,
    may_be_empty=True,
    payload="data",
    ids={"video_id": "id"},
    body=InputField(
        {
            "parent_id": ID,
        }
    ),
)
CUT = Operation(
    id="videos.cut",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/videos/{video_id}/cut",
    secured=True,
    idempotent=False,
    may_be_empty=True,
    payload="data",
    ids={"video_id": "id"},
    body=InputField(
        {
            "project_id": ID,
            "folder_id": ID,
            "crop": bodies.VIDEO_CROP,
            "trim": bodies.VIDEO_TRIM,
        }
    ),
)


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: params.VideosListOrder | Unset = UNSET,
    status: Sequence[
        Literal["aborted", "done", "error", "pending", "pre-processing", "processing", "suspended", "uploading"]
    ]
    | Unset = UNSET,
    folder_id: Id | Unset = UNSET,
    project_id: Id | Unset = UNSET,
    video_ids: Sequence[Id] | Unset = UNSET,
    q: str | Unset = UNSET,
    without_folder: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.VideoListItem]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.VideoList,
        query={
            "page": page,
            "per_page": per_page,
            "order": order,
            "status[]": status,
            "folder_id": folder_id,
            "project_id": project_id,
            "video_ids[]": video_ids,
            "q": q,
            "without_folder": without_folder,
        },
        options=options,
    )


def get_call(
    video_id: Id,
    *,
    options: CallOptions,
) -> Call[models.Video]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.VideoResponse,
        path={
            "video_id": video_id,
        },
        options=options,
    )


def delete_call(
    video_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessResponse,
        path={
            "video_id": video_id,
        },
        options=options,
    )


def update_call(
    video_id: Id,
    *,
    title: str | Unset = UNSET,
    description: str | Unset = UNSET,
    privacy_type: Literal["anywhere", "custom", "nowhere"] | Unset = UNSET,
    privacy_domains: Sequence[str] | Unset = UNSET,
    additional_materials_enabled: bool | Unset = UNSET,
    tags: Sequence[str] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.UpdatedVideo]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.UpdatedVideoResponse,
        path={
            "video_id": video_id,
        },
        json={
            "title": title,
            "description": description,
            "privacy_type": privacy_type,
            "privacy_domains": privacy_domains,
            "additional_materials_enabled": additional_materials_enabled,
            "tags": tags,
        },
        options=options,
    )


def move_call(
    video_id: Id,
    project_id: Id,
    *,
    folder_id: Id | Unset | None = UNSET,
    options: CallOptions,
) -> Call[models.Video | None]:
    """Build the call of `move`."""
    return Call(
        MOVE,
        models.VideoResponse,
        path={
            "video_id": video_id,
        },
        json={
            "project_id": project_id,
            "folder_id": folder_id,
        },
        options=options,
    )


def update_chapters_call(
    video_id: Id,
    *,
    items: Sequence[models.Chapter | params.ChapterParam] | Unset = UNSET,
    enabled: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Chapters]:
    """Build the call of `update_chapters`."""
    return Call(
        UPDATE_CHAPTERS,
        models.ChaptersResponse,
        path={
            "video_id": video_id,
        },
        json={
            "items": items,
            "enabled": enabled,
        },
        options=options,
    )


def concat_call(
    video_id: Id,
    *,
    prepend: Sequence[models.VideoConcatPart | params.VideoConcatPartParam | Id] | Unset = UNSET,
    append: Sequence[models.VideoConcatPart | params.VideoConcatPartParam | Id] | Unset = UNSET,
    replace: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Video | None]:
    """Build the call of `concat`."""
    return Call(
        CONCAT,
        models.VideoResponse,
        path={
            "video_id": video_id,
        },
        json={
            "prepend": prepend,
            "append": append,
            "replace": replace,
        },
        options=options,
    )


def copy_call(
    video_id: Id,
    *,
    parent_id: Id | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Video | None]:
    """Build the call of `copy`."""
    return Call(
        COPY,
        models.VideoResponse,
        path={
            "video_id": video_id,
        },
        json={
            "parent_id": parent_id,
        },
        options=options,
    )


def cut_call(
    video_id: Id,
    *,
    project_id: Id | Unset = UNSET,
    folder_id: Id | Unset = UNSET,
    title: str | Unset = UNSET,
    description: str | Unset = UNSET,
    crop: models.VideoCrop | params.VideoCropParam | Unset = UNSET,
    trim: Sequence[models.VideoTrim | params.VideoTrimParam] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Video | None]:
    """Build the call of `cut`."""
    return Call(
        CUT,
        models.VideoResponse,
        path={
            "video_id": video_id,
        },
        json={
            "project_id": project_id,
            "folder_id": folder_id,
            "title": title,
            "description": description,
            "crop": crop,
            "trim": trim,
        },
        options=options,
    )


class VideosResource(Resource):
    """Videos and operations on them."""

    @cached_property
    def posters(self) -> VideosPostersResource:
        """Still images that represent a video."""
        from kinocraft_api.kinescope_v1.videos_posters import VideosPostersResource

        return VideosPostersResource(self._caller)

    @cached_property
    def subtitles(self) -> VideosSubtitlesResource:
        """Subtitle tracks of a video."""
        from kinocraft_api.kinescope_v1.videos_subtitles import VideosSubtitlesResource

        return VideosSubtitlesResource(self._caller)

    @cached_property
    def annotations(self) -> VideosAnnotationsResource:
        """Cards that the player shows over a video for some time."""
        from kinocraft_api.kinescope_v1.videos_annotations import VideosAnnotationsResource

        return VideosAnnotationsResource(self._caller)

    @cached_property
    def uploads(self) -> VideosUploadsResource:
        """Uploads of videos."""
        from kinocraft_api.kinescope_v2.videos_uploads import VideosUploadsResource

        return VideosUploadsResource(self._caller)

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.VideosListOrder | Unset = UNSET,
        status: Sequence[
            Literal["aborted", "done", "error", "pending", "pre-processing", "processing", "suspended", "uploading"]
        ]
        | Unset = UNSET,
        folder_id: Id | Unset = UNSET,
        project_id: Id | Unset = UNSET,
        video_ids: Sequence[Id] | Unset = UNSET,
        q: str | Unset = UNSET,
        without_folder: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.VideoListItem]:
        """List videos.

        Return the videos of the workspace that match all filters.

        Args:
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            order: Fields to sort by, separated by commas, each followed by `.asc` or `.desc`; without a
                direction the order is ascending. Also as "-title" for descending, or as pairs such as
                [("title", "desc")]. Sortable: title, description, created_at, updated_at, duration.
            status: Only videos with one of these statuses.
            folder_id: Only videos in this folder.
            project_id: Only videos in this project.
            video_ids: Only videos with these ids.
            q: Only videos with this text in the title or the description.
            without_folder: True returns only videos that are in no folder, directly in their project.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of videos. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Videos list" (documented). A key in brackets is repeated for each value
        (inferred). The value of `without_folder` is true or false, and its effect is what its name says
        (inferred).
        """
        return self._caller.page(
            list_call(
                page=page,
                per_page=per_page,
                order=order,
                status=status,
                folder_id=folder_id,
                project_id=project_id,
                video_ids=video_ids,
                q=q,
                without_folder=without_folder,
                options=options,
            )
        )

    def get(
        self,
        video_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Video:
        """Get a video.

        The response contains everything about the video, including its files. Links to files are signed
        and expire, so request them again instead of storing them.

        Args:
            video_id: The video's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The video.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get video" (documented).
        """
        return self._caller.call(get_call(video_id=video_id, options=options))

    def delete(
        self,
        video_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a video.

        This cannot be undone.

        Args:
            video_id: The video's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete video" (documented).
        """
        return self._caller.call(delete_call(video_id=video_id, options=options))

    def update(
        self,
        video_id: Id,
        *,
        title: str | Unset = UNSET,
        description: str | Unset = UNSET,
        privacy_type: Literal["anywhere", "custom", "nowhere"] | Unset = UNSET,
        privacy_domains: Sequence[str] | Unset = UNSET,
        additional_materials_enabled: bool | Unset = UNSET,
        tags: Sequence[str] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.UpdatedVideo:
        """Update a video.

        Change the title, description, privacy or tags. Only the sent fields change. A list replaces the
        previous list.

        Args:
            video_id: The video's id.
            title: The title.
            description: The description.
            privacy_type: Where videos may be embedded. With `custom`, only on the listed domains.
            privacy_domains: The domains that may embed the video when `privacy_type` is `custom`.
            additional_materials_enabled: Whether viewers can download the additional materials.
            tags: The tags, as strings. In the page's example, but not in its list of fields.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated video. Its fields differ from those of `videos.get`.

        Raises:
            InvalidArgumentError: No field to change is given, or an argument cannot be sent. Nothing was sent.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update video" (documented). A list replaces the previous list (inferred).
        """
        return self._caller.call(
            update_call(
                video_id=video_id,
                title=title,
                description=description,
                privacy_type=privacy_type,
                privacy_domains=privacy_domains,
                additional_materials_enabled=additional_materials_enabled,
                tags=tags,
                options=options,
            )
        )

    def move(
        self,
        video_id: Id,
        project_id: Id,
        *,
        folder_id: Id | Unset | None = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Video | None:
        """Move a video to another project or folder.

        The video keeps its id. `project_id` is required even if only the folder changes.

        Args:
            video_id: The video's id.
            project_id: The new project. Without it the service returns 400.
            folder_id: A folder of that project (inferred). By default, and for null, the video is moved directly
                into the project.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The moved video (inferred). The body may be empty. The page shows no response; it is the
            moved video. None if the response has no body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Move video to another project and folder" (documented). `project_id` is
        required: a request without it gets 400 with code 400400 (seen).
        """
        return self._caller.call(
            move_call(video_id=video_id, project_id=project_id, folder_id=folder_id, options=options)
        )

    def update_chapters(
        self,
        video_id: Id,
        *,
        items: Sequence[models.Chapter | params.ChapterParam] | Unset = UNSET,
        enabled: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Chapters:
        """Update the chapters of a video.

        The chapters replace all previous ones; an empty list deletes them. Times are in milliseconds.

        Args:
            video_id: The video's id.
            items: All chapters; they replace the previous ones. An empty list deletes all.
            enabled: Whether the player shows chapters.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated chapters.

        Raises:
            InvalidArgumentError: No field to change is given, or an argument cannot be sent. Nothing was sent.
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update chapters" (documented). Times are in milliseconds: the page's example
        calls 10000 ten seconds (inferred). No field is required (seen).
        """
        return self._caller.call(update_chapters_call(video_id=video_id, items=items, enabled=enabled, options=options))

    def concat(
        self,
        video_id: Id,
        *,
        prepend: Sequence[models.VideoConcatPart | params.VideoConcatPartParam | Id] | Unset = UNSET,
        append: Sequence[models.VideoConcatPart | params.VideoConcatPartParam | Id] | Unset = UNSET,
        replace: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Video | None:
        """Concat a video with others.

        Create a new video from the videos in `prepend`, the one in the path and the videos in `append`,
        in that order. The one in the path does not change, unless `replace` is true. Processing takes a
        while.

        Args:
            video_id: The video's id.
            prepend: The videos before it, in this order.
            append: The videos after it, in this order.
            replace: False creates a new video (inferred). With true the result replaces the video in the path.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The new video, not processed yet (inferred). The body may be empty. The page shows no
            response; it is the new video. None if the response has no body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            PaymentRequiredError: 402. The workspace's plan or balance does not cover this request.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Concat video" (documented). With `replace` the new video takes the place of
        the one in the path (inferred).
        """
        return self._caller.call(
            concat_call(video_id=video_id, prepend=prepend, append=append, replace=replace, options=options)
        )

    def copy(
        self,
        video_id: Id,
        *,
        parent_id: Id | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Video | None:
        """Copy a video.

        Create a full copy with its own id, in the given project or folder, by default next to the
        original.

        Args:
            video_id: The video's id.
            parent_id: The project or folder of the copy. By default the copy is next to the original.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The copy (inferred). The body may be empty. The page shows no response; it is the copy. None
            if the response has no body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            PaymentRequiredError: 402. The workspace's plan or balance does not cover this request.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Copy video" (documented). By default the copy is next to the original
        (inferred).
        """
        return self._caller.call(copy_call(video_id=video_id, parent_id=parent_id, options=options))

    def cut(
        self,
        video_id: Id,
        *,
        project_id: Id | Unset = UNSET,
        folder_id: Id | Unset = UNSET,
        title: str | Unset = UNSET,
        description: str | Unset = UNSET,
        crop: models.VideoCrop | params.VideoCropParam | Unset = UNSET,
        trim: Sequence[models.VideoTrim | params.VideoTrimParam] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Video | None:
        """Cut a video.

        Keep the time spans in `trim`, in seconds, and the rectangle in `crop`, in pixels. The page
        contradicts itself about the result; to be safe, copy the video first. According to its text the
        result replaces the video's file irrevocably; according to its table a new video is created with
        the given project, folder, title and description.

        Args:
            video_id: The video's id.
            project_id: The project of the result.
            folder_id: The folder of the result.
            title: The title of the result.
            description: The description of the result.
            crop: The rectangle of the image to keep, in pixels.
            trim: The spans to keep, joined in this order. They need not be chronological.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The resulting video, not processed yet (inferred). The body may be empty. The page shows no
            response; it is the video. None if the response has no body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            PaymentRequiredError: 402. The workspace's plan or balance does not cover this request.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Cut video" (documented). Times are in seconds, as in the page's example
        (inferred).
        """
        return self._caller.call(
            cut_call(
                video_id=video_id,
                project_id=project_id,
                folder_id=folder_id,
                title=title,
                description=description,
                crop=crop,
                trim=trim,
                options=options,
            )
        )

    @cached_property
    def with_raw_response(self) -> VideosRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return VideosRaw(VideosResource(self._caller.raw))


class VideosRaw:
    """The methods of `videos`. Each returns a `RawResponse`."""

    def __init__(self, resource: VideosResource) -> None:
        self.list = raw_method(resource.list)
        self.get = raw_method(resource.get)
        self.delete = raw_method(resource.delete)
        self.update = raw_method(resource.update)
        self.move = raw_method(resource.move)
        self.update_chapters = raw_method(resource.update_chapters)
        self.concat = raw_method(resource.concat)
        self.copy = raw_method(resource.copy)
        self.cut = raw_method(resource.cut)


class AsyncVideosResource(AsyncResource, sync=VideosResource):
    """Videos and operations on them."""

    @cached_property
    def posters(self) -> AsyncVideosPostersResource:
        """Still images that represent a video."""
        from kinocraft_api.kinescope_v1.videos_posters import AsyncVideosPostersResource

        return AsyncVideosPostersResource(self._caller)

    @cached_property
    def subtitles(self) -> AsyncVideosSubtitlesResource:
        """Subtitle tracks of a video."""
        from kinocraft_api.kinescope_v1.videos_subtitles import AsyncVideosSubtitlesResource

        return AsyncVideosSubtitlesResource(self._caller)

    @cached_property
    def annotations(self) -> AsyncVideosAnnotationsResource:
        """Cards that the player shows over a video for some time."""
        from kinocraft_api.kinescope_v1.videos_annotations import AsyncVideosAnnotationsResource

        return AsyncVideosAnnotationsResource(self._caller)

    @cached_property
    def uploads(self) -> AsyncVideosUploadsResource:
        """Uploads of videos."""
        from kinocraft_api.kinescope_v2.videos_uploads import AsyncVideosUploadsResource

        return AsyncVideosUploadsResource(self._caller)

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.VideosListOrder | Unset = UNSET,
        status: Sequence[
            Literal["aborted", "done", "error", "pending", "pre-processing", "processing", "suspended", "uploading"]
        ]
        | Unset = UNSET,
        folder_id: Id | Unset = UNSET,
        project_id: Id | Unset = UNSET,
        video_ids: Sequence[Id] | Unset = UNSET,
        q: str | Unset = UNSET,
        without_folder: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.VideoListItem]:
        """Do the same as `VideosResource.list`, when awaited or iterated over."""
        return self._caller.page(
            list_call(
                page=page,
                per_page=per_page,
                order=order,
                status=status,
                folder_id=folder_id,
                project_id=project_id,
                video_ids=video_ids,
                q=q,
                without_folder=without_folder,
                options=options,
            )
        )

    async def get(
        self,
        video_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Video:
        """Do the same as `VideosResource.get`."""
        return await self._caller.call(get_call(video_id=video_id, options=options))

    async def delete(
        self,
        video_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `VideosResource.delete`."""
        return await self._caller.call(delete_call(video_id=video_id, options=options))

    async def update(
        self,
        video_id: Id,
        *,
        title: str | Unset = UNSET,
        description: str | Unset = UNSET,
        privacy_type: Literal["anywhere", "custom", "nowhere"] | Unset = UNSET,
        privacy_domains: Sequence[str] | Unset = UNSET,
        additional_materials_enabled: bool | Unset = UNSET,
        tags: Sequence[str] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.UpdatedVideo:
        """Do the same as `VideosResource.update`."""
        return await self._caller.call(
            update_call(
                video_id=video_id,
                title=title,
                description=description,
                privacy_type=privacy_type,
                privacy_domains=privacy_domains,
                additional_materials_enabled=additional_materials_enabled,
                tags=tags,
                options=options,
            )
        )

    async def move(
        self,
        video_id: Id,
        project_id: Id,
        *,
        folder_id: Id | Unset | None = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Video | None:
        """Do the same as `VideosResource.move`."""
        return await self._caller.call(
            move_call(video_id=video_id, project_id=project_id, folder_id=folder_id, options=options)
        )

    async def update_chapters(
        self,
        video_id: Id,
        *,
        items: Sequence[models.Chapter | params.ChapterParam] | Unset = UNSET,
        enabled: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Chapters:
        """Do the same as `VideosResource.update_chapters`."""
        return await self._caller.call(
            update_chapters_call(video_id=video_id, items=items, enabled=enabled, options=options)
        )

    async def concat(
        self,
        video_id: Id,
        *,
        prepend: Sequence[models.VideoConcatPart | params.VideoConcatPartParam | Id] | Unset = UNSET,
        append: Sequence[models.VideoConcatPart | params.VideoConcatPartParam | Id] | Unset = UNSET,
        replace: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Video | None:
        """Do the same as `VideosResource.concat`."""
        return await self._caller.call(
            concat_call(video_id=video_id, prepend=prepend, append=append, replace=replace, options=options)
        )

    async def copy(
        self,
        video_id: Id,
        *,
        parent_id: Id | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Video | None:
        """Do the same as `VideosResource.copy`."""
        return await self._caller.call(copy_call(video_id=video_id, parent_id=parent_id, options=options))

    async def cut(
        self,
        video_id: Id,
        *,
        project_id: Id | Unset = UNSET,
        folder_id: Id | Unset = UNSET,
        title: str | Unset = UNSET,
        description: str | Unset = UNSET,
        crop: models.VideoCrop | params.VideoCropParam | Unset = UNSET,
        trim: Sequence[models.VideoTrim | params.VideoTrimParam] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Video | None:
        """Do the same as `VideosResource.cut`."""
        return await self._caller.call(
            cut_call(
                video_id=video_id,
                project_id=project_id,
                folder_id=folder_id,
                title=title,
                description=description,
                crop=crop,
                trim=trim,
                options=options,
            )
        )

    @cached_property
    def with_raw_response(self) -> AsyncVideosRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncVideosRaw(AsyncVideosResource(self._caller.raw))


class AsyncVideosRaw:
    """The methods of `videos`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncVideosResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.get = async_raw_method(resource.get)
        self.delete = async_raw_method(resource.delete)
        self.update = async_raw_method(resource.update)
        self.move = async_raw_method(resource.move)
        self.update_chapters = async_raw_method(resource.update_chapters)
        self.concat = async_raw_method(resource.concat)
        self.copy = async_raw_method(resource.copy)
        self.cut = async_raw_method(resource.cut)
