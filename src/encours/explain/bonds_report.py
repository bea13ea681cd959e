"""Bonds of a line as every form shows them: who asks, the line on the day, what does not fit, who is on both sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from encours.bonds.findings import findings
from encours.bonds.last_day import End, written_last_day
from encours.bonds.portfolio import Fit, Portfolio
from encours.bonds.standing import Standing
from encours.explain.report_head import Head
from encours.explain.words import say
from encours.facts.faults import Fault
from encours.units import MISSING, UNSET, Cents
from encours.units.show import Language, show_day


@dataclass(frozen=True, slots=True)
class OnBothSides:
    """A beneficiary that is a buyer: bonds outstanding in its favour, and what it owes (`MISSING` without a ledger)."""

    buyer: str
    name: str
    bonds: Cents
    owes: Cents


@dataclass(frozen=True, slots=True)
class BondsReport:
    """The portfolio of a day; `asked` is the bond asked for, where one was."""

    head: Head
    portfolio: Portfolio
    findings: tuple[Fault, ...]
    both_sides: tuple[OnBothSides, ...]
    asked: Fit | None = None

    @property
    def to_recover(self) -> Cents:
        """What the principal owes the surety, of all bonds."""
        return sum(each.to_recover for each in self.portfolio.bonds)


def bonds_report(head: Head, portfolio: Portfolio, sides: tuple[OnBothSides, ...], *, asked: Fit | None) -> BondsReport:
    """Report of a portfolio."""
    return BondsReport(head, portfolio, findings(portfolio), sides, asked)


def is_over(each: Standing) -> bool:
    """Whether a bond has ended and nothing is left to pay or to recover."""
    return each.outstanding == 0 and each.to_recover == 0


def state_of(each: Standing, language: Language) -> str:
    """What one must know of a bond in a few words."""
    words = [say("bond called", language)] if each.due else []
    if each.ended_by is not End.NONE:
        on = each.ending.on - (each.ended_by is End.LAST_DAY)
        return ", ".join([*words, say(f"bond ended {each.ended_by.value}", language, day=show_day(on, language))])
    if each.outstanding == 0:
        return say("bond used up", language)
    return ", ".join([*words, _until(each, language)])


def is_opposed(each: Standing) -> bool:
    """Whether an opposition keeps it beyond the time of the law."""
    names = [event.event for event in each.events if event.event in {"opposed", "opposition lifted"}]
    return each.kind.lapses_after_reception != UNSET and bool(names) and names[-1] == "opposed"


def _until(each: Standing, language: Language) -> str:
    last = written_last_day(each.bond, each.events)
    if each.ending.by is End.LAW:
        return say("bond to be freed", language, day=show_day(each.ending.on, language))
    if each.ending.by is End.LAST_DAY:
        return say("bond stands until", language, day=show_day(each.ending.on - 1, language))
    if is_opposed(each):
        return say("bond opposed", language)
    if last < each.day:
        return say("bond past", language, day=show_day(last, language))
    return say("bond stands", language)


def both_sides(portfolio: Portfolio, owed: Mapping[str, Cents] | None) -> tuple[OnBothSides, ...]:
    """Buyers in whose favour bonds are outstanding, the largest first; `owed` is what each buyer owes, if told."""
    found: dict[str, tuple[str, Cents]] = {}
    for each in portfolio.bonds:
        if each.bond.buyer and each.outstanding:
            name, bonds = found.get(each.bond.buyer, (each.bond.beneficiary, 0))
            found[each.bond.buyer] = name, bonds + each.outstanding
    lines = [
        OnBothSides(buyer, name, bonds, MISSING if owed is None else owed.get(buyer, 0))
        for buyer, (name, bonds) in found.items()
    ]
    return tuple(sorted(lines, key=lambda each: (-each.bonds, each.buyer)))
