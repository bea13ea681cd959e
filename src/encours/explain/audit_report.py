"""The audit of a bill as every form shows it, with the sentences of its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from encours.explain.declaration_report import rate_text, zone_name
from encours.explain.party_names import PartyNames
from encours.explain.report_head import Head
from encours.explain.values import amount
from encours.explain.words import say, say_count
from encours.policy.schedule import Policy
from encours.premium.audit import (
    ARITHMETIC,
    COUNT,
    NOT_CALLED,
    NOT_EXCLUDED,
    RATE,
    TAX,
    TAX_FOLLOWS,
    TWICE,
    UNIT_PRICE,
    UNKNOWN,
    Audit,
    AuditedLine,
    Reason,
)
from encours.premium.dead_limits import DeadLimit
from encours.premium.lines import MINIMUM, MONITORING_FEE, REQUEST_FEE
from encours.units import MISSING, Cents, Months
from encours.units.show import Language, show_day


@dataclass(frozen=True, slots=True)
class AuditReport:
    """A bill audited under a policy, and the limits that serve no sale on the day."""

    head: Head
    policy: Policy
    found: Audit
    dead: tuple[DeadLimit, ...]
    idle: Months
    names: PartyNames

    @property
    def saved(self) -> Cents:
        """What cancelling every dead limit saves in a year; `MISSING` where a fee is not known."""
        fees = [each.saved for each in self.dead]
        return MISSING if MISSING in fees else sum(fees)

    @property
    def unchecked(self) -> int:
        """How many lines could not be checked whole."""
        return sum(not each.is_checked for each in self.found.lines)


def money(report: AuditReport, cents: Cents, language: Language) -> str:
    """Amount to the cent, in the currency of the policy."""
    return amount(cents, report.policy.currency, language)


def what(line: AuditedLine, language: Language) -> str:
    """What a line charges for, and where."""
    told = say(f"charge {line.line.billed_for}", language)
    beside = line.line.zone or line.line.buyer
    return f"{told}, {zone_name(beside, language)}" if beside else told


def of_days(line: AuditedLine, language: Language) -> str:
    """Days that a line is for."""
    days = (line.line.period_start, line.line.period_end)
    return "" if MISSING in days else " – ".join(show_day(each, language) for each in days)


def sentences(report: AuditReport, line: AuditedLine, language: Language) -> Iterator[tuple[Cents, str]]:
    """Each reason of a line with what it adds, in a sentence; that it is as due where there is none."""
    for each in line.reasons:
        yield each.amount, _sentence(report, line, each, language)
    is_twice = any(each.why == TWICE for each in line.reasons)
    if line.line.billed_for == MONITORING_FEE and report.dead and not line.line.buyer and not is_twice:
        yield 0, say_count(len(report.dead), "audit among", language)
    if line.judged_with:
        yield 0, say("audit together", language, rank=str(line.judged_with))
    elif not line.reasons:
        yield 0, say("audit as due", language)


def _sentence(report: AuditReport, line: AuditedLine, reason: Reason, language: Language) -> str:
    if reason.why == UNKNOWN:
        return say(f"audit unknown {reason.told['lacking']}", language)
    key = f"audit {reason.why}"
    if reason.why == TWICE and line.line.billed_for == MINIMUM:
        key = "audit twice minimum"
    if reason.why == TAX and reason.told["export"]:
        key = "audit tax export"
    if reason.why == TAX_FOLLOWS and reason.amount < 0:
        key = "audit tax follows less"
    if reason.why == COUNT and line.line.billed_for == REQUEST_FEE:
        key = "audit count requests"
    return say(key, language, **_told(report, reason, language))


def _told(report: AuditReport, reason: Reason, language: Language) -> Mapping[str, str]:
    """Values of a reason as people read them."""

    def cents(value: object) -> str:
        assert isinstance(value, int), "an amount is a number of cents"
        return money(report, value, language)

    def rate(value: object) -> str:
        assert isinstance(value, Fraction), "a rate is a fraction"
        return rate_text(value, language)

    def day(value: object) -> str:
        assert isinstance(value, int), "a day is a number of days"
        return show_day(value, language)

    by_name: dict[str, Callable[[object], str]] = dict.fromkeys(reason.told, cents)
    if reason.why == RATE:
        by_name |= {"billed": rate, "due": rate}
    if reason.why in {COUNT, UNIT_PRICE}:
        by_name |= {"billed": str, "due": str}
    by_name |= {"bill": str, "rank": str, "export": str}
    if reason.why == NOT_CALLED:
        by_name["day"] = day
    if reason.why == ARITHMETIC:
        by_name["rate"] = rate
    found = {name: by_name[name](value) for name, value in reason.told.items() if name != "exclusions"}
    if reason.why == NOT_EXCLUDED:
        names = reason.told["exclusions"]
        assert isinstance(names, tuple), "exclusions are named"
        found["exclusions"] = ", ".join(say(f"exclusion {name}", language).lower() for name in names)
    return found


def verdict(report: AuditReport, language: Language) -> str:
    """What to do about the bill."""
    over = report.found.over
    if over:
        return say("audit over" if over > 0 else "audit under", language, amount=money(report, abs(over), language))
    wrong = sum(each.amount for line in report.found.lines for each in line.reasons if each.amount > 0)
    if wrong:
        return say("audit balanced", language, amount=money(report, wrong, language))
    return say("audit right", language)


def warnings(report: AuditReport, language: Language) -> Iterator[str]:
    """What could not be checked, and whether the lines make the bill."""
    if report.unchecked:
        yield say_count(report.unchecked, "audit unchecked", language)
    claimed = report.found.bill.amount
    has_tax = all(each.line.tax != MISSING for each in report.found.lines)
    if claimed != MISSING and has_tax and claimed != report.found.billed:
        told = {"claimed": money(report, claimed, language), "lines": money(report, report.found.billed, language)}
        yield say("audit total off", language, **told)


def dead_total(report: AuditReport, language: Language) -> str:
    """How many limits serve no sale, until when to cancel them, and what that saves."""
    if not report.dead:
        return say("dead none", language)
    day = show_day(min(each.last_day_to_cancel for each in report.dead), language)
    if report.saved == MISSING:
        return say_count(len(report.dead), "dead unpriced", language, day=day)
    return say_count(len(report.dead), "dead total", language, day=day, amount=money(report, report.saved, language))


def dead_rule(report: AuditReport, language: Language) -> str:
    """What makes a limit one that serves no sale."""
    return say("dead rule", language, months=say_count(report.idle, "dead months", language))
