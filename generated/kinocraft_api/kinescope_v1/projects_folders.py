# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Folders of a project."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

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

__all__ = ["AsyncProjectsFoldersRaw", "AsyncProjectsFoldersResource", "ProjectsFoldersRaw", "ProjectsFoldersResource"]

LIST = Operation(
    id="projects.folders.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/projects/{project_id}/folders",
    secured=True,
    idempotent=True,
    sortable={
        "order": (
            "name",
            "created_at",
        ),
    },
    ids={"project_id": "id"},
)
CREATE = Operation(
    id="projects.folders.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/projects/{project_id}/folders",
    secured=True,
    idempotent=False,
    payload="data",
    ids={"project_id": "id"},
    body=InputField(
        {
            "parent_id": ID,
        }
    ),
)
GET = Operation(
    id="projects.folders.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/projects/{project_id}/folders/{folder_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"folder_id": "id", "project_id": "id"},
)
UPDATE = Operation(
    id="projects.folders.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/projects/{project_id}/folders/{folder_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"folder_id": "id", "project_id": "id"},
)
DELETE = Operation(
    id="projects.folders.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/projects/{project_id}/folders/{folder_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="data",
    ids={"folder_id": "id", "project_id": "id"},
)


def list_call(
    project_id: Id,
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: params.ProjectsFoldersListOrder | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Folder]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.FolderList,
        path={
            "project_id": project_id,
        },
        query={
            "page": page,
            "per_page": per_page,
            "order": order,
        },
        options=options,
    )


def create_call(
    project_id: Id,
    name: str,
    *,
    parent_id: Id | Unset = UNSET,
    options: CallOptions,
) -> Call[models.FolderSummary]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.FolderSummaryResponse,
        path={
            "project_id": project_id,
        },
        json={
            "name": name,
            "parent_id": parent_id,
        },
        options=options,
    )


def get_call(
    project_id: Id,
    folder_id: Id,
    *,
    options: CallOptions,
) -> Call[models.Folder]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.FolderResponse,
        path={
            "project_id": project_id,
            "folder_id": folder_id,
        },
        options=options,
    )


def update_call(
    project_id: Id,
    folder_id: Id,
    name: str,
    *,
    options: CallOptions,
) -> Call[models.FolderSummary]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.FolderSummaryResponse,
        path={
            "project_id": project_id,
            "folder_id": folder_id,
        },
        json={
            "name": name,
        },
        options=options,
    )


def delete_call(
    project_id: Id,
    folder_id: Id,
    *,
    options: CallOptions,
) -> Call[models.FolderSummary | None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.FolderSummaryResponse,
        path={
            "project_id": project_id,
            "folder_id": folder_id,
        },
        options=options,
    )


class ProjectsFoldersResource(Resource):
    """Folders of a project."""

    def list(
        self,
        project_id: Id,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.ProjectsFoldersListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Folder]:
        """List the folders of a project.

        Each folder comes with its size and its number of objects.

        Args:
            project_id: The project's id.
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            order: Fields to sort by, as `field.asc` or `field.desc`, separated by commas. Without a direction
                the order is ascending. Also as "-name" for descending, or as pairs such as [("name",
                "desc")]. Sortable: name, created_at.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of folders. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Folders list" (documented).
        """
        return self._caller.page(
            list_call(project_id=project_id, page=page, per_page=per_page, order=order, options=options)
        )

    def create(
        self,
        project_id: Id,
        name: str,
        *,
        parent_id: Id | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.FolderSummary:
        """Create a folder.

        The folder is created directly in the project, or in the folder `parent_id`.

        Args:
            project_id: The project's id.
            name: The folder's name.
            parent_id: The parent folder. By default the folder is created directly in the project.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The new folder.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Create folder" (documented). Without `parent_id` the folder is created
        directly in the project (inferred).
        """
        return self._caller.call(create_call(project_id=project_id, name=name, parent_id=parent_id, options=options))

    def get(
        self,
        project_id: Id,
        folder_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Folder:
        """Get a folder.

        The response contains the size and the number of objects.

        Args:
            project_id: The project's id.
            folder_id: The folder's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The folder.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get folder" (documented).
        """
        return self._caller.call(get_call(project_id=project_id, folder_id=folder_id, options=options))

    def update(
        self,
        project_id: Id,
        folder_id: Id,
        name: str,
        **options: Unpack[CallOptions],
    ) -> models.FolderSummary:
        """Update a folder.

        Only the name can be changed. This is one of the few PUT operations that accept missing fields.

        Args:
            project_id: The project's id.
            folder_id: The folder's id.
            name: The folder's new name.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated folder.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update folder" (documented). Only the name can be changed; the page's
        example has nothing else (inferred).
        """
        return self._caller.call(update_call(project_id=project_id, folder_id=folder_id, name=name, options=options))

    def delete(
        self,
        project_id: Id,
        folder_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.FolderSummary | None:
        """Delete a folder.

        This cannot be undone. What happens to the videos in it is not documented.

        Args:
            project_id: The project's id.
            folder_id: The folder's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The deleted folder. The body may be empty. None if the response has no body.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete folder" (documented).
        """
        return self._caller.call(delete_call(project_id=project_id, folder_id=folder_id, options=options))

    @cached_property
    def with_raw_response(self) -> ProjectsFoldersRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return ProjectsFoldersRaw(ProjectsFoldersResource(self._caller.raw))


class ProjectsFoldersRaw:
    """The methods of `projects.folders`. Each returns a `RawResponse`."""

    def __init__(self, resource: ProjectsFoldersResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.get = raw_method(resource.get)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)


class AsyncProjectsFoldersResource(AsyncResource, sync=ProjectsFoldersResource):
    """Folders of a project."""

    def list(
        self,
        project_id: Id,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.ProjectsFoldersListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Folder]:
        """Do the same as `ProjectsFoldersResource.list`, when awaited or iterated over."""
        return self._caller.page(
            list_call(project_id=project_id, page=page, per_page=per_page, order=order, options=options)
        )

    async def create(
        self,
        project_id: Id,
        name: str,
        *,
        parent_id: Id | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.FolderSummary:
        """Do the same as `ProjectsFoldersResource.create`."""
        return await self._caller.call(
            create_call(project_id=project_id, name=name, parent_id=parent_id, options=options)
        )

    async def get(
        self,
        project_id: Id,
        folder_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Folder:
        """Do the same as `ProjectsFoldersResource.get`."""
        return await self._caller.call(get_call(project_id=project_id, folder_id=folder_id, options=options))

    async def update(
        self,
        project_id: Id,
        folder_id: Id,
        name: str,
        **options: Unpack[CallOptions],
    ) -> models.FolderSummary:
        """Do the same as `ProjectsFoldersResource.update`."""
        return await self._caller.call(
            update_call(project_id=project_id, folder_id=folder_id, name=name, options=options)
        )

    async def delete(
        self,
        project_id: Id,
        folder_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.FolderSummary | None:
        """Do the same as `ProjectsFoldersResource.delete`."""
        return await self._caller.call(delete_call(project_id=project_id, folder_id=folder_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncProjectsFoldersRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncProjectsFoldersRaw(AsyncProjectsFoldersResource(self._caller.raw))


class AsyncProjectsFoldersRaw:
    """The methods of `projects.folders`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncProjectsFoldersResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.get = async_raw_method(resource.get)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
