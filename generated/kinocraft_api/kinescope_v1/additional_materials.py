# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Files that belong to a video, such as handouts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kinocraft_api import kinescope_models as models
from kinocraft_runtime.bodies import ID
from kinocraft_runtime.calls import (
    UNSET,
    Call,
    CallOptions,
    File,
    Id,
    Operation,
    Unset,
)
from kinocraft_runtime.resources import (
    AsyncResource,
    Resource,
    async_raw_method,
    raw_method,
)

if TYPE_CHECKING:
    pass

__all__ = [
    "AdditionalMaterialsRaw",
    "AdditionalMaterialsResource",
    "AsyncAdditionalMaterialsRaw",
    "AsyncAdditionalMaterialsResource",
]

UPLOAD = Operation(
    id="additional_materials.upload",
    service="kinescope-v1",
    server="https://uploader.kinescope.io",
    method="POST",
    path="/additional-material",
    secured=True,
    idempotent=False,
    may_be_empty=True,
    payload="data",
    ids={"X-Video-ID": "id"},
)
GET_LINK = Operation(
    id="additional_materials.get_link",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/additional-materials/{material_id}/link",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"material_id": "id"},
)
UPDATE = Operation(
    id="additional_materials.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/additional-materials/{material_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"material_id": "id"},
)
DELETE = Operation(
    id="additional_materials.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/additional-materials/{material_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
    ids={"material_id": "id"},
)
REORDER = Operation(
    id="additional_materials.reorder",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PATCH",
    path="/v1/additional-materials/reorder",
    secured=True,
    idempotent=True,
    payload="nothing",
    body=ID,
)


def upload_call(
    video_id: Id,
    file: File,
    *,
    file_name: str | Unset = UNSET,
    title: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.AdditionalMaterial | None]:
    """Build the call of `upload`."""
    return Call(
        UPLOAD,
        models.AdditionalMaterialResponse,
        headers={
            "X-Video-ID": video_id,
            "X-File-Name": file_name,
            "X-Title": title,
        },
        content=file,
        content_type="application/octet-stream",
        options=options,
    )


def get_link_call(
    material_id: Id,
    *,
    options: CallOptions,
) -> Call[models.AdditionalMaterialLink]:
    """Build the call of `get_link`."""
    return Call(
        GET_LINK,
        models.AdditionalMaterialLinkResponse,
        path={
            "material_id": material_id,
        },
        options=options,
    )


def update_call(
    material_id: Id,
    title: str,
    *,
    options: CallOptions,
) -> Call[models.AdditionalMaterial]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.AdditionalMaterialResponse,
        path={
            "material_id": material_id,
        },
        json={
            "title": title,
        },
        options=options,
    )


def delete_call(
    material_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessResponse,
        path={
            "material_id": material_id,
        },
        options=options,
    )


def reorder_call(
    ids: Sequence[Id],
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `reorder`."""
    return Call(
        REORDER,
        models.SuccessResponse,
        json=ids,
        options=options,
    )


class AdditionalMaterialsResource(Resource):
    """Files that belong to a video, such as handouts."""

    def upload(
        self,
        video_id: Id,
        file: File,
        *,
        file_name: str | Unset = UNSET,
        title: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.AdditionalMaterial | None:
        """Upload an additional material.

        The body is the file's raw bytes; headers carry the video's id and the file's name. Any type of
        file is allowed, such as a handout in PDF.

        Args:
            video_id: The video to which the file belongs.
            file: A path, bytes, or a file opened in binary mode, sent from its current position.
            file_name: The name of the file.
            title: The title that viewers see.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The new material (inferred). The body may be empty. The page shows no response; it is that
            of the other operations on materials. None if the response has no body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            PaymentRequiredError: 402. The workspace's plan or balance does not cover this request.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Upload additional material" (documented). The body is the file's raw bytes,
        and the video's id is required (inferred). A header may not carry a title with non-ASCII
        characters; set it afterwards with `additional_materials.update` (inferred).
        """
        return self._caller.call(
            upload_call(video_id=video_id, file=file, file_name=file_name, title=title, options=options)
        )

    def get_link(
        self,
        material_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.AdditionalMaterialLink:
        """Get the download link of an additional material.

        The link is signed and valid for a short time. How long is not documented.

        Args:
            material_id: The additional material's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The link.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get download link" (documented).
        """
        return self._caller.call(get_link_call(material_id=material_id, options=options))

    def update(
        self,
        material_id: Id,
        title: str,
        **options: Unpack[CallOptions],
    ) -> models.AdditionalMaterial:
        """Update an additional material.

        The file itself does not change.

        Args:
            material_id: The additional material's id.
            title: The title that viewers see.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated material.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update additional material" (documented). Only the title can be changed; the
        page's example has nothing else (inferred).
        """
        return self._caller.call(update_call(material_id=material_id, title=title, options=options))

    def delete(
        self,
        material_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete an additional material.

        This cannot be undone.

        Args:
            material_id: The additional material's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete additional material" (documented).
        """
        return self._caller.call(delete_call(material_id=material_id, options=options))

    def reorder(
        self,
        ids: Sequence[Id],
        **options: Unpack[CallOptions],
    ) -> None:
        """Reorder additional materials.

        Send the ids of the video's materials in the new order.

        Args:
            ids: Ids in the new order.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Reorder additional materials" (documented).
        """
        return self._caller.call(reorder_call(ids=ids, options=options))

    @cached_property
    def with_raw_response(self) -> AdditionalMaterialsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AdditionalMaterialsRaw(AdditionalMaterialsResource(self._caller.raw))


class AdditionalMaterialsRaw:
    """The methods of `additional_materials`. Each returns a `RawResponse`."""

    def __init__(self, resource: AdditionalMaterialsResource) -> None:
        self.upload = raw_method(resource.upload)
        self.get_link = raw_method(resource.get_link)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)
        self.reorder = raw_method(resource.reorder)


class AsyncAdditionalMaterialsResource(AsyncResource, sync=AdditionalMaterialsResource):
    """Files that belong to a video, such as handouts."""

    async def upload(
        self,
        video_id: Id,
        file: File,
        *,
        file_name: str | Unset = UNSET,
        title: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.AdditionalMaterial | None:
        """Do the same as `AdditionalMaterialsResource.upload`."""
        return await self._caller.call(
            upload_call(video_id=video_id, file=file, file_name=file_name, title=title, options=options)
        )

    async def get_link(
        self,
        material_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.AdditionalMaterialLink:
        """Do the same as `AdditionalMaterialsResource.get_link`."""
        return await self._caller.call(get_link_call(material_id=material_id, options=options))

    async def update(
        self,
        material_id: Id,
        title: str,
        **options: Unpack[CallOptions],
    ) -> models.AdditionalMaterial:
        """Do the same as `AdditionalMaterialsResource.update`."""
        return await self._caller.call(update_call(material_id=material_id, title=title, options=options))

    async def delete(
        self,
        material_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `AdditionalMaterialsResource.delete`."""
        return await self._caller.call(delete_call(material_id=material_id, options=options))

    async def reorder(
        self,
        ids: Sequence[Id],
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `AdditionalMaterialsResource.reorder`."""
        return await self._caller.call(reorder_call(ids=ids, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncAdditionalMaterialsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncAdditionalMaterialsRaw(AsyncAdditionalMaterialsResource(self._caller.raw))


class AsyncAdditionalMaterialsRaw:
    """The methods of `additional_materials`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncAdditionalMaterialsResource) -> None:
        self.upload = async_raw_method(resource.upload)
        self.get_link = async_raw_method(resource.get_link)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
        self.reorder = async_raw_method(resource.reorder)
