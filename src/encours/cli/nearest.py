"""The option parser, with the nearest of what it knows where a word was mistyped."""

from __future__ import annotations

import sys
from argparse import Action, ArgumentError, ArgumentParser
from collections.abc import Iterable
from typing import Any, NoReturn


class Parser(ArgumentParser):
    """Parser that tells the nearest command, option or choice; an unknown option is told by the command it follows."""

    near: tuple[str, ...] = ()
    """Words nearest to the one that is about to be refused."""

    # The library declares these two with types that its own overloads make too narrow to repeat.
    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:  # noqa: ANN401
        """Values of the words that are known; there is no other, as a word that is not known is refused here."""
        found, strangers = super().parse_known_args(args, namespace)
        if strangers:
            options = [each for each in strangers if each.startswith("-")]
            self.near = _near((each.partition("=")[0] for each in options), self._option_string_actions)
            self.error(f"unrecognized arguments: {' '.join(strangers)}")
        return found, strangers

    def _check_value(self, action: Action, value: Any) -> None:  # noqa: ANN401
        try:
            super()._check_value(action, value)
        except ArgumentError:
            self.near = _near([str(value)], map(str, action.choices or ()))
            raise

    def _print_message(self, message: str, file: Any = None) -> None:  # noqa: ANN401
        """Write a text; the library would hide that it could not be written."""
        (file or sys.stderr).write(message)

    def error(self, message: str) -> NoReturn:
        """End, the usage, the message and the nearest words on standard error."""
        self.print_usage(sys.stderr)
        self.exit(2, "\n".join((self.told(message), *((self.meant(", ".join(self.near)),) if self.near else ()), "")))

    def told(self, message: str) -> str:
        """Message of the library, as it is printed."""
        return f"{self.prog}: error: {message}"

    def meant(self, near: str) -> str:
        """The nearest words, as they are proposed."""
        return f"Did you mean {near}?"


def _near(words: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """The nearest known word for each of these that has one."""
    from encours.units.refusal import nearest_names

    known = list(known)
    return tuple(dict.fromkeys(each for word in words for each in nearest_names(word, known)[:1]))
