"""Original amounts of invoices of which a list of open items tells the balance alone."""

from __future__ import annotations

from encours.facts.columns import Table

Key = tuple[str, int]


def original_amounts(before: Table, listed: Table, payments: Table | None) -> Table:
    """Invoices of a list at the amounts that are known, where it has less of them and tells no original amount.

    A list that tells what was invoiced beside what is open gives a payment for each invoice paid in part. Where there
    is none, a smaller amount is what was left after a payment, and no invoice that was smaller from the beginning.
    """
    if payments is not None and bool((payments.texts["invoice"].codes >= 0).any()):
        return listed
    known = dict(zip(_keys(before), before.numbers["gross"].tolist(), strict=True))
    gross = listed.numbers["gross"].copy()
    for row, key in enumerate(_keys(listed)):
        gross[row] = max(int(gross[row]), known.get(key, int(gross[row])))
    return listed.replace(gross=gross)


def _keys(invoices: Table) -> list[Key]:
    return list(zip(invoices.texts["number"].texts(), invoices.numbers["instalment"].tolist(), strict=True))
