"""Where the server listens: this machine alone unless told otherwise, on a port that nobody has."""

from __future__ import annotations

import errno
import ipaddress
import socket
from typing import Final

from encours.web.configuration import LOOPBACK, Configuration
from encours.web.operations.ending import Refused

TRIED: Final = 20
LAST: Final = 65_535


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def check_host(host: str, installation: Configuration) -> None:
    """Refuse to be reached from elsewhere before the settings say under which name, and by https."""
    if is_loopback(host):
        return
    lacking = []
    if not set(installation.hosts) - set(LOOPBACK):
        lacking.append("ENCOURS_HOSTS")
    if not installation.is_https:
        lacking.append("ENCOURS_HTTPS=yes")
    if lacking:
        named = ", ".join(lacking)
        raise Refused(
            f"--host {host} opens the application to other machines: set {named} first.\n"
            "Passwords and receivables would cross the network in clear: put a proxy that ends https in front.",
            f"--host {host} ouvre l’application à d’autres machines : réglez d’abord {named}.\n"
            "Mots de passe et créances passeraient en clair sur le réseau : placez devant un mandataire https.",
        )


def free_port(host: str, wanted: int) -> int:
    """The port wanted, or the next one that nobody has."""
    if not 1 <= wanted <= LAST:
        raise Refused(f"--port is from 1 to {LAST}.", f"--port va de 1 à {LAST}.")
    for port in range(wanted, min(wanted + TRIED, LAST + 1)):
        if _is_free(host, port):
            return port
    raise Refused(
        f"No port is free from {wanted} on: choose another with --port.",
        f"Aucun port n’est libre à partir de {wanted} : choisissez-en un autre avec --port.",
    )


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
            tried.listen(1)
        except OSError as refused:
            if refused.errno == errno.EADDRINUSE:
                return False
            raise Refused(
                f"{host}:{port} cannot be listened to: {refused.strerror}.",
                f"Impossible d’écouter sur {host}:{port} : {refused.strerror}.",
            ) from None
    return True
