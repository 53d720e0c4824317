# Generated from specs/kinescope-v1 by scripts/generate.py. Edits here are lost.

"""Access tokens of the workspace and their permissions."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kinocraft_api import kinescope_bodies as bodies
from kinocraft_api import kinescope_models as models
from kinocraft_runtime.bodies import InputField
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

__all__ = ["AccessTokensRaw", "AccessTokensResource", "AsyncAccessTokensRaw", "AsyncAccessTokensResource"]

LIST = Operation(
    id="access_tokens.list",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/access-tokens",
    secured=True,
    idempotent=True,
    sortable={
        "order": ("name",),
    },
)
CREATE = Operation(
    id="access_tokens.create",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="POST",
    path="/v1/access-tokens",
    secured=True,
    idempotent=False,
    payload="data",
    body=InputField(
        {
            "scope": bodies.ACCESS_TOKEN_SCOPE,
        }
    ),
)
GET = Operation(
    id="access_tokens.get",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="GET",
    path="/v1/access-tokens/{token_id}",
    secured=True,
    idempotent=True,
    payload="data",
    ids={"token_id": "id"},
)
DELETE = Operation(
    id="access_tokens.delete",
    service="kinescope-v1",
    server="https://api.kinescope.io",
    method="DELETE",
    path="/v1/access-tokens/{token_id}",
    secured=True,
    idempotent=True,
    may_be_empty=True,
    payload="nothing",
    ids={"token_id": "id"},
)


def list_call(
    *,
    page: int | Unset = UNSET,
    per_page: int | Unset = UNSET,
    order: params.AccessTokensListOrder | Unset = UNSET,
    options: CallOptions,
) -> Call[Listed[models.AccessToken]]:
    """Build the call of `list`."""
    return Call(
        LIST,
        models.AccessTokenList,
        query={
            "page": page,
            "per_page": per_page,
            "order": order,
        },
        options=options,
    )


def create_call(
    *,
    name: str,
    scope: models.AccessTokenScope | params.AccessTokenScopeParam,
    options: CallOptions,
) -> Call[models.IssuedAccessToken]:
    """Build the call of `create`."""
    return Call(
        CREATE,
        models.IssuedAccessTokenResponse,
        json={
            "name": name,
            "scope": scope,
        },
        options=options,
    )


def get_call(
    token_id: Id,
    *,
    options: CallOptions,
) -> Call[models.AccessToken]:
    """Build the call of `get`."""
    return Call(
        GET,
        models.AccessTokenResponse,
        path={
            "token_id": token_id,
        },
        options=options,
    )


def delete_call(
    token_id: Id,
    *,
    options: CallOptions,
) -> Call[None]:
    """Build the call of `delete`."""
    return Call(
        DELETE,
        models.SuccessResponse,
        path={
            "token_id": token_id,
        },
        options=options,
    )


class AccessTokensResource(Resource):
    """Access tokens of the workspace and their permissions."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.AccessTokensListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> Page[models.AccessToken]:
        """List access tokens.

        The tokens come without their values.

        Args:
            page: Number of the page, from 1 (inferred). 1 to 2,147,483,647. Default: 1.
            per_page: Maximum number of objects per page (inferred). 1 to 100. Default: 10.
            order: Field to sort by, as `field.asc` or `field.desc` (inferred). Without a direction the order
                is ascending. Also as "-name" for descending, or as pairs such as [("name", "desc")].
                Sortable: name.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            One page of access tokens. Iterate over it to get the objects of all pages.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Tokens list" (documented).
        """
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    def create(
        self,
        *,
        name: str,
        scope: models.AccessTokenScope | params.AccessTokenScopeParam,
        **options: Unpack[CallOptions],
    ) -> models.IssuedAccessToken:
        """Create an access token.

        Only this response contains the token's value; store it. `scope.api` allows the use of the API.
        `scope.upload` allows uploads, in the whole workspace or, through `entities`, only in certain
        projects.

        Args:
            name: The token's name.
            scope: What a token may do. A missing part means that nothing of that kind is allowed.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The new token, with its value.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Create token" (documented).
        """
        return self._caller.call(create_call(name=name, scope=scope, options=options))

    def get(
        self,
        token_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.AccessToken:
        """Get an access token.

        The token comes without its value.

        Args:
            token_id: The id of the access token, not the token itself.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The access token.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Get token" (documented).
        """
        return self._caller.call(get_call(token_id=token_id, options=options))

    def delete(
        self,
        token_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Delete an access token.

        Requests with this token are rejected from then on. This cannot be undone.

        Args:
            token_id: The id of the access token, not the token itself.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (seen).
            AuthenticationError: 401. The service does not know the access token (seen).
            ForbiddenError: 403. The access token lacks the permission for this.
            NotFoundError: 404. The object does not exist, or this access token may not see it.
            RateLimitedError: 429. More than 10 requests in one second or 300 in one minute reached the service.
            ServerError: 500. The service failed (seen).
            TransportError: No response was received.

        Source: kinescope, "Delete token" (documented).

        Response: The object is deleted (inferred). The body may be empty. The page shows no response,
        and says only that 204 is typical of deletions; this is the one to others.
        """
        return self._caller.call(delete_call(token_id=token_id, options=options))

    @cached_property
    def with_raw_response(self) -> AccessTokensRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AccessTokensRaw(AccessTokensResource(self._caller.raw))


class AccessTokensRaw:
    """The methods of `access_tokens`. Each returns a `RawResponse`."""

    def __init__(self, resource: AccessTokensResource) -> None:
        self.list = raw_method(resource.list)
        self.create = raw_method(resource.create)
        self.get = raw_method(resource.get)
        self.delete = raw_method(resource.delete)


class AsyncAccessTokensResource(AsyncResource, sync=AccessTokensResource):
    """Access tokens of the workspace and their permissions."""

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        per_page: int | Unset = UNSET,
        order: params.AccessTokensListOrder | Unset = UNSET,
        **options: Unpack[CallOptions],
    ) -> AsyncListing[models.AccessToken]:
        """Do the same as `AccessTokensResource.list`, when awaited or iterated over."""
        return self._caller.page(list_call(page=page, per_page=per_page, order=order, options=options))

    async def create(
        self,
        *,
        name: str,
        scope: models.AccessTokenScope | params.AccessTokenScopeParam,
        **options: Unpack[CallOptions],
    ) -> models.IssuedAccessToken:
        """Do the same as `AccessTokensResource.create`."""
        return await self._caller.call(create_call(name=name, scope=scope, options=options))

    async def get(
        self,
        token_id: Id,
        **options: Unpack[CallOptions],
    ) -> models.AccessToken:
        """Do the same as `AccessTokensResource.get`."""
        return await self._caller.call(get_call(token_id=token_id, options=options))

    async def delete(
        self,
        token_id: Id,
        **options: Unpack[CallOptions],
    ) -> None:
        """Do the same as `AccessTokensResource.delete`."""
        return await self._caller.call(delete_call(token_id=token_id, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncAccessTokensRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncAccessTokensRaw(AsyncAccessTokensResource(self._caller.raw))


class AsyncAccessTokensRaw:
    """The methods of `access_tokens`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncAccessTokensResource) -> None:
        self.list = async_raw_listing(resource.list)
        self.create = async_raw_method(resource.create)
        self.get = async_raw_method(resource.get)
        self.delete = async_raw_method(resource.delete)
