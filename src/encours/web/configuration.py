"""What the environment says of an installation: where its data are, which database, how people reach it.

ENCOURS_DATA      folder of the database, of files and of the secret key; the user's own data folder by default
ENCOURS_DATABASE  address of the database, as postgres://user@host/name; a SQLite file in the data folder by default
ENCOURS_HOSTS     names under which people reach the application, separated by commas; this machine alone by default
ENCOURS_HTTPS     yes where people reach it by https, ended by a proxy in front: cookies are then for https alone
ENCOURS_PROXIES   how many proxies stand in front, each of which tells where a request came from: by default one where
                  ENCOURS_HTTPS is yes, else none
ENCOURS_LARGEST   largest file that may be brought, in megabytes; 200 by default
ENCOURS_SECRET    secret key; by default in a file of the data folder that its owner alone reads, made at first start
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dj_database_url import parse
from django.core.exceptions import ImproperlyConfigured

LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")
KEY_FILE: Final = "secret.key"
DATABASE_FILE: Final = "encours.sqlite3"
SHORTEST_SECRET: Final = 32
MOST_PROXIES: Final = 9
LARGEST: Final = 200
SQLITE: Final[Mapping[str, Any]] = {
    # Writers queue for the lock from the start of their transaction, instead of failing in its middle.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


@dataclass(frozen=True, slots=True)
class Configuration:
    """One installation, as its environment describes it."""

    data: Path
    database: Mapping[str, Any]
    hosts: tuple[str, ...]
    is_https: bool
    proxies: int
    secret: str
    largest_file: int = LARGEST << 20
    """Bytes of the largest file that may be brought."""

    @property
    def is_postgresql(self) -> bool:
        """Whether a server keeps the facts, with its own wall between organisations."""
        return str(self.database["ENGINE"]).endswith("postgresql")

    @property
    def address(self) -> str:
        """How the application is reached: by the first name told, else as one serves it on this machine."""
        named = next((each.lstrip(".") for each in self.hosts if each not in LOOPBACK), "")
        return f"{'https' if self.is_https else 'http'}://{named}" if named else "http://127.0.0.1:8000"


def configuration(environment: Mapping[str, str] = os.environ) -> Configuration:
    """The installation that an environment describes; raises ImproperlyConfigured, saying what to change."""
    data = _folder(environment.get("ENCOURS_DATA", ""))
    hosts = tuple(each.strip() for each in environment.get("ENCOURS_HOSTS", "").split(",") if each.strip())
    if "*" in hosts:
        raise ImproperlyConfigured("ENCOURS_HOSTS names the hosts one by one: with * any page could pose as this one.")
    is_https = _flag("ENCOURS_HTTPS", environment.get("ENCOURS_HTTPS", "no"))
    return Configuration(
        data=data,
        database=_database(environment.get("ENCOURS_DATABASE", ""), data),
        hosts=(*LOOPBACK, *hosts),
        is_https=is_https,
        proxies=_proxies(environment.get("ENCOURS_PROXIES", "1" if is_https else "0")),
        secret=_secret(environment.get("ENCOURS_SECRET", ""), data),
        largest_file=_megabytes("ENCOURS_LARGEST", environment.get("ENCOURS_LARGEST", str(LARGEST))),
    )


def _folder(told: str) -> Path:
    from platformdirs import user_data_path

    folder = Path(told).absolute() if told else user_data_path("encours", appauthor=False)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as refused:
        raise ImproperlyConfigured(
            f"ENCOURS_DATA: the folder {folder} cannot be made ({refused.strerror}). Name one that can be written."
        ) from None
    return folder


def _database(address: str, data: Path) -> dict[str, Any]:
    if not address:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": data / DATABASE_FILE, "OPTIONS": dict(SQLITE)}
    try:
        found: dict[str, Any] = dict(parse(address, conn_max_age=60, conn_health_checks=True))
    except ValueError:
        found = {}
    engine = str(found.get("ENGINE", ""))
    if engine.endswith("postgresql"):
        return found
    if engine.endswith("sqlite3") and found.get("NAME") not in {None, "", ":memory:"}:
        return {"ENGINE": engine, "NAME": found["NAME"], "OPTIONS": dict(SQLITE)}
    # The address may hold a password: it is not repeated.
    raise ImproperlyConfigured(
        "ENCOURS_DATABASE is not the address of a database. Write postgres://user:password@host:5432/name, "
        "sqlite:////folder/file, or leave it out for a SQLite file in the data folder."
    )


def _megabytes(name: str, told: str) -> int:
    if told.isascii() and told.isdecimal() and 0 < len(told) < 6 and int(told):
        return int(told) << 20
    raise ImproperlyConfigured(f"{name} is a number of megabytes, such as {LARGEST}, not {told!r}.")


def _flag(name: str, told: str) -> bool:
    if told.lower() in {"yes", "no"}:
        return told.lower() == "yes"
    raise ImproperlyConfigured(f"{name} is yes or no, not {told!r}.")


def _proxies(told: str) -> int:
    if told.isascii() and told.isdecimal() and int(told) <= MOST_PROXIES:
        return int(told)
    raise ImproperlyConfigured(f"ENCOURS_PROXIES counts the proxies in front, from 0 to {MOST_PROXIES}, not {told!r}.")


def _secret(told: str, data: Path) -> str:
    if told:
        if len(told) < SHORTEST_SECRET:
            raise ImproperlyConfigured(f"ENCOURS_SECRET is too short: {SHORTEST_SECRET} characters at least.")
        return told
    path = data / KEY_FILE
    try:
        # Whoever makes the file first gives the key: two processes that start at once share it.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    except OSError as refused:
        raise ImproperlyConfigured(f"The secret key cannot be kept in {path} ({refused.strerror}).") from None
    found = path.read_text(encoding="ascii").strip()
    if len(found) < SHORTEST_SECRET:
        raise ImproperlyConfigured(
            f"{path} does not hold a whole key. Remove it: another one is made at the next start."
        )
    return found
