"""HTTP: messages, connections, request bodies, ranges and URLs."""
