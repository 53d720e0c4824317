# Generated from specs/kinescope-v2 by scripts/generate.py. Edits here are lost.

"""Kinescope API, version 2."""

SERVER = "https://api.kinescope.io"
"""Scheme and host of the service. The paths of its operations include the rest."""
