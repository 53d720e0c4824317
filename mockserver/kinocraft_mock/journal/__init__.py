"""The journal of exchanges, as JSON and as HAR, with secrets masked."""
