"""What a line of bonds agrees: each term with its unit, its bounds and its meaning in both languages.

A line is no policy of credit insurance (another branch: code des assurances, R321-1, 15 against 14): it insures no
receivable, has no insured percentage and no chain. Its terms are written and refused as those of a policy are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.engine.terms import Choice, Term
from encours.units.kinds import Unit


class Nature(Choice):
    """What the surety owes who calls the bond."""

    ACCESSORY = "accessory", "cautionnement"
    AUTONOMOUS = "on demand", "première demande"


class RunsUntil(Choice):
    """What ends a bond: its beneficiary alone, or the last day written on it too."""

    RELEASE = "release", "mainlevée"
    LAST_DAY = "last day", "dernier jour"


class FeePeriod(Choice):
    """Calendar period for which a bond pays its fee, and its minimum once."""

    MONTH = "month", "mois"
    QUARTER = "quarter", "trimestre"
    HALF_YEAR = "half year", "semestre"
    YEAR = "year", "année"

    @property
    def months(self) -> int:
        """Months of the period."""
        return (1, 3, 6, 12)[self]


class DayCount(Choice):
    """Days of a year by which a yearly rate is spread over the days run."""

    DAYS_360 = "360", "360 jours"
    DAYS_365 = "365", "365 jours"

    @property
    def days(self) -> int:
        """Days of the year."""
        return (360, 365)[self]


_AMOUNT: Final = Unit("cents")
_RATE: Final = Term(
    unit=Unit("basis points"),
    english="Yearly rate of the fee, on what is outstanding; a kind of bond may have its own.",
    french="Taux annuel de la commission, sur l'encours ; une nature de caution peut avoir le sien.",
    low="0 %",
    high="100 %",
    example="1.2 %",
)
_MINIMUM_FEE: Final = Term(
    unit=_AMOUNT,
    english="Least fee of a bond for a period in which it stood one day; a kind of bond may have its own.",
    french="Commission minimale d'une caution pour une période où elle a couru un jour ; une nature de caution peut "
    "avoir la sienne.",
    low="0",
    example="60 EUR",
)
OF_THE_LINE: Final[Mapping[str, Term]] = {
    "total": Term(
        unit=_AMOUNT,
        english="The most that all bonds of the line may come to.",
        french="Le plus que toutes les cautions de la ligne peuvent atteindre.",
        low="0",
        example="1 000 000 EUR",
    ),
    "rate": _RATE,
    "minimum_fee": _MINIMUM_FEE,
    "fee_period": Term(
        unit=Unit("code"),
        english="Calendar period of the fee, and of its minimum.",
        french="Période civile de la commission, et de son minimum.",
        choices=FeePeriod,
        default="quarter",
        example="quarter",
    ),
    "day_count": Term(
        unit=Unit("code"),
        english="Days of a year by which the rate is spread over the days run.",
        french="Jours de l'année par lesquels le taux est réparti sur les jours courus.",
        choices=DayCount,
        default="360",
        example="360",
    ),
    "collateral": Term(
        unit=_AMOUNT,
        english="What the surety holds of the principal against its recourse, such as a pledged deposit.",
        french="Ce que le garant détient du donneur d'ordre en garantie de son recours, comme un gage-espèces.",
        low="0",
        example="50 000 EUR",
    ),
    "payments_take_room": Term(
        unit=Unit("flag"),
        english="What the surety paid takes room in the line until the principal has given it back.",
        french="Ce que le garant a payé occupe la ligne jusqu'à ce que le donneur d'ordre l'ait remboursé.",
        default="yes",
        example="true",
    ),
}
"""Terms under `[line]`."""

OF_A_KIND: Final[Mapping[str, Term]] = {
    "nature": Term(
        unit=Unit("code"),
        english="Accessory: the surety owes what the principal owes, and may raise its defences (code civil, 2298). "
        "On demand: it owes what is called, and may raise none (code civil, 2321).",
        french="Cautionnement : le garant doit ce que doit le donneur d'ordre, et peut opposer ses exceptions (code "
        "civil, 2298). Première demande : il doit ce qui est appelé, et n'en oppose aucune (code civil, 2321).",
        choices=Nature,
        example="accessory",
    ),
    "sublimit": Term(
        unit=_AMOUNT,
        english="The most that the bonds of this kind may come to, within the total.",
        french="Le plus que les cautions de cette nature peuvent atteindre, dans le total.",
        low="0",
        example="200 000 EUR",
    ),
    "rate": _RATE,
    "minimum_fee": _MINIMUM_FEE,
    "runs_until": Term(
        unit=Unit("code"),
        english="Release: past its last day the bond stands, and its fee runs, until its beneficiary releases it. "
        "Last day: what was not called by then is owed no more.",
        french="Mainlevée : passé son dernier jour, la caution reste due, et sa commission court, jusqu'à la mainlevée "
        "du bénéficiaire. Dernier jour : ce qui n'est pas appelé à cette date n'est plus dû.",
        choices=RunsUntil,
        default="release",
        example="release",
    ),
    "lapses_after_reception": Term(
        unit=Unit("months"),
        english="Months after the works are received at the end of which the bond lapses without release, unless it "
        "was opposed by then: one year for a bond in place of a retention (law 71-584 of 16 July 1971, article 2).",
        french="Mois après la réception au terme desquels la caution est libérée sans mainlevée, sauf opposition à "
        "cette date : un an pour une caution remplaçant la retenue de garantie (loi n° 71-584 du 16 juillet 1971, "
        "article 2).",
        low="1 month",
        high="120 months",
        example="12 months",
    ),
}
"""Terms under `[kinds.NAME]`, one table for each kind of bond."""

NEEDED: Final = ("total", "nature")
"""Terms without which there is no line, or no kind of bond; another that is not set is not used."""
