"""The insured had the evidence that lets it trust a buyer on its own."""

from encours.clauses.choices import DiscretionaryEvidence, LimitKind, ScoreDirection
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, NOT_APPLICABLE, REFUSED, Verdict
from encours.units import Cents, Code, Day
from encours.units.kinds import Unit

# The terms below are read by the account walk (encours.cover.limits_in_force), which gives a discretionary
# limit of zero where the evidence lacks.

discretionary_limit = Term(
    unit=Unit("cents"),
    english="Most the insured may allow a buyer on its own, without a decision of the insurer.",
    french="Montant maximal que l'assuré peut accorder seul à un acheteur, sans décision de l'assureur.",
    low="0",
    high="1 000 000 000",
    varies_by_limit=False,
    example="20 000 EUR",
)
discretionary_evidence_needed = Term(
    unit=Unit("code"),
    choices=DiscretionaryEvidence,
    english="What must be at hand on the day of delivery for a discretionary limit.",
    french="Justificatif à détenir au jour de la livraison pour la zone discrétionnaire.",
    default="none",
    varies_by_limit=False,
)
required_score = Term(
    unit=Unit("count"),
    english="Score that a credit report must reach, on the report's own scale; any report will do without it.",
    french="Note qu'un rapport de crédit doit atteindre, sur sa propre échelle ; sans elle, tout rapport convient.",
    low="0",
    high="1000",
    varies_by_limit=False,
    example="50",
)
score_direction = Term(
    unit=Unit("code"),
    choices=ScoreDirection,
    english="Which end of the scale of credit reports is the good one.",
    french="Sens de l'échelle des rapports de crédit.",
    default="higher is better",
    varies_by_limit=False,
)
maximum_report_age = Term(
    unit=Unit("span"),
    english="Oldest a credit report may be on the day of delivery.",
    french="Ancienneté maximale d'un rapport de crédit au jour de la livraison.",
    low="1 day",
    high="60 months",
    varies_by_limit=False,
    example="12 months",
)
experience_period = Term(
    unit=Unit("span"),
    english="How far back, from the day of delivery, a balance paid counts as experience.",
    french="Recul, à compter du jour de la livraison, dans lequel un encours réglé vaut expérience.",
    low="1 day",
    high="60 months",
    varies_by_limit=False,
    example="12 months",
)


def rule(limit_kind: Code, limit_amount: Cents) -> Verdict:
    """Refuse a discretionary limit that no evidence supports."""
    if limit_kind != LimitKind.DISCRETIONARY:
        return NOT_APPLICABLE
    if limit_amount == 0:
        return REFUSED
    return KEPT


def until(limit_stands_until: Day) -> Day:
    """The day before a decision takes the place of the zone, or the last day it does."""
    return limit_stands_until
