"""From the store to a ledger of the library and back: a whole book, or the few accounts that a page asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final

import numpy as np
from django.db import connection
from django.db.models import Q, QuerySet

from encours.facts.columns import MISSING_STORED, STORED, Integers, Table, Texts, constant
from encours.facts.index import names_of
from encours.facts.kinds import KINDS, FactField, Kind, Quantity
from encours.facts.ledger import Ledger
from encours.units import NEVER, Day
from encours.web.people.models import Organisation
from encours.web.store.facts import MODELS, FactRow
from encours.web.store.models import Batch, Register

ROWS_AT_ONCE: Final = 5_000
"""Rows that one statement inserts."""


def whole_ledger() -> Ledger:
    """Every fact of the organisation whose walls one is in: for the job worker alone."""
    kept = set(Register.objects.values_list("table", flat=True))
    return Ledger.from_tables(_table(KINDS[name], MODELS[name].objects.all()) for name in KINDS if name in kept)


def ledger_of_table(name: str, buyers: Collection[str] | None = None) -> Ledger:
    """Facts of one kind, with the invoices that give some their currency: all, or those that these buyers may explain.

    As with ``ledger_of``, rows of others may be among them: what stands tells whose they are.
    """
    found = []
    for kind in (KINDS[each] for each in dict.fromkeys(("invoices", name))):
        rows: QuerySet[Any] = MODELS[kind.table].objects.all()
        found.append(_table(kind, rows if buyers is None else _of_buyers(kind, buyers)))
    return Ledger.from_tables(found)


def ledger_of(buyers: Collection[str]) -> Ledger:
    """Facts of a few buyers, of all that name no buyer, and of what corrects one of them or is corrected by it.

    A correction may move a fact to another buyer: both are here, and ``only`` shows what stands of these buyers.
    """
    kept = set(Register.objects.values_list("table", flat=True))
    tables: dict[str, Table] = {}
    for name, kind in KINDS.items():
        if name in kept:
            tables[name] = _table(kind, _of_buyers(kind, buyers))
    return Ledger.from_tables(tables.values())


def _of_buyers(kind: Kind, buyers: Collection[str]) -> QuerySet[FactRow]:
    rows: QuerySet[Any] = MODELS[kind.table].objects.all()
    if kind.has_buyer:
        own = Q(buyer__in=[*buyers, ""])
    elif kind.owner is not None:
        field, owners, reference = kind.owner
        owner: Any = MODELS[owners]
        owned = owner.objects.filter(buyer__in=[*buyers, ""]).values(reference)
        own = Q(**{f"{field}__in": owned})
    else:
        return rows
    corrected = rows.filter(own).values("fact_id")
    return rows.filter(own | (~Q(corrects="") & Q(corrects__in=corrected)))


def kin_of(buyer: str) -> frozenset[str]:
    """A buyer and every other that was ever registered in a group it was in: ``facts.only.kin``, asked of the store."""
    model: Any = MODELS["buyers"]
    found, waiting = {buyer}, {buyer}
    while waiting:
        groups = set(model.objects.filter(buyer__in=waiting).values_list("group", flat=True)) - {""}
        others = set(model.objects.filter(group__in=groups).values_list("buyer", flat=True)) if groups else set()
        waiting = others - found
        found |= others
    return frozenset(found)


def _table(kind: Kind, rows: QuerySet[FactRow]) -> Table:
    """Rows of the store in columns."""
    told = rows.order_by("pk").values_list(*kind.names)
    with connection.cursor() as cursor:
        # What the columns hold needs no conversion on either database: the cursor's own rows are twice as quick.
        cursor.execute(*told.query.sql_with_params())
        fetched = cursor.fetchall()
    if not fetched:
        return Table.empty(kind)
    columns = zip(*fetched, strict=True)
    made = {each.name: _column(each, values) for each, values in zip(kind.fields, columns, strict=True)}
    return Table.from_columns(kind, length=len(fetched), **made)


def _column(described: FactField, values: Sequence[Any]) -> Integers | Texts:
    if described.quantity is Quantity.TEXT:
        return Texts.of(values)
    width, missing = STORED[described.quantity], MISSING_STORED[described.quantity]
    first = values[0]
    if values.count(first) == len(values):
        return constant(_stored(described, first, missing), len(values), width)
    if described.quantity is Quantity.CHOICE:
        codes = {"": missing, **{word: code for code, word in enumerate(described.choices)}}
        return np.array([codes[each] for each in values], dtype=width)
    return np.array([missing if each is None else each for each in values], dtype=width)


def _stored(described: FactField, value: Any, missing: int) -> int:  # noqa: ANN401 -- what a column of the store holds
    if described.quantity is Quantity.CHOICE:
        return described.code(value)
    return missing if value is None else int(value)


def keep(organisation: Organisation, batch: Batch, tables: Iterable[Table]) -> None:
    """Add the facts of a batch, in the transaction of whoever calls; an empty table says that its register is kept."""
    for table in tables:
        Register.objects.get_or_create(organisation=organisation, table=table.kind.table)
        _insert(table, organisation.pk, batch.pk)


def _insert(table: Table, organisation: int, batch: int) -> None:
    kind, model = table.kind, MODELS[table.kind.table]
    names = ["organisation_id", "batch_id", *kind.names]
    columns: list[Sequence[Any]] = [[organisation] * len(table), [batch] * len(table)]
    columns += [names_of(table) if each.name == "fact_id" else _values(table, each) for each in kind.fields]
    # Names of tables and columns are those of the model: nothing that a person wrote is in the text of the statement.
    named = ", ".join(connection.ops.quote_name(each) for each in names)
    into = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({named})"  # noqa: SLF001
    with connection.cursor() as cursor:
        for first in range(0, len(table), ROWS_AT_ONCE):
            piece = [each[first : first + ROWS_AT_ONCE] for each in columns]
            if connection.vendor == "postgresql":
                arrays = ", ".join(f"%s::{_type(model, each)}[]" for each in names)
                statement = f"{into} SELECT * FROM unnest({arrays})"  # noqa: S608 -- the same names
                cursor.execute(statement, [list(each) for each in piece])
            else:
                marks = ", ".join(["%s"] * len(names))
                cursor.executemany(f"{into} VALUES ({marks})", list(zip(*piece, strict=True)))


def _type(model: type[FactRow], column: str) -> str:
    field = next(each for each in model._meta.fields if each.column == column)  # noqa: SLF001 -- how Django names it
    return str(field.rel_db_type(connection) if field.is_relation else field.db_type(connection))


def _values(table: Table, described: FactField) -> list[Any]:
    if described.quantity is Quantity.TEXT:
        return table.texts[described.name].texts()
    column = table.numbers[described.name].tolist()
    missing = MISSING_STORED[described.quantity]
    if described.quantity is Quantity.CHOICE:
        return [described.choices[each] if each >= 0 else "" for each in column]
    return [None if each == missing else each for each in column]


def buyers_of(tables: Iterable[Table]) -> Iterator[str]:
    """Buyers that some facts name."""
    for table in tables:
        if table.kind.has_buyer:
            column = table.texts["buyer"]
            yield from (column.names[int(code)] for code in column.used_codes())


def assignments_to(loss_payee: str, today: Day) -> list[tuple[str, str, str]]:
    """Buyer, entity and policy of each assignment to a loss payee that stands on a day; empty where it is of all."""
    model: Any = MODELS["assignments"]
    corrected = model.objects.exclude(corrects="").values("corrects")
    rows = model.objects.filter(loss_payee=loss_payee, ended_on=NEVER, signed_on__lte=today)
    return list(rows.exclude(fact_id__in=corrected).exclude(void=1).values_list("buyer", "entity", "policy"))


def sold_alone(entity: str, buyer: str) -> frozenset[str]:
    """Buyers, or the one told, to whom an entity sold and no other did."""
    model: Any = MODELS["invoices"]
    sold = model.objects.filter(buyer=buyer) if buyer else model.objects.all()
    others = sold.exclude(entity=entity).values_list("buyer", flat=True)
    return frozenset(sold.filter(entity=entity).values_list("buyer", flat=True)) - frozenset(others)


def every_buyer() -> frozenset[str]:
    """Every buyer that is registered, or that something was sold to."""
    found = set[str]()
    for name in ("buyers", "invoices"):
        model: Any = MODELS[name]
        found |= set(model.objects.order_by().values_list("buyer", flat=True).distinct())
    return frozenset(found - {""})
