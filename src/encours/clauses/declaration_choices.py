"""The readings that market wordings have of what is declared for the premium, each a closed choice."""

from encours.engine.terms import Choice


class Declared(Choice):
    """Whether sales of one kind are part of the turnover declared."""

    LEFT_OUT = "left out", "exclues"
    DECLARED = "declared", "déclarées"


class RefusedDeclared(Choice):
    """Which buyers' sales are left out of the turnover declared, for want of a limit."""

    REFUSED = "left out", "exclues"
    WITHOUT_LIMIT = "left out without a limit", "exclues sans agrément"
    DECLARED = "declared", "déclarées"


class TurnoverDay(Choice):
    """Which day a sale belongs to in a declaration."""

    INVOICE = "invoice date", "date de facture"
    DELIVERY = "delivery", "livraison"


class CreditNotePeriod(Choice):
    """Which declaration a credit note is taken off."""

    OF_ISSUE = "period of issue", "période d'émission"
    OF_THE_SALE = "period of the sale", "période de la vente"


class TurnoverRateDay(Choice):
    """Which day's exchange rate turns a sale into the currency of the policy in a declaration."""

    OF_THE_SALE = "day of the sale", "jour de la vente"
    PERIOD_END = "end of the period", "fin de période"


class DeclarationPeriod(Choice):
    """How often turnover is declared."""

    MONTH = "month", "mois"
    QUARTER = "quarter", "trimestre"
    HALF_YEAR = "half-year", "semestre"
    YEAR = "year", "année"


class PeriodsBegin(Choice):
    """Where the periods of declaration are counted from."""

    CALENDAR = "calendar", "calendrier"
    POLICY_START = "policy start", "prise d'effet"


class BalancesCount(Choice):
    """What of a buyer's balance counts where premium is on balances."""

    WITHIN_LIMIT = "within the limit", "dans l'agrément"
    WHOLE = "whole", "en entier"
