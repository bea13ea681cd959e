"""The lines of a block put together where they follow each other in one entry, and those of customers one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from encours.formats.fec.accounts import CREDIT, DEBIT, Family

if TYPE_CHECKING:
    import polars as pl

Column: TypeAlias = NDArray[Any]

CODED: Final = ("journal", "journal_label", "account", "account_label", "auxiliary", "currency")
"""Columns of few distinct texts, each of them kept once."""
SUMMED: Final = ("cents", "debit", "vat", "discount", "customers")
"""What lines of one entry add up to."""
OWING: Final = (Family.CUSTOMER, Family.DOUBTFUL, Family.BILL)
"""Families of accounts in which a customer owes."""
SCALE: Final = 4
"""Decimals of the amounts in foreign currency, until their currency is known."""
OPENING_WORDS: Final = (
    r"(?i)^\s*(report |reprise |solde )?(a|à|aux|des) ?-?nouveaux?\b|^\s*(ran|an)\b|^report (a|à) nouv"
)
"""How the label of a line of opening begins."""
UNPAID_WORDS: Final = r"(?i)impay|rejet|retour|unpaid|refus|sans provision"
"""What the label of a payment come back unpaid holds."""

_OWES: Final = np.isin(np.arange(len(Family)), OWING).astype(np.int64)
_BITS: Final = np.array([0] * len(Family) + [1 << (side + each) for side in (DEBIT, CREDIT) for each in Family])
"""Bit that a line moves, by the sign of its amount (nothing, debits, credits) and the family of its account."""


def runs_of(frame: pl.DataFrame, categories: Mapping[str, Any]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Runs of the lines of a block, and its lines that are ``looked_at``, each with the number of its run.

    A run is what follows in one entry, as far as its lines tell: an entry of several runs is put together later. It has
    the first ``row`` and the ``last_row``, what its first line says, the bits that its lines move and what they add
    up to (`SUMMED`): debits less credits, debits, VAT, discounts, and how many are of customers.
    """
    import polars as pl

    begins = _begins(frame)
    starts = np.flatnonzero(begins)
    ends = np.append(starts[1:], frame.height)[: starts.size] - 1
    cents, family = frame["cents"].to_numpy(), frame["family"].to_numpy()
    signed = ((cents > 0) + (cents < 0) * np.int8(2)) * np.int8(len(Family)) + family
    sums = (cents, np.maximum(cents, 0), np.where(family == Family.VAT, cents, 0),
            np.where(family == Family.DISCOUNT, cents, 0), _OWES[family])  # fmt: skip
    runs = frame.select("row", "day", "journal", "journal_label", "number", "piece").filter(begins).with_columns(
        frame["row"].gather(ends).alias("last_row"), *_coded("journal", "journal_label", of=categories),
        pl.Series("moves", np.bitwise_or.reduceat(_BITS[signed], starts)),
        *(pl.Series(name, np.add.reduceat(each, starts)) for name, each in zip(SUMMED, sums, strict=True)),
    )  # fmt: skip
    looked_at = frame["looked_at"]
    chosen = frame.filter(looked_at)
    is_customer, on_first_day = chosen["is_customer"], chosen["day"] == (frame["day"].min() or 0)
    # Labels tell an opening on the first day of a file alone, and money come back where a customer is debited.
    return runs, chosen.select(
        "row", pl.Series("run", (np.cumsum(begins) - 1)[looked_at.to_numpy()]), "day", "cents", "family", "piece_day",
        _foreign(chosen["foreign"]).alias("foreign"),
        _says(OPENING_WORDS, chosen["label"], is_customer & on_first_day).alias("opens"),
        _says(UNPAID_WORDS, chosen["label"], is_customer & (chosen["cents"] > 0)).alias("unpaid"),
        *_coded(*CODED, of=categories), "number", "auxiliary_label", "piece", "letter",
    )  # fmt: skip


def _begins(frame: pl.DataFrame) -> Column:
    """Lines that are not of the entry of the line above, as far as they tell."""
    import polars as pl

    def differs(name: str) -> pl.Expr:
        return pl.col(name) != pl.col(name).shift(1)

    # Without a number the piece names the entry; what is told apart here for nothing is put together again later.
    unnumbered = (pl.col("number") == "") | pl.col("number").str.starts_with("0")
    begins = differs("number") | differs("journal") | differs("day") | (unnumbered & differs("piece"))
    found: Column = frame.select(begins.fill_null(value=True)).to_series().to_numpy()
    return found


def _coded(*names: str, of: Mapping[str, Any]) -> list[pl.Expr]:
    import polars as pl

    return [pl.col(name).cast(pl.Categorical(of[name])) for name in names]


def _says(words: str, label: pl.Series, among: pl.Series) -> pl.Series:
    """Which of these labels hold the words; those that are not among them do not."""
    import polars as pl

    nothing = pl.repeat(False, len(label), eager=True)
    return nothing.scatter(among.arg_true(), label.filter(among).str.contains(words))


def _foreign(written: pl.Series) -> pl.Series:
    """Size of the amounts in foreign currency, in ten thousandths; null where there is none that can be read."""
    import polars as pl

    if not (written != "").any():
        return pl.Series([None], dtype=pl.Int64).new_from_index(0, len(written))
    plain = written.str.contains(r"^[-+]?[0-9]{1,12}(?:[.,][0-9]{1,4})?$")
    points = pl.select(pl.when(plain).then(written)).to_series().str.replace(",", ".", literal=True)
    return points.cast(pl.Decimal(20, SCALE)).to_physical().cast(pl.Int64).abs()
