"""Commands of the application and their options, in both languages."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter, _SubParsersAction
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NoReturn

from encours.policy.faults import Words
from encours.units.show import Language
from encours.web.operations import ending

WHOLE: Final = Words(
    "The web application: serve it, work for it, keep it safe.",
    "L’application web : la servir, travailler pour elle, la sauvegarder.",
)
SETTINGS: Final = Words(
    """Settings are read from the environment:
  ENCOURS_DATA      folder of the database, of the files and of the secret key
  ENCOURS_DATABASE  postgres://user:password@host:5432/name; a SQLite file in the data folder by default
  ENCOURS_HOSTS     names under which people reach it, separated by commas; this machine alone by default
  ENCOURS_HTTPS     yes behind a proxy that ends https""",
    """Les réglages sont lus dans l’environnement :
  ENCOURS_DATA      dossier de la base, des fichiers et de la clé secrète
  ENCOURS_DATABASE  postgres://utilisateur:motdepasse@hôte:5432/nom ; sinon un fichier SQLite du dossier
  ENCOURS_HOSTS     noms par lesquels on l’atteint, séparés par des virgules ; sinon cette machine seule
  ENCOURS_HTTPS     yes derrière un serveur mandataire qui termine https""",
)
COMMANDS: Final[dict[str, Words]] = {
    "serve": Words("serve the application, and work for it", "servir l’application, et travailler pour elle"),
    "demo": Words("serve the demo company on this machine", "servir la société de démonstration sur cette machine"),
    "worker": Words("compute in the background, apart from the server", "calculer en arrière-plan, à part du serveur"),
    "backup": Words("keep everything in one file", "tout sauvegarder dans un fichier"),
    "restore": Words("put a backup in place", "mettre une sauvegarde en place"),
    "forget": Words("remove what is no longer needed, or a whole company", "supprimer l’inutile, ou une société"),
    "import-workspace": Words("make a company from a folder", "créer une société à partir d’un dossier"),
    "export-workspace": Words("write a company as a folder", "écrire une société dans un dossier"),
    "verify-journal": Words("verify the chain of the journal", "vérifier la chaîne du journal"),
    "manage": Words("a command of Django", "une commande de Django"),
}
OPTIONS: Final[dict[str, tuple[tuple[str, dict[str, Any], Words], ...]]] = {
    "serve": (
        ("--port", {"type": int, "default": 8000}, Words("port (8000)", "port (8000)")),
        ("--host", {"default": "127.0.0.1"}, Words("address listened to", "adresse écoutée")),
        ("--processes", {"type": int, "default": 2}, Words("processes that answer", "processus qui répondent")),
        ("--no-worker", {"action": "store_true"}, Words("workers run elsewhere", "le travail se fait ailleurs")),
    ),
    "demo": (
        ("folder", {"type": Path}, Words("folder of the demo company", "dossier de la société")),
        ("--day", {"default": "2026-06-30"}, Words("day it is read on", "jour de lecture")),
        ("--port", {"type": int, "default": 8000}, Words("port (8000)", "port (8000)")),
    ),
    "worker": (("--once", {"action": "store_true"}, Words("do what waits, then end", "faire l’attente, puis finir")),),
    "backup": (
        ("file", {"type": Path}, Words("file to write", "fichier à écrire")),
        ("--with-secret", {"action": "store_true"}, Words("the secret key too", "la clé secrète aussi")),
        ("--force", {"action": "store_true"}, Words("replace the file", "remplacer le fichier")),
    ),
    "restore": (
        ("file", {"type": Path}, Words("backup to put in place", "sauvegarde à mettre en place")),
        ("--replace", {"action": "store_true"}, Words("replace what is there", "remplacer ce qui est là")),
    ),
    "forget": (
        ("--days", {"type": int, "default": 90}, Words("readings kept (90 days)", "lectures gardées (90 jours)")),
        ("--organisation", {"default": ""}, Words("remove this company whole", "supprimer cette société")),
        ("--name", {"default": ""}, Words("its name, to confirm it", "son nom, pour le confirmer")),
    ),
    "import-workspace": (
        ("folder", {"type": Path}, Words("folder of the company", "dossier de la société")),
        ("--organisation", {"required": True}, Words("short name in addresses", "nom court dans les adresses")),
        ("--name", {"default": ""}, Words("name of the company", "nom de la société")),
        ("--administrator", {"default": ""}, Words("address of who administers it", "adresse de qui l’administre")),
    ),
    "export-workspace": (
        ("organisation", {}, Words("short name of the company", "nom court de la société")),
        ("folder", {"type": Path}, Words("folder to write", "dossier à écrire")),
    ),
    "verify-journal": (),
    "manage": (),
}
TITLES: Final = Words("usage: ", "usage : ")
MISUSED: Final = Words(
    "This command is not understood: {why}\nSee: {program} --help",
    "Cette commande n’est pas comprise ({why}).\nVoir : {program} --help",
)


class _Usage(RawDescriptionHelpFormatter):
    """Help that opens with the word for usage in French typography."""

    def add_usage(
        self, usage: str | None, actions: Iterable[Any], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, TITLES.french if prefix is None else prefix)


class _Parser(ArgumentParser):
    """Parser that ends with a sentence in the language of whoever asks."""

    language: Language = "en"

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(ending.MISUSED, MISUSED.in_language(self.language).format(why=message, program=self.prog) + "\n")


class _FrenchParser(_Parser):
    language: Language = "fr"

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 -- those of the library
        super().__init__(**{**options, "formatter_class": _Usage, "add_help": False})
        self.add_argument("-h", "--help", action="help", help="montrer cette aide et s’arrêter")
        self._positionals.title, self._optionals.title = "arguments\u00a0", "options\u00a0"


def parser(language: Language) -> ArgumentParser:
    """Parser of the commands of the application, with its help in a language."""
    root = (_FrenchParser if language == "fr" else _Parser)(
        prog="encours", description=WHOLE.in_language(language), epilog=SETTINGS.in_language(language),
        formatter_class=RawDescriptionHelpFormatter,
    )  # fmt: skip
    root.set_defaults(command=None, lang=language)
    _language(root, language)
    commands: _SubParsersAction[_Parser] = root.add_subparsers(
        metavar=Words("COMMAND", "COMMANDE").in_language(language)
    )
    for name, words in COMMANDS.items():
        said = words.in_language(language)
        made = commands.add_parser(name, help=said, description=said[0].upper() + said[1:] + ".")
        made.set_defaults(command=name)
        for option, more, told in OPTIONS[name]:
            made.add_argument(option, help=told.in_language(language), **more)
        _language(made, language)
    return root


def _language(made: ArgumentParser, language: Language) -> None:
    told = Words("en or fr (default: ENCOURS_LANG, then LANG)", "en ou fr (défaut : ENCOURS_LANG, puis LANG)")
    made.add_argument("--lang", choices=("en", "fr"), default=language, help=told.in_language(language))
