"""`python -m kinocraft_mock` is `kinocraft-mock`."""

import sys


def main() -> None:
    """Run the command, or say which packages are missing."""
    try:
        from kinocraft_mock.cli import main as command

        command(prog_name="kinocraft-mock")
    except ModuleNotFoundError as error:
        sys.exit(f"kinocraft-mock needs more packages ({error.name}): pip install 'kinocraft[mock]'")


if __name__ == "__main__":
    main()
