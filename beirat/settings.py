"""Settings of the installation, read once from the environment; what a body decides is in its tables."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """``data`` holds the database (SQLite), files (unless ``files_url`` says where), kept mail and the secret.

    ``today`` moves the clock on demo data.
    """

    data: Path
    database_url: str
    host: str
    port: int
    public_url: str
    secret: bytes
    smtp_host: str
    smtp_port: int
    smtp_user: str
    smtp_password: str
    smtp_starttls: bool
    mail_from: str
    trusted_proxies: frozenset[str]
    today: date | None
    files_url: str = ""

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def is_secure(self) -> bool:
        """Served by https: cookies are marked Secure."""
        return self.public_url.startswith("https://")


def read_settings(
    *, data: Path | None = None, port: int | None = None, host: str | None = None, today: date | None = None
) -> Settings:
    """Settings from ``BEIRAT_…`` variables; arguments (the command line's) win. Makes the data folder."""
    env = os.environ
    folder = (data or Path(env.get("BEIRAT_DATA") or "data")).absolute()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = port or int(env.get("BEIRAT_PORT") or 8000)
    return Settings(
        data=folder,
        database_url=env.get("BEIRAT_DATABASE_URL") or f"sqlite+aiosqlite:///{folder / 'beirat.sqlite'}",
        host=host or env.get("BEIRAT_HOST") or "127.0.0.1",
        port=number,
        public_url=(env.get("BEIRAT_PUBLIC_URL") or f"http://127.0.0.1:{number}").rstrip("/"),
        secret=_secret(folder, env.get("BEIRAT_SECRET", "")),
        smtp_host=env.get("BEIRAT_SMTP_HOST", ""),
        smtp_port=int(env.get("BEIRAT_SMTP_PORT") or 25),
        smtp_user=env.get("BEIRAT_SMTP_USER", ""),
        smtp_password=env.get("BEIRAT_SMTP_PASSWORD", ""),
        smtp_starttls=env.get("BEIRAT_SMTP_STARTTLS", "") == "1",
        mail_from=env.get("BEIRAT_MAIL_FROM") or "beirat@localhost",
        trusted_proxies=frozenset(filter(None, env.get("BEIRAT_TRUSTED_PROXIES", "").split(","))),
        today=today,
        files_url=env.get("BEIRAT_FILES_URL", ""),
    )


def _secret(folder: Path, given: str) -> bytes:
    """The installation's secret: given, or made once and kept in the data folder, readable for its owner alone."""
    if given:
        return given.encode()
    path = folder / "secret"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_hex(32).encode())
    return path.read_bytes()
