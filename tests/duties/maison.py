"""Maison Esquif (fictitious) sells sails to Port Calme; every day is of 2026, and every invoice is of 10 000 euros."""

from datetime import date
from typing import Any

from encours.clauses.wordings import WORDINGS
from encours.duties.duty import Duty
from encours.duties.register import Register, register
from encours.facts.kinds import Buyer, Fact, Invoice, LimitDecision
from encours.facts.ledger import Ledger
from encours.facts.view import View
from encours.policy.read import read_programme
from encours.policy.schedule import Programme

POLICY = """
[policy]
name = "Globale"
insurer = "Assureur Fictif SA"
wording = "whole turnover"
edition = "2026-01"
currency = "EUR"
period_start = 2026-01-01
period_end = 2026-12-31

[[entities]]
entity = "MAISON"

[terms]
maximum_payment_terms = "60 days"
maximum_extension_period = "60 days"
overdue_notice_period = "30 days"
insured_percentage = "90 %"
"""


def day(text: str) -> int:
    """Day of 2026 written as month and day, such as 07-02; of another year with that year first."""
    written = text if text.count("-") == 2 else f"2026-{text}"
    return (date.fromisoformat(written) - date(1970, 1, 1)).days


def programme(*terms: str) -> Programme:
    """The policy with these lines among its terms."""
    found = read_programme(POLICY + "\n".join(terms), file="policy.toml", wordings=WORDINGS.values())
    assert found.programme is not None, found.errors
    return found.programme


def buyer(code: str = "PORT", **more: Any) -> Buyer:
    return Buyer(buyer=code, **{"name": f"{code.title()} SAS", "country": "FR", "private_person": 0, "public": 0,
                                "related": 0, **more})  # fmt: skip


def invoice(number: str, *, delivered: str = "02-02", due: str = "04-03", code: str = "PORT", **more: Any) -> Invoice:
    """An invoice without VAT, whose extension ends on 06-02 and whose notice is due by 07-02."""
    told = {"gross": 10_000_00, "vat": 0, "stage": "invoiced", "currency": "EUR", "undisputed": 1}
    days = {"ordered": day(delivered), "delivered": day(delivered), "issued": day(delivered), "due": day(due)}
    told |= {"entity": "MAISON", "payment_means": "open account", "source": f"invoices.csv:{number}"}
    return Invoice(number=number, buyer=code, **{**told, **days, **more})


def limit(amount: int = 100_000_00, code: str = "PORT", **more: Any) -> LimitDecision:
    told = {"kind": "named", "outcome": "granted", "amount": amount, "currency": "EUR", "decided_on": day("01-01")}
    return LimitDecision(reference=f"L-{code}", buyer=code, source=f"limits.csv:{code}", **{**told, **more})


def seen(as_of: str, *facts: Fact) -> View:
    """What a ledger of these facts shows on a day."""
    return Ledger.of(facts).view(day(as_of))


def duties(as_of: str, *facts: Fact, terms: tuple[str, ...] = ()) -> Register:
    """Register of duties of Maison Esquif."""
    return register(seen(as_of, *facts), programme(*terms))


def only(found: Register, kind: str, *, invoice: str = "") -> Duty:
    """The one duty of a kind, about an invoice where it is named."""
    (duty,) = (each for each in found.duties if each.kind == kind and invoice in {"", each.invoice})
    return duty
