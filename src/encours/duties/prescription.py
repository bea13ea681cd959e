"""The day by which a debt must be sued for or acknowledged, unless a case about it lasts.

The law of the contract is taken to be French. A buyer that nobody told to be a private person or a public body is taken
for a trader where it has an identifier of a company; without one, its prescription is not known. A payment in part may
be an acknowledgement: it is not taken for one, so that the earlier day is told.
"""

from __future__ import annotations

from typing import Final

from encours.duties import law
from encours.duties.duty import Department, Duty
from encours.duties.legal_account import NOT_DONE, Account, Done
from encours.duties.legal_kinds import INTERRUPT
from encours.duties.of_orders import is_served_in_time
from encours.duties.owed import Debt
from encours.facts.kinds import LegalAction
from encours.units import MISSING, NEVER, Day

_RESTART: Final = ("debt acknowledged", "enforcement act")
"""Acts from which a prescription runs anew."""
_IDENTIFIERS: Final = ("siren", "siret", "vat_number", "lei")


def of_prescription(account: Account, debt: Debt) -> Duty | None:
    """Duty to interrupt the prescription of a debt; none before the day after its due date."""
    if account.as_of <= debt.due:
        return None
    own = [each for each in account.actions if each.invoice in {"", debt.invoice} and each.happened_on > debt.due]
    declared = [
        (each.happened_on, each.fact_id, _closed_after(account, each.happened_on))
        for each in account.declared
        if each.invoice in {"", debt.invoice}
    ]
    lasting: list[Done] = [(each.happened_on, each.fact_id) for each in own if _lasts(account, each)]
    lasting += [(day, fact) for day, fact, closed in declared if closed > account.as_of]
    restarts = [each.happened_on for each in own if each.event in _RESTART]
    restarts += [closed for _, _, closed in declared if closed <= account.as_of]
    anchor = max([debt.due, *restarts])
    end, lacking = _prescribed_on(account, anchor)
    done = min(lasting, default=NOT_DONE)
    return Duty(
        kind=INTERRUPT,
        who=Department.LEGAL,
        first_day=MISSING if anchor == MISSING else anchor + 1,
        last_day=end,
        buyer=account.buyer,
        invoice=debt.invoice,
        instalment=debt.instalment,
        done_on=done[0],
        evidence=done[1],
        lacking=lacking,
        law=_reference(account),
    )


def _lasts(account: Account, each: LegalAction) -> bool:
    """Whether an act interrupts a prescription for as long as its case lasts: a claim, or an order served in time."""
    if each.event != "order served":
        return each.event == "claim brought"
    orders = [one for one in account.actions if one.event == "order made" and one.reference == each.reference]
    return not orders or any(is_served_in_time(order, each) for order in orders)


def _prescribed_on(account: Account, anchor: Day) -> tuple[Day, str]:
    """Last day of the prescription, and the fact that lacks where it is not known."""
    if anchor == MISSING:
        return MISSING, "due"
    known = account.registered
    has_identifier = known is not None and any(getattr(known, name) for name in _IDENTIFIERS)
    if not has_identifier and (known is None or known.private_person == MISSING):
        return MISSING, "private_person"
    is_consumer, is_public = (_is(account, flag) for flag in ("private_person", "public"))
    return law.prescribed_on(anchor, is_consumer=is_consumer, is_public=is_public), ""


def _reference(account: Account) -> str:
    if _is(account, "public"):
        return law.PUBLIC_PRESCRIPTION
    return (law.OF_A_CONSUMER if _is(account, "private_person") else law.PRESCRIPTION).reference


def _is(account: Account, flag: str) -> bool:
    return account.registered is not None and getattr(account.registered, flag) == 1


def _closed_after(account: Account, day: Day) -> Day:
    """Day on which the proceedings that a claim was declared in were closed; `NEVER` while they last."""
    closed = max((each.closed_on for each in account.every if each.opened_on <= day), default=NEVER)
    return NEVER if closed == MISSING or closed < day else closed
