"""Rows of results about buyers and about their open invoices."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from encours.clauses.states import State
from encours.cover.ageing import OpenRow
from encours.explain.buyers_report import FAR, BuyerLine, Standing
from encours.explain.lines import InvoiceLine, is_partly_covered, main_state
from encours.facts.columns import MISSING_STORED
from encours.units import MISSING, NEVER, Cents, Day
from encours.units.plain_text import folded
from encours.web.computing.limits import buyer_status, lives, shown_total
from encours.web.computing.question import Asked
from encours.web.store.results import AccountResult, InvoiceResult

SLICES = ("not_due", "late_1", "late_2", "late_3", "late_4", "undated")
"""Columns of an aged balance, in the order of the places of an open invoice."""
LATE = (30, 60, 90)
"""Last day of each slice of lateness but the last, in days."""


def known(day: Day) -> Day | None:
    """A day as results keep it: nothing where it is not known."""
    return None if day == MISSING else day


def slice_of(due: Day, as_of: Day) -> int:
    """Place of a due date among ``SLICES``; what falls due on the day is not due."""
    if due == MISSING:
        return 5
    late = as_of - due
    return 0 if late <= 0 else 1 + sum(late > bound for bound in LATE)


def states(parts: Any) -> dict[str, Cents]:  # noqa: ANN401 -- amounts by state
    """Amounts by state, as columns of results."""
    return {state.name.lower(): parts[state] for state in State}


def invoice_rows(asked: Asked, buyers: Collection[str] | None = None) -> Iterator[InvoiceResult]:
    """A row for each open line, of these buyers or of all; drafts and orders too, which nobody owes."""
    lines = asked.portfolio.lines
    opened = {each.row: each for each in asked.balance.open_rows()}
    for line in lines.of(asked.cover):
        if buyers is None or line.buyer in buyers:
            yield _invoice(asked, line, opened.get(line.row))


def _invoice(asked: Asked, line: InvoiceLine, aged: OpenRow | None) -> InvoiceResult:
    lines, cover = asked.portfolio.lines, line.cover
    due = lines.day(line.row, "due") if aged is None else aged.due
    return InvoiceResult(
        buyer=line.buyer,
        buyer_name=lines.buyer_name(line.buyer),
        number=line.number,
        instalment=line.instalment,
        shown=lines.shown_number(line),
        entity=line.entity,
        stage=line.stage.english,
        is_receivable=line.is_receivable,
        issued=known(lines.day(line.row, "issued")),
        delivered=known(lines.day(line.row, "delivered")),
        due=known(due),
        late_days=None if due == MISSING else asked.as_of - due,
        bucket=slice_of(due, asked.as_of),
        currency=line.currency,
        open_original=cover.open_original,
        outstanding=cover.open,
        insured=cover.insured,
        state=main_state(cover).name.lower(),
        is_partly=is_partly_covered(cover),
        at_risk=line.is_receivable and lines.at_risk(line),
        cause=cover.cause,
        until=known(cover.until),
        **states(cover.parts),
    )


def account_rows(
    asked: Asked, rows: Collection[InvoiceResult], buyers: Collection[str] | None = None
) -> Iterator[AccountResult]:
    """A row for each buyer that owes something or of whom something is told; ``rows`` are those of its invoices."""
    portfolio = asked.portfolio
    owed: dict[str, list[InvoiceResult]] = {}
    for each in rows:
        if each.is_receivable:
            owed.setdefault(each.buyer, []).append(each)
    paid = _last_payments(asked)
    on_account, carriers = _on_account(asked), _carriers(asked)
    for line in portfolio.buyers:
        if buyers is not None and line.buyer not in buyers:
            continue
        made = _account(asked, line, portfolio.standing(line))
        made.last_paid_on = paid.get(line.buyer)
        made.on_account = on_account.get(line.buyer, 0)
        made.policies = sorted(carriers.get(line.buyer, ()))
        _age(made, owed.get(line.buyer, []))
        yield made


def _account(asked: Asked, line: BuyerLine, standing: Standing) -> AccountResult:
    lines = asked.portfolio.lines
    told = {name: lines.buyer_field(line.buyer, name) for name in ("group", "siren", "sector", "siret", "vat_number")}
    own, delivery, stands = standing.own, standing.delivery, standing.of_layer(0)
    found = list(lives(asked.portfolio, line, standing, asked.as_of))
    expires = NEVER if stands is None else stands.decision.expires_on
    return AccountResult(
        buyer=line.buyer,
        buyer_name=line.name,
        country=line.country,
        group=told["group"],
        siren=told["siren"],
        sector=told["sector"],
        sought=folded(" ".join((line.name, line.buyer, *told.values()))),
        invoices=line.rows,
        outstanding=line.outstanding,
        insured=line.insured,
        limit=None if delivery is None else shown_total(found),
        limit_state=found[0].state,
        limit_kind="" if delivery is None else delivery.limits[0].kind.english,
        limit_until=expires if expires < FAR and expires != MISSING else None,
        own_limit=None if own is None else own.allowed,
        next_delivery=None if delivery is None else delivery.room,
        stopped_since=None if standing.halt is None else standing.halt.since,
        next_stop=line.next_stop if line.next_stop < FAR else None,
        until=line.until if line.until < FAR else None,
        status=buyer_status(line, standing, asked.as_of, warning_days=lines.warning_days),
        **states(line.parts),
    )


def _age(made: AccountResult, owed: Collection[InvoiceResult]) -> None:
    for each in owed:
        name = SLICES[each.bucket]
        setattr(made, name, getattr(made, name) + each.outstanding)
    made.late_days = max((max(0, each.late_days or 0) for each in owed), default=0)


def _last_payments(asked: Asked) -> dict[str, Day]:
    """Last day on which each buyer paid something."""
    table = asked.view.table("payments")
    found: dict[str, Day] = {}
    days = table.numbers["paid_on"].tolist()
    for buyer, day in zip(table.texts["buyer"].texts(), days, strict=True):
        if MISSING_STORED[table.kind.field("paid_on").quantity] < day < NEVER and day > found.get(buyer, day - 1):
            found[buyer] = day
    return found


def _carriers(asked: Asked) -> dict[str, set[str]]:
    """Policies above or beside the first that carry something of what each buyer owes."""
    found: dict[str, set[str]] = {}
    if len(asked.programme.policies) == 1:
        return found
    for line in asked.portfolio.lines.of(asked.cover):
        names = {each.policy for each in line.cover.layers[1:] if each.admitted > 0}
        if line.is_receivable and names:
            found.setdefault(line.buyer, set()).update(names)
    return found


def _on_account(asked: Asked) -> dict[str, Cents]:
    """Money that no invoice has taken, of each buyer; credit notes among it."""
    found: dict[str, Cents] = {}
    for line in asked.balance.rows:
        credited = (line.policy or line.company).credits
        if credited:
            found[line.key] = credited
    return found
