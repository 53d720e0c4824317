"""The key that signs access tokens."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from jwt.types import Options

__all__ = ["Signer"]

ALGORITHM = "RS384"
KEY_BITS = 2048


class Signer:
    """Signs and verifies tokens with one RSA key.

    The key and the cryptographic libraries are loaded with the first token, not when the server starts. With `file`,
    the key is stored there, readable by its owner only, so that tokens outlive the server.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._key: RSAPrivateKey | None = None
        self._lock = Lock()

    def prepare(self) -> None:
        """Load or create the key. Safe to call from any thread."""
        with self._lock:
            if self._key is None:
                self._key = self._load() or self._make()

    def sign(self, claims: dict[str, Any]) -> str:
        """Return the claims as a JWT."""
        import jwt

        self.prepare()
        assert self._key is not None
        return jwt.encode(claims, self._key, algorithm=ALGORITHM)

    def verify(self, token: bytes) -> dict[str, Any] | None:
        """Return the claims of a JWT that this key has signed, else None. The caller checks its times."""
        with self._lock:
            # Without a key no token was signed, so none has to be created here.
            self._key = self._key or self._load()
        if self._key is None:
            return None
        import jwt

        unchecked: Options = {"verify_exp": False, "verify_iat": False, "verify_nbf": False}
        try:
            claims: dict[str, Any] = jwt.decode(
                token, self._key.public_key(), algorithms=[ALGORITHM], options=unchecked
            )
        except jwt.PyJWTError:
            return None
        return claims

    def _load(self) -> RSAPrivateKey | None:
        if self._file is None or not self._file.exists():
            return None
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        key = load_pem_private_key(self._file.read_bytes(), password=None)
        if not isinstance(key, RSAPrivateKey):
            raise ValueError(f"{self._file} holds no RSA key")
        return key

    def _make(self) -> RSAPrivateKey:
        from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

        key = generate_private_key(public_exponent=65537, key_size=KEY_BITS)
        if self._file is not None:
            self._save(key, self._file)
        return key

    @staticmethod
    def _save(key: RSAPrivateKey, file: Path) -> None:
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

        data = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        draft = file.with_suffix(".new")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
            stream.write(data)
        draft.replace(file)
