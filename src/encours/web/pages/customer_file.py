"""What the file of a customer tells of its position: key figures, its status, its open invoices, its limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeGuard

from encours.clauses.choices import AmountBase
from encours.clauses.states import State
from encours.cover.book.agreement import wide
from encours.explain.blocks import Page
from encours.explain.buyer_screen import buyer_page
from encours.explain.buyers_report import BuyerLine, Standing
from encours.explain.cover_report import note_of_indemnity
from encours.explain.document.model import Amount, Kind, On, Tone
from encours.explain.document.shown import typeset
from encours.explain.names import state_word
from encours.explain.unknown_share import insured_told, unknown_share
from encours.explain.values import amount as amount_of
from encours.explain.values import whole_amount
from encours.explain.words import say as say_of
from encours.policy.faults import Words
from encours.units import MISSING, NEVER, Day
from encours.units.show import Language, show_day
from encours.web.computing.limits import BuyerStatus, buyer_status, limit_state
from encours.web.computing.question import Asked
from encours.web.computing.rows import account_rows, invoice_rows
from encours.web.computing.work import work_items
from encours.web.pages.badges import Badge, days_badge
from encours.web.pages.customer_marks import reason_in_brief, status_badge
from encours.web.pages.library_blocks import grids, tone, words
from encours.web.pages.limit_marks import state_badge
from encours.web.pages.listing import Cell, Column, Listing, Row, page_of, state_cell
from encours.web.pages.parts import Figure
from encours.web.pages.shown import Shown, link
from encours.web.pages.sight import sees_limits, sees_own_limits
from encours.web.pages.templatetags.encours import say, say_count
from encours.web.store.models import AccountResult, InvoiceResult, WorkItem

MOST_ROWS: Final = 10_000
INVOICES_A_PAGE: Final = 25
FAR: Final = 2**30
NOTHING_STOPS: Final = Words(
    "Nothing keeps a delivery of the day from being covered.",
    "Rien n’empêche une livraison du jour d’être garantie.",
)

LIFTED: Final = Words("A higher limit would lift this.", "Une limite plus élevée lèverait ce blocage.")


@dataclass(frozen=True)
class CustomerFile:
    """A customer under a question, as somebody is shown it; each part is found once, when it is first asked for."""

    shown: Shown
    asked: Asked
    buyer: str
    language: Language

    @cached_property
    def line(self) -> BuyerLine:
        """What is owed and covered."""
        return self.asked.portfolio.line(self.buyer)

    @cached_property
    def standing(self) -> Standing:
        """What a delivery of the day would find, and what is to come."""
        return self.asked.portfolio.standing(self.line)

    @cached_property
    def invoices(self) -> list[InvoiceResult]:
        """Every open line, the oldest due date first."""
        rows = [each for each in invoice_rows(self.asked, {self.buyer}) if each.is_receivable]
        return sorted(rows, key=lambda each: (each.due is None, each.due or 0, each.number, each.instalment))

    @cached_property
    def account(self) -> AccountResult:
        """The same figures as in the list; those of somebody who owes nothing where nothing is told."""
        found = next(iter(account_rows(self.asked, self.invoices, {self.buyer})), None)
        return AccountResult(buyer=self.buyer, buyer_name=self.line.name) if found is None else found

    @cached_property
    def page(self) -> Page:
        """The customer as the library tells it."""
        return buyer_page(self.asked.portfolio, self.line, self.language, rows=MOST_ROWS)

    @cached_property
    def status(self) -> BuyerStatus:
        """Whether one may go on selling."""
        days = self.asked.portfolio.lines.warning_days
        return buyer_status(self.line, self.standing, self.asked.as_of, warning_days=days)

    @property
    def badge(self) -> Badge:
        """The same, with its word and its symbol."""
        return status_badge(self.status, self.language)

    @property
    def sentence(self) -> str:
        """Why, in a sentence."""
        if self.status in {BuyerStatus.STOP, BuyerStatus.UNKNOWN}:
            told = typeset(self.standing.halts[0].sentence(self.language), self.language)
        elif self.status is BuyerStatus.OK:
            told = typeset(NOTHING_STOPS.in_language(self.language), self.language)
        else:
            told = reason_in_brief(self.account, self.status, self.asked.currency, self.language)
            told += f". {say(LIFTED.english, LIFTED.french)}" if self.status is BuyerStatus.HOLD else ""
        told = told[:1].upper() + told[1:]
        return told if told.endswith(".") or not told else f"{told}."

    def work(self) -> list[WorkItem]:
        """What is to be done about it, the nearest first."""
        reading = self.shown.reading
        asked = (self.shown.as_of, self.shown.known_on)
        if reading is not None and reading.standing == "made" and (reading.as_of, reading.known_on) == asked:
            rows = list(WorkItem.objects.filter(reading=reading, buyer=self.buyer))
        else:
            rows = list(work_items(self.asked, [self.account], self.invoices, {self.buyer}))
        return sorted(rows, key=lambda each: (NEVER if each.last_day is None else each.last_day, -(each.stake or 0)))


def figures(file: CustomerFile) -> list[Figure]:
    """Key figures, to the cent."""
    account, currency, language = file.account, file.asked.currency, file.language
    overdue = account.late_1 + account.late_2 + account.late_3 + account.late_4
    uninsured = account.outstanding - account.covered
    is_lost = account.over_limit + account.suspended + account.not_covered > 0
    late = say("{days} days late at most", "{days} jours de retard au plus", days=account.late_days)
    portfolio = file.asked.portfolio
    unknown = unknown_share(portfolio.lines, portfolio.rows(file.buyer))
    insured = insured_told(unknown, amount_of(account.insured, currency, language), language)
    parts = {
        State.OVER_LIMIT: account.over_limit, State.SUSPENDED: account.suspended,
        State.NOT_COVERED: account.not_covered, State.OUTSIDE: account.outside,
        State.NEEDS_INFORMATION: account.needs_information,
    }  # fmt: skip
    told = [
        f"{state_word(state, language)} {whole_amount(part, currency, language)}"
        for state, part in parts.items()
        if part
    ]
    count = say_count(account.invoices, "receivable", "receivables", "créance", "créances")
    found = [
        Figure(say("Outstanding", "Encours"), Amount(account.outstanding, currency), count, "#invoices"),
        Figure(say("Overdue", "Échu"), Amount(overdue, currency), late if overdue else "",
               tone=Tone.NOT_COVERED if overdue else Tone.PLAIN),
        Figure(say("Covered", "Couvert"), Amount(account.covered, currency), tone=Tone.COVERED),
        Figure(say("Uninsured", "Non garanti"), Amount(uninsured, currency), " · ".join(told),
               tone=Tone.OVER_LIMIT if is_lost else Tone.PLAIN),
        Figure(say("Indemnity if it failed today", "Indemnité s’il défaillait aujourd’hui"), insured,
               typeset(say_of(note_of_indemnity(file.asked.programme), language), language)),
    ]  # fmt: skip
    return found + (_of_limits(file) if sees_limits(file.shown.access) else [])


def _of_limits(file: CustomerFile) -> list[Figure]:
    """Limit in force, room of the day, and what the company allows, where that is theirs to see."""
    currency, language, own = file.asked.currency, file.language, file.standing.own
    state = state_badge(limit_state(file.asked.portfolio, file.line, file.standing, file.asked.as_of), language)
    limit, room = file.account.limit, file.account.next_delivery
    found = [
        Figure(say("Limit", "Agrément"), None if limit is None else Amount(limit, currency),
               f"{state.symbol} {state.word}"),
        Figure(say("Room today", "Disponible"), None if room is None else Amount(room, currency), _why_no_room(file),
               tone=Tone.PLAIN if room is None else Tone.COVERED if room else Tone.NOT_COVERED),
    ]  # fmt: skip
    if own is None or not sees_own_limits(file.shown.access):
        return found
    left = ""
    if own.room is not None:
        key = "exceeded" if own.is_exceeded else "own room"
        left = typeset(say_of(key, language, amount=whole_amount(abs(own.room), currency, language)), language)
    allowed = None if own.allowed is None else Amount(own.allowed, currency)
    title = say("Allowed by us", "Autorisé en interne")
    return [*found, Figure(title, allowed, left, tone=Tone.NOT_COVERED if own.is_exceeded else Tone.PLAIN)]


def _why_no_room(file: CustomerFile) -> str:
    halt = file.standing.halt
    return "" if halt is None else typeset(halt.reason(file.language), file.language)


@dataclass(frozen=True, slots=True)
class Told:
    """A line of what a delivery of the day would find: what, how much, and what is said of it."""

    title: str
    value: str
    note: str
    tone: Tone


def delivery(file: CustomerFile) -> list[Told]:
    """What a delivery of the day would find, limit by limit, in the words of the library."""
    grid = next(iter(grids(file.page).get("", ())), None)
    if grid is None:
        return []
    states = {words(each[0], file.language) for each in grid.rows[: 1 + _states_told(file)]}
    skipped = {*states, typeset(say_of("insured one", file.language), file.language)}
    return [
        Told(words(row[0], file.language), words(row[1], file.language), words(row[2], file.language),
             max(tone(row[1]), tone(row[2]), key=lambda each: each is not Tone.PLAIN))
        for row in grid.rows
        if words(row[0], file.language) not in skipped
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something to be done: what, about what, by when, and what missing it costs."""

    title: str
    subject: str
    badge: Badge | None
    last_day: Day | None
    stake: int | None


def to_do(file: CustomerFile, each: WorkItem) -> ToDo:
    """A thing to be done as it is shown."""
    told = each.told.get(file.language, {})
    last = None if each.last_day is None or each.last_day >= FAR else each.last_day
    badge = None if last is None else days_badge(last - file.asked.as_of, file.language)
    return ToDo(typeset(told.get("title", ""), file.language), told.get("subject", ""), badge, last, each.stake or None)


def _states_told(file: CustomerFile) -> int:
    return sum(1 for part in file.line.parts.values() if part)


def limit_base(file: CustomerFile) -> str:
    """In what amounts the limit is counted: before tax, or all of it."""
    base = AmountBase.numbered(wide(file.asked.programme.primary, "limit_amount_base"))
    return base.french if file.language == "fr" else base.english


def invoice_list(file: CustomerFile, given: Any) -> Listing:  # noqa: ANN401 -- the parameters of an address
    """Open invoices with their states, the oldest due date first."""
    page = page_of(file.invoices, given, INVOICES_A_PAGE)
    columns = (
        Column("invoice", "Invoice", "Facture", Kind.CODE),
        Column("due", "Due", "Échéance", Kind.DAY),
        Column("late", "Days late", "Retard (j)", Kind.COUNT),
        Column("open", "Open", "Solde", Kind.AMOUNT),
        Column("covered", "Covered", "Couvert", Kind.AMOUNT),
        Column("state", "State", "État", Kind.TEXT),
    )
    return Listing(
        columns=columns,
        rows=tuple(_invoice(file, each) for each in page.object_list),
        caption=say("Open invoices", "Factures ouvertes"),
        total=_invoices_total(file) if file.invoices else (),
        page=page if page.paginator.num_pages > 1 else None,
        query=given.urlencode() if hasattr(given, "urlencode") else "",
        empty=say("Nothing is open.", "Rien n’est ouvert."),
    )


def _invoice(file: CustomerFile, each: InvoiceResult) -> Row:
    currency, language = file.asked.currency, file.language
    state = "partly-covered" if each.is_partly else each.state.replace("_", "-")
    cell = state_cell(state, language)
    late = each.late_days if each.late_days and each.late_days > 0 else None
    until = say("until", "jusqu’au") + f" {show_day(each.until, language)}" if _is_day(each.until) else ""
    delivered = say("delivered", "livrée") + f" {show_day(each.delivered, language)}" if _is_day(each.delivered) else ""
    note = until if each.covered > 0 else ""
    return Row((
        Cell(each.shown, link(file.shown, "invoice", each.instalment, each.number, buyer=each.buyer), note=delivered),
        _day(each.due),
        Cell(late, tone=Tone.NOT_COVERED if late else Tone.PLAIN),
        Cell(Amount(each.outstanding, currency)),
        Cell(Amount(each.covered, currency)),
        Cell(cell.value, badge=cell.badge, note=f"⚑ {note}" if each.at_risk and note else note),
    ))  # fmt: skip


def _is_day(value: Day | None) -> TypeGuard[Day]:
    """Whether it is a day of the calendar: known, and not one that never comes."""
    return value is not None and value != MISSING and value < FAR


def _invoices_total(file: CustomerFile) -> tuple[Cell, ...]:
    count = say_count(len(file.invoices), "invoice", "invoices", "facture", "factures")
    owed = sum(each.outstanding for each in file.invoices)
    covered = sum(each.covered for each in file.invoices)
    amounts = (Cell(Amount(owed, file.asked.currency)), Cell(Amount(covered, file.asked.currency)))
    return (Cell(count), Cell(), Cell(), *amounts, Cell())


def _day(value: Day | None) -> Cell:
    return Cell(On(value)) if _is_day(value) else Cell()


def listed(rows: Sequence[Row], columns: tuple[Column, ...], caption: str, empty: str) -> Listing:
    """A short list of one page."""
    return Listing(columns=columns, rows=tuple(rows), caption=caption, empty=empty)
