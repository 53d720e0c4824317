"""Forked children of the test process, and hosts that number the connections they accept."""

from __future__ import annotations

import contextlib
import datetime
import http.server
import ipaddress
import os
import pickle
import select
import signal
import ssl
import threading
import traceback
import warnings
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Generic, TypeVar

T = TypeVar("T")

LONGEST = 60.0
"""Seconds after which a child counts as deadlocked."""


class Child(Generic[T]):
    """A function that runs in a forked child. `result` waits for what it returns or raises."""

    def __init__(self, do: Callable[[], T]) -> None:
        self._read, write = os.pipe()
        with warnings.catch_warnings():
            # Python 3.12 warns of the case under test: a fork while other threads exist.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._pid = os.fork()
        if self._pid == 0:
            _run_and_exit(do, write)
        os.close(write)

    def result(self) -> T:
        """Return the child's result. Raise AssertionError with the child's traceback, or if it hangs."""
        data = b""
        try:
            while True:
                if not select.select([self._read], [], [], LONGEST)[0]:
                    os.kill(self._pid, signal.SIGKILL)
                    raise AssertionError("the child is deadlocked")
                if not (block := os.read(self._read, 1 << 16)):
                    break
                data += block
        finally:
            os.close(self._read)
            os.waitpid(self._pid, 0)
        done, value = pickle.loads(data)
        assert done, f"in the child: {value}"
        result: T = value
        return result


def _run_and_exit(do: Callable[[], Any], write: int) -> None:
    try:
        outcome: tuple[bool, Any] = (True, do())
    except BaseException:
        outcome = (False, traceback.format_exc())
    with open(write, "wb") as pipe:
        pickle.dump(outcome, pipe)
    os._exit(0)


class NumberingHost(http.server.ThreadingHTTPServer):
    """Responds to every GET with the number of its connection."""

    daemon_threads = True

    def __init__(self, tls: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.connections = 0
        self.scheme = "https" if tls else "http"
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}"


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        assert isinstance(self.server, NumberingHost)
        self.server.connections += 1
        self.number = self.server.connections

    def do_GET(self) -> None:
        body = b"%d" % self.number
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextlib.contextmanager
def numbering_host(tls: ssl.SSLContext | None = None) -> Generator[NumberingHost]:
    """Run a host in a background thread."""
    with NumberingHost(tls) as host:
        thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield host
        finally:
            host.shutdown()
            thread.join()


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Create a certificate for 127.0.0.1; return a server context with it, and a CA file for the client."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path, secret = folder / "certificate.pem", folder / "key.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, secret)
    return context, path
