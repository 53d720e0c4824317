"""The Streamer (playout): channels and the media blocks that they play."""
