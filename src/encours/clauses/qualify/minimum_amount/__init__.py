"""The invoice is not too small for the policy."""

from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Cents
from encours.units.kinds import Unit

minimum_invoice_amount = Term(
    unit=Unit("cents"),
    english="Smallest invoice, value added tax included, that the policy covers.",
    french="Plus petite facture, toutes taxes comprises, que la police garantit.",
    low="0",
    example="500 EUR",
)


def rule(invoice_gross: Cents, minimum_invoice_amount: Cents) -> Verdict:
    """Refuse an invoice below the minimum, all its instalments together; one of exactly the minimum is covered."""
    if invoice_gross < minimum_invoice_amount:
        return REFUSED
    return KEPT
