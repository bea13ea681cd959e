"""The loss of a buyer from its cover: what the walk finds open, eligible and insured on the day of the loss.

The account is judged as it stood that day, with all that is known on the day asked of notices, consents, disputes and
sanctions, as cover judges what was lost. Each invoice goes at the exchange rate that the policy keeps for a loss
(`loss_exchange_rate`): so its line, its debt and the room it takes in the limit, which stays in the policy's currency,
go by one rate, and what is admitted is never more than that limit has room for. An invoice that qualify and maintain
keep is a line of the loss, with the interest and costs charged on it that the policy counts; what they refuse is part
of the debt alone, and so is what is charged on an invoice whose price is paid or credited. Money that came later is a
recovery and takes nothing off.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from encours.claims.lines_of_layers import lines_of_layers
from encours.claims.loss import Loss, LossLine
from encours.claims.owed_rows import OpenRow, owed_rows
from encours.cover.book import Book, lay_out
from encours.cover.book.money_of_before import without_money_of_after
from encours.facts.kinds import CreditNote, Payment
from encours.facts.only import kin, only
from encours.facts.view import View
from encours.policy.schedule import Programme
from encours.units import NEVER, Cents, Day
from encours.units.show import show_day


@dataclass(frozen=True, slots=True)
class BuyerLoss:
    """One loss of a buyer: the debt that day row by row, the loss of each layer, and the money that came later.

    `losses` has one loss for each policy of the programme, in their order. The book is that of the loss.
    `standing` are the rows with those that are no part of the loss and take their room in the limit all the same.
    """

    book: Book
    day: Day
    rows: tuple[OpenRow, ...]
    losses: tuple[Loss, ...]
    recoveries: tuple[Payment, ...]
    standing: tuple[OpenRow, ...]
    _walked: dict[tuple[Cents, ...], tuple[tuple[LossLine, ...], ...]] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """Name under which it has its money."""
        return self.losses[0].name

    def lines_left(self, left: tuple[Cents, ...]) -> tuple[tuple[LossLine, ...], ...]:
        """Lines of each policy once so much is left of each row: the account of the day is walked again on that.

        What came in since counts as credited that day, row by row. So a younger invoice gets the room that an older one
        left, and the layers of a programme share what is left as they would have shared so much. The debt of a line is
        what was taken for left: a cent more where a currency or a charge has no smaller part.
        """
        if left not in self._walked:
            loss = self.losses[0]
            view = without_money_of_after(self.book.view, self.day).supposing(_credits(self, left))
            book = lay_out(view, self.book.programme, cause=loss.cause, lost_on=self.day, large=False)
            standing = {each.ledger_row for each in self.standing}
            lost = {each.ledger_row: (each, now) for each, now in zip(self.rows, left, strict=True)}
            rows = [
                _charged_less(each, *lost[each.ledger_row]) if each.ledger_row in lost else each
                for each in owed_rows(self.book.view, book, loss.buyer) if each.ledger_row in standing
            ]  # fmt: skip
            self._walked[left] = lines_of_layers(book.programme, rows, loss.keys, day=self.day, lost=lost)
        return self._walked[left]


def _credits(found: BuyerLoss, left: Sequence[Cents]) -> Iterator[CreditNote]:
    """What came in on each row since its loss, in its own currency: no more than leaves so much of its debt."""
    currencies = found.book.view.table("invoices").texts["currency"]
    for place, (row, now) in enumerate(zip(found.rows, left, strict=True)):
        gone = row.cover.open_original - _rounded_up(row.cover.open_original, now, row.debt)
        if gone > 0:
            yield CreditNote(
                number=str(place), buyer=found.losses[0].buyer, invoice=row.number, instalment=row.instalment,
                issued=found.day, currency=currencies[row.ledger_row], gross=gone, vat=0,
            )  # fmt: skip


def _charged_less(row: OpenRow, before: OpenRow, now: Cents) -> OpenRow:
    """The row with its charges as far as they are left: money is put to price and charges alike."""
    charges = (
        replace(
            each, amount=_rounded_up(each.amount, now, before.debt), owed=_rounded_up(each.owed, now, before.debt)
        )
        for each in before.charges
    )  # fmt: skip
    return replace(row, charges=tuple(charges))


def _rounded_up(amount: Cents, part: Cents, whole: Cents) -> Cents:
    """Amount pro rata of a part in a whole, up to the next minor unit: what is left is never taken for less."""
    return -(-amount * part // whole)


def view_of_loss(view: View, buyer: str, day: Day) -> View:
    """What stood on the day of a loss, as it is known now, of a buyer and of those that may share its limit.

    It is what must have a rate of exchange by that day. What is assumed now is assumed of that day too: an assumption
    fills what nobody knows, whenever it was made.
    """
    then = View.of(view.ledger, as_of=day, known_on=view.known_on).filled(view.fillings)
    return only(then, kin(view, buyer))


def loss_of_buyer(
    view: View,
    programme: Programme,
    buyer: str,
    *,
    day: Day,
    cause: str,
    after: Day | None = None,
    delivered_by: Day = NEVER,
    invoices: Collection[str] | None = None,
    earlier: Collection[str] = (),
) -> BuyerLoss:
    """Loss of a buyer on a day; `after` leaves out deliveries up to an earlier loss, which were lost with that one.

    Deliveries after `delivered_by`, invoices lost `earlier` and those that are not among the `invoices`, where these
    are told, are no part of it, and their debt takes room in its limit all the same. Every amount of the view must have
    a rate into the policy's currency, as `lay_out` wants it.
    """
    book = _book(view, programme, buyer, day=day, cause=cause)
    standing = tuple(each for each in owed_rows(view, book, buyer) if after is None or each.delivered_on > after)
    lost = {
        each.ledger_row for each in standing
        if each.delivered_on <= delivered_by and each.number not in earlier
        and (invoices is None or each.number in invoices)
    }  # fmt: skip
    return _loss(view, book, buyer, standing, day=day, cause=cause, lost=lost)


def _book(view: View, programme: Programme, buyer: str, *, day: Day, cause: str) -> Book:
    """Book of a loss: the buyer, and those that may share its limit."""
    return lay_out(only(view, kin(view, buyer)), programme, cause=cause, lost_on=day, large=False)


def losses_by_entity(view: View, programme: Programme, buyer: str, *, day: Day, cause: str) -> Mapping[str, BuyerLoss]:
    """Loss of each insured entity to which a buyer owes something on a day, in order of their names.

    It is a claim of its own: the policy gives each its own limit on the buyer (`limit_scope`), and the lines of one
    never take room in that of another. Of a seller that nobody names, the name is empty.
    """
    book = _book(view, programme, buyer, day=day, cause=cause)
    entities = book.view.table("invoices").texts["entity"]
    rows: dict[str, list[OpenRow]] = {}
    for each in owed_rows(view, book, buyer):
        rows.setdefault(entities[each.ledger_row], []).append(each)
    return {
        name: _loss(view, book, buyer, own, day=day, cause=cause, lost={each.ledger_row for each in own}, entity=name)
        for name, own in sorted(rows.items())
    }


def _loss(
    view: View,
    book: Book,
    buyer: str,
    standing: Sequence[OpenRow],
    *,
    day: Day,
    cause: str,
    lost: Collection[int],
    entity: str | None = None,
) -> BuyerLoss:
    """Loss of the ledger rows that are `lost`, under each policy; of one entity, its money alone came later."""
    rows = tuple(each for each in standing if each.ledger_row in lost)
    debt = sum(each.debt for each in rows)
    number = next((number for number, name in enumerate(book.buyers.names) if name == buyer), -1)
    keys = {name: book.buyers.told(number, name) for name in ("country", "sector", "buyer_class")}
    seller = entity or ""
    told = {**keys, "buyer": buyer, "cause": cause, "entity": seller}
    losses = tuple(
        Loss(
            claim="/".join(part for part in (buyer, seller, show_day(day, "en")) if part),
            buyer=buyer,
            day=day,
            cause=cause,
            debt=debt,
            lines=lines,
            group=book.buyers.told(number, "group"),
            country=keys["country"],
            sector=keys["sector"],
            buyer_class=keys["buyer_class"],
            entity=seller,
        )
        for lines in lines_of_layers(book.programme, standing, told, day=day, lost=lost)
    )
    own = None if entity is None else {each.number for each in rows}
    payments = cast("tuple[Payment, ...]", only(view, [buyer]).facts("payments"))
    later = (each for each in payments if each.paid_on > day and (own is None or each.invoice in own))
    recoveries = sorted(later, key=lambda each: (each.paid_on, each.reference))
    return BuyerLoss(book, day, rows, losses, tuple(recoveries), tuple(standing))
