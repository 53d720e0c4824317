"""Sections "avatars" and "user/avatar": the pictures of the workspace and of its one user."""

from __future__ import annotations

from kinocraft_mock.http.messages import Request, Response
from kinocraft_mock.service import Handlers
from kinocraft_mock.services.kinescope.errors import not_found
from kinocraft_mock.services.kinescope.ids import as_uuid
from kinocraft_mock.services.kinescope.raw_pictures import picture, remove_picture, set_picture
from kinocraft_mock.services.kinescope.user import described, owner_id, user
from kinocraft_mock.services.kinescope.workspace import workspace_id

handlers = Handlers()

USERS, WORKSPACES = "avatar of the user", "avatar of the workspace"
"""The roles of the two pictures; the user, to whom the workspace belongs, has both."""

DEFAULT = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#889"/>'
    b'<circle cx="32" cy="25" r="12" fill="#fff"/><path d="M8 64a24 24 0 0 1 48 0z" fill="#fff"/></svg>'
)
"""What is shown where no picture was set."""


@handlers.on("avatars.set")
def set_(request: Request) -> Response:
    """Put a picture in place of the avatar of whoever's token it is."""
    owner = user(request.context)
    set_picture(request, owner, _role(request))
    return Response({"data": described(owner)})


@handlers.on("avatars.delete")
def delete(request: Request) -> Response:
    """Go back to the default avatar."""
    owner = user(request.context)
    remove_picture(request.context, owner, _role(request))
    return Response({"data": described(owner)})


@handlers.on("avatars.get_user")
def get_user(request: Request) -> Response:
    """The user's avatar, by the user's id."""
    return _shown(request, owner_id(request.context), USERS)


@handlers.on("avatars.get_workspace")
def get_workspace(request: Request) -> Response:
    """The workspace's avatar, by the workspace's id."""
    return _shown(request, workspace_id(request.context), WORKSPACES)


def _role(request: Request) -> str:
    # The tokens that the API makes are the workspace's; the one of the settings stands for a person's.
    return USERS if request.principal.scope is None else WORKSPACES


def _shown(request: Request, owner: str, role: str) -> Response:
    if as_uuid(request.parameters["avatar_id"]) != owner:
        raise not_found("avatar")
    found = picture(request.context, user(request.context), role)
    if found is None:
        return Response(data=DEFAULT, media="image/svg+xml")
    stored, data = found
    return Response(data=data, media=stored.media)
