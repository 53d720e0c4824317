"""The services' OpenAPI descriptions: loading them, routing by them, validating against them."""
