"""The sale was made on credit, by means of payment that the policy covers."""

from encours.clauses.choices import Cover, PaymentMeans
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Code
from encours.units.kinds import Unit

letters_of_credit = Term(
    unit=Unit("code"),
    choices=Cover,
    english="Whether sales under an unconfirmed letter of credit are covered.",
    french="Garantie des ventes par crédit documentaire non confirmé.",
    default="covered",
)
confirmed_letters_of_credit = Term(
    unit=Unit("code"),
    choices=Cover,
    english="Whether sales under a confirmed letter of credit are covered.",
    french="Garantie des ventes par crédit documentaire confirmé.",
    default="excluded",
)


def rule(payment_means: Code, letters_of_credit: Code, confirmed_letters_of_credit: Code) -> Verdict:
    """Refuse sales paid in advance or in cash, and letters of credit that the policy excludes."""
    if payment_means == PaymentMeans.PREPAID or payment_means == PaymentMeans.CASH:
        return REFUSED
    if payment_means == PaymentMeans.LETTER_OF_CREDIT and letters_of_credit == Cover.EXCLUDED:
        return REFUSED
    confirmed = payment_means == PaymentMeans.CONFIRMED_LETTER_OF_CREDIT
    if confirmed and confirmed_letters_of_credit == Cover.EXCLUDED:
        return REFUSED
    return KEPT
