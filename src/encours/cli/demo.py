"""`encours demo FOLDER`: writes the demo company as a workspace."""

from __future__ import annotations

import signal
from argparse import Namespace
from pathlib import Path

from encours.cli import exit_codes, output
from encours.cli.proposed import again


def run(asked: Namespace) -> int:
    """Write the folder, and say what to try next."""
    from encours.demo import STORIES, company
    from encours.facts.ledger import Ledger
    from encours.formats.faults import place_of
    from encours.formats.write import not_a_workspace, write_workspace

    made = company()
    foreign = _foreign(asked.folder, made.name)
    if foreign:
        output.complain(not_a_workspace(place_of(asked.folder), foreign).text(asked.lang))
        return exit_codes.REFUSED
    # Stopped while it writes, it first removes what it began.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    refused = write_workspace(
        asked.folder,
        Ledger.of(made.facts),
        made.policy_texts,
        company=made.name,
        company_currency="EUR",
        form="parquet" if asked.parquet else "csv",
    )
    if refused is not None:
        output.complain(refused.text(asked.lang))
        return exit_codes.REFUSED
    folder, invoice = asked.folder, STORIES[0].opens
    said = {
        "en": (f"{made.name} is written in {folder}. Nothing in it is real.", "Try next:"),
        "fr": (f"{made.name} est écrite dans {folder}. Rien n'y est réel.", "À essayer :"),
    }[asked.lang]
    view = again(asked)
    tries = [view.of("cover"), view.why(invoice), view.of("ageing"), view.of("buyers")]
    output.write("\n".join((said[0], said[1], *(f"  {each}" for each in tries), "")))
    return exit_codes.ANSWERED


def _foreign(folder: Path, company: str) -> str:
    """Name of a file that this command did not write; empty where the demo may take the folder.

    Another company's workspace looks like one to be replaced, and would be lost.
    """
    from encours.cli.reading import SETTINGS

    try:
        held = sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
        settings = (folder / SETTINGS).read_bytes() if SETTINGS in held else b""
    except OSError:
        return ""  # writing there will be refused, with the reason
    return "" if not held or f'name = "{company}"'.encode() in settings else held[0]
