"""Uploads: to Filespot in one request or in parts, to Kinescope in one request or resumable (tus 1.0.0)."""
