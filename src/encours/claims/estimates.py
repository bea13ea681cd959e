"""What one works out around a policy before anything is lost: small formulas, each exact and rounded by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from encours.units import MAXIMUM_AMOUNT, WHOLE, BasisPoints, Cents, Count
from encours.units.rounding import Rounding, divide

YEAR_OF_DAYS: Final = 365
MONTHS: Final = 12
TENTHS: Final = 10


def limit_for_days(sales: Cents, days: Count, vat: BasisPoints) -> Cents:
    """Limit to request: what a buyer owes at a time when it pays after so many days, tax included.

    Yearly sales without tax, times days, over 365 and times one plus the rate; a cent begun counts.
    """
    return divide(sales * days * (WHOLE + vat), YEAR_OF_DAYS * WHOLE, Rounding.CEILING)


def limit_for_months(sales: Cents, months: Count, vat: BasisPoints) -> Cents:
    """The same for terms in whole months: yearly sales times months over twelve."""
    return divide(sales * months * (WHOLE + vat), MONTHS * WHOLE, Rounding.CEILING)


def multiple_needed(indemnity: Cents, minimum_premium: Cents) -> Count:
    """Multiple of the minimum premium, in tenths, that pays the indemnity of the largest risk whole."""
    return divide(indemnity * TENTHS, minimum_premium, Rounding.CEILING)


def sales_to_make_good(lost: Cents, margin: BasisPoints) -> Cents:
    """Sales whose margin pays for what was lost: the loss over the margin; a cent begun counts."""
    return divide(lost * WHOLE, margin, Rounding.CEILING)


def exhausting_loss(indemnity_of: Callable[[Cents], Cents], maximum: Cents) -> Cents | None:
    """Least gross loss whose indemnity is the whole maximum; None where no loss reaches it.

    ``indemnity_of`` tells the indemnity of one loss, which never falls as the loss rises and is always known.
    """
    low, high = 0, MAXIMUM_AMOUNT
    if indemnity_of(high) < maximum:
        return None
    while low < high:
        middle = (low + high) // 2
        if indemnity_of(middle) >= maximum:
            high = middle
        else:
            low = middle + 1
    return low


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfTrade:
    """A year with its losses, with and without insurance; amounts in minor units."""

    sales: Cents
    margin: BasisPoints
    losses: Cents
    indemnities: Cents
    premium: Cents

    @property
    def earned(self) -> Cents:
        """Margin on the sales, to the nearest minor unit."""
        return divide(self.sales * self.margin, WHOLE, Rounding.HALF_UP)

    @property
    def without_cover(self) -> Cents:
        """What is left when nothing is insured: the margin less the losses."""
        return self.earned - self.losses

    @property
    def with_cover(self) -> Cents:
        """What is left when the losses are insured: the same, with the indemnities and less the premium."""
        return self.without_cover + self.indemnities - self.premium
