"""The aged balance of a view: what was open on the day, by age, from the walk's own balances.

An invoice due on the day is not due. Instalments age one by one. What is open is what `settle`, a step of the
account walk, says; nothing here allocates a payment again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from encours.clauses.states import State
from encours.clauses.wordings import FIVE_CLAUSES
from encours.cover.ageing.ages import AgedRow, aged_rows
from encours.cover.ageing.control import Control
from encours.cover.ageing.faults import bounds_fault, rates_fault
from encours.cover.ageing.items import Ageing
from encours.cover.ageing.lines import Lines
from encours.cover.ageing.reconcile import controls_of
from encours.cover.ageing.terms import BOUNDS, Aged, AgedLine, By, Heading, OpenRow, Per, Slices, headings_of
from encours.cover.ageing.told_balances import own_bounds
from encours.cover.answer import Cover
from encours.cover.book import lay_out
from encours.cover.book.exchange import missing_rates
from encours.facts.columns import Table
from encours.facts.faults import Fault
from encours.facts.kinds import KINDS
from encours.facts.view import View
from encours.policy.schedule import Policy, Programme
from encours.units import Cents, Day


@dataclass(frozen=True, slots=True)
class AgedBalance:
    """What was open on a day, by age: per buyer, group, entity, country or currency, and in all.

    With `errors` that are not warnings the figures are not to be relied on; without a rate of exchange
    nothing is aged. `states` tells, with a cover, the columns of each state in the policy's currency.
    """

    as_of: Day
    known_on: Day
    by: By
    unit: Slices
    bounds: tuple[int, ...]
    headings: tuple[Heading, ...]
    company_currency: str
    policy_currency: str
    total: AgedLine
    states: Mapping[State, tuple[Cents, ...]]
    controls: tuple[Control, ...]
    errors: tuple[Fault, ...]
    _lines: Lines | None = field(repr=False)

    @property
    def rows(self) -> tuple[AgedLine, ...]:
        """A line for each buyer that owes, or is owed, something."""
        return self.lines(Per.BUYER)

    def lines(self, per: Per, *, by_currency: bool = False) -> tuple[AgedLine, ...]:
        """Lines in order of their key; `by_currency` makes one for each currency of a key."""
        return () if self._lines is None else tuple(self._lines.of(per, by_currency=by_currency))

    def invoices(self, per: Per, key: str, column: int | None = None) -> tuple[tuple[int, Cents], ...]:
        """What lies behind a figure: row among the view's invoices and open amount in its own currency."""
        return () if self._lines is None else self._lines.behind(per, key, column)

    def open_rows(self) -> tuple[OpenRow, ...]:
        """Every open receivable; their amounts add up to what the total has outstanding."""
        return () if self._lines is None else tuple(self._lines.open_rows())

    def ages(self) -> tuple[AgedRow, ...]:
        """Both ages of every open receivable, in the order of `open_rows`; of a cover, as its first policy counts."""
        if self._lines is None:
            return ()
        made = self._lines.made
        book = made.book if made.book.programme is made.programme else None
        return tuple(aged_rows(made.view, ((each.row, each.due) for each in self.open_rows()), book))


def age(
    view: View,
    programme: Programme | None = None,
    *,
    bounds: Sequence[int] | None = None,
    by: By = By.DUE,
    unit: Slices = Slices.DAYS,
    cover: Cover | None = None,
    currency: str = "EUR",
) -> AgedBalance:
    """Aged balance of a view on its day; usable without a policy.

    Without `bounds` the columns are the usual ones, or those of the balances by age where there is nothing else.
    Payments lie where the ledger put them; with a `cover`, where its policy does, and each column is also
    told by state. `currency` is the company's own, when no programme says it.
    """
    programme = cover.book.programme if programme is None and cover is not None else programme
    company = currency if programme is None else programme.currency
    usual = (own_bounds(view) if unit is Slices.DAYS else ()) or BOUNDS[unit]
    limits = usual if bounds is None else tuple(bounds)
    fault = bounds_fault(limits, unit)
    ledger, counting = as_a_ledger(view, company)
    lacking = missing_rates(ledger, counting) | ({} if programme is None else missing_rates(ledger, programme))
    if fault is None and lacking:
        fault = rates_fault(lacking)
    headings = headings_of(limits if fault is None else (), unit)
    nothing = Aged((0,) * len(headings), 0, 0)
    empty = AgedBalance(
        as_of=view.as_of,
        known_on=view.known_on,
        by=by,
        unit=unit,
        bounds=limits,
        headings=headings,
        company_currency=company,
        policy_currency="" if programme is None else programme.primary.currency,
        total=AgedLine("", company, nothing, None, nothing, 0),
        states={},
        controls=(),
        errors=() if fault is None else (fault,),
        _lines=None,
    )
    if fault is not None:
        return empty
    book = lay_out(ledger, counting) if cover is None else cover.book
    made = Ageing(book, programme, company, limits, by, unit)
    items, faults = made.items()
    lines = Lines(items, made, len(headings), {} if cover is None else _parts(cover))
    controls, differs = controls_of(made, lines)
    return replace(
        empty,
        total=lines.total(),
        states=lines.states(),
        controls=tuple(controls),
        errors=(*differs, *faults),
        _lines=lines,
    )


def as_a_ledger(view: View, currency: str) -> tuple[View, Programme]:
    """The view without limits, and a policy that only counts: an account is a buyer, paid as remitted."""
    bare = replace(view, _tables={"limit_decisions": Table.empty(KINDS["limit_decisions"])}, _gone=[], _gone_rows={})
    counting = Policy(
        name="ledger", insurer="", wording=FIVE_CLAUSES, currency=currency,
        period_start=view.as_of, period_end=view.as_of, terms={},
    )  # fmt: skip
    return bare, Programme(name="ledger", company="", currency=currency, policies=(counting,))


def _parts(cover: Cover) -> Mapping[int, Mapping[State, Cents]]:
    return {row.ledger_row: row.parts for row in cover.rows()}
