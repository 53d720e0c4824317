"""Write docs/command-line.md, the reference of the command `kinocraft`, from the command itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from console import use_utf8
from typer import Context
from typer.main import get_command

from kinocraft.cli.app import app
from kinocraft.cli.exit_codes import MEANINGS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "command-line.md"
HEAD = """# The command `kinocraft`

<!-- Generated from the commands by scripts/command_line.py. Edits here are lost. -->

    pip install 'kinocraft[cli]'            # add [cli,keyring] to keep logins in the system's keyring

A place is written `platformcraft:/path` or `kinescope:ID`. Results go to stdout, and progress, messages and errors to
stderr. In a terminal, results are tables and uploads have bars; in a pipe, a result is one line with tabs between its
columns. `--json` prints each result as a line of JSON, and an error as one on stderr. Secrets such as stream keys are
shown as `***` unless `--reveal` is given; `api` prints responses as they are. Control characters in names are escaped.

The login comes from the environment (`KINESCOPE_TOKEN`; `PLATFORMCRAFT_LOGIN` and `PLATFORMCRAFT_PASSWORD`), else from
`kinocraft login`. That keeps it in the system's keyring if the extra `keyring` is installed and there is one, else in
files of mode 0600 in the user's state folder, which `KINOCRAFT_STATE_DIR` replaces. A login is used only for the host
that it was made for.
"""


def page() -> str:
    """Return the reference."""
    root: Any = get_command(app)
    lines = [HEAD, "## Exit codes", "", "| code | name | meaning |", "| --- | --- | --- |"]
    lines += [f"| {int(code)} | {code.name.lower().replace('_', ' ')} | {text} |" for code, text in MEANINGS.items()]
    lines += ["", "## Commands", ""]
    for name, command in _commands(root, "kinocraft"):
        lines += _section(name, command)
    return "\n".join(lines).rstrip() + "\n"


def _commands(group: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


def _section(name: str, command: Any) -> list[str]:
    context = Context(command, info_name=name)
    usage = " ".join(command.get_usage(context).split()).removeprefix("Usage: ")
    lines = [f"### {name}", "", f"    {usage}", "", _paragraphs(command.help or ""), ""]
    given = [each for each in command.get_params(context) if each.name != "help"]
    records = [record for each in given if (record := each.get_help_record(context))]
    if records:
        lines += ["| argument | meaning |", "| --- | --- |"]
        lines += [f"| `{_cell(names)}` | {_cell(text)} |" for names, text in records]
        lines.append("")
    return lines


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    use_utf8()
    PAGE.write_text(page(), encoding="utf-8")
    sys.stderr.write(f"{PAGE} is written\n")
