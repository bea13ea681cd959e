"""The list of customers: its columns by rights, its rows from results, its total over all that pass the filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Case, Count, F, IntegerField, QuerySet, Sum, Value, When
from django.http import QueryDict

from encours.explain.document.model import Amount, Kind, On, Tone
from encours.explain.values import whole_amount
from encours.units import MISSING, NEVER, Cents, Day
from encours.units.countries import country_name
from encours.units.show import Language
from encours.web.computing.limits import BuyerStatus
from encours.web.pages.customer_marks import reason_in_brief, status_badge
from encours.web.pages.limit_marks import state_badge
from encours.web.pages.listing import Cell, Column, Listing, Row, page_of, sort_of, sorted_by
from encours.web.pages.portfolio_filters import Filters, with_seen_status
from encours.web.pages.shown import Shown, link
from encours.web.pages.sight import sees_limits, sees_own_limits
from encours.web.pages.templatetags.encours import language, say, say_count
from encours.web.pages.within import perimeter
from encours.web.store.models import AccountResult, Reading

PAGE: Final = "portfolio"
"""Name of the address of the list."""
BY_DEFAULT: Final = "-outstanding"
WORST_FIRST: Final = (BuyerStatus.STOP, BuyerStatus.HOLD, BuyerStatus.UNKNOWN, BuyerStatus.WATCH, BuyerStatus.OK)
SUMMED: Final = (
    "outstanding", "overdue", "covered", "uninsured", "insured", "over_limit", "suspended", "not_covered", "outside",
    "needs_information", "not_due",
)  # fmt: skip
_AMOUNT, _TEXT, _CODE, _DAY = Kind.AMOUNT, Kind.TEXT, Kind.CODE, Kind.DAY

EVERYBODY: Final = (
    Column("name", "Customer", "Client", _TEXT, sort=True, key="buyer_name"),
    Column("code", "Code", "Code", _CODE, key="buyer", is_for_files=True),
    Column("country", "Country", "Pays", _CODE, is_for_files=True),
    Column("group", "Group", "Groupe", _TEXT, is_for_files=True),
    Column("siren", "SIREN", "SIREN", _CODE, is_for_files=True),
    Column("sector", "Sector (NACE)", "Secteur (NACE)", _CODE, is_for_files=True),
    Column("outstanding", "Outstanding", "Encours", _AMOUNT, sort=True),
    Column("not_due", "Not due", "Non échu", _AMOUNT, is_for_files=True),
    Column("overdue", "Overdue", "Échu", _AMOUNT, sort=True),
    Column("late_days", "Days late at most", "Retard maximal (jours)", Kind.COUNT, is_for_files=True),
    Column("covered", "Covered", "Couvert", _AMOUNT, sort=True),
    Column("uninsured", "Uninsured", "Non garanti", _AMOUNT, sort=True),
    Column("over_limit", "Over the limit", "Dépassement", _AMOUNT, is_for_files=True),
    Column("suspended", "Suspended", "Suspendu", _AMOUNT, is_for_files=True),
    Column("not_covered", "Cover lost", "Garantie perdue", _AMOUNT, is_for_files=True),
    Column("outside", "Outside the policy", "Hors police", _AMOUNT, is_for_files=True),
    Column("needs_information", "Needs information", "Information manquante", _AMOUNT, is_for_files=True),
    Column("insured", "Indemnity expected", "Indemnité attendue", _AMOUNT, sort=True, is_minor=True),
    Column("last_paid_on", "Last payment", "Dernier règlement", _DAY, is_for_files=True),
)
OF_LIMITS: Final = (
    Column("limit", "Limit", "Agrément", _AMOUNT, sort=True),
    Column("limit_state", "State of the limit", "État de l’agrément", _TEXT, is_for_files=True),
    Column("limit_until", "Limit ends on", "Fin de l’agrément", _DAY, is_for_files=True),
    Column("room", "Room today", "Disponible", _AMOUNT, sort=True, key="next_delivery"),
)
OF_OWN_LIMITS: Final = (Column("own_limit", "Allowed by us", "Autorisé en interne", _AMOUNT, is_for_files=True),)
OF_STATUS: Final = (
    Column("status", "Status", "Statut", _TEXT, sort=True, key="status_rank"),
    Column("reason", "Reason", "Motif", _TEXT, is_for_files=True),
)


def columns_for(shown: Shown) -> tuple[Column, ...]:
    """Columns that somebody is shown."""
    own = OF_OWN_LIMITS if sees_own_limits(shown.access) else ()
    return (*EVERYBODY, *OF_LIMITS, *own, *OF_STATUS) if sees_limits(shown.access) else EVERYBODY


def customers(shown: Shown, reading: Reading) -> QuerySet[Any]:
    """Every customer of a reading that somebody sees, with what lists sort by."""
    rows = perimeter(AccountResult.objects.filter(reading=reading), shown.access)
    rows = rows.annotate(
        overdue=F("late_1") + F("late_2") + F("late_3") + F("late_4"),
        uninsured=F("outstanding") - F("covered"),
    )
    ranks = [When(seen_status=each, then=Value(place)) for place, each in enumerate(WORST_FIRST)]
    seen = with_seen_status(rows, with_own=sees_own_limits(shown.access))
    ranked: QuerySet[Any] = seen.annotate(
        status_rank=Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())
    )
    return ranked


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked: its filters, its order, its currency and its language; a file has every cent."""

    filters: Filters
    given: Mapping[str, Any]
    currency: str
    language: Language
    is_for_a_file: bool = False


def asked_by(shown: Shown, given: QueryDict) -> Asked:
    """What an address asks of the list."""
    currency, told = shown.currency, language()
    return Asked(Filters.of(given, currency, told, with_limits=sees_limits(shown.access)), given, currency, told)


def made(shown: Shown) -> Reading | None:
    """The reading a page stands on, where it has results to list."""
    reading = shown.reading
    return reading if reading is not None and reading.standing == Reading.Standing.MADE else None


def listing(shown: Shown, reading: Reading, asked: Asked, *, is_ticked: bool) -> Listing:
    """The customers that pass, with the total of them all: a page of them, or all in a file."""
    columns = columns_for(shown)
    rows = asked.filters.applied(customers(shown, reading), reading)
    ordered = sorted_by(rows, columns, asked.given, BY_DEFAULT)
    page = None if asked.is_for_a_file else page_of(ordered, asked.given)
    sums = rows.aggregate(count=Count("pk"), **{f"sum_{name}": Sum(name) for name in SUMMED})
    listed: Iterable[AccountResult] = ordered.iterator(chunk_size=2_000) if page is None else page.object_list
    return Listing(
        columns=columns,
        rows=tuple(_row(shown, each, columns, asked) for each in listed),
        caption=say("Customers", "Portefeuille clients"),
        total=_total(columns, sums, asked) if sums["count"] else (),
        page=page,
        sort=sort_of(columns, asked.given, BY_DEFAULT),
        query=asked.filters.query,
        empty=say("No customer passes these filters.", "Aucun client ne répond à ces filtres."),
        is_ticked=is_ticked,
    )


def _row(shown: Shown, account: Any, columns: tuple[Column, ...], asked: Asked) -> Row:  # noqa: ANN401 -- an annotated row
    return Row(tuple(_CELLS.get(each.name, _plain(each))(shown, account, asked) for each in columns), key=account.buyer)


def _total(columns: tuple[Column, ...], sums: Mapping[str, Any], asked: Asked) -> tuple[Cell, ...]:
    title = say_count(sums["count"], "customer", "customers", "client", "clients")
    found = []
    for each in columns:
        if each.name == "name":
            found.append(Cell(f"{say('Total', 'Total')} · {title}"))
        else:
            found.append(Cell(_amount(sums[f"sum_{each.name}"] or 0, asked)) if each.name in SUMMED else Cell())
    return tuple(found)


CellOf = Callable[[Shown, Any, Asked], Cell]


def _plain(column: Column) -> CellOf:
    """Cell of a column that shows a field as it is."""

    def cell(_: Shown, account: Any, asked: Asked) -> Cell:  # noqa: ANN401 -- an annotated row
        value = getattr(account, column.field)
        if column.kind is Kind.AMOUNT:
            return Cell(_amount(value, asked))
        if column.kind is Kind.DAY:
            return Cell(_day(value))
        return Cell(value)

    return cell


def _name(shown: Shown, account: Any, asked: Asked) -> Cell:  # noqa: ANN401 -- an annotated row
    country = country_name(account.country, asked.language) if account.country else ""
    note = " · ".join(part for part in (account.buyer, country, account.group) if part)
    return Cell(account.buyer_name, link(shown, "buyer", account.buyer), note=note)


def _uninsured(_: Shown, account: Any, asked: Asked) -> Cell:  # noqa: ANN401 -- an annotated row
    tone = Tone.PLAIN
    if account.over_limit + account.suspended + account.not_covered > 0:
        tone = Tone.NOT_COVERED if account.suspended + account.not_covered else Tone.OVER_LIMIT
    return Cell(_amount(account.uninsured, asked), tone=tone)


def _limit(_: Shown, account: Any, asked: Asked) -> Cell:  # noqa: ANN401 -- an annotated row
    badge = state_badge(account.limit_state, asked.language)
    return Cell(_amount(account.limit, asked), note=f"{badge.symbol} {badge.word}")


def _limit_state(_: Shown, account: Any, asked: Asked) -> Cell:  # noqa: ANN401 -- an annotated row
    return Cell(state_badge(account.limit_state, asked.language).word)


def _status(_: Shown, account: Any, asked: Asked) -> Cell:  # noqa: ANN401 -- an annotated row
    badge = status_badge(account.seen_status, asked.language)
    note = reason_in_brief(account, account.seen_status, asked.currency, asked.language)
    return Cell(badge.word, badge=badge, note=note)


def _reason(_: Shown, account: Any, asked: Asked) -> Cell:  # noqa: ANN401 -- an annotated row
    return Cell(reason_in_brief(account, account.seen_status, asked.currency, asked.language))


_CELLS: Final[Mapping[str, CellOf]] = {
    "name": _name,
    "uninsured": _uninsured,
    "limit": _limit,
    "limit_state": _limit_state,
    "status": _status,
    "reason": _reason,
}


def _amount(cents: Cents | None, asked: Asked) -> Amount | str | None:
    if cents is None or asked.is_for_a_file:
        return None if cents is None else Amount(cents, asked.currency)
    return whole_amount(cents, asked.currency, asked.language)


def _day(value: Day | None) -> On | None:
    return None if value is None or value in {MISSING, NEVER} else On(value)
