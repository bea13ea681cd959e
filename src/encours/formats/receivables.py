"""Payments compared with their invoices, for ledgers whose payments came by other means than matching."""

from __future__ import annotations

from collections import defaultdict
from typing import cast

from encours.facts.kinds import Invoice, Payment
from encours.facts.ledger import Ledger
from encours.formats.cross_checks import place_of, shown_place
from encours.formats.faults import ReadError, fault, french_amount
from encours.units.currency import currency
from encours.units.money import Total


def differences(ledger: Ledger) -> list[ReadError]:
    """Every invoice whose payments are not one payment of its amount: repeated, in parts, short or too much.

    Warnings: a part payment is ordinary, a repeated one is money to give back. What has no invoice is an
    error told elsewhere.
    """
    invoices = {cast(Invoice, each).number: cast(Invoice, each) for each in ledger.table("invoices").rows()}
    paid: dict[str, list[Payment]] = defaultdict(list)
    for each in ledger.table("payments").rows():
        payment = cast(Payment, each)
        if payment.invoice in invoices:
            paid[payment.invoice].append(payment)
    found = []
    for number, payments in paid.items():
        difference = _difference(invoices[number], payments, ledger)
        if difference:
            found.append(difference)
    return sorted(found)


def _difference(invoice: Invoice, payments: list[Payment], ledger: Ledger) -> ReadError | None:
    in_order = sorted(payments, key=lambda each: (each.paid_on, each.reference))
    total = sum(each.amount for each in in_order)
    over = total - invoice.gross
    amounts = [each.amount for each in in_order]
    if over > 0 and len(set(amounts)) < len(amounts):
        code, en, fr = "payment_repeated", "A payment was received twice", "Un règlement a été reçu deux fois"
    elif over > 0:
        code, en, fr = "payment_over_invoice", "More was paid than invoiced", "Il a été payé plus que facturé"
    elif over < 0:
        code, en, fr = "payment_short", "Less was paid than invoiced", "Il a été payé moins que facturé"
    elif len(payments) > 1:
        code, en, fr = (
            "payment_in_parts",
            "The invoice was paid in parts",
            "La facture a été payée en plusieurs fois",
        )
    else:
        return None
    file, row = place_of(in_order[-1].fact_id, ledger)
    paid, invoiced, difference = (_shown(each, invoice.currency) for each in (total, invoice.gross, abs(over)))
    others = ", ".join(shown_place(each.fact_id, ledger) for each in in_order[:-1])
    return fault(
        code,
        file,
        row=row,
        column="invoice",
        excerpt=invoice.number,
        en=f"{en}: {paid} for an invoice of {invoiced}, difference {difference}.",
        fr=f"{fr} : {french_amount(paid)} pour une facture de {french_amount(invoiced)}, "
        f"écart {french_amount(difference)}.",
        hint_en=f"The earlier payments: {others}." if others else "",
        hint_fr=f"Les règlements précédents : {others}." if others else "",
    )


def _shown(cents: int, code: str) -> str:
    return f"{Total(cents, currency(code)).to_decimal_text()} {code}"
