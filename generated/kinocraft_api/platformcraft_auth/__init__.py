# Generated from specs/platformcraft-auth by scripts/generate.py. Edits here are lost.

"""Platformcraft auth, version 1."""

SERVER = "https://auth.platformcraft.ru"
"""Where the service is. What its description prints after the host follows."""
