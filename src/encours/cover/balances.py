"""Steps of the account walk: what is still open on a day, and since when each row is settled.

Every function here is in the clause language: plain Python calls it on lists, the compiled walk on columns.
"""

from encours.clauses.choices import Stage
from encours.cover.structures import Group
from encours.units import NEVER, Cents, Day, convert


def settle(book: Group, account: int, until: Day, delivered_by: Day, open_amount: Group) -> Cents:
    """Fill what each row of an account has open at the end of a day, in its own currency; give what is on account.

    A payment goes to the row it names, then, with any money left, to the oldest open receivable of its buyer
    and its currency that was delivered by a day.
    `settled_on` is the day a row was wholly paid; `quiet_on` the day what was open fell below the amount that
    may stop deliveries (`floor`). Money on account is given in the policy's currency.
    """
    rows, entries, agreement = book.rows, book.entries, book.agreement
    start = book.accounts.start[account]
    count = book.accounts.stop[account] - start
    for place in range(count):
        begin(book, place, start + place, until, open_amount)
    on_account = 0
    oldest = 0
    for entry in range(entries.start[account], entries.stop[account]):
        day = entries.day[entry]
        if day > until:
            break
        left = entries.amount[entry]
        rate = entries.rate[entry]
        if entries.row[entry] >= 0:
            left = pay_named(book, entries.row[entry], start, day, until, left, open_amount)
        while oldest < count and open_amount[oldest] <= 0:
            oldest += 1
        place = oldest
        while left > 0 and place < count:
            row = start + place
            own = agreement.grouped == 0 or rows.buyer[row] == entries.buyer[entry]
            own = own and rows.risk_day[row] <= delivered_by
            if own and is_owed(rows.stage[row]) and open_amount[place] > 0 and rows.currency[row] == rate:
                left = pay(book, place, row, day, left, open_amount)
            place += 1
        on_account += convert(left, agreement.rate_numerator[rate], agreement.rate_denominator[rate])
    return on_account


def begin(book: Group, place: int, row: int, until: Day, open_amount: Group) -> None:
    """Open one row: its whole amount, or nothing where the ledger says that all of it was paid by a day.

    Nobody owes a draft, an order or a returned sale: it is never overdue, nor part of a balance.
    """
    rows, scratch = book.rows, book.scratch
    paid_on = rows.paid_on[row]
    settled_on = NEVER
    open_amount[place] = rows.amount[row]
    if paid_on <= until:
        open_amount[place] = 0
        settled_on = paid_on
    if not is_owed(rows.stage[row]):
        settled_on = rows.risk_day[row]
    scratch.settled_on[place] = settled_on
    scratch.quiet_on[place] = settled_on
    if rows.gross[row] < scratch.floor[place]:
        scratch.quiet_on[place] = min(settled_on, rows.risk_day[row])


def is_owed(stage: int) -> bool:
    """Whether somebody owes a sale at this stage."""
    return stage == Stage.DELIVERED or stage == Stage.INVOICED


def pay_named(book: Group, row: int, start: int, day: Day, until: Day, amount: Cents, open_amount: Group) -> Cents:
    """Put an amount on the row it names, whose currency it has; give back what the row did not need."""
    paid_on = book.rows.paid_on[row]
    if paid_on <= until and day <= paid_on:
        return 0  # part of the whole payment that the ledger tells by its day
    place = row - start
    given = amount
    if amount < 0:
        # An honoured bill: it pays what is open, whatever that is.
        given = open_amount[place]
    return pay(book, place, row, day, given, open_amount)


def pay(book: Group, place: int, row: int, day: Day, amount: Cents, open_amount: Group) -> Cents:
    """Put an amount on one row; give back what the row did not need."""
    rows, agreement, scratch = book.rows, book.agreement, book.scratch
    taken = max(0, min(amount, open_amount[place]))
    if taken == 0:
        return amount
    left_open = open_amount[place] - taken
    open_amount[place] = left_open
    moment = max(day, rows.risk_day[row])
    rate = rows.rate[row]
    worth = convert(left_open, agreement.rate_numerator[rate], agreement.rate_denominator[rate])
    if worth < max(1, scratch.floor[place]) and scratch.quiet_on[place] == NEVER:
        scratch.quiet_on[place] = moment
    if left_open == 0:
        scratch.settled_on[place] = min(scratch.settled_on[place], moment)
    return amount - taken


def tell_open(book: Group, account: int, moment: Day, last: Day) -> None:
    """Tell what each row has open on the last day, and note what it had in the policy's currency at a moment.

    What was not delivered yet at an earlier moment was not open then, nor on the day of a loss that came before it.
    """
    out, scratch = book.out, book.scratch
    start = book.accounts.start[account]
    for place in range(book.accounts.stop[account] - start):
        if book.rows.risk_day[start + place] > book.agreement.lost_on:
            scratch.open_now[place] = 0
        out.open_original[start + place] = scratch.open_now[place]
    in_policy_currency(book, account, scratch.open_now)
    if moment < last:
        in_policy_currency(book, account, scratch.open_then)
    for place in range(book.accounts.stop[account] - start):
        out.open[start + place] = scratch.open_now[place]
        if moment == last:
            scratch.open_then[place] = scratch.open_now[place]
        elif book.rows.risk_day[start + place] > moment:
            scratch.open_then[place] = 0
        scratch.carried[place] = 0
        scratch.under[place] = 0
        scratch.primary_answer[place] = 0


def in_policy_currency(book: Group, account: int, open_amount: Group) -> None:
    """Turn what each row has open into the policy's currency."""
    agreement = book.agreement
    if agreement.one_currency == 1:
        return
    start = book.accounts.start[account]
    for place in range(book.accounts.stop[account] - start):
        rate = book.rows.rate[start + place]
        numerator = agreement.rate_numerator[rate]
        denominator = agreement.rate_denominator[rate]
        if numerator != denominator:
            open_amount[place] = convert(open_amount[place], numerator, denominator)
