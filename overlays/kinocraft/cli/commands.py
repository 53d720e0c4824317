"""How a command runs: the options that all have, its output and clients, and the exit code of its errors."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Concatenate, ParamSpec, cast

import typer

from .exit_codes import ExitCode, exit_code
from .output import Output

if TYPE_CHECKING:
    from ..client import CommonOptions
    from ..kinescope import Kinescope
    from ..platformcraft import Platformcraft
    from ..responses.drift import Drift
    from .unusable import UnusableResponseError

__all__ = ["OPTIONS", "Failures", "Run", "command", "group"]

P = ParamSpec("P")


class _Misfits:
    """Logs drift. It remembers where a response had another form than described, because a command may fail of it."""

    def __init__(self) -> None:
        self._last: Drift | None = None

    def __call__(self, drift: Drift) -> None:
        from ..responses.drift import Reporter

        if drift.kind == "wrong_type" or (drift.kind == "missing_field" and self._last is None):
            self._last = drift
        Reporter(())(drift)

    def forget(self) -> None:
        """Forget the drift of earlier commands in this process."""
        self._last = None

    def explain(self) -> UnusableResponseError | None:
        """Return the error of a command that failed of such a response; None if there was none."""
        from .unusable import UnusableResponseError

        if self._last is None:
            return None
        words = f"the response of {self._last.operation} does not fit its description: {self._last}"
        return UnusableResponseError(f"{words}; does the URL setting name the service?")


MISFITS = _Misfits()
OPTIONS: CommonOptions = {"on_drift": MISFITS}
"""The options of every client."""

Json = Annotated[bool, typer.Option("--json", help="Print results as lines of JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no progress and no messages.")]


class Run:
    """One run of a command: its output, and its clients, which are made when they are needed."""

    def __init__(self, output: Output, opened: ExitStack) -> None:
        self.output = output
        self._opened = opened
        self._made: dict[str, Any] = {}

    @property
    def kinescope(self) -> Kinescope:
        """The client of Kinescope.

        Raises:
            NotLoggedInError: There is no token.
        """
        from .credentials import kinescope

        return cast("Kinescope", self._client("kinescope", kinescope))

    @property
    def platformcraft(self) -> Platformcraft:
        """The client of Platformcraft.

        Raises:
            NotLoggedInError: There is no login.
        """
        from .credentials import platformcraft

        return cast("Platformcraft", self._client("platformcraft", platformcraft))

    def _client(self, name: str, make: Callable[[CommonOptions], Any]) -> Any:
        if name not in self._made:
            self._made[name] = self._opened.enter_context(make(OPTIONS))
        return self._made[name]


class Failures:
    """Errors of a command about several objects: each is printed, and the other objects are still processed."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._first: ExitCode | None = None

    @contextmanager
    def about(self, name: str) -> Generator[None]:
        """Print an error about the object of this name, and continue with the next one."""
        from ..errors import KinocraftError

        try:
            yield
        except (KinocraftError, OSError) as error:
            if isinstance(error, BrokenPipeError):
                raise
            self._output.error(error, about=name)
            self._first = self._first or exit_code(error)

    def finish(self) -> None:
        """End with the exit code of the first error, if there was one."""
        if self._first is not None:
            raise typer.Exit(self._first)


def group(description: str) -> typer.Typer:
    """Return a group of commands."""
    return typer.Typer(help=description, rich_markup_mode=None, no_args_is_help=True, add_completion=False)


def command(app: typer.Typer, name: str | None = None) -> Callable[[Callable[Concatenate[Run, P], None]], Any]:
    """Add a function to the commands. It receives the run, and its other parameters are those of the command."""

    def add(function: Callable[Concatenate[Run, P], None]) -> Callable[Concatenate[Run, P], None]:
        app.command(name)(_runner(function))
        return function

    return add


def _runner(function: Callable[..., None]) -> Callable[..., None]:
    @wraps(function)
    def run(*, json: bool, quiet: bool, **arguments: Any) -> None:
        output = Output(json=json, quiet=quiet)
        MISFITS.forget()
        with _exit_codes(output), ExitStack() as opened:
            function(Run(output, opened), **arguments)
            output.stdout.flush()

    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
    common = [
        inspect.Parameter(each, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=kind)
        for each, kind in (("json", Json), ("quiet", Quiet))
    ]
    parameters = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own] + common
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what typer reads
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run


@contextmanager
def _exit_codes(output: Output) -> Generator[None]:
    """Print an error, and end with its exit code. Errors of usage are typer's."""
    try:
        yield
    except (typer.TyperException, typer.Exit, typer.Abort):
        raise
    except BrokenPipeError:
        # The rest of the buffer cannot be written either, and Python would report that at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(ExitCode.PIPE) from None
    except (KeyboardInterrupt, SystemExit) as error:
        ended = KeyboardInterrupt("interrupted") if isinstance(error, KeyboardInterrupt) else SystemExit("terminated")
        for note in getattr(error, "__notes__", []):
            ended.add_note(note)
        output.error(ended)
        raise typer.Exit(exit_code(error)) from None
    except Exception as error:
        from ..errors import KinocraftError

        if not isinstance(error, KinocraftError | OSError):
            # The objects of a response with another form than described lack what a command reads of them.
            explained = MISFITS.explain() if isinstance(error, AttributeError | TypeError | ValueError) else None
            if explained is None:
                raise
            error = explained
        output.error(error)
        raise typer.Exit(exit_code(error)) from None
