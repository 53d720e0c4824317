"""The command `kinocraft-mock`."""

from __future__ import annotations

from pathlib import Path

import click

from kinocraft_mock.settings import Settings

__all__ = ["main"]

LOOPBACK = ("localhost", "::1")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """A local server that behaves like the documented video services."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=4010, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--data-dir", type=click.Path(file_okay=False, path_type=Path), help="Keep the state in this folder.")
@click.option("--no-limits", is_flag=True, help="Do not limit how often a service may be asked.")
@click.option("--seed", default=0, show_default=True, help="Decides every id the server hands out.")
@click.option("--login", default="mock", show_default=True, help="The login that is accepted.")
@click.option("--password", default="mock", show_default=True, help="The password that is accepted.")
@click.option("--allow-remote", is_flag=True, help="Allow --host to be reachable from other machines.")
def serve(
    host: str,
    port: int,
    data_dir: Path | None,
    no_limits: bool,
    seed: int,
    login: str,
    password: str,
    allow_remote: bool,
) -> None:
    """Run the server until Ctrl+C. Prints its address when it is ready."""
    if not allow_remote and not host.startswith("127.") and host not in LOOPBACK:
        raise click.ClickException(f"{host} is reachable from other machines; add --allow-remote if that is meant")
    from kinocraft_mock.serving import address, bind, run_in_foreground
    from kinocraft_mock.store import StoreError

    try:
        listener = bind(host, port)
    except OSError as error:
        raise click.ClickException(f"cannot listen on {host}:{port}: {error.strerror or error}") from None
    url = address(listener)
    settings = Settings(login, password, seed, data_dir, not no_limits)
    with listener:
        try:
            run_in_foreground(
                settings,
                listener,
                lambda app: click.echo(f"kinocraft-mock: {url} (account {app.world.account}, Ctrl+C ends it)"),
            )
        except StoreError as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:
            raise click.ClickException(f"cannot keep the state in {data_dir}: {error.strerror or error}") from None


@main.command()
@click.option("--url", default="http://127.0.0.1:4010", show_default=True, help="Address of the server.")
@click.option("--login", default="mock", show_default=True, help="The login it accepts.")
@click.option("--password", default="mock", show_default=True, help="The password it accepts.")
def env(url: str, login: str, password: str) -> None:
    """Print the environment settings that point a client at the server."""
    from shlex import quote

    from kinocraft_mock.serving import environment

    for name, value in environment(url.rstrip("/"), Settings(login, password)).items():
        click.echo(f"export {name}={quote(value)}")


if __name__ == "__main__":
    main()
