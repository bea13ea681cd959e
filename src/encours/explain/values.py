"""Values that rules read, as people write them: by the unit of their name, in English or French."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from encours.clauses.choices import LimitKind, PaymentMeans, PrimaryAnswer, Stage
from encours.engine.terms import Choice
from encours.engine.wording import ENGINE_NAMES, Wording
from encours.policy.bands import UNITS as IN_BANDS
from encours.policy.bands import show_bands
from encours.policy.faults import Words
from encours.policy.quantity_text import UNBOUNDED
from encours.units import MISSING, NEVER, UNSET, Cents, Day
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language, show_amount, show_day, show_flag, show_percentage, show_rate, show_span

UNKNOWN: Final = Words("unknown", "inconnu")
NOT_USED: Final = Words("not used", "sans objet")
NO_END: Final = Words("none", "aucun")
NONE: Final = Words("none", "aucune")
GIVEN_BY_THE_INSURER: Final = frozenset({"consented_due", "special_terms_due", "limit_conditions_met_on"})
"""Days that the insurer granted, or on which its conditions were met: where there is none they hold day 0."""
FROM_ANOTHER_LAYER: Final = frozenset({"primary_answer"})
"""What a layer reads of the one below it: nobody can record it, so people are not asked for it."""
NOT_HAPPENED: Final = Words("never", "jamais")
AMOUNTS: Final = {
    "asked": Words("asked", "demandé"),
    "granted": Words("granted", "retenu"),
    "until": Words("last day", "dernier jour"),
    "missing": Words("what is missing", "ce qui manque"),
    "stage_asked": Words("asked of this stage", "demandé à ce stade"),
}
TERMS_IN_FRENCH: Final[Mapping[str, str]] = {
    "claim_threshold": "seuil d'intervention",
    "claim_threshold_base": "assiette du seuil d'intervention",
    "claim_threshold_inclusive": "seuil d'intervention inclus",
    "delivered_not_invoiced_limit": "sous-limite du livré non facturé",
    "each_and_every_first_loss": "franchise individuelle",
    "initial_waiting_period": "délai de carence initial",
    "insured_percentage": "quotité garantie",
    "late_notice_percentage": "quotité en cas de déclaration tardive",
    "maximum_invoicing_delay": "délai maximal de facturation",
    "maximum_of_discretionary_losses": "maximum des pertes discrétionnaires",
    "maximum_overdue_at_inception": "retard maximal à la prise d'effet",
    "maximum_payment_terms": "durée maximale de crédit",
    "maximum_per_buyer": "maximum par acheteur",
    "maximum_per_claim": "maximum par sinistre",
    "maximum_per_country": "maximum par pays",
    "maximum_retention": "retenue maximale",
    "minimum_invoice_amount": "montant minimal de facture",
    "minimum_retention": "retenue minimale",
    "minimum_retention_share": "part de la retenue minimale",
    "payment_terms_start": "point de départ des délais de paiement",
    "percentage_above_first_loss": "quotité au-delà de la franchise",
    "period_basis": "base de la période",
    "period_end": "fin de la période",
    "period_start": "début de la période",
    "rescheduled_within": "période de recul",
}
"""Terms that sentences of clauses name; English calls a term by the words of its name."""
CHOICES: Final[Mapping[str, type[Choice]]] = {
    "stage": Stage,
    "payment_means": PaymentMeans,
    "limit_kind": LimitKind,
    "primary_answer": PrimaryAnswer,
}
LONG_AGO: Final = -(2**29)
"""Days before this one stand for "always", as the lay-out writes it."""
ALWAYS: Final = Words("always", "toujours")


def written(quantity: str, language: Language) -> str:
    """A bound or a default as a wording writes it in English: ``12 months`` is ``12 mois`` in French."""
    if language == "en":
        return quantity
    if quantity == UNBOUNDED.english:
        return UNBOUNDED.french
    if quantity in {"yes", "no"}:
        return show_flag(int(quantity == "yes"), language)
    figures, _, unit = quantity.rpartition(" ")
    several = {"days": "jours", "day": "jour", "months": "mois", "month": "mois"}.get(unit)
    if several is None:
        return quantity
    return f"{figures} {'jour' if figures in {'0', '1'} and several == 'jours' else several}"


def amount(cents: Cents, currency: str, language: Language) -> str:
    """Amount of minor units with its currency."""
    return show_amount(Total(cents, known_currency(currency)), language)


def whole_amount(cents: Cents, currency: str, language: Language) -> str:
    """Amount without decimals, for the figures of a summary; rounded to the nearest unit."""
    unit = known_currency(currency).unit
    size = (2 * abs(cents) + unit) // (2 * unit)
    grouped = f"{size:,}".replace(",", "," if language == "en" else "\u202f")
    sign = "-" if cents < 0 and size else ""
    if language == "fr":
        return f"{sign}{grouped}\u00a0{'€' if currency == 'EUR' else currency}"
    return f"{sign}€{grouped}" if currency == "EUR" else f"{sign}{currency}\u00a0{grouped}"


def day(value: Day, language: Language) -> str:
    """Day in figures; what has not happened, or is not known, in a word."""
    if value == NEVER:
        return NOT_HAPPENED.in_language(language)
    if value == MISSING or value <= -(2**31):
        return UNKNOWN.in_language(language)
    return ALWAYS.in_language(language) if value < LONG_AGO else show_day(value, language)


def label(wording: Wording, name: str, language: Language) -> str:
    """What people call a name that rules read.

    A term is called by the words of its name; French has words for those that sentences name, and else writes the name
    as policies do.
    """
    vocabulary = wording.vocabulary
    for readings in (vocabulary.row, vocabulary.account, vocabulary.walk, vocabulary.measure_readings):
        if name in readings:
            return readings[name].french if language == "fr" else readings[name].english
    if name in AMOUNTS:
        return AMOUNTS[name].in_language(language)
    if (words := _of_the_chain(wording, name)) is not None:
        return words.in_language(language)
    if language == "fr" and name in wording.terms:
        return TERMS_IN_FRENCH.get(name, name)
    return name.replace("_", " ")


def _of_the_chain(wording: Wording, name: str) -> Words | None:
    """What people call a figure of a loss, or what is left of a counter; None for another name."""
    if wording.chain is None:
        return None
    for readings in (wording.chain.figures, wording.chain.lines):
        if name in readings:
            return Words(readings[name].english, readings[name].french)
    counter = wording.chain.counters.get(name.removesuffix("_left")) if name.endswith("_left") else None
    return None if counter is None else Words(f"{counter.english}, what is left", f"{counter.french}, solde")


@dataclass(frozen=True, slots=True)
class Values:
    """Shows values in the currency of a policy on a wording, in a language."""

    wording: Wording
    currency: str
    language: Language

    def shown(self, name: str, value: int) -> str:
        """A value by the unit of its name."""
        if value == MISSING:
            return UNKNOWN.in_language(self.language)
        if value == UNSET:
            return NOT_USED.in_language(self.language)
        unit = "cents" if name in ENGINE_NAMES or name == "granted" else self.wording.unit_of(name).name
        return self.in_unit(unit, name, value)

    def in_unit(self, unit: str, name: str, value: int) -> str:
        """A value in a unit, of a name that the wording itself may not read."""
        if unit == "code":
            return self._choice(name, value)
        if value == NEVER and name.endswith("_left"):
            return NO_END.in_language(self.language)
        if unit == "count":
            return str(value)
        if value == 0 and name in GIVEN_BY_THE_INSURER:
            return NONE.in_language(self.language)
        return self._quantity(unit, value)

    def _quantity(self, unit: str, value: int) -> str:
        if unit == "cents":
            return amount(value, self.currency, self.language)
        if unit == "day":
            return day(value, self.language)
        if unit == "days":
            if self.language == "fr":
                return f"{value} jour{'' if abs(value) < 2 else 's'}"  # French has no plural before two
            return f"{value} day{'' if value == 1 else 's'}"
        if unit == "months":
            return f"{value} mois" if self.language == "fr" else f"{value} month{'' if value == 1 else 's'}"
        if unit == "basis points":
            return show_percentage(value, self.language)
        if unit in IN_BANDS:
            return show_bands(unit, value, self.currency, self.language)
        if unit == "millionths":
            return show_rate(value, self.language)
        return {"span": show_span, "flag": show_flag}[unit](value, self.language)

    def _choice(self, name: str, value: int) -> str:
        term = self.wording.terms.get(name)
        choices = term.choices if term is not None else CHOICES.get(name)
        if choices is None or not 0 <= value < len(choices):
            return str(value)
        member = list(choices)[value]
        return member.french if self.language == "fr" else member.english
