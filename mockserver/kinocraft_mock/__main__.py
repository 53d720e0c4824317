"""`python -m kinocraft_mock` is `kinocraft-mock`."""

import gc
import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command, or say which packages are missing."""
    for stream in sys.stdout, sys.stderr:
        if isinstance(stream, TextIOWrapper):  # output that is redirected has the encoding of the locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # What is created until the server runs stays. Looking for garbage among it takes a tenth of the start.
    gc.disable()
    try:
        from kinocraft_mock.cli import main as command

        command(prog_name="kinocraft-mock")
    except ModuleNotFoundError as error:
        sys.exit(f"kinocraft-mock needs more packages ({error.name}): pip install 'kinocraft[mock]'")


if __name__ == "__main__":
    main()
