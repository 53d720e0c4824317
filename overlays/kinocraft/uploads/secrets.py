"""Encryption of what the journal must not contain in clear, with a key derived from the client's token."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import Any

__all__ = ["SealedError", "seal", "unseal"]

PURPOSE = b"kinocraft upload journal"


class SealedError(Exception):
    """A text cannot be decrypted: it was encrypted with another token, or it is damaged."""


def seal(secret: str, text: str) -> str:
    """Encrypt a text."""
    sealed: str = _cipher(secret).encrypt(text.encode()).decode()
    return sealed


def unseal(secret: str, sealed: str) -> str:
    """Decrypt a text that `seal` encrypted with the same secret.

    Raises:
        SealedError: It cannot be decrypted.
    """
    from cryptography.fernet import InvalidToken

    try:
        text: str = _cipher(secret).decrypt(sealed.encode()).decode()
    except (InvalidToken, ValueError, AttributeError) as error:
        raise SealedError from error
    return text


def _cipher(secret: str) -> Any:
    # Imported here, because most programs upload nothing.
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(urlsafe_b64encode(key))
