# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""The backend that authorizes DRM licences."""

from __future__ import annotations

from functools import cached_property
from typing import Unpack

from kinocraft_runtime.calls import (
    UNSET,
    Call,
    CallOptions,
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

__all__ = ["AsyncDrmRaw", "AsyncDrmResource", "DrmRaw", "DrmResource"]

GET_PROJECT_AUTH = Operation(
    id="drm.get_project_auth",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/drm/auth/{project_id}",
    secured=True,
    idempotent=True,
    payload="data",
)
UPDATE_PROJECT_AUTH = Operation(
    id="drm.update_project_auth",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/drm/auth/{project_id}",
    secured=True,
    idempotent=True,
    payload="data",
)
DELETE_PROJECT_AUTH = Operation(
    id="drm.delete_project_auth",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/drm/auth/{project_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
)
GET_AUTH = Operation(
    id="drm.get_auth",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/drm/auth",
    secured=True,
    idempotent=True,
    payload="data",
)
UPDATE_AUTH = Operation(
    id="drm.update_auth",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/drm/auth",
    secured=True,
    idempotent=True,
    payload="data",
)
DELETE_AUTH = Operation(
    id="drm.delete_auth",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/drm/auth",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
)


def get_project_auth_call(
    project_id: str,
    options: CallOptions,
) -> Call[models.DrmAuth]:
    """Build the call of `get_project_auth`."""
    return Call(
        GET_PROJECT_AUTH,
        models.DrmAuthAnswer,
        path={
            "project_id": project_id,
        },
        options=options,
    )


def update_project_auth_call(
    project_id: str,
    *,
    url: str,
    username: str | Unset = UNSET,
    password: str | Unset = UNSET,
    strict: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.DrmAuth]:
    """Build the call of `update_project_auth`."""
    return Call(
        UPDATE_PROJECT_AUTH,
        models.DrmAuthAnswer,
        path={
            "project_id": project_id,
        },
        json={
            "url": url,
            "username": username,
            "password": password,
            "strict": strict,
        },
        options=options,
    )


def delete_project_auth_call(
    project_id: str,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete_project_auth`."""
    return Call(
        DELETE_PROJECT_AUTH,
        models.SuccessAnswer,
        path={
            "project_id": project_id,
        },
        options=options,
    )


def get_auth_call(
    options: CallOptions,
) -> Call[models.DrmAuth]:
    """Build the call of `get_auth`."""
    return Call(
        GET_AUTH,
        models.DrmAuthAnswer,
        options=options,
    )


def update_auth_call(
    *,
    url: str,
    username: str | Unset = UNSET,
    password: str | Unset = UNSET,
    strict: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.DrmAuth]:
    """Build the call of `update_auth`."""
    return Call(
        UPDATE_AUTH,
        models.DrmAuthAnswer,
        json={
            "url": url,
            "username": username,
            "password": password,
            "strict": strict,
        },
        options=options,
    )


def delete_auth_call(
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete_auth`."""
    return Call(
        DELETE_AUTH,
        models.SuccessAnswer,
        options=options,
    )


class DrmResource(Resource):
    """The backend that authorizes DRM licences."""

    def get_project_auth(
        self,
        project_id: str,
        **options: Unpack[CallOptions],
    ) -> models.DrmAuth:
        """Get the DRM auth of a project.

        Return the backend that authorizes DRM licences. If none is set, the service returns 404 with
        code 404404. The response does not contain `strict`.

        Args:
            project_id: The project's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The backend.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Get auth" (documented).
        """
        return self._caller.call(get_project_auth_call(project_id=project_id, options=options))

    def update_project_auth(
        self,
        project_id: str,
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
            project_id: The project's id.
            url: The URL of the backend. Without it the service returns 400.
            username: User name for HTTP Basic; empty for none.
            password: Password for HTTP Basic; empty for none.
            strict: True grants a licence only if the backend returns 200; false grants it unless the backend
                returns 403.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated backend.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Update auth" (documented). That `url` is required was seen; the page marks
        no field as required. The response in the example does not repeat `strict`.
        """
        return self._caller.call(
            update_project_auth_call(
                project_id=project_id, url=url, username=username, password=password, strict=strict, options=options
            )
        )

    def delete_project_auth(
        self,
        project_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete the DRM auth of a project.

        Remove the backend that authorizes DRM licences. DRM cannot be used until one is configured
        again: viewers get no licences.

        Args:
            project_id: The project's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Delete auth" (documented). That viewers get no licences until then is
        inferred.
        """
        return self._caller.call(delete_project_auth_call(project_id=project_id, options=options))

    def get_auth(
        self,
        **options: Unpack[CallOptions],
    ) -> models.DrmAuth:
        """Get the DRM auth of the workspace.

        Return the backend that authorizes DRM licences. If none is set, the service returns 404 with
        code 404404. The response does not contain `strict`.

        Args:
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The backend.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Get auth" (documented).
        """
        return self._caller.call(get_auth_call(options=options))

    def update_auth(
        self,
        *,
        url: str,
        username: str | Unset = UNSET,
        password: str | Unset = UNSET,
        strict: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.DrmAuth:
        """Update the DRM auth of the workspace.

        Set or replace the backend that authorizes DRM licences. Before it grants a licence, the service
        sends this URL the POST described as `drm_authorization` in the specification's webhooks. The
        status of the response decides.

        Args:
            url: The URL of the backend. Without it the service returns 400.
            username: User name for HTTP Basic; empty for none.
            password: Password for HTTP Basic; empty for none.
            strict: True grants a licence only if the backend returns 200; false grants it unless the backend
                returns 403.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated backend.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Update auth" (documented). That `url` is required was seen; the page marks
        no field as required. The response in the example does not repeat `strict`.
        """
        return self._caller.call(
            update_auth_call(url=url, username=username, password=password, strict=strict, options=options)
        )

    def delete_auth(
        self,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete the DRM auth of the workspace.

        Remove the backend that authorizes DRM licences. DRM cannot be used until one is configured
        again: viewers get no licences.

        Args:
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed.
            AuthenticationError: 401. The service does not know the access token.
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed.
            TransportError: No response was received.

        Source: kinescope, "Delete auth" (documented). That viewers get no licences until then is
        inferred.
        """
        return self._caller.call(delete_auth_call(options=options))

    @cached_property
    def with_raw_response(self) -> DrmRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return DrmRaw(DrmResource(self._caller.raw))


class DrmRaw:
    """The methods of `drm`, each of which returns a `RawResponse`."""

    def __init__(self, resource: DrmResource) -> None:
        self.get_project_auth = raw_method(resource.get_project_auth)
        self.update_project_auth = raw_method(resource.update_project_auth)
        self.delete_project_auth = raw_method(resource.delete_project_auth)
        self.get_auth = raw_method(resource.get_auth)
        self.update_auth = raw_method(resource.update_auth)
        self.delete_auth = raw_method(resource.delete_auth)


class AsyncDrmResource(AsyncResource, sync=DrmResource):
    """The backend that authorizes DRM licences."""

    async def get_project_auth(
        self,
        project_id: str,
        **options: Unpack[CallOptions],
    ) -> models.DrmAuth:
        """Do the same as `DrmResource.get_project_auth`."""
        return await self._caller.call(get_project_auth_call(project_id=project_id, options=options))

    async def update_project_auth(
        self,
        project_id: str,
        *,
        url: str,
        username: str | Unset = UNSET,
        password: str | Unset = UNSET,
        strict: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.DrmAuth:
        """Do the same as `DrmResource.update_project_auth`."""
        return await self._caller.call(
            update_project_auth_call(
                project_id=project_id, url=url, username=username, password=password, strict=strict, options=options
            )
        )

    async def delete_project_auth(
        self,
        project_id: str,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `DrmResource.delete_project_auth`."""
        return await self._caller.call(delete_project_auth_call(project_id=project_id, options=options))

    async def get_auth(
        self,
        **options: Unpack[CallOptions],
    ) -> models.DrmAuth:
        """Do the same as `DrmResource.get_auth`."""
        return await self._caller.call(get_auth_call(options=options))

    async def update_auth(
        self,
        *,
        url: str,
        username: str | Unset = UNSET,
        password: str | Unset = UNSET,
        strict: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.DrmAuth:
        """Do the same as `DrmResource.update_auth`."""
        return await self._caller.call(
            update_auth_call(url=url, username=username, password=password, strict=strict, options=options)
        )

    async def delete_auth(
        self,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `DrmResource.delete_auth`."""
        return await self._caller.call(delete_auth_call(options=options))

    @cached_property
    def with_raw_response(self) -> AsyncDrmRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncDrmRaw(AsyncDrmResource(self._caller.raw))


class AsyncDrmRaw:
    """The methods of `drm`, each of which returns a `RawResponse`."""

    def __init__(self, resource: AsyncDrmResource) -> None:
        self.get_project_auth = async_raw_method(resource.get_project_auth)
        self.update_project_auth = async_raw_method(resource.update_project_auth)
        self.delete_project_auth = async_raw_method(resource.delete_project_auth)
        self.get_auth = async_raw_method(resource.get_auth)
        self.update_auth = async_raw_method(resource.update_auth)
        self.delete_auth = async_raw_method(resource.delete_auth)
