"""The state of one server: store, blobs, clock, ids, and rate limits."""
