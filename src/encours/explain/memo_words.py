"""Every line of the memo of the contract, in the order they are read, and the words of its pages.

A duty more is an entry more, in the file of the department that reads it first.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from encours.explain.memo_company_words import OF_THE_COMPANY
from encours.explain.memo_credit_words import OF_CREDIT
from encours.explain.memo_file_words import OF_CLOCKS, OF_THE_FILE
from encours.explain.memo_law import lines_of_the_law, with_the_law
from encours.explain.memo_sales_words import OF_SALES
from encours.explain.memo_sentences import MemoEntry
from encours.policy.faults import Words
from encours.units import Day


@lru_cache(maxsize=64)
def entries_on(day: Day) -> tuple[MemoEntry, ...]:
    """Every line a memo may have, the law as it stands on a day; of a kind, the first that is asked for stands."""
    of_the_file = (with_the_law(each, day) for each in OF_THE_FILE)
    told = (*OF_CREDIT, *of_the_file, *OF_SALES, *lines_of_the_law(day), *OF_THE_COMPANY)
    first = {each.kind: place for place, each in reversed(list(enumerate(told)))}
    return tuple(
        entry
        for place, own in enumerate(told)
        for entry in (*(each for each in OF_CLOCKS if first[each.kind] == place), own)
    )


PHRASES: Final[Mapping[tuple[str, str], Words]] = {
    ("extension_starts", "due date"): Words("the due date", "l'échéance"),
    ("extension_starts", "invoice date"): Words("the invoice date", "la date de facture"),
    ("payment_terms_start", "invoice date"): Words("the invoice date", "la date de facture"),
    ("payment_terms_start", "delivery"): Words("the delivery", "la livraison"),
    ("indemnity_payment_starts", "day of loss"): Words("the day of the loss", "le jour du sinistre"),
    ("indemnity_payment_starts", "complete file"): Words("the complete file", "le dossier complet"),
    ("indemnity_payment_starts", "later of both"): Words(
        "the day of the loss or the complete file, whichever is later",
        "le jour du sinistre ou le dossier complet, le plus tardif des deux",
    ),
    ("discretionary_evidence_needed", "credit report"): Words("a credit report", "un rapport de crédit"),
    ("discretionary_evidence_needed", "payment experience"): Words(
        "your own payment experience", "votre propre expérience de paiement"
    ),
    ("discretionary_evidence_needed", "credit report or payment experience"): Words(
        "a credit report or your own payment experience", "un rapport de crédit ou votre expérience de paiement"
    ),
}
"""A choice as it stands inside a sentence, where its own name would not."""

PAGES_OF_THE_MEMO: Final[Mapping[str, Words]] = {
    "memo title": Words("Memo of the contract", "Mémo du contrat"),
    "memo what": Words("what to do", "que faire"),
    "memo when": Words("by when", "quand"),
    "memo lost": Words("otherwise", "sinon"),
    "memo why": Words("from", "d'après"),
    "memo policy": Words("policy", "police"),
    "memo nothing": Words("The policy asks nothing of this department.", "La police ne demande rien à ce service."),
    "memo period": Words("{policy} ({insurer}), {first} to {last}", "{policy} ({insurer}), du {first} au {last}"),
    "memo as of": Words("terms in force on {day}", "conditions en vigueur au {day}"),
    "memo rule": Words(
        "Written from the terms of the policy; its text prevails.",
        "Établi d'après les conditions de la police ; son texte prévaut.",
    ),
    "memo columns": Words(
        "department|what to do|by when|otherwise|from|policies",
        "service|que faire|quand|sinon|d'après|polices",
    ),
}
