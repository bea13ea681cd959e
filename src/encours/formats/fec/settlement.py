"""Which credits settle which debits of all the files of a company: letters, payments returned, doubtful accounts."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from encours.formats.fec.accounts import Family
from encours.formats.fec.bills import Bills, bills_of
from encours.formats.fec.items import Item, is_among
from encours.formats.fec.lettering import Parts, Side, settle, side
from encours.formats.fec.money import Amounts, amounts_of
from encours.units import Day, Span
from encours.units.currency import Currency

if TYPE_CHECKING:
    import polars as pl

Column: TypeAlias = NDArray[Any]

DEBITS: Final = (Item.INVOICE, Item.OPENING, Item.REFUND, Item.OTHER_DEBIT)
PAID: Final = (Item.PAYMENT, Item.OPENING_CREDIT)
CREDITED: Final = (Item.CREDIT_NOTE, Item.WRITE_OFF, Item.OTHER_CREDIT)
MOVED: Final = (Item.BILL, Item.TO_DOUBTFUL)
"""Credits that settle nothing: the receivable goes to another account."""
DAYS_TO_RETURN: Final = 120
"""Days within which a debit that says so is looked at as a payment come back unpaid."""


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """What settles what: parts of credits laid on debits, and what of each credit is left on account.

    ``parts`` and ``left`` tell payments and credit notes alike; ``returned`` pairs the place of a payment with
    that of the debit by which it came back, which is no receivable of its own.
    """

    money: Amounts
    parts: Parts
    left: Column
    returned: tuple[tuple[int, int], ...]
    is_receivable: Column
    bills: Bills


def settled(
    items: pl.DataFrame, handed_over: pl.DataFrame | None, books: Currency, *, bill_terms: Sequence[Span], last_day: Day
) -> Settled:
    """Settlement of all the lines of customers, in their order; ``bill_terms`` is the rule of each file."""
    item, day, family = (items[name].to_numpy() for name in ("item", "day", "family"))
    group = groups_of(items, handed_over)
    money = amounts_of(items, group, books)
    amounts = money.amounts
    is_debit = is_among(item, DEBITS)
    is_credit = is_among(item, (*PAID, *CREDITED, *MOVED))
    returned = _returned(items, group)
    still = np.ones(item.size, dtype=np.bool_)
    still[[place for pair in returned for place in pair]] = False
    of_customer = still & (family == Family.CUSTOMER)
    debits = side(np.flatnonzero(is_debit & of_customer & (group >= 0)), group, amounts, day)
    credits_ = side(np.flatnonzero(is_credit & of_customer & (group >= 0)), group, amounts, day)
    parts = settle(debits, credits_)
    of_books = of_customer & (money.code == 0)
    parts = parts.joined(
        _across_years(items, handed_over, parts, amounts, debits=is_debit & of_books, credits_=is_credit & of_books)
    )
    is_moved = is_among(item[parts.credit], MOVED)
    moved, paid = parts.take(is_moved), parts.take(~is_moved)
    bills = bills_of(items, moved, amounts, still=still, bill_terms=bill_terms, last_day=last_day)
    # A payment that came back was laid on its invoices too, until it did.
    came_back = np.array([payment for payment, _ in returned], dtype=np.int64)
    paid = paid.joined(settle(debits, side(came_back[group[came_back] >= 0], group, amounts, day)))
    paid = paid.joined(_doubtful(items, moved, amounts, still))
    left = np.where(is_among(item, (*PAID, *CREDITED)), np.abs(amounts), 0)
    np.subtract.at(left, paid.credit, paid.cents)
    is_debit[[debit for _, debit in returned]] = False
    is_debit[list(bills.debits_dropped)] = False
    return Settled(money, paid, left, returned, is_debit, bills)


def groups_of(items: pl.DataFrame, handed_over: pl.DataFrame | None) -> Column:
    """Letter group of each line, -1 where it is not lettered.

    Letters are those of one buyer and one file, since software begins again with each year. Groups that do not
    balance in their own year, and openings that stand for a line of the year before, join those of another.
    """
    import polars as pl

    place = pl.int_range(pl.len()).alias("place")
    lettered = items.with_columns(place).filter(pl.col("letter") != "").select(
        "company", "buyer", "letter", "family", "file", "cents", "place")  # fmt: skip
    keys = ["company", "buyer", "letter", "family", "file"]
    if items["file"].n_unique() > 1:
        balanced = pl.col("cents").sum().over(keys) == 0
        lettered = lettered.with_columns(pl.when(balanced).then("file").otherwise(-1).alias("file"))
    # Hashes are grouped sooner than texts; where two texts share one, a row differs from the first of its group.
    lettered = lettered.with_row_index("line")
    line = pl.col("line").first()
    first_line = lettered.select(line.over(pl.struct(keys).hash())).to_series()
    if not all((lettered[name] == lettered[name].gather(first_line)).all() for name in keys):
        first_line = lettered.select(line.over(keys)).to_series()
    own = lettered["place"].to_numpy()
    first = own[first_line.to_numpy()]
    leading = own[own == first]
    group = np.full(items.height, -1, dtype=np.int64)
    group[leading] = np.arange(leading.size)
    group[own] = group[first]
    if handed_over is not None:
        _join_openings(group, items, handed_over)
    return group


def _join_openings(group: Column, items: pl.DataFrame, handed_over: pl.DataFrame) -> None:
    """Put lines that an earlier year left open in the letter group of the opening that repeats them."""
    import polars as pl

    known = items.with_columns(pl.Series("group", group), pl.Series("place", np.arange(items.height)))
    named = known.filter(pl.col("group") >= 0).select("company", "buyer", "letter", "file", "group").unique(
        ["company", "buyer", "letter", "file"], maintain_order=True)  # fmt: skip
    opened = handed_over.join(named, on=["company", "buyer", "letter", "file"], maintain_order="left")
    sums = known.filter(pl.col("group") >= 0).group_by("group").agg(pl.col("cents").sum().alias("sum"))
    free = known.join(sums, on="group", how="left", maintain_order="left").filter(
        (pl.col("group") < 0) | (pl.col("sum") != 0))  # fmt: skip
    for same in (["company", "buyer", "cents", "piece"], ["company", "buyer", "cents"]):
        left = opened.with_columns(pl.int_range(pl.len()).over(same).alias("rank"))
        right = free.with_columns(pl.int_range(pl.len()).over(same).alias("rank"))
        met = left.join(right, on=[*same, "rank"], suffix="_before", maintain_order="left")
        met = met.filter(pl.col("file_before") < pl.col("file"))
        group[met["place"].to_numpy()] = met["group"].to_numpy()
        opened = left.join(met.select(*same, "rank"), on=[*same, "rank"], how="anti").drop("rank")
        free = free.filter(~pl.col("place").is_in(met["place"].to_list()))


def _across_years(
    items: pl.DataFrame, handed_over: pl.DataFrame | None, parts: Parts, amounts: Column, *, debits: Column,
    credits_: Column,
) -> Parts:  # fmt: skip
    """Credits lettered with an opening that stands for no single line: laid on what the years before left open."""
    import polars as pl

    nothing = Parts(*(np.empty(0, dtype=np.int64) for _ in range(3)))
    if handed_over is None or not handed_over.height:
        return nothing
    left = np.abs(amounts)
    np.subtract.at(left, parts.debit, parts.cents)
    np.subtract.at(left, parts.credit, parts.cents)
    keys = ["company", "buyer", "letter", "file"]
    opened = handed_over.filter(pl.col("letter") != "").select(keys).unique()
    met = items.select(*keys, pl.int_range(pl.len()).alias("place")).join(opened, on=keys, how="semi")
    with_opening = np.zeros(items.height, dtype=np.bool_)
    with_opening[met["place"].to_numpy()] = True
    file, owner, day = (items[name].to_numpy() for name in ("file", "owner", "day"))
    found = nothing
    for year in sorted(met["file"].unique().to_list()):
        owed = np.flatnonzero(debits & (file < year) & (left > 0))
        paid = np.flatnonzero(credits_ & with_opening & (file == year) & (left > 0))
        more = settle(side(owed, owner, left, day), side(paid, owner, left, day))
        np.subtract.at(left, more.debit, more.cents)
        np.subtract.at(left, more.credit, more.cents)
        found = found.joined(more)
    return found


def _returned(items: pl.DataFrame, group: Column) -> tuple[tuple[int, int], ...]:
    """Payments that came back, each with the debit by which it did: the last one before it of the same amount.

    They are of one letter, or of none; or the label says that the payment came back.
    """
    item, cents, day = (items[name].to_numpy() for name in ("item", "cents", "day"))
    debits = np.flatnonzero(item == Item.REFUND)
    if not debits.size:
        return ()
    buyer = items["owner"].to_numpy()
    unpaid = items["unpaid"].to_numpy()
    wanted = {(int(buyer[each]), int(cents[each])) for each in debits.tolist()}
    payments: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for place in np.flatnonzero((item == Item.PAYMENT) & np.isin(buyer, buyer[debits])).tolist():
        key = (int(buyer[place]), -int(cents[place]))
        if key in wanted:
            payments[key].append((int(day[place]), place))
    found: list[tuple[int, int]] = []
    for each in payments.values():
        each.sort()
    for place in debits[np.argsort(day[debits], kind="stable")].tolist():
        several = payments.get((int(buyer[place]), int(cents[place])), [])
        for at in range(bisect_right(several, (int(day[place]), len(item))) - 1, -1, -1):
            paid_on, payment = several[at]
            says = bool(unpaid[place]) and day[place] - paid_on <= DAYS_TO_RETURN
            if group[payment] == group[place] or says:
                found.append((payment, place))
                del several[at]
                break
    return tuple(found)


def _doubtful(items: pl.DataFrame, moved: Parts, amounts: Column, still: Column) -> Parts:
    """Credits of doubtful accounts laid on what was moved or opened there, by buyer, the oldest first."""
    item, day, family = (items[name].to_numpy() for name in ("item", "day", "family"))
    buyer = items["owner"].to_numpy()
    doubtful = still & (family == Family.DOUBTFUL)
    there = moved.take(item[moved.credit] == Item.TO_DOUBTFUL)
    own = np.flatnonzero(doubtful & is_among(item, DEBITS))
    owed = np.concatenate((there.debit, own))
    cents = np.concatenate((there.cents, np.abs(amounts[own])))
    order = np.lexsort((owed, day[owed], buyer[owed]))
    credited = np.flatnonzero(doubtful & is_among(item, (*PAID, *CREDITED, Item.DOUBTFUL_OUT)))
    parts = settle(Side(owed[order], buyer[owed][order], cents[order]), side(credited, buyer, amounts, day))
    return parts.take(item[parts.credit] != Item.DOUBTFUL_OUT)
