"""The control API under `/_mock`: its endpoint, snapshots of all state, and its Python client."""
