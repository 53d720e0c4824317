"""A program: the S3 server of moto on a free port of loopback. It prints its URL, and ends with its standard input."""

from __future__ import annotations

import logging
import sys
from importlib import import_module
from typing import Any

logging.getLogger("werkzeug").setLevel(logging.ERROR)
server: Any = import_module("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
print(f"http://{host}:{port}", flush=True)
sys.stdin.read()
server.stop()
