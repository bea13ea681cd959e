"""The aged balance: `age` for people, from a view with or without a policy; `age_book` for whole books."""

from encours.cover.ageing.balance import AgedBalance, age
from encours.cover.ageing.control import Control
from encours.cover.ageing.many import age_book
from encours.cover.ageing.settlements import Settlement, settlements
from encours.cover.ageing.terms import BOUNDS, Aged, AgedLine, By, Heading, OpenRow, Per, Slices

__all__ = [
    "BOUNDS", "Aged", "AgedBalance", "AgedLine", "By", "Control", "Heading", "OpenRow", "Per", "Settlement",
    "Slices", "age", "age_book", "settlements",
]  # fmt: skip
