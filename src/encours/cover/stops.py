"""Steps of the account walk: when deliveries to a buyer were stopped, and until when.

A stop of a buyer is a set of intervals of days, the first stopped day included and the day of restart not.
Every function here is in the clause language: plain Python calls it on lists, the compiled walk on columns.
"""

from encours.clauses.choices import Restart, UnauthorisedExtension
from encours.clauses.measures import authorised_due, extension_end, reference_due
from encours.cover.structures import Group
from encours.units import DAY_MISSING_STORED, MISSING, NEVER, UNSET, Day, Days, widen_day


def row_reference_due(r: int, t: int, rows: Group, terms: Group) -> Day:
    """Due date that the policy's clocks follow for a row; MISSING when the ledger has none."""
    due = widen_day(rows.due[r])
    original = widen_day(rows.original_due[r])
    if due == MISSING or original == MISSING:
        return due
    authority = terms.extension_authority[t]
    effect = terms.extension_effect[t]
    if authority == MISSING or effect == MISSING:
        return MISSING
    allowed = authorised_due(original, authority, rows.consented_due[r])
    return reference_due(original, due, allowed, effect)


def row_extension_end(r: int, t: int, rows: Group, terms: Group) -> Day:
    """Last day a row may stay overdue before deliveries must stop; MISSING or UNSET when it cannot be told."""
    period = terms.maximum_extension_period[t]
    if period == UNSET or period == MISSING:
        return period
    due = row_reference_due(r, t, rows, terms)
    issued = widen_day(rows.issued[r])
    starts = terms.extension_starts[t]
    if due == MISSING or issued == MISSING or starts == MISSING:
        return MISSING
    return extension_end(due, issued, period, starts)


def row_first_extension_end(r: int, t: int, rows: Group, terms: Group) -> Day:
    """Last day a row might stay overdue before its due date was moved; NEVER when that changed nothing.

    A stop that had begun by the day of the move ends there: nobody could know of the move before.
    """
    period = terms.maximum_extension_period[t]
    original = widen_day(rows.original_due[r])
    issued = widen_day(rows.issued[r])
    if period == UNSET or period == MISSING or original == MISSING or issued == MISSING:
        return NEVER
    if original == row_reference_due(r, t, rows, terms):
        return NEVER
    return extension_end(original, issued, period, terms.extension_starts[t])


def overdue_stops(
    b: int,
    layer: int,
    as_of: Day,
    rows: Group,
    accounts: Group,
    terms: Group,
    scratch: Group,
    out: Group,
    account_count: int,
) -> int:
    """Fill the stops that overdue rows caused by a day, in order and apart; give their number.

    Also notes the first day deliveries would have to stop if nothing more is paid.
    """
    start = accounts.start[b]
    count = accounts.stop[b] - start
    found = 0
    next_stop = NEVER
    for i in range(count):
        t = scratch.terms_index[layer * scratch.rows + i]
        ends = scratch.quiet_on[i]
        first_end = row_first_extension_end(start + i, t, rows, terms)
        moved_on = rows.extended_on[start + i]
        if first_end != NEVER and first_end + 1 < min(ends, moved_on) and first_end < as_of:
            found = insert(first_end + 1, min(ends, moved_on), found, scratch)
        last = row_extension_end(start + i, t, rows, terms)
        if last == UNSET or last == MISSING or last == NEVER:
            continue
        begins = max(last + 1, rows.risk_day[start + i])
        if ends <= begins:
            continue
        if begins > as_of:
            next_stop = min(next_stop, begins)
            continue
        found = insert(begins, ends, found, scratch)
    out.next_stop[layer * account_count + b] = next_stop
    if found == 0:
        return 0
    found = joined(found, scratch)
    t = scratch.terms_index[layer * scratch.rows]
    if terms.overdue_restart[t] == Restart.ALL:
        found = until_nothing_overdue(start, count, layer, found, rows, terms, scratch)
    forgotten = terms.cured_stop_forgotten_within[t]
    if forgotten != UNSET:
        found = without_cured(found, forgotten, as_of, scratch)
    return found


def insert(begins: Day, ends: Day, found: int, scratch: Group) -> int:
    """Insert an interval in order of its first day; give the new number."""
    j = found
    while j > 0 and scratch.stop_from[j - 1] > begins:
        scratch.stop_from[j] = scratch.stop_from[j - 1]
        scratch.stop_to[j] = scratch.stop_to[j - 1]
        j -= 1
    scratch.stop_from[j] = begins
    scratch.stop_to[j] = ends
    return found + 1


def joined(found: int, scratch: Group) -> int:
    """Join intervals that touch or overlap; give the number left."""
    last = 0
    for j in range(1, found):
        if scratch.stop_from[j] <= scratch.stop_to[last]:
            scratch.stop_to[last] = max(scratch.stop_to[last], scratch.stop_to[j])
        else:
            last += 1
            scratch.stop_from[last] = scratch.stop_from[j]
            scratch.stop_to[last] = scratch.stop_to[j]
    return last + 1


def until_nothing_overdue(
    start: int, count: int, layer: int, found: int, rows: Group, terms: Group, scratch: Group
) -> int:
    """Carry each stop on to the first day on which no row of the buyer is overdue; give the number left."""
    for j in range(found):
        moved = True
        while moved:
            moved = False
            for i in range(count):
                t = scratch.terms_index[layer * scratch.rows + i]
                due = row_reference_due(start + i, t, rows, terms)
                if due != MISSING and due < scratch.stop_to[j] and scratch.quiet_on[i] > scratch.stop_to[j]:
                    scratch.stop_to[j] = scratch.quiet_on[i]
                    moved = True
    return joined(found, scratch)


def without_cured(found: int, within: Days, as_of: Day, scratch: Group) -> int:
    """Drop the stops that were over by a day and had lasted no longer than allowed; give the number left."""
    kept = 0
    for j in range(found):
        begins = scratch.stop_from[j]
        ends = scratch.stop_to[j]
        if ends > as_of or ends - begins > within:
            scratch.stop_from[kept] = begins
            scratch.stop_to[kept] = ends
            kept += 1
    return kept


def stop_around(day: Day, at: int, found: int, scratch: Group) -> int:
    """Position of the first stop not over on a day, looked for from a position on."""
    while at < found and scratch.stop_to[at] <= day:
        at += 1
    return at


def unknown_period(b: int, layer: int, accounts: Group, terms: Group, scratch: Group) -> bool:
    """Whether the extension period of some row of the account depends on what nobody knows."""
    for i in range(accounts.stop[b] - accounts.start[b]):
        if terms.maximum_extension_period[scratch.terms_index[layer * scratch.rows + i]] == MISSING:
            return True
    return False


def unknown_stop(b: int, layer: int, day: Day, rows: Group, accounts: Group, terms: Group, scratch: Group) -> Day:
    """MISSING when a row overdue on a day has an unknown extension period: it may stop deliveries; else NEVER."""
    start = accounts.start[b]
    for i in range(accounts.stop[b] - start):
        t = scratch.terms_index[layer * scratch.rows + i]
        if terms.maximum_extension_period[t] == MISSING:
            due = row_reference_due(start + i, t, rows, terms)
            if due != MISSING and due < day and day < scratch.quiet_on[i]:
                return MISSING
    return NEVER


def extension_stop(b: int, layer: int, as_of: Day, rows: Group, accounts: Group, terms: Group, scratch: Group) -> Day:
    """First day on which an extension beyond the insured's authority stopped the buyer; NEVER when none did."""
    start = accounts.start[b]
    since = NEVER
    for i in range(accounts.stop[b] - start):
        r = start + i
        extended_on = rows.extended_on[r]
        if extended_on == NEVER or extended_on == DAY_MISSING_STORED or extended_on > as_of:
            continue
        t = scratch.terms_index[layer * scratch.rows + i]
        if terms.unauthorised_extension[t] != UnauthorisedExtension.BUYER or terms.extension_authority[t] == MISSING:
            continue
        original = widen_day(rows.original_due[r])
        due = widen_day(rows.due[r])
        if original == MISSING or due == MISSING:
            continue
        if due > authorised_due(original, terms.extension_authority[t], rows.consented_due[r]):
            since = min(since, extended_on)
    return since
