"""Files of unpaid invoices in drawn companies: what is done about them, and the clocks agreed on it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from encours.facts.kinds import ClaimEvent, Consent, Fact, HandOver, Insolvency, Invoice
from encours.policy.quantity_text import encode_country
from encours.policy.schedule import Entry, Policy, Programme, TermValue, always
from encours.units import MISSING, NEVER, UNSET
from tests.cover import books
from tests.duties_oracle import draw
from tests.duties_oracle.bridge import ANCHORS, encoded

CLOCKS = {
    "hand_over_deadline": "late_hand_over",
    "claim_declaration_deadline": "late_claim_declaration",
    "claim_filing_deadline": "late_claim_filing",
}
"""Clocks, and what being late costs."""


def company(facts: Iterable[Fact], seed: int) -> list[Fact]:
    """The same company, with what is done about its unpaid invoices, and openings that are published and learnt."""
    facts = list(facts)
    sales = [fact for fact in facts if isinstance(fact, Invoice)]
    failed = {fact.buyer for fact in facts if isinstance(fact, Insolvency)}
    found = [told(fact) if isinstance(fact, Insolvency) else fact for fact in facts]
    for buyer in sorted({sale.buyer for sale in sales}):
        rng = random.Random(f"file {seed} {buyer}")
        if buyer not in failed and rng.random() < 0.25:
            opened = books.START + rng.randint(80, 248)
            found.append(told(Insolvency(buyer=buyer, kind="liquidation", opened_on=opened, source=f"{buyer} fails")))
        found += steps(buyer, sales, rng)
    return found


def programme(drawn: Programme, seed: int) -> Programme:
    """The same programme, whose policies set clocks for these steps, and whose endorsements change one."""
    policies = []
    for policy in drawn.policies:
        rng = random.Random(f"clocks {seed} {policy.name}")
        changed = tuple(replace(each, terms=each.terms | moved(policy, rng)) for each in policy.endorsements)
        policies.append(replace(policy, terms=policy.terms | clocks(policy, rng), endorsements=changed))
    return replace(drawn, policies=tuple(policies))


def steps(buyer: str, sales: Iterable[Invoice], rng: random.Random) -> Iterator[Fact]:
    """What is done, late or in time, about the unpaid invoices of one buyer; now and then it is waived."""
    own = [sale for sale in sales if sale.buyer == buyer]
    if own and rng.random() < 0.25:
        sale = rng.choice(own)
        yield HandOver(
            buyer=buyer, invoice=sale.number if rng.random() < 0.7 else "", source=f"{buyer} file",
            handed_over_on=sale.due + rng.randint(0, 120),
        )  # fmt: skip
    for place in range(rng.choice([0, 1, 2, 3]) if own else 0):
        sale = rng.choice(own)
        days = [sale.delivered + rng.randint(0, 250), sale.due + rng.randint(0, 120), MISSING]
        yield ClaimEvent(
            buyer=buyer, invoice=sale.number if rng.random() < 0.5 else "", policy=rng.choice(["", "first", "second"]),
            event=rng.choice(["claim declared", "claim filed", "claim filed", "claim admitted"]),
            happened_on=rng.choices(days, [6, 6, 1])[0], source=f"{buyer} claim {place}",
        )  # fmt: skip
    if own and rng.random() < 0.15:
        sale = rng.choice(own)
        yield Consent(
            buyer=buyer, subject="late file", given_on=books.START + rng.randint(60, 260), source=f"{buyer} forgiven",
            invoice=sale.number if rng.random() < 0.4 else "", until=rng.choice([NEVER, sale.due, sale.due - 1]),
        )  # fmt: skip


def told(fact: Insolvency) -> Insolvency:
    """Proceedings with the days on which their opening was published and learnt, the same for one opening."""
    rng = random.Random(f"{fact.buyer} {fact.opened_on}")
    published = MISSING if rng.random() < 0.3 else fact.opened_on + rng.randint(0, 30)
    learnt = max(fact.opened_on, min(books.AS_OF, fact.opened_on + rng.choice([0, 0, 3, 20])))
    return replace(fact, published_on=published, known=learnt)


def clocks(policy: Policy, rng: random.Random) -> dict[str, TermValue]:
    """Clocks of the three steps, what being late costs, and who declares a claim whose file was handed over."""
    terms = policy.wording.terms
    found = {"working_days_of": always(encode_country(rng.choice(["FR", "DE", "AE"])))}
    for name, sanction in CLOCKS.items():
        if rng.random() < 0.4:
            found[name] = clock(terms[name], rng)
        if rng.random() < 0.9:
            found[sanction] = always(rng.choice([0, 0, 1, 1, 1, 2]))
    found["claim_declared_by"] = always(rng.choice([0, 0, 1]))
    return found


def clock(term: Any, rng: random.Random) -> TermValue:
    """A clock as a schedule states it: for all, or another one for some, or none for them."""
    first = Entry(drawn_clock(term, rng))
    if rng.random() < 0.75:
        return TermValue((first,))
    other = UNSET if rng.random() < 0.3 else drawn_clock(term, rng)
    return TermValue((first, Entry(other, {"buyer": ("B1", "B2", "B3")})))


def drawn_clock(term: Any, rng: random.Random) -> int:
    """One clock, counted from the events that its term allows."""
    events = tuple(name for name, each in ANCHORS.items() if each in term.among)
    return encoded(draw.clock(rng, events=events))


def moved(policy: Policy, rng: random.Random) -> dict[str, TermValue]:
    """What an endorsement says of one clock alone; mostly nothing."""
    name = rng.choice(list(CLOCKS))
    return {name: clock(policy.wording.terms[name], rng)} if rng.random() < 0.3 else {}
