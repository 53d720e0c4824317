"""HTTP as the server speaks it: request bodies, connections, endpoints, cached responses."""
