"""What people call the buyers and the documents of a view."""

from __future__ import annotations

from functools import cached_property

from encours.cover.book.holders import buyers_of
from encours.facts.view import View


class PartyNames:
    """Names of buyers by code, and numbers of documents by row."""

    def __init__(self, view: View) -> None:
        self.invoices = view.table("invoices")
        self._buyers = buyers_of(view)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self._buyers.names)}

    def field(self, buyer: str, name: str) -> str:
        """A text about a buyer as it is last registered; empty where nobody said."""
        version = int(self._buyers.version[self._places[buyer]]) if buyer in self._places else -1
        return self._buyers.table.texts[name][version] if version >= 0 else ""

    def name(self, buyer: str) -> str:
        """Registered name of a buyer, its code where it has none."""
        return self.field(buyer, "name") or buyer

    def several(self, buyers: str) -> str:
        """Names of several buyers, told by codes joined by a plus."""
        return " + ".join(self.name(each) for each in buyers.split(" + "))

    def document(self, row: int) -> str:
        """Number of an invoice, with the rank of its instalment where there are several."""
        number = self.invoices.texts["number"][row]
        code = int(self.invoices.texts["number"].codes[row])
        return f"{number}/{int(self.invoices.numbers['instalment'][row])}" if code in self._in_instalments else number

    @cached_property
    def _in_instalments(self) -> frozenset[int]:
        several = self.invoices.numbers["instalment"] > 1
        return frozenset(self.invoices.texts["number"].codes[several].tolist())
