"""What is told of a buyer without its invoices: an aged balance, and the number its insurer knows it by."""

from __future__ import annotations

from encours.facts.kinds.fields import Fact, amount_field, count_field, day_field, fact, text_field
from encours.units import MISSING, Cents, Count, Day


@fact(
    "aged_balances",
    on=("day",),
    key=("buyer", "entity", "day", "overdue_from", "currency"),
    en="What a buyer owes on a day in one bucket of age, where its invoices are not known.",
    fr="Ce que doit un acheteur un jour donné dans une tranche d'âge, quand ses factures ne sont pas connues.",
)
class AgedBalance(Fact):
    """One cell of an aged balance; it has no invoice, no delivery and no due date, so no clause judges it."""

    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    day: Day = day_field("Day of the balance.", "Jour de la balance.")
    entity: str = text_field("Company of the insured that sold.", "Société de l'assuré qui a vendu.", default="")
    overdue_from: Count = count_field(
        "First day late of the bucket, 0 for what is not yet due; not aged when empty.",
        "Premier jour de retard de la tranche, 0 pour ce qui n'est pas échu ; sans âge si la case est vide.",
        default=MISSING,
    )
    overdue_to: Count = count_field(
        "Last day late of the bucket; without end when empty.",
        "Dernier jour de retard de la tranche ; sans fin si la case est vide.",
        default=MISSING,
    )
    currency: str = text_field("Currency, three letters (ISO 4217).", "Devise, en trois lettres (ISO 4217).")
    amount: Cents = amount_field(
        "Amount owed in the bucket, negative for a credit.", "Montant dû dans la tranche, négatif pour un avoir."
    )


@fact(
    "insurer_numbers",
    on=("from_day",),
    key=("policy", "number"),
    en="The insurer knows a buyer by a number of its own.",
    fr="L'assureur connaît un acheteur par un numéro qui lui est propre.",
)
class InsurerNumber(Fact):
    """Number by which an insurer names one of our buyers."""

    number: str = text_field("Number that the insurer gave.", "Numéro donné par l'assureur.")
    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    policy: str = text_field(
        "Policy concerned; every one when empty.", "Police concernée ; toutes si la case est vide.", default=""
    )
    from_day: Day = day_field(
        "Day from which this holds; always when empty.",
        "Jour à partir duquel cela vaut ; toujours si la case est vide.",
        default=MISSING,
    )
