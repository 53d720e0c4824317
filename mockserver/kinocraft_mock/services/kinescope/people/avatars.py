"""Sections "avatars" and "user/avatar": the avatars of the workspace and of its user."""

from __future__ import annotations

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.people.owner import owner_id, serialize, user
from kinocraft_mock.services.kinescope.store.pictures import read_picture, remove_picture, set_picture
from kinocraft_mock.services.kinescope.workspace import workspace_id

handlers = Handlers()

USERS, WORKSPACES = "avatar of the user", "avatar of the workspace"
"""The roles of the two pictures, which both belong to the user's record."""

DEFAULT = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#889"/>'
    b'<circle cx="32" cy="25" r="12" fill="#fff"/><path d="M8 64a24 24 0 0 1 48 0z" fill="#fff"/></svg>'
)
"""The default avatar."""


@handlers.on("avatars.set")
def set_(request: Request) -> Response:
    """Set or replace the avatar of the token's holder."""
    owner = user(request.context)
    set_picture(request, owner, _role(request))
    return Response({"data": serialize(owner)})


@handlers.on("avatars.delete")
def delete(request: Request) -> Response:
    """Restore the default avatar."""
    owner = user(request.context)
    remove_picture(request.context, owner, _role(request))
    return Response({"data": serialize(owner)})


@handlers.on("avatars.get_user_avatar")
def get_user(request: Request) -> Response:
    """Return the user's avatar, by the user's id."""
    return _shown(request, owner_id(request.context), USERS)


@handlers.on("avatars.get_workspace_avatar")
def get_workspace(request: Request) -> Response:
    """Return the workspace's avatar, by the workspace's id."""
    return _shown(request, workspace_id(request.context), WORKSPACES)


def _role(request: Request) -> str:
    # Tokens that the API creates belong to the workspace; that of the settings belongs to the user.
    return USERS if request.principal.scope is None else WORKSPACES


def _shown(request: Request, owner: str, role: str) -> Response:
    if as_uuid(request.parameters["avatar_id"]) != owner:
        raise not_found("avatar")
    found = read_picture(request.context, user(request.context), role)
    if found is None:
        return Response(data=DEFAULT, media="image/svg+xml")
    stored, data = found
    return Response(data=data, media=stored.media)
