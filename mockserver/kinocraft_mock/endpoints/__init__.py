"""Endpoints: what serves a request to a service or to a link, from its body to its response."""
