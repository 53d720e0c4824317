# Generated from specs/platformcraft-auth by scripts/generate.py. Edits here are lost.

"""Platformcraft auth, version 1."""

SERVER = "https://auth.platformcraft.ru"
"""Scheme and host of the service. The paths of its operations include the rest."""
