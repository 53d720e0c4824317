"""Authorization: login, and the tokens it issues."""
