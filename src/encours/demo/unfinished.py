"""Sales to the ordinary buyers not finished on the last day: orders in hand, goods gone, invoice to come."""

from __future__ import annotations

from encours.demo.chance import Chance
from encours.demo.customers import DRIFTING, Customer
from encours.demo.days import AS_OF, MONTHS, working_day
from encours.demo.rates import in_currency
from encours.facts.kinds import Invoice
from encours.units import MISSING, NEVER, add_days


def unfinished(customer: Customer, chance: Chance) -> list[Invoice]:
    """For one active buyer in ten an order in hand, for one in twenty a delivery still to be invoiced."""
    active = customer.last_month == MONTHS - 1 and customer.character != DRIFTING
    if not active or not chance.happens(150):
        return []
    delivered = chance.happens(333)
    ordered = working_day(add_days(AS_OF, -chance.between(12, 45)))
    net = in_currency(customer.usual * chance.between(60, 140) // 100, customer.market.currency)
    gross = net // 5 * 6 if customer.domestic else net
    return [
        Invoice(
            number=f"{'BL' if delivered else 'CDE'}-{customer.rank}",
            buyer=customer.code,
            entity=customer.entity,
            stage="delivered" if delivered else "order",
            ordered=ordered,
            delivered=working_day(add_days(AS_OF, -chance.between(2, 8))) if delivered else MISSING,
            currency=customer.market.currency,
            gross=gross,
            vat=gross // 6 if customer.domestic else 0,
            party_name=customer.name,
            party_identifier=customer.siren,
            payment_means="open account",
            paid_on=NEVER,
        )
    ]
