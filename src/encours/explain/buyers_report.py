"""Every buyer of a company: what it owes, what is covered, its limit, and whether one may still deliver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from encours.clauses.states import State
from encours.cover.answer import Cover
from encours.engine.findings import Finding
from encours.explain.blocks import EMPTY, Block, Column, Grid, Page, Span
from encours.explain.cover_report import Question
from encours.explain.cover_screen import head, left_out
from encours.explain.json_values import SCHEMA_VERSION, Json, day_json, parts_json
from encours.explain.lines import InvoiceLine, Lines
from encours.explain.names import STATE_MARKS, state_text, state_word
from encours.explain.values import day, whole_amount
from encours.explain.words import counted, say
from encours.units import NEVER, Cents, Day
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language


@dataclass(frozen=True, slots=True)
class BuyerLine:
    """One buyer; amounts are minor units of the policy's currency, receivables only.

    `limit` is that of the first layer on its latest delivery, None where no finding tells it. `until` is the
    first day after which something covered may change.
    """

    buyer: str
    name: str
    country: str
    rows: int
    outstanding: Cents
    parts: dict[State, Cents]
    insured: Cents
    limit: Cents | None
    stopped_since: Day
    next_stop: Day
    until: Day

    @property
    def is_stopped(self) -> bool:
        """Whether later deliveries are not covered."""
        return self.stopped_since < NEVER

    @property
    def state(self) -> State:
        """State of the largest part that lies inside the insured base."""
        inside = {state: part for state, part in self.parts.items() if part > 0 and state is not State.OUTSIDE}
        return max(inside, key=lambda state: (inside[state], -int(state))) if inside else State.OUTSIDE


def buyers_report(cover: Cover, question: Question) -> tuple[BuyerLine, ...]:
    """Every buyer with something open, the largest outstanding first."""
    del question
    lines = Lines(cover.book)
    found: dict[str, list[InvoiceLine]] = {}
    for row in lines.of(cover):
        if row.is_receivable:
            found.setdefault(row.buyer, []).append(row)
    made = [_buyer(lines, cover, buyer, rows) for buyer, rows in found.items()]
    return tuple(sorted(made, key=lambda each: (-each.outstanding, each.buyer)))


def _buyer(lines: Lines, cover: Cover, buyer: str, rows: list[InvoiceLine]) -> BuyerLine:
    answers = [cover.accounts[account] for account in dict.fromkeys(row.account for row in rows)]
    covered = [row.cover.until for row in rows if row.cover.parts[State.COVERED] > 0]
    return BuyerLine(
        buyer=buyer,
        name=lines.buyer_name(buyer),
        country=lines.buyer_field(buyer, "country"),
        rows=len(rows),
        outstanding=sum(row.cover.open for row in rows),
        parts={state: sum(row.cover.parts[state] for row in rows) for state in State},
        insured=sum(row.cover.insured for row in rows),
        limit=_limit(rows[-1].cover.layers[0].findings),
        stopped_since=min(each.stopped_since[0] for each in answers),
        next_stop=min(each.next_stop[0] for each in answers),
        until=min(covered, default=NEVER),
    )


def _limit(findings: tuple[Finding, ...]) -> Cents | None:
    told = [each.values["limit_amount"] for each in findings if "limit_amount" in each.values]
    return told[0] if told and told[0] >= 0 else None


def buyers_page(buyers: tuple[BuyerLine, ...], question: Question, language: Language, *, rows: int) -> Page:
    """Page of the buyers with the largest outstanding."""
    return (*head(question, "buyers title", language), EMPTY, *_table(buyers, question, language, rows))


def _table(buyers: tuple[BuyerLine, ...], question: Question, language: Language, rows: int) -> Iterator[Block]:
    currency = question.currency
    columns = (
        Column(say("code", language)),
        Column(say("buyer", language)),
        Column(say("country", language), least=130),
        Column(say("outstanding", language), right=True),
        Column(say("limit", language), right=True, least=130),
        Column(say("covered", language), right=True),
        Column(say("not covered", language), right=True),
        Column(say("insured column", language), right=True, least=140),
        Column(say("state", language)),
        Column(say("deliveries", language), least=115),
    )
    shown = tuple(_row(each, currency, language) for each in buyers[:rows])
    total = {state: sum(each.parts[state] for each in buyers) for state in State}
    yield Grid(
        columns,
        shown,
        total=(
            say("total", language),
            counted(len(buyers), "buyers count", language),
            "",
            whole_amount(sum(each.outstanding for each in buyers), currency, language),
            "",
            whole_amount(total[State.COVERED], currency, language),
            whole_amount(sum(total.values()) - total[State.COVERED], currency, language),
            whole_amount(sum(each.insured for each in buyers), currency, language),
            "",
            "",
        ),
    )
    yield from left_out(len(buyers) - rows, language)


def _row(each: BuyerLine, currency: str, language: Language) -> tuple[Span | str, ...]:
    lost = each.outstanding - each.parts[State.COVERED]
    return (
        each.buyer,
        each.name,
        each.country,
        whole_amount(each.outstanding, currency, language),
        "" if each.limit is None else whole_amount(each.limit, currency, language),
        whole_amount(each.parts[State.COVERED], currency, language),
        Span(whole_amount(lost, currency, language), "" if lost else "bright_black"),
        whole_amount(each.insured, currency, language),
        Span(state_text(each.state, language), STATE_MARKS[each.state].style),
        _deliveries(each, language),
    )


def _deliveries(each: BuyerLine, language: Language) -> Span:
    if each.is_stopped:
        return Span("✗ " + say("stopped since", language, day=day(each.stopped_since, language)), "red")
    if each.next_stop < NEVER:
        return Span(say("stops on", language, day=day(each.next_stop, language)), "bright_black")
    return Span("")


def buyers_json(buyers: tuple[BuyerLine, ...], question: Json) -> Json:
    """Every buyer, for programs."""
    return {
        "shape": "buyers",
        "version": SCHEMA_VERSION,
        **question,
        "buyers": [
            {
                "buyer": each.buyer,
                "name": each.name,
                "country": each.country or None,
                "rows": each.rows,
                "outstanding": each.outstanding,
                "states": parts_json(each.parts),
                "insured": each.insured,
                "limit": each.limit,
                "stopped_since": day_json(each.stopped_since),
                "next_stop": day_json(each.next_stop),
                "until": day_json(each.until),
            }
            for each in buyers
        ],
    }


def buyers_columns(language: Language) -> list[str]:
    """Titles of the spreadsheet."""
    titles = say("buyers columns", language).split("|")
    return [*titles[:5], *(state_word(state, language) for state in State), *titles[5:]]


def buyers_rows(
    buyers: tuple[BuyerLine, ...], question: Question, language: Language
) -> Iterator[list[str | int | Total | None]]:
    """Rows of the spreadsheet."""
    own = known_currency(question.currency)
    for each in buyers:
        yield [
            each.buyer,
            each.name,
            each.country,
            each.rows,
            Total(each.outstanding, own),
            *(Total(each.parts[state], own) for state in State),
            Total(each.insured, own),
            None if each.limit is None else Total(each.limit, own),
            *(
                "" if value >= NEVER else day(value, language)
                for value in (each.stopped_since, each.next_stop, each.until)
            ),
        ]
