"""The aged balance out of the results: a line per customer, group, country, entity or currency, and their total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, NullIf

from encours.clauses.states import State
from encours.cover.ageing import Per
from encours.units import BasisPoints, Cents, Day
from encours.units.plain_text import folded
from encours.web.computing.rows import SLICES
from encours.web.pages.shown import Shown
from encours.web.pages.within import perimeter
from encours.web.store.models import AccountResult, InvoiceResult, Reading

LATE: Final = ("late_1", "late_2", "late_3", "late_4")
SLICE_NAMES: Final = ("not-due", "1-30", "31-60", "61-90", "over-90", "undated")
"""How an address names each slice, in the order of ``SLICES``."""
SUMS: Final = ("outstanding", *SLICES, "covered", "over_limit")
"""Amounts that a line adds up, whatever it gathers."""
NOBODY: Final = "-"
"""How an address names lines of which nobody said the group, the country or the entity."""
OF_ACCOUNTS: Final = (Per.BUYER, Per.GROUP, Per.COUNTRY)
"""Lines made of the results of customers; those of entities and of currencies are made of those of invoices."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the balance, in minor units of the currency of the first policy.

    ``on_account`` is None where money on account is told by customer alone, ``limit`` where there is none or where
    limits of several customers, which may be one and the same, add up to nothing.
    """

    key: str
    name: str
    customers: int
    outstanding: Cents
    slices: tuple[Cents, ...]
    covered: Cents
    over_limit: Cents
    on_account: Cents | None
    limit: Cents | None
    last_paid_on: Day | None

    @property
    def overdue(self) -> Cents:
        """What is past its due date."""
        return sum(self.slices[1:5])

    @property
    def share(self) -> BasisPoints | None:
        """Overdue share of the outstanding, to a tenth of a percent."""
        return share_of(self.overdue, self.outstanding)

    def sorted_by(self, name: str) -> Any:  # noqa: ANN401 -- a text, an amount or a day
        """What a column sorts by."""
        if name in SLICES:
            return self.slices[SLICES.index(name)]
        return self.name.casefold() if name == "buyer_name" else getattr(self, name)


def share_of(part: Cents, whole: Cents) -> BasisPoints | None:
    """Share of a whole to a tenth of a percent; nothing of nothing is no share."""
    return None if whole <= 0 else (2 * part * 1_000 + whole) // (2 * whole) * 10


@dataclass(frozen=True, slots=True)
class Balance:
    """The balance of a reading, as somebody may see it: of the customers that a search finds, or of all."""

    reading: Reading
    accounts: QuerySet[AccountResult]
    invoices: QuerySet[InvoiceResult]

    @staticmethod
    def of(shown: Shown, reading: Reading, sought: str = "") -> Balance:
        """Balance of whom somebody sees, searched in their names and numbers."""
        accounts = perimeter(AccountResult.objects.filter(reading=reading), shown.access)
        invoices = perimeter(InvoiceResult.objects.filter(reading=reading, is_receivable=True), shown.access)
        if words := folded(sought).split():
            for each in words:
                accounts = accounts.filter(sought__contains=each)
            invoices = invoices.filter(buyer__in=accounts.values("buyer"))
        return Balance(reading, accounts.filter(Q(outstanding__gt=0) | Q(on_account__gt=0)), invoices)

    @property
    def customers(self) -> QuerySet[AccountResult]:
        """Customers that owe, or are owed, something, with what a list sorts them by."""
        overdue = F("late_1") + F("late_2") + F("late_3") + F("late_4")
        return self.accounts.annotate(overdue=overdue, share=overdue * 10_000 / NullIf(F("outstanding"), 0))

    def lines(self, per: Per) -> list[Line]:
        """Lines of everything but customers, which are read a page at a time; in the order of their keys."""
        if per in {Per.GROUP, Per.COUNTRY}:
            return self._of_accounts(per.value)
        return self._of_invoices(per.value)

    def _of_accounts(self, field: str) -> list[Line]:
        sums = {f"{name}_in_all": Sum(name) for name in (*SUMS, "on_account")}
        # The names of the sums differ from those of the columns they add up, which the database would take for them.
        told = self.accounts.order_by(field).values(field).annotate(
            **sums, customers=Count("buyer"), last_paid=Max("last_paid_on")
        )  # fmt: skip
        return [
            _line(
                each[field],
                {name: each[f"{name}_in_all"] for name in SUMS},
                customers=each["customers"],
                on_account=each["on_account_in_all"],
                last_paid_on=each["last_paid"],
            )
            for each in told
        ]

    def _of_invoices(self, field: str) -> list[Line]:
        told = self.invoices.order_by(field).values(field).annotate(
            **_slices(), customers=Count("buyer", distinct=True)
        )  # fmt: skip
        return [
            _line(each[field], {name: each[f"{name}_in_all"] for name in SUMS}, customers=each["customers"])
            for each in told
        ]

    def total(self, per: Per) -> Line:
        """Everything, whatever it is gathered by: the same amounts, but for what only customers tell."""
        if per in OF_ACCOUNTS:
            found = self.accounts.aggregate(
                **{f"{name}_in_all": Coalesce(Sum(name), 0) for name in (*SUMS, "on_account")},
                customers=Count("pk"),
                last_paid=Max("last_paid_on"),
            )
            more = {"on_account": found["on_account_in_all"], "last_paid_on": found["last_paid"]}
        else:
            found, more = self.invoices.aggregate(**_slices(), customers=Count("buyer", distinct=True)), {}
        return _line("", {name: found[f"{name}_in_all"] for name in SUMS}, customers=found["customers"], **more)

    def states(self) -> Mapping[State, tuple[Cents, ...]]:
        """What of each slice is in each state."""
        names = {state: state.name.lower() for state in State}
        told: Iterable[Any] = self.invoices.order_by("bucket").values("bucket").annotate(
            **{f"{name}_in_all": Sum(name) for name in names.values()}
        )  # fmt: skip
        found: dict[int, Mapping[str, Cents]] = {each["bucket"]: each for each in told}
        return {
            state: tuple(found[place][f"{name}_in_all"] if place in found else 0 for place in range(len(SLICES)))
            for state, name in names.items()
        }


def of_accounts(rows: Iterable[AccountResult]) -> list[Line]:
    """Lines of customers as their results tell them."""
    return [
        _line(
            each.buyer,
            {name: getattr(each, name) for name in SUMS},
            name=each.buyer_name,
            customers=1,
            on_account=each.on_account,
            limit=each.limit,
            last_paid_on=each.last_paid_on,
        )
        for each in rows
    ]


def _slices() -> dict[str, Any]:
    """Amounts of invoices under the names of those of customers."""
    plain = {f"{name}_in_all": Coalesce(Sum(name), 0) for name in ("outstanding", "covered", "over_limit")}
    return plain | {
        f"{name}_in_all": Coalesce(Sum("outstanding", filter=Q(bucket=place)), 0) for place, name in enumerate(SLICES)
    }


def _line(
    key: str, sums: Mapping[str, Cents], *, name: str = "", customers: int, on_account: Cents | None = None,
    limit: Cents | None = None, last_paid_on: Day | None = None,
) -> Line:  # fmt: skip
    return Line(
        key=key,
        name=name or key,
        customers=customers,
        outstanding=sums["outstanding"],
        slices=tuple(sums[each] for each in SLICES),
        covered=sums["covered"],
        over_limit=sums["over_limit"],
        on_account=on_account,
        limit=limit,
        last_paid_on=last_paid_on,
    )


def is_undated(lines: Sequence[Line], total: Line) -> bool:
    """Whether something has no due date, so that its column is worth its room."""
    return total.slices[-1] > 0 or any(each.slices[-1] > 0 for each in lines)
