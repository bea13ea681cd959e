"""What may be taken for granted where facts are missing: a closed list, each with its author and its trace.

An assumption is a fact (``encours.facts.kinds.Assumption``). Some supply a value where one is missing, and
put their name on each fact they complete; others only state that a list is complete, for measures that ask.
They never replace a value that is known. ``assume`` applies those a view shows; a view is without them
unless it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from encours.facts.choice_words import choice_word, choices_by_word, with_others
from encours.facts.faults import Fault, after_guess
from encours.facts.filling import SEPARATOR, Filling, Rule
from encours.facts.kinds import KINDS, Assumption
from encours.facts.words import CHOICE_WORDS
from encours.units import NEVER, Day
from encours.units.plain_text import folded

if TYPE_CHECKING:
    from encours.facts.view import View

HIGHEST_VAT_RATE: Final = 10_000
"""No rate of VAT is above 100 %: a higher one is a slip."""


@dataclass(frozen=True, slots=True)
class AssumptionKind:
    """One assumption that may be made: its name in both languages, the value it takes, and what it means.

    ``takes`` is ``nothing``, ``text``, ``country``, ``percentage``, ``day`` or ``flag``. With a ``table`` it supplies
    the ``field`` of that table, from the ``other`` field if one is named (yes, if it takes nothing); without, it
    only states something. It supplies nothing in a ledger that keeps the ``register`` it stands in for.
    """

    name: str
    french_name: str
    takes: str
    en: str
    fr: str
    table: str = ""
    field: str = ""
    rule: Rule = Rule.VALUE
    other: str = ""
    register: str = ""


_ALL: Final = (
    AssumptionKind(
        name="delivered = issued",
        french_name="livrée = facturée",
        takes="nothing",
        en="Goods were delivered on the day of the invoice.",
        fr="La livraison a eu lieu le jour de la facture.",
        table="invoices",
        field="delivered",
        rule=Rule.FIELD,
        other="issued",
    ),
    AssumptionKind(
        name="vat rate",
        french_name="taux de TVA",
        takes="percentage",
        en="Invoices bear VAT at this rate, within their amount.",
        fr="Les factures portent la TVA à ce taux, comprise dans leur montant.",
        table="invoices",
        field="vat",
        rule=Rule.VAT_WITHIN,
        other="gross",
    ),
    AssumptionKind(
        name="no other disputes",
        french_name="aucun autre litige",
        takes="nothing",
        en="No invoice is disputed other than those listed.",
        fr="Aucune facture n'est contestée hors celles de la liste.",
        table="invoices",
        field="undisputed",
        register="disputes",
    ),
    AssumptionKind(
        name="payments complete to",
        french_name="règlements complets au",
        takes="day",
        en="Every payment received up to this day is in the ledger.",
        fr="Tous les règlements reçus jusqu'à ce jour figurent au grand livre.",
    ),
    AssumptionKind(
        name="entity",
        french_name="société",
        takes="text",
        en="Invoices that name no seller were issued by this insured entity.",
        fr="Les factures sans vendeur indiqué émanent de cette entité assurée.",
        table="invoices",
        field="entity",
    ),
    AssumptionKind(
        name="country",
        french_name="pays",
        takes="country",
        en="Buyers without a country are in this one.",
        fr="Les acheteurs sans pays indiqué sont dans celui-ci.",
        table="buyers",
        field="country",
    ),
    AssumptionKind(
        name="payment means",
        french_name="mode de règlement",
        takes="text",
        en="Invoices that do not say how they are paid are paid this way.",
        fr="Les factures sans mode de règlement indiqué se règlent ainsi.",
        table="invoices",
        field="payment_means",
    ),
    AssumptionKind(
        name="public",
        french_name="organisme public",
        takes="flag",
        en="Buyers not said to be public bodies, or not, are taken so.",
        fr="Les acheteurs dont on ignore s'ils sont publics sont tenus pour tels, ou non.",
        table="buyers",
        field="public",
    ),
    AssumptionKind(
        name="related",
        french_name="société liée",
        takes="flag",
        en="Buyers not said to be related companies, or not, are taken so.",
        fr="Les acheteurs dont on ignore s'ils sont liés à l'assuré sont tenus pour tels, ou non.",
        table="buyers",
        field="related",
    ),
    AssumptionKind(
        name="private person",
        french_name="particulier",
        takes="flag",
        en="Buyers not said to be private persons, or not, are taken so.",
        fr="Les acheteurs dont on ignore s'ils sont des particuliers sont tenus pour tels, ou non.",
        table="buyers",
        field="private_person",
    ),
)

ASSUMPTIONS: Final[Mapping[str, AssumptionKind]] = MappingProxyType({each.name: each for each in _ALL})
"""Every assumption that may be made, by name."""
_WRITTEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{folded(each.french_name): each.name for each in _ALL},
        "entite": "entity",
        **{folded(each.name): each.name for each in _ALL},
    }
)
"""Name of the assumption that each spelling means, in English or French, without case and accents."""


def names_in(joined: str, *, is_french: bool) -> str:
    """Names of the assumptions on a fact, as people of a language read them."""
    names = (name for name in joined.split(SEPARATOR) if name)
    if not is_french:
        return joined
    return "\u00a0; ".join(ASSUMPTIONS[name].french_name if name in ASSUMPTIONS else name for name in names)


def shown_value(name: str, value: str, *, is_french: bool) -> str:
    """Value of an assumption as people of a language read it; as it was written where nothing else is meant by it."""
    kind = ASSUMPTIONS.get(name)
    read = None if kind is None else _parsed(kind, value)
    if kind is None or read is None or kind.takes not in {"flag", "country", "text"}:
        return value
    if kind.takes == "flag":
        return ("oui" if read else "non") if is_french else ("yes" if read else "no")
    return CHOICE_WORDS.get(str(read), str(read)) if is_french and kind.takes == "text" else str(read)


def assume(view: View) -> View:
    """View whose missing values are supplied by the assumptions it shows; known values never change.

    Those of one buyer come before those of all, then the one made last. Ones that cannot be read supply
    nothing: ``faults_of`` tells them.
    """
    registers = {name for name, kept in view.ledger.kept.items() if kept.is_register}
    read = [_read(each) for each in made(view)]
    return view.filled(
        each for each in read if isinstance(each, Filling) and ASSUMPTIONS[each.assumption].register not in registers
    )


def without(view: View) -> View:
    """View that shows only what is proven: missing values stay missing."""
    return view.filled(())


def made(view: View) -> tuple[Assumption, ...]:
    """Assumptions that a view shows, the most particular first, then the latest."""
    shown = cast("tuple[Assumption, ...]", view.facts("assumptions"))
    return tuple(sorted(shown, key=lambda each: (not each.applies_to, -each.made_on, name_of(each), each.fact_id)))


def stated(view: View, name: str, *, buyer: str = "") -> Assumption | None:
    """Assumption of that name that holds for a buyer, if one was made."""
    assert name in ASSUMPTIONS, f"no assumption is called {name}"
    holding = (each for each in made(view) if each.applies_to in {"", buyer, ASSUMPTIONS[name].table})
    return next((each for each in holding if name_of(each) == name), None)


def payments_complete_to(view: View, *, buyer: str = "") -> Day | None:
    """Day up to which every payment is said to be in the ledger, or nothing when nobody said so."""
    from encours.units.parse import parse_day  # only a ledger that says so needs it

    assumption = stated(view, "payments complete to", buyer=buyer)
    day = parse_day(value_of(assumption)) if assumption else None
    return day if isinstance(day, int) else None


def faults_of(assumptions: tuple[Assumption, ...]) -> tuple[Fault, ...]:
    """What cannot be read among assumptions: unknown names, and values that are not what the name takes."""
    return tuple(fault for each in assumptions if isinstance(fault := _read(each), Fault))


def name_of(assumption: Assumption) -> str:
    """Name as listed, written in English or French; ``country = FR`` may be written in one piece."""
    whole = _WRITTEN.get(folded(assumption.name))
    if whole is not None:
        return whole
    head = assumption.name.partition("=")[0].strip()
    return _WRITTEN.get(folded(head), head)


def value_of(assumption: Assumption) -> str:
    """Value as it was written, beside the name or in one piece with it."""
    if assumption.value or folded(assumption.name) in _WRITTEN:
        return assumption.value.strip()
    return assumption.name.partition("=")[2].strip()


def _read(assumption: Assumption) -> Filling | Fault | None:
    """What the assumption supplies; nothing for one that only states; or why it cannot be read."""
    kind = ASSUMPTIONS.get(name_of(assumption))
    if kind is None:
        return _unknown(assumption)
    value = _parsed(kind, value_of(assumption))
    if value is None:
        return _unreadable(assumption, kind)
    if not kind.table:
        return None
    buyer = "" if assumption.applies_to in {"", kind.table} else assumption.applies_to
    return Filling(
        assumption=kind.name,
        table=kind.table,
        field=kind.field,
        rule=kind.rule,
        value=value,
        other=kind.other,
        buyer=buyer,
    )


def _parsed(kind: AssumptionKind, value: str) -> str | int | None:
    from encours.units.parse import parse_day, parse_flag, parse_percentage  # only a stated value needs them

    if kind.takes == "nothing":
        return 1 if not value else None
    if kind.takes == "text":
        choices = KINDS[kind.table].field(kind.field).choices
        return (_choice(value, choices) if choices else value) or None
    if kind.takes == "country":
        from encours.units.countries import countries  # only a country said needs the list

        return value.upper() if value.upper() in countries() else None
    parse = {"percentage": parse_percentage, "day": parse_day, "flag": parse_flag}[kind.takes]
    parsed = parse(value)
    if not isinstance(parsed, int) or parsed == NEVER:
        return None
    return parsed if kind.takes != "percentage" or 0 <= parsed <= HIGHEST_VAT_RATE else None


def _choice(value: str, choices: Sequence[str]) -> str:
    """The choice that a word of either language names, as it would in a file; empty where it names none."""
    place = choices_by_word(choices).get(choice_word(value))
    return "" if place is None else choices[place]


def _unknown(assumption: Assumption) -> Fault:
    names = ", ".join(ASSUMPTIONS)
    french = ", ".join(each.french_name for each in ASSUMPTIONS.values())
    return Fault(
        code="unknown assumption",
        fact_ids=(assumption.fact_id,),
        en=f'"{assumption.name}" is not an assumption that can be made.',
        fr=f"« {assumption.name} » n'est pas une hypothèse que l'on peut faire.",
        remedy_en=f"Choose among: {names}.",
        remedy_fr=f"Choisissez parmi : {french}.",
    )


_EXPECTED: Final = {
    "nothing": ("no value", "aucune valeur"),
    "text": ("a known value", "une valeur connue"),
    "country": (
        "the two letters of a country (ISO 3166), such as FR for France",
        "les deux lettres d'un pays (ISO 3166), comme FR pour la France",
    ),
    "percentage": ("a percentage such as 20 %", "un taux tel que 20 %"),
    "day": ("a day such as 2026-06-30", "un jour tel que 2026-06-30"),
    "flag": ("yes or no", "oui ou non"),
}


def _unreadable(assumption: Assumption, kind: AssumptionKind) -> Fault:
    en, fr = _EXPECTED[kind.takes]
    if kind.takes == "text" and (choices := KINDS[kind.table].field(kind.field).choices):
        en, fr = f"one of: {', '.join(with_others(choices, 0))}", f"l'une de : {', '.join(with_others(choices, 1))}"
    meant = _meant(kind, value_of(assumption))
    remedy_en, remedy_fr = after_guess(meant, f"Give it {en}.", f"Donnez-lui {fr}.")
    return Fault(
        code="assumption value",
        fact_ids=(assumption.fact_id,),
        en=f'The assumption "{kind.name}" does not take "{value_of(assumption)}".',
        fr=f"L'hypothèse « {kind.french_name} » n'admet pas « {value_of(assumption)} ».",
        remedy_en=remedy_en,
        remedy_fr=remedy_fr,
    )


def _meant(kind: AssumptionKind, value: str) -> str:
    """The country that is named where its two letters were expected; empty where none is."""
    if kind.takes != "country":
        return ""
    from encours.units.countries import country_meant  # only a wrong country needs the names

    return country_meant(value)
