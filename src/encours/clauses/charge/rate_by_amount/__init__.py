"""The rate by amount: a rate that falls as what it is counted on grows over the year."""

from encours.clauses.charge_choices import BandReading
from encours.engine.terms import Term
from encours.units import Cents, Code, Count, Millionths, convert
from encours.units.kinds import Unit

asked_over = ("premium_rate_by_amount",)

premium_rate_by_amount = Term(
    unit=Unit("rates by amount"),
    english="Rate of the premium by bands of what was counted over the year, in place of the one rate.",
    french="Taux de prime par tranches de l'assiette cumulée de l'année, à la place du taux unique.",
    example="0.35 ‰ to 10 000 000 EUR; 0.30 ‰ above",
)
premium_bands = Term(
    unit=Unit("code"),
    choices=BandReading,
    english="What the rate of a band is of.",
    french="Ce à quoi s'applique le taux d'une tranche.",
    default="each part at its own rate",
    policy_wide=True,
)


def rule(standing: Cents, band_start: Count, band_end: Count, band_rate: Millionths, premium_bands: Code) -> Cents:
    """Premium of the part in a band, or of the whole where it ends in the band; credit notes lie in the first."""
    if standing <= band_start and band_start > 0:
        return 0
    if premium_bands == BandReading.PARTS:
        return convert(min(standing, band_end) - band_start, band_rate, 1_000_000)
    if standing > band_end:
        return 0
    return convert(standing, band_rate, 1_000_000)
