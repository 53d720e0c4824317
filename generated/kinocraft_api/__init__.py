# Generated from specs by scripts/generate.py. Edits here are lost.

"""Typed models and resources of the vendors' services, generated from specs/."""
