"""One buyer whole: who it is, what it owes, its limits over time, what was asked, what is held, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from encours.clauses.choices import AmountBase
from encours.cover.book.agreement import wide
from encours.explain.blocks import EMPTY, Block, Cell, Column, Grid, Heading, Page, Span, line
from encours.explain.buyer_history import decisions, invoices, requests, securities, signals
from encours.explain.buyers_report import FAR, BuyerLine, Coming, Portfolio, Standing
from encours.explain.clause_texts import heading
from encours.explain.cover_report import note_of_indemnity
from encours.explain.names import (
    AT_RISK_MARK,
    STATE_MARKS,
    VERDICT_MARKS,
    state_text,
)
from encours.explain.next_delivery import LayerLimit
from encours.explain.values import amount, day, whole_amount
from encours.explain.words import counted, say
from encours.units import MISSING, Cents
from encours.units.show import Language, show_percentage

IDENTIFIERS: Final = ("siren", "siret", "vat_number", "lei", "national_id", "sector", "group", "buyer_class")
"""What a buyer is registered under, in the order it is told."""

MEMBERS: Final = 6
"""Members of a group told by name at most."""


def buyer_page(portfolio: Portfolio, each: BuyerLine, language: Language, *, rows: int) -> Page:
    """Page of one buyer; its longer lists show at most so many rows."""
    standing = portfolio.standing(each)
    return (
        *_identity(portfolio, each, language),
        *tuple(portfolio.question.told("buyer title", language))[1:],
        EMPTY,
        *_figures(portfolio, each, standing, language),
        *_coming(portfolio, each, standing, language),
        *decisions(portfolio, each, standing, language),
        *requests(portfolio, each, language),
        *securities(portfolio, each, language),
        *signals(portfolio, each, standing, language, rows),
        *invoices(portfolio, each, language, rows),
    )


def _identity(portfolio: Portfolio, each: BuyerLine, language: Language) -> Iterator[Block]:
    lines, company = portfolio.lines, portfolio.question.company
    told = {name: lines.buyer_field(each.buyer, name) for name in IDENTIFIERS}
    yield line(
        Span(each.name, "bold"),
        Span(f"  ({', '.join(part for part in (each.buyer, each.country) if part)})", "bright_black"),
        Span(f" — {say('buyer of', language, company=company)}", "bold"),
    )
    words = [f"{say(f'identity {name}', language)} {value}" for name, value in told.items() if value]
    if words:
        yield line(Span(" · ".join(words), "bright_black"))


def _figures(portfolio: Portfolio, each: BuyerLine, standing: Standing, language: Language) -> Iterator[Block]:
    currency = portfolio.question.currency
    rows: list[tuple[Cell, ...]] = [
        (
            Span(say("outstanding", language), "bold"),
            Span(amount(each.outstanding, currency, language), "bold"),
            Span(counted(each.rows, "receivables", language), "bright_black"),
        )
    ]
    rows += [
        (Span(f"  {state_text(state, language)}", STATE_MARKS[state].style), amount(part, currency, language), "")
        for state, part in each.parts.items()
        if part
    ]
    if each.insured:
        note = Span(say(note_of_indemnity(portfolio.question.programme), language), "bright_black")
        rows.append((say("insured one", language), amount(each.insured, currency, language), note))
    limits = () if standing.delivery is None else standing.delivery.limits
    rows += [
        _limit(portfolio, each, layer, one, language)
        for layer, one in enumerate(limits)
        if one.amount != 0 or not layer
    ]
    rows += list(_new_deliveries(portfolio, each, standing, language))
    rows += list(_own_limit(portfolio, standing, language))
    yield Grid((Column(""), Column("", right=True), Column("", folds=True)), tuple(rows), titled=False)


def _limit(
    portfolio: Portfolio, each: BuyerLine, layer: int, limit: LayerLimit, language: Language
) -> tuple[Cell, ...]:
    policy, currency = portfolio.question.programme.policies[layer], portfolio.question.currency
    base = AmountBase.numbered(wide(portfolio.question.programme.primary, "limit_amount_base"))
    decided = portfolio.standing(each).of_layer(layer)
    kind = limit.kind.french if language == "fr" else limit.kind.english
    words = [kind, base.french if language == "fr" else base.english]
    if decided is not None:
        words.append(say("limit since", language, day=day(decided.effective_on, language)))
        if decided.decision.expires_on == MISSING:
            words.append(say("limit until unknown", language))
        elif decided.decision.expires_on < FAR:
            words.append(say("limit until", language, day=day(decided.decision.expires_on, language)))
        if decided.decision.percentage != MISSING:
            percentage = show_percentage(decided.decision.percentage, language)
            words.append(say("percentage", language, percentage=percentage))
    if taken := (" ; " if language == "fr" else "; ").join(_taken(portfolio, each, limit, language)):
        words.append(taken)
    title = say("limit", language).capitalize()
    if len(portfolio.question.programme.policies) > 1:
        title = f"{title} — {policy.name}"
    told = say("unknown amount", language) if limit.amount is None else amount(limit.amount, currency, language)
    return Span(title, "bold"), Span(told, "bold"), ", ".join(words)


def _taken(portfolio: Portfolio, each: BuyerLine, limit: LayerLimit, language: Language) -> Iterator[str]:
    """What takes the limit: older debt, by member where a group shares it, and what of it finds no room."""
    currency, beside = portfolio.question.currency, portfolio.cover.book.agreement["side_by_side"]
    members = portfolio.members(each.buyer)
    if limit.used is None or not limit.amount:
        return
    inside = limit.used - limit.beyond
    if len(members) > 1:
        yield _shared(portfolio, each, limit, inside, language)
    elif limit.beyond and not beside:
        yield say("limit taken whole", language)
    else:
        yield say("limit taken", language, used=whole_amount(limit.used, currency, language))
    if limit.beyond and not beside:
        yield say("finds no room", language, beyond=whole_amount(limit.beyond, currency, language))


def _shared(portfolio: Portfolio, each: BuyerLine, limit: LayerLimit, inside: Cents, language: Language) -> str:
    """The group that shares a limit and what each member takes; its names alone where the parts are not known."""
    currency, lines, names = portfolio.question.currency, portfolio.lines, portfolio.cover.book.buyers.names
    group = lines.buyer_field(each.buyer, "group")
    taken = sorted(limit.taken, key=lambda one: -one[1])
    if sum(part for _, part in taken) == inside and 0 < len(taken) <= MEMBERS:
        told = (f"{lines.buyer_name(names[one])} {whole_amount(part, currency, language)}" for one, part in taken)
        return say("limit shared", language, group=group, members=", ".join(told))
    told = (lines.buyer_name(one) for one in portfolio.members(each.buyer)[:MEMBERS])
    used = whole_amount(limit.used or 0, currency, language)
    return say("limit shared in all", language, group=group, members=", ".join(told), used=used)


def _new_deliveries(
    portfolio: Portfolio, each: BuyerLine, standing: Standing, language: Language
) -> Iterator[tuple[Cell, ...]]:
    delivery, policy = standing.delivery, portfolio.question.programme.primary
    if delivery is None:
        return
    title = Span(say("room left", language), "bold")
    if standing.halt is None:
        assert delivery.room is not None, "what nobody can tell is a halt"
        full = "no room" if len(portfolio.members(each.buyer)) < 2 else "no room in the group"
        told = say("may deliver" if delivery.room else full, language)
        style = "bold green" if delivery.room else "bold yellow"
        yield title, Span(amount(delivery.room, policy.currency, language), style), told
        return
    mark = VERDICT_MARKS[standing.halt.verdict]
    yield title, Span(mark.symbol, mark.style), Span(standing.halt.room(language), mark.style)


def _own_limit(portfolio: Portfolio, standing: Standing, language: Language) -> Iterator[tuple[Cell, ...]]:
    own, currency = standing.own, portfolio.question.currency
    if own is None:
        return
    words = [say(f"position {own.position}", language)]
    if own.accepted is not None:
        words.append(say("own accepted", language, accepted=whole_amount(own.accepted, currency, language)))
    style = ""
    if own.room is not None:
        key, style = ("exceeded", "red") if own.is_exceeded else ("own room", "")
        size = whole_amount(abs(own.room), currency, language)
        words.append(say(key, language, amount=size))
    told = say("unknown amount", language) if own.amount is None else amount(own.amount, currency, language)
    yield Span(say("own limit", language).capitalize(), "bold"), Span(told, "bold"), Span(", ".join(words), style)


def _coming(portfolio: Portfolio, each: BuyerLine, standing: Standing, language: Language) -> Iterator[Block]:
    if not standing.coming:
        return
    today = portfolio.question.as_of
    yield Heading(say("dates title", language))
    rows = []
    for one in standing.coming:
        is_near = one.on <= today + portfolio.lines.warning_days
        style, symbol = (AT_RISK_MARK.style, AT_RISK_MARK.symbol) if is_near else ("", " ")
        told = say(f"date {one.what}", language, reference=one.reference)
        if one.what == "cover":
            told = f"{told} {_changes(portfolio, each, one, language)}".strip()
        rows.append((Span(f"{symbol} {day(one.on, language)}", style), Span(str(one.on - today), style), told))
    yield Grid(
        (
            Column(f"  {say('day', language)}"),
            Column(say("waiting days", language), right=True),
            Column(say("date what", language), folds=True),
        ),
        tuple(rows),
    )


def _changes(portfolio: Portfolio, each: BuyerLine, coming: Coming, language: Language) -> str:
    """Invoices and clauses whose answer changes after a day."""
    lines, told = portfolio.lines, []
    for row in portfolio.rows(each.buyer):
        if row.cover.until != coming.on or not lines.at_stake(row):
            continue
        rows = (one for one in lines.explained(row.account).rows if one.ledger_row == row.row)
        findings = (f for one in rows for layer in one.layers for f in layer.findings if f.until == coming.on)
        finding = next(findings, None)
        title = "" if finding is None else heading(finding, language)
        told.append(f"{lines.shown_number(row)} ({title})" if title else lines.shown_number(row))
    return ", ".join(told)
