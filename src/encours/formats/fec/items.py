"""The lines of customers, each told what it is by the accounts on the other side of its entry."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from encours.formats.fec.accounts import Family, credit, debit
from encours.formats.fec.entries import Entries

if TYPE_CHECKING:
    import polars as pl

Column: TypeAlias = NDArray[Any]


class Item(IntEnum):
    """What a line of a customer is; debits first, then credits, then what moves from one account to another."""

    INVOICE = 0
    OPENING = 1
    REFUND = 2
    OTHER_DEBIT = 3
    PAYMENT = 4
    OPENING_CREDIT = 5
    CREDIT_NOTE = 6
    WRITE_OFF = 7
    OTHER_CREDIT = 8
    BILL = 9
    TO_DOUBTFUL = 10
    FROM_DOUBTFUL = 11
    DOUBTFUL_IN = 12
    DOUBTFUL_OUT = 13
    BILL_IN = 14
    BILL_DISCOUNTED = 15
    BILL_COLLECTED = 16
    BILL_PAID = 17
    BILL_UNPAID = 18
    BILL_RETURNED = 19
    SECOND_STAGE = 20
    NOTHING = 21


MOST_MOVES: Final = 1_000
"""Different moves of the entries of a book up to which its lines are told by what they are alike in."""
KEPT: Final = (Family.CUSTOMER, Family.DOUBTFUL, Family.BILL, Family.BILL_COLLECTED)
"""Families whose lines are looked at one by one."""
_THROUGH: Final = (Family.MONEY, Family.BILL_COLLECTED, Family.BILL_DISCOUNTED)
_SOLD: Final = (Family.SALE, Family.VAT, Family.UNBILLED)


def is_among(codes: Column, wanted: Sequence[int]) -> Column:
    """Which of these items, or of these families, are among those wanted: a small table is all there is to look at."""
    found: Column = np.isin(np.arange(max(len(Family), len(Item))), wanted)[codes]
    return found


def items_of(customers: pl.DataFrame, entries: Entries) -> pl.DataFrame:
    """Lines of customers of one file, with what each is (``item``), its entry and the VAT of that.

    ``discount`` is what of a payment is no money but a discount for prompt payment (665), with its VAT.
    """
    import polars as pl

    of, family = entries.of_run[customers["run"].to_numpy()], customers["family"].to_numpy()
    chosen = is_among(family, KEPT) & (customers["cents"] != 0).to_numpy() & ~entries.closes[of]
    if not chosen.all():
        customers, of, family = customers.filter(chosen), of[chosen], family[chosen]
    cents = customers["cents"].to_numpy()
    family = family.astype(np.int64)
    item = _items_told_once(family, np.sign(cents), entries.moves[of], entries.opens[of])
    vat, known = _vat(entries)
    discount = _discounts(entries)[of]
    of_payment = (item == Item.PAYMENT) & (discount > 0) & (discount < -cents)
    return customers.drop("run", "opens", "family").with_columns(
        pl.Series("entry", of), pl.Series("item", item), pl.Series("family", family), pl.Series("vat", vat[of]),
        pl.Series("vat_known", known[of]), pl.Series("discount", np.where(of_payment, discount, 0)),
    )  # fmt: skip


def _items_told_once(family: Column, sign: Column, moves: Column, opens: Column) -> Column:
    """What each line is; lines alike in all that tells it, as most of a book are, are asked about together."""
    import polars as pl

    several = pl.Series(moves).unique().sort().to_numpy()
    if several.size > MOST_MOVES:
        return _items(family, sign, moves, opens)
    key = ((np.searchsorted(several, moves) * len(Family) + family) * 3 + sign + 1) * 2 + opens
    asked = np.flatnonzero(np.bincount(key))
    rest, opens = np.divmod(asked, 2)
    rest, sign = np.divmod(rest, 3)
    at, family = np.divmod(rest, len(Family))
    found = np.zeros(int(asked.max(initial=0)) + 1, dtype=np.int8)
    found[asked] = _items(family, sign - 1, several[at], opens != 0)
    return found[key]


def _items(family: Column, sign: Column, moves: Column, opens: Column) -> Column:
    """What each line is: the first that holds of each list."""

    def debits(*families: Family) -> Column:
        found: Column = (moves & debit(*families)) != 0
        return found

    def credits_(*families: Family) -> Column:
        found: Column = (moves & credit(*families)) != 0
        return found

    customer = family == Family.CUSTOMER
    debited = [
        (opens, Item.OPENING),
        (customer & credits_(Family.BILL), Item.BILL_RETURNED),
        (customer & credits_(Family.DOUBTFUL), Item.FROM_DOUBTFUL),
        (credits_(*_SOLD) | debits(Family.ADVANCE), Item.INVOICE),
        (credits_(*_THROUGH), Item.REFUND),
    ]
    credited = [
        (opens, Item.OPENING_CREDIT),
        (customer & debits(Family.BILL), Item.BILL),
        (customer & debits(Family.DOUBTFUL), Item.TO_DOUBTFUL),
        (debits(*_THROUGH), Item.PAYMENT),
        (debits(Family.LOSS), Item.WRITE_OFF),
        (debits(*_SOLD, Family.DISCOUNT), Item.CREDIT_NOTE),
        (debits(Family.THIRD_PARTY, Family.ADVANCE), Item.PAYMENT),
    ]
    receivable = np.where(sign > 0, _first(debited, Item.OTHER_DEBIT), _first(credited, Item.OTHER_CREDIT))
    from_customer = debits(Family.CUSTOMER) | credits_(Family.CUSTOMER)
    doubtful = np.where(
        ~opens & from_customer, np.where(sign > 0, Item.DOUBTFUL_IN, Item.DOUBTFUL_OUT), receivable
    )  # fmt: skip
    bill = np.where(sign > 0, np.where(opens, Item.OPENING, Item.BILL_IN), _first([
        (opens, Item.OPENING_CREDIT),
        (debits(Family.BILL_DISCOUNTED), Item.BILL_DISCOUNTED),
        (debits(Family.BILL_COLLECTED), Item.BILL_COLLECTED),
        (debits(Family.CUSTOMER, Family.DOUBTFUL), Item.BILL_UNPAID),
    ], Item.BILL_PAID))  # fmt: skip
    second = np.where((sign < 0) & debits(Family.MONEY) & ~opens, Item.SECOND_STAGE, Item.NOTHING)
    chosen = [customer, family == Family.DOUBTFUL, family == Family.BILL]
    return np.select(chosen, [receivable, doubtful, bill], second).astype(np.int8)


def _first(conditions: list[tuple[Column, Item]], otherwise: Item) -> Column:
    return np.select([each for each, _ in conditions], [int(item) for _, item in conditions], int(otherwise))


def _discounts(entries: Entries) -> Column:
    """Discount of each entry that holds one line of customer, a discount and no sale; nought for any other."""
    is_sale = (entries.moves & (debit(Family.SALE, Family.UNBILLED) | credit(Family.SALE, Family.UNBILLED))) != 0
    is_discounted = ((entries.moves & debit(Family.DISCOUNT)) != 0) & ~is_sale & (entries.sums["customers"] == 1)
    return np.where(is_discounted, entries.sums["discount"] + entries.sums["vat"], 0)


def _vat(entries: Entries) -> tuple[Column, Column]:
    """VAT of each entry, and whether it is that of its one line of customer: sale and VAT, nothing else."""
    others = tuple(each for each in Family if each not in {Family.CUSTOMER, Family.SALE, Family.VAT})
    taxed = (entries.moves & (debit(Family.VAT) | credit(Family.VAT))) != 0
    alone = (entries.moves & (debit(*others) | credit(*others))) == 0
    return -entries.sums["vat"], taxed & alone & (entries.sums["customers"] == 1)
