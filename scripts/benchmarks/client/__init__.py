"""Figures of the client: imports, calls, decoding and the command."""
