"""Filespot: uploads in parts."""
