"""The claim was filed with the insurer in time."""

from encours.clauses.choices import MissedStep
from encours.clauses.clock_anchors import OF_AN_INVOICE, OF_PROCEEDINGS, ClockAnchor
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, SUSPENDED, Verdict
from encours.units import NEVER, Code, Day
from encours.units.kinds import Unit

# The account walk reads the clock (encours.cover.clocks), and hands over the last day.

claim_filing_deadline = Term(
    unit=Unit("clock"),
    choices=ClockAnchor,
    among=(*OF_AN_INVOICE, *OF_PROCEEDINGS),
    english="Time to file the claim, with its proofs, with the insurer.",
    french="Délai pour présenter à l'assureur la demande d'indemnité et ses justificatifs.",
    varies_by_limit=False,
    example="240 days after due date",
)
late_claim_filing = Term(
    unit=Unit("code"),
    choices=MissedStep,
    english="What a claim filed late, or never, costs.",
    french="Sanction d'une demande d'indemnité présentée tard, ou jamais.",
    default="invoice lost",
    varies_by_limit=False,
)


def rule(
    as_of: Day,
    settled_on: Day,
    claim_filed_on: Day,
    claim_filing_last_day: Day,
    late_file_waived_on: Day,
    late_claim_filing: Code,
) -> Verdict:
    """Refuse an invoice whose claim came too late, or suspend it while it has not come; a waiver keeps it."""
    if min(settled_on, claim_filed_on) <= claim_filing_last_day or as_of <= claim_filing_last_day:
        return KEPT
    if late_file_waived_on <= as_of or late_claim_filing == MissedStep.WAIVED:
        return KEPT
    if late_claim_filing == MissedStep.SUSPENDED:
        return KEPT if claim_filed_on <= as_of else SUSPENDED
    return REFUSED


def until(
    as_of: Day, claim_filed_on: Day, claim_filing_last_day: Day, late_file_waived_on: Day, late_claim_filing: Code
) -> Day:
    """Last day of the clock, while the step is neither taken nor late nor forgiven, and lateness costs something."""
    if claim_filed_on <= as_of or late_file_waived_on <= as_of or as_of > claim_filing_last_day:
        return NEVER
    if late_claim_filing == MissedStep.WAIVED:
        return NEVER
    return claim_filing_last_day
