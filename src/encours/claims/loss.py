"""A loss: what a buyer owed on the day it failed, invoice by invoice, before the policy is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from encours.clauses.choices import LimitKind
from encours.units import MISSING, UNSET, BasisPoints, Cents, Day

OF_A_NAME: Final = ("claim", "buyer", "country")
"""Counters of which each claim, buyer or country has its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LossLine:
    """What an invoice (or instalment) brings into a loss, in minor units of the policy's currency.

    `gross` is what is open and eligible in the insured base, before any limit, with the `interest` and `costs` charged
    on it that the policy counts; `outside` is what is charged on it and no part of the loss. Where `interest_is_known`
    is not set, a day that nobody knows would tell how much interest counts, and it is the most it may be. `limit` is
    the limit that its delivery met, with those of the policies beside, the older lines of the loss not deducted;
    `percentage` the insured percentage of the invoice. Either may be `MISSING`, as may `debt`, everything owed on the
    invoice. `taken` is what older debt beside the lines of the loss takes of the limit; it is negative where such lines
    take none or less. `part` is the most that the policy carries of the invoice where more than the limit says so,
    `UNSET` elsewhere; of a line that `is_shared`, the policies beside carry the rest of every euro.
    """

    number: str
    gross: Cents
    limit: Cents = MISSING
    percentage: BasisPoints = MISSING
    limit_kind: int = LimitKind.NAMED
    instalment: int = 1
    debt: Cents = MISSING
    taken: Cents = 0
    part: Cents = UNSET
    is_shared: bool = False
    interest: Cents = 0
    interest_is_known: bool = True
    costs: Cents = 0
    outside: Cents = 0

    @property
    def key(self) -> tuple[str, int]:
        """What it has in common with its debt: number and instalment."""
        return self.number, self.instalment

    @property
    def carried(self) -> Cents:
        """Most that the policy carries of the invoice, whatever room its limit has."""
        return self.gross if self.part == UNSET else self.part

    @property
    def room(self) -> Cents:
        """What the limit has for the line and for the older lines of its loss; `MISSING` where the limit is."""
        return MISSING if self.limit == MISSING else max(0, self.limit - self.taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One loss of one claim unit: a buyer, a group, or an invoice, as the policy counts.

    `debt` is everything owed on the day of the loss, insured or not, `MISSING` where nobody tells it; it is never less
    than the lines together. The `day` may be `MISSING` where the policy has no endorsement. `claim` names the claim:
    several losses may belong to one, each with its `number`. `invoice` is the one that is the loss, where each invoice
    is (`encours.claims.units`); `group` the group of the buyer. Texts that nobody knows are empty. `proceeds` is what
    securities brought and a set-off paid beyond what lowered the invoices already: an event, so that untold is none.
    """

    claim: str
    buyer: str
    day: Day
    cause: str
    debt: Cents
    lines: tuple[LossLine, ...]
    proceeds: Cents = 0
    country: str = ""
    buyer_class: str = ""
    sector: str = ""
    entity: str = ""
    number: int = 1
    group: str = ""
    invoice: str = ""

    def __post_init__(self) -> None:
        """Hold what a loss is."""
        assert all(line.gross >= 0 for line in self.lines), "an invoice that is owed nothing is no loss"
        assert self.proceeds >= 0, "securities take nothing back"
        assert self.debt == MISSING or self.debt >= self.gross, "the lines of a loss are part of the debt"

    @property
    def name(self) -> str:
        """Name of the loss: that of its claim, and its number where this has several losses."""
        return self.claim if self.number == 1 else f"{self.claim} ({self.number})"

    def counted_for(self, counter: str) -> str:
        """Name under which a counter of the year counts the loss; empty where there is one for all losses."""
        name: str = getattr(self, counter) if counter in OF_A_NAME else ""
        return name

    @property
    def gross(self) -> Cents:
        """The gross loss: eligible, in the insured base, before any limit."""
        return sum(line.gross for line in self.lines)

    @property
    def interest(self) -> Cents:
        """Late interest in the gross loss; the most it may be where that of a line is not known."""
        return sum(line.interest for line in self.lines)

    @property
    def of_unknown_interest(self) -> tuple[LossLine, ...]:
        """Lines of which nobody knows how much interest counts, so that the gross loss is not known either."""
        return tuple(line for line in self.lines if not line.interest_is_known)

    @property
    def costs(self) -> Cents:
        """Collection costs in the gross loss."""
        return sum(line.costs for line in self.lines)

    @property
    def charges_outside(self) -> Cents:
        """What is charged on the invoices of the loss and no part of it."""
        return sum(line.outside for line in self.lines)

    @property
    def keys(self) -> Mapping[str, str]:
        """What terms may vary with, by the names of `encours.policy.schedule.KEYS`."""
        return {
            "buyer": self.buyer,
            "buyer_class": self.buyer_class,
            "country": self.country,
            "sector": self.sector,
            "entity": self.entity,
            "cause": self.cause,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigures:
    """What the ceilings of a policy year are worked out from; what nobody knows is `MISSING`."""

    sales: Cents = MISSING
    minimum_premium: Cents = MISSING
    premium_paid: Cents = MISSING


@dataclass(frozen=True, slots=True)
class YearAccount:
    """What the claims of one policy year have used up, by counter and by the name it is counted for.

    The first loss, the discretionary maximum and the maximum liability are counted once (the name is empty); the
    others for each claim, buyer or country.
    """

    used: Mapping[tuple[str, str], Cents] = field(default_factory=dict)

    def of(self, counter: str, name: str = "") -> Cents:
        """What is used of a counter."""
        return self.used.get((counter, name), 0)
