# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Projects, which hold videos and folders and define who may watch."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Unpack

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
    from kinocraft_api.kinescope_v1.projects_folders import AsyncProjectsFoldersResource, ProjectsFoldersResource

__all__ = ["AsyncProjectsRaw", "AsyncProjectsResource", "ProjectsRaw", "ProjectsResource"]

LIST = Operation(
    id="projects.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/projects",
    secured=True,
    idempotent=True,
)
CREATE = Operation(
    id="projects.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/projects",
    secured=True,
    idempotent=False,
    payload="data",
    body=InputField(
        {
            "player_id": ID,
        }
    ),
)
GET = Operation(
    id="projects.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/projects/{project_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"project_id": "id"},
)
UPDATE = Operation(
    id="projects.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/projects/{project_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"project_id": "id"},
    body=InputField(
        {
            "player_id": InputField(id=True, nullable=True),
        }
    ),
)
DELETE = Operation(
    id="projects.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/projects/{project_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
    ids={"project_id": "id"},
)


def list_call(
    *,
    catalog_type: Literal["live", "vod"] | Unset = UNSET,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Project]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.ProjectList,
        query={
            "catalog_type": catalog_type,
            "page": page,
            "per_page": per_page,
        },
        options=options,
    )


def create_call(
    *,
    name: str,
    privacy_type: Literal["anywhere", "custom", "nowhere"],
    privacy_domains: Sequence[str],
    player_id: Id | Unset = UNSET,
    encrypted: bool | Unset = UNSET,
    catalog_type: Literal["live", "vod"] | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Project]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.ProjectResponse,
        json={
            "name": name,
            "privacy_type": privacy_type,
            "privacy_domains": privacy_domains,
            "player_id": player_id,
            "encrypted": encrypted,
            "catalog_type": catalog_type,
        },
        options=options,
    )


def get_call(
    project_id: Id,
    *,
    options: CallOptions,
) -> Call[models.Project]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.ProjectResponse,
        path={
            "project_id": project_id,
        },
        options=options,
    )


def update_call(
    project_id: Id,
    privacy_type: Literal["anywhere", "custom", "nowhere"],
    *,
    name: str | Unset = UNSET,
    privacy_domains: Sequence[str] | Unset = UNSET,
    apply_to_videos: bool | Unset = UNSET,
    player_id: Id | Unset | None = UNSET,
    options: CallOptions,
) -> Call[models.UpdatedProject]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.UpdatedProjectResponse,
        path={
            "project_id": project_id,
        },
        json={
            "privacy_type": privacy_type,
            "name": name,
            "privacy_domains": privacy_domains,
            "apply_to_videos": apply_to_videos,
            "player_id": player_id,
        },
        options=options,
    )


def delete_call(
    project_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessResponse,
        path={
            "project_id": project_id,
        },
        options=options,
    )


class ProjectsResource(Resource):
    """Projects, which hold videos and folders and define who may watch."""

    @cached_property
    def folders(self) -> ProjectsFoldersResource:
        """Folders of a project."""
        from kinocraft_api.kinescope_v1.projects_folders import ProjectsFoldersResource

        return ProjectsFoldersResource(self._caller)

    def list(
        self,
        *,
        catalog_type: Literal["live", "vod"] | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Project]:
        """List projects.

        Each project comes with its folders. By default only projects for videos are returned.

        Args:
            catalog_type: The type of projects: for videos or for live events. Default: vod.
            page: Number of the page, from 1. 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page. 1 to 100. Default: 10.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of projects. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Projects list" (documented).
        """
        return self._caller.page(list_call(catalog_type=catalog_type, page=page, per_page=per_page, options=options))

    def create(
        self,
        *,
        name: str,
        privacy_type: Literal["anywhere", "custom", "nowhere"],
        privacy_domains: Sequence[str],
        player_id: Id | Unset = UNSET,
        encrypted: bool | Unset = UNSET,
        catalog_type: Literal["live", "vod"] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Project:
        """Create a project.

        With privacy `custom`, only the listed domains may embed the project's videos.

        Args:
            name: The project's name.
            privacy_type: Where videos may be embedded. With `custom`, only on the listed domains.
            privacy_domains: The domains that may embed the project's videos when privacy is `custom`. May be empty
                otherwise.
            player_id: The player that shows the project's videos.
            encrypted: True encrypts its videos.
            catalog_type: What the project holds: videos or live events.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The new project.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Create project" (documented). The response has the form of `projects.get`;
        the page says that it is the new project, and shows none (inferred).
        """
        return self._caller.call(
            create_call(
                name=name,
                privacy_type=privacy_type,
                privacy_domains=privacy_domains,
                player_id=player_id,
                encrypted=encrypted,
                catalog_type=catalog_type,
                options=options,
            )
        )

    def get(
        self,
        project_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Project:
        """Get a project.

        The response contains the folders, the size and the number of objects.

        Args:
            project_id: The project's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The project.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get project" (documented).
        """
        return self._caller.call(get_call(project_id=project_id, options=options))

    def update(
        self,
        project_id: Id,
        privacy_type: Literal["anywhere", "custom", "nowhere"],
        *,
        name: str | Unset = UNSET,
        privacy_domains: Sequence[str] | Unset = UNSET,
        apply_to_videos: bool | Unset = UNSET,
        player_id: Id | Unset | None = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.UpdatedProject:
        """Update a project.

        Missing fields keep their values, except `privacy_type`, which is always required. Videos
        already in the project keep their privacy unless `apply_to_videos` is true.

        Args:
            project_id: The project's id.
            privacy_type: Where videos may be embedded. Without it the service returns 400 with code 400400.
            name: The project's name.
            privacy_domains: The domains that may embed the project's videos when privacy is `custom`.
            apply_to_videos: True applies this privacy to the videos already in the project (inferred).
            player_id: The player that shows the project's videos; null for that of the workspace (inferred).
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated project.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Update project" (documented). `privacy_type` is required: a request without
        it gets 400 with code 400400, although the page says that any field may be left out (seen).
        """
        return self._caller.call(
            update_call(
                project_id=project_id,
                privacy_type=privacy_type,
                name=name,
                privacy_domains=privacy_domains,
                apply_to_videos=apply_to_videos,
                player_id=player_id,
                options=options,
            )
        )

    def delete(
        self,
        project_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a project.

        This cannot be undone. What happens to the videos in it is not documented.

        Args:
            project_id: The project's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete project" (documented).

        Response: The object is deleted (inferred). The body may be empty. The page shows no response,
        and says only that 204 is typical of deletions; this is the one to others.
        """
        return self._caller.call(delete_call(project_id=project_id, options=options))

    @cached_property
    def with_raw_response(self) -> ProjectsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return ProjectsRaw(ProjectsResource(self._caller.raw))


class ProjectsRaw:
    """The methods of `projects`. Each returns a `RawResponse`."""

    def __init__(self, resource: ProjectsResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.get = raw_method(resource.get)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)


class AsyncProjectsResource(AsyncResource, sync=ProjectsResource):
    """Projects, which hold videos and folders and define who may watch."""

    @cached_property
    def folders(self) -> AsyncProjectsFoldersResource:
        """Folders of a project."""
        from kinocraft_api.kinescope_v1.projects_folders import AsyncProjectsFoldersResource

        return AsyncProjectsFoldersResource(self._caller)

    def list(
        self,
        *,
        catalog_type: Literal["live", "vod"] | Unset = UNSET,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Project]:
        """Do the same as `ProjectsResource.list`, when awaited or iterated over."""
        return self._caller.page(list_call(catalog_type=catalog_type, page=page, per_page=per_page, options=options))

    async def create(
        self,
        *,
        name: str,
        privacy_type: Literal["anywhere", "custom", "nowhere"],
        privacy_domains: Sequence[str],
        player_id: Id | Unset = UNSET,
        encrypted: bool | Unset = UNSET,
        catalog_type: Literal["live", "vod"] | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Project:
        """Do the same as `ProjectsResource.create`."""
        return await self._caller.call(
            create_call(
                name=name,
                privacy_type=privacy_type,
                privacy_domains=privacy_domains,
                player_id=player_id,
                encrypted=encrypted,
                catalog_type=catalog_type,
                options=options,
            )
        )

    async def get(
        self,
        project_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.Project:
        """Do the same as `ProjectsResource.get`."""
        return await self._caller.call(get_call(project_id=project_id, options=options))

    async def update(
        self,
        project_id: Id,
        privacy_type: Literal["anywhere", "custom", "nowhere"],
        *,
        name: str | Unset = UNSET,
        privacy_domains: Sequence[str] | Unset = UNSET,
        apply_to_videos: bool | Unset = UNSET,
        player_id: Id | Unset | None = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.UpdatedProject:
        """Do the same as `ProjectsResource.update`."""
        return await self._caller.call(
            update_call(
                project_id=project_id,
                privacy_type=privacy_type,
                name=name,
                privacy_domains=privacy_domains,
                apply_to_videos=apply_to_videos,
                player_id=player_id,
                options=options,
            )
        )

    async def delete(
        self,
        project_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `ProjectsResource.delete`."""
        return await self._caller.call(delete_call(project_id=project_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncProjectsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncProjectsRaw(AsyncProjectsResource(self._caller.raw))


class AsyncProjectsRaw:
    """The methods of `projects`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncProjectsResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.get = async_raw_method(resource.get)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
