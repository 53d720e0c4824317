"""A program: a minimal ASGI application on uvicorn, which returns the same bytes for every request.

It reads the response from its standard input and prints its own address.
"""

from __future__ import annotations

import base64
import json
import socket
import sys
from typing import Any

import uvicorn

content = json.loads(sys.stdin.readline())
BODY = base64.b64decode(content["body"])
START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-type", content["type"].encode("ascii")), (b"content-length", b"%d" % len(BODY))],
}


async def app(_scope: dict[str, Any], _receive: Any, send: Any) -> None:
    await send(START)
    await send({"type": "http.response.body", "body": BODY})


listener = socket.create_server(("127.0.0.1", 0), backlog=2048)
print(":".join(map(str, listener.getsockname())), flush=True)
config = uvicorn.Config(
    app,
    http="httptools",
    ws="none",
    lifespan="off",
    log_config=None,
    log_level="error",
    access_log=False,
    proxy_headers=False,
)
uvicorn.Server(config).run([listener])
