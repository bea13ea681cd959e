"""Commands of the web application and their options, each with its line of help in both languages."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from encours.policy.faults import NOTHING, Words


@dataclass(frozen=True, slots=True)
class WebOption:
    """An option, or an argument, of a command of the web application."""

    name: str
    kind: type
    """``bool`` for an option that takes no value."""
    words: Words
    value: Words = NOTHING
    """What stands for its value in the usage."""
    is_required: bool = False


FILE: Final = Words("FILE", "FICHIER")
FOLDER: Final = Words("FOLDER", "DOSSIER")
SLUG: Final = Words("SLUG", "IDENTIFIANT")
WEB_HELP: Final[Mapping[str, Words]] = MappingProxyType({
    "serve": Words("serve the web application", "servir l'application web"),
    "worker": Words("compute for the web application, apart from it", "calculer pour l'application web, à part"),
    "backup": Words(
        "keep everything of the web application in one file", "sauvegarder toute l'application web dans un fichier"
    ),
    "restore": Words(
        "put a backup of the web application in place", "mettre une sauvegarde de l'application web en place"
    ),
    "forget": Words(
        "remove what the web application no longer needs, or a company",
        "supprimer ce dont l'application web n'a plus besoin, ou une société",
    ),
    "import-workspace": Words(
        "make a company of the web application from a folder",
        "créer une société de l'application web depuis un dossier",
    ),
    "export-workspace": Words(
        "write a company of the web application as a folder", "écrire une société de l'application web dans un dossier"
    ),
    "verify-journal": Words(
        "verify the journal of the web application", "vérifier le journal de l'application web"
    ),
})  # fmt: skip
_PORT: Final = Words(
    "port; the next free one where it is taken (default 8000)", "port ; le suivant libre s'il est pris (défaut 8000)"
)
_HOST: Final = Words(
    "address it listens to (default: this machine alone; ENCOURS_HOSTS and ENCOURS_HTTPS open it to others)",
    "adresse écoutée (défaut : cette machine seule ; ENCOURS_HOSTS et ENCOURS_HTTPS l'ouvrent aux autres)",
)
WEB_COMMANDS: Final[Mapping[str, tuple[WebOption, ...]]] = MappingProxyType({
    "serve": (
        WebOption("--port", int, _PORT, Words("N", "N")),
        WebOption("--host", str, _HOST, Words("ADDRESS", "ADRESSE")),
        WebOption(
            "--processes", int, Words("processes that answer (default 2)", "processus qui répondent (défaut 2)"),
            Words("N", "N"),
        ),
        WebOption(
            "--no-worker", bool, Words("workers run elsewhere", "le calcul se fait ailleurs")
        ),
    ),
    "worker": (
        WebOption("--once", bool, Words("do what waits, then end", "faire ce qui attend, puis s'arrêter")),
    ),
    "backup": (
        WebOption("file", Path, Words("file to write", "fichier à écrire"), FILE),
        WebOption("--with-secret", bool, Words("keep the secret key too", "sauvegarder aussi la clé secrète")),
        WebOption("--force", bool, Words("replace the file if it exists", "remplacer le fichier s'il existe")),
    ),
    "restore": (
        WebOption("file", Path, Words("backup to put in place", "sauvegarde à mettre en place"), FILE),
        WebOption("--replace", bool, Words("replace what is there", "remplacer ce qui s'y trouve")),
    ),
    "forget": (
        WebOption(
            "--days", int, Words("days that readings are kept (default 90)", "jours de garde des lectures (défaut 90)"),
            Words("N", "N"),
        ),
        WebOption(
            "--organisation", str, Words("remove this company whole", "supprimer cette société en entier"), SLUG
        ),
        WebOption(
            "--name", str, Words("its whole name, which confirms it", "son nom entier, qui le confirme"),
            Words("NAME", "NOM"),
        ),
    ),
    "import-workspace": (
        WebOption("folder", Path, Words("folder of the company", "dossier de la société"), FOLDER),
        WebOption(
            "--organisation", str, Words("short name in addresses", "nom court dans les adresses"), SLUG,
            is_required=True,
        ),
        WebOption(
            "--name", str, Words("name of the company (default: the folder's)", "nom de la société (défaut : dossier)"),
            Words("NAME", "NOM"),
        ),
        WebOption(
            "--administrator", str,
            Words("address of who administers it (default: who administers the installation)",
                  "adresse de qui l'administre (défaut : qui administre l'installation)"),
            Words("ADDRESS", "ADRESSE"),
        ),
    ),
    "export-workspace": (
        WebOption("organisation", str, Words("short name of the company", "nom court de la société"), SLUG),
        WebOption("folder", Path, Words("folder to write", "dossier à écrire"), FOLDER),
    ),
    "verify-journal": (),
})  # fmt: skip


def told_to(command: ArgumentParser, options: tuple[WebOption, ...], place: int, count: Callable[[str], int]) -> None:
    """Tell a parser the options of a command, in English (0) or French (1); ``count`` reads a whole number."""
    for option in options:
        more: dict[str, Any] = {"help": option.words[place]}
        if option.kind is bool:
            more["action"] = "store_true"
        else:
            more |= {"type": count if option.kind is int else option.kind, "metavar": option.value[place]}
        if option.is_required:
            more["required"] = True
        command.add_argument(option.name, **more)
