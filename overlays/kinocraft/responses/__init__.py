"""Turn responses into typed objects or files, and check both."""
