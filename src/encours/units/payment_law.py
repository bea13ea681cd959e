"""French maximum terms of payment between companies: a warning, never a verdict on cover."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from encours.units.kinds import Day, Span
from encours.units.language import after, from_civil
from encours.units.spans import EndOfMonth, span, span_parts

# Code de commerce, article L441-10, I: 60 days from the date of issue of the invoice, or, if the
# contract says so and it is no abuse, 45 days end of month, in either reading. The sector maxima of
# L441-11 and the 45 days of periodic invoices are not modelled: the warning names them.
SIXTY_DAYS: Final = span(days=60)
FORTY_FIVE_DAYS_END_OF_MONTH: Final = (
    span(days=45, end_of_month=EndOfMonth.AFTER),
    span(days=45, end_of_month=EndOfMonth.BEFORE),
)
FIRST_DAY_TRIED: Final = from_civil(2024, 1, 1)
DAYS_TRIED: Final = 1461
"""Four years with their leap day: every length of month that follows every day."""

WARNING: Final = {
    "en": (
        "These terms can exceed the French legal maximum of 60 days from the date of the invoice, or 45 days "
        "end of month if so agreed (Code de commerce, L441-10; some sectors have others, L441-11). Cover is "
        "judged by the policy alone."
    ),
    "fr": (
        "Ce délai peut dépasser le maximum légal français de 60 jours à compter de la date de facture, ou de "
        "45 jours fin de mois si le contrat le prévoit (Code de commerce, L441-10 ; d'autres maxima existent "
        "par secteur, L441-11). La garantie ne dépend que de la police."
    ),
}


def legal_warning(span: Span, *, issued: Day | None = None, language: Literal["en", "fr"] = "en") -> str | None:
    """Warning that terms of payment exceed the French maximum, or ``None`` when they keep within it.

    With the day of issue, that invoice alone is tested. Without it the terms must keep within one of the
    three ceilings whatever the day of issue: 60 days, or 45 days end of month in either reading. Only
    terms that are themselves end of month are measured against the last two.
    """
    lawful = _keeps_within(span, issued) if issued is not None else _always_keeps_within(span)
    return None if lawful else WARNING[language]


def _ceilings(terms: Span) -> tuple[Span, ...]:
    """Ceilings that terms of payment may be measured against."""
    if span_parts(terms).end_of_month is EndOfMonth.NONE:
        return (SIXTY_DAYS,)
    return (SIXTY_DAYS, *FORTY_FIVE_DAYS_END_OF_MONTH)


def _keeps_within(terms: Span, issued: Day) -> bool:
    """Whether an invoice of a day falls due by one of the ceilings."""
    return any(after(issued, terms) <= after(issued, ceiling) for ceiling in _ceilings(terms))


@lru_cache(maxsize=1024)
def _always_keeps_within(terms: Span) -> bool:
    """Whether one ceiling holds for an invoice of any day."""
    days = range(FIRST_DAY_TRIED, FIRST_DAY_TRIED + DAYS_TRIED)
    return any(all(after(day, terms) <= after(day, ceiling) for day in days) for ceiling in _ceilings(terms))
