"""Uploads: whole files, resumable uploads, imports from URLs, file requests."""
