"""What each euro of an open invoice, and of a loss, is: exclusive of the others."""

from encours.engine.terms import Choice


class State(Choice):
    """State of a part of an open invoice; the parts of an invoice add up to what is open.

    The last one is where the engine puts what an amount clause could not judge.
    """

    COVERED = "covered", "couvert"
    OVER_LIMIT = "over limit", "dépassement"
    SUSPENDED = "suspended", "suspendu"
    NOT_COVERED = "not covered", "non couvert"
    OUTSIDE = "outside the policy", "hors police"
    NEEDS_INFORMATION = "needs information", "information manquante"


class LossPart(Choice):
    """Part of a loss; the parts of a loss add up to it."""

    INDEMNITY = "indemnity", "indemnité"
    RETAINED = "retained", "conservée par l'assuré"
    OVER_LIMIT = "over limit", "dépassement"
    ABOVE_MAXIMUM = "above a maximum", "au-delà d'un maximum"
    PROCEEDS = "paid by securities", "réglée par les sûretés"
