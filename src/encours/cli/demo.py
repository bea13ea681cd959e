"""`encours demo FOLDER`: writes the demo company as a workspace."""

from __future__ import annotations

from argparse import Namespace

from encours.cli import exit_codes, output


def run(asked: Namespace) -> int:
    """Write the folder, and say what to try next."""
    from encours.demo import STORIES, company
    from encours.facts.ledger import Ledger
    from encours.formats.write import write_workspace

    made = company()
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
    tries = [
        f"encours cover {folder}",
        f"encours why {invoice} {folder}",
        f"encours ageing {folder}",
        f"encours buyers {folder}",
    ]
    output.write("\n".join((said[0], said[1], *(f"  {each}" for each in tries), "")))
    return exit_codes.ANSWERED
