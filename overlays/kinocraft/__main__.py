"""`python -m kinocraft` is `kinocraft`."""

from .cli import main

if __name__ == "__main__":
    main()
