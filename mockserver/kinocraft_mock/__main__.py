"""`python -m kinocraft_mock` is `kinocraft-mock`."""

from kinocraft_mock.cli import main

main(prog_name="kinocraft-mock")
