"""What an aged balance alone tells is owed: no invoice is known, so that no clause can say anything of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from encours.cover.ageing.told_balances import told_balances
from encours.explain.buyer_facts import Exchange
from encours.explain.values import amount
from encours.explain.words import counted, say
from encours.facts.kinds import AgedBalance
from encours.facts.view import View
from encours.units import Cents
from encours.units.show import Language


@dataclass(frozen=True, slots=True)
class ToldByAge:
    """How many buyers a balance by age alone tells of, and what they owe in the policy's currency."""

    buyers: int
    amount: Cents

    def said(self, key: str, currency: str, language: Language) -> str:
        """The sentence of a key, with the buyers and what they owe."""
        buyers = counted(self.buyers, "buyers count", language)
        return say(key, language, buyers=buyers, amount=amount(self.amount, currency, language))


NOTHING_BY_AGE: Final = ToldByAge(0, 0)
"""Where every buyer is told by its invoices."""


def told_by_age(view: View, exchange: Exchange) -> ToldByAge:
    """What the balances by age of a view tell is owed, whose invoices nobody gave."""
    found = list(told_cells(view, exchange))
    return ToldByAge(len({each.buyer for each, _ in found}), sum(cents for _, cents in found))


def told_cells(view: View, exchange: Exchange) -> Iterator[tuple[AgedBalance, Cents]]:
    """Each cell of those balances that is owed, with its amount in the policy's currency."""
    for each in told_balances(view):
        cents = exchange.into_policy(each.amount, each.currency)
        assert cents is not None, "a view without a rate is refused before it is measured"
        if cents > 0:
            yield each, cents
