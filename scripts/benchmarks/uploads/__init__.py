"""Figures of uploads: to both services, over slow connections, with other clients, and of many files."""
