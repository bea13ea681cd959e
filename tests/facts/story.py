"""Atelier Brume (fictitious) sells lamps to Lumière du Port and Zinc & Fils; all days are of spring 2026."""

from datetime import date
from typing import Any

from encours.facts.kinds import Buyer, Dispute, Fact, Invoice, LimitDecision, Payment


def on(text: str) -> int:
    """Day written as day and month of 2026, such as 31-03."""
    day, month = text.split("-")
    return (date(2026, int(month), int(day)) - date(1970, 1, 1)).days


def buyer(code: str = "PORT", **more: Any) -> Buyer:
    return Buyer(buyer=code, name=f"{code.title()} SARL", **{"country": "FR", **more})


def invoice(number: str = "F-1", **more: Any) -> Invoice:
    return Invoice(
        number=number,
        **{"buyer": "PORT", "currency": "EUR", "gross": 120_00, "issued": on("02-03"), **more},
    )


def payment(reference: str = "V-1", **more: Any) -> Payment:
    return Payment(
        reference=reference,
        **{"buyer": "PORT", "paid_on": on("10-04"), "currency": "EUR", "amount": 50_00, **more},
    )


def dispute(reference: str = "L-1", **more: Any) -> Dispute:
    return Dispute(reference=reference, **{"buyer": "PORT", "invoice": "F-1", "opened_on": on("05-04"), **more})


def decision(reference: str = "A-1", **more: Any) -> LimitDecision:
    return LimitDecision(
        reference=reference,
        **{
            "buyer": "PORT",
            "kind": "named",
            "outcome": "granted",
            "amount": 1_000_00,
            "currency": "EUR",
            "decided_on": on("15-01"),
            **more,
        },
    )


def contents(facts: "tuple[Fact, ...] | list[Fact]") -> list[str]:
    """Facts in an order that does not depend on how they were given."""
    return sorted(map(repr, facts))
