"""What is supposed of the invoices for want of a fact: cover stands on it until somebody proves it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from encours.duties.duty import Department
from encours.explain.cover_report import Assumed, assumptions_of
from encours.facts.assumptions import ASSUMPTIONS
from encours.policy.faults import Words
from encours.units import NEVER
from encours.web.computing.question import Asked
from encours.web.computing.told import name_of, told_of
from encours.web.store.results import WorkItem

PROOF: Final = "proof"
UNPROVEN: Final = Words("Supposed, not proven", "Supposé, non prouvé")


def proof_items(asked: Asked) -> Iterator[WorkItem]:
    """One item for each assumption on which cover stands, with the euros of cover that stand on it.

    What stands in for a register that nobody keeps (no dispute, no payment) is no document that anybody could produce:
    it stays among the assumptions of the report.
    """
    rows = (each for each in asked.portfolio.lines.of(asked.cover) if each.is_receivable)
    for each in assumptions_of(asked.cover, rows):
        kind = ASSUMPTIONS.get(each.name)
        if each.covered > 0 and kind is not None and not kind.register:
            yield _item(each)


def _item(assumed: Assumed) -> WorkItem:
    todo = Words(
        "Import the fact itself, invoice by invoice, and keep the document that proves it.",
        "Importer le fait lui-même, facture par facture, et garder la pièce qui le prouve.",
    )
    lost = Words(
        "The insurer asks for the proof once a loss is filed: what is not proven is not paid.",
        "L’assureur demande la preuve au moment du sinistre : ce qui n’est pas prouvé n’est pas indemnisé.",
    )
    return WorkItem(
        identifier=name_of(PROOF, assumed.name),
        source=WorkItem.Source.PROOF,
        kind=PROOF,
        who=Department.CREDIT.value,
        last_day=NEVER,
        standing="open",
        stake=assumed.covered,
        told=told_of(UNPROVEN, assumed.told, todo, lost),
    )
