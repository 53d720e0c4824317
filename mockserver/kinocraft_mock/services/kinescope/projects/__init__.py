"""Projects, their folders, and privacy domains."""
