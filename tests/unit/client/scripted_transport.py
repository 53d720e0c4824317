"""A service that answers as it is told, for what the local server does not do."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import httpx2

Answer = httpx2.Response | Callable[[httpx2.Request], httpx2.Response] | Any


class ScriptedTransport:
    """Gives its answers in turn, the last one for ever; notes what it was asked. Plain data is sent as JSON."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if callable(answer):
            answer = answer(request)
        if not isinstance(answer, httpx2.Response):
            return httpx2.Response(200, json=answer)
        # A response can be sent only once.
        return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)

    @property
    def asked(self) -> list[str]:
        """Method and URL of each request."""
        return [f"{request.method} {request.url}" for request in self.requests]

    @property
    def queries(self) -> list[list[tuple[str, str]]]:
        """Keys and values of each request's query."""
        return [parse_qsl(request.url.query.decode(), keep_blank_values=True) for request in self.requests]

    @property
    def bodies(self) -> list[Any]:
        """What each request said in JSON."""
        return [json.loads(request.content) for request in self.requests]
