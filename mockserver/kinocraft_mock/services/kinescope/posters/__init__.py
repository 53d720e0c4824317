"""Posters of videos and live events."""
