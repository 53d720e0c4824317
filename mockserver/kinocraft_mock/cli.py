"""The command `kinocraft-mock`."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kinocraft_mock.control.access import is_loopback
from kinocraft_mock.journal.exchanges import Exchange
from kinocraft_mock.journal.masking import hide
from kinocraft_mock.settings import Settings

if TYPE_CHECKING:
    from kinocraft_mock.app import Application

__all__ = ["main"]

DEMO = "demo"


def _seeds(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[int | str, ...]:
    """Accept numbers, and the name of the demo workspace."""
    try:
        return tuple(value if value == DEMO else int(value) for value in values)
    except ValueError as error:
        raise click.BadParameter(f"{str(error).rpartition(' ')[2]} is neither a number nor {DEMO}") from None


def _control_token(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Accept what fits in a header."""
    if value is not None and not re.fullmatch(r"[!-~]+", value):
        raise click.BadParameter("a control token consists of visible ASCII characters, without spaces")
    return value


def _announce(url: str, app: Application) -> None:
    """Print the address, and the clock if an earlier server on the same data folder left it changed."""
    click.echo(f"kinocraft-mock: {url} (account {app.context.account}, Ctrl+C ends it)")
    clock = app.context.clock.export()
    if clock["stopped"] is not None:
        click.echo(f"kinocraft-mock: the clock is frozen at {clock['stopped']:.0f}, as the last server left it")
    elif clock["offset"]:
        click.echo(f"kinocraft-mock: the clock is {clock['offset']:+.0f} s from real time, as the last server left it")


def _warn(token: str | None) -> str:
    """Warn that other machines can reach the server. Return the control token; print it if it is a new one."""
    click.echo(
        "kinocraft-mock: warning: other machines can reach this server; the control API demands its token"
        " (Authorization: Bearer TOKEN)",
        err=True,
    )
    if token is None:
        token = secrets.token_urlsafe()
        click.echo(f"kinocraft-mock: control token: {token}", err=True)
    return token


def _show(exchange: Exchange, verbose: bool) -> None:
    """Print an exchange, and its violations below it; without `verbose` only one with violations or an inferred one."""
    if verbose or exchange.violations or exchange.inferred:
        query = f"?{exchange.query_without_secrets}" if exchange.query else ""
        outcome = str(exchange.status or "no response") + (f" (fault {exchange.fault})" if exchange.fault else "")
        name = exchange.operation or "no operation"
        inferred = " (inferred: the server has no handler of its own for it)" if exchange.inferred else ""
        click.echo(f"{exchange.method} {exchange.path_without_secrets}{query} {outcome} {name}{inferred}", err=True)
    for violation in exchange.violations:
        click.echo(f"  violation: {hide(violation)}", err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(None, "--version", "-V", package_name="kinocraft", prog_name="kinocraft-mock")
def main() -> None:
    """A local server that behaves like the documented video services."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=4010, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--data-dir", type=click.Path(file_okay=False, path_type=Path), help="Keep the state in this folder.")
@click.option("--no-limits", is_flag=True, help="Do not limit how often a service may be asked.")
@click.option("--strict", is_flag=True, help="Reject requests with fields that the descriptions do not have.")
@click.option(
    "--seed",
    "seeds",
    multiple=True,
    metavar=f"NUMBER|{DEMO}",
    callback=_seeds,
    help="A number decides every id the server hands out (0 by default); 'demo' fills an empty workspace. May be both.",
)
@click.option("--login", default="mock", show_default=True, help="The login that is accepted.")
@click.option("--password", default="mock", show_default=True, help="The password that is accepted.")
@click.option("--token", default="mock-token", show_default=True, help="The access token that is accepted.")
@click.option(
    "--allow-remote", is_flag=True, help="Allow other machines to reach --host. The control API then needs a token."
)
@click.option(
    "--control-token",
    envvar="KINOCRAFT_MOCK_CONTROL_TOKEN",
    callback=_control_token,
    show_envvar=True,
    help="The token that the control API demands; --allow-remote makes a random one.",
)
@click.option("-v", "--verbose", is_flag=True, help="Print a line per exchange. Violations are always printed.")
def serve(
    host: str,
    port: int,
    data_dir: Path | None,
    no_limits: bool,
    strict: bool,
    seeds: tuple[int | str, ...],
    login: str,
    password: str,
    token: str,
    allow_remote: bool,
    control_token: str | None,
    verbose: bool,
) -> None:
    """Run the server until Ctrl+C. Prints its address when it is ready."""
    if not allow_remote and not is_loopback(host):
        raise click.ClickException(f"{host} is reachable from other machines; add --allow-remote if that is meant")
    from kinocraft_mock.serving import address, bind, run_in_foreground
    from kinocraft_mock.state.store import StoreError

    try:
        listener = bind(host, port)
    except OSError as error:
        raise click.ClickException(f"cannot listen on {host}:{port}: {error.strerror or error}") from None
    url = address(listener)
    if allow_remote:
        control_token = _warn(control_token)
    numbers = [seed for seed in seeds if isinstance(seed, int)]
    settings = Settings(login, password, token, numbers[-1] if numbers else 0, data_dir, not no_limits)
    settings = replace(settings, control_token=control_token, strict=strict)
    with listener:
        try:
            run_in_foreground(
                settings,
                listener,
                lambda app: _announce(url, app),
                demo=DEMO in seeds,
                show=lambda exchange: _show(exchange, verbose),
            )
        except StoreError as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:
            raise click.ClickException(f"cannot keep the state in {data_dir}: {error.strerror or error}") from None


@main.command()
@click.option("--url", default="http://127.0.0.1:4010", show_default=True, help="Address of the server.")
@click.option("--login", default="mock", show_default=True, help="The login it accepts.")
@click.option("--password", default="mock", show_default=True, help="The password it accepts.")
@click.option("--token", default="mock-token", show_default=True, help="The access token it accepts.")
def env(url: str, login: str, password: str, token: str) -> None:
    """Print the environment settings that point a client at the server."""
    from shlex import quote

    from kinocraft_mock.serving import environment

    for name, value in environment(url.rstrip("/"), Settings(login, password, token)).items():
        click.echo(f"export {name}={quote(value)}")
