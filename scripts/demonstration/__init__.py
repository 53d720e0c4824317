"""Parts of demo.py: the video, the screen, and the server's record."""
