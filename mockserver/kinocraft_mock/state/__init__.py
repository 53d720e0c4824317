"""The state of one server: store, blobs, clock, ids, rate limits, and snapshots of all of it."""
