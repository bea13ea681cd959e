"""The aged balance as a list of a page or of a file, and as a drawing: what of each age is covered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from encours.clauses.states import State
from encours.cover.ageing import Aged, AgedBalance, AgedLine, By, Per, Slices
from encours.cover.ageing.terms import headings_of
from encours.explain.ageing_report import heading_word
from encours.explain.document.by_age import by_state_and_age
from encours.explain.document.model import Amount, Chart, Kind, On, Percentage, Tone
from encours.explain.document.setting import Setting
from encours.explain.document.shown import shown as shown_in
from encours.explain.values import whole_amount
from encours.policy.faults import Words
from encours.units import NEVER, Cents
from encours.units.countries import country_name
from encours.units.show import Language
from encours.web.computing.rows import LATE as BOUNDS
from encours.web.computing.rows import SLICES
from encours.web.pages.aged import NOBODY, SLICE_NAMES, Balance, Line, is_undated, of_accounts, share_of
from encours.web.pages.listing import Cell, Column, Listing, Row, kept, page_of, sort_of, sorted_by, sorted_items
from encours.web.pages.shown import Shown, link

HEADINGS: Final = headings_of(BOUNDS, Slices.DAYS)
FIRST: Final[Mapping[Per, Words]] = {
    Per.BUYER: Words("Customer", "Client"),
    Per.GROUP: Words("Group", "Groupe"),
    Per.COUNTRY: Words("Country", "Pays"),
    Per.ENTITY: Words("Selling entity", "Entité"),
    Per.CURRENCY: Words("Currency", "Devise"),
}
NONE_SAID: Final[Mapping[Per, Words]] = {
    Per.BUYER: Words("Unknown customer", "Client inconnu"),
    Per.GROUP: Words("No group", "Sans groupe"),
    Per.COUNTRY: Words("Country unknown", "Pays inconnu"),
    Per.ENTITY: Words("Entity unknown", "Entité inconnue"),
    Per.CURRENCY: Words("Currency unknown", "Devise inconnue"),
}
BARE: Final = re.compile(r"^\D+|\D+$")
TOTAL: Final = Words("Total", "Total")
CAPTION: Final = Words("Aged balance", "Balance âgée")
EMPTY: Final = Words("Nothing is open.", "Rien n’est ouvert.")
NOT_FOUND: Final = Words(
    "No customer matches this search: shorten it, or clear it.",
    "Aucun client ne répond à cette recherche : abrégez-la ou effacez-la.",
)


def columns_of(per: Per, *, has_undated: bool, has_credits: bool) -> tuple[Column, ...]:
    """Columns of the balance; those that would be empty are for files alone."""
    by_customer = per is Per.BUYER
    of_accounts = per in {Per.BUYER, Per.GROUP, Per.COUNTRY}
    ages = tuple(
        Column(name, _age(place, "en"), _age(place, "fr"), Kind.AMOUNT, sort=True,
               is_for_files=name == "undated" and not has_undated)
        for place, name in enumerate(SLICES)
    )  # fmt: skip
    first = FIRST[per]
    return (
        Column("name", first.english, first.french, sort=True, key="buyer_name"),
        Column("code", "Code", "Code", Kind.CODE, is_for_files=True),
        Column("outstanding", "Outstanding", "Encours", Kind.AMOUNT, sort=True),
        *ages,
        Column("overdue", "Overdue", "Total échu", Kind.AMOUNT, sort=True),
        Column("share", "% overdue", "% échu", Kind.PERCENTAGE, sort=True),
        Column("covered", "Covered", "Couvert", Kind.AMOUNT, sort=True),
        Column("limit", "Limit", "Agrément", Kind.AMOUNT, sort=True, is_for_files=not by_customer),
        Column("over", "Over the limit", "Dépassement", Kind.AMOUNT, sort=True, key="over_limit"),
        Column("credits", "Credits on account", "Avoirs et acomptes", Kind.AMOUNT, sort=True, key="on_account",
               is_for_files=not (of_accounts and has_credits)),
        Column("paid", "Last payment", "Dernier règlement", Kind.DAY, sort=True, key="last_paid_on", is_minor=True,
               is_for_files=not of_accounts),
        Column("customers", "Customers", "Clients", Kind.COUNT, sort=not by_customer, is_for_files=by_customer),
    )  # fmt: skip


def _age(place: int, language: Language) -> str:
    """Title of a slice, which no line breaks."""
    word = heading_word(HEADINGS[place], language)
    return (word[:1].upper() + word[1:]).replace("-", "\u2011").replace("> ", ">\u00a0")


def listing_of(
    shown: Shown, balance: Balance, per: Per, given: Mapping[str, Any], *, query: str, told: Language, whole: bool
) -> Listing:
    """The list as an address asks for it: one page, or the whole for a file."""
    total = balance.total(per)
    default = "-outstanding"
    probe = columns_of(per, has_undated=True, has_credits=True)
    sort = sort_of(probe, given, default)
    if per is Per.BUYER:
        rows: Any = sorted_by(balance.customers, probe, given, default)
        page = None if whole else page_of(rows, given)
        lines = of_accounts(rows if page is None else page.object_list)
    else:
        assert sort is not None, "there is always a default"
        name = sort.column.field
        ordered = sorted_items(
            (_named(each, per, told) for each in balance.lines(per)),
            lambda each: each.sorted_by(name),
            is_descending=sort.is_descending,
        )
        page = None if whole else page_of(ordered, given)
        lines = list(ordered if page is None else page.object_list)
    has_credits = bool(total.on_account)
    columns = columns_of(per, has_undated=is_undated(lines, total), has_credits=has_credits)
    writer = _Writer(shown, balance.reading.currency, per, told, str(given.get("q", "")))
    return Listing(
        columns=columns,
        rows=tuple(writer.row(each) for each in lines),
        caption=CAPTION.in_language(told),
        total=writer.total(total),
        page=page,
        sort=sort,
        query=kept(query),
        empty=(NOT_FOUND if given.get("q") else EMPTY).in_language(told),
        is_scrolled=True,
    )


def _named(line: Line, per: Per, told: Language) -> Line:
    if not line.key:
        return replace(line, name=NONE_SAID[per].in_language(told))
    return replace(line, name=country_name(line.key, told)) if per is Per.COUNTRY else line


def bare(amount: str) -> str:
    """An amount that is not below zero without its currency, which a list tells once."""
    return BARE.sub("", amount)


class _Writer:
    """Writes lines as rows whose every amount opens the invoices behind it."""

    def __init__(self, shown: Shown, currency: str, per: Per, told: Language, sought: str) -> None:
        self.shown, self.currency, self.per, self.told, self.sought = shown, currency, per, told, sought

    def row(self, line: Line) -> Row:
        """Row of a line."""
        name = line.name if line.key else NONE_SAID[self.per].in_language(self.told)
        opens = link(self.shown, "buyer", line.key) if self.per is Per.BUYER else self._behind(line)
        return Row((Cell(name, opens), Cell(line.key or None), *self._amounts(line)), key=line.key)

    def total(self, line: Line) -> tuple[Cell, ...]:
        """The total, with the share of each part below it."""
        return (Cell(TOTAL.in_language(self.told)), Cell(), *self._amounts(line, is_total=True))

    def _amounts(self, line: Line, *, is_total: bool = False) -> tuple[Cell, ...]:
        def told(cents: Cents | None, tone: Tone = Tone.PLAIN, **behind: str) -> Cell:
            if cents is None:
                return Cell()
            href = self._behind(line, is_total=is_total, **behind) if behind and cents else ""
            note = self._share(cents, line) if is_total and behind else ""
            return Cell(Amount(cents, self.currency), href, tone if cents else Tone.PLAIN, note=note,
                        brief=self._brief(cents, is_total=is_total))  # fmt: skip

        paid = line.last_paid_on
        return (
            told(line.outstanding, slice="all"),
            *(told(cents, slice=name) for cents, name in zip(line.slices, SLICE_NAMES, strict=True)),
            told(line.overdue, slice="overdue"),
            Cell(None if line.share is None else Percentage(line.share), brief="" if line.share else "·"),
            told(line.covered, state="covered"),
            told(line.limit),
            told(line.over_limit, Tone.OVER_LIMIT, state="over-limit"),
            told(line.on_account),
            Cell(None if paid is None or paid >= NEVER else On(paid)),
            Cell(line.customers),
        )

    def _brief(self, cents: Cents, *, is_total: bool) -> str:
        """Without its cents; the dot of what is nothing lets the eye find what is something."""
        if not cents and not is_total:
            return "·"
        return bare(whole_amount(cents, self.currency, self.told))

    def _share(self, cents: Cents, line: Line) -> str:
        share = share_of(cents, line.outstanding)
        return "" if share is None else shown_in(Percentage(share), self.told)

    def _behind(self, line: Line, *, is_total: bool = False, **more: str) -> str:
        own = {} if is_total else {self.per.value: line.key or NOBODY}
        found = {name: value for name, value in more.items() if value != "all"}
        return link(self.shown, "invoices", **own, who=self.sought, **found)


def chart_of(balance: Balance, told: Language) -> Chart | None:
    """What of each age is in each state, as the report of the library draws it; nothing where nothing is open."""
    states = balance.states()
    columns = tuple(sum(each[place] for each in states.values()) for place in range(len(SLICES)))
    currency = balance.reading.currency
    return by_state_and_age(_as_told(balance, states, columns), Setting(told, currency, None)) if any(columns) else None


def _as_told(balance: Balance, states: Mapping[State, Sequence[Cents]], columns: tuple[Cents, ...]) -> AgedBalance:
    """Totals of the results in the shape that the drawing of the library takes."""
    currency = balance.reading.currency
    aged = Aged(columns, 0, 0)
    return AgedBalance(
        as_of=balance.reading.as_of,
        known_on=NEVER if balance.reading.known_on is None else balance.reading.known_on,
        by=By.DUE,
        unit=Slices.DAYS,
        bounds=BOUNDS,
        headings=HEADINGS,
        company_currency=currency,
        policy_currency=currency,
        total=AgedLine("", currency, aged, aged, aged, 0),
        states={state: tuple(each) for state, each in states.items()},
        controls=(),
        errors=(),
        _lines=None,
    )
