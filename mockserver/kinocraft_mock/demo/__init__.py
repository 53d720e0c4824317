"""A demo workspace, filled through the public operations."""
