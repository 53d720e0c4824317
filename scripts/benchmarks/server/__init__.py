"""Figures of the local server: its start, its speed and its memory."""
