# Generated from specs/platformcraft-streamer by scripts/generate.py. Edits here are lost.

"""Platformcraft Streamer, version 2."""

SERVER = "https://streamer.platformcraft.ru"
"""Where the service is. What its description prints after the host follows."""
