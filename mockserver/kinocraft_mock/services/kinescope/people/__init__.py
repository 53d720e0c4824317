"""People: the workspace's owner, moderators, avatars."""
