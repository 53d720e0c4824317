# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""The backend that authorizes DRM licences."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kinocraft_api import kinescope_models as models
from kinocraft_runtime.calls import (
    UNSET,
    Call,
    CallOptions,
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

__all__ = ["AsyncDrmAuthRaw", "AsyncDrmAuthResource", "DrmAuthRaw", "DrmAuthResource"]

GET = Operation(
    id="drm.auth.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/drm/auth/{project_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"project_id": "id"},
)
UPDATE = Operation(
    id="drm.auth.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/drm/auth/{project_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"project_id": "id"},
)
DELETE = Operation(
    id="drm.auth.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/drm/auth/{project_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
    ids={"project_id": "id"},
)
GET_WORKSPACE = Operation(
    id="drm.auth.get_workspace",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/drm/auth",
    secured=True,
    idempotent=True,
    payload="data",
)
UPDATE_WORKSPACE = Operation(
    id="drm.auth.update_workspace",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/drm/auth",
    secured=True,
    idempotent=True,
    payload="data",
)
DELETE_WORKSPACE = Operation(
    id="drm.auth.delete_workspace",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/drm/auth",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
)


def get_call(
    project_id: Id | None = None,
    *,
    options: CallOptions,
) -> Call[models.DrmAuth]:
    """Build the call of `get`."""
    return Call(
        GET if project_id is not None else GET_WORKSPACE,
        models.DrmAuthResponse,
        path={
            "project_id": project_id,
        }
        if project_id is not None
        else {},
        options=options,
    )


def update_call(
    project_id: Id | None = None,
    *,
    url: str,
    username: str | Unset = UNSET,
    password: str | Unset = UNSET,
    strict: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.DrmAuth]:
    """Build the call of `update`."""
    return Call(
        UPDATE if project_id is not None else UPDATE_WORKSPACE,
        models.DrmAuthResponse,
        path={
            "project_id": project_id,
        }
        if project_id is not None
        else {},
        json={
            "url": url,
            "username": username,
            "password": password,
            "strict": strict,
        },
        options=options,
    )


def delete_call(
    project_id: Id | None = None,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE if project_id is not None else DELETE_WORKSPACE,
        models.SuccessResponse,
        path={
            "project_id": project_id,
        }
        if project_id is not None
        else {},
        options=options,
    )


class DrmAuthResource(Resource):
    """The backend that authorizes DRM licences."""

    def get(
        self,
        project_id: Id | None = None,
        **options: Unpack[CallOptions],
    ) -> models.DrmAuth:
        """Get the DRM auth of a project.

        Return the backend that authorizes DRM licences. If none is set, the service returns 404 with
        code 404404. The response does not contain `strict`.

        Args:
            project_id: The project's id. On the client, it can be omitted for the auth of the workspace.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The backend.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get auth" (documented).
        """
        return self._caller.call(get_call(project_id=project_id, options=options))

    def update(
        self,
        project_id: Id | None = None,
        *,
        url: str,
        username: str | Unset = UNSET,
        password: str | Unset = UNSET,
        strict: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.DrmAuth:
        """Update the DRM auth of a project.

        Set or replace the backend that authorizes DRM licences. Before it grants a licence, the service
        sends this URL the POST described as `drm_authorization` in the specification's webhooks. The
        status of the response decides.

        Args:
            project_id: The project's id. On the client, it can be omitted for the auth of the workspace.
            url: The URL of the backend. Without it the service returns 400.
            username: User name for HTTP Basic; empty for none.
            password: Password for HTTP Basic; empty for none.
            strict: True grants a licence only if the backend returns 200; false grants it unless the backend
                returns 403.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated backend.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update auth" (documented). `url` is required (seen). The response does not
        repeat `strict`, as in the page's example (inferred).
        """
        return self._caller.call(
            update_call(
                project_id=project_id, url=url, username=username, password=password, strict=strict, options=options
            )
        )

    def delete(
        self,
        project_id: Id | None = None,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete the DRM auth of a project.

        Remove the backend that authorizes DRM licences. DRM cannot be used until one is configured
        again: viewers get no licences.

        Args:
            project_id: The project's id. On the client, it can be omitted for the auth of the workspace.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete auth" (documented). Viewers get no licences until a backend is
        configured again (inferred).
        """
        return self._caller.call(delete_call(project_id=project_id, options=options))

    @cached_property
    def with_raw_response(self) -> DrmAuthRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return DrmAuthRaw(DrmAuthResource(self._caller.raw))


class DrmAuthRaw:
    """The methods of `drm.auth`. Each returns a `RawResponse`."""

    def __init__(self, resource: DrmAuthResource) -> None:
        self.get = raw_method(resource.get)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)


class AsyncDrmAuthResource(AsyncResource, sync=DrmAuthResource):
    """The backend that authorizes DRM licences."""

    async def get(
        self,
        project_id: Id | None = None,
        **options: Unpack[CallOptions],
    ) -> models.DrmAuth:
        """Do the same as `DrmAuthResource.get`."""
        return await self._caller.call(get_call(project_id=project_id, options=options))

    async def update(
        self,
        project_id: Id | None = None,
        *,
        url: str,
        username: str | Unset = UNSET,
        password: str | Unset = UNSET,
        strict: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.DrmAuth:
        """Do the same as `DrmAuthResource.update`."""
        return await self._caller.call(
            update_call(
                project_id=project_id, url=url, username=username, password=password, strict=strict, options=options
            )
        )

    async def delete(
        self,
        project_id: Id | None = None,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `DrmAuthResource.delete`."""
        return await self._caller.call(delete_call(project_id=project_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncDrmAuthRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncDrmAuthRaw(AsyncDrmAuthResource(self._caller.raw))


class AsyncDrmAuthRaw:
    """The methods of `drm.auth`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncDrmAuthResource) -> None:
        self.get = async_raw_method(resource.get)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
