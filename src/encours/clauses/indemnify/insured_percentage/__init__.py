"""The insured percentage of what the limit admitted."""

from encours.engine.terms import Term
from encours.units import BasisPoints, Cents, share
from encours.units.kinds import Unit

is_cause = False  # the insured keeps its share of every loss

insured_percentage = Term(
    unit=Unit("basis points"),
    english="Share of the admitted amount that the insurer bears; a decision's own percentage caps it.",
    french="Part du montant admis à la charge de l'assureur ; la quotité propre à une décision la plafonne.",
    low="0 %",
    high="100 %",
    # A silent policy insures the whole of what is admitted; its reader is warned (policy.gaps).
    default="100 %",
    example="90 %",
    # Cover supposes an insolvency; a claim knows its cause.
    varies_by_cause=True,
)


def rule(stage_asked: Cents, insured_percentage: BasisPoints, limit_percentage: BasisPoints) -> Cents:
    """The lower of the policy's and the limit's percentage of what was admitted."""
    return share(stage_asked, min(insured_percentage, limit_percentage))
