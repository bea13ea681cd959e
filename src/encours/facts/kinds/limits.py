"""Credit limits: the company's own, those asked for, decided and appealed."""

from __future__ import annotations

from encours.facts.kinds.fields import (
    Fact,
    amount_field,
    choice_field,
    day_field,
    event_field,
    fact,
    percentage_field,
    text_field,
)
from encours.units import MISSING, NEVER, BasisPoints, Cents, Day

OWN_LIMIT_POSITIONS = ("on top", "including")
"""Whether an own limit adds to the insured one or contains it."""

LIMIT_SCOPES = ("buyer", "group")
"""Who shares a limit."""

LIMIT_KINDS = ("named", "discretionary", "blind", "top-up", "reverse")
"""Under which part of the policy a limit stands."""

LIMIT_OUTCOMES = ("granted", "partial", "refused", "reduced", "withdrawn", "increase refused")
"""What the insurer decided; a refused increase leaves the old limit."""


@fact(
    "own_limits",
    on=("from_day",),
    key=("buyer", "from_day"),
    en="The company sets its own limit.",
    fr="L'entreprise fixe sa propre limite.",
)
class OwnLimit(Fact):
    """The limit the company itself allows a buyer; insurers do not see it."""

    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    from_day: Day = day_field("Day from which it holds.", "Jour à partir duquel elle vaut.")
    amount: Cents = amount_field("Amount of the limit.", "Montant de la limite.")
    currency: str = text_field("Currency, three letters.", "Devise, en trois lettres.")
    position: str = choice_field(
        "Whether it adds to the insured limit or includes it.",
        "Si elle s'ajoute à la limite assurée ou la comprend.",
        choices=OWN_LIMIT_POSITIONS,
        default="including",
    )


@fact(
    "limit_requests",
    on=("requested_on",),
    key=("reference",),
    en="A limit is asked for.",
    fr="Une garantie est demandée.",
)
class LimitRequest(Fact):
    """An application for a limit, until it is answered."""

    reference: str = text_field("Reference of the request.", "Référence de la demande.")
    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    policy: str = text_field(
        "Policy it is asked under; the first when empty.",
        "Police concernée ; la première si la case est vide.",
        default="",
    )
    requested_on: Day = day_field("Day of the request.", "Jour de la demande.")
    amount: Cents = amount_field("Amount asked for.", "Montant demandé.")
    currency: str = text_field("Currency, three letters.", "Devise, en trois lettres.")
    answered_on: Day = event_field("Day of the answer.", "Jour de la réponse.", default=NEVER)


@fact(
    "limit_decisions",
    on=("notified_on", "decided_on"),
    key=("reference",),
    en="The insurer decides on a limit.",
    fr="L'assureur décide d'un agrément.",
)
class LimitDecision(Fact):
    """A decision on a limit; notified but not yet effective, it is pending and seen."""

    reference: str = text_field("Reference of the decision.", "Référence de la décision.")
    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    policy: str = text_field(
        "Policy (layer) concerned; the first when empty.",
        "Police (ligne) concernée ; la première si la case est vide.",
        default="",
    )
    scope: str = choice_field("Who shares the limit.", "Qui partage l'agrément.", choices=LIMIT_SCOPES, default="buyer")
    kind: str = choice_field("Kind of limit.", "Nature de l'agrément.", choices=LIMIT_KINDS)
    outcome: str = choice_field("What was decided.", "Ce qui a été décidé.", choices=LIMIT_OUTCOMES)
    amount: Cents = amount_field("Limit from then on.", "Agrément désormais en vigueur.", default=MISSING)
    currency: str = text_field("Currency, three letters.", "Devise, en trois lettres.", default="")
    percentage: BasisPoints = percentage_field(
        "Insured percentage of this limit, where it has its own.",
        "Quotité garantie propre à cet agrément, s'il en a une.",
        default=MISSING,
    )
    decided_on: Day = day_field("Day of the decision.", "Jour de la décision.")
    notified_on: Day = day_field(
        "Day we were told; the day of the decision when empty.",
        "Jour de la notification ; celui de la décision si la case est vide.",
        default=MISSING,
    )
    effective_on: Day = day_field(
        "Day it takes effect; as the policy says when empty.",
        "Jour de prise d'effet ; selon la police si la case est vide.",
        default=MISSING,
    )
    expires_on: Day = day_field(
        "Last day of a temporary limit; without end when empty.",
        "Dernier jour d'un agrément temporaire ; sans fin si la case est vide.",
        default=NEVER,
    )
    conditions: str = text_field("Conditions attached, verbatim.", "Conditions jointes, textuellement.", default="")
    conditions_met_on: Day = event_field(
        "Day the conditions were fulfilled.", "Jour où les conditions ont été remplies.", default=NEVER
    )
    covers_identifier: str = text_field(
        "Identifier of the company the limit covers.",
        "Identifiant de la société visée par l'agrément.",
        default="",
    )
    insurer_code: str = text_field(
        "The insurer's own code, kept verbatim.", "Code de l'assureur, gardé tel quel.", default=""
    )
    request: str = text_field("Request that it answers.", "Demande à laquelle elle répond.", default="")
    entity: str = text_field(
        "Insured entity that alone has this limit, where each has its own (a supplier, of a reverse cover); every one "
        "when empty.",
        "Assuré qui a seul cet agrément, quand chacun a le sien (un fournisseur, en assurance-crédit inversée) ; "
        "tous si la case est vide.",
        default="",
    )


@fact(
    "limit_appeals",
    on=("appealed_on",),
    key=("decision", "appealed_on"),
    en="A decision is appealed.",
    fr="Une décision fait l'objet d'un recours.",
    owner=("decision", "limit_decisions", "reference"),
)
class LimitAppeal(Fact):
    """An appeal against a decision, until it is answered."""

    decision: str = text_field("Decision appealed.", "Décision contestée.")
    appealed_on: Day = day_field("Day of the appeal.", "Jour du recours.")
    answered_on: Day = event_field("Day of the answer.", "Jour de la réponse.", default=NEVER)
    outcome: str = text_field("Answer received, verbatim.", "Réponse reçue, textuellement.", default="")
