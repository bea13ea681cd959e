"""Books of claims under many offers at once, compiled: the same text as `settle`, over columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from encours.claims.agreed import AgreedChain, agreed_chain
from encours.claims.loss import Loss, YearAccount, YearFigures
from encours.claims.settle import columns_of, figures_of, keys_of
from encours.clauses.wordings.indemnity import CHAIN
from encours.engine.chain import LONGEST
from encours.engine.chain_many import text_of_many
from encours.engine.many import load_text
from encours.engine.threads import shared
from encours.policy.schedule import Policy
from encours.units import MISSING

Column = NDArray[Any]
Key = tuple[str, str]
"""A counter, and the name it is counted for."""

FIGURES: Final = tuple(name for name in CHAIN.figure_names if not name.endswith("_total"))

NOTHING_USED: Final = YearAccount()


@dataclass(frozen=True, slots=True)
class ClaimBook:
    """Losses of one policy year in columns, in the order they are settled: by day, then by claim and buyer.

    `figures` has a row for each loss, its columns those of `FIGURES`; `start` and `stop` are the places of its lines in
    the columns of `lines`, named as the chain reads them. `places` gives, for each loss and counter, the place of the
    counter among `keys`. `order` are the places of the losses as they were given.
    """

    figures: Column
    start: Column
    stop: Column
    lines: Mapping[str, Column]
    places: Column
    keys: tuple[Key, ...]
    order: tuple[int, ...]

    def __len__(self) -> int:
        return int(self.start.size)


@dataclass(frozen=True, slots=True)
class Offers:
    """What policies agree on the losses of a book: different agreements as rows of tables, and which holds where.

    `row[offer, loss]` is a row of `codes`, `terms` (in the order of the terms of the chain) and `totals` (of its
    counters).
    """

    codes: Column
    terms: Column
    totals: Column
    row: Column


@dataclass(frozen=True, slots=True)
class BookSettlement:
    """Indemnities under each offer, in minor units: `indemnity[offer, loss]`, `lines[offer, line]`.

    The indemnity is `MISSING` where a step lacks a value, and its lines say nothing. `used[offer, place]` is what the
    year used of the counters of the book.
    """

    book: ClaimBook
    indemnity: Column
    lines: Column
    used: Column

    def account(self, offer: int) -> YearAccount:
        """The account of the year under one offer, after every loss."""
        used = self.used[offer].tolist()
        return YearAccount({key: value for key, value in zip(self.book.keys, used, strict=True) if value})


def claims_in_columns(losses: Sequence[Loss]) -> ClaimBook:
    """Losses of one policy year as columns, in the order they are settled; how much interest they have is known."""
    assert not any(loss.of_unknown_interest for loss in losses), "a loss that is not known is settled alone"
    order = sorted(range(len(losses)), key=lambda n: (losses[n].day, losses[n].claim, losses[n].buyer))
    settled = [losses[n] for n in order]
    keys: dict[Key, int] = {}
    places = [[keys.setdefault(key, len(keys)) for key in keys_of(loss)] for loss in settled]
    stop = np.cumsum([len(loss.lines) for loss in settled], dtype=np.int64)
    lines = [line for loss in settled for line in loss.lines]
    figures = [[loss.gross, *figures_of(loss).values()] for loss in settled]
    return ClaimBook(
        figures=_table(figures, len(FIGURES)),
        start=stop - np.array([len(loss.lines) for loss in settled], dtype=np.int64),
        stop=stop,
        lines={name: _column(values) for name, values in columns_of(lines).items()},
        places=_table(places, len(CHAIN.counters)),
        keys=tuple(keys),
        order=tuple(order),
    )


def offers_in_tables(
    book: ClaimBook, losses: Sequence[Loss], policies: Sequence[Policy], years: Sequence[YearFigures]
) -> Offers:
    """What each policy, with the figures of its year, agrees on each loss of a book made of these losses."""
    rows: dict[tuple[Any, ...], int] = {}
    row = np.zeros((len(policies), len(book)), np.int64)
    for offer, (policy, year) in enumerate(zip(policies, years, strict=True)):
        varying = _varying(policy)
        known: dict[tuple[Any, ...], int] = {}
        for place, number in enumerate(book.order):
            loss = losses[number]
            face = (policy.endorsement_at(loss.day), bool(loss.country), *(loss.keys[key] for key in varying))
            if face not in known:
                known[face] = rows.setdefault(_as_row(agreed_chain(policy, loss, year)), len(rows))
            row[offer, place] = known[face]
    return Offers(
        codes=_table([each[0] for each in rows], LONGEST),
        terms=_table([each[1] for each in rows], len(CHAIN.term_names)),
        totals=_table([each[2] for each in rows], len(CHAIN.counters)),
        row=row,
    )


def settle_book(
    book: ClaimBook, offers: Offers, *, cache: Path, threads: int = 1, account: YearAccount = NOTHING_USED
) -> BookSettlement:
    """Every loss of a book under every offer; `cache` is the folder where kernels are kept.

    The year of each offer begins with what `account` has used; the answer is the same for any number of threads.
    """
    module = load_text(text_of_many(CHAIN), cache=cache)
    count, lines = offers.row.shape[0], book.lines["line_gross"]
    indemnity = np.zeros((count, len(book)), np.int64)
    left = np.tile(lines, (count, 1))
    used = np.tile(_column([account.of(*key) for key in book.keys]), (count, 1))
    of_lines = [book.lines[name] for name in CHAIN.lines]

    def settle(span: tuple[int, int]) -> None:
        counted = len(CHAIN.counters)
        room = [np.empty(size, np.int64) for size in (len(CHAIN.figure_names), counted, counted, LONGEST)]
        module.run(
            *span, offers.codes, offers.terms, offers.totals, offers.row, book.figures, book.start, book.stop,
            book.places, used, indemnity, left, *room, *of_lines,
        )  # fmt: skip

    edges = np.linspace(0, count, 1 + min(threads, count), dtype=np.int64).tolist()
    shared(settle, pairwise([0, *edges]), threads)
    return BookSettlement(book, indemnity, left, used)


def _as_row(agreed: AgreedChain) -> tuple[tuple[int, ...], ...]:
    codes = agreed.codes + (0,) * (LONGEST - len(agreed.codes))
    terms = tuple(agreed.terms[name] for name in CHAIN.term_names)
    return codes, terms, tuple(agreed.totals.get(name, MISSING) for name in CHAIN.counters)


def _varying(policy: Policy) -> tuple[str, ...]:
    """Keys that some term of the chain varies with, the kind of limit aside, which is no key of a loss."""
    written = [policy.terms, *(endorsement.terms for endorsement in policy.endorsements)]
    keys = {key for terms in written for name, value in terms.items() if name in CHAIN.terms for key in value.keys}
    return tuple(sorted(keys - {"limit_kind"}))


def _column(values: Sequence[int]) -> Column:
    return np.array(values, dtype=np.int64)


def _table(rows: Sequence[Sequence[int]], width: int) -> Column:
    return np.array(rows, dtype=np.int64).reshape(len(rows), width)
