"""One thing to do told whole: what it asks and costs, the clause behind it, its invoices, its history, how to act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from encours.duties import kinds, legal_kinds
from encours.duties.duty import Department
from encours.explain.clause_texts import clause_text
from encours.explain.document.model import Amount, Kind, On
from encours.explain.document.shown import typeset
from encours.explain.duty_words import DEPARTMENTS
from encours.explain.memo_report import MemoLine, memo
from encours.policy.faults import Words
from encours.policy.schedule import Programme
from encours.units import MISSING, NEVER, Day, Days
from encours.units.parse_day import parse_day
from encours.units.show import Language, show_day
from encours.web.actions.acts import DEEDS, Blank, Deed
from encours.web.actions.agreed import programme_in_force
from encours.web.actions.readings import EPOCH
from encours.web.actions.worklist import history_of
from encours.web.computing import limit_work
from encours.web.computing.limits import STATUS_WORDS, WORDS, BuyerStatus, LimitState
from encours.web.computing.proof_work import PROOF
from encours.web.pages.listing import Cell, Column, Listing, row, state_cell
from encours.web.pages.parts import Event
from encours.web.people.access import Access, is_standing
from encours.web.people.models import Membership
from encours.web.people.roles import RIGHTS, Right, Role
from encours.web.store.models import AccountResult, InvoiceResult, WorkItem, WorkNote, WorkState

MOST_INVOICES: Final = 12
"""Invoices told of a thing about a whole buyer; the page of the buyer has them all."""
CLAUSES: Final[Mapping[str, tuple[str, str]]] = {
    kinds.REPORT_OVERDUE: ("maintain", "overdue_notice"),
    kinds.HAND_OVER: ("maintain", "file_handed_over_in_time"),
    kinds.DECLARE_IN_PROCEEDINGS: ("maintain", "claim_declared_in_time"),
    kinds.FILE_CLAIM: ("maintain", "claim_filed_in_time"),
}
"""Clause that asks for a step, by stage and name."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a thing is settled, and why there."""

    why: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Field:
    """A blank as a form shows it."""

    name: str
    label: str
    type: str
    value: str
    error: str
    is_optional: bool
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """Whatever the page says of one thing, in the language of the reader."""

    item: WorkItem
    title: str
    subject: str
    todo: str
    lost: str
    days: Days | None
    last_day: Day | None
    opens_on: Day | None
    """First day on which it can be done, where that has not come."""
    stake: Amount | None
    is_late: bool
    done_on: Day | None
    department: str
    asks: str
    """What the policy says of such duties, in the words of its memo."""
    title_of_clause: str
    clause: str
    law: str
    lacking: str
    asked: str
    """What the insurer asks, in its own words."""
    account: AccountResult | None
    limit_state: str
    status: str
    invoices: Listing | None
    more_invoices: int
    events: tuple[Event, ...]
    assigned_to: int | None
    assignee: str
    snoozed_until: Day | None
    deed: str
    fields: tuple[Field, ...]
    elsewhere: Elsewhere | None


def told_of_item(
    access: Access, item: WorkItem, as_of: Day, language: Language, *,
    given: Mapping[str, str] | None = None, errors: Mapping[str, Words] | None = None, currency: str = "EUR",
) -> Told:  # fmt: skip
    """One thing told whole; `given` and `errors` are those of a form that was refused."""
    words = {name: typeset(text, language) for name, text in item.told[language].items()}
    state = WorkState.objects.select_related("assigned_to__person").filter(identifier=item.identifier).first()
    account = AccountResult.objects.filter(reading=item.reading_id, buyer=item.buyer).first() if item.buyer else None
    rows, more = _invoices(item)
    is_dated = item.last_day is not None and item.last_day < NEVER
    programme = programme_in_force()
    can_be_done = item.source == WorkItem.Source.DUTY and item.standing not in {"done late", "ahead"}
    line = _asks(programme, item, as_of, language)
    deed = DEEDS.get(item.kind) if can_be_done and access.may(Right.ACT) else None
    done_on = item.more.get("done_on", NEVER)
    return Told(
        item=item,
        title=words["title"],
        subject=words["subject"],
        todo=words["todo"],
        lost=words["consequence"],
        days=item.last_day - as_of if is_dated and item.last_day is not None else None,
        last_day=item.last_day if is_dated else None,
        opens_on=item.first_day if item.standing == "ahead" else None,
        stake=None if item.stake is None else Amount(item.stake, currency),
        is_late=item.standing in {"late", "done late"},
        done_on=None if done_on in {NEVER, MISSING} else done_on,
        department=DEPARTMENTS[Department(item.who)].in_language(language),
        asks=typeset(f"{line.does} {line.by}", language) if line is not None else "",
        title_of_clause=typeset(line.clause, language) if line is not None else "",
        clause=_clause(item.kind, language),
        law=typeset(item.more.get("law", ""), language),
        lacking=item.more.get("lacking", {}).get(language, ""),
        asked=item.more.get("asked", ""),
        account=account,
        limit_state=WORDS[LimitState(account.limit_state)].in_language(language) if account else "",
        status=STATUS_WORDS[BuyerStatus(account.status)].in_language(language) if account else "",
        invoices=_listing(access, rows, language) if rows else None,
        more_invoices=more,
        events=tuple(_events(item, language)),
        assigned_to=None if state is None else state.assigned_to_id,
        assignee="" if state is None or state.assigned_to is None else str(state.assigned_to.person),
        snoozed_until=None if state is None or state.snoozed_until is None or state.snoozed_until <= as_of
        else state.snoozed_until,
        deed=typeset(deed.title.in_language(language), language) if deed else "",
        fields=_fields(deed, as_of, language, given or {}, errors or {}) if deed else (),
        elsewhere=_elsewhere(access, item, language),
    )  # fmt: skip


def _asks(programme: Programme | None, item: WorkItem, as_of: Day, language: Language) -> MemoLine | None:
    """What the policy of a duty says of its kind: the line of its memo."""
    if programme is None or item.source != WorkItem.Source.DUTY or not item.policy:
        return None
    pages = memo(programme, as_of, language).pages
    lines = (line for _, own in pages for line in own if line.kind == item.kind)
    return next((line for line in lines if item.policy in line.policies), None)


def _clause(kind: str, language: Language) -> str:
    """Words of the clause of a step."""
    if kind not in CLAUSES:
        return ""
    return typeset(clause_text(*CLAUSES[kind]).text.in_language(language), language)


def _invoices(item: WorkItem) -> tuple[list[InvoiceResult], int]:
    """Invoices that a thing is about, and how many more there are; of a buyer as a whole, the largest."""
    if not item.buyer:
        return [], 0
    found: QuerySet[InvoiceResult] = InvoiceResult.objects.filter(reading=item.reading_id, buyer=item.buyer)
    named = item.more.get("invoices") or []
    if item.invoice:
        found = found.filter(number=item.invoice, instalment=item.instalment)
    elif named:
        found = found.filter(Q(number__in=named) | Q(shown__in=named))
    elif item.kind == "over limit":
        found = found.filter(over_limit__gt=0)
    count = found.count()
    rows = list(found.order_by("due" if item.invoice or named else "-outstanding", "pk")[:MOST_INVOICES])
    return rows, count - len(rows)


_COLUMNS: Final = (
    Column("number", "Invoice", "Facture"),
    Column("due", "Due on", "Échéance", Kind.DAY),
    Column("open", "Open", "Encours", Kind.AMOUNT),
    Column("state", "Cover", "Garantie"),
)


def _listing(access: Access, rows: list[InvoiceResult], language: Language) -> Listing:
    slug = access.organisation.slug
    return Listing(
        columns=_COLUMNS,
        rows=tuple(
            row(
                Cell(each.shown, address_of("invoice", slug, each.instalment, each.number)),
                Cell(None if each.due is None else On(each.due), note=_lateness(each.late_days, language)),
                Amount(each.open_original, each.currency),
                state_cell(each.state.replace("_", "-"), language),
            )
            for each in rows
        ),
        caption=Words("Invoices concerned", "Factures concernées").in_language(language),
    )


def _lateness(days: Days | None, language: Language) -> str:
    if days is None or days <= 0:
        return ""
    return f"{days} days late" if language == "en" else f"{days} jours de retard" if days > 1 else "1 jour de retard"


def _events(item: WorkItem, language: Language) -> Iterator[Event]:
    for each in history_of(item.identifier)[:50]:
        yield Event(
            day=_day(each.at),
            title=typeset(_title(each, language), language),
            kind="note"
            if each.kind == WorkNote.Kind.NOTE
            else "decision"
            if each.kind == WorkNote.Kind.DONE
            else "due",
            text=each.text if each.kind == WorkNote.Kind.NOTE else "",
            by=each.person,
        )


def _title(each: WorkNote, language: Language) -> str:
    day = parse_day(each.text) if each.kind in {WorkNote.Kind.SNOOZED, WorkNote.Kind.DONE} and each.text else None
    shown = show_day(day, language) if isinstance(day, int) else ""
    words = {
        WorkNote.Kind.NOTE: Words("Note", "Note"),
        WorkNote.Kind.ASSIGNED: Words(f"Assigned to {each.text}", f"Confié à {each.text}")
        if each.text else Words("Assigned to nobody", "Confié à personne"),
        WorkNote.Kind.SNOOZED: Words(f"Snoozed until {shown}", f"Reporté au {shown}")
        if shown else Words("Back in the list", "Remis dans la liste"),
        WorkNote.Kind.DONE: Words(f"Recorded as done on {shown}", f"Enregistré comme fait le {shown}"),
    }  # fmt: skip
    return words[WorkNote.Kind(each.kind)].in_language(language)


def _day(at: datetime) -> Day:
    return (timezone.localtime(at).date() - EPOCH).days


def _fields(
    deed: Deed, as_of: Day, language: Language, given: Mapping[str, str], errors: Mapping[str, Words]
) -> tuple[Field, ...]:
    return tuple(_field(each, as_of, language, given, errors) for each in deed.blanks)


def _field(
    blank: Blank, as_of: Day, language: Language, given: Mapping[str, str], errors: Mapping[str, Words]
) -> Field:
    first = show_day(as_of, "en") if blank.holds == "day" and not blank.is_optional else ""
    wrong = errors.get(blank.name)
    return Field(
        name=blank.name,
        label=typeset(blank.words.in_language(language), language),
        type={"day": "date", "choice": "choice"}.get(blank.holds, blank.holds),
        value=str(given.get(blank.name, first)) if given else first,
        error="" if wrong is None else typeset(wrong.in_language(language), language),
        is_optional=blank.is_optional,
        choices=tuple((name, words.in_language(language)) for name, words in blank.choices),
    )


_STOP: Final = Words(
    "No fact records a stop: it ends once the overdue is paid, extended by the insurer, or imported as settled.",
    "Aucun fait n’enregistre un arrêt : il cesse quand l’impayé est réglé, prorogé par l’assureur ou importé comme "
    "soldé.",
)
_PLACES: Final[Mapping[str, tuple[Words, Words, str]]] = {
    kinds.STOP_DELIVERIES: (_STOP, Words("See the customer", "Voir la fiche client"), "buyer"),
    kinds.ASK_LIMIT: (Words("", ""), Words("Prepare the request", "Préparer la demande"), "limit-ask"),
    kinds.RENEW_LIMIT: (Words("", ""), Words("Prepare the request", "Préparer la demande"), "limit-ask"),
    "over limit": (
        Words("A higher limit, a payment or an accepted risk settles it.",
              "Un agrément plus élevé, un règlement ou un risque accepté le règle."),
        Words("Ask for a limit", "Demander un agrément"), "limit-ask",
    ),
    limit_work.CUT_NOTIFIED: (
        Words("The decision of the insurer stands: see what it leaves, or ask again.",
              "La décision de l’assureur est prise : voir ce qu’elle laisse, ou redemander."),
        Words("Ask for a limit", "Demander un agrément"), "limit-ask",
    ),
    limit_work.LIMIT_ENDS: (
        Words("Renewal was asked for: the answer of the insurer settles it.",
              "Le renouvellement est demandé : la réponse de l’assureur le règle."),
        Words("See the customer", "Voir la fiche client"), "buyer",
    ),
    "information": (
        Words("What is missing is given on the customer and on its invoices, or by an import.",
              "Ce qui manque se donne sur la fiche client et ses factures, ou par un import."),
        Words("See the customer", "Voir la fiche client"), "buyer",
    ),
    PROOF: (
        Words("Once the fact is imported, cover stands on it and no longer on what is supposed.",
              "Une fois le fait importé, la garantie repose sur lui et non plus sur ce qui est supposé."),
        Words("Import a file", "Importer un fichier"), "imports",
    ),
    legal_kinds.INTERRUPT: (Words("", ""), Words("See the customer", "Voir la fiche client"), "buyer"),
}  # fmt: skip
"""Why no form, what the link says, and the page it opens; by kind."""
_RIGHTS: Final[Mapping[str, Right]] = {"limit-ask": Right.ASK_LIMIT, "buyer": Right.SEE, "imports": Right.IMPORT}


def _elsewhere(access: Access, item: WorkItem, language: Language) -> Elsewhere | None:
    """Where a thing is settled that no form here settles; nothing where the person may not go there."""
    place = _PLACES.get(item.kind)
    if place is None and item.source == WorkItem.Source.ENTITY:
        why = Words(
            "The registration of the customer, or the party named on the invoice, is corrected by an import.",
            "L’identité du client, ou la partie nommée sur la facture, se corrige par un import.",
        )
        place = (why, Words("See the customer", "Voir la fiche client"), "buyer")
    if place is None or not access.may(_RIGHTS[place[2]]):
        return None
    about = () if place[2] == "imports" else (item.buyer,)
    url = address_of(place[2], access.organisation.slug, *about) if all(about) else ""
    if not url:
        return None
    return Elsewhere(typeset(place[0].in_language(language), language), place[1].in_language(language), url)


def address_of(name: str, *parts: object) -> str:
    """Address of another page; none where a name cannot be part of an address."""
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""


def members_of(access: Access) -> list[Membership]:
    """Memberships to which a thing may be given: those who see the list, today."""
    today = timezone.localdate()
    found = (
        Membership.objects.select_related("person").filter(organisation=access.organisation).order_by("person__name")
    )
    return [each for each in found if is_standing(each, today) and Right.SEE_DUTIES in RIGHTS[Role(each.role)]]
