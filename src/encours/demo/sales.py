"""What the ordinary buyers bought: pumps in spring and autumn, spare parts all the year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from encours.demo.chance import Chance
from encours.demo.customers import DRIFTING, Customer
from encours.demo.days import AS_OF, FIRST_MONTH, MONTHS, working_day
from encours.demo.rates import in_currency
from encours.facts.kinds import Invoice
from encours.units import NEVER, Cents, Day, Days, add_days, from_civil, month_length

# How busy each month is, from January: orders before summer and before the year's end, August asleep.
SEASON: Final = (74, 84, 112, 118, 124, 130, 92, 38, 106, 122, 114, 86)

# An invoice beside the buyer's usual one, in percent: most are smaller, some are several times larger.
_SPREAD: Final = (18, 27, 36, 44, 52, 60, 68, 76, 84, 92, 101, 111, 122, 136, 154, 178, 214, 290)

SERVICES_JOIN: Final = 12
"""Month in which the second entity begins to sell."""


@dataclass(frozen=True, slots=True)
class Sale:
    """A sale to an ordinary buyer, before it has a number: its dates, and the instalments it is paid in."""

    customer: Customer
    ordered: Day
    delivered: Day
    issued: Day
    instalments: tuple[tuple[Day, Cents], ...]
    """Due date and gross amount of each, in minor units of the buyer's currency."""

    @property
    def gross(self) -> Cents:
        """All the instalments."""
        return sum(amount for _, amount in self.instalments)

    def entity(self) -> str:
        """Company that sold: the second one only once it was there."""
        return "PV" if self.delivered < _month_start(SERVICES_JOIN) else self.customer.entity

    def facts(self, number: str) -> list[Invoice]:
        """The invoice under that number, one fact for each instalment."""
        customer = self.customer
        return [
            Invoice(
                number=number,
                instalment=rank,
                buyer=customer.code,
                entity=self.entity(),
                ordered=self.ordered,
                delivered=self.delivered,
                issued=self.issued,
                due=due,
                currency=customer.market.currency,
                gross=gross,
                vat=gross // 6 if customer.domestic else 0,
                party_name=customer.name,
                party_identifier=customer.siren,
                payment_means="open account",
                paid_on=NEVER,
            )
            for rank, (due, gross) in enumerate(self.instalments, start=1)
        ]


def sales(seed: int, buyers: tuple[Customer, ...]) -> list[Sale]:
    """Every ordinary sale, in the order of the invoices."""
    made = [sale for customer in buyers for sale in _sales_to(customer, Chance(seed, f"sales {customer.rank}"))]
    return sorted(made, key=lambda sale: (sale.issued, sale.customer.rank, sale.delivered, sale.gross))


def _month_start(month: int) -> Day:
    year, first = FIRST_MONTH
    counted = year * 12 + first - 1 + month
    return from_civil(counted // 12, counted % 12 + 1, 1)


def _sales_to(customer: Customer, chance: Chance) -> list[Sale]:
    last = customer.last_month - 3 if customer.character == DRIFTING else customer.last_month
    months = [(month, SEASON[(FIRST_MONTH[1] - 1 + month) % 12]) for month in range(customer.first_month, last + 1)]
    number = customer.invoices * len(months) // MONTHS + 1
    made = (_sale(customer, chance.weighted(months), chance) for _ in range(number))
    return [sale for sale in made if sale.issued <= AS_OF]


def _sale(customer: Customer, month: int, chance: Chance) -> Sale:
    start = _month_start(month)
    length = month_length(2024 + (FIRST_MONTH[1] - 1 + month) // 12, (FIRST_MONTH[1] - 1 + month) % 12 + 1)
    delivered = working_day(add_days(start, chance.below(length)))
    issued = working_day(add_days(delivered, chance.pick((0, 1, 1, 2, 3, 5))))
    net = customer.usual * chance.pick(_SPREAD) // 100 // 10 * 10 + chance.below(100)
    gross = in_currency(net, customer.market.currency)
    gross = gross // 5 * 6 if customer.domestic else gross
    return Sale(
        customer=customer,
        ordered=working_day(add_days(delivered, -chance.between(12, 55))),
        delivered=delivered,
        issued=issued,
        instalments=_instalments(issued, gross, customer.terms, chance),
    )


def _instalments(issued: Day, gross: Cents, terms: Days, chance: Chance) -> tuple[tuple[Day, Cents], ...]:
    """One due date, or three for a large sale now and then."""
    if gross < 30_000_00 or terms < 60 or not chance.happens(70):
        return ((add_days(issued, terms), gross),)
    third = gross // 18 * 6
    parts = (third, third, gross - 2 * third)
    return tuple((add_days(issued, terms * rank // 3), part) for rank, part in enumerate(parts, start=1))
