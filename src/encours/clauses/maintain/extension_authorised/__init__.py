"""The due date was not moved beyond what the insured may grant alone or the insurer consented to."""

from encours.clauses.choices import ExtensionEffect, UnauthorisedExtension
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Code, Day, Flag
from encours.units.kinds import Unit

extension_authority = Term(
    unit=Unit("span"),
    english="How far beyond the due date first agreed the insured may move it without asking.",
    french="Report que l'assuré peut accorder seul au-delà de l'échéance d'origine.",
    low="0 days",
    high="360 days",
    default="0 days",
    varies_by_limit=False,
    example="60 days",
)
extension_effect = Term(
    unit=Unit("code"),
    choices=ExtensionEffect,
    english="Which due date the clocks of the policy follow once it was moved.",
    french="Échéance que suivent les délais de la police une fois reportée.",
    default="original due date",
    varies_by_limit=False,
)
# No default, although "nothing" is a choice: a silent policy must not ask every invoice for its due date.
unauthorised_extension = Term(
    unit=Unit("code"),
    choices=UnauthorisedExtension,
    english="What a move of the due date beyond the insured's authority, without consent, costs.",
    french="Sanction d'un report d'échéance au-delà de la faculté de l'assuré et sans accord.",
    varies_by_limit=False,
)


def applies(unauthorised_extension: Code) -> Flag:
    """Only where the policy makes the invoice pay for it."""
    return 1 if unauthorised_extension == UnauthorisedExtension.INVOICE else 0


def rule(due: Day, authorised_due: Day) -> Verdict:
    """Refuse an invoice whose due date was moved too far."""
    if due > authorised_due:
        return REFUSED
    return KEPT
