# Generated from specs/platformcraft-filespot by scripts/generate.py. Edits here are lost.

"""Platformcraft Filespot, version 2."""

SERVER = "https://filespot.platformcraft.ru"
"""Scheme and host of the service. The paths of its operations include the rest."""
