"""The account of a policy year as every form tells it: its claims, what is used and left, what news changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from encours.claims.ledger_year import PolicyYear
from encours.claims.money import Correction, Receipt
from encours.claims.reopening import Change
from encours.claims.year import ClaimStanding
from encours.explain.settlement_report import SettlementReport
from encours.explain.values import amount
from encours.explain.words import say
from encours.units import MISSING, UNSET, Cents, Day
from encours.units.show import Language, show_day
from encours.units.sums import sum_known


@dataclass(frozen=True, slots=True)
class YearClaim:
    """One claim of a policy year; amounts are None where they cannot be told."""

    day: str
    name: str
    gross: Cents | None
    first_loss: Cents | None
    indemnity: Cents | None
    returned: Cents | None
    net: Cents | None


def year_claims(report: SettlementReport, year: PolicyYear, language: Language) -> tuple[YearClaim, ...]:
    """Claims of a year in the order of their days."""
    return tuple(_claim(report, each, language) for each in year.standing.claims)


def _claim(report: SettlementReport, claim: ClaimStanding, language: Language) -> YearClaim:
    loss = claim.claim.loss
    name = report.party(loss)
    if claim.is_provisional:
        name = say("policy year provisional", language, name=name)
    day = "" if loss.day == MISSING else show_day(loss.day, language)
    first_loss = None if claim.indemnity is None else claim.first_loss_used
    return YearClaim(day, name, claim.settlement.loss.gross, first_loss, claim.indemnity, claim.returned, claim.net)


@dataclass(frozen=True, slots=True)
class YearTotal:
    """One total of the year: used by its claims, and left; None where it cannot be told."""

    counter: str
    used: Cents
    left: Cents | None


def year_totals(year: PolicyYear) -> tuple[YearTotal, ...]:
    """First loss and maximum liability, where the policy has them."""
    found = []
    for counter, left in year.standing.left.items():
        used = year.standing.account.of(counter)
        if left != UNSET and (left or used):
            found.append(YearTotal(counter, used, None if left == MISSING else left))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Due:
    """What insurers of a policy owe on a claim, and paid of it so far; None where it cannot be told."""

    policy: str
    claim: str
    owed: Cents | None
    paid: Cents | None

    @property
    def still_due(self) -> Cents | None:
        """What is owed and not paid."""
        return None if self.owed is None or self.paid is None else max(0, self.owed - self.paid)

    @property
    def claimed_back(self) -> Cents | None:
        """What was paid and is not owed."""
        return None if self.owed is None or self.paid is None else max(0, self.paid - self.owed)


def dues(report: SettlementReport) -> tuple[Due, ...]:
    """Every claim of which the ledger tells a payment, whatever the years that it belongs to."""
    found = []
    for (policy, name), paid in report.paid.items():
        owed = sum_known(
            unit.paid for year in report.years if year.policy.name == policy
            for claim in year.standing.claims if claim.claim.name == name for unit in claim.settled
        )  # fmt: skip
        found.append(Due(policy, name, owed, paid))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class News:
    """What one day's news changed of one claim."""

    learnt: Day
    news: str
    change: Change


def news_told(year: PolicyYear, language: Language) -> Iterator[News]:
    """Every change of a claim, with the news of the day; what changed nothing is not told again."""
    currency = year.policy.currency
    for each in year.reopened:
        told = ", ".join(_news(one, currency, language) for one in each.news)
        for change in each.changes:
            yield News(each.learnt, told, change)


def _news(told: Receipt | Correction, currency: str, language: Language) -> str:
    key = "news receipt" if isinstance(told, Receipt) else "news correction"
    in_currency = told.currency if isinstance(told, Receipt) else currency
    shown = amount(told.amount, in_currency, language)
    return say(key, language, amount=shown, reference=told.reference)
