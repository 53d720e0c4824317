# Generated from specs/platformcraft-streamer by scripts/generate.py. Edits here are lost.

"""Platformcraft Streamer, version 2."""

SERVER = "https://streamer.platformcraft.ru"
"""Scheme and host of the service. The paths of its operations include the rest."""
