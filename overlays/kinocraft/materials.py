"""`kinescope.additional_materials`: the operations, and an upload that any name and title survive."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack
from urllib.parse import quote

from kinocraft_api.kinescope_v1.additional_materials import (
    AdditionalMaterialsResource,
    AsyncAdditionalMaterialsResource,
    update_call,
    upload_call,
)
from kinocraft_api.kinescope_v1.models import AdditionalMaterial
from kinocraft_runtime.calls import UNSET, CallOptions, Content, Unset

from .callers import AsyncStepping, Stepping
from .encoding import in_header, plain_text
from .engine import Engine
from .errors import APIError, UploadError
from .sources import own_name
from .steps import Steps

__all__ = ["AdditionalMaterials", "AsyncAdditionalMaterials"]


class AdditionalMaterials(Stepping, AdditionalMaterialsResource):
    """Files that come with a video, such as handouts."""

    def upload(
        self,
        video_id: str,
        *,
        body: Content,
        file_name: str | Unset = UNSET,
        title: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AdditionalMaterial | None:
        """Upload a file that comes with a video.

        Args:
            video_id: The video that the file comes with.
            body: Its bytes, its Path, or a seekable file opened in binary mode.
            file_name: The file's name; its own when left out.
            title: The title shown to viewers; the file's name without its ending when left out. A second call sets one
                that has other letters than ASCII, or a per cent sign.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The new material. None when the answer comes without a body.

        Raises:
            InvalidArgumentError: An argument cannot be sent. Nothing was.
            SourceError: The file cannot be read.
            APIError: As for the call itself: 400, 401, 402, 403, 404, 429, 5xx.

        Source: kinescope, "Upload additional material" (documented; raw bytes and the answer: inferred).
        """
        return self._run(_upload, video_id, body, file_name, title, options)


class AsyncAdditionalMaterials(AsyncStepping, AsyncAdditionalMaterialsResource):
    """Files that come with a video, such as handouts, in an event loop."""

    async def upload(
        self,
        video_id: str,
        *,
        body: Content,
        file_name: str | Unset = UNSET,
        title: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AdditionalMaterial | None:
        """Upload a file that comes with a video, as `AdditionalMaterials.upload` does."""
        return await self._run(_upload, video_id, body, file_name, title, options)


def _upload(
    engine: Engine,
    video_id: str,
    content: Content,
    file_name: str | Unset,
    title: str | Unset,
    options: CallOptions,
) -> Steps[AdditionalMaterial | None]:
    """Upload it, and set what its headers cannot say."""
    name = plain_text("file_name", file_name or own_name(content))
    title = plain_text("title", title or Path(name).stem)
    call = upload_call(
        video_id,
        body=content,
        # A name cannot be set later. Percent-encoded it is at least whole, whatever the service makes of it.
        file_name=(name if name == in_header(name) else quote(name)) or UNSET,
        title=in_header(title) or UNSET,
        options=options,
    )
    made = yield from engine.call(call)
    if made is None or title == in_header(title):
        return made
    try:
        return (yield from engine.call(update_call(made.id, title=title, options=options)))
    except APIError as error:
        raise UploadError(
            f"material {made.id} is uploaded, but its title could not be set: use additional_materials.update for that"
        ) from error
