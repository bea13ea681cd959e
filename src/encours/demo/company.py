"""The demo company whole: its facts and the texts of its policies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import groupby
from operator import attrgetter
from typing import Final

from encours.demo.agreements import debts, limits_of
from encours.demo.balance import control_accounts, standing
from encours.demo.chance import Chance
from encours.demo.contract import COMPANY, contract, turnover
from encours.demo.customers import customers
from encours.demo.rates import exchange_rates
from encours.demo.sales import Sale, sales
from encours.demo.settling import Part, settle
from encours.demo.stories import STORIES
from encours.demo.stories.account import STANDARD, TOPPED_UP
from encours.demo.unfinished import unfinished
from encours.facts.kinds import KINDS, Fact, LimitDecision

SEED: Final = 20_240_701
ORDINARY_BUYERS: Final = 310
POLICY_TEXTS: Final = ("programme.toml", "policy.toml", "policy-top-up.toml")


@dataclass(frozen=True, slots=True)
class Company:
    """A made-up company: its facts in the order of a workspace's tables, its policies by file name."""

    name: str
    facts: tuple[Fact, ...]
    policy_texts: Mapping[str, str]


def company(*, seed: int = SEED) -> Company:
    """The demo company, always the same for the same seed.

    Another seed changes the ordinary buyers, never the stories.
    """
    facts: list[Fact] = [*exchange_rates()]
    facts += (fact for each in STORIES for fact in each.facts)
    facts += _ordinary(seed)
    facts += contract(turnover(standing(tuple(facts))))
    facts += control_accounts(facts)
    return Company(name=COMPANY, facts=_sourced(facts), policy_texts=policy_texts())


def policy_texts() -> dict[str, str]:
    """Texts of the programme and of its two policies, by file name."""
    folder = files("encours.demo") / "texts"
    return {name: (folder / name).read_text(encoding="utf-8") for name in POLICY_TEXTS}


def _ordinary(seed: int) -> list[Fact]:
    """Facts of the buyers to whom nothing in particular happens."""
    buyers = customers(seed, ORDINARY_BUYERS)
    facts: list[Fact] = []
    chance = Chance(seed, "settling")
    movements: dict[int, list[tuple[Sale, tuple[Part, ...]]]] = {each.rank: [] for each in buyers}
    for rank, sale in enumerate(sales(seed, buyers), start=1):
        number = f"V-{rank:05}"
        facts += sale.facts(number)
        for instalment in range(1, len(sale.instalments) + 1):
            settled = settle(sale, number, instalment, chance)
            facts += settled.facts
            movements[sale.customer.rank].append((_only(sale, instalment), settled.parts))
    for each in buyers:
        highest, owed = debts(movements[each.rank])
        limits = limits_of(each, highest, owed, Chance(seed, f"limit {each.rank}"))
        layered = any(isinstance(limit, LimitDecision) and limit.policy for limit in limits)
        facts += (each.registered(TOPPED_UP if layered else STANDARD), *limits)
        facts += unfinished(each, Chance(seed, f"orders {each.rank}"))
    return facts


def _only(sale: Sale, instalment: int) -> Sale:
    """The sale with that instalment alone, so that each is counted once in what a buyer owes."""
    if len(sale.instalments) == 1:
        return sale
    return replace(sale, instalments=(sale.instalments[instalment - 1],))


def _sourced(facts: list[Fact]) -> tuple[Fact, ...]:
    """The facts table by table, each by its day, with the file and row where a workspace keeps it."""
    tables = {name: rank for rank, name in enumerate(KINDS)}
    ordered = sorted(facts, key=lambda fact: (tables[fact.KIND.table], fact.happened_on))
    return tuple(
        replace(fact, source=f"{table}.csv:{row}")
        for table, kept in groupby(ordered, key=attrgetter("KIND.table"))
        for row, fact in enumerate(kept, start=2)
    )
