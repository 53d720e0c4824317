# Generated from specs/platformcraft-auth by scripts/generate.py. Edits here are lost.

"""Create and refresh tokens."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from kinocraft_api import platformcraft_models as models
from kinocraft_runtime.bodies import ID, InputField
from kinocraft_runtime.calls import (
    Call,
    CallOptions,
    Id,
    Operation,
)
from kinocraft_runtime.resources import (
    AsyncResource,
    Resource,
    async_raw_method,
    raw_method,
)

if TYPE_CHECKING:
    pass

__all__ = ["AsyncAuthRaw", "AsyncAuthResource", "AuthRaw", "AuthResource"]

LOGIN = Operation(
    id="auth.login",
    service="platformcraft-auth",
    server="https://auth.platformcraft.ru",
    method="POST",
    path="/token",
    secured=False,
    idempotent=True,
)
REFRESH = Operation(
    id="auth.refresh",
    service="platformcraft-auth",
    server="https://auth.platformcraft.ru",
    method="POST",
    path="/refresh",
    secured=False,
    idempotent=False,
    body=InputField(
        {
            "user_id": ID,
        }
    ),
)


def login_call(
    *,
    login: str,
    password: str,
    options: CallOptions,
) -> Call[models.Tokens]:
    """Build the call of `login`."""
    return Call(
        LOGIN,
        models.Tokens,
        form={
            "login": login,
            "password": password,
        },
        options=options,
    )


def refresh_call(
    *,
    user_id: Id,
    refresh_token: str,
    options: CallOptions,
) -> Call[models.Tokens]:
    """Build the call of `refresh`."""
    return Call(
        REFRESH,
        models.Tokens,
        json={
            "user_id": user_id,
            "refresh_token": refresh_token,
        },
        options=options,
    )


class AuthResource(Resource):
    """Create and refresh tokens."""

    def login(
        self,
        *,
        login: str,
        password: str,
        **options: Unpack[CallOptions],
    ) -> models.Tokens:
        """Get the tokens using login and password.

        Return a new access token (24 hours) and a new refresh token (30 days).

        Args:
            login: The account's login.
            password: The account's password.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The tokens and their account.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Getting refresh and access tokens using login and password"
        (documented).
        """
        return self._caller.call(login_call(login=login, password=password, options=options))

    def refresh(
        self,
        *,
        user_id: Id,
        refresh_token: str,
        **options: Unpack[CallOptions],
    ) -> models.Tokens:
        """Update the access token using the refresh token.

        Exchange a refresh token for a new pair. The samples also send the old access token, although it
        may have expired, so it is optional here.

        Args:
            user_id: The `user_id` of the response that contained the refresh token.
            refresh_token: The refresh token of the newest pair.
            options: Settings for this call alone: timeout, deadline, retries, headers.

        Returns:
            The new tokens and their account.

        Raises:
            BadRequestError: 400. The request is malformed, or one of its values is not allowed (inferred).
            ForbiddenError: 403. The login, the password or a token is rejected, or the container belongs to another
                account (seen).
            RateLimitedError: 429. More than 10 requests in one second reached this service (inferred).
            ServerError: 500. The service failed (inferred).
            TransportError: No response was received.

        Source: platformcraft, "Update access token using refresh token" (documented).
        """
        return self._caller.call(refresh_call(user_id=user_id, refresh_token=refresh_token, options=options))

    @cached_property
    def with_raw_response(self) -> AuthRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AuthRaw(AuthResource(self._caller.raw))


class AuthRaw:
    """The methods of `auth`. Each returns a `RawResponse`."""

    def __init__(self, resource: AuthResource) -> None:
        self.login = raw_method(resource.login)
        self.refresh = raw_method(resource.refresh)


class AsyncAuthResource(AsyncResource, sync=AuthResource):
    """Create and refresh tokens."""

    async def login(
        self,
        *,
        login: str,
        password: str,
        **options: Unpack[CallOptions],
    ) -> models.Tokens:
        """Do the same as `AuthResource.login`."""
        return await self._caller.call(login_call(login=login, password=password, options=options))

    async def refresh(
        self,
        *,
        user_id: Id,
        refresh_token: str,
        **options: Unpack[CallOptions],
    ) -> models.Tokens:
        """Do the same as `AuthResource.refresh`."""
        return await self._caller.call(refresh_call(user_id=user_id, refresh_token=refresh_token, options=options))

    @cached_property
    def with_raw_response(self) -> AsyncAuthRaw:
        """The same methods, which return a `RawResponse`: status, headers, content, and `parsed()`."""
        return AsyncAuthRaw(AsyncAuthResource(self._caller.raw))


class AsyncAuthRaw:
    """The methods of `auth`. Each returns a `RawResponse`."""

    def __init__(self, resource: AsyncAuthResource) -> None:
        self.login = async_raw_method(resource.login)
        self.refresh = async_raw_method(resource.refresh)
