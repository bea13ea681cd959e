"""Who a customer is: its identifiers with what their check says, its group, its sector and its class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from encours.cover.indicators.entity_findings import contradictions, wrong_identifiers
from encours.explain.buyer_screen import IDENTIFIERS
from encours.explain.words import say as say_of
from encours.facts.identity import Party, has_a_vat_check
from encours.facts.kinds import Buyer, buyer_on
from encours.facts.view import View
from encours.policy.faults import Words
from encours.units import MISSING, Day
from encours.units.countries import country_name
from encours.units.show import Language
from encours.web.pages.badges import Badge
from encours.web.pages.shown import Shown, link

CHECKED: Final = Words("valid", "valide")
UNCHECKED: Final = Words("no check known", "sans clé connue")
WRONG: Final = Words("wrong check digits", "clé fausse")
WRONG_OF: Final = Words("wrong: should be {expected}", "clé fausse : devrait être {expected}")
OTHER: Final = Words("names another company than {expected}", "désigne une autre société que {expected}")
FLAGS: Final = (
    ("public", Words("public body", "organisme public")),
    ("related", Words("related company of the insured", "société liée à l’assuré")),
    ("private_person", Words("private person", "particulier")),
)
NUMBERS: Final = frozenset({"siren", "siret", "vat_number", "lei", "national_id"})


@dataclass(frozen=True, slots=True)
class Fact:
    """Something told of a customer: its label, its value, what a check says of it, and what it opens."""

    label: str
    value: str
    badge: Badge | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """Another member of a group; without an address where it is not for whoever reads to see."""

    name: str
    code: str
    href: str
    is_sharing: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """A customer as it was registered on a day; `since` is the day from which it holds, where that is told."""

    name: str
    country: str
    facts: tuple[Fact, ...]
    since: Day | None
    group: str
    members: tuple[Member, ...]


def identity(shown: Shown, view: View, buyer: str, sharing: list[str], language: Language) -> Identity:
    """Who a customer is on the day of a view; `sharing` are those that take room in the same limit."""
    registered = [each for each in view.facts("buyers") if isinstance(each, Buyer)]
    by_code: dict[str, list[Buyer]] = {}
    for each in registered:
        by_code.setdefault(each.buyer, []).append(each)
    standing = {code: buyer_on(told, view.as_of) for code, told in by_code.items()}
    own = standing.get(buyer)
    if own is None:
        return Identity(buyer, "", (), None, "", ())
    members = tuple(
        _member(shown, each, sharing)
        for code, each in sorted(standing.items())
        if each is not None and code != buyer and own.group and each.group == own.group and shown.access.sees(code)
    )
    facts = [*_numbers(shown, own, language), *_flags(own, language)]
    country = country_name(own.country, language) if own.country else ""
    since = None if own.changed_on == MISSING else own.changed_on
    return Identity(own.name or buyer, country, tuple(facts), since, own.group, members)


def _member(shown: Shown, each: Buyer, sharing: list[str]) -> Member:
    return Member(each.name or each.buyer, each.buyer, link(shown, "buyer", each.buyer), each.buyer in sharing)


def _numbers(shown: Shown, own: Buyer, language: Language) -> list[Fact]:
    """Identifiers with what their own check says, then what else it is registered under."""
    party = Party.of_buyer(own)
    wrong = {field: expected for field, _, expected in wrong_identifiers(party)}
    other = {field: expected for field, _, expected in contradictions(party)}
    found = []
    for name in IDENTIFIERS:
        value = getattr(own, name)
        if not value:
            continue
        badge = _badge(name, own, wrong, other, language) if name in NUMBERS else None
        href = link(shown, "portfolio", group=value) if name == "group" else ""
        label = say_of(f"identity {name}", language)
        found.append(Fact(label[:1].upper() + label[1:], value, badge, href))
    return found


def _badge(name: str, own: Buyer, wrong: dict[str, str], other: dict[str, str], language: Language) -> Badge:
    if name in wrong:
        words = WRONG_OF if wrong[name] else WRONG
        return Badge(words.in_language(language).format(expected=wrong[name]), "✗", "not-covered")
    if name in other:
        return Badge(OTHER.in_language(language).format(expected=other[name]), "✗", "not-covered")
    is_checked = name in {"siren", "siret", "lei"} or (
        name == "vat_number" and has_a_vat_check(own.vat_number, own.country)
    )
    if is_checked:
        return Badge(CHECKED.in_language(language), "✓", "covered")
    return Badge(UNCHECKED.in_language(language), "–", "outside")


def _flags(own: Any, language: Language) -> list[Fact]:  # noqa: ANN401 -- flags are read by name
    """What a customer is said to be; what nobody said is left out."""
    told = [words.in_language(language) for name, words in FLAGS if getattr(own, name) == 1]
    return [Fact(Words("Nature", "Nature").in_language(language), ", ".join(told))] if told else []
