"""One bond whole: what happened, where it stands, and the term and the fact behind each figure."""

from __future__ import annotations

from collections.abc import Iterator

from encours.bonds.last_day import End, written_last_day
from encours.bonds.standing import Standing, standing
from encours.explain.blocks import Block, Cell, Column, Grid, Heading, Page, Span, line
from encours.explain.bonds_report import BondsReport, is_opposed
from encours.explain.bonds_screen import fee_text, line_head
from encours.explain.values import amount
from encours.explain.words import counted, say
from encours.facts.kinds import BondEvent
from encours.units import MISSING, UNSET, Cents
from encours.units.show import Language, show_day, show_percentage


def bond_page(report: BondsReport, each: Standing, language: Language) -> Page:
    """Page of one bond."""
    told = {"reference": each.bond.reference, "kind": each.kind.name, "beneficiary": each.bond.beneficiary}
    contract = f", {say('bond contract', language, contract=each.bond.contract)}" if each.bond.contract else ""
    return (
        line(Span(say("bond title", language, **told) + contract, "bold")),
        *tuple(line_head(report, language))[1:],
        *_history(report, each, language),
        *_now(report, each, language),
    )


def _history(report: BondsReport, each: Standing, language: Language) -> Iterator[Block]:
    yield Heading(say("bond history", language))
    columns = (
        Column(say("bond day", language)),
        Column(say("bond event", language)),
        Column(say("bond event amount", language), right=True),
        Column(say("bond outstanding", language), right=True),
        Column(say("bond due", language), right=True),
        Column(say("bond from", language)),
    )
    rows = [_happened(report, each, None, language)]
    rows += [_happened(report, each, place, language) for place in range(len(each.events))]
    yield Grid(columns, tuple(rows))


def _happened(report: BondsReport, each: Standing, place: int | None, language: Language) -> tuple[Cell, ...]:
    """An event, the issue first, with what stood after it."""
    event = None if place is None else each.events[place]
    on, told, source = each.bond.issued_on, each.bond.amount, each.bond.fact_id
    if event is not None:
        on, told, source = event.happened_on, event.amount, event.fact_id
    after = standing(each.bond, each.events[: 0 if place is None else place + 1], each.kind, on)
    return (
        show_day(on, language),
        event_word(event, language),
        "" if told == MISSING else _money(report, told, language),
        _money(report, after.outstanding, language),
        _due(report, after, language),
        Span(source, "bright_black"),
    )


def event_word(event: BondEvent | None, language: Language) -> str:
    """What happened, in the words of the tables; the new last day of an extension."""
    word = say(f"bond event {'issued' if event is None else event.event}", language)
    if event is None:
        return word
    return word if event.expires_on == MISSING else f"{word} → {show_day(event.expires_on, language)}"


def _now(report: BondsReport, each: Standing, language: Language) -> Iterator[Block]:
    yield Heading(say("bond now", language, day=show_day(each.day, language)))
    columns = (
        Column(""),
        Column("", right=True),
        Column(say("bond why", language), folds=True),
        Column(say("bond from", language), folds=True),
    )
    yield Grid(columns, tuple(_figures(report, each, language)))


def _figures(report: BondsReport, each: Standing, language: Language) -> Iterator[tuple[Cell, ...]]:
    def row(key: str, value: str, why: str, *terms: str) -> tuple[Cell, ...]:
        places = [f"{name} ({places_of[name]})" for name in terms if name in places_of]
        return say(key, language), value, why, Span(", ".join(places), "bright_black")

    places_of = {**report.portfolio.line.places, **each.kind.places}
    yield row("bond outstanding", _money(report, each.outstanding, language), _end(each, language),
              "runs_until", "lapses_after_reception")  # fmt: skip
    if each.called:
        yield row("bond called of", _money(report, each.called, language), "")
        yield row("bond accepted", _money(report, each.accepted, language), say("why accepted", language))
    yield row("bond due", _due(report, each, language), _why_due(report, each, language), "nature")
    yield row("bond paid", _money(report, each.paid, language), "")
    yield row("bond recover", _money(report, each.to_recover, language), _recourse(report, each, language),
              "collateral")  # fmt: skip
    fee = report.portfolio.fees[each.bond.reference]
    yield row("bond fee", fee_text(report, fee.amount, language), _why_fee(report, each, language), "rate",
              "minimum_fee", "day_count", "fee_period")  # fmt: skip


def _end(each: Standing, language: Language) -> str:
    by = each.ending.by
    if not each.has_ended and each.outstanding == 0:
        return say("why end used up", language)
    if by is End.NONE:
        last = written_last_day(each.bond, each.events)
        if is_opposed(each):
            return say("why end opposed", language)
        return say(
            "why past" if last < each.day else "why end none", language, day=show_day(min(last, each.day), language)
        )
    day = show_day(each.ending.on - (by is not End.RELEASE), language)
    return say(f"why end {by.value}", language, day=day, months=each.kind.lapses_after_reception)


def _why_due(report: BondsReport, each: Standing, language: Language) -> str:
    if each.due == MISSING:
        return say("why due unknown", language)
    if each.ended_by is End.RELEASE:
        return say("why due released", language)
    debts = [event.amount for event in each.events if event.event == "debt established"]
    if each.called and each.kind.nature.english == "accessory" and debts:
        return say("why due accessory", language, amount=_money(report, debts[-1], language))
    return say("why due on demand" if each.due else "why due nothing", language)


def _recourse(report: BondsReport, each: Standing, language: Language) -> str:
    held = report.portfolio.line.collateral
    if not each.to_recover:
        return ""
    if held == UNSET:
        return say("why recover", language)
    return say("why recover collateral", language, amount=_money(report, held, language))


def _why_fee(report: BondsReport, each: Standing, language: Language) -> str:
    fee, agreed = report.portfolio.fees[each.bond.reference], report.portfolio.line
    if fee.amount == UNSET:
        return say("why fee none", language)
    told = ""
    if fee.by_rate != UNSET:
        told = say(
            "why fee", language, rate=show_percentage(each.kind.rate, language), count=agreed.day_count.days,
            days=counted(fee.days, "bond days", language), amount=_money(report, fee.by_rate, language),
        )  # fmt: skip
    if each.kind.minimum_fee != UNSET:
        told += say("why fee minimum", language, amount=_money(report, each.kind.minimum_fee, language))
    return told.removeprefix("; ").removeprefix(" ; ")


def _due(report: BondsReport, each: Standing, language: Language) -> str:
    return "?" if each.due == MISSING else _money(report, each.due, language)


def _money(report: BondsReport, cents: Cents, language: Language) -> str:
    return amount(cents, report.portfolio.line.currency, language)
