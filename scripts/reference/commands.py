"""docs/reference/commands.md: every command, from the parser that reads them."""

from __future__ import annotations

import re
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

from encours.cli import exit_codes
from encours.cli.parser import parser
from reference.markdown import page, table

HEAD = """# Commands | Commandes

<!-- Made from the code by `make docs`; an edit here is lost. -->

`encours --help` and `encours COMMAND --help` print the same. Answers go to standard output, everything else to
standard error. What programs read (`--format json`) is described in [json.md](json.md).

`encours --lang fr` et `encours COMMANDE --help --lang fr` disent la même chose en français. La réponse va sur la
sortie standard, tout le reste sur la sortie d'erreur."""


def commands_page() -> str:
    """The page: a list, each command with its options, the exit codes."""
    english, french = dict(_commands(parser("en"))), dict(_commands(parser("fr")))
    contents = [(f"[`{name}`](#{_anchor(name)})", each.description or "", french[name].description or "")
                for name, each in english.items()]  # fmt: skip
    sections = (_section(name, each, french[name]) for name, each in english.items())
    return page(HEAD, table(("Command", "English", "Français"), contents), *sections, _exit_codes())


def _commands(root: ArgumentParser) -> Iterator[tuple[str, ArgumentParser]]:
    for action in root._actions:  # noqa: SLF001 -- argparse has no public way to list what it was told
        if isinstance(action, _SubParsersAction):
            for each in action.choices.values():
                yield each.prog, each
                yield from _commands(each)


def _anchor(title: str) -> str:
    return title.replace(" ", "-")


def _section(name: str, english: ArgumentParser, french: ArgumentParser) -> str:
    rows = []
    for action, twin in zip(english._actions, french._actions, strict=True):  # noqa: SLF001 -- as above
        if action.dest in {"help", "lang", "no_colour"} or isinstance(action, _SubParsersAction):
            continue
        written = ", ".join(f"`{each}`" for each in action.option_strings) or f"`{_shown(action.metavar, action.dest)}`"
        rows.append((written, action.help or "", twin.help or ""))
    shared = "Also | Aussi : `--lang en`, `--lang fr`, `--no-colour`, `--help`."
    options = table(("", "English", "Français"), rows) if rows else ""
    head = f"{english.description}\n\n{french.description}"
    return page(f"## {name}", head, options, shared).rstrip()


def _shown(metavar: object, dest: str) -> str:
    return (metavar if isinstance(metavar, str) else dest).upper()


def _exit_codes() -> str:
    source = Path(exit_codes.__file__).read_text(encoding="utf-8")
    found = re.findall(r'^\w+: Final = (\d+)\n"""(.+?)"""', source, flags=re.MULTILINE | re.DOTALL)
    rows = [(code, " ".join(said.split())) for code, said in sorted(found, key=lambda each: int(each[0]))]
    assert rows, "the exit codes have lost their sentences"
    return page("## Exit codes | Codes de sortie", table(("Code", "What it says"), rows)).rstrip()
