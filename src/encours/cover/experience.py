"""Steps of the account walk: what a buyer has proven by paying, where a policy takes that as evidence.

Every function here is in the clause language: plain Python calls it on lists, the compiled walk on columns.
"""

from encours.cover.balances import in_policy_currency, is_owed, settle
from encours.cover.room import in_limit_base
from encours.cover.structures import Group
from encours.units import MISSING, NEVER, UNSET, Cents, Day, after


def find_experience(book: Group, account: int, as_of: Day) -> None:
    """Note, for the day of each delivery, the balance that stood then, and the day by which all of it was paid.

    The balance is counted in the base of the limit: what it is at least, and what it might be where the amount of one
    of its rows in that base is unknown (all of that row).
    """
    rows, scratch = book.rows, book.scratch
    start = book.accounts.start[account]
    count = book.accounts.stop[account] - start
    for place in range(count):
        moment = rows.risk_day[start + place]
        # Money on account by then went to what was delivered by then, whatever it pays today.
        settle(book, account, moment, moment, scratch.open_once)
        in_policy_currency(book, account, scratch.open_once)
        balance = 0
        unknown = 0
        for other in range(count):
            row = start + other
            still = scratch.open_once[other]
            if rows.risk_day[row] > moment or still <= 0 or not is_owed(rows.stage[row]):
                continue
            if rows.limit_base[row] == MISSING:
                unknown += still
            else:
                balance += in_limit_base(book, still, rows.gross[row], row)
        scratch.balance_then[place] = balance
        scratch.balance_perhaps[place] = balance + unknown
    settle(book, account, as_of, NEVER, scratch.open_once)
    for place in range(count):
        moment = rows.risk_day[start + place]
        paid_up_on = moment
        for other in range(count):
            settled_on = scratch.settled_on[other]
            if rows.risk_day[start + other] <= moment and moment < settled_on:
                paid_up_on = max(paid_up_on, settled_on)
        scratch.paid_up_on[place] = paid_up_on
    scratch.experience[0] = 1


def highest_balance_paid(book: Group, account: int, day: Day, agreed: int, as_of: Day) -> tuple[Cents, bool]:
    """Highest balance of the buyer that stood on one day and was wholly paid by another, and whether more is possible.

    More is possible where the amount of such a balance is not known, and might pass those that are. What is paid after
    the day asked proves nothing.
    """
    rows, scratch = book.rows, book.scratch
    if scratch.experience[0] == 0:
        find_experience(book, account, as_of)
    start = book.accounts.start[account]
    period = book.terms.experience_period[agreed]
    highest = 0
    possible = 0
    for place in range(book.accounts.stop[account] - start):
        moment = rows.risk_day[start + place]
        paid = moment < day and scratch.paid_up_on[place] <= min(day, as_of)
        if not paid or (period != UNSET and period != MISSING and after(moment, period) < day):
            continue
        possible = max(possible, scratch.balance_perhaps[place])
        if period != MISSING:
            highest = max(highest, scratch.balance_then[place])
    return highest, possible > highest
