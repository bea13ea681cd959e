"""The few functions a clause may call, in the language clauses are written in.

Each body is assignment, ``if``, comparison, ``+ - * // %``, ``min``, ``max``, and calls to functions of
this file: plain Python on integers that numba compiles as it stands, with the same answer to the unit.
The engine copies the source of ``LANGUAGE`` (given in order of dependence) and the values of
``CONSTANTS`` into its kernels, so a body may name nothing else.

The absences are ordinary integers outside the range of any amount or day. The engine tests them before
a rule runs; rules never see ``MISSING`` or ``UNSET``. ``NEVER`` is a day like any other, after all days.
"""

from __future__ import annotations

from typing import Final

from encours.units.kinds import BasisPoints, Cents, Count, Day, Days, Months, Span

MISSING: Final = -(2**62)
"""A fact nobody knows."""

UNSET: Final = -(2**62) + 1
"""A term the policy does not use."""

NEVER: Final = 2**31 - 1
"""Known not to have happened: as a day, it comes after every day."""

DAY_MISSING_STORED: Final = -(2**31)
"""``MISSING`` as a 32-bit column of days stores it."""

MAXIMUM_AMOUNT: Final = 10**13
"""No amount is larger, in minor units, in either direction: checked at the border."""

OUT_OF_RANGE: Final = 2**62 - 1
"""What a conversion gives, with its sign, when no 64-bit integer holds the result: it is no amount."""


def share(amount: Cents, basis_points: BasisPoints) -> Cents:
    """Percentage of an amount, to the nearest minor unit, halves away from zero.

    The quotient and the remainder of the amount by 10 000 are multiplied apart, so nothing overflows
    for amounts to ``MAXIMUM_AMOUNT`` and rates to 10**9 basis points.
    """
    if amount == 0:
        return 0
    size = max(amount, -amount)
    rate = max(basis_points, -basis_points)
    result = size // 10_000 * rate + (size % 10_000 * rate + 5_000) // 10_000
    if (amount < 0) != (basis_points < 0):
        return -result
    return result


def convert(amount: Cents, numerator: Count, denominator: Count) -> Cents:
    """Amount times a rate, to the nearest minor unit, halves away from zero; never a wrapped integer.

    Exact for ``|amount| <= 10**13`` and ``0 < numerator, denominator <= 10**10``. Proof of the bound:
    the whole part of the rate is multiplied apart. What is left of the numerator is under the
    denominator, so it and every remainder are below 10**10; the size of the amount is cut in two
    digits of 28 bits, the high one under 2**16. Every step is then at most
    ``10**10 * 2**28 + 10**10 * 2**28 < 5.4 * 10**18 < 2**63``. A result beyond ``OUT_OF_RANGE`` (a rate
    above 461 168 on an amount near the bound) is ``OUT_OF_RANGE`` with its sign, which no border lets pass.
    """
    size = max(amount, -amount)
    units = numerator // denominator
    part = numerator % denominator
    if units > 0 and size > OUT_OF_RANGE // units:
        result = OUT_OF_RANGE
    else:
        high = size // 268_435_456 * part
        low = high % denominator * 268_435_456 + size % 268_435_456 * part
        left = low % denominator
        result = size * units + high // denominator * 268_435_456 + low // denominator
        if left >= denominator - left:
            result = result + 1
        result = min(result, OUT_OF_RANGE)
    if amount < 0:
        return -result
    return result


def portion(amount: Cents, part: Cents, whole: Cents) -> Cents:
    """Amount pro rata of a part in a whole, to the nearest minor unit, halves away from zero.

    Exact for ``|amount| < 2**56``, ``|part| < 2**62`` and ``0 < whole <= 2**48``: sums of some twenty of the
    largest amounts. The product may need 118 bits, so the amount is cut in four digits of 14 bits and
    divided digit by digit, as on paper: what is left of the part and every remainder are below ``2**48``,
    and a step is at most ``2**48 * 2**14 + 2**48 * 2**14 = 2**63``, never reached. As in ``convert``, a
    result that 64 bits cannot hold is ``OUT_OF_RANGE`` with its sign (only possible when the part exceeds the whole).
    """
    if amount == whole:
        return part
    if amount == 0 or part == 0:
        return 0
    size = max(amount, -amount)
    numerator = max(part, -part)
    units = numerator // whole
    rest = numerator % whole
    if units > 0 and size > OUT_OF_RANGE // units:
        result = OUT_OF_RANGE
    else:
        first = size // 4_398_046_511_104 * rest
        second = first % whole * 16_384 + size // 268_435_456 % 16_384 * rest
        third = second % whole * 16_384 + size // 16_384 % 16_384 * rest
        last = third % whole * 16_384 + size % 16_384 * rest
        left = last % whole
        result = (first // whole * 16_384 + second // whole) * 16_384 + third // whole
        result = size * units + result * 16_384 + last // whole
        if left >= whole - left:
            result = result + 1
        result = min(result, OUT_OF_RANGE)
    if (amount < 0) != (part < 0):
        return -result
    return result


def portion_between(start: Cents, end: Cents, part: Cents, whole: Cents) -> Cents:
    """Portion of a stretch of amounts: that of its end less that of its start.

    Stretches laid end to end have together the portion of the whole, however many they are. The part is at most the
    whole.
    """
    return portion(end, part, whole) - portion(start, part, whole)


def within(amount: Cents, size: Cents, room: Cents) -> Cents:
    """Part of an amount that finds room: all of it where its size there fits, else pro rata, as `portion` rounds.

    The room is at least 0.
    """
    return amount if size <= room else portion(amount, room, size)


def widen_day(stored: Day) -> Day:
    """Day of a 32-bit column as rules see it."""
    if stored == DAY_MISSING_STORED:
        return MISSING
    return stored


def narrow_day(day: Day) -> Day:
    """Day as a 32-bit column stores it."""
    if day == MISSING:
        return DAY_MISSING_STORED
    return day


def civil(day: Day) -> tuple[Count, Count, Count]:
    """Year, month and day of the month of a day, in the Gregorian calendar.

    Counts in eras of 400 years that begin on 1 March, so that the leap day ends a year.
    """
    shifted = day + 719_468
    era = shifted // 146_097
    day_of_era = shifted % 146_097
    year_of_era = (day_of_era - day_of_era // 1_460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month_from_march = (5 * day_of_year + 2) // 153
    day_of_month = day_of_year - (153 * month_from_march + 2) // 5 + 1
    year = year_of_era + era * 400
    month = month_from_march + 3
    if month > 12:
        month = month - 12
        year = year + 1
    return year, month, day_of_month


def from_civil(year: Count, month: Count, day_of_month: Count) -> Day:
    """Day of a year, month (1 to 12) and day of the month; the caller gives a date that exists."""
    year_from_march = year
    month_from_march = month - 3
    if month < 3:
        year_from_march = year - 1
        month_from_march = month + 9
    year_of_era = year_from_march % 400
    day_of_year = (153 * month_from_march + 2) // 5 + day_of_month - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return year_from_march // 400 * 146_097 + day_of_era - 719_468


def month_length(year: Count, month: Count) -> Days:
    """Number of days of a month (1 to 12)."""
    if month == 2:
        if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
            return 29
        return 28
    if month == 4 or month == 6 or month == 9 or month == 11:
        return 30
    return 31


def end_of_month(day: Day) -> Day:
    """Last day of the month a day lies in; ``NEVER`` stays ``NEVER``."""
    if day == NEVER:
        return NEVER
    year, month, day_of_month = civil(day)
    return day + month_length(year, month) - day_of_month


def add_days(day: Day, days: Days) -> Day:
    """Day that lies a number of days after a day; ``NEVER`` stays ``NEVER``."""
    if day == NEVER:
        return NEVER
    return day + days


def add_months(day: Day, months: Months) -> Day:
    """Same day of the month, months later, or the last of that month: 31 January and 1 month is 28 February.

    ``NEVER`` stays ``NEVER``.
    """
    if day == NEVER:
        return NEVER
    year, month, day_of_month = civil(day)
    counted = year * 12 + month - 1 + months
    year = counted // 12
    month = counted % 12 + 1
    return from_civil(year, month, min(day_of_month, month_length(year, month)))


def weekday(day: Day) -> Count:
    """Day of the week: Monday is 0, Sunday is 6."""
    return (day + 3) % 7


def next_day_of_month(day: Day, day_of_month: Count) -> Day:
    """First day, from this one on, that is such a day of its month; a short month ends on its last day."""
    year, month, today = civil(day)
    if min(day_of_month, month_length(year, month)) < today:
        month = month + 1
        if month > 12:
            month = 1
            year = year + 1
    return from_civil(year, month, min(day_of_month, month_length(year, month)))


def after(day: Day, span: Span) -> Day:
    """Day that lies a duration after a day; ``NEVER`` stays ``NEVER``.

    A span under 16 384 is that many days. Otherwise its fields are (see ``encours.units.spans``): days
    in 14 bits, months in 10, the end of month in 2 (1: the days, then the end of that month; 2: the end
    of the month, then the days), the day of the month to wait for in 5. Months always come first.
    """
    if day == NEVER:
        return NEVER
    if span < 16_384:
        return day + span
    days = span % 16_384
    months = span // 16_384 % 1_024
    at_end_of_month = span // 16_777_216 % 4
    on_day = span // 67_108_864
    reached = day
    if months > 0:
        reached = add_months(reached, months)
    if at_end_of_month == 2:
        reached = end_of_month(reached)
    reached = reached + days
    if at_end_of_month == 1:
        reached = end_of_month(reached)
    if on_day > 0:
        reached = next_day_of_month(reached, on_day)
    return reached


CONSTANTS: Final = {
    "MISSING": MISSING,
    "UNSET": UNSET,
    "NEVER": NEVER,
    "DAY_MISSING_STORED": DAY_MISSING_STORED,
    "MAXIMUM_AMOUNT": MAXIMUM_AMOUNT,
    "OUT_OF_RANGE": OUT_OF_RANGE,
}
"""Every name, beside the functions, that a rule or a function of this file may use."""

LANGUAGE: Final = (
    share,
    convert,
    portion,
    portion_between,
    within,
    widen_day,
    narrow_day,
    civil,
    from_civil,
    month_length,
    end_of_month,
    add_days,
    add_months,
    weekday,
    next_day_of_month,
    after,
)
"""Every function a rule may call, each after those it calls itself."""
