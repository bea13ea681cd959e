"""The history of one buyer: decisions of the insurer, requests, securities, signals, and its open invoices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from encours.clauses.choices import LimitKind, Outcome
from encours.engine.verdicts import NEEDS_INFORMATION
from encours.explain.blocks import EMPTY, Block, Cell, Column, Grid, Heading, Span, line
from encours.explain.buyer_facts import BuyerFacts, Dated, told_on
from encours.explain.buyer_words import FACT_WORDS
from encours.explain.buyers_report import FAR, BuyerLine, Portfolio, Standing
from encours.explain.cover_screen import left_out
from encours.explain.lines import is_partly_covered, main_state
from encours.explain.names import PARTLY_COVERED, PARTLY_MARK, STATE_MARKS, VERDICT_MARKS, state_text
from encours.explain.values import day, whole_amount
from encours.explain.words import say
from encours.facts.decisions import UNCHANGED
from encours.facts.kinds import LIMIT_KINDS, LIMIT_OUTCOMES
from encours.units import MISSING, NEVER, Cents
from encours.units.show import Language

SIGNALS: Final = {
    "insolvencies": (("kind",), "closed_on"),
    "hand_overs": (("invoice",), ""),
    "adverse_informations": (("nature",), "cleared_on"),
    "sanction_hits": (("list_name", "decision"), "decided_on"),
    "repayment_plans": ((), "last_instalment_on"),
    "promises": (("invoice",), "pay_by"),
    "legal_actions": (("event", "invoice", "court"), "due_on"),
    "consents": (("subject", "invoice", "conditions"), "until"),
    "disputes": (("invoice", "outcome"), "settled_on"),
    "overdue_reports": (("invoice",), ""),
    "insurer_requests": (("reference", "invoice", "subject"), "answered_on"),
}
"""Tables that tell of a buyer's risk, with the fields that say what, and the day it ends."""


def decisions(portfolio: Portfolio, each: BuyerLine, standing: Standing, language: Language) -> Iterator[Block]:
    """Decisions of the insurer in order of effect, with their conditions."""
    if not standing.decisions:
        return
    yield Heading(say("decisions title", language))
    rows: list[tuple[Cell, ...]] = []
    is_shared = len(portfolio.members(each.buyer)) > 1 or any(one.decision.entity for one in standing.decisions)
    for one in standing.decisions:
        decision = one.decision
        of = say("for the group", language) if decision.scope == "group" else decision.entity or decision.buyer
        kind = LimitKind.numbered(LIMIT_KINDS.index(decision.kind) + 1)
        outcome = Outcome.numbered(LIMIT_OUTCOMES.index(decision.outcome))
        currency = decision.currency or portfolio.question.currency
        rows.append(
            (
                day(told_on(decision), language),
                day(one.effective_on, language),
                outcome.french if language == "fr" else outcome.english,
                kind.french if language == "fr" else kind.english,
                "" if decision.amount == MISSING else whole_amount(decision.amount, currency, language),
                "" if decision.expires_on >= FAR else day(decision.expires_on, language),
                _stands(portfolio, standing, one, language),
                *((of,) if is_shared else ()),
                Span(decision.reference, "bright_black"),
            )
        )
    yield Grid(
        (
            Column(say("told on", language)),
            Column(say("effective on", language)),
            Column(say("outcome", language)),
            Column(say("limit kind", language), least=90),
            Column(say("amount", language), right=True),
            Column(say("until", language)),
            Column(say("standing", language)),
            *((Column(say("decision for", language)),) if is_shared else ()),
            Column(say("decision", language), least=110),
        ),
        tuple(rows),
    )
    for one in standing.decisions:
        if one.decision.conditions:
            yield _condition(each.facts, one, language)


def _stands(portfolio: Portfolio, standing: Standing, one: Dated, language: Language) -> Span:
    today = portfolio.question.as_of
    if one.decision.outcome == UNCHANGED:
        return Span(say("is a refusal", language), "bright_black")
    if one.effective_on > today:
        return Span(say("is pending", language), "yellow")
    if one in standing.in_force:
        takes_away = one.decision.outcome in {"refused", "withdrawn"}
        return Span(say("is in force", language), "red" if takes_away else "green")
    return Span(say("is past", language), "bright_black")


def _condition(facts: BuyerFacts, one: Dated, language: Language) -> Block:
    decision, proof = one.decision, facts.proof(one.decision)
    if one.has_conditions_unmet:
        state = Span(say("conditions unmet", language), "yellow")
    else:
        state = Span(say("conditions met", language, day=day(decision.conditions_met_on, language)), "green")
    paper = say("no proof", language)
    if proof is not None:
        paper = say("proven by", language, document=proof.document or proof.reference)
    return line(
        Span(say("condition of", language, decision=decision.reference, conditions=decision.conditions)),
        state,
        Span(f", {paper}", "bright_black"),
        indent=2,
        hanging=2,
    )


def requests(portfolio: Portfolio, each: BuyerLine, language: Language) -> Iterator[Block]:
    """What was asked of the insurer, and what it answered."""
    facts, today = each.facts, portfolio.question.as_of
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    for request in facts.limit_requests:
        answered_on, answer = facts.answered_on(request), facts.answer_to(request)
        asked = whole_amount(request.amount, request.currency or portfolio.question.currency, language)
        said: Cell = say("answer unknown", language)
        if answered_on == NEVER:
            said = Span(say("waits", language), "yellow")
        elif answer is not None:
            outcome = Outcome.numbered(LIMIT_OUTCOMES.index(answer.outcome))
            said = outcome.french if language == "fr" else outcome.english
        granted = "" if answer is None else _granted(portfolio, answer.amount, answer.currency, language)
        cells = (say("request", language), asked, *_answered(request.requested_on, answered_on, today, language))
        rows.append((request.requested_on, (*cells, said, granted, Span(request.reference, "bright_black"))))
    for appeal in facts.limit_appeals:
        said = appeal.outcome or say("answered", language)
        if appeal.answered_on == NEVER:
            said = Span(say("waits", language), "yellow")
        cells = (say("appeal", language), "", *_answered(appeal.appealed_on, appeal.answered_on, today, language))
        rows.append((appeal.appealed_on, (*cells, said, "", Span(appeal.decision, "bright_black"))))
    if not rows:
        return
    yield Heading(say("requests title", language))
    yield Grid(
        (
            Column(say("asked on", language)),
            Column(""),
            Column(say("requested", language), right=True),
            Column(say("answered on", language)),
            Column(say("waiting days", language), right=True),
            Column(say("answer", language), folds=True),
            Column(say("granted", language), right=True),
            Column(say("reference", language), least=110),
        ),
        tuple((day(on, language), *cells) for on, cells in sorted(rows, key=lambda row: row[0])),
    )


def _answered(asked_on: int, answered_on: int, today: int, language: Language) -> tuple[str, str]:
    return "" if answered_on == NEVER else day(answered_on, language), str(min(answered_on, today) - asked_on)


def _granted(portfolio: Portfolio, granted: Cents, currency: str, language: Language) -> str:
    return "" if granted == MISSING else whole_amount(granted, currency or portfolio.question.currency, language)


def securities(portfolio: Portfolio, each: BuyerLine, language: Language) -> Iterator[Block]:
    """Securities held now or before."""
    held = each.facts.held(portfolio.question.as_of)
    rows: list[tuple[Cell, ...]] = []
    for one in each.facts.securities:
        currency = one.currency or portfolio.question.currency
        state = Span(say("is held", language), "green")
        if one.released_on < NEVER:
            state = Span(say("is released", language, day=day(one.released_on, language)), "bright_black")
        elif one not in held:
            state = Span(say("is expired", language), "bright_black")
        rows.append(
            (
                FACT_WORDS[one.kind].in_language(language),
                say("unknown amount", language)
                if one.amount == MISSING
                else whole_amount(one.amount, currency, language),
                one.invoice or say("whole account", language),
                day(one.held_from, language),
                say("no end", language) if one.expires_on >= FAR else day(one.expires_on, language),
                state,
            )
        )
    if rows:
        yield Heading(say("securities title", language))
        titles = ("security", "amount", "invoice", "held from", "until", "standing")
        yield Grid(tuple(Column(say(each, language), right=each == "amount") for each in titles), tuple(rows))


def signals(
    portfolio: Portfolio, each: BuyerLine, standing: Standing, language: Language, most: int
) -> Iterator[Block]:
    """What happened that bears on the risk, the latest first."""
    rows = list(_stops(standing, language))
    account = portfolio.cover.book.view.account(each.buyer)
    for table, (fields, end) in SIGNALS.items():
        for fact in account[table].rows() if table in account else ():
            words = _detail([getattr(fact, name) for name in fields], language)
            said = f"{fact.KIND.fr if language == 'fr' else fact.KIND.en} {words}".strip()
            ended = getattr(fact, end) if end else NEVER
            on = fact.happened_on
            rows.append((on, (day(on, language), said, day(ended, language) if MISSING < ended < FAR else "")))
    if rows:
        yield Heading(say("signals title", language))
        columns = (Column(say("day", language)), Column(say("date what", language), folds=True))
        rows.sort(key=lambda row: -row[0])
        yield Grid((*columns, Column(say("until", language))), tuple(cells for _, cells in rows[:most]))
        yield from left_out(len(rows) - most, language)


def _stops(standing: Standing, language: Language) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """What keeps new deliveries from being covered, and an overdue that stops them beside it; undated ones first."""
    for place, halt in enumerate(standing.halts):
        mark = VERDICT_MARKS[halt.verdict]
        key = (
            "signal unsure" if halt.verdict == NEEDS_INFORMATION else "signal halted too" if place else "signal halted"
        )
        told = say(key, language, mark=mark.symbol, reason=halt.reason(language))
        since = day(halt.since, language) if halt.since < NEVER else ""
        yield halt.since, (Span(since, mark.style), Span(told, mark.style), "")


def _detail(words: list[str], language: Language) -> str:
    told = [FACT_WORDS[each].in_language(language) if each in FACT_WORDS else each for each in words if each]
    return f"({', '.join(told)})" if told else ""


def invoices(portfolio: Portfolio, each: BuyerLine, language: Language, rows: int) -> Iterator[Block]:
    """Open invoices in the order they take room, each with its state."""
    lines, currency, today = portfolio.lines, portfolio.question.currency, portfolio.question.as_of
    every = portfolio.rows(each.buyer)
    yield Heading(say("invoices title", language))
    if not every:
        yield line(say("nothing open", language))
        return
    shown: list[tuple[Cell, ...]] = []
    for row in every[:rows]:
        state, due = main_state(row.cover), lines.due(row)
        told = Span(state_text(state, language), STATE_MARKS[state].style)
        if is_partly_covered(row.cover):
            told = Span(f"{PARTLY_MARK.symbol} {PARTLY_COVERED.in_language(language)}", PARTLY_MARK.style)
        late = today - due if MISSING < due < today else 0
        proof = each.facts.delivery_proof(row.number)
        shown.append(
            (
                lines.shown_number(row),
                day(lines.day(row.row, "delivered"), language),
                day(due, language),
                Span(str(late) if late else "", "red"),
                whole_amount(row.cover.open, currency, language),
                whole_amount(lines.at_stake(row), currency, language),
                told,
                day(row.cover.until, language) if row.cover.until < FAR and lines.at_stake(row) else "",
                Span("✓", "green") if proof else "",
            )
        )
    yield Grid(
        (
            Column(say("invoice", language)),
            Column(say("delivered column", language), least=90),
            Column(say("due column", language)),
            Column(say("late", language), right=True),
            Column(say("open column", language), right=True),
            Column(say("covered", language), right=True),
            Column(say("state", language)),
            Column(say("until", language), least=100),
            Column(say("proof", language), least=110),
        ),
        tuple(shown),
    )
    yield from left_out(len(every) - rows, language)
    yield EMPTY
    yield line(Span(say("ask why", language, command=portfolio.question.again.why(every[0].number)), "bright_black"))
