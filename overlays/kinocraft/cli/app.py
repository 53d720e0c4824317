"""The command `kinocraft` with all its commands."""

from __future__ import annotations

import os
from typing import Annotated, Literal

import typer

from . import account, api, files, journal, live, transfers, uploads, videos
from .exit_codes import ExitCode

__all__ = ["app"]

EPILOG = "Exit codes: " + ", ".join(f"{int(code)} {code.name.lower().replace('_', ' ')}" for code in ExitCode) + "."

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(shown: bool) -> None:
    if shown:
        from importlib.metadata import version

        typer.echo(f"kinocraft {version('kinocraft')}")
        raise typer.Exit


@app.callback(epilog=EPILOG)
def root(
    version: Annotated[
        bool, typer.Option("--version", "-V", is_eager=True, callback=_show_version, help="Print the version.")
    ] = False,
) -> None:
    """Move video to and from Kinescope and Platformcraft.

    A place is written platformcraft:/path or kinescope:ID.
    """


@app.command()
def completion(
    context: typer.Context,
    shell: Annotated[Literal["bash", "zsh", "fish"], typer.Argument(help="The shell.")],
) -> None:
    """Print the script that completes commands in a shell, as in: source <(kinocraft completion bash)."""
    os.environ["_KINOCRAFT_COMPLETE"] = f"source_{shell}"
    context.find_root().command.main([], prog_name="kinocraft", complete_var="_KINOCRAFT_COMPLETE")


uploads.add_commands(app)
transfers.add_commands(app)
files.add_commands(app)
app.add_typer(journal.app, name="uploads")
app.add_typer(videos.app, name="videos")
app.add_typer(live.app, name="live")
account.add_commands(app)
api.add_commands(app)
