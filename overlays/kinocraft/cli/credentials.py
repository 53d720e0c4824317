"""Stored logins: the secrets in the system's keyring if it has one, else in a file that only its owner can read.

A login belongs to a service at a host, so what was stored for the local server is never sent to another one.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import private_files
from ..errors import ConfigurationError, TokenStoreError
from ..transfers.places import KINESCOPE, PLATFORMCRAFT
from ..type_guards import is_object
from .exit_codes import ExitCode

if TYPE_CHECKING:
    from ..auth.tokens import FileTokenStore
    from ..client import CommonOptions
    from ..kinescope import Kinescope
    from ..platformcraft import Platformcraft

__all__ = ["Accounts", "NotLoggedInError", "host", "kinescope", "platformcraft", "source", "token_file", "upload_host"]

SERVICE = "kinocraft"
"""The name of the entries in the keyring."""
VARIABLES = {KINESCOPE: ("KINESCOPE_TOKEN",), PLATFORMCRAFT: ("PLATFORMCRAFT_LOGIN", "PLATFORMCRAFT_PASSWORD")}
"""The environment variables that take precedence over a stored login."""


class NotLoggedInError(ConfigurationError):
    """There is neither a stored login nor one in the environment. The message says how to log in."""

    exit_code = ExitCode.AUTH

    def __init__(self, vendor: str, reason: str = "not logged in") -> None:
        variables = " and ".join(VARIABLES[vendor]) if vendor in VARIABLES else "the variables of README.md"
        super().__init__(f"{reason}: run `kinocraft login {vendor}`, or set {variables}")


class Accounts:
    """The stored logins, in the file `credentials.json` of the state folder, with mode 0600.

    All methods raise TokenStoreError if the file or the keyring cannot be used.
    """

    def __init__(self) -> None:
        self.path = private_files.state_folder() / "credentials.json"

    def find(self, vendor: str) -> dict[str, str]:
        """Return what is stored for the service at its host: `login`, `secret` and `store`; empty without a login."""
        account = self.read().get(_key(vendor), {})
        if account.get("store") == "keyring":
            secret = _required_keyring().get_password(SERVICE, _key(vendor))
            return account | ({"secret": secret} if secret else {})
        return account

    def save(self, vendor: str, *, login: str, secret: str, store: str) -> str:
        """Store a login, and return where its secret is: `keyring`, or `file`, or `none` if there is no secret.

        Args:
            vendor: The service.
            login: The account's login; empty if it has none.
            secret: The token or the password.
            store: `keyring`, `file`, or `auto`: the keyring if there is one, else the file for a token. A password is
                then not stored at all, because the tokens of the login are.
        """
        keyring = _keyring() if store == "auto" else _required_keyring() if store == "keyring" else None
        account = {"login": login, "store": "keyring" if keyring else "file"}
        if keyring:
            keyring.set_password(SERVICE, _key(vendor), secret)
        elif store == "file" or vendor == KINESCOPE:
            account["secret"] = secret
        else:
            account["store"] = "none"
        with self._changed() as accounts:
            accounts[_key(vendor)] = account
        return account["store"]

    def remove(self, vendor: str) -> bool:
        """Forget the login for the service at its host, and return whether there was one."""
        with self._changed() as accounts:
            account = accounts.pop(_key(vendor), None)
        if account and account.get("store") == "keyring":
            _required_keyring().delete_password(SERVICE, _key(vendor))
        token_file(vendor).path.unlink(missing_ok=True)
        return account is not None

    def read(self) -> dict[str, dict[str, str]]:
        """Return all stored logins, each as it is in the file: without the secrets of the keyring."""
        with _store_errors(self.path):
            try:
                stored: object = json.loads(private_files.read(self.path))
            except FileNotFoundError:
                return {}
        if not is_object(stored) or not all(is_object(each) for each in stored.values()):
            raise TokenStoreError(f"{self.path} is damaged: delete it and log in again")
        return stored

    @contextmanager
    def _changed(self) -> Generator[dict[str, dict[str, str]]]:
        """Lock the file, read it, and write back the changes of the `with` block."""
        from filelock import FileLock

        with _store_errors(self.path):
            private_files.make_folder(self.path.parent)
            private_files.require_safe_folder(self.path.parent)
            with FileLock(f"{self.path}.lock", timeout=10, mode=0o600):
                accounts = self.read()
                yield accounts
                handle, name = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
                try:
                    with os.fdopen(handle, "w", encoding="utf-8") as file:
                        json.dump(accounts, file, indent=1)
                    Path(name).replace(self.path)
                except BaseException:
                    with suppress(OSError):  # it must not hide the reason
                        Path(name).unlink()
                    raise


def kinescope(options: CommonOptions) -> Kinescope:
    """Return a client with the token of the environment, else with the stored one."""
    from ..kinescope import Kinescope

    token = None if os.environ.get("KINESCOPE_TOKEN") else Accounts().find(KINESCOPE).get("secret")
    if token is None and not os.environ.get("KINESCOPE_TOKEN"):
        raise NotLoggedInError(KINESCOPE)
    return Kinescope(token, **options)


def platformcraft(options: CommonOptions) -> Platformcraft:
    """Return a client with the login of the environment, else with the stored one."""
    from ..platformcraft import Platformcraft

    if source(PLATFORMCRAFT) == "environment":
        return Platformcraft(**options)
    account = Accounts().find(PLATFORMCRAFT)
    if not account:
        raise NotLoggedInError(PLATFORMCRAFT)
    login, tokens = account.get("login", ""), token_file(PLATFORMCRAFT)
    if "secret" not in account:
        kept = tokens.load(f"{login} at {host(PLATFORMCRAFT)}")
        if kept is None or max(kept.expires, kept.refresh_expires) <= time.time():
            raise NotLoggedInError(PLATFORMCRAFT, "the login has expired")
    return Platformcraft(login, account.get("secret"), token_store=tokens, **options)


def source(vendor: str) -> str:
    """Return where the login comes from: `environment`, or the store of the stored one; empty if there is none."""
    if all(os.environ.get(name) for name in VARIABLES[vendor]):
        return "environment"
    return Accounts().read().get(_key(vendor), {}).get("store", "")


def host(vendor: str) -> str:
    """Return the host that a login of the service is for."""
    if vendor == KINESCOPE:
        from kinocraft_api.kinescope_v1 import SERVER

        return (os.environ.get("KINESCOPE_API_URL") or SERVER).rstrip("/")
    from kinocraft_api.platformcraft_auth import SERVER

    return (os.environ.get("PLATFORMCRAFT_AUTH_URL") or SERVER).rstrip("/")


def upload_host(vendor: str) -> str:
    """Return the host that uploads to the service go to."""
    from ..kinescope import KINESCOPE as KINESCOPE_HOSTS
    from ..platformcraft import PLATFORMCRAFT as PLATFORMCRAFT_HOSTS

    variable, documented = {
        KINESCOPE: ("KINESCOPE_UPLOAD_URL", KINESCOPE_HOSTS.servers["upload"]),
        PLATFORMCRAFT: ("PLATFORMCRAFT_FILESPOT_URL", PLATFORMCRAFT_HOSTS.servers["filespot"]),
    }[vendor]
    return (os.environ.get(variable) or documented).rstrip("/")


def token_file(vendor: str) -> FileTokenStore:
    """Return the store of the tokens of the stored login."""
    from ..auth.tokens import FileTokenStore

    name = hashlib.sha256(_key(vendor).encode()).hexdigest()[:16]
    return FileTokenStore(private_files.state_folder() / f"tokens-{name}.json")


def _key(vendor: str) -> str:
    return f"{vendor} at {host(vendor)}"


def _keyring() -> Any:
    """Return the module `keyring`, or None if it is not installed or this machine has no keyring."""
    try:
        import keyring
    except ModuleNotFoundError:
        return None
    return keyring if getattr(keyring.get_keyring(), "priority", 0) > 0 else None


def _required_keyring() -> Any:
    if keyring := _keyring():
        return keyring
    raise TokenStoreError("there is no keyring: pip install 'kinocraft[keyring]', or log in with --store file")


@contextmanager
def _store_errors(path: Path) -> Generator[None]:
    from filelock import Timeout

    try:
        yield
    except (OSError, ValueError, Timeout) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise TokenStoreError(f"cannot use {path}: {reason}") from error
