"""From words on a command line to a command of the application, and how it may end."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from typing import Final, Protocol, cast

from encours.policy.faults import Words
from encours.units.show import Language
from encours.web.operations import ending
from encours.web.operations.parser import parser

LANGUAGE_VARIABLES: Final = ("ENCOURS_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""The language is chosen as the command line does: by option, else by the first of these that is told."""
COLLECTED: Final = "ENCOURS_COLLECTED"
UNREACHABLE: Final = Words(
    "The store does not answer: {why}\nCheck that its server runs, and ENCOURS_DATABASE.",
    "La base ne répond pas : {why}\nVérifiez que son serveur tourne, et ENCOURS_DATABASE.",
)
MISCONFIGURED: Final = Words("Settings: {why}", "Réglages : {why}")
UNWRITABLE: Final = Words("{where}: {why}.", "{where} : {why}.")


class Command(Protocol):
    """A module that runs one command."""

    @staticmethod
    def run(asked: Namespace) -> int:
        """Do what is asked and answer an exit code."""
        ...


def run(arguments: Sequence[str]) -> int:
    """Run a command line and answer its exit code; whatever a person can cause ends with a sentence."""
    language = language_of(arguments)
    options = parser(language)
    if arguments[:1] == ["manage"]:
        # The commands of Django have their own options and their own help.
        asked = Namespace(command="manage", lang=language, words=list(arguments[1:]))
    else:
        try:
            asked = options.parse_args(arguments)
        except SystemExit as ended:
            return int(ended.code or 0)
    if asked.command is None:
        options.print_help()
        return ending.ANSWERED
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "encours.web.settings")
    # What the command starts speaks the same language.
    os.environ["ENCOURS_LANG"] = language
    if asked.command in {"serve", "demo"}:
        # Files of the pages are collected before the server starts: the settings then name them by what they hold.
        os.environ[COLLECTED] = "yes"
    from django.core.exceptions import ImproperlyConfigured
    from django.db import Error

    try:
        import django

        django.setup()
        command = cast("Command", import_module(f"encours.web.operations.{asked.command.replace('-', '_')}"))
        return command.run(asked)
    except ending.Refused as refused:
        return _complain(refused.words.in_language(language))
    except ImproperlyConfigured as wrong:
        return _complain(MISCONFIGURED.in_language(language).format(why=wrong))
    except Error as wrong:
        return _complain(UNREACHABLE.in_language(language).format(why=str(wrong).strip()))
    except OSError as wrong:
        return _complain(UNWRITABLE.in_language(language).format(where=wrong.filename, why=wrong.strerror or wrong))
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return ending.INTERRUPTED


def language_of(arguments: Sequence[str]) -> Language:
    """Language asked for by the last option that says so, else by the environment, else English."""
    told = next((os.environ[name] for name in LANGUAGE_VARIABLES if os.environ.get(name)), "").lower()
    for place, word in enumerate(arguments):
        if word == "--lang" and place + 1 < len(arguments):
            told = arguments[place + 1]
        elif word.startswith("--lang="):
            told = word.partition("=")[2]
    return "fr" if told.startswith("fr") else "en"


def _complain(text: str) -> int:
    print(text, file=sys.stderr)
    return ending.REFUSED
