"""Speak: rooms and their participants."""
