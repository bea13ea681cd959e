"""From words on a command line to a command: its options, its language, and how it may end."""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Final, Literal, Protocol, cast

from encours.cli import exit_codes
from encours.cli.parser import parser

LANGUAGE_VARIABLES: Final = ("ENCOURS_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


class Command(Protocol):
    """A module that runs one command."""

    @staticmethod
    def run(asked: Namespace) -> int:
        """Do what is asked and answer an exit code."""
        ...


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; its answer on standard output, everything else on standard error."""
    # One command builds values that live until it ends: looking for cycles among them is time lost.
    gc.set_threshold(200_000, 50, 100)
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = language_of(given)
    if not _open_streams():
        from encours.cli import messages  # slow to load, and only an error needs them

        print(messages.closed_output(language), file=sys.stderr)
        return exit_codes.REFUSED
    try:
        code = _answer(parser(language), given)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would complain again when it closes the stream: hand it one that nobody reads.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exit_codes.BROKEN_PIPE
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return exit_codes.INTERRUPTED
    except OSError as refused:
        # A full disk behind the output, most often: half an answer must not pass for a whole one.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        from encours.cli import messages

        print(messages.not_answered(refused.strerror or str(refused), language), file=sys.stderr)
        return exit_codes.REFUSED
    return code


def _answer(options: ArgumentParser, given: Sequence[str]) -> int:
    """Do what the words say, help included, and answer an exit code."""
    try:
        asked = options.parse_args(given)
    except SystemExit as ended:
        return int(ended.code or 0)
    if asked.command is None:
        options.print_help()
        return exit_codes.ANSWERED
    command = cast("Command", import_module(f"encours.cli.{asked.command}"))
    return command.run(asked)


def _open_streams() -> bool:
    """Make both streams take any letter, whatever the terminal says; whether there is one to answer on.

    What is told on a closed standard error is told to nobody; an answer may not be given to nobody.
    """
    is_open = sys.stdout is not None
    if not is_open:
        # Held open all the same: a file opened by a library would otherwise become the standard output.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 -- open as long as the program
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 -- open as long as the program
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return is_open


def language_of(arguments: Sequence[str]) -> Literal["en", "fr"]:
    """Language asked for by the last option that says so, else by the environment, else English."""
    told = next((os.environ[name] for name in LANGUAGE_VARIABLES if os.environ.get(name)), "").lower()
    for place, word in enumerate(arguments):
        if word == "--lang" and place + 1 < len(arguments):
            told = arguments[place + 1]
        elif word.startswith("--lang="):
            told = word.partition("=")[2]
    return "fr" if told.startswith("fr") else "en"
