"""Tissages Imaginaires SAS (fictitious) sells cloth in 2026: the facts of a test, each in a line."""

from typing import Any

from encours.facts.kinds import (
    Buyer,
    CreditNote,
    Entity,
    Fact,
    Insolvency,
    Invoice,
    LimitDecision,
    Payment,
    PremiumBillLine,
    PremiumPayment,
    TurnoverDeclaration,
)
from encours.facts.ledger import Ledger
from encours.facts.view import View
from encours.policy.schedule import Policy
from encours.premium.turnover import Sale, turnover
from tests.premium.made_up import FIRST, LAST, on

DECLARED = 'premium_base = "turnover"\npremium_rate = "2 ‰"\npremium_declared_every = "3 months"\n'


def buyer(code: str = "A", **more: Any) -> Buyer:
    told = {"country": "FR", "public": 0, "related": 0, "private_person": 0, **more}
    return Buyer(buyer=code, name=f"Atelier {code}", **told)


def limit(code: str = "A", reference: str = "", **more: Any) -> LimitDecision:
    told = {"kind": "named", "outcome": "granted", "amount": 1_000_000_00, "currency": "EUR",
            "decided_on": on("2025-06-02"), **more}  # fmt: skip
    return LimitDecision(buyer=code, reference=reference or f"G-{code}", **told)


def sale(number: str, day: str = "2026-02-02", net: int = 1_000_00, **more: Any) -> Invoice:
    told = {"buyer": "A", "entity": "T", "delivered": on(day), "issued": on(day), "due": on(day) + 60, "vat": 0,
            "currency": "EUR", "payment_means": "open account", **more}  # fmt: skip
    return Invoice(number=number, gross=net + max(0, told["vat"]), **told)


def credit(number: str, day: str, net: int, **more: Any) -> CreditNote:
    told = {"buyer": "A", "currency": "EUR", "vat": 0, **more}
    return CreditNote(number=number, issued=on(day), gross=net, **told)


def paid(number: str, day: str, amount: int, **more: Any) -> Payment:
    told = {"buyer": "A", "currency": "EUR", **more}
    return Payment(reference=f"P-{number}", invoice=number, paid_on=on(day), amount=amount, **told)


def proceedings(code: str, day: str) -> Insolvency:
    return Insolvency(buyer=code, kind="liquidation", opened_on=on(day))


def filed(start: str, end: str, amount: int, day: str = "2026-04-20", **more: Any) -> TurnoverDeclaration:
    told = {"currency": "EUR", **more}
    return TurnoverDeclaration(
        period_start=on(start), period_end=on(end), due_on=on(end) + 30, declared_on=on(day), amount=amount, **told
    )


def bill(reference: str = "Q1", day: str = "2026-05-12", **more: Any) -> PremiumPayment:
    return PremiumPayment(reference=reference, billed_on=on(day), due_on=on(day) + 30, **{"currency": "EUR", **more})


def billed(what: str, amount: int, rank: int = 1, **more: Any) -> PremiumBillLine:
    told = {"bill": "Q1", "billed_on": on("2026-05-12"), "period_start": on("2026-01-01"),
            "period_end": on("2026-03-31"), "currency": "EUR", **more}  # fmt: skip
    return PremiumBillLine(billed_for=what, amount=amount, rank=rank, **told)


def view(*facts: Fact, as_of: str = "2026-06-30", known_on: str = "") -> View:
    """View of these facts, with the company that sells and the ordinary buyer A where none is told."""
    found: list[Fact] = [Entity(entity="T", name="Tissages Imaginaires SAS"), *facts]
    if not any(isinstance(each, Buyer) and each.buyer == "A" for each in facts):
        found.append(buyer())
    if not any(isinstance(each, LimitDecision) and each.buyer == "A" for each in facts):
        found.append(limit())
    return Ledger.of(found).view(on(as_of), on(known_on) if known_on else None)


def sold(shown: View, agreed: Policy, first: int = FIRST, last: int = LAST) -> tuple[Sale, ...]:
    return turnover(shown, agreed, first=first, last=last).sales


def declared(shown: View, agreed: Policy, first: int = FIRST, last: int = LAST) -> int:
    return sum(each.line.amount for each in sold(shown, agreed, first, last) if not each.line.excluded)
