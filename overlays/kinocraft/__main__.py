"""`python -m kinocraft` is `kinocraft`."""

import runpy

if __name__ == "__main__":
    # It runs the command line like a user: nothing imports that package, which is above everything else.
    runpy.run_module("kinocraft.cli", run_name="__main__")
