"""What an installation makes for itself when the operator names nothing: a secret key, a database."""

import hashlib
import os
import re
import secrets
from pathlib import Path
from typing import Any

# A Unix socket's path has 107 bytes at most; PostgreSQL names its socket .s.PGSQL.5432.
SOCKET_PATH_BYTES = 107
SOCKET_NAME = ".s.PGSQL.5432"
# PostgreSQL and libpq read the folder from a comma-separated list: anything unusual needs another folder.
PLAIN_PATH = re.compile(r"/[A-Za-z0-9._/+@=-]+")


def secret_key(var_dir: Path) -> str:
    """The key kept in ``<var>/secret_key``, made on first use and readable by the owner alone."""
    path = var_dir / "secret_key"
    if not path.exists():
        var_dir.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"secret_key.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50), encoding="ascii")
        try:
            os.link(draft, path)  # the first of several processes wins, and nobody reads a half-written key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()


def data_dir(var_dir: Path) -> Path:
    """Where the embedded PostgreSQL keeps its data."""
    return var_dir / "postgres"


def socket_dir(data: Path) -> Path:
    """The folder of the embedded server's socket: the data folder, or a short one where that path will not do."""
    path = str(data)
    if PLAIN_PATH.fullmatch(path) and len(os.fsencode(path)) + 1 + len(SOCKET_NAME) <= SOCKET_PATH_BYTES:
        return data
    return Path("/tmp") / tag(data)  # noqa: S108 - made with mode 0700, its owner is checked


def tag(data: Path) -> str:
    """A short name that belongs to one data folder."""
    return f"roviec-{hashlib.sha256(os.fsencode(data)).hexdigest()[:16]}"


def embedded_database(var_dir: Path) -> dict[str, Any]:
    """Connection settings of the embedded PostgreSQL on ``<var>/postgres`` (a Unix socket; no port).

    Only names the server: ``config.embedded`` starts it.
    """
    return {"NAME": "roviec", "USER": "postgres", "HOST": str(socket_dir(data_dir(var_dir))), "PORT": ""}
