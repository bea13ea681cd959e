"""With the passing of time alone no answer changes before the day after the one it told.

A drawn company is frozen on a day D: what had happened and was known by then, and nothing after. It is judged on D and
on later days. What was dated by D is not new when it takes effect later: a limit decided and not yet in force, a
consent with a last day, a due date. What was not dated yet (a payment, a report) is new, and left out.

The last day told is checked clause by clause, and for whole accounts. A row is told the day of the clause that decides
it (decisions, 0007): where that clause names none, the day of another one that will outrank it is found among its
findings alone, so accounts are held to the earliest day that any of their findings names. So are clauses whose terms
vary by the kind of limit: a raise may bring other terms on the day that `limit_exists` names.
"""

import functools
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest

from encours.cover.answer import accounts_with_rows
from encours.cover.book import lay_out
from encours.cover.one import judge_account
from encours.cover.result import LayerCover, RowCover
from encours.engine.findings import Finding, cause_parts
from encours.engine.verdicts import KEPT, NAMES, NOT_APPLICABLE
from encours.facts.kinds import Fact, Insolvency, Invoice, LimitDecision, Quantity
from encours.facts.ledger import Ledger
from encours.policy.schedule import Programme, always
from encours.units import NEVER, Day, span
from tests.cover import books

SEEDS = range(28)
TOLD, DATED = 4, 2
"""Later days on which a company is judged: told days with the day after, and days that facts bear."""
FAR = 600
"""Days after D beyond which nothing drawn here is dated."""
PASSED_ON = "primary_keeps_the_invoice"
"""A clause that repeats what the clauses of the first layer say: the first layer tells until when."""
LIMIT = "limit_exists"
"""The clause that tells the day on which a raise, and with it terms of another kind of limit, takes effect."""

Key = tuple[int, str, int]
"""Account, number of the invoice, instalment."""
Answers = dict[Key, RowCover]


class Drawn(NamedTuple):
    """A frozen company, judged on a day and on later ones."""

    programme: Programme
    day: Day
    first: Answers
    later: dict[Day, Answers]


def answers(ledger: Ledger, programme: Programme, day: Day, known_on: Day) -> Answers:
    view = ledger.view(day, known_on)
    book, invoices = lay_out(view, programme), view.table("invoices")
    numbers, instalments = invoices.texts["number"], invoices.numbers["instalment"]
    return {
        (account, numbers[row.ledger_row], int(instalments[row.ledger_row])): row
        for account in accounts_with_rows(book)
        for row in judge_account(book, account).rows
    }


def decisions(rng: random.Random, day: Day, buyers: int) -> Iterator[Fact]:
    """Limits decided by a day, some in force only later, or for a time."""
    for buyer in range(1, buyers + 1):
        for place in range(rng.choice([0, 1, 2, 3])):
            decided = day - rng.randint(0, 120)
            yield LimitDecision(
                reference=f"X{buyer}{place}", buyer=f"B{buyer}", kind=rng.choice(["named", "named", "discretionary"]),
                outcome=rng.choice(["granted", "granted", "granted", "partial", "reduced"]), currency="EUR",
                amount=rng.randint(100_00, 6_000_00), policy=rng.choice(["", "", "second"]),
                conditions=rng.choice(["", "", "letter"]), conditions_met_on=rng.choice([NEVER, decided]),
                decided_on=decided, notified_on=decided, effective_on=decided + rng.choice([0, 30, 100, 200]),
                expires_on=rng.choice([NEVER, NEVER, decided + 90, decided + 250]), source=f"more:{buyer}{place}",
            )  # fmt: skip


def sales(rng: random.Random, day: Day, buyers: int) -> Iterator[Fact]:
    """Deliveries of the last weeks that are not invoiced yet."""
    for buyer in range(1, buyers + 1):
        if rng.random() < 0.5:
            delivered = day - rng.randint(0, 40)
            yield Invoice(
                number=f"N{buyer}", buyer=f"B{buyer}", entity="E1", stage="delivered", ordered=delivered - 10,
                delivered=delivered, issued=NEVER, due=delivered + 30, currency="EUR", gross=rng.randint(1, 900_00),
                vat=0, payment_means="open account", source=f"sales:{buyer}",
            )  # fmt: skip


def openings(rng: random.Random, day: Day, buyers: int) -> Iterator[Fact]:
    """Proceedings of the last weeks, in which claims may still be declared."""
    for buyer in range(1, buyers + 1):
        if rng.random() < 0.1:
            opened = day - rng.randint(0, 40)
            yield Insolvency(
                buyer=f"B{buyer}", kind="liquidation", opened_on=opened, published_on=opened, source=f"openings:{buyer}"
            )


def schedule(rng: random.Random, seed: int) -> Programme:
    """A drawn programme in which time matters: raises of the open balance, deadlines, losses in the period."""
    likely = {
        "discretionary_limit": rng.choice([500_00, 2_000_00]),
        "discretionary_evidence_needed": rng.choice([0, 1, 1, 2]),
        "overdue_notice_period": span(days=30), "maximum_extension_period": span(days=60),
        "cured_stop_forgotten_within": 14, "maximum_invoicing_delay": span(days=30),
        "late_notice": rng.choice([0, 1, 2]),
    }  # fmt: skip
    more = {name: always(value) for name, value in likely.items() if rng.random() < 0.7}
    more |= {"limit_increase": always(rng.choice([1, 1, 2])), "period_basis": always(rng.choice([0, 0, 1]))}
    drawn = books.programme(seed, layers=rng.choice([1, 1, 2, 3]))
    return replace(drawn, policies=tuple(replace(p, terms={**p.terms, **more}) for p in drawn.policies))


def days_dated(facts: list[Fact], day: Day) -> list[Day]:
    """Days after another that a fact bears, and those beside them."""
    found = {
        getattr(fact, field.name) + beside
        for fact in facts
        for field in fact.KIND.fields
        if field.quantity is Quantity.DAY and day < getattr(fact, field.name) < day + FAR
        for beside in (-1, 0, 1)
    }
    return sorted(each for each in found if each > day)


@functools.cache
def drawn(seed: int) -> Drawn:
    rng = random.Random(f"until {seed}")
    day = books.START + rng.randint(60, 300)
    facts = books.facts(seed, buyers=3, clean=seed % 2 == 0)
    known = [f for f in facts if f.happened_on <= day and f.known <= day]
    if seed % 3 == 0:
        # Deliveries of before any decision stand in the zone.
        known = [f for f in known if not isinstance(f, LimitDecision)]
    known += [*decisions(rng, day, buyers=3), *sales(rng, day, buyers=3)]
    known += openings(random.Random(f"openings {seed}"), day, buyers=3)
    ledger, programme = Ledger.of(known), schedule(rng, seed)
    first = answers(ledger, programme, day, day)
    told = sorted({f.until for _, _, f in findings(first) if f.until is not None and day <= f.until < day + FAR})
    chosen = rng.sample(told, min(len(told), TOLD))
    dated = days_dated(known, day)
    asked = {*chosen, *(each + 1 for each in chosen), *rng.sample(dated, min(len(dated), DATED)), day + FAR}
    later = {each: answers(ledger, programme, each, day) for each in sorted(asked) if each > day}
    return Drawn(programme, day, first, later)


def findings(found: Answers) -> Iterator[tuple[Key, int, Finding]]:
    """Every finding of a deciding clause, with its row and its layer."""
    for key, row in found.items():
        for place, layer in enumerate(row.layers):
            yield from ((key, place, each) for each in layer.findings if each.granted is None)


def told_by(layer: LayerCover, *names: str) -> Day:
    """Earliest day that these clauses tell in a layer; that any tells, without names."""
    days = (f.until for f in layer.findings if f.until is not None and (not names or f.clause in names))
    return min(days, default=NEVER)


def weight(verdict: int | None) -> str:
    """A verdict in so far as it changes an answer: what does not apply is kept."""
    return "none" if verdict is None else NAMES[KEPT if verdict == NOT_APPLICABLE else verdict]


def verdict_of(layer: LayerCover, clause: str) -> int | None:
    return next((each.verdict for each in layer.findings if each.clause == clause), None)


def test_the_drawn_companies_tell_days_of_every_clause_that_has_any():
    tells = {f.clause for seed in SEEDS for _, _, f in findings(drawn(seed).first) if f.until not in {None, NEVER}}
    clauses = books.WHOLE_TURNOVER.clauses
    assert tells == {each.name for each in clauses if each.until is not None}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_open_stays_open_with_time_alone(seed):
    case = drawn(seed)
    for found in case.later.values():
        assert {k: r.open for k, r in found.items()} == {k: r.open for k, r in case.first.items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_clause_keeps_its_verdict_up_to_the_day_told(seed):
    """Its own day, or that of the limit, whose raise may change the terms."""
    case = drawn(seed)
    for key, place, finding in findings(case.first):
        if finding.clause == PASSED_ON:
            continue
        last = min(NEVER if finding.until is None else finding.until, told_by(case.first[key].layers[place], LIMIT))
        for day, found in case.later.items():
            if day <= last:
                then = verdict_of(found[key].layers[place], finding.clause)
                assert weight(then) == weight(finding.verdict), (key, place, finding.clause, day)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_clause_that_decides_a_row_itself_tells_the_day_before_its_verdict_changes(seed):
    case = drawn(seed)
    for key, row in case.first.items():
        for place, layer in enumerate(row.layers):
            clause = case.programme.primary.wording.clauses[cause_parts(layer.cause)[0]] if layer.cause else None
            if clause is None or clause.grants or clause.name == PASSED_ON:
                continue
            for day, found in case.later.items():
                if day <= layer.until:
                    then = verdict_of(found[key].layers[place], clause.name)
                    assert then == cause_parts(layer.cause)[1], (key, place, clause.name, day)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_account_stands_up_to_the_earliest_day_that_it_tells(seed):
    """Of whole accounts, since a row that is lost makes room for another, which cannot tell."""
    case = drawn(seed)
    earliest: dict[int, Day] = {}
    for (account, *_), row in case.first.items():
        told = min(row.until, *(told_by(layer) for layer in row.layers))
        earliest[account] = min(earliest.get(account, NEVER), told)
    for day, found in case.later.items():
        for key, row in case.first.items():
            if day <= earliest[key[0]]:
                assert decided(found[key]) == decided(row), (key, day)


def decided(row: RowCover) -> tuple[object, ...]:
    """What an answer says of a row, but for the reasons and the days told."""
    return row.parts, [(layer.cause, layer.admitted, layer.insured) for layer in row.layers]
