"""Additional materials of videos."""
