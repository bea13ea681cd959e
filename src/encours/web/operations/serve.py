"""`serve`: prepare the store, start the server and its worker, and end them together."""

from __future__ import annotations

import signal
import socket
import threading
import time
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command

from encours.policy.faults import Words
from encours.units.show import Language
from encours.web.operations import ending
from encours.web.operations.children import Child, end_all
from encours.web.operations.ending import Refused
from encours.web.operations.first_run import First, is_first, welcome
from encours.web.operations.ports import check_host, free_port
from encours.web.operations.running import alone, among_others
from encours.web.store.preparing import is_ready, prepare
from encours.web.store.row_security import as_owner

MOST_PROCESSES: Final = 64
STARTS_WITHIN: Final = 60.0
NOT_SERVED: Final = ["htmx-4*", "htmax-*", "htmx-2.js", "ext"]
"""What a library brings beside the files that our pages name."""
STEADY: Final = 60.0
"""Seconds after which a worker that ends is one that worked: it is started again at once."""


def run(asked: Namespace) -> int:
    """Serve until told to end."""
    installation = settings.INSTALLATION
    check_host(asked.host, installation)
    if not 1 <= asked.processes <= MOST_PROCESSES:
        raise Refused(f"--processes is from 1 to {MOST_PROCESSES}.", f"--processes va de 1 à {MOST_PROCESSES}.")
    prepare_store(installation.data)
    with among_others(installation.data):
        first = welcome(asked.lang) if is_first() else None
        return serve(asked.host, asked.port, asked.lang, processes=asked.processes, works=not asked.no_worker,
                     first=first)  # fmt: skip


def prepare_store(data: Path) -> None:
    """Bring the store to this version, while nobody else works on it."""
    with as_owner():
        if _is_there() and is_ready():
            return
    with alone(data):
        prepare()


def _is_there() -> bool:
    return settings.INSTALLATION.is_postgresql or Path(str(settings.DATABASES["default"]["NAME"])).exists()


def serve(
    host: str, port: int, language: Language, *, processes: int, works: bool, first: First | None = None,
    told: Sequence[Words] = (),
) -> int:  # fmt: skip
    """Start the server and its worker, say where it is, and end them when told to; the exit code."""
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    collect()
    found = free_port(host, port)
    if found != port:
        _say(language, f"Port {port} is in use: {found} is taken.", f"Le port {port} est pris : ce sera {found}.")
    server = Child(["-m", "encours.web.operations.web_server", host, str(found), str(processes)])
    children = [server]
    try:
        if not _answers(host, found, server, ended):
            if ended.is_set():
                return ending.ANSWERED
            raise Refused("The server did not start.", "Le serveur n’a pas démarré.")
        for each in told:
            print(each.in_language(language))
        if first is not None:
            _introduce(first, language)
        _say(language, f"Encours is at {_address(host, found)}   (Ctrl-C ends it)",
             f"Encours est à l’adresse {_address(host, found)}   (Ctrl-C l’arrête)")  # fmt: skip
        if works:
            children.append(_worker())
        return _watch(children, ended, language)
    finally:
        end_all(children)


def collect() -> None:
    """Copy the files served with the pages under names that change with what they hold, compressed beforehand."""
    call_command("collectstatic", interactive=False, verbosity=0, clear=False, ignore_patterns=NOT_SERVED)


def _watch(children: list[Child], ended: threading.Event, language: Language) -> int:
    """Wait; a worker that ends is started again, a server that ends is the end."""
    pause, began = 1.0, time.monotonic()
    while not ended.wait(0.5):
        if children[0].has_ended():
            raise Refused("The server ended by itself.", "Le serveur s’est arrêté de lui-même.")
        if len(children) > 1 and children[1].has_ended():
            pause = 1.0 if time.monotonic() - began > STEADY else min(2 * pause, STEADY)
            _say(language, f"The worker ended: started again in {pause:.0f} s.",
                 f"Le processus de calcul s’est arrêté : relancé dans {pause:.0f} s.")  # fmt: skip
            if ended.wait(pause):
                break
            children[1], began = _worker(), time.monotonic()
    return ending.ANSWERED


def _worker() -> Child:
    return Child(["-m", "encours.web", "worker"])


def _answers(host: str, port: int, server: Child, ended: threading.Event) -> bool:
    """Whether the server listens before long."""
    deadline = time.monotonic() + STARTS_WITHIN
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 -- compared, not listened to
    while time.monotonic() < deadline and not server.has_ended():
        try:
            with socket.create_connection((reached, port), timeout=1):
                return True
        except OSError:
            if ended.wait(0.1):
                return False
    return False


def _introduce(first: First, language: Language) -> None:
    """Tell who was made, and the password where it was made here: it is told this once."""
    if not first.password:
        _say(language, f"Administrator: {first.person.email}", f"Administrateur : {first.person.email}")
        return
    _say(language, f"Administrator: {first.person.email}   password, told this once: {first.password}",
         f"Administrateur : {first.person.email}   mot de passe, dit cette seule fois : {first.password}")  # fmt: skip
    _say(language, "Change it once signed in, under your name.", "Changez-le une fois connecté, sous votre nom.")


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _say(language: Language, english: str, french: str) -> None:
    print(Words(english, french).in_language(language), flush=True)
