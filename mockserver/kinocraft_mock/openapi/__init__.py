"""The services' OpenAPI descriptions: load them, route by them, validate against them."""
