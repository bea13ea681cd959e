"""Tables of facts made of settled lines: each fact at the row of the line that says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from encours.facts.columns import MISSING_STORED, Integers, Table, Texts, constant
from encours.facts.kinds import KINDS, Quantity
from encours.facts.names import Names, Numbered
from encours.formats.columns_read import Unmade
from encours.formats.fec.items import Item, is_among
from encours.formats.fec.names import documents
from encours.formats.fec.rules import Rules
from encours.formats.fec.settlement import PAID, Settled
from encours.units import DAY_MISSING_STORED, MISSING, after
from encours.units.plain_text import is_spelt, spelt

if TYPE_CHECKING:
    import polars as pl

Column: TypeAlias = NDArray[Any]

BILL_CODES: Final = {name: code for code, name in enumerate(("accepted", "discounted", "honoured", "dishonoured"))}


class Received(NamedTuple):
    """Parts of payments: place, debit that each pays (-1: on account), amount, and what of it is a discount."""

    credit: Column
    debit: Column
    cents: Column
    discount: Column


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """Tables of each file, by kind; the places of the openings that do not say when they were invoiced (`undated`).

    `without_due` are those of the other invoices without due date: an opening is told as such, and not once more.
    """

    file: Column
    tables: Mapping[int, Mapping[str, Table]]
    without_due: Column
    undated: Column


@dataclass(frozen=True, slots=True, eq=False)
class ItemNames:
    """Document of each line and its rank within it, and its buyer; the texts that lines share are coded once."""

    documents: Texts
    rank: Column
    buyers: Texts


def names_of(items: pl.DataFrame) -> ItemNames:
    """Names of these lines; they stand on nothing that is settled."""
    names, rank, all_differ = documents(items)
    return ItemNames(coded(names, all_differ=all_differ), rank, coded(items["buyer"]))


class Maker:
    """Makes the tables of all files."""

    def __init__(self, items: pl.DataFrame, found: Settled, names: ItemNames, *, files: Sequence[str],
                 rules: Sequence[Rules], entities: Sequence[str]) -> None:  # fmt: skip
        self.items, self.found, self.files, self.rules = items, found, files, rules
        self.entities = entities
        self.file, self.row, self.day, self.item = (items[each].to_numpy() for each in ("file", "row", "day", "item"))
        self.names, self.rank, self.buyers = names.documents, names.rank, names.buyers
        self.currency = Names(found.money.currencies)
        self.whole: dict[int, dict[str, Table]] = {}
        self.used = np.zeros(len(self.buyers.names), dtype=np.bool_)

    def made(self) -> Made:
        """Every table of every file."""
        places, due, undated = self._invoices()
        received = self._received()
        self._payments(received)
        self._credit_notes(received)
        self._returns()
        self._bills()
        self._buyers()
        return Made(self.file, self.whole, places[(due == DAY_MISSING_STORED) & ~undated], places[undated])

    # Columns that several kinds have.

    def _keep(self, kind: str, places: Column, sources: Column, columns: Mapping[str, Integers | Texts],
              more: Column | None = None) -> None:  # fmt: skip
        """Keep a table, file by file; ``more`` ranks the facts that one line gives beyond the first."""
        if isinstance(buyer := columns.get("buyer"), Texts):
            self.used[buyer.codes] = True
        for file in np.unique(self.file[places]).tolist() if places.size else []:
            chosen: Any = slice(None) if len(self.files) == 1 else np.flatnonzero(self.file[places] == file)
            cut = {
                name: Texts(column.codes[chosen], column.names) if isinstance(column, Texts) else column[chosen]
                for name, column in columns.items()
            }
            rows = self.row[sources[chosen]]
            prefix = f"{self.files[file]}/{kind}:"
            cut["source"] = numbered_sources(prefix, rows)
            if more is not None and more[chosen].any():
                ranks = zip(rows.tolist(), more[chosen].tolist(), strict=True)
                cut["fact_id"] = Texts.of([f"{prefix}{row}/{rank + 1}" if rank else "" for row, rank in ranks])
            table = Table.from_columns(KINDS[kind], length=rows.size, **cut)
            self.whole.setdefault(file, {})[kind] = table

    def _texts(self, column: Texts, places: Column) -> Texts:
        return Texts(column.codes[places], column.names)

    def _currency(self, places: Column) -> Texts:
        return Texts(self.found.money.code[places].astype(np.int32), self.currency)

    def _entity(self, places: Column) -> Texts:
        names = tuple(dict.fromkeys(each for each in self.entities if each))
        codes = np.array([names.index(each) if each else -1 for each in self.entities], dtype=np.int32)
        return Texts(codes[self.file[places]], Names(names))

    def _named_debit(self, debit: Column) -> tuple[Texts, Column]:
        """Number and instalment of the invoice that each part pays; none where it is on account (-1)."""
        codes = np.where(debit >= 0, self.names.codes[debit], -1).astype(np.int32)
        instalment = np.where(debit >= 0, self.rank[debit], MISSING_STORED[Quantity.COUNT]).astype(np.int16)
        return Texts(codes, self.names.names), instalment

    # Kinds.

    def _invoices(self) -> tuple[Column, Column, Column]:
        """Places of the invoices, their due dates, and which of them are openings without a day."""
        places = np.flatnonzero(self.found.is_receivable)
        entry_day = self.day[places]
        piece_day = self.items["piece_day"][places].fill_null(DAY_MISSING_STORED).to_numpy().astype(np.int32)
        told = (piece_day != DAY_MISSING_STORED) & (piece_day <= entry_day)
        issued = np.where(told, piece_day, entry_day).astype(np.int32)
        # An opening of the first day of the year repeats an invoice of before it: that day is not its own.
        undated = (self.item[places] == Item.OPENING) & ~(told & (piece_day < entry_day))
        issued[undated] = DAY_MISSING_STORED
        due = self._due(places, issued)
        gross = np.abs(self.found.money.amounts[places])
        self._keep("invoices", places, places, {
            "number": self._texts(self.names, places), "instalment": self.rank[places].astype(np.int16),
            "buyer": self._texts(self.buyers, places), "entity": self._entity(places),
            "issued": issued, "due": due, "currency": self._currency(places), "gross": gross,
            "vat": self._vat(places, gross, sign=1),
        })  # fmt: skip
        return places, due, undated

    def _vat(self, places: Column, gross: Column, *, sign: int) -> Column:
        """VAT that the entry tells, in the currency of the books; missing where it does not tell, or is elsewhere."""
        vat = self.items["vat"].to_numpy()[places] * sign
        known = self.items["vat_known"].to_numpy()[places] & (self.found.money.code[places] == 0)
        within = (vat >= 0) & (vat <= gross)
        return np.where(known & within, vat, MISSING).astype(np.int64)

    def _due(self, places: Column, issued: Column) -> Column:
        """Due dates by the terms of each file and buyer; each day is counted on once."""
        due = np.full(places.size, DAY_MISSING_STORED, dtype=np.int32)
        buyers = self.buyers.codes[places]
        for file, rules in enumerate(self.rules):
            rows = (self.file[places] == file) & (issued != DAY_MISSING_STORED)
            spans = {self.buyers.code(name): span for name, span in rules.terms_of.items()}
            special = np.isin(buyers, [code for code in spans if code >= 0])
            jobs = [(rows & ~special, rules.terms)]
            jobs += [(rows & (buyers == code), span) for code, span in spans.items() if code >= 0]
            for chosen, span in jobs:
                if span != MISSING and chosen.any():
                    days, codes = np.unique(issued[chosen], return_inverse=True)
                    due[chosen] = np.array([after(day, span) for day in days.tolist()], dtype=np.int32)[codes]
        return due

    def _money(self, wanted: Sequence[Item]) -> tuple[Column, Column, Column]:
        """Credits of these items: place, debit that each part pays (-1: on account), and amount, in order of rows."""
        parts, left = self.found.parts, self.found.left
        chosen = is_among(self.item[parts.credit], wanted)
        rest = np.flatnonzero((left > 0) & is_among(self.item, wanted))
        credit = np.concatenate((parts.credit[chosen], rest))
        debit = np.concatenate((parts.debit[chosen], np.full(rest.size, -1)))
        cents = np.concatenate((parts.cents[chosen], left[rest]))
        order = np.lexsort((debit, debit < 0, self.row[credit], self.file[credit]))
        return credit[order], debit[order], cents[order]

    def _received(self) -> Received:
        """Payments as ``_money`` gives them, and what of each part is a discount: of its invoices before its rest."""
        credit, debit, cents = self._money(PAID)
        given = np.where(self.found.money.code == 0, self.items["discount"].to_numpy(), 0)
        given[[payment for payment, _ in self.found.returned]] = 0  # it came back whole
        before = np.cumsum(cents) - cents
        first = np.flatnonzero(np.diff(credit, prepend=-1))
        before -= np.repeat(before[first], np.diff(np.append(first, credit.size)))
        return Received(credit, debit, cents, np.clip(given[credit] - before, 0, cents))

    def _payments(self, received: Received) -> None:
        credit, debit, cents, discount = received
        is_money = cents > discount
        credit, debit, cents = credit[is_money], debit[is_money], (cents - discount)[is_money]
        day = self.day[credit]
        for each in self.found.bills.money:
            credit, debit = np.append(credit, each.source), np.append(debit, each.debit)
            cents, day = np.append(cents, each.cents), np.append(day, each.day)
        if self.found.bills.money:  # `_received` is in order
            order = np.lexsort((debit, debit < 0, self.row[credit], self.file[credit]))
            credit, debit, cents, day = credit[order], debit[order], cents[order], day[order]
        invoice, instalment = self._named_debit(debit)
        # Money of a bill is that of the buyer whose invoice it pays: the account of bills may name none.
        owner = np.where(debit >= 0, debit, credit)
        self._keep("payments", credit, credit, {
            "reference": self._texts(self.references, credit), "buyer": self._texts(self.buyers, owner),
            "invoice": invoice, "instalment": instalment, "paid_on": day.astype(np.int32),
            "currency": self._currency(credit), "amount": cents.astype(np.int64),
        }, rank_within(credit))  # fmt: skip

    def _buyers(self) -> None:
        """Each buyer that a fact names, at the last line that tells its name."""
        import polars as pl

        label, account_label = pl.col("auxiliary_label"), pl.col("account_label").cast(pl.String)
        of_account = pl.when(pl.col("auxiliary").cast(pl.String) == "").then(account_label).otherwise(pl.lit(""))
        name = self.items.select(pl.when(label != "").then(label).otherwise(of_account)).to_series()
        last = np.full(self.used.size, -1, dtype=np.int64)
        last[self.buyers.codes] = np.arange(self.items.height)
        # Of several lines of one buyer the last one is kept, and before all others the last that tells a name.
        told = (name != "").arg_true().to_numpy()
        last[self.buyers.codes[told]] = told
        places = np.sort(last[self.used & (last >= 0)])
        code = self._texts(self.buyers, places)
        names = [spelt(told) or code[at] for at, told in enumerate(name[places].to_list())]
        self._keep("buyers", places, places, {"buyer": code, "name": Texts.of(names)})

    @property
    def references(self) -> Texts:
        """Reference of each payment: its document, and its rank where a document holds several."""
        again = np.flatnonzero(self.rank > 1)
        if not again.size:
            return self.names
        added = tuple(f"{self.names[place]} ({self.rank[place]})" for place in again.tolist())
        codes = self.names.codes.copy()
        codes[again] = len(self.names.names) + np.arange(again.size, dtype=np.int32)
        return Texts(codes, Names(added, below=self.names.names))

    def _credit_notes(self, received: Received) -> None:
        credited = self._money((Item.CREDIT_NOTE, Item.WRITE_OFF, Item.OTHER_CREDIT))
        given = (received.credit, received.debit, received.discount)
        credit, debit, cents = (
            np.concatenate((own, other[received.discount > 0])) for own, other in zip(credited, given, strict=True)
        )
        order = np.lexsort((debit, debit < 0, self.row[credit], self.file[credit]))
        credit, debit, cents = credit[order], debit[order], cents[order]
        invoice, instalment = self._named_debit(debit)
        whole = np.abs(self.found.money.amounts[credit]) == cents
        vat = np.where(whole, self._vat(credit, cents, sign=-1), MISSING)
        self._keep("credit_notes", credit, credit, {
            "number": self._texts(self.references, credit), "buyer": self._texts(self.buyers, credit),
            "invoice": invoice, "instalment": instalment, "issued": self.day[credit].astype(np.int32),
            "currency": self._currency(credit), "gross": cents, "vat": vat,
        }, rank_within(credit))  # fmt: skip

    def _returns(self) -> None:
        pairs = np.array(self.found.returned, dtype=np.int64).reshape(-1, 2)
        pairs = pairs[np.lexsort((self.row[pairs[:, 1]], self.file[pairs[:, 1]]))]
        self._keep("payment_returns", pairs[:, 1], pairs[:, 1], {
            "payment": self._texts(self.references, pairs[:, 0]),
            "returned_on": self.day[pairs[:, 1]].astype(np.int32),
        })  # fmt: skip

    def _bills(self) -> None:
        facts = sorted(self.found.bills.facts, key=lambda each: (self.file[each.source], self.row[each.source]))
        accepted, debit, source, on, matures = (
            np.array([getattr(each, name) for each in facts], dtype=np.int64)
            for name in ("acceptance", "debit", "source", "day", "matures_on")
        )
        stored = np.where(matures == MISSING, DAY_MISSING_STORED, matures).astype(np.int32)
        invoice, instalment = self._named_debit(debit)
        event = np.array([BILL_CODES[each.event] for each in facts], dtype=np.int8)
        self._keep("bills", source, source, {
            "reference": self._texts(self.references, accepted), "buyer": self._texts(self.buyers, debit),
            "invoice": invoice, "instalment": instalment, "event": event, "on": on.astype(np.int32),
            "matures_on": stored,
        }, rank_within(source))  # fmt: skip


def coded(texts: pl.Series, *, all_differ: bool = False) -> Texts:
    """Column of texts, each distinct one kept once and spelt in one way; ``all_differ`` where that is known."""
    import polars as pl

    distinct = texts if all_differ else texts.unique(maintain_order=True)
    written = distinct.cast(pl.String)
    names = Unmade(written) if is_spelt(written.str.join("").item()) else [spelt(name) for name in written]
    if len(names) == len(texts):
        codes = np.arange(len(names), dtype=np.int32)
    elif texts.dtype == pl.String:
        codes = texts.cast(pl.Enum(distinct)).to_physical().to_numpy().astype(np.int32)
    else:
        physical = distinct.to_physical().to_numpy()
        table = np.zeros(int(physical.max()) + 1 if physical.size else 1, dtype=np.int32)
        table[physical] = np.arange(len(names), dtype=np.int32)
        codes = table[texts.to_physical().to_numpy()]
    return Texts(codes, Names(names))


def numbered_sources(prefix: str, rows: Column) -> Texts:
    """Sources of facts by their rows, made on demand."""
    if not rows.size:
        return Texts(constant(-1, 0, np.int32), Names(()))
    first, last = int(rows.min()), int(rows.max())
    return Texts((rows - first).astype(np.int32), Numbered(prefix, first=first, count=last - first + 1))


def rank_within(places: Column) -> Column:
    """Rank of each fact among those of its line, which stand side by side."""
    starts = np.flatnonzero(np.diff(places, prepend=-1))
    lengths = np.diff(np.append(starts, places.size))
    ranks: Column = np.arange(places.size) - np.repeat(starts, lengths)
    return ranks
