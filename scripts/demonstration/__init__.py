"""What demo.py is made of: the video, the screen, and the server's record of what happened."""
