"""The workspace's account: access tokens, billing, DRM, CDN zones, dictionaries."""
