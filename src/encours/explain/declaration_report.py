"""A declaration of turnover as every form shows it, with the sentences they share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from encours.explain.party_names import PartyNames
from encours.explain.report_head import Head
from encours.explain.values import amount
from encours.explain.words import say, say_count
from encours.facts.kinds import TurnoverDeclaration
from encours.facts.view import View
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy
from encours.premium.declarations import NEW, Declaration, Declarations, Difference
from encours.premium.declared_parts import OTHER_COUNTRIES, UNKNOWN_ZONE, zone_of
from encours.premium.turnover import Sale, lacking_euros
from encours.units import MILLION, MISSING, NEVER, Cents
from encours.units.refusal import nearest_names
from encours.units.show import Language, show_day, show_rate


@dataclass(frozen=True, slots=True)
class DeclarationReport:
    """The declaration of one period among those of a policy."""

    head: Head
    view: View
    found: Declarations
    shown: Declaration
    names: PartyNames

    @property
    def policy(self) -> Policy:
        """Policy that it is declared under."""
        return self.found.policy

    @property
    def lacking(self) -> Mapping[str, tuple[Sale, ...]]:
        """Sales of the period by what nobody knows of them."""
        return lacking_euros(self.shown.sales)


def zone_name(zone: str, language: Language) -> str:
    """What people call a zone of countries."""
    keys = {OTHER_COUNTRIES: "declare other countries", UNKNOWN_ZONE: "declare unknown country"}
    return say(keys[zone], language) if zone in keys else zone


def rate_text(rate: Fraction | None, language: Language) -> str:
    """Rate as policies write it, exactly; empty where there is none, to the nearest millionth of one."""
    return "" if rate is None else show_rate(round(rate * MILLION), language)


def zone_of_sale(report: DeclarationReport, sale: Sale, language: Language) -> str:
    """Zone of the buyer of a sale."""
    return zone_name(zone_of(report.policy, sale.line.keys.get("country", "")), language)


def money(report: DeclarationReport, cents: Cents, language: Language) -> str:
    """Amount to the cent, in the currency of the policy."""
    return amount(cents, report.policy.currency, language)


def document(sale: Sale) -> str:
    """Number of a document, with the rank of its instalment after the first."""
    return sale.document if sale.instalment == 1 else f"{sale.document}/{sale.instalment}"


def why(sale: Sale, language: Language) -> str:
    """What leaves a sale out, in a few words; empty where nothing does."""
    return say(f"left out {sale.why}", language) if sale.why else ""


def change(each: Difference, language: Language) -> str:
    """How a sale differs from what was known of it."""
    if each.change == NEW and each.sale.is_credit_note:
        return say("change credit note", language)
    return say(f"change {each.change}", language)


def headline(report: DeclarationReport, language: Language) -> str:
    """What is to be declared, of how much sold."""
    sold = sum(each.line.amount for each in report.shown.sales)
    told = {"amount": report.shown.amount, "sold": sold, "out": sold - report.shown.amount}
    return say("declare headline", language, **{name: money(report, cents, language) for name, cents in told.items()})


def base(report: DeclarationReport, language: Language) -> str:
    """Whether amounts have their tax in."""
    gross = resolve(report.policy, "premium_amount_base", {}, report.policy.period_start)
    return say("declare base gross" if gross else "declare base net", language)


def by_when(report: DeclarationReport, language: Language) -> Iterator[str]:
    """By when it is to be declared, whether it was, and whether the period is over."""
    shown, today = report.shown, report.head.as_of
    due = show_day(shown.due_on, language)
    done = [each for each in shown.filed if each.declared_on < NEVER]
    if done and shown.declared_on < NEVER:
        late = shown.declared_on - shown.due_on
        told = {"day": show_day(shown.declared_on, language), "amount": declared(report, done, language)}
        key = "declare done late" if late > 0 else "declare done"
        yield say(key, language, **told, days=days(late, language))
    elif today > shown.due_on:
        yield say("declare late", language, day=due, days=days(today - shown.due_on, language))
    else:
        yield say("declare due", language, day=due)
    if today < shown.period.last:
        yield say("declare open", language, day=show_day(today, language))


def declared(report: DeclarationReport, done: Sequence[TurnoverDeclaration], language: Language) -> str:
    """What was declared, each currency apart; that it is not known where somebody did not say."""
    by_currency: dict[str, Cents] = {}
    for each in done:
        if each.amount == MISSING:
            return say("declare amount unknown", language)
        currency = each.currency or report.policy.currency
        by_currency[currency] = by_currency.get(currency, 0) + each.amount
    return " + ".join(amount(cents, currency, language) for currency, cents in by_currency.items())


def days(count: int, language: Language) -> str:
    """A number of days."""
    return say_count(count, "declare days", language)


def warnings(report: DeclarationReport, language: Language) -> Iterator[str]:
    """Why nothing is compared, and what is in no period."""
    yield from (say(f"reason {each}", language) for each in report.shown.reasons)
    for days_told in report.shown.days_left_out:
        first, last = (show_day(each, language) for each in days_told)
        yield say("declare days undeclared", language, first=first, last=last)
    for zone in (each for each in report.shown.zones_declared if not each.is_declared):
        told = {"zone": zone_name(zone.zone, language), "amount": money(report, zone.now, language)}
        yield say("declare zone undeclared", language, **told)
    yield from (_strange(report, each, language) for each in report.shown.strange)
    undated = report.found.undated
    if undated:
        total = money(report, sum(each.line.amount for each in undated), language)
        yield say_count(len(undated), "declare undated", language, amount=total)


def _strange(report: DeclarationReport, each: TurnoverDeclaration, language: Language) -> str:
    """Where a zone is named that the policy does not have, and what to write."""
    near = next(iter(nearest_names(each.zone, list(report.policy.zones))), "")
    told = {"place": each.source or "turnover_declarations.csv", "zone": each.zone, "near": near}
    listed = ", ".join((*report.policy.zones, OTHER_COUNTRIES))
    hint = say("declare zone near", language, **told) if near else ""
    return say("declare zone unknown", language, **told, zones=listed, hint=hint)


def verdict(report: DeclarationReport, language: Language) -> str:
    """What to do about the difference to what was declared; empty where nothing is compared."""
    compared = report.shown.compared
    if compared is None:
        return ""
    if compared.amount == 0:
        return say("declare same", language)
    key = "declare more" if compared.amount > 0 else "declare less"
    return say(key, language, amount=money(report, abs(compared.amount), language))


def untold(report: DeclarationReport, language: Language) -> str:
    """Why what was declared is not what the ledger of its day counted."""
    compared = report.shown.compared
    if compared is not None and (sale := compared.made_by) is not None:
        told = {"document": document(sale), "buyer": report.names.name(sale.line.buyer)}
        return say("declare made in" if sale.line.excluded else "declare made out", language, **told)
    if compared is None or not compared.left_in:
        return say("declare then", language)
    names = ", ".join(say(f"exclusion {each}", language).lower() for each in compared.left_in)
    return say("declare left in", language, exclusions=names)
