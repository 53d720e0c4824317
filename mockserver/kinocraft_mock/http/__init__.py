"""HTTP: request bodies, connections, endpoints, cached responses."""
