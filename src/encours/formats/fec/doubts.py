"""What is doubtful or unknown once all is settled, gathered file by file: how much of it, and where it begins."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from encours.formats.faults import ReadError
from encours.formats.fec import faults, warnings
from encours.formats.fec.accounts import is_collective
from encours.formats.fec.items import Item, is_among
from encours.formats.fec.lines import Lines
from encours.formats.fec.rules import Rules
from encours.formats.fec.settlement import Settled
from encours.formats.fec.tables import Made
from encours.formats.fec.years import Year
from encours.units import MISSING
from encours.units.money import Total
from encours.units.plain_text import character_name, folded, hidden
from encours.units.refusal import nearest_names

if TYPE_CHECKING:
    import polars as pl

Column: TypeAlias = NDArray[Any]


def doubts_of(
    items: pl.DataFrame, result: Settled, made: Made, years: Sequence[Year], rules: Sequence[Rules]
) -> Mapping[int, tuple[ReadError, ...]]:
    """Warnings of each file, by its place."""
    found: dict[int, list[ReadError]] = defaultdict(list)
    for place, year in enumerate(years):
        found[place] += _terms_of_nobody(items, year, rules[place])
    for place, year in enumerate(years):
        found[place] += _of_file(items, result, made, year=year, rules=rules[place], place=place)
    for place, each in _names_differ(items, years):
        found[place].append(each)
    return {place: tuple(each) for place, each in found.items()}


def _of_file(
    items: pl.DataFrame, result: Settled, made: Made, *, year: Year, rules: Rules, place: int
) -> Iterator[ReadError]:
    item, row, cents = (items[name].to_numpy() for name in ("item", "row", "cents"))
    own = items["file"].to_numpy() == place

    def first(chosen: Column) -> int:
        return int(row[chosen].min())

    def total(chosen: Column) -> Total:
        return Total(abs(int(cents[chosen].sum())), year.currency)

    without_due = made.without_due[own[made.without_due]]
    if without_due.size and rules.terms == MISSING:
        yield warnings.terms_unknown(year.file, row=first(without_due), count=without_due.size)
    undated = made.undated[own[made.undated]]
    if undated.size:
        yield warnings.openings_undated(year.file, row=first(undated), count=undated.size, amount=total(undated))
    others = np.flatnonzero(own & result.is_receivable & is_among(item, (Item.REFUND, Item.OTHER_DEBIT)))
    if others.size:
        yield warnings.debits_other(year.file, row=first(others), count=others.size, amount=total(others))
    lost = np.flatnonzero(own & is_among(item, (Item.WRITE_OFF, Item.OTHER_CREDIT)))
    if lost.size:
        yield warnings.written_off(year.file, row=first(lost), count=lost.size, amount=total(lost))
    unknown = np.array([each for each in result.bills.without_maturity if own[each]], dtype=np.int64)
    if unknown.size:
        yield warnings.bills_without_maturity(year.file, row=first(unknown), count=unknown.size)
    untied = np.array([each for each in result.bills.without_invoice if own[each]], dtype=np.int64)
    if untied.size:
        amount = total(untied)
        yield warnings.bills_without_invoice(year.file, row=first(untied), count=untied.size, amount=amount)
    doubtful = np.flatnonzero(own & result.money.doubtful)
    if doubtful.size:
        yield warnings.currency_doubtful(year.file, row=first(doubtful), count=doubtful.size,
                                         currency=year.currency.code)  # fmt: skip
    yield from _without_auxiliary(items, year, place)


def _terms_of_nobody(items: pl.DataFrame, year: Year, rules: Rules) -> Iterator[ReadError]:
    """One warning for each code that terms are told for and no customer of these books has."""
    import polars as pl

    if not rules.terms_of:
        return
    buyers = items["buyer"].cast(pl.String).unique().drop_nulls().sort().to_list()
    for code in sorted(rules.terms_of.keys() - set(buyers)):
        # An account is often written with that of the collective before it, such as 411 or 411000.
        account = re.sub(r"^4[0-9]*", "", code.strip())
        known = {folded(each): each for each in buyers}
        near = known.get(folded(account)) or next(iter(nearest_names(code[:80], buyers)), "")
        yield warnings.terms_of_nobody(year.file, code=code, near=near)


def _without_auxiliary(items: pl.DataFrame, year: Year, place: int) -> Iterator[ReadError]:
    """One warning for each collective account whose lines name no customer."""
    import polars as pl

    bare = items.filter((pl.col("file") == place) & (pl.col("auxiliary").cast(pl.String) == "")
                        & pl.col("item").is_between(Item.INVOICE, Item.TO_DOUBTFUL))  # fmt: skip
    counts = bare.group_by(pl.col("account").cast(pl.String)).agg(pl.len(), pl.col("row").min()).sort("account")
    for account, count, row in counts.iter_rows():
        if is_collective(account):
            yield warnings.auxiliary_missing(year.file, row=row, account=account, count=count)


def _names_differ(items: pl.DataFrame, years: Sequence[Year]) -> Iterator[tuple[int, ReadError]]:
    """Codes to which two companies give two names."""
    import polars as pl

    if len({year.company for year in years}) < 2:
        return
    label = pl.col("auxiliary_label").str.to_uppercase()
    named = items.filter(label != "").sort("file", "row").group_by("buyer", "company", maintain_order=True).agg(
        label.first().alias("label"), pl.col("auxiliary_label").first().alias("written"),
        pl.col("file").first(), pl.col("row").first())  # fmt: skip
    for (buyer,), several in named.group_by("buyer", maintain_order=True):
        if several["label"].n_unique() > 1:
            first, second = several["written"].to_list()[:2]
            place, row = int(several["file"][1]), int(several["row"][1])
            yield place, warnings.names_differ(years[place].file, row=row, buyer=str(buyer), names=(first, second))


def hidden_in(items: pl.DataFrame, lines: Lines) -> None:
    """Tell codes, names and pieces of customers that hold a character nothing shows."""
    import polars as pl

    assert lines.header is not None, "a file that was read has a header"
    for name in ("auxiliary", "auxiliary_label", "account", "piece"):
        column = items[name] if items[name].dtype == pl.String else items[name].unique().cast(pl.String)
        unusual = column.filter(column.str.contains(r"[^\x20-\x7e]")).unique().to_list()
        if hidden(" ".join(unusual), with_breaks=True) < 0:
            continue
        for text in unusual:
            at = hidden(text, with_breaks=True)
            if at >= 0:
                row = int(items.filter(pl.col(name).cast(pl.String) == text)["row"][0])
                lines.found.add(faults.text_hidden(lines.file, row=row, column=lines.header.name(name),
                                                   character=character_name(text[at])))  # fmt: skip
