"""The timeline of a customer: each fact as a dated line, in the words of its own kind; corrections told as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from encours.explain.document.model import Amount, Value
from encours.explain.document.shown import typeset
from encours.facts.kinds import COMMON, Fact, Kind
from encours.policy.faults import Words
from encours.units import MISSING, NEVER, Day
from encours.units.show import Language
from encours.web.computing.history import Happened
from encours.web.pages.badges import Badge
from encours.web.pages.fact_words import day_shown, kind_name, label, value_shown
from encours.web.pages.shown import Shown, link
from encours.web.store.models import Batch

Point = Literal["sent", "received", "note", "decision", "money", "due"]
POINTS: Final[Mapping[str, Point]] = {
    **dict.fromkeys(("limit_requests", "limit_appeals", "overdue_reports", "hand_overs", "legal_actions"), "sent"),
    **dict.fromkeys(("evidences", "adverse_informations", "insolvencies", "insurer_requests", "sanction_hits",
                     "insurer_numbers", "promises", "disputes"), "received"),
    **dict.fromkeys(("limit_decisions", "own_limits", "consents", "securities", "assignments"), "decision"),
    **dict.fromkeys(("payments", "payment_returns", "credit_notes", "claim_events"), "money"),
    **dict.fromkeys(("due_date_moves", "repayment_plans", "bills", "invoices"), "due"),
}  # fmt: skip
LEFT_OUT: Final = frozenset({"buyer", "currency", "stage"})
SALES: Final[Mapping[str, Words]] = {
    "draft": Words("Draft {number}", "Devis {number}"),
    "order": Words("Order in hand {number}", "Commande en cours {number}"),
    "delivered": Words("Delivered, to be invoiced: {number}", "Livraison à facturer {number}"),
    "invoiced": Words("Invoice {number}", "Facture {number}"),
    "returned": Words("Returned sale {number}", "Vente retournée {number}"),
}
"""What a sale is called at each stage: its kind describes them all."""
USUAL: Final[Mapping[str, str | int]] = {"instalment": 1, "payment_means": "open account", "vat": 0}
"""Values that go without saying."""
LEARNT: Final = Words("Learnt on {day}", "Connu le {day}")
CORRECTION: Final = Words("Correction: {kind}", "Correction : {kind}")
ANNULMENT: Final = Words("Annulled: {kind}", "Annulation : {kind}")
REPLACED: Final = Words("corrected on {day}", "corrigé le {day}")
ANNULLED: Final = Words("annulled on {day}", "annulé le {day}")
BY: Final = Words("by {person}", "par {person}")


@dataclass(frozen=True, slots=True)
class Line:
    """A fact as the timeline shows it; `on` is None for what has always held."""

    on: Day | None
    title: str
    kind: Point
    value: Value
    details: tuple[tuple[str, str], ...]
    changes: tuple[tuple[str, str, str], ...]
    badge: Badge | None
    is_replaced: bool
    learnt: str
    """Day it was learnt, where that is another one."""
    source: str
    href: str


def kinds_told(every: Iterable[Happened], language: Language) -> list[tuple[str, str, int]]:
    """Kinds of fact of a customer: table, name and how many there are, the most told first."""
    counts: dict[str, int] = {}
    for each in every:
        counts[each.fact.KIND.table] = counts.get(each.fact.KIND.table, 0) + 1
    told = [(name, kind_name(name, language), count) for name, count in counts.items()]
    return sorted(told, key=lambda each: (-each[2], each[1]))


def timeline(told: Iterable[Happened], shown: Shown, currency: str, language: Language) -> list[Line]:
    """Facts as lines, in the order given; amounts that name no currency are in the one given."""
    every = list(told)
    authors = _authors(every)
    return [_line(each, shown, currency, language, authors) for each in every]


def _authors(every: Iterable[Happened]) -> dict[str, str]:
    """Who told each batch that somebody told here."""
    names = {each.fact.source.rpartition(":")[0] for each in every} - {""}
    rows = Batch.objects.filter(name__in=names, origin=Batch.Origin.ACT)
    return dict(rows.values_list("name", "made_by"))


def _line(each: Happened, shown: Shown, currency: str, language: Language, authors: Mapping[str, str]) -> Line:
    fact = each.fact
    kind = _kind(fact, language)
    if fact.void or fact.corrects:
        kind = (ANNULMENT if fact.void else CORRECTION).in_language(language).format(kind=kind[:1].lower() + kind[1:])
    main = next((name for name in ("gross", "amount") if getattr(fact, name, MISSING) != MISSING), "")
    code = getattr(fact, "currency", "") or currency
    table = fact.KIND.table
    changes = tuple(
        (label(field, language), value_shown(table, field, before, code, language),
         value_shown(table, field, now, code, language))
        for field, before, now in each.changes
    )  # fmt: skip
    return Line(
        on=None if each.on in {MISSING, NEVER} else each.on,
        title=typeset(kind, language),
        kind=POINTS.get(fact.KIND.table, "note"),
        value=Amount(getattr(fact, main), code) if main and not fact.void else None,
        details=() if fact.void else tuple(_details(fact, main, code, language)),
        changes=changes,
        badge=_badge(each, language),
        is_replaced=each.replaced_by is not None,
        learnt=_learnt(each, language),
        source=_source(each, language, authors),
        href=_href(fact, shown),
    )


def _kind(fact: Fact, language: Language) -> str:
    """What happened, in the words of its kind."""
    stage = SALES.get(getattr(fact, "stage", ""))
    if fact.KIND.table == "invoices" and stage is not None:
        return stage.in_language(language).format(number=getattr(fact, "number", ""))
    told = (fact.KIND.fr if language == "fr" else fact.KIND.en).removesuffix(".")
    return told.split(" : " if language == "fr" else ": ", maxsplit=1)[0]


def _badge(each: Happened, language: Language) -> Badge | None:
    if each.replaced_by is None:
        return None
    words = ANNULLED if each.replaced_by.void else REPLACED
    return Badge(words.in_language(language).format(day=day_shown(each.replaced_by.known, language)), "✎", "outside")


def _learnt(each: Happened, language: Language) -> str:
    if each.known in {each.on, MISSING}:
        return ""
    return LEARNT.in_language(language).format(day=day_shown(each.known, language))


def _source(each: Happened, language: Language, authors: Mapping[str, str]) -> str:
    """Who told it here, else the file and the row it comes from."""
    source = each.fact.source
    person = authors.get(source.rpartition(":")[0], "")
    return BY.in_language(language).format(person=person) if person else source


def _details(fact: Fact, main: str, code: str, language: Language) -> Iterator[tuple[str, str]]:
    """What else a fact says: nothing of what it leaves empty, nor of its own day where it has one only."""
    kind = fact.KIND
    for field in kind.fields:
        value = getattr(fact, field.name)
        is_told = value not in {"", MISSING, NEVER} and (field.required or value != field.default)
        is_shown = value != USUAL.get(field.name) and field.name not in {*COMMON, *LEFT_OUT, *_titled(kind), main}
        if is_told and is_shown and not field.decimal:
            yield label(field, language), value_shown(kind.table, field, value, code, language)


def _titled(kind: Kind) -> tuple[str, ...]:
    """Fields that the title and the day of a line tell already."""
    return (*kind.on[:1], *(("number",) if kind.table == "invoices" else ()))


def _href(fact: Fact, shown: Shown) -> str:
    """Address of the invoice that a fact is about."""
    number = getattr(fact, "number", "") if fact.KIND.table == "invoices" else getattr(fact, "invoice", "")
    if not number:
        return ""
    instalment = getattr(fact, "instalment", 1)
    buyer = getattr(fact, "buyer", "")
    return link(shown, "invoice", instalment if 0 < instalment < 2**15 else 1, number, buyer=buyer)
