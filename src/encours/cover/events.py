"""Steps of the account walk: what had happened to a buyer by a delivery, and the day on which its debt is lost.

Every function here is in the clause language: plain Python calls it on lists, the compiled walk on columns.
"""

from encours.clauses.choices import Event
from encours.cover.structures import Group
from encours.units import NEVER, Day

ANY = -1
"""Row of an event that concerns every delivery to the buyer."""


def buyer_of(book: Group, account: int, row: int) -> int:
    """Buyer of a row: that of the account, unless the account holds several or only a part of one."""
    return book.rows.buyer[row] if book.agreement.grouped == 1 else account


def first_loss(book: Group, account: int, day: Day) -> Day:
    """Note the day on which each row of an account is judged: that of its loss, or the day asked; give the first.

    A row is lost with the first proceedings opened against its buyer on or after its delivery, on the day that the
    policy makes the loss of them. A delivery made under proceedings, which only a written decision insures, is lost
    with the next ones.
    """
    start = book.accounts.start[account]
    count = book.accounts.stop[account] - start
    for place in range(count):
        book.scratch.loss_day[place] = day
        book.scratch.lost_on[place] = NEVER
    if book.agreement.grouped == 0 and book.events.start[account] == book.events.stop[account]:
        return day
    for place in range(count):
        row = start + place
        buyer = buyer_of(book, account, row)
        for event in range(book.events.start[buyer], book.events.stop[buyer]):
            opened_on = book.events.day[event]
            if book.events.kind[event] == Event.INSOLVENT and opened_on >= book.rows.risk_day[row]:
                lost_on = book.events.until[event]
                book.scratch.lost_on[place] = lost_on
                book.scratch.loss_day[place] = min(day, lost_on)
                break
    return next_loss_day(book, account, -NEVER, day)


def next_loss_day(book: Group, account: int, after: Day, day: Day) -> Day:
    """First day after another on which a row of the account is lost; the day asked when none is before it."""
    found = day
    for place in range(book.accounts.stop[account] - book.accounts.start[account]):
        lost_on = book.scratch.loss_day[place]
        if after < lost_on and lost_on < found:
            found = lost_on
    return found


def happened(book: Group, account: int, row: int) -> tuple[Day, Day, Day, Day]:
    """What had happened to the buyer of a row by its delivery; NEVER for what had not.

    Day of the latest proceedings, of the latest hand-over, and of the latest consent to deliver again that still held;
    day of the first adverse information that was not cleared.
    """
    delivered = book.rows.risk_day[row]
    insolvent_since = NEVER
    handed_over_since = NEVER
    restarted_on = NEVER
    adverse_since = NEVER
    buyer = buyer_of(book, account, row)
    for event in range(book.events.start[buyer], book.events.stop[buyer]):
        day = book.events.day[event]
        if day > delivered:
            break
        kind = book.events.kind[event]
        if kind == Event.INSOLVENT:
            insolvent_since = day
        if kind == Event.HANDED_OVER:
            handed_over_since = day
        if kind == Event.RESTARTED and delivered <= book.events.until[event]:
            if book.events.row[event] == ANY or book.events.row[event] == row:
                restarted_on = day
        if kind == Event.ADVERSE and delivered < book.events.until[event]:
            adverse_since = min(adverse_since, day)
    return insolvent_since, handed_over_since, restarted_on, adverse_since
