"""Steps of the account walk: the last days of the clocks that a policy sets for the file of an unpaid invoice.

Every function here is in the clause language: plain Python calls it on lists, the compiled walk on columns. Clocks lie
one after the other in `agreement.clocks`, as `encours.cover.book.clocks` writes them: whether the later of its legs
counts, what a day off becomes, where its calendar begins, where the clock that replaces it on insolvency stands, the
number of legs; then of each leg its event, its duration, whether it is in working days, and whether it begins with the
day of the event.
"""

from typing import Final

from encours.clauses.choices import Event
from encours.clauses.clock_anchors import ClockAnchor
from encours.cover.events import buyer_of
from encours.cover.stops import row_extension_end, row_reference_due
from encours.cover.structures import Group
from encours.units import MISSING, NEVER, UNSET, Count, Day, Flag, Span, after, widen_day
from encours.units.spans import FROM_END_OF_MONTH

#: Known when the walk is compiled: the loop over them is written out.
ANCHORS: Final = len(ClockAnchor)


def note_events(book: Group, account: int, row: int, agreed: int) -> None:
    """Note the days of the events that clocks of a row hang on; NEVER for what has not happened by the day asked."""
    rows = book.rows
    happened = book.scratch.event_days
    for anchor in range(ANCHORS):
        happened[anchor] = NEVER
    happened[ClockAnchor.DUE_DATE] = row_reference_due(book, row, agreed)
    happened[ClockAnchor.INVOICE_DATE] = widen_day(rows.issued[row])
    happened[ClockAnchor.DELIVERY] = widen_day(rows.delivered[row])
    extension = row_extension_end(book, row, agreed)
    happened[ClockAnchor.EXTENSION_END] = NEVER if extension == UNSET else extension
    happened[ClockAnchor.NOTICE] = widen_day(rows.overdue_reported_on[row])
    happened[ClockAnchor.HAND_OVER] = widen_day(rows.handed_over_on[row])
    buyer = buyer_of(book, account, row)
    for event in range(book.events.start[buyer], book.events.stop[buyer]):
        opened_on = book.events.day[event]
        if book.events.kind[event] == Event.INSOLVENT and opened_on >= rows.risk_day[row]:
            happened[ClockAnchor.INSOLVENCY] = opened_on
            happened[ClockAnchor.PUBLICATION] = widen_day(book.events.published_on[event])
            happened[ClockAnchor.KNOWLEDGE] = widen_day(book.events.learnt_on[event])
            break


def clock_day(book: Group, clock: int) -> Day:
    """Last day that a clock allows; NEVER while an event it waits for has not come, MISSING where one is unknown.

    Once the buyer is insolvent the clock that replaces it counts, unless its own last day was over by then, which
    must be known.
    """
    if clock == UNSET or clock == MISSING:
        return clock
    own = own_last_day(book, clock)
    replaced = book.agreement.clocks[clock + 3]
    insolvent_on = book.scratch.event_days[ClockAnchor.INSOLVENCY]
    if replaced < 0 or insolvent_on == NEVER:
        return own
    if own == MISSING or own < insolvent_on:
        return own
    return own_last_day(book, replaced)


def own_last_day(book: Group, clock: int) -> Day:
    """Last day of a clock by its own legs."""
    clocks = book.agreement.clocks
    later = clocks[clock]
    calendar = clocks[clock + 2]
    found = MISSING
    unknown = 0
    never = 0
    first = 1
    for leg in range(clocks[clock + 4]):
        at = clock + 5 + 4 * leg
        day = leg_day(
            book, book.scratch.event_days[clocks[at]], clocks[at + 1], clocks[at + 2], clocks[at + 3], calendar
        )
        if day == MISSING:
            unknown = 1
        elif day == NEVER:
            never = 1
        elif first == 1:
            found = day
            first = 0
        else:
            found = max(found, day) if later == 1 else min(found, day)
    if later == 1 and never == 1:
        return NEVER
    if unknown == 1:
        return MISSING
    if first == 1:
        return NEVER
    return shifted(book, found, clocks[clock + 1], calendar)


def leg_day(book: Group, happened: Day, span: Span, working: Flag, inclusive: Flag, calendar: int) -> Day:
    """Day on which one leg ends, never before its event; a duration to an end of month is the same if inclusive."""
    if happened == MISSING or happened == NEVER:
        return happened
    if working == 0:
        day = after(happened, span)
        if inclusive == 1 and span < FROM_END_OF_MONTH:
            day = max(happened, day - 1)
        return day
    if span == 0:
        return happened
    day = happened - inclusive
    for _day in range(span):
        day = shifted(book, day + 1, 1, calendar)
    return day


def shifted(book: Group, day: Day, shift: Count, calendar: int) -> Day:
    """A day, or the working day that follows (1) or comes before it (2)."""
    if shift > 0:
        day += book.agreement.working_shifts[calendar + 2 * day + shift - 1]
    return day
