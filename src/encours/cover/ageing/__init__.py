"""The aged balance: `age` for people, from a view with or without a policy; `age_book` for whole books."""

from encours.cover.ageing.ages import AgedRow, Ages, aged_rows
from encours.cover.ageing.balance import AgedBalance, age
from encours.cover.ageing.control import Control
from encours.cover.ageing.many import age_book
from encours.cover.ageing.settlements import Settlement, settlements
from encours.cover.ageing.terms import BOUNDS, Aged, AgedLine, By, Heading, OpenRow, Per, Slices

__all__ = [
    "BOUNDS", "Aged", "AgedBalance", "AgedLine", "AgedRow", "Ages", "By", "Control", "Heading", "OpenRow", "Per",
    "Settlement", "Slices", "age", "age_book", "aged_rows", "settlements",
]  # fmt: skip
