"""The readings that market wordings have of the premium, each a closed choice."""

from encours.engine.terms import Choice


class PremiumBasis(Choice):
    """What the premium is counted on."""

    TURNOVER = "turnover", "chiffre d'affaires"
    BALANCES = "month-end balances", "encours de fin de mois"
    LIMITS = "limits", "agréments"
    SHIPMENTS = "shipments", "expéditions"
    FLAT = "flat", "forfait"


class OnRefusedBuyers(Choice):
    """Whether sales to buyers that the insurer refused bear premium."""

    LEFT_OUT = "left out", "exclus"
    COUNTED = "counted", "comptés"


class BalancesCount(Choice):
    """How much of a month-end balance bears premium."""

    WHOLE = "whole balance", "encours entier"
    WITHIN_LIMIT = "within the limit", "dans l'agrément"


class ShipmentsCount(Choice):
    """How much of the price of a shipment bears premium."""

    WHOLE = "whole price", "prix entier"
    COVERED = "covered share", "part garantie"


class PremiumExchange(Choice):
    """Which day's exchange rate turns what premium is counted on into the currency of the policy."""

    INVOICE_DATE = "invoice date", "date de facture"
    MONTH_END = "month end", "fin de mois"
    PERIOD_END = "end of the declared period", "fin de la période déclarée"


class BandReading(Choice):
    """What the rate of a band is of."""

    PARTS = "each part at its own rate", "chaque tranche à son taux"
    WHOLE = "the whole at the rate reached", "le tout au taux atteint"


class CountsForMinimum(Choice):
    """Which premium counts towards the minimum premium."""

    WITH_OPTIONS = "premium and options", "prime et options"
    ALONE = "premium alone", "prime seule"
    EVERY = "every premium", "toute prime"


class DepositOf(Choice):
    """What the deposit is a share of."""

    MINIMUM = "minimum premium", "prime minimum"
    ESTIMATE = "estimated premium", "prime estimée"


class InstalmentDay(Choice):
    """Day of its part of the year on which an instalment falls due."""

    FIRST = "first day", "premier jour"
    LAST = "last day", "dernier jour"


class PremiumAdjusted(Choice):
    """When premium is called beside the deposit."""

    YEAR_END = "year end", "fin d'année"
    DECLARATION = "each declaration", "chaque déclaration"


class AdjustedFrom(Choice):
    """From when premium is called within the year."""

    AT_ONCE = "at once", "aussitôt"
    ABOVE_MINIMUM = "above the minimum premium", "au-delà de la prime minimum"


class LossesCounted(Choice):
    """Which losses the loss ratio counts."""

    PAID = "paid", "payés"
    INCURRED = "incurred", "survenus"


class RatioRecoveries(Choice):
    """Whether recoveries come off the losses of the loss ratio."""

    NET = "net of recoveries", "nets de récupérations"
    GROSS = "gross of recoveries", "bruts de récupérations"


class RatioPremium(Choice):
    """Which premium the losses are compared with."""

    OF_THE_YEAR = "premium of the year", "prime de l'année"
    PAID = "premium paid", "prime payée"


class RatioBound(Choice):
    """On which side of the end of its band a loss ratio that is exactly there lies."""

    INCLUDED = "up to and including", "jusqu'à, inclus"
    BELOW = "below", "en dessous"


class Confirmation(Choice):
    """How the insured must confirm its renewal to have what the result of the year gives."""

    NOT_ASKED = "not asked", "non demandée"
    RENEWED = "renewed", "renouvelée"
    IN_WRITING = "renewed and confirmed in writing", "renouvelée et confirmée par écrit"


class ClaimsState(Choice):
    """In which state the claims of the year must be before what its result gives is due."""

    ANY = "any", "quelconque"
    CLOSED = "all closed", "tous clos"


class GivenBack(Choice):
    """How far what the result of the year gives may bring the premium down."""

    TO_THE_MINIMUM = "down to the minimum premium", "jusqu'à la prime minimum"
    BELOW_THE_MINIMUM = "below the minimum premium too", "même sous la prime minimum"


class MonitoringPeriod(Choice):
    """For how long one monitoring fee pays."""

    MONTH = "month", "mois"
    QUARTER = "quarter", "trimestre"
    YEAR = "year", "année"


class CommissionOn(Choice):
    """Which sums recovered bear a commission."""

    UNINSURED = "sums on uninsured debts", "sommes sur créances non garanties"
    EVERY = "every sum", "toute somme"


class PremiumTax(Choice):
    """Which tax the premium bears."""

    FRENCH = "French insurance tax", "taxe française sur les assurances"
    OWN_RATE = "own rate", "taux propre"
    NONE = "none", "aucune"


class FeeKind(Choice):
    """What a fee is for."""

    REQUEST = "request", "enquête"
    MONITORED_LIMIT = "monitored limit", "surveillance"
    RECOVERY = "recovery", "recouvrement"


class FeeTax(Choice):
    """Which tax a fee bears."""

    AS_PREMIUM = "as the premium", "comme la prime"
    FRENCH_VAT = "French VAT", "TVA française"
    NONE = "none", "aucune"
