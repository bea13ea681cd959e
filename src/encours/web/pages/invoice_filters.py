"""Which invoices a list shows: what an address asks, checked, told back, and asked of the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from encours.explain.ageing_report import heading_word
from encours.explain.document.model import Amount
from encours.explain.document.shown import shown as shown_in
from encours.policy.faults import Words
from encours.units import Cents, Day
from encours.units.countries import country_name
from encours.units.currency import currency as known_currency
from encours.units.money import Money
from encours.units.plain_text import folded
from encours.units.show import Language, show_day
from encours.units.typed_amount import typed_amount
from encours.web.actions.readings import EPOCH
from encours.web.pages.aged import NOBODY, SLICE_NAMES
from encours.web.pages.aged_list import HEADINGS
from encours.web.pages.badges import TONES, badge_of
from encours.web.pages.causes import Causes
from encours.web.pages.shown import Shown
from encours.web.pages.within import perimeter
from encours.web.store.models import AccountResult, InvoiceResult, Reading

LARGEST: Final = 10**13
"""Largest amount that may be asked for, in minor units: that of every amount of the library."""
LONGEST: Final = 100
LONGEST_CAUSE: Final = 6
"""Digits that no cause has."""
STATES: Final = {tone: state.name.lower() for state, tone in TONES.items()}
"""Column of results of each state that an address names."""
OVERDUE: Final = "overdue"
TEXTS: Final = ("q", "who", "buyer", "group", "country", "entity", "currency")
LABELS: Final[Mapping[str, Words]] = {
    "q": Words("Search", "Recherche"),
    "who": Words("Customers found by", "Clients trouvés par"),
    "buyer": Words("Customer", "Client"),
    "group": Words("Group", "Groupe"),
    "country": Words("Country", "Pays"),
    "entity": Words("Entity", "Entité"),
    "currency": Words("Currency", "Devise"),
    "state": Words("State", "État"),
    "slice": Words("Age", "Ancienneté"),
    "cause": Words("Cause", "Cause"),
    "risk": Words("At risk", "À risque"),
    "until": Words("Cover ends by", "Fin de garantie au plus tard le"),
    "least": Words("From", "À partir de"),
    "most": Words("Up to", "Jusqu’à"),
    "stage": Words("Stage", "Stade"),
}
NO_AMOUNT: Final = Words("{told} is not an amount: write 1234.56.", "{told} n’est pas un montant : écrivez 1234,56.")
NO_DAY: Final = Words("{told} is not a day: write 2026-06-30.", "{told} n’est pas une date : écrivez 2026-06-30.")
NOBODY_SAID: Final = Words("not told", "non renseigné")
NOT_OWED: Final = Words("orders, drafts and returns", "commandes, devis et retours")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is on, as somebody reads it."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What an address asks of a list of invoices; what does not read is left out and told in `faults`."""

    given: Mapping[str, str]
    currency: str
    told: Language
    least: Cents | None = None
    most: Cents | None = None
    until: Day | None = None
    cause: int | None = None
    faults: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def of_address(given: Mapping[str, str], currency: str, told: Language) -> Filters:
        """Filters that an address names; amounts are in a currency."""
        plain = Filters(given, currency, told)
        least, most, until = plain.cents("least"), plain.cents("most"), plain.day("until")
        read = {"least": least, "most": most, "until": until}
        cause = plain.text("cause")
        return replace(
            plain,
            least=None if isinstance(least, str) else least,
            most=None if isinstance(most, str) else most,
            until=None if isinstance(until, str) else until,
            cause=int(cause) if cause.isascii() and cause.isdecimal() and len(cause) < LONGEST_CAUSE else None,
            faults={name: value for name, value in read.items() if isinstance(value, str)},
        )

    def text(self, name: str) -> str:
        """What was written of a filter, cut where it is too long to be one."""
        return str(self.given.get(name, "")).strip()[:LONGEST]

    @property
    def states(self) -> list[str]:
        """State asked for, if it is one."""
        return [STATES[each] for each in (self.text("state"),) if each in STATES]

    @property
    def places(self) -> tuple[int, ...]:
        """Slices asked for; empty where any is."""
        told = self.text("slice")
        if told == OVERDUE:
            return (1, 2, 3, 4)
        return (SLICE_NAMES.index(told),) if told in SLICE_NAMES else ()

    @property
    def is_of_orders(self) -> bool:
        """Whether what nobody owes is asked for: orders, drafts, returned goods."""
        return self.text("stage") == "orders"

    def of(self, shown: Shown, reading: Reading) -> QuerySet[InvoiceResult]:
        """The invoices of a reading that are asked for, of the customers that somebody sees."""
        rows = perimeter(InvoiceResult.objects.filter(reading=reading), shown.access)
        rows = rows.filter(is_receivable=not self.is_of_orders)
        for name in ("buyer", "entity", "currency"):
            if told := self.text(name):
                rows = rows.filter(**{name: "" if told == NOBODY else told})
        accounts = perimeter(AccountResult.objects.filter(reading=reading), shown.access)
        for name in ("group", "country"):
            if told := self.text(name):
                rows = rows.filter(buyer__in=accounts.filter(**{name: "" if told == NOBODY else told}).values("buyer"))
        if self.text("who"):
            rows = rows.filter(buyer__in=_found(accounts, self.text("who")).values("buyer"))
        if told := self.text("q"):
            rows = rows.filter(Q(number__icontains=told) | Q(buyer__in=_found(accounts, told).values("buyer")))
        for each in self.states:
            rows = rows.filter(**{f"{each}__gt": 0})
        if self.places:
            rows = rows.filter(bucket__in=self.places)
        return self._of_amounts(rows)

    def _of_amounts(self, rows: QuerySet[InvoiceResult]) -> QuerySet[InvoiceResult]:
        if self.cause is not None:
            rows = rows.filter(cause=self.cause)
        if self.text("risk") == "yes":
            rows = rows.filter(at_risk=True)
        if self.until is not None:
            rows = rows.filter(until__lte=self.until, covered__gt=0)
        if self.least is not None:
            rows = rows.filter(outstanding__gte=self.least)
        return rows if self.most is None else rows.filter(outstanding__lte=self.most)

    def chosen(self, causes: Causes, names: Mapping[str, str]) -> Iterator[Chosen]:
        """Filters that are on; `names` are those of customers, by their code."""
        for name, label in LABELS.items():
            value = self._value(name, causes, names)
            if value and name not in self.faults:
                yield Chosen(name, label.in_language(self.told), value)

    def _value(self, name: str, causes: Causes, names: Mapping[str, str]) -> str:
        told = self.text(name)
        if not told:
            return ""
        if name in TEXTS:
            if told == NOBODY and name not in {"q", "who", "buyer"}:
                return NOBODY_SAID.in_language(self.told)
            return (
                country_name(told, self.told)
                if name == "country"
                else names.get(told, told)
                if name == "buyer"
                else told
            )
        return {
            "state": lambda: badge_of(told, self.told).word if told in STATES else "",
            "slice": lambda: self._age(told),
            "cause": lambda: "" if self.cause is None else causes.of_code(self.cause),
            "risk": lambda: Words("yes", "oui").in_language(self.told) if told == "yes" else "",
            "until": lambda: "" if self.until is None else show_day(self.until, self.told),
            "least": lambda: self._amount(self.least),
            "most": lambda: self._amount(self.most),
            "stage": lambda: NOT_OWED.in_language(self.told) if self.is_of_orders else "",
        }[name]()

    def _age(self, told: str) -> str:
        if told == OVERDUE:
            return Words("overdue", "échu").in_language(self.told)
        return heading_word(HEADINGS[SLICE_NAMES.index(told)], self.told) if told in SLICE_NAMES else ""

    def _amount(self, cents: int | None) -> str:
        return "" if cents is None else shown_in(Amount(cents, self.currency), self.told)

    def cents(self, name: str) -> Cents | str | None:
        """Amount that was written, in minor units; why it is none where it does not read."""
        told = self.text(name)
        if not told:
            return None
        found = typed_amount(told, known_currency(self.currency), self.told)
        if isinstance(found, Money) and abs(found.cents) <= LARGEST:
            return found.cents
        return NO_AMOUNT.in_language(self.told).format(told=told)

    def day(self, name: str) -> Day | str | None:
        """Day that was written; why it is none where it does not read."""
        told = self.text(name)
        if not told:
            return None
        try:
            return (date.fromisoformat(told) - EPOCH).days
        except ValueError:
            return NO_DAY.in_language(self.told).format(told=told)


def _found(accounts: QuerySet[AccountResult], sought: str) -> QuerySet[AccountResult]:
    """Customers whose names or numbers hold every word of a search."""
    for each in folded(sought).split():
        accounts = accounts.filter(sought__contains=each)
    return accounts
