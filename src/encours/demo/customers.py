"""The ordinary buyers: some three hundred made-up companies, each with a size and a way of paying."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from encours.demo.chance import Chance
from encours.demo.days import MONTHS
from encours.demo.identifiers import national_identifier, siren, vat_number
from encours.demo.markets import MARKETS, SECTORS, Market, invented_name, invented_root
from encours.facts.kinds import Buyer
from encours.units import Cents, Count, Days

FIRST_RANK: Final = 2_001
"""Rank of the first ordinary buyer; those of the stories come before."""

PROMPT, SLOW, SEASONAL, DRIFTING = "prompt", "slow", "seasonal", "drifting"

_CHARACTERS: Final = ((PROMPT, 58), (SLOW, 27), (SEASONAL, 15))

# How much an ordinary invoice of the buyer is, in euros, and how many it receives in two years: a few large
# buyers make most of the sales, as in any ledger (the middle ones are half the mean ones).
_SIZES: Final = (
    ((900, 8), 12),
    ((2_400, 11), 18),
    ((6_000, 15), 21),
    ((12_000, 19), 20),
    ((24_000, 22), 14),
    ((46_000, 25), 9),
    ((88_000, 26), 4),
    ((150_000, 27), 2),
)


@dataclass(frozen=True, slots=True)
class Customer:
    """An ordinary buyer: who it is, how much it buys, how it pays."""

    rank: int
    name: str
    market: Market
    sector: str
    group: str
    character: str
    slowness: Days
    """Days after the due date it usually pays."""
    usual: Cents
    """A usual invoice in euro cents, before VAT."""
    invoices: Count
    """About how many invoices it receives over the whole time."""
    first_month: Count
    last_month: Count
    """Months in which it buys, counted from the first; both included."""
    terms: Days
    entity: str

    @property
    def code(self) -> str:
        """Code of the buyer: C2001."""
        return f"C{self.rank}"

    @property
    def siren(self) -> str:
        """Made-up SIREN of a French buyer, else empty."""
        return siren(self.rank) if self.market.country == "FR" else ""

    @property
    def domestic(self) -> bool:
        """Whether it is sold to with French VAT."""
        return self.market.country == "FR"

    def registered(self, buyer_class: str) -> Buyer:
        """The buyer's registration, in the class that tells whether it has a second layer."""
        return Buyer(
            buyer=self.code,
            name=self.name,
            country=self.market.country,
            siren=self.siren,
            vat_number=vat_number(self.market.country, self.rank),
            national_id=national_identifier(self.market.country, self.rank),
            sector=self.sector,
            group=self.group,
            buyer_class=buyer_class,
            public=0,
            related=0,
            private_person=0,
        )


def customers(seed: int, number: int) -> tuple[Customer, ...]:
    """That many ordinary buyers, each drawn apart: the first ones do not depend on how many there are."""
    roots = Chance(seed, "groups")
    groups = tuple(invented_root(roots) for _ in range(14))
    names: set[str] = set()
    drawn = []
    for rank in range(FIRST_RANK, FIRST_RANK + number):
        chance = Chance(seed, f"buyer {rank}")
        market = chance.weighted([(market, market.weight) for market in MARKETS])
        name = invented_name(market, chance)
        while name in names:
            name = invented_name(market, chance)
        names.add(name)
        drawn.append(_customer(rank, name, market, chance, groups))
    return tuple(drawn)


def _customer(rank: int, name: str, market: Market, chance: Chance, groups: tuple[str, ...]) -> Customer:
    character = DRIFTING if rank % 55 == 7 else chance.weighted(_CHARACTERS)
    usual, invoices = chance.weighted(_SIZES)
    newcomer = chance.happens(170)
    leaver = not newcomer and chance.happens(90)
    return Customer(
        rank=rank,
        name=name,
        market=market,
        sector=chance.pick(SECTORS),
        group=chance.pick(groups) if chance.happens(110) else "",
        character=character,
        slowness=chance.between(8, 24) if character == SLOW else chance.between(-4, 4),
        usual=usual * chance.between(58, 112),
        invoices=max(3, invoices * chance.between(92, 152) // 100),
        first_month=chance.between(4, MONTHS - 4) if newcomer else 0,
        last_month=chance.between(8, MONTHS - 5) if leaver else MONTHS - 1,
        terms=chance.pick(market.terms),
        entity="PS" if chance.happens(180) else "PV",
    )
