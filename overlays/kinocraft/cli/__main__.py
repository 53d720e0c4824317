"""`python -m kinocraft.cli` is `kinocraft`."""

from . import main

if __name__ == "__main__":
    main()
