"""Customers as people name them: by their code, or by their name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Exists, OuterRef

from encours.units.plain_text import folded
from encours.web.store.models import MODELS

FOUND_AT_MOST: Final = 20


def customers_named(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """Codes of the customers that some lines name, and the lines that name none, or several; inside the walls."""
    buyers: Any = MODELS["buyers"]
    invoices: Any = MODELS["invoices"]
    told = list(dict.fromkeys(each.strip() for each in lines if each.strip()))
    codes = set(buyers.objects.filter(buyer__in=told).values_list("buyer", flat=True))
    codes |= set(invoices.objects.filter(buyer__in=told).values_list("buyer", flat=True))
    others = {folded(each) for each in told if each not in codes}
    by_name: dict[str, set[str]] = {}
    # Read here, since a database may know capitals and accents of ASCII alone.
    for name, code in buyers.objects.values_list("name", "buyer") if others else ():
        if (plain := folded(name)) in others:
            by_name.setdefault(plain, set()).add(code)
    found, unknown = list[str](), list[str]()
    for each in told:
        own = {each} if each in codes else by_name.get(folded(each), set())
        if len(own) == 1:
            found.extend(own)
        else:
            unknown.append(each)
    return list(dict.fromkeys(found)), unknown


def names_of_customers(buyers: Iterable[str]) -> dict[str, str]:
    """Names of customers as they are last registered, by code; those without a name are left out; inside the walls.

    A registration that another one corrects counts no more.
    """
    rows: Any = MODELS["buyers"].objects
    corrected = rows.filter(corrects=OuterRef("fact_id"))
    told = rows.filter(~Exists(corrected), buyer__in=set(buyers)).exclude(void=1).order_by("changed_on", "pk")
    return {buyer: name for buyer, name in told.values_list("buyer", "name") if name}


def customers_like(text: str) -> list[tuple[str, str]]:
    """Code and name of the first customers whose code or name contains a text; inside the walls."""
    buyers: Any = MODELS["buyers"]
    if not text.strip():
        return []
    sought, found = folded(text.strip()), dict[str, None]()
    for buyer, name in buyers.objects.order_by("buyer", "pk").values_list("buyer", "name").iterator():
        if sought in folded(f"{buyer} {name}"):
            found[buyer] = None
            if len(found) >= FOUND_AT_MOST:
                break
    names = names_of_customers(found)
    return [(each, names.get(each, each)) for each in found]
