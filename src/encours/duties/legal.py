"""What the law asks to be done by when, of every debt that is open: declarations, orders, goods, VAT, prescription.

Proceedings that are not told to be foreign are taken to be opened in France.
"""

from __future__ import annotations

from collections.abc import Iterator

from encours.duties.courts import METROPOLITAN
from encours.duties.duty import Duty
from encours.duties.legal_account import Account, accounts
from encours.duties.of_orders import of_orders
from encours.duties.of_proceedings import of_proceedings
from encours.duties.prescription import of_prescription
from encours.duties.vat import of_vat
from encours.facts.view import View
from encours.units import Day


def legal_duties(view: View, *, as_of: Day, currency: str = "EUR", residence: str = METROPOLITAN) -> tuple[Duty, ...]:
    """Duties of the law about what is open on the day of the view, by buyer.

    `residence` is where the creditor resides: FR for metropolitan France, the code of the department overseas, or the
    country. Every currency must have a rate by that day, as `missing_rates` tells.
    """
    assert as_of == view.as_of, "a view shows one day"
    return tuple(duty for each in accounts(view, currency, residence) for duty in _of_account(each))


def _of_account(account: Account) -> Iterator[Duty]:
    for each in account.proceedings:
        yield from of_proceedings(account, each)
    yield from of_orders(account)
    yield from of_vat(account)
    yield from of_prescription(account)
