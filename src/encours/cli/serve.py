"""`encours serve` and the other commands of the web application: handed over to it, which this one does not load."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from encours.cli import exit_codes, output
from encours.cli.parser_web import WEB_COMMANDS
from encours.policy.faults import Words

NEEDED: Final = ("django", "granian", "whitenoise", "allauth")
NOT_INSTALLED: Final = Words(
    "The web application is not installed: {lacking} is missing.\n"
    "What to do: install Encours with its web extra, pip install 'encours[web]'.",
    "L'application web n'est pas installée : il manque {lacking}.\n"
    "À faire : installez Encours avec son extra web, pip install 'encours[web]'.",
)


def run(asked: Namespace) -> int:
    """Become the command of the application; where it is not installed, say how to install it."""
    lacking = [each for each in NEEDED if find_spec(each) is None]
    if lacking:
        output.complain(NOT_INSTALLED.in_language(asked.lang).format(lacking=", ".join(lacking)))
        return exit_codes.REFUSED
    words = [sys.executable, "-m", "encours.web", asked.web, *_words(asked), "--lang", asked.lang]
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(sys.executable, words)  # noqa: S606 -- this very program
    # On that system a process cannot become another one.
    return subprocess.run(words, check=False).returncode  # noqa: S603 -- this very program


def _words(asked: Namespace) -> Iterator[str]:
    """What was asked, in words again."""
    for option in WEB_COMMANDS[asked.web]:
        value = getattr(asked, option.name.removeprefix("--").replace("-", "_"))
        if value is True:
            yield option.name
        elif value not in {None, False}:
            # A value may begin with a hyphen: it stands with its option, or is no option at all after these marks.
            written = str(value) if not isinstance(value, Path) else str(value.absolute())
            yield f"{option.name}={written}" if option.name.startswith("--") else written
