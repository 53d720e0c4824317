"""Credentials: a fixed token, or a login session whose tokens are renewed and may be stored."""
