"""`login`, `logout` and `whoami`."""

from __future__ import annotations

import sys
from contextlib import suppress
from operator import itemgetter
from typing import Annotated, Literal

import typer

from ..transfers.places import KINESCOPE, PLATFORMCRAFT
from .commands import OPTIONS, Failures, Run, command

__all__ = ["add_commands", "ask_secret"]

Vendor = Annotated[Literal["kinescope", "platformcraft"], typer.Argument(help="The service.")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands."""
    command(app)(login)
    command(app)(logout)
    command(app)(whoami)


def login(
    run: Run,
    vendor: Vendor,
    user: Annotated[
        str | None, typer.Option("--login", help="The login of Platformcraft; asked for if omitted.")
    ] = None,
    store: Annotated[
        Literal["auto", "keyring", "file"],
        typer.Option(help="Where the secret is kept: in the system's keyring, or in a file of mode 0600."),
    ] = "auto",
) -> None:
    """Log in, and keep the login for later commands.

    The command asks for the token of Kinescope, or for the password of Platformcraft, without showing it. If stdin is
    not a terminal, it reads the secret from there. The login is kept only if it works. Without a keyring, only the
    tokens of a Platformcraft login are kept, not its password, unless --store file is given.
    """
    from .credentials import Accounts, host, source

    if vendor == PLATFORMCRAFT and not user:
        if not sys.stdin.isatty():
            raise typer.BadParameter("give --login NAME, because only the password is read from stdin")
        user = typer.prompt("Login", err=True)
    secret = ask_secret("Access token" if vendor == KINESCOPE else "Password")
    account = _try_token(secret) if vendor == KINESCOPE else _try_password(user or "", secret)
    kept = Accounts().save(vendor, login=user or "", secret=secret, store=store)
    if source(vendor) == "environment":
        run.output.note("note: the login in the environment takes precedence over the stored one")
    facts = {"vendor": vendor, "host": host(vendor), "account": account, "store": kept}
    run.output.result(facts, f"logged in to {vendor} at {host(vendor)}")


def ask_secret(name: str) -> str:
    """Ask for a secret without showing it, or read it from stdin if that is not a terminal.

    Raises:
        BadParameter: It is empty.
    """
    text = typer.prompt(name, hide_input=True, err=True) if sys.stdin.isatty() else sys.stdin.readline()
    if not text.strip():
        raise typer.BadParameter(f"{name.lower()} is empty")
    return str(text).strip()


def _try_token(token: str) -> str:
    from ..errors import ForbiddenError
    from ..kinescope import Kinescope

    # A token that may not list projects is valid for other sections.
    with Kinescope(token, **OPTIONS) as client, suppress(ForbiddenError):
        client.projects.list(per_page=1)
    return ""


def _try_password(user: str, password: str) -> str:
    from ..platformcraft import Platformcraft
    from .credentials import token_file

    tokens = token_file(PLATFORMCRAFT)
    tokens.path.unlink(missing_ok=True)  # or its tokens would be used, whatever the password is
    with Platformcraft(user, password, token_store=tokens, **OPTIONS) as client:
        return client.owner_id


def logout(run: Run, vendor: Vendor) -> None:
    """Forget the stored login of a service. Tokens stay valid on the service until they expire."""
    from .credentials import Accounts, NotLoggedInError, host

    if not Accounts().remove(vendor):
        raise NotLoggedInError(vendor, "nothing to log out from")
    run.output.result({"vendor": vendor, "host": host(vendor)}, f"logged out from {vendor} at {host(vendor)}")


def whoami(run: Run) -> None:
    """Show the login of each service, and try it. No secret is shown."""
    from .credentials import Accounts, NotLoggedInError, host, source

    failures = Failures(run.output)
    rows: list[dict[str, str]] = []
    for vendor in (KINESCOPE, PLATFORMCRAFT):
        if not (kept := source(vendor)):
            continue
        row = {"vendor": vendor, "host": host(vendor), "login": "", "account": "", "source": kept, "state": "rejected"}
        rows.append(row)
        with failures.about(vendor):
            if vendor == KINESCOPE:
                run.kinescope.tags.list(per_page=1)
            else:
                row["login"] = Accounts().find(vendor).get("login", "") if kept != "environment" else ""
                row["account"] = run.platformcraft.owner_id
                run.platformcraft.files.list("/", limit=1)
            row["state"] = "works"
    if not rows:
        raise NotLoggedInError(f"{KINESCOPE}|{PLATFORMCRAFT}")
    run.output.records(rows, {name: itemgetter(name) for name in rows[0]})
    failures.finish()
