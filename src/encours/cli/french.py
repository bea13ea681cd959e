"""The option parser in French: each message of the library is said again, and the library is left as it is."""

from __future__ import annotations

import re
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterable
from typing import Any, Final

from encours.cli.nearest import Parser

SENTENCES: Final = tuple(
    (re.compile(english, re.DOTALL), french)
    for english, french in (
        (
            r"invalid choice: (.*?)(?:, maybe you meant .*\?)? \(choose from (.*)\)",
            r"choix inconnu : \1 (au choix : \2)",
        ),
        (r"expected one argument", r"une valeur est attendue"),
        (r"expected (\d+) arguments", r"\1 valeurs sont attendues"),
        (r"ignored explicit argument (.*)", r"cette option ne prend pas de valeur : \1"),
        (r"not a whole number from 0: (.*)", r"ce n'est pas un nombre entier à partir de 0 : \1"),
        (r"unrecognized arguments: (.*)", r"arguments inconnus : \1"),
        (r"the following arguments are required: (.*)", r"arguments manquants : \1"),
        (r"not allowed with argument (.*)", r"ne va pas avec \1"),
        (r"ambiguous option: (.*) could match (.*)", r"option ambiguë : \1 peut être \2"),
    )
)
"""Messages of the library that our commands can cause, and the same in French."""


OF_ONE_ARGUMENT: Final = re.compile(r"argument (\S+): (.*)", re.DOTALL)


class FrenchUsage(RawDescriptionHelpFormatter):
    """Help that opens with the French word for usage."""

    def add_usage(
        self, usage: str | None, actions: Iterable[Any], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        """Add the usage, under its French name unless another is told."""
        super().add_usage(usage, actions, groups, "usage : " if prefix is None else prefix)


class FrenchParser(Parser):
    """Parser whose help, headings and errors are French; so are those of its commands."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 -- those of the library
        super().__init__(**{**options, "formatter_class": FrenchUsage, "add_help": False})
        self.add_argument("-h", "--help", action="help", help="montrer cette aide et s'arrêter")
        self._positionals.title, self._optionals.title = "arguments\u00a0", "options\u00a0"

    def told(self, message: str) -> str:
        """Message of the library, in French."""
        return f"{self.prog} : erreur : {in_french(message)}"

    def meant(self, near: str) -> str:
        """The nearest words, proposed in French."""
        return f"Vouliez-vous dire {near} ?"


def in_french(message: str) -> str:
    """Message of the library in French; as it is where it is none of those known."""
    if one := OF_ONE_ARGUMENT.fullmatch(message):
        return f"argument {one[1]} : {in_french(one[2])}"
    found = ((english.fullmatch(message), french) for english, french in SENTENCES)
    return next((match.expand(french) for match, french in found if match), message)
