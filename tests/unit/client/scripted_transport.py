"""A service with scripted responses, for responses that the local server does not send."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import httpx2

ScriptedResponse = httpx2.Response | Callable[[httpx2.Request], httpx2.Response] | Any


class ScriptedTransport:
    """Returns its responses in turn, then the last one forever, and records the requests. Plain data is sent as
    JSON."""

    def __init__(self, *responses: ScriptedResponse) -> None:
        self.responses = list(responses)
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        response = self.responses.pop(0) if len(self.responses) > 1 else self.responses[0]
        if callable(response):
            response = response(request)
        if not isinstance(response, httpx2.Response):
            return httpx2.Response(200, json=response)
        # A response can be sent only once.
        return httpx2.Response(response.status_code, headers=response.headers, content=response.content)

    @property
    def asked(self) -> list[str]:
        """Return method and URL of each request."""
        return [f"{request.method} {request.url}" for request in self.requests]

    @property
    def queries(self) -> list[list[tuple[str, str]]]:
        """Return keys and values of each request's query."""
        return [parse_qsl(request.url.query.decode(), keep_blank_values=True) for request in self.requests]

    @property
    def bodies(self) -> list[Any]:
        """Return the JSON body of each request."""
        return [json.loads(request.content) for request in self.requests]
