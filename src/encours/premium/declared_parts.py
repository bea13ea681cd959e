"""What the declarations of a period leave out of it: days, zones, and zones that the policy does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from encours.facts.kinds import TurnoverDeclaration
from encours.policy.schedule import Policy
from encours.premium.periods import Period
from encours.premium.turnover import Sale
from encours.units import Cents, Day
from encours.units.countries import countries

UNKNOWN_ZONE: Final = ""
"""Zone of a buyer whose country nobody knows."""
OTHER_COUNTRIES: Final = "*"
"""Zone of the countries that no zone of the policy holds."""


@dataclass(frozen=True, slots=True)
class ZoneDeclared:
    """What was declared of one zone, against what is to be declared of it now."""

    zone: str
    declared: Cents
    now: Cents
    is_declared: bool = True
    """Whether some declaration is about it."""

    @property
    def amount(self) -> Cents:
        """What is to be declared more of it, or less."""
        return self.now - self.declared


def zone_of(policy: Policy, country: str) -> str:
    """Zone of a policy that holds a country, the first as they are written; a star where none does."""
    if not country:
        return UNKNOWN_ZONE
    return next((name for name, countries in policy.zones.items() if country in countries), OTHER_COUNTRIES)


def in_zone(policy: Policy, zone: str, country: str) -> bool:
    """Whether a country is of a zone as a bill or a declaration names it: a zone of the policy, or the country."""
    return not zone or zone in {country, zone_of(policy, country)}


def days_left_out(filed: Sequence[TurnoverDeclaration], period: Period) -> tuple[tuple[Day, Day], ...]:
    """First and last days of each part of a period that no declaration is of; none where there is no declaration."""
    return tuple(_days_left_out(filed, period)) if filed else ()


def _days_left_out(filed: Sequence[TurnoverDeclaration], period: Period) -> Iterator[tuple[Day, Day]]:
    following = period.first
    for each in sorted(filed, key=lambda each: each.period_start):
        if each.period_start > following:
            yield following, min(each.period_start - 1, period.last)
        following = max(following, each.period_end + 1)
    if following <= period.last:
        yield following, period.last


def zones_declared(
    policy: Policy, done: Sequence[TurnoverDeclaration], sales: Sequence[Sale]
) -> tuple[ZoneDeclared, ...]:
    """Zone by zone, those that nothing declares last; none where every declaration is of all zones."""
    told: dict[str, Cents] = {}
    for each in done:
        if each.zone:
            told[each.zone] = told.get(each.zone, 0) + each.amount
    if not told:
        return ()
    now, untold = dict.fromkeys(told, 0), dict[str, Cents]()
    for sale in (each for each in sales if not each.line.excluded):
        country = sale.line.keys.get("country", "")
        own = (each for each in done if each.period_start <= sale.line.on <= each.period_end)
        of = next((each for each in own if in_zone(policy, each.zone, country)), None)
        if of is None:
            zone = zone_of(policy, country)
            untold[zone] = untold.get(zone, 0) + sale.line.amount
        elif of.zone:
            now[of.zone] += sale.line.amount
    return (
        *(ZoneDeclared(zone, cents, now[zone]) for zone, cents in told.items()),
        *(ZoneDeclared(zone, 0, cents, zone in told) for zone, cents in untold.items() if cents),
    )


def not_of_the_policy(policy: Policy, filed: Sequence[TurnoverDeclaration]) -> tuple[TurnoverDeclaration, ...]:
    """Declarations of a zone that is neither one of the policy nor a country."""
    known = {UNKNOWN_ZONE, OTHER_COUNTRIES, *policy.zones}
    return tuple(each for each in filed if each.zone not in known and each.zone not in countries())
