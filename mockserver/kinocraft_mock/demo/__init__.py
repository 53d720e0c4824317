"""A demo workspace, created through the public operations."""
