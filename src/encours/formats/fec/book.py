"""FEC files read together: several years and several exports of one company give its facts once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from encours.facts.columns import Table, Texts
from encours.facts.kinds import KINDS
from encours.formats.bounds import USUAL, Bounds
from encours.formats.encoding import Opener
from encours.formats.faults import Collected, ReadError
from encours.formats.fec import faults
from encours.formats.fec.accounts import by_text
from encours.formats.fec.doubts import doubts_of, hidden_in
from encours.formats.fec.entries import entries_of
from encours.formats.fec.header import named
from encours.formats.fec.items import items_of
from encours.formats.fec.lines import Lines, books_currency, read_lines
from encours.formats.fec.rules import KIND, Rules
from encours.formats.fec.runs import CODED
from encours.formats.fec.settlement import Settled, settled
from encours.formats.fec.summary import Summary, Unknown, summary_of
from encours.formats.fec.tables import ItemNames, Made, Maker, names_of
from encours.formats.fec.unbalanced import balance_faults
from encours.formats.fec.warnings import closing_impossible
from encours.formats.fec.years import Year, each_period_once, openings_once
from encours.formats.side_by_side import both
from encours.formats.sniff import Sniffed
from encours.formats.tables import TableRead
from encours.units import MAXIMUM_AMOUNT, MISSING

if TYPE_CHECKING:
    import polars as pl

FACTS: Final = (
    "invoices", "buyers", "credit_notes", "payments", "payment_returns", "bills", "control_accounts",
)  # fmt: skip
"""Kinds of facts that a FEC gives; invoices always, the others where there is something to say."""
LARGEST_TOTAL: Final = 2**61
"""Sum of all amounts beyond which sums in 64 bits could overflow without a word."""
DISCOUNTED: Final = "effets remis non échus"
"""Control account of the bills handed to the bank that are not known to be paid: no account of customers holds them."""


@dataclass(frozen=True, slots=True)
class FecFile:
    """One FEC to be read: its name, how it is opened, and what the settings say about it."""

    name: str
    open_file: Opener
    rules: Rules = field(default_factory=Rules)
    encoding: str = ""
    separator: str = ""
    size: int = 0
    rank: int = 0
    """Place in the order of imports: of two exports of one period, the one imported later is right."""


@dataclass(frozen=True, slots=True, eq=False)
class FecRead:
    """Tables that FEC files give, by file and kind, and a summary of each file that could be read."""

    tables: Mapping[str, Mapping[str, TableRead]]
    summaries: tuple[Summary, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Opened:
    """One file with its entries, once its lines are read."""

    given: FecFile
    lines: Lines
    summary: Summary
    year: Year
    last_row: int


def read_books(
    files: Sequence[FecFile], *, bounds: Bounds = USUAL, report: Callable[[str, int], None] | None = None
) -> FecRead:
    """Facts of FEC files, each period and each opening counted once, every error of every file told.

    The order of the files says nothing. Books kept in different currencies are read apart.
    """
    categories = _categories()
    opened: list[_Opened] = []
    tables: dict[str, Mapping[str, TableRead]] = {}
    for each in files:
        found = _opened(each, categories, bounds, report)
        if isinstance(found, _Opened):
            opened.append(found)
        else:
            tables[each.name] = {"invoices": found}
    opened.sort(key=lambda each: (each.year.last_day, each.year.first_day, each.given.name))
    summaries: list[Summary] = []
    for currency in sorted({each.given.rules.currency for each in opened}):
        own = [each for each in opened if each.given.rules.currency == currency]
        for name, reads, summary in _facts_of(_of_one_company(own), bounds):
            tables[name] = reads
            summaries.append(summary)
    return FecRead(tables, tuple(summaries))


def _of_one_company(opened: Sequence[_Opened]) -> list[_Opened]:
    """Same files; those whose name tells no company are those of the only one that a name tells, if there is one."""
    companies = {each.year.company for each in opened} - {""}
    only = companies.pop() if len(companies) == 1 else ""
    return [
        replace(each, year=replace(each.year, company=only)) if only and not each.year.company else each
        for each in opened
    ]


def _facts_of(opened: Sequence[_Opened], bounds: Bounds) -> Iterator[tuple[str, dict[str, TableRead], Summary]]:
    """Tables and summary of each of these files, read together."""
    years = openings_once(each_period_once([each.year for each in opened]))
    opened = [replace(each, year=year) for each, year in zip(opened, years, strict=True)]
    items, handed_over = _together(years)
    rules = [each.given.rules for each in opened]
    last_day = max(year.last_day for year in years)

    def checked_and_named() -> ItemNames:
        # Both look at every text, and need nothing of what settling gives.
        for each in opened:
            hidden_in(each.year.items, each.lines)
        return names_of(items)

    settle = partial(settled, items, handed_over, years[0].currency, bill_terms=[each.bill_terms for each in rules],
                     last_day=last_day)  # fmt: skip
    result, names = both(settle, checked_and_named)
    files = [each.given.name for each in opened]
    made = Maker(items, result, names, files=files, rules=rules, entities=_entities(opened)).made()
    warnings = doubts_of(items, result, made, years, rules)
    for place, each in enumerate(opened):
        yield each.given.name, *_read_of(each, place, made, result, warnings=warnings.get(place, ()), bounds=bounds)


def _categories() -> dict[str, Any]:
    import polars as pl

    return {name: pl.Categories.random() for name in (*CODED, "day", "buyer")}


def _opened(
    given: FecFile, categories: Mapping[str, Any], bounds: Bounds, report: Callable[[str, int], None] | None
) -> _Opened | TableRead:
    """One file with its entries, or why it cannot be read."""
    currency = books_currency(given.rules.currency)
    told = (lambda rows: report(given.name, rows)) if report else None
    lines = read_lines(
        given.open_file, given.name, currency=currency, categories=categories, bounds=bounds,
        encoding=given.encoding, separator=given.separator, size=given.size, report=told,
    )  # fmt: skip
    sniffed = Sniffed(given.name, KIND, encoding=lines.encoding)
    good = lines.good
    if good is None:
        if not lines.found.total:
            return _empty(sniffed)
        return TableRead(None, sniffed, tuple(sorted(lines.found.kept)), error_total=lines.found.total)
    if good.magnitude > LARGEST_TOTAL >> 20:
        lines.found.add(faults.total_too_large(given.name))
        return TableRead(None, sniffed, tuple(sorted(lines.found.kept)), error_total=lines.found.total)
    good = replace(good, customers=_with_buyers(good.customers, categories))
    entries = entries_of(good.runs, good.customers)
    said = named(given.name)
    company = given.rules.entity or (said.siren if said else "")
    closes_on = said.closes if said else MISSING
    summarise = partial(summary_of, lines, good, entries, company=company, currency=currency.code, closes_on=closes_on)
    items, summary = both(partial(items_of, good.customers, entries), summarise)
    # A line that was refused unbalances its entry: telling that would only repeat.
    balanced = partial(balance_faults, given.name, good.runs, entries, currency, bounds)
    wrong, doubtful = balanced() if not lines.found.total else ([], [])
    for each in wrong:
        lines.found.add(each)
    if said and said.impossible:
        doubtful = [*doubtful, closing_impossible(given.name, written=said.impossible)]
    year = Year(given.name, company, summary.first_day, summary.last_day, summary.rows, items, currency,
                holds_until=summary.learnt_on, rank=given.rank, warnings=tuple(doubtful))  # fmt: skip
    last_row = int(good.runs.filter(good.runs["day"] == summary.last_day)["last_row"][-1])
    # Of all the lines, those of customers are kept: a file is larger than what it says of them.
    return _Opened(given, replace(lines, good=None), summary, year, last_row=last_row)


def _empty(sniffed: Sniffed) -> TableRead:
    """A FEC with a header and no line: nothing happened."""
    return TableRead(Table.empty(KINDS["invoices"]), sniffed)


def _with_buyers(customers: pl.DataFrame, categories: Mapping[str, Any]) -> pl.DataFrame:
    """Same lines with the code of the buyer: the auxiliary account, else the account itself."""
    import polars as pl

    places: dict[str, int] = {"": 0}
    auxiliary, account = (
        by_text(customers[name], lambda text: places.setdefault(text, len(places)), np.int64)
        for name in ("auxiliary", "account")
    )
    names = pl.Series("buyer", list(places)).cast(pl.Categorical(categories["buyer"]))
    return customers.with_columns(names[np.where(auxiliary == 0, account, auxiliary)])


def _together(years: Sequence[Year]) -> tuple[pl.DataFrame, pl.DataFrame | None]:
    """Lines of all files, with the place of their file and their company; the openings that repeat others apart.

    ``owner`` numbers a buyer of one company: two companies may give one code to two customers.
    """
    import polars as pl

    category = pl.Categorical(pl.Categories.random())
    place_of = {company: place for place, company in enumerate(sorted({year.company for year in years}))}

    def placed(place: int, items: pl.DataFrame) -> pl.DataFrame:
        file, company = pl.lit(place, dtype=pl.Int32), pl.lit(years[place].company).cast(category)
        owner = pl.lit(place_of[years[place].company], dtype=pl.Int64) * 2**32 + pl.col("buyer").to_physical()
        return items.with_columns(file.alias("file"), company.alias("company"), owner.alias("owner"))

    items = [placed(place, year.items) for place, year in enumerate(years)]
    openings = [placed(place, year.handed_over) for place, year in enumerate(years) if year.handed_over is not None]
    return pl.concat(items, rechunk=True), pl.concat(openings) if openings else None


def _entities(opened: Sequence[_Opened]) -> list[str]:
    """Insured company of each file: the one told, else the SIREN where the folder holds several companies."""
    companies = {each.year.company for each in opened}
    return [each.given.rules.entity or (each.year.company if len(companies) > 1 else "") for each in opened]


def _read_of(
    opened: _Opened, place: int, made: Made, result: Settled, *, warnings: tuple[ReadError, ...], bounds: Bounds
) -> tuple[dict[str, TableRead], Summary]:
    """Tables of one file with its errors and warnings, and its summary completed."""
    found = Collected(bounds.errors)
    found.join(opened.lines.found)
    found.add_all(opened.year.errors)
    # Lines that are refused make others look doubtful: telling it would only repeat.
    doubts = () if found.total else (*opened.year.warnings, *warnings)
    header = opened.lines.header
    assert header is not None, "a file that was read has a header"
    sniffed = Sniffed(
        opened.given.name, KIND, encoding=opened.lines.encoding, separator=header.separator, rows=opened.summary.rows,
        columns=tuple((header.written[at], name) for name, at in header.places.items()),
    )  # fmt: skip
    tables = dict(made.tables.get(place, {}))
    control = _control(opened, result)
    if control is not None:
        tables["control_accounts"] = control
    tables.setdefault("invoices", Table.empty(KINDS["invoices"]))
    seen: dict[str, Sniffed] = {
        kind: replace(sniffed, kind=kind, rows=len(tables[kind])) for kind in FACTS if kind in tables
    }
    reads = {kind: TableRead(tables[kind], each) for kind, each in seen.items()}
    reads["invoices"] = TableRead(
        tables["invoices"], seen["invoices"], tuple(sorted(found.kept)), doubts,
        error_total=found.total, left_out=opened.lines.left_out,
    )  # fmt: skip
    unknown = Unknown(
        due_dates=int((made.file[made.without_due] == place).sum()),
        openings_undated=int((made.file[made.undated] == place).sum()),
        bill_maturities=sum(int(made.file[each]) == place for each in result.bills.without_maturity),
        vat=int((tables["invoices"].numbers["vat"] == MISSING).sum()),
    )  # fmt: skip
    counts = {kind: len(table) for kind, table in tables.items()}
    return reads, replace(opened.summary, superseded=opened.year.superseded, facts=counts, unknown=unknown)


def _control(opened: _Opened, result: Settled) -> Table | None:
    """Balances of the accounts of customers on the last day of a file; none where a later export holds its period."""
    if opened.year.superseded:
        return None
    summary = opened.summary
    amounts = {name: summary.balances[name] for name in ("411", "413", "416")}
    kept = {name: cents for name, cents in amounts.items() if cents or name == "411"}
    if result.bills.outstanding:
        kept[DISCOUNTED] = result.bills.outstanding
    source = f"{opened.given.name}/control_accounts:{opened.last_row}"
    # A balance above the bound of one fact is told in several that add up.
    rows = [(name, part) for name, cents in kept.items() for part in _parts(cents)]
    return Table.from_columns(
        KINDS["control_accounts"], length=len(rows),
        day=np.full(len(rows), summary.last_day, dtype=np.int32),
        account=Texts.of([name for name, _ in rows]), amount=np.array([cents for _, cents in rows], dtype=np.int64),
        currency=Texts.alike(summary.currency, len(rows)), source=Texts.alike(source, len(rows)),
        fact_id=Texts.of([f"{source}/{rank}" for rank in range(1, len(rows) + 1)]),
    )  # fmt: skip


def _parts(cents: int) -> list[int]:
    whole, rest = divmod(abs(cents), MAXIMUM_AMOUNT)
    sign = -1 if cents < 0 else 1
    return [sign * MAXIMUM_AMOUNT] * whole + ([sign * rest] if rest or not whole else [])
