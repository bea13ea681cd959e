"""What the policy and the books say: declarations, premium, exchange rates, control accounts, assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from encours.facts.kinds.fields import (
    Fact,
    amount_field,
    choice_field,
    count_field,
    day_field,
    event_field,
    fact,
    integer_field,
    text_field,
)
from encours.units import MISSING, NEVER, Cents, Count, Day

if TYPE_CHECKING:
    from fractions import Fraction

BILLED_FOR = (
    "premium", "option", "limit premium", "flat premium", "minimum", "maximum", "deposit", "bonus", "malus",
    "no-claims bonus", "profit share", "fee per request", "monitoring fee", "recovery commission", "tax", "other",
)  # fmt: skip
"""What a line of a bill charges for."""


@fact(
    "turnover_declarations",
    on=("period_start",),
    key=("period_start", "period_end", "policy", "zone"),
    en="Turnover is to be declared, and is.",
    fr="Un chiffre d'affaires est à déclarer, puis déclaré.",
)
class TurnoverDeclaration(Fact):
    """The declaration of one period; seen from the start of the period, since its due day is agreed ahead."""

    period_start: Day = day_field("First day of the period.", "Premier jour de la période.")
    period_end: Day = day_field("Last day of the period.", "Dernier jour de la période.")
    due_on: Day = day_field("Last day to declare.", "Dernier jour pour déclarer.")
    declared_on: Day = event_field("Day it was declared.", "Jour de la déclaration.", default=NEVER)
    amount: Cents = amount_field("Turnover declared.", "Chiffre d'affaires déclaré.", default=MISSING)
    currency: str = text_field("Currency, three letters.", "Devise, en trois lettres.", default="")
    notice_on: Day = event_field(
        "Day of the insurer's registered letter.",
        "Jour de la lettre recommandée de l'assureur.",
        default=NEVER,
    )
    policy: str = text_field(
        "Policy it is declared under; the first when empty.",
        "Police concernée ; la première si la case est vide.",
        default="",
    )
    zone: str = text_field(
        "Zone of countries it is about, as the policy names it; all of them when empty.",
        "Zone de pays concernée, comme la police la nomme ; toutes si la case est vide.",
        default="",
    )


@fact(
    "premium_payments",
    on=("billed_on",),
    key=("reference",),
    en="Premium is billed, and paid.",
    fr="Une prime est appelée, puis payée.",
)
class PremiumPayment(Fact):
    """A premium bill, until it is paid."""

    reference: str = text_field("Reference of the bill.", "Référence de l'appel de prime.")
    billed_on: Day = day_field("Day of the bill.", "Jour de l'appel.")
    due_on: Day = day_field("Last day to pay.", "Dernier jour pour payer.")
    amount: Cents = amount_field("Amount billed.", "Montant appelé.", default=MISSING)
    currency: str = text_field("Currency, three letters.", "Devise, en trois lettres.", default="")
    paid_on: Day = event_field("Day it was paid.", "Jour du paiement.", default=NEVER)
    notice_on: Day = event_field(
        "Day of the insurer's registered letter.",
        "Jour de la lettre recommandée de l'assureur.",
        default=NEVER,
    )


@fact(
    "premium_bill_lines",
    on=("billed_on",),
    key=("bill", "rank"),
    en="A line of a bill of the insurer.",
    fr="Une ligne d'une facture de l'assureur.",
)
class PremiumBillLine(Fact):
    """What an insurer charges in one line of a bill, as it is written there."""

    bill: str = text_field("Reference of the bill.", "Référence de l'appel de prime.")
    billed_on: Day = day_field("Day of the bill.", "Jour de l'appel.")
    rank: Count = count_field("Rank of the line on the bill.", "Rang de la ligne sur l'appel.")
    billed_for: str = choice_field("What is charged.", "Ce qui est facturé.", choices=BILLED_FOR)
    label: str = text_field("The insurer's own words, verbatim.", "Libellé de l'assureur, tel quel.", default="")
    period_start: Day = day_field("First day that it is for.", "Premier jour facturé.", default=MISSING)
    period_end: Day = day_field("Last day that it is for.", "Dernier jour facturé.", default=MISSING)
    zone: str = text_field(
        "Zone of countries, country or kind of business it is about.",
        "Zone de pays, pays ou nature des affaires concernés.",
        default="",
    )
    buyer: str = text_field(
        "Buyer whose limit a fee is for, where the bill says so.",
        "Acheteur dont l'agrément est facturé, si l'appel le dit.",
        default="",
    )
    base: Cents = amount_field("Amount the rate is taken of.", "Assiette du taux.", default=MISSING)
    billed_count: Count = count_field(
        "How many limits or requests.", "Nombre d'agréments ou demandes.", default=MISSING
    )
    rate: str = text_field(
        "Rate as the bill writes it, such as 3.5 ‰ or 0.35 %.",
        "Taux tel que l'appel l'écrit, par exemple 3,5 ‰ ou 0,35 %.",
        default="",
    )
    amount: Cents = amount_field("Amount charged, before tax.", "Montant facturé, hors taxe.")
    tax: Cents = amount_field("Tax on it.", "Taxe sur ce montant.", default=MISSING)
    currency: str = text_field("Currency, three letters.", "Devise, en trois lettres.", default="")


@fact("exchange_rates", on=("day",), key=("day", "currency"), en="A rate of exchange.", fr="Un cours de change.")
class ExchangeRate(Fact):
    """How much of a currency one euro buys, as an exact decimal in two integers."""

    day: Day = day_field("Day of the rate.", "Jour du cours.")
    currency: str = text_field("Currency, three letters.", "Devise, en trois lettres.")
    per_euro_numerator: Count = integer_field(
        "Units of the currency for one euro: numerator.",
        "Unités de la devise pour un euro : numérateur.",
        decimal="per_euro",
    )
    per_euro_denominator: Count = integer_field(
        "Units of the currency for one euro: denominator.",
        "Unités de la devise pour un euro : dénominateur.",
        decimal="per_euro",
    )

    @property
    def per_euro(self) -> Fraction:
        """Units of the currency for one euro, exactly."""
        from fractions import Fraction  # only a conversion needs it

        return Fraction(self.per_euro_numerator, self.per_euro_denominator)


@fact(
    "control_accounts",
    on=("day",),
    key=("day", "account", "currency"),
    en="Balance of the control account.",
    fr="Solde du compte collectif.",
)
class ControlAccount(Fact):
    """What the general ledger says the customers owe, to be compared with the sum of the rows."""

    day: Day = day_field("Day of the balance.", "Jour du solde.")
    account: str = text_field("Number of the account.", "Numéro du compte.", default="")
    amount: Cents = amount_field("Balance, positive when customers owe.", "Solde, positif si les clients doivent.")
    currency: str = text_field("Currency, three letters.", "Devise, en trois lettres.")


@fact(
    "assumptions",
    on=(),
    key=("name", "applies_to"),
    known=("made_on",),
    en="An assumption is made where a fact is missing.",
    fr="Une hypothèse supplée un fait manquant.",
)
class Assumption(Fact):
    """A value taken for granted, by someone, from the day it was made known; it holds for any day asked."""

    name: str = text_field("Name of the assumption.", "Nom de l'hypothèse.")
    value: str = text_field("Value assumed.", "Valeur retenue.", default="")
    author: str = text_field("Who takes it on.", "Qui l'assume.")
    made_on: Day = day_field("Day it was made.", "Jour où elle a été faite.")
    applies_to: str = text_field(
        "Buyer or table concerned; all when empty.",
        "Acheteur ou table concernés ; tous si la case est vide.",
        default="",
    )
