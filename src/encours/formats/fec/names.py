"""Names of documents: the piece where it names one, made unique by customer and by entry where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from encours.formats.fec.accounts import Family

if TYPE_CHECKING:
    import polars as pl

Column: TypeAlias = NDArray[Any]

OWED: Final = (int(Family.CUSTOMER), int(Family.DOUBTFUL))
MOST_INSTALMENTS: Final = 1_000
"""Lines of one entry and one customer with one piece that are taken for instalments of one document."""


def documents(items: pl.DataFrame) -> tuple[pl.Series, Column, bool]:
    """Name of the document of each line, the rank of the line within it, and whether no name comes twice.

    A piece without a figure other than nought, such as ``0000000``, names nothing: the entry does. Names depend
    on what the lines say and not on their rows, so that another export of the same books gives the same names.
    """
    import polars as pl

    names, ranks = items["piece"], np.ones(items.height, dtype=np.int64)
    names_nothing = names.str.strip_chars("0") == ""
    entry = pl.concat_str(pl.col("journal").cast(pl.String), pl.lit("-"), pl.col("number"))
    if names_nothing.any():
        names = items.select(pl.when(names_nothing).then(entry).otherwise("piece")).to_series()
    if names.hash().n_unique() == len(names):
        return names, ranks, True  # where hashes differ, so do names; counting them is quick
    frame = items.select(
        "company", "buyer", "file", "entry", "day", names.alias("base"),
        # Money of a bill bears the piece of the bill, and is a document of another sort.
        pl.when(pl.col("cents") > 0).then(0).when(pl.col("family").is_in(OWED)).then(1).otherwise(2).alias("sort"),
    )  # fmt: skip
    again = names.is_duplicated() & frame.select(pl.struct("base", "sort").is_duplicated()).to_series()
    if again.any():
        at = again.arg_true()
        named = _told_apart(frame.filter(again), items.filter(again).select(entry.alias("entry_name")).to_series())
        names = names.scatter(at, named["name"])
        ranks[at.to_numpy()] = named["rank"].to_numpy()
    return names, ranks, False


def _told_apart(frame: pl.DataFrame, entry_name: pl.Series) -> pl.DataFrame:
    """Name and rank of lines that share a piece: those of one entry and one customer are parts of one document."""
    import polars as pl

    document = ["company", "buyer", "file", "entry"]
    frame = frame.with_columns(
        entry_name, pl.col("buyer").cast(pl.String).alias("code"), pl.struct(document).hash().alias("document")
    )
    keys = ["base", "sort"]
    company = pl.concat_str("base", pl.col("company").cast(pl.String), separator=" ")
    frame = frame.with_columns(
        pl.when(pl.col("company").n_unique().over(keys) > 1).then(company).otherwise("base").alias("base")
    )
    several = pl.col("document").n_unique().over(keys) > 1
    of_buyer = pl.col("document").n_unique().over([*keys, "company", "buyer"]) > 1
    day = pl.col("day").cast(pl.Date).cast(pl.String)
    by_entry = pl.concat_str("base", "code", "entry_name", day, separator=" ")
    by_buyer = pl.concat_str("base", "code", separator=" ")
    name = pl.when(several & of_buyer).then(by_entry).when(several).then(by_buyer).otherwise("base")
    rank = (pl.int_range(pl.len()).over("name", "sort") + 1).alias("rank")
    named = frame.with_columns(name.alias("name")).with_columns(rank)
    # Documents that still share a name, or lines beyond any instalment plan: the rank is in the name.
    shared = pl.col("document").n_unique().over("name", "sort") > 1
    numbered = pl.concat_str("name", pl.lit(" ("), pl.col("rank").cast(pl.String), pl.lit(")"))
    odd = shared | (pl.col("rank") > MOST_INSTALMENTS)
    return named.with_columns(pl.when(odd).then(numbered).otherwise("name").alias("name")).with_columns(rank)
