"""The claim was declared in the insolvency proceedings of the buyer in time."""

from encours.clauses.choices import Declarant, MissedStep
from encours.clauses.clock_anchors import OF_PROCEEDINGS, ClockAnchor
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, SUSPENDED, Verdict
from encours.units import NEVER, Code, Day
from encours.units.kinds import Unit

# The account walk reads the clock (encours.cover.clocks) and who declares, and hands over the last day and the day on
# which the file went to an insurer that declares.

claim_declaration_deadline = Term(
    unit=Unit("clock"),
    choices=ClockAnchor,
    among=OF_PROCEEDINGS,
    english="Time to declare the claim in the insolvency proceedings of the buyer.",
    french="Délai pour déclarer la créance à la procédure collective de l'acheteur.",
    varies_by_limit=False,
    example="2 months after publication, or the next working day",
)
claim_declared_by = Term(
    unit=Unit("code"),
    choices=Declarant,
    english="Who declares the claim in the proceedings once the file is handed over.",
    french="Qui déclare la créance à la procédure une fois le dossier transmis.",
    default="insured",
    varies_by_limit=False,
)
late_claim_declaration = Term(
    unit=Unit("code"),
    choices=MissedStep,
    english="What a claim declared late in the proceedings, or never, costs.",
    french="Sanction d'une créance déclarée tard à la procédure, ou jamais.",
    default="invoice lost",
    varies_by_limit=False,
)


def rule(
    as_of: Day,
    settled_on: Day,
    claim_declared_on: Day,
    file_entrusted_on: Day,
    claim_declaration_last_day: Day,
    late_file_waived_on: Day,
    late_claim_declaration: Code,
) -> Verdict:
    """Refuse an invoice declared too late in the proceedings, or suspend it while it is not; a waiver keeps it.

    Once the file is with an insurer that declares, the insured has done its part.
    """
    done_on = min(claim_declared_on, file_entrusted_on)
    if min(settled_on, done_on) <= claim_declaration_last_day or as_of <= claim_declaration_last_day:
        return KEPT
    if late_file_waived_on <= as_of or late_claim_declaration == MissedStep.WAIVED:
        return KEPT
    if late_claim_declaration == MissedStep.SUSPENDED:
        return KEPT if done_on <= as_of else SUSPENDED
    return REFUSED


def until(
    as_of: Day,
    claim_declared_on: Day,
    file_entrusted_on: Day,
    claim_declaration_last_day: Day,
    late_file_waived_on: Day,
    late_claim_declaration: Code,
) -> Day:
    """Last day of the clock, while the step is neither taken nor late nor forgiven, and lateness costs something."""
    if min(claim_declared_on, file_entrusted_on, late_file_waived_on) <= as_of or as_of > claim_declaration_last_day:
        return NEVER
    if late_claim_declaration == MissedStep.WAIVED:
        return NEVER
    return claim_declaration_last_day
