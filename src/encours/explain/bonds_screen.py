"""Bonds of a line as a page: what is used and left, each bond, what does not fit, who is on both sides."""

from __future__ import annotations

from collections.abc import Iterator

from encours.bonds.portfolio import Fit, Use
from encours.bonds.standing import Standing
from encours.explain.blocks import EMPTY, Block, Cell, Column, Grid, Heading, Page, Span, line
from encours.explain.bonds_report import BondsReport, OnBothSides, is_over, state_of
from encours.explain.cover_screen import left_out
from encours.explain.values import amount
from encours.explain.words import counted, say
from encours.units import MISSING, NEVER, UNSET, Cents
from encours.units.show import Language, show_day


def bonds_page(report: BondsReport, language: Language, *, rows: int) -> Page:
    """Page of the bonds; the list shows at most so many of them."""
    return (
        *line_head(report, language),
        EMPTY,
        *_uses(report, language),
        *_asked(report, language),
        *_bonds(report, language, rows),
        *_findings(report, language),
        *sides_table(report.both_sides, report.portfolio.line.currency, language),
    )


def line_head(report: BondsReport, language: Language) -> Iterator[Block]:
    """Who asks, when, under which line."""
    agreed, head = report.portfolio.line, report.head
    company = f" — {head.company}" if head.company else ""
    yield line(Span(say("bonds title", language) + company, "bold"))
    yield line(Span(", ".join((head.asked(language), head.in_currency(language))), "bright_black"))
    first = show_day(agreed.opens_on, language)
    told = say("bonds open from", language, first=first)
    if agreed.closes_on != NEVER:
        told = say("bonds open", language, first=first, last=show_day(agreed.closes_on, language))
    principal = agreed.principal or head.company or "?"
    who = say("bonds line", language, name=agreed.name, surety=agreed.surety, principal=principal)
    yield line(Span(f"{who} · {told}", "bright_black"))
    if not agreed.is_open(report.portfolio.day):
        yield line(Span(say("bonds closed", language), "yellow"))


def _uses(report: BondsReport, language: Language) -> Iterator[Block]:
    found, agreed = report.portfolio, report.portfolio.line
    columns = (
        Column(""),
        Column(say("bonds nature", language)),
        Column(say("bonds agreed", language), right=True),
        Column(say("bonds used", language), right=True),
        Column(say("bonds room", language), right=True),
    )
    rows = [(say("bonds whole line", language), "", *_use(report, found.use, language))]
    for name, kind in agreed.kinds.items():
        nature = kind.nature.french if language == "fr" else kind.nature.english
        rows.append((f"  {name}", Span(nature, "bright_black"), *_use(report, found.by_kind[name], language)))
    yield Grid(columns, tuple(rows))
    if report.to_recover:
        key = "bonds to recover in the line" if agreed.payments_take_room else "bonds to recover"
        yield line(Span(say(key, language, amount=_money(report, report.to_recover, language)), "yellow"))
    if agreed.collateral != UNSET:
        told = say("bonds collateral", language, amount=_money(report, agreed.collateral, language))
        yield line(Span(told, "bright_black"))


def _use(report: BondsReport, use: Use, language: Language) -> tuple[Cell, ...]:
    used = Span(_money(report, use.used, language), "red" if use.over else "")
    if use.total == UNSET:
        return Span(say("bonds no sublimit", language), "bright_black"), used, ""
    return _money(report, use.total, language), used, _money(report, use.room, language)


def _asked(report: BondsReport, language: Language) -> Iterator[Block]:
    if report.asked is not None:
        style = "green" if report.asked.fits else "red"
        yield EMPTY
        yield line(Span(asked_sentence(report, report.asked, language), style))


def asked_sentence(report: BondsReport, asked: Fit, language: Language) -> str:
    """Whether the bond asked for finds room, and what it lacks."""
    told = {"kind": asked.kind.name, "amount": _money(report, asked.amount, language)}
    if asked.fits:
        return say("bonds ask fits", language, **told)
    if not asked.is_open:
        return say("bonds ask closed", language, **told)
    lacking = [
        say(key, language, amount=_money(report, cents, language))
        for key, cents in (
            ("bonds lacks line", asked.lacking_in_the_line),
            ("bonds lacks kind", asked.lacking_in_the_kind),
        )
        if cents
    ]
    return say("bonds ask lacks", language, lacking=", ".join(lacking), **told)


def _bonds(report: BondsReport, language: Language, rows: int) -> Iterator[Block]:
    yield Heading(say("bonds each", language))
    every = report.portfolio.bonds
    if not every:
        yield line(Span(say("bonds none", language), "bright_black"))
        return
    shown = [each for each in every if not is_over(each) or report.portfolio.fees[each.bond.reference].days]
    if shown:
        yield Grid(_columns(language), tuple(_row(report, each, language) for each in shown[:rows]))
    yield from left_out(len(shown) - rows, language)
    if ended := len(every) - len(shown):
        told = say("bonds ended with fees", language, count=counted(ended, "bonds ended", language))
        yield line(Span(told, "bright_black"))
    if shown:
        fee = next(iter(report.portfolio.fees.values()))
        first, last = (show_day(each, language) for each in (fee.first, fee.last))
        yield line(Span(say("bonds fee meaning", language, first=first, last=last), "bright_black"))
        first_bond = shown[0].bond.reference
        named = (f"--bond={first_bond}",) if first_bond.startswith("-") else ("--bond", first_bond)
        command = report.head.again.of("bonds", *named)
        yield line(Span(say("bonds open one", language, command=command), "bright_black"))


def _columns(language: Language) -> tuple[Column, ...]:
    return (
        Column(say("bond", language)),
        Column(say("bond kind", language)),
        Column(say("bond beneficiary", language), cut=True),
        Column(say("bond amount", language), right=True, least=120),
        Column(say("bond outstanding", language), right=True),
        Column(say("bond due", language), right=True),
        Column(say("bond recover", language), right=True, least=130),
        Column(say("bond fee", language), right=True),
        Column(say("bond state", language), folds=True),
    )


def _row(report: BondsReport, each: Standing, language: Language) -> tuple[Cell, ...]:
    def money(cents: Cents) -> str:
        return _money(report, cents, language) if cents else "·"

    return (
        each.bond.reference,
        each.kind.name,
        each.bond.beneficiary,
        money(each.bond.amount),
        money(each.outstanding),
        Span("?", "cyan") if each.due == MISSING else Span(money(each.due), "red" if each.due else "bright_black"),
        Span(money(each.to_recover), "yellow" if each.to_recover else "bright_black"),
        fee_text(report, report.portfolio.fees[each.bond.reference].amount, language),
        Span(state_of(each, language), "bright_black" if is_over(each) else ""),
    )


def fee_text(report: BondsReport, fee: Cents, language: Language) -> str:
    """A fee, or a sign that none is agreed."""
    return "—" if fee == UNSET else _money(report, fee, language)


def _findings(report: BondsReport, language: Language) -> Iterator[Block]:
    if not report.findings:
        return
    yield Heading(say("bonds findings", language))
    for each in report.findings:
        told, remedy = (each.fr, each.remedy_fr) if language == "fr" else (each.en, each.remedy_en)
        yield line(Span("✗ ", "red"), Span(told), Span(f"  {each.fact_ids[0]}", "bright_black"), hanging=2)
        yield line(Span(f"→ {remedy}", "cyan"), indent=2, hanging=2)


def sides_table(sides: tuple[OnBothSides, ...], currency: str, language: Language) -> Iterator[Block]:
    """Buyers that are beneficiaries too, in the currency of the line; nothing where there is none."""
    if not sides:
        return
    yield Heading(say("bonds owed by beneficiaries", language))
    columns = (
        Column(say("code", language)),
        Column(say("bond beneficiary", language), cut=True),
        Column(say("bonds in favour", language), right=True),
        Column(say("bonds receivables", language), right=True),
    )
    rows = tuple(
        (
            each.buyer, each.name, amount(each.bonds, currency, language),
            "?" if each.owes == MISSING else amount(each.owes, currency, language),
        )
        for each in sides
    )  # fmt: skip
    yield Grid(columns, rows)
    yield line(Span(say("bonds buyers meaning", language), "bright_black"))


def _money(report: BondsReport, cents: Cents, language: Language) -> str:
    return amount(cents, report.portfolio.line.currency, language)
