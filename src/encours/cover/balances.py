"""Steps of the account walk: what is still open on a day, and since when each row is settled.

Every function here is in the clause language: plain Python calls it on lists, the compiled walk on columns.
"""

from encours.clauses.choices import Stage
from encours.cover.structures import Group
from encours.units import NEVER, Cents, Day, convert


def settle(
    b: int,
    until: Day,
    rows: Group,
    accounts: Group,
    entries: Group,
    agreement: Group,
    scratch: Group,
    open_amount: Group,
) -> Cents:
    """Fill what each row of an account has open at the end of a day, in its own currency; give what is on account.

    A payment goes to the row it names, then, with any money left, to the oldest open receivable of its currency.
    `settled_on` is the day a row was wholly paid; `quiet_on` the day what was open fell below the amount that
    may stop deliveries (`floor`). Money on account is given in the policy's currency.
    """
    start = accounts.start[b]
    count = accounts.stop[b] - start
    for i in range(count):
        begin(i, start + i, until, rows, scratch, open_amount)
    on_account = 0
    oldest = 0
    for e in range(entries.start[b], entries.stop[b]):
        day = entries.day[e]
        if day > until:
            break
        left = entries.amount[e]
        rate = entries.rate[e]
        if entries.row[e] >= 0:
            left = pay_named(entries.row[e], day, until, left, rate, rows, start, agreement, scratch, open_amount)
        while oldest < count and open_amount[oldest] <= 0:
            oldest += 1
        i = oldest
        while left > 0 and i < count:
            if is_owed(rows.stage[start + i]) and open_amount[i] > 0 and rows.currency[start + i] == rate:
                left = pay(i, day, left, rows, start, agreement, scratch, open_amount)
            i += 1
        on_account += convert(left, agreement.rate_numerator[rate], agreement.rate_denominator[rate])
    for i in range(count):
        if not is_owed(rows.stage[start + i]):
            # Nobody owes a draft, an order or a returned sale: it is never overdue, nor part of a balance.
            scratch.settled_on[i] = rows.risk_day[start + i]
            scratch.quiet_on[i] = rows.risk_day[start + i]
    return on_account


def begin(i: int, r: int, until: Day, rows: Group, scratch: Group, open_amount: Group) -> None:
    """Open one row: its whole amount, or nothing where the ledger says that all of it was paid by a day."""
    paid_on = rows.paid_on[r]
    open_amount[i] = rows.amount[r]
    scratch.settled_on[i] = NEVER
    scratch.quiet_on[i] = NEVER
    if paid_on <= until:
        open_amount[i] = 0
        scratch.settled_on[i] = paid_on
        scratch.quiet_on[i] = paid_on
    if rows.gross[r] < scratch.floor[i]:
        scratch.quiet_on[i] = min(scratch.quiet_on[i], rows.risk_day[r])


def is_owed(stage: int) -> bool:
    """Whether somebody owes a sale at this stage."""
    return stage == Stage.DELIVERED or stage == Stage.INVOICED


def pay_named(
    row: int, day: Day, until: Day, amount: Cents, rate: int, rows: Group, start: int, agreement: Group, scratch: Group,
    open_amount: Group,
) -> Cents:  # fmt: skip
    """Put an amount on the row it names, in that row's currency; give back what the row did not need."""
    if rows.paid_on[row] <= until and day <= rows.paid_on[row]:
        return 0  # part of the whole payment that the ledger tells by its day
    i = row - start
    if amount < 0:
        # An honoured bill: it pays what is open, whatever that is.
        return pay(i, day, open_amount[i], rows, start, agreement, scratch, open_amount)
    own = rows.currency[row]
    if own == rate:
        return pay(i, day, amount, rows, start, agreement, scratch, open_amount)
    money = exchanged(amount, rate, own, agreement)
    left = pay(i, day, money, rows, start, agreement, scratch, open_amount)
    return exchanged(left, own, rate, agreement)


def pay(
    i: int,
    day: Day,
    amount: Cents,
    rows: Group,
    start: int,
    agreement: Group,
    scratch: Group,
    open_amount: Group,
) -> Cents:
    """Put an amount on one row; give back what the row did not need."""
    taken = max(0, min(amount, open_amount[i]))
    if taken == 0:
        return amount
    left_open = open_amount[i] - taken
    open_amount[i] = left_open
    moment = max(day, rows.risk_day[start + i])
    rate = rows.rate[start + i]
    worth = convert(left_open, agreement.rate_numerator[rate], agreement.rate_denominator[rate])
    if worth < max(1, scratch.floor[i]) and scratch.quiet_on[i] == NEVER:
        scratch.quiet_on[i] = moment
    if left_open == 0:
        scratch.settled_on[i] = moment
    return amount - taken


def exchanged(amount: Cents, source: int, target: int, agreement: Group) -> Cents:
    """An amount of one currency in another, by way of the policy's."""
    common = convert(amount, agreement.rate_numerator[source], agreement.rate_denominator[source])
    return convert(common, agreement.rate_denominator[target], agreement.rate_numerator[target])


def in_policy_currency(b: int, rows: Group, accounts: Group, agreement: Group, open_amount: Group) -> None:
    """Turn what each row has open into the policy's currency."""
    start = accounts.start[b]
    for i in range(accounts.stop[b] - start):
        rate = rows.rate[start + i]
        numerator = agreement.rate_numerator[rate]
        denominator = agreement.rate_denominator[rate]
        if numerator != denominator:
            open_amount[i] = convert(open_amount[i], numerator, denominator)
