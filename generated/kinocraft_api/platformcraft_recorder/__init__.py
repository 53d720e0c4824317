# Generated from specs/platformcraft-recorder by scripts/generate.py. Edits here are lost.

"""Platformcraft Recorder, version 1."""

SERVER = "https://rec.platformcraft.ru"
"""Where the service is. What its description prints after the host follows."""
