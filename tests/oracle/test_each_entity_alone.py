"""Where each insured entity has its own limits, each is judged as if it were the only one that sells.

The product judges them together, each decision in the accounts of the entities that it is for; the oracle, which knows
nothing of that, judges each company apart, with its own sales and the decisions that are for it.
"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from encours.facts.kinds import CreditNote, Fact, Invoice, LimitDecision, Payment, PaymentReturn
from encours.policy.schedule import Programme, always
from tests.cover import books
from tests.oracle import sane
from tests.oracle.bridge import of_the_oracle, of_the_product

ENTITIES = ("E1", "E2")
MONEY = (Payment, CreditNote, PaymentReturn)
"""Left out: what names no invoice, or more than its invoice takes, goes to an account of nobody where each is alone."""


def each_alone(drawn: Programme) -> Programme:
    """The same programme, whose limits are those of one insured entity each."""
    choices = drawn.primary.wording.terms["limit_scope"].choices
    assert choices is not None
    code = next(number for number in range(len(choices)) if choices.numbered(number).english == "insured entity")
    first = replace(drawn.primary, terms=dict(drawn.primary.terms) | {"limit_scope": always(code)})
    return replace(drawn, policies=(first, *drawn.policies[1:]))


def sold_by_two(facts: list[Fact], seed: int) -> list[Fact]:
    """The same facts, each sale by one of two entities, each decision for one of them or for both."""
    chance, seller, found = random.Random(f"entities {seed}"), dict[str, str](), list[Fact]()
    for each in facts:
        if isinstance(each, Invoice):
            found.append(replace(each, entity=seller.setdefault(each.number, chance.choice(ENTITIES))))
        elif isinstance(each, LimitDecision):
            found.append(replace(each, entity=chance.choice(("", *ENTITIES))))
        elif not isinstance(each, MONEY):
            found.append(each)
    return found


def of_one(facts: list[Fact], entity: str) -> list[Fact]:
    """What is left of them for one entity: its sales, and the decisions that are for it."""
    found = list[Fact]()
    for each in facts:
        if isinstance(each, LimitDecision) and each.entity in {"", entity}:
            found.append(replace(each, entity=""))
        elif not isinstance(each, LimitDecision) and not (isinstance(each, Invoice) and each.entity != entity):
            found.append(each)
    return found


@pytest.mark.parametrize(
    ("seed", "calm"), [*((seed, True) for seed in range(8)), *((seed, False) for seed in range(100, 112))]
)
def test_each_entity_is_judged_as_if_it_sold_alone(seed: int, *, calm: bool) -> None:
    facts, programme = sold_by_two(sane.company(seed, calm=calm), seed), sane.programme(seed, calm=calm)
    together = of_the_product(facts, each_alone(programme), books.AS_OF)
    apart = {}
    for entity in ENTITIES:
        apart |= of_the_oracle(of_one(facts, entity), programme, books.AS_OF)
    assert together == apart


def test_entities_that_have_different_limits_are_among_them() -> None:
    facts = sold_by_two(sane.company(4, calm=True), 4)
    programme = sane.programme(4, calm=True)
    of_all = [replace(each, entity="") if isinstance(each, LimitDecision) else each for each in facts]
    assert of_the_product(facts, each_alone(programme), books.AS_OF) != of_the_product(
        of_all, each_alone(programme), books.AS_OF
    )
