"""The control API under `/_mock`: its endpoint and its Python client."""
