# Generated from specs/kinescope-v2 by scripts/generate.py. Edits here are lost.

"""Kinescope API, version 2."""

SERVER = "https://api.kinescope.io"
"""Where the service is. What its description prints after the host follows."""
