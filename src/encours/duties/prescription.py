"""The day by which the debts of a buyer must be sued for or acknowledged, unless a case about them lasts.

One duty for each buyer, on the earliest day of its debts, once that day is near. The law of the contract is taken to
be French, of a foreign buyer too: where the parties chose none it is the seller's. A buyer that nobody told to be a
private person or a public body is taken for a trader where it has an identifier of a company; without one, its
prescription is not known. A payment in part may be an acknowledgement: it is not taken for one, so that the earlier day
is told.

What interrupts it (C. civ. 2240 to 2244; C. com. L622-25-1, not read): the debtor's acknowledgement, an act of
enforcement, a claim in court until its case ends (2242); the claim declared, until the proceedings are closed. A claim
that is dismissed for good, withdrawn or left to lapse never interrupted anything (2243).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from encours.duties import law
from encours.duties.courts import METROPOLITAN, TERRITORIES
from encours.duties.duty import Department, Duty
from encours.duties.legal_account import NOT_DONE, Account, Done
from encours.duties.legal_kinds import INTERRUPT
from encours.duties.of_orders import is_served_in_time
from encours.duties.owed import Debt
from encours.facts.kinds import LegalAction
from encours.units import MISSING, NEVER, Day, Months, add_months

NEAR: Final[Months] = 24
"""Months before its last day from which a prescription is told."""
_RESTART: Final = ("debt acknowledged", "enforcement act")
"""Acts from which a prescription runs anew."""
_ENDS: Final = ("judgment", "claim dismissed", "claim withdrawn")
"""Ends of a claim (C. civ. 2242); by all but a judgment it interrupted nothing (2243)."""
_IDENTIFIERS: Final = ("siren", "siret", "vat_number", "lei")


@dataclass(frozen=True, slots=True)
class _Prescription:
    """That of one debt: from which day it runs, its last day, the case that stops it, and what is not known of it."""

    debt: Debt
    anchor: Day
    end: Day
    done: Done
    law: str
    lacking: str = ""


def of_prescription(account: Account) -> Iterator[Duty]:
    """Duty to interrupt the prescriptions of a buyer that are near, and one for each debt whose due date lacks."""
    every = [_of_debt(account, debt) for debt in account.debts if account.as_of > debt.due]
    yield from (_duty(account, [each], invoice=each.debt.invoice) for each in every if each.lacking == "due")
    own = [each for each in every if each.lacking != "due"]
    unknown = [each for each in own if each.lacking]
    near = [each for each in own if not each.lacking and each.end <= add_months(account.as_of, NEAR)]
    running = [each for each in near if each.done == NOT_DONE]
    for told in (unknown, running or near):
        if told:
            yield _duty(account, told)


def _duty(account: Account, told: Sequence[_Prescription], *, invoice: str = "") -> Duty:
    """Duty about some debts: on the first of their last days, done by what stopped the last of them."""
    first = min(told, key=lambda each: (each.end, each.debt.due))
    done = max(each.done for each in told)
    return Duty(
        kind=INTERRUPT,
        who=Department.LEGAL,
        first_day=MISSING if first.anchor == MISSING else first.anchor + 1,
        last_day=first.end,
        buyer=account.buyer,
        invoice=invoice,
        instalment=first.debt.instalment if invoice else 1,
        invoices=() if invoice else tuple(dict.fromkeys(each.debt.invoice for each in _by_end(told))),
        done_on=done[0],
        evidence=done[1],
        lacking=first.lacking,
        law=first.law,
    )


def _by_end(told: Sequence[_Prescription]) -> list[_Prescription]:
    return sorted(told, key=lambda each: (each.end, each.debt.due, each.debt.invoice))


def _of_debt(account: Account, debt: Debt) -> _Prescription:
    own = [each for each in account.actions if each.invoice in {"", debt.invoice} and each.happened_on > debt.due]
    declared = [
        (each.happened_on, each.fact_id, _closed_after(account, each.happened_on))
        for each in account.declared
        if each.invoice in {"", debt.invoice}
    ]
    judged = max((each.happened_on for each in own if each.event == "judgment"), default=NEVER)
    restarts = [each.happened_on for each in own if each.event in _RESTART]
    restarts += [closed for _, _, closed in declared if closed <= account.as_of]
    lasting: list[Done] = [(each.happened_on, each.fact_id) for each in own if _lasts(account, own, each)]
    lasting += [(day, fact) for day, fact, closed in declared if closed > account.as_of]
    done = min(lasting, default=NOT_DONE)
    if judged != NEVER:
        anchor = max([judged, *restarts])
        return _Prescription(debt, anchor, law.enforced_by(anchor), done, law.ENFORCEMENT.reference)
    anchor = max([debt.due, *restarts])
    end, lacking = _prescribed_on(account, anchor)
    return _Prescription(debt, anchor, end, done, _reference(account), lacking)


def _lasts(account: Account, own: Sequence[LegalAction], each: LegalAction) -> bool:
    """Whether an act interrupts a prescription still: a claim whose case has not ended, or an order served in time."""
    is_over = any(
        one.event in _ENDS and one.reference == each.reference and one.happened_on >= each.happened_on for one in own
    )
    if is_over:
        return False
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
    is_public = _is(account, "public") and not _is_foreign(account)
    return law.prescribed_on(anchor, is_consumer=_is(account, "private_person"), is_public=is_public), ""


def _reference(account: Account) -> str:
    """Reference of the law of a prescription; of a foreign buyer, with what makes it that of the seller."""
    if _is_foreign(account):
        found = law.OF_A_CONSUMER if _is(account, "private_person") else law.PRESCRIPTION
        return f"{found.reference}; {law.LAW_OF_THE_SELLER}"
    if _is(account, "public"):
        return law.PUBLIC_PRESCRIPTION
    return (law.OF_A_CONSUMER if _is(account, "private_person") else law.PRESCRIPTION).reference


def _is_foreign(account: Account) -> bool:
    """Whether a buyer is registered out of France; one of no country that is told is taken to be in it."""
    return account.registered is not None and (account.registered.country or METROPOLITAN) not in TERRITORIES


def _is(account: Account, flag: str) -> bool:
    return account.registered is not None and getattr(account.registered, flag) == 1


def _closed_after(account: Account, day: Day) -> Day:
    """Day on which the proceedings that a claim was declared in were closed; `NEVER` while they last."""
    closed = max((each.closed_on for each in account.every if each.opened_on <= day), default=NEVER)
    return NEVER if closed == MISSING or closed < day else closed
