"""One table for each kind of fact, made from the descriptions of the library: a kind more there is a table more here.

Facts are added and never changed: a correction is a row that names the one it replaces. What is missing is NULL, never
zero; what has not happened is the day ``NEVER``; amounts are minor units, days are counted from 1970.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from django.db import models

from encours.facts.kinds import KINDS, FactField, Kind, Quantity
from encours.web.people.walled import Walled

_COLUMNS: Final[Mapping[Quantity, type[models.Field[Any, Any]]]] = {
    Quantity.TEXT: models.TextField,
    Quantity.CHOICE: models.TextField,
    Quantity.DAY: models.IntegerField,
    Quantity.CENTS: models.BigIntegerField,
    Quantity.BASIS_POINTS: models.IntegerField,
    Quantity.COUNT: models.SmallIntegerField,
    Quantity.INTEGER: models.BigIntegerField,
    Quantity.FLAG: models.SmallIntegerField,
}


class FactRow(Walled):
    """What every fact has in the store: whose it is, and the batch that brought it."""

    batch = models.ForeignKey("store.Batch", on_delete=models.PROTECT, related_name="+")

    class Meta:
        """The columns of a kind come with it."""

        abstract = True


def _column(described: FactField) -> models.Field[Any, Any]:
    column = _COLUMNS[described.quantity]
    if described.quantity in {Quantity.TEXT, Quantity.CHOICE}:
        return column(default="", blank=True)
    return column(null=True, blank=True)


def _indices(kind: Kind) -> list[models.Index]:
    sought = ["buyer"] if kind.has_buyer else []
    sought += [kind.owner[0]] if kind.owner else []
    sought += ["number"] if kind.table == "invoices" else []
    sought += ["reference"] if any(each.owner and each.owner[1] == kind.table for each in KINDS.values()) else []
    made = [models.Index(fields=["organisation", name], name=f"{kind.table[:20]}_{name[:8]}") for name in sought]
    corrected = models.Index(
        fields=["organisation", "corrects"], name=f"{kind.table[:20]}_corr", condition=~models.Q(corrects="")
    )
    return [*made, corrected]


def _model(kind: Kind) -> type[FactRow]:
    meta = type("Meta", (), {
        "db_table": f"fact_{kind.table}",
        "indexes": _indices(kind),
        "constraints": [models.UniqueConstraint(fields=["organisation", "fact_id"], name=f"{kind.table[:20]}_once")],
    })  # fmt: skip
    columns: dict[str, Any] = {each.name: _column(each) for each in kind.fields}
    return type(kind.fact.__name__, (FactRow,), {**columns, "Meta": meta, "__module__": __name__, "__doc__": kind.en})


MODELS: Final[Mapping[str, type[FactRow]]] = MappingProxyType({name: _model(kind) for name, kind in KINDS.items()})
"""Model of each kind of fact, by the name of its table."""
