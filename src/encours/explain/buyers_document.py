"""The buyers as a document: their limits and what is left of them, what waits for the insurer, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from encours.clauses.states import State
from encours.explain.buyers_json import buyers_cells, buyers_columns
from encours.explain.buyers_report import BuyerLine, Portfolio, Standing
from encours.explain.buyers_screen import instead, kinds
from encours.explain.document.asked import asked_of, told, unjudged, warnings
from encours.explain.document.model import (
    Amount,
    Block,
    Cell,
    Chart,
    Column,
    Document,
    KeyFigure,
    KeyFigures,
    Kind,
    Paragraph,
    Part,
    Series,
    Shape,
    Table,
    Tone,
    Value,
    Voice,
)
from encours.explain.document.setting import Setting, ratio, spreadsheet
from encours.explain.document.shown import WIDE, shown
from encours.explain.names import AT_RISK_MARK, VERDICT_MARKS
from encours.units import NEVER, Cents
from encours.units.show import Language

CHARTED: Final = 12
"""Buyers that the drawing shows."""


def buyers_document(portfolio: Portfolio, language: Language, *, rows: int | None) -> Document:
    """Document of the buyers; each list has at most so many rows, without a bound all of them."""
    question = portfolio.question
    setting = Setting(language, question.currency, rows)
    return Document(
        title=setting.say("buyers title"),
        company=question.company,
        told=told(question, setting),
        language=language,
        as_of=question.as_of,
        opening=(
            *warnings(question, setting),
            *unjudged(portfolio.told_by_age, setting),
            *_opening(portfolio, setting),
        ),
        parts=tuple(part for part in _parts(portfolio, setting) if part.blocks),
        question=asked_of(question, setting, by_age=portfolio.told_by_age),
    )


def _opening(portfolio: Portfolio, setting: Setting) -> Iterator[Block]:
    every = portfolio.buyers
    if not every:
        yield Paragraph(setting.say("nothing open that day"), Voice.LEAD)
        return
    outstanding = sum(each.outstanding for each in every)
    count = setting.counted(len(every), "buyers count")
    if not portfolio.is_judged:
        told_ = setting.say("buyers headline not judged", count=count, outstanding=setting.whole(outstanding))
        yield Paragraph(told_, Voice.LEAD)
        return
    covered = sum(each.parts[State.COVERED] for each in every)
    over = sum(each.over_limit for each in every)
    share = shown(ratio(covered, outstanding), setting.language) or "–"
    yield Paragraph(
        setting.say(
            "buyers headline",
            count=count,
            outstanding=setting.whole(outstanding),
            covered=setting.whole(covered),
            share=share,
        ),
        Voice.LEAD,
    )
    over_count = setting.counted(sum(each.over_limit > 0 for each in every), "buyers count")
    yield KeyFigures(
        (
            KeyFigure(setting.say("outstanding"), setting.amount(outstanding), count, "buyers"),
            KeyFigure(setting.say("admitted"), setting.amount(covered), share, "buyers", Tone.COVERED),
            KeyFigure(setting.title("over limit"), setting.amount(over), over_count, "buyers", Tone.WARNING),
        )
    )


def _parts(portfolio: Portfolio, setting: Setting) -> Iterator[Part]:
    if portfolio.buyers and portfolio.is_judged:
        yield Part("limits", setting.say("limit use title"), tuple(_limit_use(portfolio, setting)))
    yield Part("waiting", setting.say("waiting title"), tuple(_waiting(portfolio, setting)))
    yield Part("own-limits", setting.say("own limits title"), tuple(_own_limits(portfolio, setting)))
    yield Part("unmet", setting.say("unmet title"), tuple(_unmet(portfolio, setting)))
    if portfolio.buyers:
        yield Part("buyers", setting.say("buyers table"), tuple(_buyers(portfolio, setting)))


def _limit(standing: Standing) -> Cents | None:
    return None if standing.delivery is None else standing.delivery.limit


def _limit_use(portfolio: Portfolio, setting: Setting) -> Iterator[Block]:
    """The largest buyers: what is covered, over the limit and else, beside the limit."""
    chosen = [each for each in portfolio.buyers if each.outstanding > 0][:CHARTED]
    if not chosen:
        return
    rows = []
    for each in chosen:
        limit, covered = _limit(portfolio.standing(each)), each.parts[State.COVERED]
        rest = each.outstanding - covered - each.over_limit
        amounts = (covered, each.over_limit, rest)
        rows.append(
            (
                each.name,
                each.buyer,
                *(setting.amount(cents) if cents else None for cents in amounts),
                setting.amount(each.outstanding),
                setting.say("unknown amount") if limit is None else setting.amount(limit),
                None if not limit else ratio(covered, limit),
            )
        )
    series = (
        Series(2, setting.word(State.COVERED), setting.symbol(State.COVERED), Tone.COVERED),
        Series(3, setting.word(State.OVER_LIMIT), setting.symbol(State.OVER_LIMIT), Tone.OVER_LIMIT),
        Series(4, setting.say("outside base and others"), setting.symbol(State.OUTSIDE), Tone.OUTSIDE),
    )
    table = setting.list_of(
        setting.say("limit use title"),
        (
            Column(setting.title("buyer")),
            Column(setting.title("code"), Kind.CODE),
            *(Column(f"{each.symbol}{WIDE}{each.title}", Kind.AMOUNT) for each in series),
            Column(setting.say("outstanding"), Kind.AMOUNT),
            Column(setting.title("limit"), Kind.AMOUNT),
            Column(setting.title("used"), Kind.PERCENTAGE),
        ),
        rows,
        sheet="sheet limits",
    )
    name, mark = setting.say("limits chart"), setting.say("limit")
    yield Chart("limit-use", name, Shape.BARS, table, series, most=CHARTED, mark=6, mark_title=mark)


def _buyers(portfolio: Portfolio, setting: Setting) -> Iterator[Block]:
    if setting.is_whole:
        titles = [title[:1].upper() + title[1:] for title in buyers_columns(setting.language)]
        cells = buyers_cells(portfolio, setting.language, portfolio.buyers)
        yield spreadsheet(setting.say("buyers table"), setting.say("sheet uninsured"), titles, cells)
        return
    every = portfolio.buyers
    if not portfolio.is_judged:
        yield _owed(portfolio, setting)
        return
    sums = (
        sum(each.outstanding for each in every),
        sum(each.parts[State.COVERED] for each in every),
        sum(each.over_limit for each in every),
    )
    yield setting.list_of(
        setting.say("buyers table"),
        (
            Column(setting.title("buyer")),
            Column(setting.title("code"), Kind.CODE),
            Column(setting.title("limit"), Kind.AMOUNT),
            Column(setting.title("limit kind")),
            Column(setting.say("outstanding"), Kind.AMOUNT),
            Column(setting.title("covered"), Kind.AMOUNT),
            Column(setting.title("over limit"), Kind.AMOUNT),
            Column(setting.title("room"), Kind.AMOUNT),
            Column(setting.title("next date"), Kind.DAY),
            Column(setting.title("next what")),
        ),
        [_row(portfolio, each, setting) for each in setting.shown(every)],
        total=(setting.say("total"), None, None, None, *map(setting.amount, sums), None, None, None),
        left=setting.left(every),
    )
    yield Paragraph(setting.say("legend"), Voice.NOTE)


def _owed(portfolio: Portfolio, setting: Setting) -> Table:
    """What each buyer owes and our own limit, where no policy tells more."""
    unknown = setting.say("unknown amount")
    rows = []
    for each in setting.shown(portfolio.buyers):
        own = portfolio.standing(each).own
        limit: Value = None if own is None else unknown if own.amount is None else setting.amount(own.amount)
        rows.append((each.name, each.buyer, each.country, each.rows, setting.amount(each.outstanding), limit))
    whole = setting.amount(sum(each.outstanding for each in portfolio.buyers))
    return setting.list_of(
        setting.say("buyers table"),
        (
            Column(setting.title("buyer")),
            Column(setting.title("code"), Kind.CODE),
            Column(setting.title("country")),
            Column(setting.title("rows column"), Kind.COUNT),
            Column(setting.say("outstanding"), Kind.AMOUNT),
            Column(setting.title("own limit"), Kind.AMOUNT),
        ),
        rows,
        total=(setting.say("total"), None, None, None, whole, None),
        left=setting.left(portfolio.buyers),
    )


def _row(portfolio: Portfolio, each: BuyerLine, setting: Setting) -> tuple[Value | Cell, ...]:
    standing = portfolio.standing(each)
    delivery, limit = standing.delivery, _limit(standing)
    known: Value = "" if delivery is None else setting.say("unknown amount")
    room: Value = None
    if delivery is not None and delivery.refused_by is not None:
        room = VERDICT_MARKS[delivery.refused_by.verdict].symbol
    elif delivery is not None and delivery.room is not None:
        room = setting.amount(delivery.room)
    return (
        each.name,
        each.buyer,
        known if limit is None else setting.amount(limit),
        kinds(delivery, setting.language),
        setting.amount(each.outstanding),
        setting.amount(each.parts[State.COVERED]),
        _some(each.over_limit, setting),
        room,
        *_next(portfolio, standing, setting),
    )


def _some(cents: Cents, setting: Setting) -> Amount | None:
    return setting.amount(cents) if cents else None


def _next(portfolio: Portfolio, standing: Standing, setting: Setting) -> tuple[Value, Value]:
    """What keeps new deliveries from being covered, since when; else what changes next, and when."""
    if standing.halts:
        halt = standing.halts[0]
        since = setting.day(halt.since) if halt.since < NEVER else None
        return since, f"{VERDICT_MARKS[halt.verdict].symbol} {setting.set(halt.reason_in_brief(setting.language))}"
    if not standing.coming:
        return None, None
    first = standing.coming[0]
    is_near = first.on <= portfolio.question.as_of + portfolio.lines.warning_days
    mark = f"{AT_RISK_MARK.symbol} " if is_near else ""
    return setting.day(first.on), mark + setting.say(f"coming {first.what}")


def _waiting(portfolio: Portfolio, setting: Setting) -> Iterator[Block]:
    today = portfolio.question.as_of
    found: list[tuple[int, tuple[Value, ...]]] = []
    for each in portfolio.buyers:
        for one in each.facts.waiting:
            money = portfolio.exchange.into_policy(one.amount, one.currency)
            asked: Value = setting.say("unknown amount") if money is None else setting.amount(money)
            what = setting.set(instead(portfolio, each, setting.language))
            found.append((one.requested_on, (each.name, each.buyer, asked, what)))
        found.extend(
            (one.appealed_on, (each.name, each.buyer, None, setting.say("appeal of", decision=one.decision)))
            for one in each.facts.contested
        )
    if not found:
        return
    found.sort(key=lambda one: one[0])
    yield setting.list_of(
        setting.say("waiting title"),
        (
            Column(setting.title("buyer")),
            Column(setting.title("code"), Kind.CODE),
            Column(setting.title("requested"), Kind.AMOUNT),
            Column(setting.title("waiting what"), is_prose=True),
            Column(setting.title("asked on"), Kind.DAY),
            Column(setting.title("waiting days"), Kind.COUNT),
        ),
        [(*told_, setting.day(on), today - on) for on, told_ in setting.shown(found)],
        left=setting.left(found),
        sheet="sheet waiting",
    )


def _own_limits(portfolio: Portfolio, setting: Setting) -> Iterator[Block]:
    """Buyers with an own limit, those that exceed it by the most first."""
    found: list[tuple[Cents, tuple[Value, ...]]] = []
    for each in portfolio.buyers:
        standing = portfolio.standing(each) if each.facts.own_limits else None
        own = None if standing is None else standing.own
        if standing is None or own is None:
            continue
        amounts = (_limit(standing), own.allowed, own.accepted, each.outstanding, own.room)
        shown_ = (setting.say("unknown amount") if one is None else setting.amount(one) for one in amounts)
        found.append((0 if own.room is None else own.room, (each.name, each.buyer, *shown_)))
    if not found:
        return
    rows = [told_ for _, told_ in sorted(found, key=lambda one: one[0])]
    names = ("insured limit", "allowed", "accepted", "outstanding", "left to sell")
    yield setting.list_of(
        setting.say("own limits title"),
        (
            Column(setting.title("buyer")),
            Column(setting.title("code"), Kind.CODE),
            *(Column(setting.title(name), Kind.AMOUNT) for name in names),
        ),
        setting.shown(rows),
        left=setting.left(rows),
        sheet="sheet own limits",
    )


def _unmet(portfolio: Portfolio, setting: Setting) -> Iterator[Block]:
    asked = [each for each in portfolio.buyers if any(one.conditions for one in each.facts.limit_decisions)]
    rows: list[tuple[Value, ...]] = [
        (
            each.name,
            each.buyer,
            setting.amount(each.outstanding),
            one.decision.reference,
            one.decision.conditions,
        )
        for each in asked
        for one in portfolio.standing(each).unmet
    ]
    if rows:
        yield _unmet_table(rows, setting)


def _unmet_table(rows: list[tuple[Value, ...]], setting: Setting) -> Table:
    return setting.list_of(
        setting.say("unmet title"),
        (
            Column(setting.title("buyer")),
            Column(setting.title("code"), Kind.CODE),
            Column(setting.say("outstanding"), Kind.AMOUNT),
            Column(setting.title("decision"), Kind.CODE),
            Column(setting.title("condition"), is_prose=True),
        ),
        setting.shown(rows),
        left=setting.left(rows),
        sheet="sheet unmet",
    )
