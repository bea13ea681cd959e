"""Companies that could exist, out of the books drawn by chance: what is nonsense is put right, what is rare stays.

The drawn books hold contradictions on purpose (a decision notified before it was taken, a due date moved before
the sale): there the walk must only not fail. Here every fact makes sense, so that both readers must agree to the cent.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from encours.facts.kinds import (
    Bill,
    Buyer,
    Consent,
    CreditNote,
    Dispute,
    DueDateMove,
    Entity,
    Fact,
    Insolvency,
    Invoice,
    LimitDecision,
    OverdueReport,
    Payment,
    SanctionHit,
)
from encours.policy.schedule import Policy, Programme, TermValue, always
from encours.units import MISSING, NEVER
from tests.cover import books

APART = {"limit_scope"}
"""Terms left to tests of their own: under them an account holds several buyers, or a part of one."""

PLAIN = {"insured_percentage", "maximum_payment_terms", "limit_amount_base", "amount_base"}
"""Terms of the calm programmes."""


def company(seed: int, *, buyers: int = 6, calm: bool = False) -> list[Fact]:
    """Facts of a company of a few buyers; a calm one sells for euros, and only invoices and is paid."""
    rng = random.Random(f"sane {seed}")
    drawn = books.facts(seed, buyers=buyers, clean=True)
    sales = {(fact.buyer, fact.number, fact.instalment): fact for fact in drawn if isinstance(fact, Invoice)}
    found = list(sensible(drawn, sales, rng, calm=calm))
    known = {fact.buyer for fact in found if isinstance(fact, Buyer)}
    for name in sorted({fact.buyer for fact in found if isinstance(fact, Invoice)}):
        if name not in known:
            found.append(registered(Buyer(buyer=name, name=f"{name} SARL", country="FR")))
        found += [granted(name, policy, rng) for policy in ("", "second") if rng.random() < 0.7]
    return found


def registered(buyer: Buyer) -> Buyer:
    """A buyer of whom everything that a policy may ask is known."""
    sector, buyer_class = buyer.sector or "46.69", buyer.buyer_class or "small"
    flags: dict[str, Any] = {"public": 0, "related": 0, "private_person": 0}
    return replace(buyer, country="FR", group="", sector=sector, buyer_class=buyer_class, **flags)


def granted(buyer: str, policy: str, rng: random.Random) -> LimitDecision:
    """A named limit from before the period."""
    return LimitDecision(
        reference=f"{buyer}-early-{policy}", buyer=buyer, policy=policy, kind="named", outcome="granted",
        amount=rng.randint(100_00, 3_000_00), currency="EUR", decided_on=books.START - rng.randint(0, 100),
    )  # fmt: skip


def sensible(
    drawn: Iterable[Fact], sales: dict[tuple[str, str, int], Invoice], rng: random.Random, *, calm: bool
) -> Iterator[Fact]:
    """Every drawn fact, put right; those that mean nothing left out."""
    dull = (Buyer, Invoice, LimitDecision, Entity, Payment)
    for fact in drawn:
        if calm and isinstance(fact, Fact) and not isinstance(fact, dull) and "buyer" in vars_of(fact):
            continue
        kept = put_right(fact, sales, rng, calm=calm)
        if kept is not None:
            yield kept


def vars_of(fact: Fact) -> set[str]:
    """Names of the fields of a fact."""
    return {each.name for each in type(fact).KIND.fields}


def put_right(fact: Fact, sales: dict[tuple[str, str, int], Invoice], rng: random.Random, *, calm: bool) -> Fact | None:
    """One fact as it could have happened, or nothing."""
    match fact:
        case Buyer():
            return registered(fact)
        case Entity():
            return replace(fact, left_on=NEVER)
        case Invoice():
            return sale(fact, rng, calm=calm)
        case LimitDecision():
            return decision(fact, rng)
        case DueDateMove():
            moved = sales.get((fact.buyer, fact.invoice, fact.instalment))
            if moved is None:
                return None
            agreed, new_due = moved.issued + rng.randint(1, 60), moved.due + rng.randint(1, 90)
            return replace(fact, moved_on=agreed, new_due=new_due)
        case Dispute() | Bill() if not fact.invoice:
            return None
        case SanctionHit() if rng.random() < 0.7:
            return None
        case Insolvency() if fact.closed_on != NEVER:
            return replace(fact, closed_on=max(fact.closed_on, fact.opened_on + 30))
        case Payment() | CreditNote():
            # Money that names an invoice and no instalment is spread by the lay-out: named here.
            return replace(fact, instalment=1 if fact.invoice else MISSING)
        case Consent() | OverdueReport() if not fact.invoice:
            return replace(fact, instalment=MISSING)
    return fact


def sale(fact: Invoice, rng: random.Random, *, calm: bool) -> Invoice:
    """A sale by the insured company, now and then in dollars or not invoiced yet, with its VAT mostly known."""
    stages = ("delivered", "order", "returned", "draft")
    return replace(
        fact,
        currency="EUR" if calm else rng.choice(["EUR"] * 5 + ["USD"]),
        stage="invoiced" if calm or rng.random() < 0.9 else rng.choice(stages),
        vat=rng.choice([0, fact.gross // 6, fact.gross // 6, MISSING if rng.random() < 0.1 else 0]),
        entity="E1", party_name="", party_identifier="", payment_means="open account",
    )  # fmt: skip


def decision(fact: LimitDecision, rng: random.Random) -> LimitDecision | None:
    """A decision in euros on one buyer, told on the day it was taken; refusals and withdrawals are rarer."""
    if fact.outcome in {"refused", "withdrawn"} and rng.random() < 0.6:
        return None
    amount = 500_00 if fact.amount == MISSING else max(fact.amount, 100_00)
    return replace(fact, amount=amount, currency="EUR", scope="buyer", covers_identifier="", notified_on=MISSING)


def programme(seed: int, *, calm: bool = False) -> Programme:
    """A drawn programme less the terms tested apart; the third layer stands in excess, the first excludes by name."""
    drawn = books.programme(seed)
    policies = []
    for layer, policy in enumerate(drawn.policies):
        endorsements = tuple(replace(each, terms=kept_terms(each.terms, calm=calm)) for each in policy.endorsements)
        terms = kept_terms(policy.terms, calm=calm) | ({"layer_mode": always(1)} if layer == 2 else {})
        policies.append(
            replace(
                policy,
                terms=terms,
                endorsements=endorsements,
                excluded_buyers=drawn.primary.excluded_buyers,
            )
        )
    chosen: list[Policy] = policies[:1] if calm else policies
    return replace(drawn, policies=tuple(chosen))


def kept_terms(terms: Any, *, calm: bool) -> dict[str, TermValue]:
    """Terms but those tested apart; of a calm programme only a few."""
    return {
        name: value
        for name, value in terms.items()
        if name not in APART and (not calm or name in PLAIN or name == "layer_mode")
    }
