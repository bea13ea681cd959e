"""The insured share: the percentage of each invoice that the insurer bears."""

from encours.clauses.choices import RetainedShareOf
from encours.clauses.states import LossPart
from encours.engine.terms import Term
from encours.units import BasisPoints, Cents, Code, share
from encours.units.kinds import Unit

records = ("insured_share_of_the_loss",)
state = LossPart.RETAINED

retained_share_of = Term(
    unit=Unit("code"),
    choices=RetainedShareOf,
    english="Amount of which the insured keeps its percentage: what stands at this step, or the gross loss.",
    french="Assiette de la part conservée par l'assuré : ce qui reste à cette étape, ou la perte brute.",
    default="what stands",
    varies_by_limit=False,
    varies_by_cause=True,
)


def rule(standing: Cents, line_percentage: BasisPoints, line_gross: Cents, retained_share_of: Code) -> Cents:
    """The insured percentage of what stands, or what stands less the retained percentage of the gross loss."""
    if retained_share_of == RetainedShareOf.GROSS_LOSS:
        return standing - (line_gross - share(line_gross, line_percentage))
    return share(standing, line_percentage)
