# Generated from specs/platformcraft-filespot by scripts/generate.py. Edits here are lost.

"""Platformcraft Filespot, version 2."""

SERVER = "https://filespot.platformcraft.ru"
"""Where the service is. What its description prints after the host follows."""
