"""The same job in DuckDB, Polars and pandas, each as somebody who knows it well would write it.

Every engine starts from its own columns in memory and gives, for each open invoice, what both layers admit and
insure, then five buckets of age by open, admitted in each layer, and insured. Amounts are whole cents.
"""

# ruff: noqa: S608  only numbers of our own stand in these statements
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from receivables import AS_OF, EXTENSION, NEVER, PERIOD_START, PRIMARY_PERCENTAGE, SECOND_PERCENTAGE, Receivables

Totals = list[list[int]]
Job = Callable[[], Totals]

_SQL = f"""
CREATE OR REPLACE TEMP TABLE answers AS
WITH stops AS (
    SELECT buyer, due + {EXTENSION + 1} AS begins, paid_on AS ends FROM invoices
    WHERE due + {EXTENSION + 1} <= {AS_OF} AND paid_on > due + {EXTENSION + 1}
),
refused AS (
    SELECT DISTINCT i.number FROM invoices i JOIN stops s ON i.buyer = s.buyer
    WHERE i.paid_on = {NEVER} AND i.delivered >= s.begins AND i.delivered < s.ends
),
eligible AS (
    SELECT i.* FROM invoices i ANTI JOIN refused r ON i.number = r.number
    WHERE i.paid_on = {NEVER} AND i.delivered >= {PERIOD_START}
),
first AS (
    SELECT e.number, e.buyer, e.due, e.gross, e.delivered, e.issued, l.second_limit,
        greatest(0, least(e.gross, l.primary_limit - (sum(e.gross) OVER w - e.gross)))::BIGINT AS admitted_1
    FROM eligible e JOIN limits l ON e.buyer = l.buyer
    WINDOW w AS (PARTITION BY e.buyer ORDER BY e.delivered, e.issued, e.number ROWS UNBOUNDED PRECEDING)
),
second AS (
    SELECT number, admitted_1, greatest(0, least(gross - admitted_1,
        second_limit - (sum(gross - admitted_1) OVER w - (gross - admitted_1))))::BIGINT AS admitted_2
    FROM first
    WINDOW w AS (PARTITION BY buyer ORDER BY delivered, issued, number ROWS UNBOUNDED PRECEDING)
)
SELECT i.number, i.due, i.gross, coalesce(s.admitted_1, 0) AS admitted_1, coalesce(s.admitted_2, 0) AS admitted_2,
    (coalesce(s.admitted_1, 0) * {PRIMARY_PERCENTAGE} + 5000) // 10000 AS insured_1,
    (coalesce(s.admitted_2, 0) * {SECOND_PERCENTAGE} + 5000) // 10000 AS insured_2
FROM invoices i LEFT JOIN second s ON i.number = s.number WHERE i.paid_on = {NEVER}
"""

_SQL_AGES = f"""
SELECT CASE WHEN due >= {AS_OF} THEN 0 WHEN due >= {AS_OF - 30} THEN 1 WHEN due >= {AS_OF - 60} THEN 2
            WHEN due >= {AS_OF - 90} THEN 3 ELSE 4 END AS bucket,
    sum(gross)::BIGINT, sum(admitted_1)::BIGINT, sum(admitted_2)::BIGINT, sum(insured_1 + insured_2)::BIGINT
FROM answers GROUP BY bucket ORDER BY bucket
"""


def duckdb_job(given: Receivables, threads: int, *, presorted: bool = False) -> Job:
    """Window functions over DuckDB's own table; rows in the order of buyers and deliveries when asked."""
    import duckdb
    import pandas as pd

    connection = duckdb.connect()
    connection.execute(f"SET threads = {threads}")
    frame = pd.DataFrame(_columns(given), copy=False)
    order = "ORDER BY buyer, delivered, issued, number" if presorted else ""
    connection.execute(f"CREATE TABLE invoices AS SELECT * FROM frame {order}")
    limits = pd.DataFrame(
        {
            "buyer": np.arange(given.buyers, dtype=np.int32),
            "primary_limit": given.limit,
            "second_limit": given.second_limit,
        }
    )
    connection.execute("CREATE TABLE limits AS SELECT * FROM limits")
    del frame, limits

    def job() -> Totals:
        connection.execute(_SQL)
        found = {bucket: [0, 0, 0, 0] for bucket in range(5)}
        for bucket, *sums in connection.execute(_SQL_AGES).fetchall():
            found[bucket] = [int(each) for each in sums]
        return [found[bucket] for bucket in range(5)]

    return job


def polars_job(given: Receivables, threads: int) -> Job:
    """One sort, then running sums and a running maximum over the whole column, without `.over`.

    Stops stand among the rows as events: the running maximum of buyer and last stopped day tells at each delivery
    whether one is on. The number of threads is set by the environment, before Polars is loaded.
    """
    import polars as pl

    assert pl.thread_pool_size() == threads, "set POLARS_MAX_THREADS"
    invoices = pl.DataFrame(_columns(given))
    limits = pl.DataFrame({"limit": given.limit, "second_limit": given.second_limit})
    col, begins = pl.col, pl.col("due") + (EXTENSION + 1)

    def running(of: pl.Expr) -> pl.Expr:
        """Sum of the buyer's earlier rows: the sum so far, less what it was where the buyer begins."""
        before = of.cum_sum() - of
        first = col("buyer") != col("buyer").shift(1).fill_null(-1)
        return before - pl.when(first).then(before).otherwise(None).forward_fill()

    def job() -> Totals:
        opened = invoices.lazy().filter(col("paid_on") == NEVER)
        rows = opened.select("buyer", col("delivered").alias("day"), pl.lit(1, pl.Int8).alias("event"), "issued",
                             "number", "due", "gross", pl.lit(0, pl.Int32).alias("ends"))  # fmt: skip
        stops = invoices.lazy().filter((begins <= AS_OF) & (col("paid_on") > begins)).select(
            "buyer", begins.alias("day"), pl.lit(0, pl.Int8).alias("event"), pl.lit(0, pl.Int32).alias("issued"),
            "number", "due", pl.lit(0, pl.Int64).alias("gross"), col("paid_on").alias("ends"))  # fmt: skip
        ordered = pl.concat([rows, stops]).sort("buyer", "day", "event", "issued", "number").collect()
        key = (col("buyer").cast(pl.Int64) * 2**32 + col("ends")).cum_max()
        judged = ordered.with_columns(stopped=(key % 2**32) > col("day")).filter(col("event") == 1)
        judged = judged.with_columns(
            kept=pl.when(~col("stopped") & (col("day") >= PERIOD_START)).then(col("gross")).otherwise(0)
        )
        judged = judged.with_columns(limits[judged["buyer"]])
        judged = judged.with_columns(admitted_1=pl.min_horizontal("kept", col("limit") - running(col("kept"))).clip(0))
        rest = col("kept") - col("admitted_1")
        judged = judged.with_columns(admitted_2=pl.min_horizontal(rest, col("second_limit") - running(rest)).clip(0))
        judged = judged.with_columns(
            insured_1=(col("admitted_1") * PRIMARY_PERCENTAGE + 5_000) // 10_000,
            insured_2=(col("admitted_2") * SECOND_PERCENTAGE + 5_000) // 10_000,
            bucket=pl.when(col("due") >= AS_OF).then(0).when(col("due") >= AS_OF - 30).then(1)
            .when(col("due") >= AS_OF - 60).then(2).when(col("due") >= AS_OF - 90).then(3).otherwise(4),
        )  # fmt: skip
        ages = judged.group_by("bucket").agg(
            col("gross").sum(),
            col("admitted_1").sum(),
            col("admitted_2").sum(),
            (col("insured_1") + col("insured_2")).sum(),
        )
        found = {row[0]: [int(each) for each in row[1:]] for row in ages.iter_rows()}
        return [found.get(bucket, [0, 0, 0, 0]) for bucket in range(5)]

    return job


def pandas_job(given: Receivables, threads: int) -> Job:  # noqa: ARG001  pandas uses one thread
    """One sort, then running sums by differences, in pandas and NumPy."""
    import pandas as pd

    invoices = pd.DataFrame(_columns(given), copy=False)
    limits = pd.DataFrame({"limit": given.limit, "second_limit": given.second_limit}, copy=False)

    def running(of: pd.Series, first: pd.Series) -> pd.Series:
        before = of.cumsum() - of
        return before - before.where(first).ffill().astype(np.int64)

    def job() -> Totals:
        opened = invoices[invoices["paid_on"] == NEVER]
        begins = invoices["due"] + (EXTENSION + 1)
        late = invoices[(begins <= AS_OF) & (invoices["paid_on"] > begins)]
        rows = (
            opened.drop(columns="paid_on")
            .rename(columns={"delivered": "day"})
            .assign(event=np.int8(1), ends=np.int32(0))
        )
        stops = pd.DataFrame({
            "buyer": late["buyer"], "day": late["due"] + (EXTENSION + 1), "issued": np.int32(0), "due": late["due"],
            "gross": np.int64(0), "number": late["number"], "event": np.int8(0), "ends": late["paid_on"],
        })  # fmt: skip
        judged = pd.concat([rows, stops]).sort_values(["buyer", "day", "event", "issued", "number"], ignore_index=True)
        key = (judged["buyer"].astype(np.int64) * 2**32 + judged["ends"]).cummax()
        judged["stopped"] = (key % 2**32) > judged["day"]
        judged = judged[judged["event"] == 1].reset_index(drop=True)
        kept = judged["gross"].where(~judged["stopped"] & (judged["day"] >= PERIOD_START), 0)
        first = judged["buyer"] != judged["buyer"].shift(1)
        own = limits.take(judged["buyer"].to_numpy()).reset_index(drop=True)
        judged["admitted_1"] = np.minimum(kept, own["limit"] - running(kept, first)).clip(lower=0)
        rest = kept - judged["admitted_1"]
        judged["admitted_2"] = np.minimum(rest, own["second_limit"] - running(rest, first)).clip(lower=0)
        judged["insured_1"] = (judged["admitted_1"] * PRIMARY_PERCENTAGE + 5_000) // 10_000
        judged["insured_2"] = (judged["admitted_2"] * SECOND_PERCENTAGE + 5_000) // 10_000
        judged["insured"] = judged["insured_1"] + judged["insured_2"]
        bucket = np.searchsorted([0, 30, 60, 90], AS_OF - judged["due"].to_numpy(), side="left")
        ages = judged.groupby(bucket)[["gross", "admitted_1", "admitted_2", "insured"]].sum()
        return [[int(each) for each in ages.loc[b]] if b in ages.index else [0, 0, 0, 0] for b in range(5)]

    return job


def _columns(given: Receivables) -> dict[str, Any]:
    names = ("buyer", "delivered", "issued", "due", "gross", "paid_on")
    return {name: getattr(given, name) for name in names} | {"number": np.arange(given.gross.size, dtype=np.int32)}
