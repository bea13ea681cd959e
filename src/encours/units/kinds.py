"""The units a whole number may carry, told in its type.

Every quantity of the house is a Python ``int``; the alias says which one. The engine reads the marker
(``typing.get_type_hints(function, include_extras=True)``) when a clause registers, so that a term in
days is never handed to a parameter in cents.
"""

from __future__ import annotations

from typing import Annotated, Final, NamedTuple, TypeAlias


class Unit(NamedTuple):
    """The unit of an integer, by its English name.

    A named tuple, where the house has frozen dataclasses: this module is under every import, and loading
    ``dataclasses`` would take longer than the rest of it.
    """

    name: str


Cents: TypeAlias = Annotated[int, Unit("cents")]
"""Minor units of a currency: cents of a euro, whole yen, thousandths of a Tunisian dinar."""

Day: TypeAlias = Annotated[int, Unit("day")]
"""A calendar day, counted from 1970-01-01 (day 0)."""

Days: TypeAlias = Annotated[int, Unit("days")]
"""A number of calendar days."""

Months: TypeAlias = Annotated[int, Unit("months")]
"""A number of calendar months; never turned into days without a day to start from."""

BasisPoints: TypeAlias = Annotated[int, Unit("basis points")]
"""Hundredths of a percent: 90 % is 9 000."""
WHOLE: Final[BasisPoints] = 10_000
"""All of it, 100 %."""

Millionths: TypeAlias = Annotated[int, Unit("millionths")]
"""Millionths of one: 0.35 ‰ is 350. Rates of premium are too fine for basis points."""
MILLION: Final[Millionths] = 1_000_000
"""All of it, 100 %, in millionths."""

Span: TypeAlias = Annotated[int, Unit("span")]
"""A duration as a policy writes it, in one integer (see ``encours.units.spans``)."""

Flag: TypeAlias = Annotated[int, Unit("flag")]
"""No (0) or yes (1)."""

Count: TypeAlias = Annotated[int, Unit("count")]
"""A number of things."""

Code: TypeAlias = Annotated[int, Unit("code")]
"""A member of a closed list, by its number."""
