"""Live events: their streams, restreams, chat and recordings."""
