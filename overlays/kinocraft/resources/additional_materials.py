"""`kinescope.additional_materials`: the operations, and an upload that keeps any file name and title."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack
from urllib.parse import quote

from kinocraft_api.kinescope_models import AdditionalMaterial
from kinocraft_api.kinescope_v1.additional_materials import (
    AdditionalMaterialsResource,
    AsyncAdditionalMaterialsResource,
    update_call,
    upload_call,
)
from kinocraft_runtime.calls import UNSET, CallOptions, File, Id, Unset

from ..engine import Engine
from ..errors import APIError, UploadError, UploadVerificationError
from ..responses.checks import require
from ..sources import own_name
from ..transport.bodies import body_of
from ..transport.effects import Effects
from ..transport.encoding import check_line, is_id
from ..uploads.engine import header_text
from .composed import AsyncComposedResource, ComposedResource

__all__ = ["AdditionalMaterials", "AsyncAdditionalMaterials"]


class AdditionalMaterials(ComposedResource, AdditionalMaterialsResource):
    """Files that accompany a video, such as handouts."""

    def upload(
        self,
        video_id: Id,
        file: File,
        *,
        file_name: str | Unset = UNSET,
        title: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AdditionalMaterial | None:
        """Upload a file that accompanies a video.

        Args:
            video_id: The video that the file accompanies, or its id.
            file: A path, bytes, or a seekable file opened in binary mode.
            file_name: The file name. Default: the file's own name.
            title: The title shown to viewers. Default: the file name without its suffix. A second call sets a title
                that has non-ASCII letters or a per cent sign.
            options: Settings for its calls: timeout, retries, headers, and a deadline for all of them together.

        Returns:
            The new material. None if the response has no body.

        Raises:
            InvalidArgumentError: An argument cannot be sent. Nothing was sent.
            SourceError: The file cannot be read.
            UploadError: The title could not be set, or (UploadVerificationError) the service has stored fewer or more
                bytes than were sent.
            APIError: As for the call itself: 400, 401, 402, 403, 404, 429, 5xx.

        Source: kinescope, "Upload additional material" (documented; raw bytes and the response: inferred).
        """
        return self._run(_upload, video_id, file, file_name, title, options)


class AsyncAdditionalMaterials(AsyncComposedResource, AsyncAdditionalMaterialsResource, sync=AdditionalMaterials):
    """Files that accompany a video, in an event loop."""

    async def upload(
        self,
        video_id: Id,
        file: File,
        *,
        file_name: str | Unset = UNSET,
        title: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AdditionalMaterial | None:
        """Do the same as `AdditionalMaterials.upload`."""
        return await self._run(_upload, video_id, file, file_name, title, options)


def _upload(
    engine: Engine,
    video_id: Id,
    content: File,
    file_name: str | Unset,
    title: str | Unset,
    options: CallOptions,
) -> Effects[AdditionalMaterial | None]:
    """Upload the file, and set a title that headers cannot transport."""
    engine = engine.bounded(options)
    name = check_line("file_name", file_name or own_name(content))
    title = check_line("title", title or Path(name).stem)
    body = body_of(content)
    call = upload_call(
        video_id,
        body,
        # The name cannot be set later. Percent-encoding keeps it complete, even if the service does not decode it.
        file_name=(name if name == header_text(name) else quote(name)) or UNSET,
        title=header_text(title) or UNSET,
        options=options,
    )
    made = yield from engine.call(call)
    size: object = getattr(made, "size", None)
    if made is not None and isinstance(size, int) and size != body.size >= 0:
        raise UploadVerificationError(
            f"material {made.id} has {size} bytes on the service, and {name or 'the content'} has {body.size}: "
            "delete it and upload again"
        )
    if made is None or title == header_text(title):
        return made
    require(made, call.operation, id=is_id)
    try:
        return (yield from engine.call(update_call(made.id, title=title, options=options)))
    except APIError as error:
        raise UploadError(
            f"material {made.id} is uploaded, but its title could not be set: use additional_materials.update"
        ) from error
