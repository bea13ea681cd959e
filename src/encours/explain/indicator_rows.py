"""The rows behind an indicator: which tables they make, and what each column of a table tells of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from encours.cover.indicators.indicator import Behind, Indicator
from encours.explain.document.model import Amount, Kind, On, Tenths, Value
from encours.explain.indicator_values import in_tenths
from encours.explain.indicators_report import IndicatorsReport
from encours.explain.party_names import PartyNames
from encours.units import MISSING, Cents, Day


@dataclass(frozen=True, slots=True)
class RowColumn:
    """A column of a table of rows: the key of its title, what it holds, and its value of a row."""

    key: str
    kind: Kind
    of: Callable[[Behind], Value]


@dataclass(frozen=True, slots=True)
class RowTable:
    """Rows of one role behind an indicator, the largest sales first, the others in their own order."""

    role: str
    columns: Sequence[RowColumn]
    rows: Sequence[Behind]


def row_tables(report: IndicatorsReport, each: Indicator) -> Iterator[RowTable]:
    """The tables of rows behind an indicator; credit notes stand among the sales they lower."""
    found: dict[str, list[Behind]] = {}
    for row in each.rows:
        found.setdefault("sale" if row.role == "credit note" else row.role, []).append(row)
    columns = _Columns(report, each)
    for role, rows in found.items():
        if role == "sale":
            rows.sort(key=lambda row: (-abs(row.amount or 0), row.row, row.key))
        yield RowTable(role, columns.of(role), rows)


class _Columns:
    """Columns of the tables of one indicator, in the currency of its amounts."""

    def __init__(self, report: IndicatorsReport, each: Indicator) -> None:
        self.names = PartyNames(report.view)
        self.currency = report.currency_of(each)
        self.document = RowColumn("column document", Kind.CODE, lambda r: r.key or self.names.document(r.row))
        self.buyer = RowColumn("buyer", Kind.TEXT, lambda r: self.names.name(r.buyer))

    def of(self, role: str) -> tuple[RowColumn, ...]:
        """Columns of a role."""
        days = RowColumn("column days", Kind.NUMBER, _days)
        if role == "month":
            return (
                RowColumn("column month", Kind.DAY, lambda r: _date(r.first)),
                RowColumn("column month end", Kind.DAY, lambda r: _date(r.last)),
                self._amount("column sold"), self._other("column left"), days,
            )  # fmt: skip
        if role == "request":
            granted = RowColumn(
                "column granted", Kind.AMOUNT, lambda r: "" if r.last == MISSING else self.money(r.other)
            )
            return (
                RowColumn("request", Kind.CODE, lambda r: r.key), self.buyer,
                *self._days("asked on", "column answered"), self._amount("column asked"), granted, days,
            )  # fmt: skip
        if role == "limit":
            several = RowColumn("buyer", Kind.TEXT, lambda r: self.names.several(r.buyer))
            return several, self._amount("column limit"), self._other("column used")
        if role == "covered":
            return self.document, self.buyer, self._amount("column open"), self._other("column covered")
        if role == "sale":
            return self.document, self.buyer, *self._days("column issued"), self._amount("column amount")
        dates = ("column issued", "column due") if role == "open" else ("column since", "column settled")
        return self.document, self.buyer, *self._days(*dates), self._amount("column amount"), days

    def money(self, cents: Cents | None) -> Value:
        """An amount; the sign of what nobody knows where it is not known."""
        return "?" if cents is None else Amount(cents, self.currency)

    def _amount(self, key: str) -> RowColumn:
        return RowColumn(key, Kind.AMOUNT, lambda r: self.money(r.amount))

    def _other(self, key: str) -> RowColumn:
        return RowColumn(key, Kind.AMOUNT, lambda r: self.money(r.other))

    def _days(self, first: str, last: str = "") -> tuple[RowColumn, ...]:
        one = RowColumn(first, Kind.DAY, lambda r: _date(r.first))
        return (one, RowColumn(last, Kind.DAY, lambda r: _date(r.last))) if last else (one,)


def _date(value: Day) -> Value:
    return None if value == MISSING else On(value)


def _days(row: Behind) -> Value:
    if row.days is None:
        return None
    return Tenths(int(in_tenths(row.days) * 10)) if row.days.denominator > 1 else int(row.days)
