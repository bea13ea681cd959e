"""The words by which software says that a row is an invoice, a credit note or a payment."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from encours.units.plain_text import folded
from encours.units.refusal import nearest_names

Document = Literal["invoices", "credit_notes", "payments"]

TYPE_WORDS: Final[Mapping[Document, tuple[str, ...]]] = {
    "invoices": ("invoice", "facture", "fac", "fact", "inv", "sales invoice", "customer invoice", "facture client",
                 "facture de vente", "facture comptabilisee", "bill", "debit note", "fc", "fv", "ft", "rv", "dr",
                 "out_invoice", "accrec", "finance charge", "facture d'acompte", "interest", "fa"),
    "credit_notes": ("avoir", "avoirs", "avoir client", "credit memo", "credit note", "credit", "note de credit", "av",
                     "avo", "cn", "cm", "crn", "dg", "out_refund", "refund", "sales credit memo", "avoir de vente",
                     "accreccredit"),
    "payments": ("payment", "reglement", "reglements", "paiement", "encaissement", "receipt", "rgt", "reg", "rec",
                 "pmt", "dz", "acompte", "prepayment", "deposit", "overpayment", "virement", "cheque",
                 "customer payment", "reglement client", "avance", "unapplied payment", "payment entry"),
}  # fmt: skip
"""What software writes there, in small letters without accents."""
_TYPES: Final[Mapping[str, Document]] = {word: document for document, words in TYPE_WORDS.items() for word in words}
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


def document_of(text: str, words: Mapping[str, str] = _NONE) -> Document | None:
    """Table that a type of document belongs to; ``words`` tell what the words of one's own mean, and come first."""
    plain = _plain(text)
    own = {_plain(word): meaning for word, meaning in words.items()}
    return _TYPES.get(_plain(own[plain]) if plain in own else plain)


def nearest_document(text: str) -> str:
    """Known word that a type of document nearly is; empty where none is near."""
    near = nearest_names(folded(text[:40]), _TYPES)
    return near[0] if near else ""


def _plain(text: str) -> str:
    return folded(text[:60]).strip(" .")
