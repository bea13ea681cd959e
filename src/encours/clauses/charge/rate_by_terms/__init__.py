"""The rate by terms of payment: the longer a buyer has to pay, the dearer its sales."""

from encours.engine.terms import Term
from encours.units import Cents, Count, Days, Millionths, convert
from encours.units.kinds import Unit

asked_over = ("premium_rate_by_terms",)

premium_rate_by_terms = Term(
    unit=Unit("rates by days"),
    english="Rate of the premium by terms of payment, in place of the one rate.",
    french="Taux de prime selon les délais de paiement, à la place du taux unique.",
    example="0.30 ‰ to 30 days; 0.40 ‰ above",
)


def rule(standing: Cents, credit_days: Days, band_start: Count, band_end: Count, band_rate: Millionths) -> Cents:
    """Premium at the rate of a band, for sales whose terms lie in it; a band has its last day and not its first."""
    if credit_days > band_end:
        return 0
    if credit_days <= band_start and band_start > 0:
        return 0
    return convert(standing, band_rate, 1_000_000)
