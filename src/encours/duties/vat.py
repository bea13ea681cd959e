"""The VAT of a debt that is definitively irrecoverable: a claim on the State, that ends with the second year after."""

from __future__ import annotations

from collections.abc import Iterator

from encours.duties import law
from encours.duties.duty import Department, Duty
from encours.duties.legal_account import Account, completed, legal_duty
from encours.duties.legal_kinds import RECOVER_VAT
from encours.facts.kinds import Insolvency, LegalAction
from encours.units import MISSING, Day


def of_vat(account: Account) -> Iterator[Duty]:
    """One duty for each event that makes debts of a buyer irrecoverable, about those that none before it did."""
    recovered = [each for each in account.actions if each.event == "vat recovered"]
    left = {debt.invoice: debt for debt in account.debts if debt.vat != 0}
    for day, invoice, case in _irrecoverable(account):
        own = {name: debt for name, debt in left.items() if invoice in {"", name} and debt.arose_on < day}
        left = {name: debt for name, debt in left.items() if name not in own}
        if own:
            yield legal_duty(
                account, RECOVER_VAT, case, first=day, last=law.vat_last_day(day), law=law.VAT, invoice=invoice,
                done=completed(recovered, own.keys(), since=day), who=Department.ACCOUNTING,
                lacking="vat" if any(debt.vat == MISSING for debt in own.values()) else "",
            )  # fmt: skip


def _irrecoverable(account: Account) -> list[tuple[Day, str, Insolvency | LegalAction]]:
    """Each event that makes debts irrecoverable, of one invoice or of all, in order."""
    found: list[tuple[Day, str, Insolvency | LegalAction]] = [
        (each.opened_on, "", each) for each in account.every if each.kind == "liquidation"
    ]
    found += [
        (each.happened_on, each.invoice, each)
        for each in account.actions
        if each.event in {"debt irrecoverable", "plan adopted"}
    ]
    return sorted(found, key=lambda each: (each[0], each[2].fact_id))
