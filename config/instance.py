"""What an installation makes for itself when the operator names nothing: a secret key, a database."""

import secrets
from pathlib import Path
from typing import Any


def secret_key(var_dir: Path) -> str:
    """The key kept in ``<var>/secret_key``, made on first use and readable by the owner alone."""
    path = var_dir / "secret_key"
    if not path.exists():
        var_dir.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def embedded_database(var_dir: Path) -> dict[str, Any]:
    """Connection settings of the embedded PostgreSQL on ``<var>/postgres`` (a Unix socket; no port)."""
    return {"NAME": "roviec", "USER": "postgres", "HOST": str(var_dir / "postgres"), "PORT": ""}
