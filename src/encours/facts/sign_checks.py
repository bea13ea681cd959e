"""Amounts that have a sign where their table says already which way they go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from encours.facts.faults import Fault
from encours.facts.rows_at_fault import first_rows, name_of
from encours.facts.view import View
from encours.facts.words import field_in_french, table_in_french
from encours.units import MISSING

_UNSIGNED: Final = (
    ("payments", "amount"),
    ("credit_notes", "gross"),
    ("limit_decisions", "amount"),
    ("limit_requests", "amount"),
    ("own_limits", "amount"),
    ("disputes", "amount"),
    ("disputes", "upheld_amount"),
    ("securities", "amount"),
    ("charges", "amount"),
    ("bonds", "amount"),
    ("bond_events", "amount"),
    ("turnover_declarations", "amount"),
)
"""Table and amount that says by its own kind which way it goes."""

_TAKEN_BACK: Final = {
    "payments": (
        "; a payment taken back belongs in payment_returns.",
        f" ; un règlement repris va dans la {table_in_french('payment_returns')}.",
    ),
    "turnover_declarations": (
        "; where credit notes exceed sales, declare nothing and tell the insurer.",
        " ; si les avoirs dépassent les ventes, déclarez zéro et prévenez l'assureur.",
    ),
    "charges": (
        "; a charge given up is corrected by a row that names it (corrects), or declared void (void).",
        " ; des intérêts ou frais abandonnés se corrigent (corrects) ou s'annulent (void).",
    ),
}
"""What to do with what was taken back, where a table has it."""


def amounts_have_no_sign(view: View) -> Iterator[Fault]:
    """No payment, credit note, limit, dispute or bond is negative: which way it goes is said by its table."""
    for name, column in _UNSIGNED:
        table = view.table(name)
        amounts = table.numbers[column]
        back_en, back_fr = _TAKEN_BACK.get(name, (".", "."))
        for row in first_rows((amounts < 0) & (amounts != MISSING)):
            yield Fault(
                code="negative amount",
                fact_ids=(name_of(table, row),),
                en=f"{table.kind.en} Its {column} is negative.",
                fr=f"{table.kind.fr} Le montant {field_in_french(column)} en est négatif.",
                remedy_en=f"Write it without sign{back_en}",
                remedy_fr=f"Écrivez-le sans signe{back_fr}",
            )
