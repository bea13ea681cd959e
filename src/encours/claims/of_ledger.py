"""The losses of some buyers as their ledger tells them, in the order of their days, with what cannot be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from encours.claims.announced import Announced, Undated, announced_losses
from encours.claims.least_waiting import least_waiting, waits
from encours.claims.of_buyer import BuyerLoss, loss_of_buyer, view_of_loss
from encours.claims.units import unit_of
from encours.clauses.choices import ClaimUnit
from encours.clauses.lose.anchors import INSOLVENCY, PROTRACTED_DEFAULT
from encours.cover.book.holders import buyers_of
from encours.facts.only import kin, only
from encours.facts.view import View
from encours.policy.schedule import Policy, Programme
from encours.units import Cents, Day


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of the loss of one buyer beside its ledger: its day, and its cause, empty where this is not."""

    buyer: str
    day: Day | None
    cause: str


@dataclass(frozen=True, slots=True)
class LossesFound:
    """Losses in the order of their days, the days announced, and by buyer the losses whose day cannot be told.

    A loss of a day on which the buyer owed nothing is announced and not found.
    """

    losses: tuple[BuyerLoss, ...]
    announced: tuple[Day, ...]
    undated: tuple[tuple[str, Undated], ...]


def companies_that_count(view: View, programme: Programme, buyer: str) -> tuple[str, ...]:
    """Buyers whose losses make one with those of a buyer: its group, where this is the unit of a claim."""
    if unit_of(programme.primary) != ClaimUnit.GROUP:
        return (buyer,)
    buyers = buyers_of(view)
    group = {name: buyers.told(number, "group") for number, name in enumerate(buyers.names)}
    if not group[buyer]:
        return (buyer,)
    return tuple(sorted(name for name in kin(view, buyer) if group.get(name) == group[buyer]))


def buyers_that_may_have_failed(view: View, policy: Policy) -> tuple[str, ...]:
    """Buyers with proceedings; where the policy waits for another cause of loss, those that paid too late for it, too.

    None that failed is left out; some that did not may be there.
    """
    failed = view.table("insolvencies").texts["buyer"]
    names = {failed.names[code] for code in failed.used_codes().tolist()}
    return tuple(sorted(names | (_late_payers(view, policy) if waits(policy) else set())))


def _late_payers(view: View, policy: Policy) -> set[str]:
    """Buyers with an invoice not paid, by payments that name it, in the least time after which it may be lost."""
    least = least_waiting(policy)
    paid = _paid_by(view)
    invoices = view.table("invoices")
    numbers, buyers = invoices.texts["number"], invoices.texts["buyer"]
    moves = view.table("due_date_moves").texts["invoice"]
    moved = {moves[row] for row in range(len(view.table("due_date_moves")))}
    columns = (invoices.numbers[name].tolist() for name in ("due", "issued", "delivered", "paid_on", "gross"))
    owed: dict[str, tuple[str, Day, Cents]] = {}
    for row, (due, issued, delivered, paid_on, gross) in enumerate(zip(*columns, strict=True)):
        lost_from = least.ends(due, issued, delivered, is_moved=numbers[row] in moved)
        if lost_from <= view.as_of and paid_on > lost_from:
            buyer, first, amount = owed.get(numbers[row], (buyers[row], lost_from, 0))
            owed[numbers[row]] = (buyer, min(first, lost_from), amount + gross)
    return {
        buyer for number, (buyer, lost_from, gross) in owed.items()
        if sum(amount for day, amount in paid.get(number, ()) if day <= lost_from) < gross
    }  # fmt: skip


def _paid_by(view: View) -> dict[str, list[tuple[Day, Cents]]]:
    """Day and amount of each payment by the invoice it names, those that came back unpaid left out."""
    table, returns = view.table("payments"), view.table("payment_returns")
    gone = {returns.texts["payment"][row] for row in range(len(returns))}
    names, references = table.texts["invoice"], table.texts["reference"]
    found: dict[str, list[tuple[Day, Cents]]] = {}
    days, amounts = table.numbers["paid_on"].tolist(), table.numbers["amount"].tolist()
    for row, (day, amount) in enumerate(zip(days, amounts, strict=True)):
        if names[row] and references[row] not in gone:
            found.setdefault(names[row], []).append((day, amount))
    return found


def losses_of_ledger(
    view: View, programme: Programme, buyers: Iterable[str], *, told: Told | None, check: Callable[[View], None]
) -> LossesFound:
    """Losses of some buyers up to the day of a view; `check` is asked of what each is judged from, as it then stood."""
    losses: list[BuyerLoss] = []
    days: list[Day] = []
    undated: list[tuple[str, Undated]] = []
    for buyer in buyers:
        check(only(view, kin(view, buyer)))
        announcement = announced_losses(view, programme, buyer, check=check)
        own = None if told is None or told.buyer != buyer else told
        announced = announcement.losses if own is None or own.day is None else (_as_told(own, announcement.losses),)
        before = announcement.losses
        found = _losses(
            view,
            programme,
            buyer,
            announced,
            announced_before=before,
            cause="" if own is None else own.cause,
            check=check,
        )
        losses += found
        days += [each.day for each in announced]
        undated += [(buyer, each) for each in announcement.undated]
    ordered = sorted(losses, key=lambda each: (each.day, each.losses[0].claim))
    return LossesFound(_numbered(ordered), tuple(days), tuple(undated))


def _numbered(losses: Iterable[BuyerLoss]) -> tuple[BuyerLoss, ...]:
    """Losses whose claim has several counted from 1: two causes of one day."""
    met: Counter[str] = Counter()
    found = []
    for each in losses:
        met[each.losses[0].claim] += 1
        number = met[each.losses[0].claim]
        found.append(replace(each, losses=tuple(replace(loss, number=number) for loss in each.losses)))
    return tuple(found)


def _as_told(told: Told, announced: Sequence[Announced]) -> Announced:
    """The loss of the day told, as it is announced where it is."""
    assert told.day is not None
    usual = Announced(told.day, PROTRACTED_DEFAULT, told.day)
    return next((each for each in announced if each.day == told.day), usual)


def _losses(
    view: View,
    programme: Programme,
    buyer: str,
    lost: Sequence[Announced],
    *,
    announced_before: Sequence[Announced],
    cause: str,
    check: Callable[[View], None],
) -> list[BuyerLoss]:
    """Each loss with what was delivered since the last; an invoice that was lost alone is lost once."""
    found = []
    before = [each for each in announced_before if lost and each.day < lost[0].day and each.cause == INSOLVENCY]
    after = max((each.delivered_by for each in before), default=None)
    earlier: set[str] = set()
    for each in lost:
        check(view_of_loss(view, buyer, each.day))
        made = loss_of_buyer(
            view, programme, buyer, day=each.day, cause=cause or each.cause, after=after,
            delivered_by=each.delivered_by, invoices=each.invoices, earlier=earlier,
        )  # fmt: skip
        if made.rows:
            found.append(made)
        if each.invoices is None:
            after = each.delivered_by
        else:
            earlier |= each.invoices
    return found
