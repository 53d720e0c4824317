# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Files that come with a video, such as handouts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Unpack

from kinocraft_runtime.calls import (
    UNSET,
    Call,
    CallOptions,
    Content,
    Operation,
    Unset,
)
from kinocraft_runtime.resources import (
    AsyncResource,
    Resource,
    async_raw_method,
    raw_method,
)

from . import models

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
)


def upload_call(
    video_id: str,
    *,
    body: Content,
    file_name: str | Unset = UNSET,
    title: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.AdditionalMaterial | None]:
    """Build the call of `upload`."""
    return Call(
        UPLOAD,
        models.AdditionalMaterialAnswer,
        headers={
            "X-Video-ID": video_id,
            "X-File-Name": file_name,
            "X-Title": title,
        },
        content=body,
        content_type="application/octet-stream",
        options=options,
    )


def get_link_call(
    material_id: str,
    options: CallOptions,
) -> Call[models.AdditionalMaterialLink]:
    """Build the call of `get_link`."""
    return Call(
        GET_LINK,
        models.AdditionalMaterialLinkAnswer,
        path={
            "material_id": material_id,
        },
        options=options,
    )


def update_call(
    material_id: str,
    *,
    title: str | Unset = UNSET,
    options: CallOptions,
) -> Call[models.AdditionalMaterial]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.AdditionalMaterialAnswer,
        path={
            "material_id": material_id,
        },
        json={
            "title": title,
        },
        options=options,
    )


def delete_call(
    material_id: str,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessAnswer,
        path={
            "material_id": material_id,
        },
        options=options,
    )


def reorder_call(
    *,
    body: Sequence[str],
    options: CallOptions,
) -> Call[None]:
    """Build the call of `reorder`."""
    return Call(
        REORDER,
        models.SuccessAnswer,
        json=body,
        options=options,
    )


class AdditionalMaterialsResource(Resource):
    """Files that come with a video, such as handouts."""

    def upload(
        self,
        video_id: str,
        *,
        body: Content,
        file_name: str | Unset = UNSET,
        title: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.AdditionalMaterial | None:
        """Upload a file that comes with a video.

        The body is the file's raw bytes; which video it belongs to and what it is called stand in
        headers. Any kind of file will do, such as a handout in PDF.

        Args:
            video_id: The video that the file comes with.
            file_name: The name of the file.
            title: The title shown to viewers.
            body: What to send: bytes, a binary file or a Body.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The new material. May come without a body. None if the response has no body.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            PaymentRequiredError: 402. The workspace's plan or balance does not cover this.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Upload additional material" (documented). That the body is raw bytes, that
        the video's id is required, and the answer, are inferred. Titles in anything but ASCII are
        unproven in a header; set them afterwards by `additional_materials.update`.
        """
        return self._caller.call(
            upload_call(video_id=video_id, file_name=file_name, title=title, body=body, options=options)
        )

    def get_link(
        self,
        material_id: str,
        **options: Unpack[CallOptions],
    ) -> models.AdditionalMaterialLink:
        """Get a link to download an additional material.

        The link is signed and works for a short while only. How long is not documented.

        Args:
            material_id: The additional material's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The link.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Get download link" (documented).
        """
        return self._caller.call(get_link_call(material_id=material_id, options=options))

    def update(
        self,
        material_id: str,
        *,
        title: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.AdditionalMaterial:
        """Change an additional material's title.

        The file itself stays as it is.

        Args:
            material_id: The additional material's id.
            title: The title shown to viewers.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The material as it is now.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Update additional material" (documented). The page shows the title alone;
        that nothing else can be changed is inferred.
        """
        return self._caller.call(update_call(material_id=material_id, title=title, options=options))

    def delete(
        self,
        material_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete an additional material.

        There is no way back.

        Args:
            material_id: The additional material's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Delete additional material" (documented).
        """
        return self._caller.call(delete_call(material_id=material_id, options=options))

    def reorder(
        self,
        *,
        body: Sequence[str],
        **options: Unpack[CallOptions],
    ) -> None:
        """Put a video's additional materials in another order.

        Sends the ids of the video's materials in the order wanted.

        Args:
            body: Ids in the order wanted, the first one first.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or a value in it is not acceptable.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token has no right to do this.
            NotFoundError: 404. There is no such object, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Reorder additional materials" (documented).
        """
        return self._caller.call(reorder_call(body=body, options=options))

    @cached_property
    def with_raw_response(self) -> AdditionalMaterialsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AdditionalMaterialsRaw(AdditionalMaterialsResource(self._caller.raw))


class AdditionalMaterialsRaw:
    """The methods of `additional_materials`, each of which returns a `RawResponse`."""

    def __init__(self, resource: AdditionalMaterialsResource) -> None:
        self.upload = raw_method(resource.upload)
        self.get_link = raw_method(resource.get_link)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)
        self.reorder = raw_method(resource.reorder)


class AsyncAdditionalMaterialsResource(AsyncResource, sync=AdditionalMaterialsResource):
    """Files that come with a video, such as handouts."""

    async def upload(
        self,
        video_id: str,
        *,
        body: Content,
        file_name: str | Unset = UNSET,
        title: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.AdditionalMaterial | None:
        """Do the same as `AdditionalMaterialsResource.upload`."""
        return await self._caller.call(
            upload_call(video_id=video_id, file_name=file_name, title=title, body=body, options=options)
        )

    async def get_link(
        self,
        material_id: str,
        **options: Unpack[CallOptions],
    ) -> models.AdditionalMaterialLink:
        """Do the same as `AdditionalMaterialsResource.get_link`."""
        return await self._caller.call(get_link_call(material_id=material_id, options=options))

    async def update(
        self,
        material_id: str,
        *,
        title: str | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.AdditionalMaterial:
        """Do the same as `AdditionalMaterialsResource.update`."""
        return await self._caller.call(update_call(material_id=material_id, title=title, options=options))

    async def delete(
        self,
        material_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `AdditionalMaterialsResource.delete`."""
        return await self._caller.call(delete_call(material_id=material_id, options=options))

    async def reorder(
        self,
        *,
        body: Sequence[str],
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `AdditionalMaterialsResource.reorder`."""
        return await self._caller.call(reorder_call(body=body, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncAdditionalMaterialsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncAdditionalMaterialsRaw(AsyncAdditionalMaterialsResource(self._caller.raw))


class AsyncAdditionalMaterialsRaw:
    """The methods of `additional_materials`, each of which returns a `RawResponse`."""

    def __init__(self, resource: AsyncAdditionalMaterialsResource) -> None:
        self.upload = async_raw_method(resource.upload)
        self.get_link = async_raw_method(resource.get_link)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
        self.reorder = async_raw_method(resource.reorder)
