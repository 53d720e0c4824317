# Generated from specs/platformcraft-recorder by scripts/generate.py. Edits here are lost.

"""Platformcraft Recorder, version 1."""

SERVER = "https://rec.platformcraft.ru"
"""Scheme and host of the service. The paths of its operations include the rest."""
