"""Filters of the list of customers, as an address tells them: what cannot be read filters nothing and is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, TextField, Value, When

from encours.explain.values import whole_amount
from encours.policy.faults import Words
from encours.units import Cents
from encours.units.countries import country_name
from encours.units.currency import currency as currency_of
from encours.units.money import Money
from encours.units.plain_text import folded
from encours.units.show import Language
from encours.units.typed_amount import typed_amount
from encours.web.computing.limits import STATUS_WORDS, WORDS, BuyerStatus, LimitState
from encours.web.store.models import AccountResult, InvoiceResult, Reading

NO_LIMIT: Final = "none"
"""How an address names the state of a customer without a limit."""
LONGEST: Final = 100
LABELS: Final[Mapping[str, Words]] = {
    "q": Words("Search", "Recherche"),
    "country": Words("Country", "Pays"),
    "status": Words("Status", "Statut"),
    "limit": Words("Limit", "Agrément"),
    "group": Words("Group", "Groupe"),
    "above": Words("Outstanding from", "Encours à partir de"),
    "over": Words("Over the limit", "En dépassement"),
    "stopped": Words("Deliveries stopped", "Livraisons arrêtées"),
    "risk": Words("Cover at risk", "Garantie en jeu"),
}
BOXES: Final = ("over", "stopped", "risk")
OF_LIMITS: Final = frozenset({"status", "limit", "stopped"})
"""Filters of those who see limits."""
UNREADABLE: Final = Words("Write an amount, such as 25,000.", "Écrivez un montant, par exemple 25 000.")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of customers is cut down to; `fault` says what of the amount could not be read."""

    texts: Mapping[str, str]
    above: Cents | None = None
    fault: Words | None = None

    @staticmethod
    def of(given: Mapping[str, Any], currency: str, language: Language, *, with_limits: bool) -> Filters:
        """Filters of an address; those about limits are taken from nobody who does not see them."""
        texts = {name: " ".join(str(given.get(name, "")).split())[:LONGEST] for name in LABELS}
        if not with_limits:
            texts |= dict.fromkeys(OF_LIMITS, "")
        texts["status"] = texts["status"] if texts["status"] in set(BuyerStatus) else ""
        texts["limit"] = texts["limit"] if texts["limit"] in {NO_LIMIT, *LimitState} else ""
        texts |= {name: "1" if texts[name] else "" for name in BOXES}
        if not texts["above"]:
            return Filters(texts)
        read = typed_amount(texts["above"], currency_of(currency), language)
        if isinstance(read, Money) and read.cents >= 0:
            return Filters(texts, above=read.cents)
        return Filters({**texts, "above": ""}, fault=UNREADABLE)

    @property
    def query(self) -> str:
        """The same as an address has them, and nothing else."""
        return urlencode({name: value for name, value in self.texts.items() if value})

    def applied(self, rows: QuerySet[Any], reading: Reading) -> QuerySet[Any]:
        """Rows that pass."""
        texts = self.texts
        for word in folded(texts["q"]).split():
            rows = rows.filter(sought__contains=word)
        exact = {name: texts[name] for name in ("country", "group") if texts[name]}
        if texts["status"]:
            exact["seen_status"] = texts["status"]
        if texts["limit"]:
            exact["limit_state"] = "" if texts["limit"] == NO_LIMIT else texts["limit"]
        rows = rows.filter(**exact)
        if self.above is not None:
            rows = rows.filter(outstanding__gte=self.above)
        if texts["over"]:
            rows = rows.filter(over_limit__gt=0)
        if texts["stopped"]:
            rows = rows.filter(seen_status=BuyerStatus.STOP)
        if texts["risk"]:
            near = InvoiceResult.objects.filter(reading=reading, buyer=OuterRef("buyer"), at_risk=True)
            rows = rows.filter(Exists(near))
        return rows

    def told(self, currency: str, language: Language) -> list[tuple[str, str, str]]:
        """Name, label and value of each filter in use."""
        return [
            (name, label.in_language(language), self._value(name, currency, language))
            for name, label in LABELS.items()
            if self.texts[name]
        ]

    def _value(self, name: str, currency: str, language: Language) -> str:
        value = self.texts[name]
        if name in BOXES:
            return ""
        if name == "country":
            return country_name(value, language)
        if name == "status":
            return STATUS_WORDS[BuyerStatus(value)].in_language(language)
        if name == "limit":
            return WORDS[LimitState("" if value == NO_LIMIT else value)].in_language(language)
        if name == "above" and self.above is not None:
            return whole_amount(self.above, currency, language)
        return value


def choices(rows: QuerySet[AccountResult], language: Language) -> dict[str, list[tuple[str, str]]]:
    """What each list of choices offers: only what some customer has."""
    countries = rows.order_by().exclude(country="").values_list("country", flat=True).distinct()
    groups = rows.order_by().exclude(group="").values_list("group", flat=True).distinct()
    states = set(rows.order_by().values_list("limit_state", flat=True).distinct())
    return {
        "country": sorted(
            ((code, country_name(code, language)) for code in countries), key=lambda each: folded(each[1])
        ),
        "group": sorted(((each, each) for each in groups), key=lambda each: folded(each[1])),
        "status": [(each.value, STATUS_WORDS[each].in_language(language)) for each in BuyerStatus],
        "limit": [
            (state.value or NO_LIMIT, WORDS[state].in_language(language)) for state in LimitState if state in states
        ],
    }


def with_seen_status(rows: QuerySet[Any], *, with_own: bool) -> QuerySet[Any]:
    """Rows with the status that somebody sees: one that our own limit alone blocks is not blocked for an insurer."""
    seen: QuerySet[Any]
    if with_own:
        seen = rows.annotate(seen_status=F("status"))
        return seen
    by_own = Q(status=BuyerStatus.HOLD, over_limit__lte=0)
    told = Case(
        When(by_own & Q(next_delivery__gt=0), then=Value(BuyerStatus.OK.value)),
        When(by_own & Q(next_delivery=None), then=Value(BuyerStatus.UNKNOWN.value)),
        default=F("status"),
        output_field=TextField(),
    )
    seen = rows.annotate(seen_status=told)
    return seen
