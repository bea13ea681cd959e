"""The fee for each limit that is monitored."""

from encours.clauses.charge_choices import MonitoringPeriod
from encours.engine.terms import Term
from encours.units import Cents, Code, Count
from encours.units.kinds import Unit

monitoring_fee = Term(
    unit=Unit("cents"),
    english="Fee for each limit monitored, before tax.",
    french="Frais de surveillance par agrément, hors taxe.",
    low="0",
    example="2.85 EUR",
)
monitoring_fee_every = Term(
    unit=Unit("code"),
    choices=MonitoringPeriod,
    english="For how long one monitoring fee pays.",
    french="Durée que couvrent des frais de surveillance.",
    default="year",
    policy_wide=True,
)


def monitored(limit_months: Count, limit_quarters: Count, limit_years: Count, monitoring_fee_every: Code) -> Count:
    """How many fees are due: one for each period of the policy year in which a limit stood."""
    if monitoring_fee_every == MonitoringPeriod.MONTH:
        return limit_months
    if monitoring_fee_every == MonitoringPeriod.QUARTER:
        return limit_quarters
    return limit_years


measures = (monitored,)


def rule(monitored: Count, monitoring_fee: Cents) -> Cents:
    """A fee for each period begun."""
    return monitored * monitoring_fee
