"""Compare two checkouts: their descriptions, their public Python, their programs, and what goes over the wire."""
