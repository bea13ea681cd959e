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
from typing import Final, cast

from encours.claims.charges import DebtCharge, InTheBase, charges_of, in_the_base
from encours.claims.loss import Loss, LossLine
from encours.clauses.choices import LayerMode, LimitKind
from encours.clauses.states import State
from encours.cover.answer import account_of_buyer
from encours.cover.book import Book, lay_out
from encours.cover.book.money_of_before import without_money_of_after
from encours.cover.one import judge_account
from encours.cover.result import LayerCover, RowCover
from encours.engine.verdicts import NEEDS_INFORMATION
from encours.facts.kinds import CreditNote, Payment
from encours.facts.only import kin, only
from encours.facts.view import View
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy, Programme
from encours.units import MISSING, NEVER, UNSET, WHOLE, BasisPoints, Cents, Day
from encours.units.show import show_day

PERCENTAGES: Final = ("insured_percentage", "limit_percentage")
"""What the percentage of an admitted invoice is the lower of."""
LATE: Final = "late_notice_percentage"


@dataclass(frozen=True, slots=True)
class OpenRow:
    """An invoice or instalment of the buyer on the day of its loss, what cover says of it, and its charges.

    One of which nothing is open is there for what is charged on it, and no policy is asked about it.
    """

    account: int
    number: str
    instalment: int
    delivered_on: Day
    cover: RowCover
    charges: tuple[DebtCharge, ...] = ()

    @property
    def charged(self) -> Cents:
        """Everything charged on the invoice that is owed on that day, in the base or not."""
        return sum(each.owed for each in self.charges)

    @property
    def debt(self) -> Cents:
        """Everything owed on the invoice: what is open, and what is charged on it."""
        return self.cover.open + self.charged


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
            standing = {each.cover.ledger_row for each in self.standing}
            of = {each.cover.ledger_row: (each, now) for each, now in zip(self.rows, left, strict=True)}
            rows = [
                _charged_less(each, *of[each.cover.ledger_row]) if each.cover.ledger_row in of else each
                for each in _owed_rows(self.book.view, book, loss.buyer) if each.cover.ledger_row in standing
            ]  # fmt: skip
            lost = {id(each) for each in rows if each.cover.ledger_row in of}
            self._walked[left] = _lines_of_layers(book.programme, rows, loss.keys, day=self.day, lost=lost)
        return self._walked[left]


def _credits(found: BuyerLoss, left: Sequence[Cents]) -> Iterator[CreditNote]:
    """What came in on each row since its loss, in its own currency: no more than leaves so much of its debt."""
    currencies = found.book.view.table("invoices").texts["currency"]
    for place, (row, now) in enumerate(zip(found.rows, left, strict=True)):
        gone = row.cover.open_original - _rounded_up(row.cover.open_original, now, row.debt)
        if gone > 0:
            yield CreditNote(
                number=str(place), buyer=found.losses[0].buyer, invoice=row.number, instalment=row.instalment,
                issued=found.day, currency=currencies[row.cover.ledger_row], gross=gone, vat=0,
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
    standing = tuple(each for each in _owed_rows(view, book, buyer) if after is None or each.delivered_on > after)
    lost = {
        id(each) for each in standing
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
    for each in _owed_rows(view, book, buyer):
        rows.setdefault(entities[each.cover.ledger_row], []).append(each)
    return {
        name: _loss(view, book, buyer, rows[name], day=day, cause=cause, lost=set(map(id, rows[name])), entity=name)
        for name in sorted(rows)
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
    """Loss of the rows that are `lost`, under each policy; of one entity, its money alone came later."""
    rows = tuple(each for each in standing if id(each) in lost)
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
        for lines in _lines_of_layers(book.programme, standing, told, day=day, lost=lost)
    )
    own = None if entity is None else {each.number for each in rows}
    payments = cast("tuple[Payment, ...]", only(view, [buyer]).facts("payments"))
    later = (each for each in payments if each.paid_on > day and (own is None or each.invoice in own))
    recoveries = sorted(later, key=lambda each: (each.paid_on, each.reference))
    return BuyerLoss(book, day, rows, losses, tuple(recoveries), tuple(standing))


def _owed_rows(view: View, book: Book, buyer: str) -> list[OpenRow]:
    """Receivables of the buyer, in the order they take room, with those of which only what is charged is owed."""
    invoices, charges = book.view.table("invoices"), charges_of(view, book, buyer)
    found = []
    for account in account_of_buyer(book, buyer):
        start, stop = int(book.spans.start[account]), int(book.spans.stop[account])
        judged = {each.ledger_row: each for each in judge_account(book, account).rows if each.receivable}
        for place, row in enumerate(book.ledger_row[start:stop].tolist(), start):
            number, instalment = invoices.texts["number"][row], int(invoices.numbers["instalment"][row])
            own = charges.get((number, instalment), ())
            is_owed = row in judged or any(each.owed for each in own)
            if not is_owed or invoices.texts["buyer"][row] != buyer:
                continue
            delivered = int(book.rows.column("risk_day", place, place + 1)[0])
            cover = judged.get(row) or _nothing_open(book.programme, row)
            found.append(OpenRow(account, number, instalment, delivered, cover, own))
    return found


def _lines_of_layers(
    programme: Programme, rows: Sequence[OpenRow], keys: Mapping[str, str], *, day: Day, lost: Collection[int]
) -> tuple[tuple[LossLine, ...], ...]:
    """Lines of each policy, in their order, for the `rows` that stand in its limit; `lost` are the ids of the lost."""
    layers = range(len(programme.policies))
    return tuple(_lines(programme, rows, layer, keys, day=day, lost=lost) for layer in layers)


def _nothing_open(programme: Programme, row: int) -> RowCover:
    """Cover of an invoice whose price nobody owes."""
    layers = tuple(LayerCover(each.name, 0, 0, 0, NEVER) for each in programme.policies)
    return RowCover(row, 0, 0, dict.fromkeys(State, 0), layers)


def _lines(
    programme: Programme,
    rows: Sequence[OpenRow],
    layer: int,
    keys: Mapping[str, str],
    *,
    day: Day,
    lost: Collection[int],
) -> tuple[LossLine, ...]:
    """Lines of what a layer was asked to admit; an invoice that a clause refused before is none.

    `lost` are the rows that are lost; the others only take their room. Charges are in the lines of the first policy.
    """
    policy, lines = programme.policies[layer], list[LossLine]()
    older = before = added = 0
    for row in rows:
        carried = row.cover.layers[layer]
        asked = _asked(carried)
        if not asked:
            continue
        if id(row) not in lost:
            before += asked
            continue
        kind = _limit_kind(carried)
        percentage = _percentage(carried)
        if percentage is None:
            percentage = _agreed(policy, {**keys, "limit_kind": kind.english}, row.delivered_on)
        line = LossLine(
            number=row.number,
            instalment=row.instalment,
            gross=asked,
            percentage=percentage,
            limit_kind=kind,
            debt=row.debt,
        )
        limited = _limited(
            replace(line, is_shared=_shares_every_euro(programme, layer, keys, row.delivered_on)), carried,
            older=older, added=added, before=before, is_alone=len(programme.policies) == 1,
        )  # fmt: skip
        counted = InTheBase() if layer else in_the_base(policy, keys, day, row.charges)
        lines.append(_charged(limited, counted, outside=0 if layer else row.charged - counted.amount))
        older += asked
        added += counted.amount
    return tuple(lines)


def _shares_every_euro(programme: Programme, layer: int, keys: Mapping[str, str], delivered_on: Day) -> bool:
    """Whether a layer stands side by side with the one below it or above it."""
    pair = programme.policies[max(layer, 1) : layer + 2]
    return any(resolve(each, "layer_mode", keys, delivered_on) == LayerMode.PARI_PASSU for each in pair)


def _asked(carried: LayerCover) -> Cents:
    """What the first amount clause of admission was asked, which qualify and maintain left; 0 where none was."""
    first = next((each for each in carried.findings if each.stage == "admit" and each.asked is not None), None)
    return 0 if first is None else first.asked or 0


def _charged(line: LossLine, counted: InTheBase, *, outside: Cents) -> LossLine:
    """The line with its charges: those that count are part of what meets its limit.

    Where more than the limit says what is carried, they are carried with an invoice that is carried whole.
    """
    charged = counted.amount
    part = line.part + charged if line.part == line.gross else line.part
    return replace(
        line, gross=line.gross + charged, part=part, interest=counted.interest, interest_is_known=counted.is_known,
        costs=counted.costs, outside=outside,
    )  # fmt: skip


def _limited(
    line: LossLine, carried: LayerCover, *, older: Cents, added: Cents, before: Cents, is_alone: bool
) -> LossLine:
    """The line with the limit that its delivery met, so that the chain leaves of it what the walk admitted.

    `older` is what was asked of older lines of the loss, `added` their charges, which only the limit itself is met by,
    `before` what was asked of older debt that is not lost. Where more than the limit says what the policy carries
    (other policies, a sublimit, another base), that is its part.
    """
    asked, admitted = line.gross, carried.admitted
    if any(each.verdict == NEEDS_INFORMATION for each in carried.findings if each.stage == "admit" and each.asked):
        return line
    room = next((each.values for each in carried.findings if "balance_before" in each.values), {})
    if not room or room["limit_base"] != room["insured_base"]:
        return replace(line, limit=older + added + before + admitted, taken=before, part=admitted)
    limit, occupied = room["limit_amount"] + room["limit_beside"], room["balance_before"]
    is_told = is_alone and admitted == min(asked, max(0, limit - occupied))
    return replace(line, limit=limit, taken=occupied - older, part=UNSET if is_told else admitted)


def _limit_kind(carried: LayerCover) -> LimitKind:
    kinds = (each.values["limit_kind"] for each in carried.findings if "limit_kind" in each.values)
    return LimitKind.numbered(next(kinds, int(LimitKind.NAMED)))


def _percentage(carried: LayerCover) -> BasisPoints | None:
    """Percentage by which the clauses made the insured amount of what was admitted; None where they were not asked."""
    found = [each for each in carried.findings if each.stage == "indemnify" and each.asked is not None]
    if not found:
        return None
    if any(each.verdict == NEEDS_INFORMATION for each in found):
        return MISSING
    told = [each.values[name] for each in found for name in PERCENTAGES if name in each.values]
    told += [each.values[LATE] for each in found if LATE in each.values and each.granted != each.asked]
    return min([value for value in told if value >= 0], default=WHOLE)


def _agreed(policy: Policy, keys: Mapping[str, str], delivered_on: Day) -> BasisPoints:
    """Percentage that the policy agrees for an invoice of which nothing was admitted."""
    return resolve(policy, "insured_percentage", keys, delivered_on)
