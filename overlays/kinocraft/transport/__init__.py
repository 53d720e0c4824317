"""How a call reaches the service: HTTP requests, connections, retries, rate limits, and the two runtimes."""
