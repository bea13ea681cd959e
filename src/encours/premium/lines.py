"""The premium of a year, line by line: each opens down to the clause that decided it and the facts it is counted on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from encours.engine.findings import Finding
from encours.units import MISSING, NEVER, Cents, Count, Day

PREMIUM, OPTION, LIMIT_PREMIUM, FLAT_PREMIUM, MINIMUM, MAXIMUM, DEPOSIT = _PREMIUMS = (
    "premium", "option", "limit premium", "flat premium", "minimum", "maximum", "deposit",
)  # fmt: skip
BONUS, MALUS, NO_CLAIMS_BONUS, PROFIT_SHARE = _RESULTS = ("bonus", "malus", "no-claims bonus", "profit share")
REQUEST_FEE, MONITORING_FEE, RECOVERY_COMMISSION = FEES = (
    "fee per request", "monitoring fee", "recovery commission",
)  # fmt: skip
TAX: Final = "tax"
NET_PREMIUM: Final = (PREMIUM, OPTION, LIMIT_PREMIUM, FLAT_PREMIUM, MINIMUM, MAXIMUM)
"""Kinds of line that are the premium of a year before its result, fees and tax."""
KINDS: Final = (*_PREMIUMS, *_RESULTS, *FEES, TAX)
"""What a line may be, in the order a bill has them; a tax stands in `PremiumLine.taxes`, beside what it is on."""

DOMESTIC, EXPORT = TERRITORIES = ("domestic", "export")
"""Kinds of business that taxes tell apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxLine:
    """Tax on one line, or on the part of it that one kind of business bears."""

    tax: str
    """Its name in the tables of `encours.premium.tax_tables`."""
    territory: str
    """One of `TERRITORIES`."""
    base: Cents
    rate: Fraction
    """Of one: 9 % is 9/100; 0 where the law exempts."""
    amount: Cents
    article: str
    """Article of law that says so."""
    finding: Finding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PremiumLine:
    """One line of a bill, in the currency of the policy; what the insured has back is below zero.

    The amount is `MISSING` where `finding` lacks a fact, and a year with such a line has no total.
    """

    kind: str
    """One of `KINDS`."""
    first: Day
    last: Day
    amount: Cents
    keys: Mapping[str, str] = field(default_factory=dict)
    """What the rate varies with here, by the names of `encours.policy.schedule.KEYS`; several values with commas."""
    basis: str = ""
    """One of `encours.premium.bases.BASES` where the line is counted on one."""
    base: Cents = MISSING
    """Amount the rate is taken of; `MISSING` where there is none (a flat premium, a fee for each)."""
    count: Count = 0
    """How many requests, or monitored limits, a fee is for."""
    counted_days: tuple[Day, ...] = ()
    """First and last days of what it is counted on, where it is counted on something dated."""
    rate: Fraction | None = None
    """Of one: 0.35 per thousand is 35/100 000."""
    term: str = ""
    """Term that gives the rate or the amount."""
    clause: str = ""
    """Clause of `encours.clauses.charge` that decided."""
    finding: Finding | None = None
    facts: tuple[str, ...] = ()
    """Names of the facts it is counted on."""
    taxes: tuple[TaxLine, ...] = ()

    @property
    def tax(self) -> Cents:
        """Tax on the line; `MISSING` where it cannot be told."""
        amounts = [each.amount for each in self.taxes]
        return MISSING if MISSING in amounts else sum(amounts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One call of premium: what falls due on a day, before tax."""

    on: Day
    amount: Cents
    why: str
    """One of `deposit`, `declaration`, `adjustment`."""
    clause: str = ""
    declared_to: Day = NEVER
    """Last day of the sales whose declaration calls it; `NEVER` of a deposit, which waits for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PremiumYear:
    """What the cover of one policy year costs, as known on a day."""

    policy: str
    currency: str
    first: Day
    last: Day
    as_of: Day
    lines: tuple[PremiumLine, ...]
    instalments: tuple[Instalment, ...] = ()
    """Calls of the year in the order of their days; together they are the net premium once the year is over."""
    is_over: bool = False
    """Whether the year is over: before, the lines are those of what is known so far, and its result is not told."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the facts without which some line cannot be told."""
        findings = (one for line in self.lines for one in (line.finding, *(tax.finding for tax in line.taxes)))
        return tuple(dict.fromkeys(name for each in findings if each is not None for name in each.missing))

    def total(self, *kinds: str) -> Cents:
        """Amount of the lines of these kinds, of all but deposits where none is named; `MISSING` where one is."""
        amounts = [line.amount for line in self.lines if line.kind in kinds or (not kinds and line.kind != DEPOSIT)]
        return MISSING if MISSING in amounts else sum(amounts)

    @property
    def tax(self) -> Cents:
        """Tax on every line; `MISSING` where one cannot be told."""
        taxes = [line.tax for line in self.lines]
        return MISSING if self.total() == MISSING or MISSING in taxes else sum(taxes)

    @property
    def due(self) -> Cents:
        """Everything, tax included; `MISSING` where an amount is."""
        return MISSING if self.tax == MISSING else self.total() + self.tax
