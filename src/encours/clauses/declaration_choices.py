"""The readings that market wordings have of what is declared for the premium, each a closed choice."""

from encours.engine.terms import Choice


class Declared(Choice):
    """Whether sales of one kind are part of the turnover declared."""

    LEFT_OUT = "left out", "exclues"
    DECLARED = "declared", "déclarées"


class CountedAsRefused(Choice):
    """Which buyers count as refused in a declaration, for want of a limit."""

    REFUSED = "refused or withdrawn", "refusés ou résiliés"
    WITHOUT_LIMIT = "without a limit", "sans agrément"


class TurnoverDay(Choice):
    """Which day a sale belongs to in a declaration."""

    INVOICE = "invoice date", "date de facture"
    DELIVERY = "delivery", "livraison"


class CreditNotePeriod(Choice):
    """Which declaration a credit note is taken off."""

    OF_ISSUE = "period of issue", "période d'émission"
    OF_THE_SALE = "period of the sale", "période de la vente"


class PeriodsBegin(Choice):
    """Where the periods of declaration are counted from."""

    CALENDAR = "calendar", "calendrier"
    POLICY_START = "policy start", "prise d'effet"
