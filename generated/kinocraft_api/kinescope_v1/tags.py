# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Tags of videos."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kinocraft_api import kinescope_models as models
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
    pass

__all__ = ["AsyncTagsRaw", "AsyncTagsResource", "TagsRaw", "TagsResource"]

LIST = Operation(
    id="tags.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/tags",
    secured=True,
    idempotent=True,
)
CREATE = Operation(
    id="tags.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/tags",
    secured=True,
    idempotent=False,
    payload="data",
)
UPDATE = Operation(
    id="tags.update",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="PUT",
    path="/v1/tags/{tag_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"tag_id": "id"},
)
DELETE = Operation(
    id="tags.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/tags/{tag_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
    ids={"tag_id": "id"},
)


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.Tag]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.TagList,
        query={
            "page": page,
            "per_page": per_page,
        },
        options=options,
    )


def create_call(
    tag: str,
    *,
    options: CallOptions,
) -> Call[models.Tag]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.TagResponse,
        json={
            "tag": tag,
        },
        options=options,
    )


def update_call(
    tag_id: Id,
    tag: str,
    *,
    archived: bool | Unset = UNSET,
    options: CallOptions,
) -> Call[models.Tag]:
    """Build the call of `update`."""
    return Call(
        UPDATE,
        models.TagResponse,
        path={
            "tag_id": tag_id,
        },
        json={
            "tag": tag,
            "archived": archived,
        },
        options=options,
    )


def delete_call(
    tag_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessResponse,
        path={
            "tag_id": tag_id,
        },
        options=options,
    )


class TagsResource(Resource):
    """Tags of videos."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.Tag]:
        """List tags.

        The list includes archived tags, marked as such.

        Args:
            page: Number of the page, from 1 (inferred). 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page (inferred). 1 to 100. Default: 10.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of tags. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "tags" (seen). The page has only the heading; path and method are seen in
        public programs, the paging is inferred.
        """
        return self._caller.page(list_call(page=page, per_page=per_page, options=options))

    def create(
        self,
        tag: str,
        **options: Unpack[CallOptions],
    ) -> models.Tag:
        """Create a tag.

        The text is stored as sent.

        Args:
            tag: The text of the tag.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The tag.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "tags" (seen). The page has only the heading; path, method and body are seen
        in public programs.
        """
        return self._caller.call(create_call(tag=tag, options=options))

    def update(
        self,
        tag_id: Id,
        tag: str,
        *,
        archived: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Tag:
        """Update a tag.

        Rename or archive the tag. Send the whole tag, not only what changes.

        Args:
            tag_id: The tag's id.
            tag: The text of the tag. Without it the service returns 400.
            archived: True archives the tag.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The updated tag.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "tags" (seen). The page has only the heading; a test request without `tag`
        was rejected with 400 and code 400400.
        """
        return self._caller.call(update_call(tag_id=tag_id, tag=tag, archived=archived, options=options))

    def delete(
        self,
        tag_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete a tag.

        The tag is removed from all videos. This cannot be undone.

        Args:
            tag_id: The tag's id.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "tags" (seen). The page has only the heading; path and method are seen in
        public programs, the response is inferred.
        """
        return self._caller.call(delete_call(tag_id=tag_id, options=options))

    @cached_property
    def with_raw_response(self) -> TagsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return TagsRaw(TagsResource(self._caller.raw))


class TagsRaw:
    """The methods of `tags`. Each returns a `RawResponse`."""

    def __init__(self, resource: TagsResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.update = raw_method(resource.update)
        self.delete = raw_method(resource.delete)


class AsyncTagsResource(AsyncResource, sync=TagsResource):
    """Tags of videos."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.Tag]:
        """Do the same as `TagsResource.list`, when awaited or iterated over."""
        return self._caller.page(list_call(page=page, per_page=per_page, options=options))

    async def create(
        self,
        tag: str,
        **options: Unpack[CallOptions],
    ) -> models.Tag:
        """Do the same as `TagsResource.create`."""
        return await self._caller.call(create_call(tag=tag, options=options))

    async def update(
        self,
        tag_id: Id,
        tag: str,
        *,
        archived: bool | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> models.Tag:
        """Do the same as `TagsResource.update`."""
        return await self._caller.call(update_call(tag_id=tag_id, tag=tag, archived=archived, options=options))

    async def delete(
        self,
        tag_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `TagsResource.delete`."""
        return await self._caller.call(delete_call(tag_id=tag_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncTagsRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncTagsRaw(AsyncTagsResource(self._caller.raw))


class AsyncTagsRaw:
    """The methods of `tags`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncTagsResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.update = async_raw_method(resource.update)
        self.delete = async_raw_method(resource.delete)
