"""Playlists and their videos."""
