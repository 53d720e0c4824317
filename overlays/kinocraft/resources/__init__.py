"""Sections with methods that the generated ones do not have, mostly because they make several calls."""
