"""Videos: reading, editing and serializing them, and their progress to `done`."""
