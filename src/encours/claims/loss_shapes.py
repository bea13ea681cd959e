"""What tables a file of losses holds, which keys they are, and which of them are needed."""

# ruff: noqa: RUF009 -- key stands for dataclasses.field

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from encours.policy.shape import a_list, a_table, a_text, anything, key, tables_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LossesShape:
    """The whole file, or options of a command; amounts are all in one currency."""

    losses: list[dict[str, object]] = key(tables_of, default_factory=list)
    currency: str = key(a_text, default="")
    year: dict[str, object] = key(a_table, default_factory=dict)
    terms: dict[str, object] = key(a_table, default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LossShape:
    """One of `[[losses]]`: amounts of the whole loss, or its invoices."""

    claim: str = key(a_text, default="")
    buyer: str = key(a_text, default="")
    day_of_loss: object = key(anything, default=None)
    cause: str = key(a_text, default="")
    country: str = key(a_text, default="")
    sector: str = key(a_text, default="")
    buyer_class: str = key(a_text, default="")
    entity: str = key(a_text, default="")
    group: str = key(a_text, default="")
    debt: object = key(anything, default=None)
    loss: object = key(anything, default=None)
    proceeds: object = key(anything, default=None)
    interest: object = key(anything, default=None)
    costs: object = key(anything, default=None)
    limit: object = key(anything, default=None)
    percentage: object = key(anything, default=None)
    limit_kind: str = key(a_text, default="")
    invoices: list[object] = key(a_list, default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceShape:
    """One of `[[losses.invoices]]`, the oldest first."""

    number: str = key(a_text, default="")
    gross: object = key(anything, default=None)
    interest: object = key(anything, default=None)
    costs: object = key(anything, default=None)
    debt: object = key(anything, default=None)
    limit: object = key(anything, default=None)
    percentage: object = key(anything, default=None)
    limit_kind: str = key(a_text, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class YearShape:
    """The table `[year]`: figures of the policy year, and what its earlier claims have used."""

    sales: object = key(anything, default=None)
    minimum_premium: object = key(anything, default=None)
    premium_paid: object = key(anything, default=None)
    used: dict[str, object] = key(a_table, default_factory=dict)


EXAMPLES: Final = {
    "losses": '[[losses]]\nloss = "100 000 EUR"',
    "claim": 'claim = "2026-07"',
    "buyer": 'buyer = "Charpentes Imaginaires"',
    "cause": 'cause = "insolvency"',
    "country": 'country = "FR"',
    "group": 'group = "Groupe Imaginaire"',
    "limit_kind": 'limit_kind = "named"',
    "gross": 'gross = "20 000 EUR"',
    "invoices": "[[losses.invoices]]",
    "year": "[year]",
    "used": "[year.used]",
}
"""How a key is written, where it is missing or holds something else."""
