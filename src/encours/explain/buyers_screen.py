"""The buyers as a page: one line each, then what waits for the insurer, own limits, and conditions not met."""

from __future__ import annotations

from collections.abc import Iterator

from encours.clauses.states import State
from encours.explain.blocks import EMPTY, Block, Cell, Column, Grid, Heading, Page, Span, line
from encours.explain.buyers_report import BuyerLine, Portfolio, Standing
from encours.explain.cover_screen import left_out, told_by_age
from encours.explain.names import AT_RISK_MARK, VERDICT_MARKS
from encours.explain.next_delivery import NextDelivery
from encours.explain.values import day, whole_amount
from encours.explain.words import counted, say
from encours.units import NEVER, Cents
from encours.units.show import Language


def buyers_page(portfolio: Portfolio, language: Language, *, rows: int) -> Page:
    """Page of the buyers with the largest outstanding; each list shows at most so many rows."""
    return (
        *portfolio.question.told("buyers title", language),
        *told_by_age(portfolio.told_by_age, portfolio.question.currency, language),
        EMPTY,
        *_table(portfolio, language, rows),
        *_waiting(portfolio, language, rows),
        *_own_limits(portfolio, language, rows),
        *_unmet(portfolio, language, rows),
        *_next(portfolio, language),
    )


def _table(portfolio: Portfolio, language: Language, rows: int) -> Iterator[Block]:
    every, currency = portfolio.buyers, portfolio.question.currency
    count = counted(len(every), "buyers count", language)
    sums = [whole_amount(sum(each.outstanding for each in every), currency, language)]
    columns = [
        Column(say("code", language)),
        Column(say("buyer", language), cut=True),
        Column(say("country", language), least=175),
        Column(say("outstanding", language), right=True),
        Column(say("own limit", language), right=True, least=150 if portfolio.is_judged else 0),
        Column(say("requested", language), right=True, least=160 if portfolio.is_judged else 0),
    ]
    if portfolio.is_judged:
        total = {state: sum(each.parts[state] for each in every) for state in State}
        sums += [whole_amount(total[each], currency, language) for each in (State.COVERED, State.OVER_LIMIT)]
        columns[3:4] = [
            Column(say("limit", language), right=True, least=90),
            Column(say("limit kind", language), least=138),
            columns[3],
            Column(say("covered", language), right=True),
            Column(say("over limit", language), right=True, least=100),
            Column(say("room", language), right=True),
        ]
        columns += [Column(say("next date", language)), Column("", folds=True, least=118)]
    before = [say("total", language), count, "", *(("", "") if portfolio.is_judged else ())]
    after = [""] * (len(columns) - len(before) - len(sums))
    rows_ = tuple(_row(portfolio, each, language) for each in every[:rows])
    yield Grid(tuple(columns), rows_, total=(*before, *sums, *after), wider=say("wider", language))
    yield from left_out(len(every) - rows, language)
    if portfolio.is_judged:
        yield line(Span(say("legend", language), "bright_black"))


def _row(portfolio: Portfolio, each: BuyerLine, language: Language) -> tuple[Cell, ...]:
    standing, currency = portfolio.standing(each), portfolio.question.currency
    delivery, waiting = standing.delivery, each.facts.waiting
    asked = sum(portfolio.exchange.into_policy(one.amount, one.currency) or 0 for one in waiting)
    first = (each.buyer, each.name, each.country)
    outstanding = whole_amount(each.outstanding, currency, language)
    beside = (
        "" if standing.own is None else own_amount(standing.own.amount, currency, language),
        Span(f"⚑ {whole_amount(asked, currency, language)}" if waiting else "", "yellow"),
    )
    if not portfolio.is_judged:
        return (*first, outstanding, *beside)
    return (
        *first,
        "" if delivery is None else own_amount(delivery.limit, currency, language),
        kinds(delivery, language),
        outstanding,
        whole_amount(each.parts[State.COVERED], currency, language),
        Span(whole_amount(each.over_limit, currency, language), "yellow" if each.over_limit else "bright_black"),
        room(delivery, currency, language),
        *beside,
        *_next_date(portfolio, standing, language),
    )


def kinds(delivery: NextDelivery | None, language: Language) -> str:
    """Kinds of the limits of a buyer, one for each layer that has one."""
    if delivery is None:
        return ""
    told = [each.kind for place, each in enumerate(delivery.limits) if each.amount != 0 or not place]
    return " + ".join(kind.french if language == "fr" else kind.english for kind in told)


def room(delivery: NextDelivery | None, currency: str, language: Language) -> Span:
    """Room left for a delivery of the day; the mark of the verdict where a clause keeps it from being covered."""
    if delivery is None:
        return Span("")
    if delivery.refused_by is not None:
        mark = VERDICT_MARKS[delivery.refused_by.verdict]
        return Span(mark.symbol, mark.style)
    assert delivery.room is not None, "what nobody can tell is refused by a finding"
    return Span(whole_amount(delivery.room, currency, language), "green" if delivery.room else "yellow")


def own_amount(amount: Cents | None, currency: str, language: Language) -> str:
    """An amount of a limit, or that stands on one, in a word where nobody can tell it."""
    return say("unknown amount", language) if amount is None else whole_amount(amount, currency, language)


def _next_date(portfolio: Portfolio, standing: Standing, language: Language) -> tuple[Span, Span]:
    """What keeps new deliveries from being covered, with its day; else the next day on which something changes."""
    if standing.halts:
        halt = standing.halts[0]
        mark = VERDICT_MARKS[halt.verdict]
        since = f"{mark.symbol} {day(halt.since, language)}" if halt.since < NEVER else mark.symbol
        return Span(since, mark.style), Span(halt.reason_in_brief(language), mark.style)
    if not standing.coming:
        return Span(""), Span("")
    first = standing.coming[0]
    is_near = first.on <= portfolio.question.as_of + portfolio.lines.warning_days
    style, symbol = (AT_RISK_MARK.style, AT_RISK_MARK.symbol) if is_near else ("bright_black", " ")
    return Span(f"{symbol} {day(first.on, language)}", style), Span(say(f"coming {first.what}", language), style)


def _waiting(portfolio: Portfolio, language: Language, rows: int) -> Iterator[Block]:
    today = portfolio.question.as_of
    shown: list[tuple[int, tuple[Cell, ...]]] = []
    for each in portfolio.buyers:
        for request in each.facts.waiting:
            money = portfolio.exchange.into_policy(request.amount, request.currency)
            cells = (own_amount(money, portfolio.question.currency, language), instead(portfolio, each, language))
            shown.append((request.requested_on, (each.buyer, each.name, *cells)))
        shown.extend(
            (one.appealed_on, (each.buyer, each.name, "", say("appeal of", language, decision=one.decision)))
            for one in each.facts.contested
        )
    if not shown:
        return
    yield Heading(say("waiting title", language))
    shown.sort(key=lambda row: row[0])
    yield Grid(
        (
            Column(say("asked on", language)),
            Column(say("waiting days", language), right=True),
            Column(say("code", language)),
            Column(say("buyer", language), cut=True),
            Column(say("requested", language), right=True),
            Column(say("waiting what", language), folds=True),
        ),
        tuple((Span(day(on, language), "yellow"), str(today - on), *cells) for on, cells in shown[:rows]),
    )
    yield from left_out(len(shown) - rows, language)


def instead(portfolio: Portfolio, each: BuyerLine, language: Language) -> str:
    """What a limit asked for would be instead of; nothing where no policy tells the limit."""
    delivery = portfolio.standing(each).delivery
    if not portfolio.is_judged:
        return ""
    if delivery is None or delivery.limit == 0:
        return say("first request", language)
    if delivery.limit is None:
        return say("raise unknown", language)
    limit = whole_amount(delivery.limit, portfolio.question.currency, language)
    return say("raise request", language, limit=limit)


def _own_limits(portfolio: Portfolio, language: Language, rows: int) -> Iterator[Block]:
    """Buyers with an own limit, those that exceed it by the most first."""
    currency = portfolio.question.currency
    found: list[tuple[Cents, tuple[Cell, ...]]] = []
    for each in portfolio.buyers:
        own = portfolio.standing(each).own if each.facts.own_limits else None
        if own is None:
            continue
        delivery = portfolio.standing(each).delivery
        left: Cell = own_amount(own.room, currency, language)
        if own.room is not None and own.is_exceeded:
            left = Span(say("exceeded", language, amount=whole_amount(-own.room, currency, language)), "red")
        amounts = (None if delivery is None else delivery.limit, own.allowed, own.accepted, each.outstanding)
        told = (own_amount(one, currency, language) for one in amounts)
        found.append((0 if own.room is None else own.room, (each.buyer, each.name, *told, left)))
    shown = [cells for _, cells in sorted(found, key=lambda one: one[0])]
    if not shown:
        return
    yield Heading(say("own limits title", language))
    yield Grid(
        (
            Column(say("code", language)),
            Column(say("buyer", language), cut=True),
            Column(say("insured limit", language), right=True, least=90),
            Column(say("allowed", language), right=True),
            Column(say("accepted", language), right=True, least=120),
            Column(say("outstanding", language), right=True),
            Column(say("left to sell", language), right=True),
        ),
        tuple(shown[:rows]),
    )
    yield from left_out(len(shown) - rows, language)


def _unmet(portfolio: Portfolio, language: Language, rows: int) -> Iterator[Block]:
    asked = [each for each in portfolio.buyers if any(one.conditions for one in each.facts.limit_decisions)]
    shown = [
        (
            each.buyer,
            each.name,
            whole_amount(each.outstanding, portfolio.question.currency, language),
            one.decision.reference,
            Span(one.decision.conditions, "yellow"),
        )
        for each in asked
        for one in portfolio.standing(each).unmet
    ]
    if not shown:
        return
    yield Heading(say("unmet title", language))
    yield Grid(
        (
            Column(say("code", language)),
            Column(say("buyer", language), cut=True),
            Column(say("outstanding", language), right=True),
            Column(say("decision", language), least=100),
            Column(say("condition", language), folds=True),
        ),
        tuple(shown[:rows]),
    )
    yield from left_out(len(shown) - rows, language)


def _next(portfolio: Portfolio, language: Language) -> Iterator[Block]:
    if portfolio.buyers and portfolio.is_judged:
        yield EMPTY
        command = portfolio.question.again.buyers(portfolio.buyers[0].buyer)
        yield line(Span(say("one buyer", language, command=command), "bright_black"))
