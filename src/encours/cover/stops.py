"""Steps of the account walk: when deliveries to a buyer were stopped, and until when.

A stop of a buyer is a set of intervals of days, the first stopped day included and the day of restart not.
Every function here is in the clause language: plain Python calls it on lists, the compiled walk on columns.
"""

from encours.clauses.choices import Restart, UnauthorisedExtension
from encours.clauses.measures import authorised_due, extension_end, reference_due
from encours.cover.structures import Group
from encours.units import MISSING, NEVER, UNSET, Day, widen_day


def row_reference_due(book: Group, row: int, agreed: int) -> Day:
    """Due date that the policy's clocks follow for a row; MISSING when the ledger has none."""
    rows, terms = book.rows, book.terms
    due = widen_day(rows.due[row])
    original = widen_day(rows.original_due[row])
    if due == MISSING or original == MISSING or due == original:
        return due
    authority = terms.extension_authority[agreed]
    effect = terms.extension_effect[agreed]
    if authority == MISSING or effect == MISSING:
        return MISSING
    return reference_due(original, due, authorised_due(original, authority, rows.consented_due[row]), effect)


def row_extension_end(book: Group, row: int, agreed: int) -> Day:
    """Last day a row may stay overdue before deliveries must stop; MISSING or UNSET when it cannot be told."""
    rows, terms = book.rows, book.terms
    period = terms.maximum_extension_period[agreed]
    if period == UNSET or period == MISSING:
        return period
    due = row_reference_due(book, row, agreed)
    issued = widen_day(rows.issued[row])
    starts = terms.extension_starts[agreed]
    if due == MISSING or issued == MISSING or starts == MISSING:
        return MISSING
    return extension_end(due, issued, period, starts)


def stops_before_moves(book: Group, account: int, row: int, place: int, agreed: int, as_of: Day, found: int) -> int:
    """Fill the stops that a row caused under the due dates it had before it was moved; give the new number.

    A stop that had begun by the day of a move ends there: nobody could know of the move before.
    """
    rows, terms, moves = book.rows, book.terms, book.moves
    period = terms.maximum_extension_period[agreed]
    starts = terms.extension_starts[agreed]
    effect = terms.extension_effect[agreed]
    authority = terms.extension_authority[agreed]
    original = widen_day(rows.original_due[row])
    issued = widen_day(rows.issued[row])
    if period == UNSET or period == MISSING or original == MISSING or issued == MISSING:
        return found
    if starts == MISSING or effect == MISSING or authority == MISSING:
        return found
    allowed = authorised_due(original, authority, rows.consented_due[row])
    due = original
    since = rows.risk_day[row]
    for move in range(moves.start[account], moves.stop[account]):
        if moves.row[move] != row:
            continue
        last = extension_end(reference_due(original, due, allowed, effect), issued, period, starts)
        begins = max(last + 1, since)
        ends = min(book.scratch.quiet_on[place], moves.day[move])
        if begins < ends and begins <= as_of:
            found = insert(book, begins, ends, agreed, found)
        due = moves.new_due[move]
        since = max(since, moves.day[move])
    return found


def overdue_stops(book: Group, account: int, layer: int, as_of: Day) -> int:
    """Fill the stops that overdue rows caused by a day, in order and apart; give their number.

    Each follows the terms of the row that began it. Also notes the first day deliveries would have to stop if nothing
    more is paid.
    """
    rows, scratch = book.rows, book.scratch
    start = book.accounts.start[account]
    count = book.accounts.stop[account] - start
    found = 0
    next_stop = NEVER
    for place in range(count):
        row = start + place
        agreed = scratch.terms_index[layer * scratch.rows + place]
        ends = scratch.quiet_on[place]
        last = row_extension_end(book, row, agreed)
        if last == UNSET or last == MISSING or last == NEVER:
            continue
        begins = max(last + 1, rows.risk_day[row])
        if rows.extended_on[row] != NEVER:
            found = stops_before_moves(book, account, row, place, agreed, as_of, found)
            begins = max(begins, rows.extended_on[row])
        if ends <= begins:
            continue
        if begins > as_of:
            next_stop = min(next_stop, begins)
            continue
        found = insert(book, begins, ends, agreed, found)
    book.out.next_stop[layer * book.agreement.accounts + account] = next_stop
    if found == 0:
        return 0
    found = joined(book, found)
    found = until_nothing_overdue(book, start, count, layer, found)
    return without_cured(book, found, as_of)


def same_stops(book: Group, account: int, layer: int) -> None:
    """Note that a layer stops deliveries when the one below does."""
    at = layer * book.agreement.accounts + account
    book.out.next_stop[at] = book.out.next_stop[at - book.agreement.accounts]


def insert(book: Group, begins: Day, ends: Day, agreed: int, found: int) -> int:
    """Insert an interval in order of its first day; give the new number."""
    scratch = book.scratch
    at = found
    while at > 0 and scratch.stop_from[at - 1] > begins:
        scratch.stop_from[at] = scratch.stop_from[at - 1]
        scratch.stop_to[at] = scratch.stop_to[at - 1]
        scratch.stop_terms[at] = scratch.stop_terms[at - 1]
        at -= 1
    scratch.stop_from[at] = begins
    scratch.stop_to[at] = ends
    scratch.stop_terms[at] = agreed
    return found + 1


def joined(book: Group, found: int) -> int:
    """Join intervals that touch or overlap; give the number left."""
    scratch = book.scratch
    last = 0
    for stop in range(1, found):
        if scratch.stop_from[stop] <= scratch.stop_to[last]:
            scratch.stop_to[last] = max(scratch.stop_to[last], scratch.stop_to[stop])
        else:
            last += 1
            scratch.stop_from[last] = scratch.stop_from[stop]
            scratch.stop_to[last] = scratch.stop_to[stop]
            scratch.stop_terms[last] = scratch.stop_terms[stop]
    return last + 1


def until_nothing_overdue(book: Group, start: int, count: int, layer: int, found: int) -> int:
    """Carry each stop whose terms say so on to the first day on which no row is overdue; give the number left."""
    scratch = book.scratch
    for stop in range(found):
        moved = book.terms.overdue_restart[scratch.stop_terms[stop]] == Restart.ALL
        while moved:
            moved = False
            for place in range(count):
                agreed = scratch.terms_index[layer * scratch.rows + place]
                due = row_reference_due(book, start + place, agreed)
                ends = scratch.stop_to[stop]
                owed = book.rows.risk_day[start + place] <= ends and scratch.quiet_on[place] > ends
                if due != MISSING and due < ends and owed:
                    scratch.stop_to[stop] = scratch.quiet_on[place]
                    moved = True
    return joined(book, found)


def without_cured(book: Group, found: int, as_of: Day) -> int:
    """Drop the stops over by a day that had lasted no longer than their terms forget; give the number left."""
    scratch = book.scratch
    kept = 0
    for stop in range(found):
        begins = scratch.stop_from[stop]
        ends = scratch.stop_to[stop]
        within = book.terms.cured_stop_forgotten_within[scratch.stop_terms[stop]]
        if within == UNSET or ends > as_of or ends - begins > within:
            scratch.stop_from[kept] = begins
            scratch.stop_to[kept] = ends
            kept += 1
    return kept


def stop_of(book: Group, day: Day, stops: int) -> Day:
    """First day of the stop that contains a day; NEVER when none does."""
    scratch = book.scratch
    for stop in range(stops):
        if day < scratch.stop_to[stop]:
            return scratch.stop_from[stop] if scratch.stop_from[stop] <= day else NEVER
    return NEVER


def unknown_stop(book: Group, account: int, layer: int, day: Day) -> Day:
    """MISSING when a row overdue on a day has an unknown extension period: it may stop deliveries; else NEVER."""
    scratch = book.scratch
    start = book.accounts.start[account]
    for place in range(book.accounts.stop[account] - start):
        agreed = scratch.terms_index[layer * scratch.rows + place]
        if book.terms.maximum_extension_period[agreed] == MISSING:
            due = row_reference_due(book, start + place, agreed)
            if due != MISSING and due < day and day < scratch.quiet_on[place]:
                return MISSING
    return NEVER


def extension_stop(book: Group, account: int, layer: int, delivered: Day) -> Day:
    """Latest day by a delivery on which an extension beyond the insured's authority stopped the buyer, or NEVER."""
    rows, terms, moves = book.rows, book.terms, book.moves
    start = book.accounts.start[account]
    since = NEVER
    for move in range(moves.start[account], moves.stop[account]):
        if moves.day[move] > delivered:
            break
        row = moves.row[move]
        agreed = book.scratch.terms_index[layer * book.scratch.rows + row - start]
        authority = terms.extension_authority[agreed]
        original = widen_day(rows.original_due[row])
        if terms.unauthorised_extension[agreed] != UnauthorisedExtension.BUYER or authority == MISSING:
            continue
        if original != MISSING and moves.new_due[move] > authorised_due(original, authority, rows.consented_due[row]):
            since = moves.day[move]
    return since
