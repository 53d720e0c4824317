"""What becomes of a response: typed objects, or bytes in a file, and how both are checked."""
