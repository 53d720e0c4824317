"""Analytics of views."""
