"""What an order for payment asks of a creditor: to be served, then enforced where nobody opposed it.

The order is taken to be served in person (CPC 1416): of one that was not, the time to oppose runs from a later act, so
that the last day to enforce it is told too early and never too late.
"""

from __future__ import annotations

from collections.abc import Iterator

from encours.duties import law
from encours.duties.courts import seat_of
from encours.duties.duty import Duty
from encours.duties.legal_account import Account, legal_duty, proof
from encours.duties.legal_kinds import ENFORCE_ORDER, SERVE_ORDER
from encours.facts.kinds import LegalAction


def is_served_in_time(order: LegalAction, served: LegalAction | None) -> bool:
    """Whether an order was served by its last day; one that was not is void, and its service interrupts nothing."""
    made = order.happened_on
    return served is not None and served.happened_on <= law.SERVICE.last_day(made, made, seat=seat_of(order.court))


def of_orders(account: Account) -> Iterator[Duty]:
    """Duties about the orders for payment against one buyer."""
    for order in account.actions:
        if order.event != "order made":
            continue
        seat, made = seat_of(order.court), order.happened_on
        served = account.done("order served", since=made, reference=order.reference)
        yield legal_duty(
            account, SERVE_ORDER, order, first=made, last=law.SERVICE.last_day(made, made, seat=seat),
            law=law.SERVICE.reference, done=proof(served), invoice=order.invoice,
        )  # fmt: skip
        if not is_served_in_time(order, served) or account.done("order opposed", since=made, reference=order.reference):
            continue
        assert served is not None, "an order served in time is served"
        on = served.happened_on
        opposition = law.OPPOSITION.last_day(on, made, seat=seat)
        yield legal_duty(
            account, ENFORCE_ORDER, order, first=law.enforceable_from(on, made, seat=seat),
            last=law.ENFORCEMENT.last_day(opposition, opposition), law=law.ENFORCEMENT.reference,
            done=proof(account.done("enforcement act", since=on, reference=order.reference)), invoice=order.invoice,
        )  # fmt: skip
