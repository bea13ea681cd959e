"""The facts by which the value of a term was chosen for a row, where its entries ask for some (`when`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from encours.facts.assumptions import ASSUMPTIONS, names_in
from encours.facts.filling import SEPARATOR
from encours.facts.kinds import Buyer, Fact
from encours.facts.kinds.parties import buyer_on
from encours.policy.faults import Words
from encours.policy.matching import UNKNOWN
from encours.policy.resolve import matcher_of
from encours.policy.schedule import Policy
from encours.units import Day
from encours.units.show import Language

OF_THE_BUYER: Final = ("country", "sector", "buyer_class")
"""Keys that the buyer, as it was registered on the day of the risk, answers."""
NAMES: Final[Mapping[str, Words]] = {
    "country": Words("country", "pays"),
    "sector": Words("sector", "secteur"),
    "buyer_class": Words("class", "classe"),
    "buyer": Words("buyer", "acheteur"),
    "entity": Words("entity", "entité"),
    "limit_kind": Words("kind of limit", "nature de l'agrément"),
    "cause": Words("cause", "cause"),
}
"""What a key is called beside its value."""
FACTS: Final[Mapping[str, Words]] = {
    "country": Words("the buyer's country", "le pays de l'acheteur"),
    "sector": Words("the buyer's sector", "le secteur de l'acheteur"),
    "buyer_class": Words("the buyer's class", "la classe de l'acheteur"),
    "entity": Words("the company that sells", "la société qui vend"),
}
"""What a key is called where nobody has told it: the fact that lacks."""
NOBODY_TELLS: Final[Mapping[str, Callable[[], tuple[str, str]]]] = {
    "limit_kind": lambda: (UNKNOWN, ""),
    "cause": lambda: (UNKNOWN, ""),
}
"""Where only what the buyer and the invoice tell is of interest."""
NOT_KNOWN: Final = Words("not known", "inconnu")


@dataclass(frozen=True, slots=True)
class KeyRead:
    """A key of `when` as it was read for a row: its value, empty where nobody knows it, and where it came from."""

    key: str
    value: str
    origin: str

    def shown(self, language: Language) -> str:
        """Key, value and origin, as they stand beside the place of the term."""
        name = NAMES[self.key].in_language(language)
        if self.value == UNKNOWN:
            return f"{name} {NOT_KNOWN.in_language(language)}"
        return ", ".join(part for part in (f"{name} {self.value}", self.origin) if part)


@dataclass(frozen=True, slots=True)
class TermKeys:
    """What the entries of terms ask of one row: its buyer on the day of the risk, and who sold."""

    policy: Policy
    risk_day: Day
    buyer: str
    entity: str
    registered: Buyer | None
    seller_origin: str
    """Row of the invoice, and the assumption that gave its seller where one did."""
    language: Language

    def read(self, term: str, others: Mapping[str, Callable[[], tuple[str, str]]]) -> tuple[KeyRead, ...]:
        """Each key that the entries of a term ask for, in force on the day of the risk; none for a term without.

        `others` gives the value and the origin of keys that neither the buyer nor the invoice tells.
        """
        found = matcher_of(self.policy, term, self.policy.endorsement_at(self.risk_day))
        return () if found is None else tuple(self._read(key, others) for key in found.keys)

    def unknown(self, term: str) -> tuple[str, ...]:
        """Keys that a term asks for and nobody told: what lacks where the term itself is not known."""
        read = self.read(term, NOBODY_TELLS)
        return tuple(each.key for each in read if each.key in FACTS and each.value == UNKNOWN)

    def _read(self, key: str, others: Mapping[str, Callable[[], tuple[str, str]]]) -> KeyRead:
        if key == "buyer":
            return KeyRead(key, self.buyer, "")
        if key == "entity":
            return KeyRead(key, self.entity, self.seller_origin)
        if key not in OF_THE_BUYER:
            return KeyRead(key, *others[key]())
        if self.registered is None:
            return KeyRead(key, UNKNOWN, "")
        origin = with_assumption(self.registered.source, self.registered.assumption, key, self.language)
        return KeyRead(key, str(getattr(self.registered, key)), origin)


def registered_on(facts: Sequence[Fact], buyer: str, day: Day) -> Buyer | None:
    """Buyer as terms read it for a risk of a day; some of the facts may be about other buyers of its group.

    Before its first change holds what is known first, as the walk reads it.
    """
    own = [each for each in facts if isinstance(each, Buyer) and each.buyer == buyer]
    first = min(own, key=lambda each: (each.changed_on, each.known, each.fact_id), default=None)
    return buyer_on(own, day) or first


def with_assumption(source: str, assumption: str, field: str, language: Language) -> str:
    """A row, and the assumption on it that supplied the field where one did."""
    names = (each for each in assumption.split(SEPARATOR) if each in ASSUMPTIONS)
    assumed = SEPARATOR.join(each for each in names if ASSUMPTIONS[each].field == field)
    return f"{source} ({names_in(assumed, is_french=language == 'fr')})" if assumed else source
