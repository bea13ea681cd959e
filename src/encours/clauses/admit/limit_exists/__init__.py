"""Some room stands behind the delivery: a decision, the discretionary zone, or blind cover."""

from encours.clauses.choices import LimitKind
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Code, Day
from encours.units.kinds import Unit

# Read by the account walk (encours.cover.limits_in_force) when no decision was ever made on the buyer.

blind_limit = Term(
    unit=Unit("cents"),
    english="Room per buyer on which no decision was made and which needs no evidence.",
    french="Montant par acheteur sans décision et sans justificatif (garantie aveugle).",
    low="0",
    high="1 000 000 000",
    varies_by_limit=False,
    example="5 000 EUR",
)


def rule(limit_kind: Code) -> Verdict:
    """Refuse a delivery that nothing stands behind."""
    if limit_kind == LimitKind.NONE:
        return REFUSED
    return KEPT


def until(limit_stands_until: Day) -> Day:
    """Last day a raise stands that lifts what is open, or the day before one that is decided takes effect."""
    return limit_stands_until
