"""The account walk: balances, stops, limits in force, then every row in order through clauses, room and percentage.

An account is everything about one limit holder. This text is run as it stands by `one`, on lists, with an object
for `clauses` that keeps every finding; and by `many`, compiled, where each `clauses.name(...)` is replaced by the
clauses' own rules written out. Order of evaluation: qualify, maintain, admit; a delivery refused before admission
takes no room in the limit.
"""

from encours.clauses.choices import LayerMode, Occupies, Outcome, RunOff, Stage
from encours.clauses.states import State
from encours.cover.balances import in_policy_currency, settle
from encours.cover.limits_in_force import followed_limit, limits_in_force
from encours.cover.stops import (
    extension_stop,
    overdue_stops,
    row_reference_due,
    stop_around,
    unknown_period,
    unknown_stop,
)
from encours.cover.structures import Group
from encours.engine.verdicts import REFUSED, SUSPENDED
from encours.units import MISSING, NEVER, Cents, Day, Days, Flag, portion, widen_day


def walk_account(
    clauses: Group,
    b: int,
    day: Day,
    rows: Group,
    accounts: Group,
    entries: Group,
    limits: Group,
    evidences: Group,
    profiles: Group,
    agreement: Group,
    terms: Group,
    scratch: Group,
    out: Group,
) -> None:
    """Judge every open row of one account in every layer, as of a day."""
    layers = agreement.layers
    account_count = agreement.accounts
    for layer in range(layers):
        index_terms(b, layer, rows, accounts, profiles, agreement, scratch)
    start = accounts.start[b]
    count = accounts.stop[b] - start
    for i in range(count):
        scratch.floor[i] = terms.stop_minimum_overdue[scratch.terms_index[i]]
    lost_on = day
    if agreement.grouped == 0:
        lost_on = min(day, accounts.insolvent_on[b])
    if lost_on < day:
        settle(b, lost_on, rows, accounts, entries, agreement, scratch, scratch.open_at_loss)
        in_policy_currency(b, rows, accounts, agreement, scratch.open_at_loss)
    out.on_account[b] = settle(b, day, rows, accounts, entries, agreement, scratch, scratch.open_now)
    for i in range(count):
        out.open_original[start + i] = scratch.open_now[i]
    in_policy_currency(b, rows, accounts, agreement, scratch.open_now)
    for i in range(count):
        out.open[start + i] = scratch.open_now[i]
        if lost_on == day:
            scratch.open_at_loss[i] = scratch.open_now[i]
        scratch.carried[i] = 0
        scratch.kept[i] = 0
    for layer in range(layers):
        limits_in_force(b, layer, account_count, day, rows, accounts, limits, evidences, terms, scratch)
        if layer > 0:
            follow_the_layer_below(layer, count, terms, scratch)
    for layer in range(layers):
        if layer > 0 and other_minimum(layer, count, terms, scratch):
            settle(b, day, rows, accounts, entries, agreement, scratch, scratch.open_now)
            in_policy_currency(b, rows, accounts, agreement, scratch.open_now)
        walk_layer(clauses, b, layer, day, rows, accounts, limits, agreement, terms, scratch, out)


def other_minimum(layer: int, count: int, terms: Group, scratch: Group) -> bool:
    """Whether a layer sets another minimum for an overdue to stop deliveries than the last one; notes its own."""
    found = False
    for i in range(count):
        minimum = terms.stop_minimum_overdue[scratch.terms_index[layer * scratch.rows + i]]
        if minimum != scratch.floor[i]:
            scratch.floor[i] = minimum
            found = True
    return found


def index_terms(
    b: int, layer: int, rows: Group, accounts: Group, profiles: Group, agreement: Group, scratch: Group
) -> None:
    """Fill each row's terms: the endorsement, buyer profile and insured entity on its own day, no limit known yet."""
    start = accounts.start[b]
    count = accounts.stop[b] - start
    endorsement = agreement.endorsement_start[layer]
    first_endorsement = endorsement
    last_endorsement = agreement.endorsement_start[layer + 1]
    for i in range(count):
        r = start + i
        day = rows.risk_day[r]
        if agreement.endorsed_from[endorsement] > day:
            endorsement = first_endorsement
        while endorsement + 1 < last_endorsement and agreement.endorsed_from[endorsement + 1] <= day:
            endorsement += 1
        u = rows.buyer[r] if agreement.grouped == 1 else b
        profile = profiles.start[u]
        while profile + 1 < profiles.stop[u] and profiles.from_day[profile + 1] <= day:
            profile += 1
        place = (
            layer * agreement.endorsements + endorsement - first_endorsement
        ) * agreement.profiles + profiles.profile[profile]
        place = (place * agreement.entities + rows.entity[r]) * agreement.kinds
        scratch.terms_place[layer * scratch.rows + i] = place
        scratch.terms_index[layer * scratch.rows + i] = agreement.index[place]


def follow_the_layer_below(layer: int, count: int, terms: Group, scratch: Group) -> None:
    """Cap each row's limit in a layer by what the layer follows below it."""
    for i in range(count):
        at = layer * scratch.rows + i
        kind, amount = followed_limit(layer, i, scratch.terms_index[at], terms, scratch)
        if kind != scratch.limit_kind[at]:
            # What stands now is no decision of this layer: its percentage and its conditions say nothing of it.
            scratch.limit_position[at] = -1
        scratch.limit_kind[at] = kind
        scratch.limit_amount[at] = amount


def suspended_since(day: Day, layer: int, agreement: Group) -> Day:
    """First day of the suspension of the policy that contains a day; NEVER when none does."""
    for s in range(agreement.suspension_start[layer], agreement.suspension_start[layer + 1]):
        if agreement.suspended_from[s] <= day and day < agreement.suspended_to[s]:
            return agreement.suspended_from[s]
    return NEVER


def overdue_at_inception(b: int, layer: int, rows: Group, accounts: Group, terms: Group, scratch: Group) -> Days:
    """Days by which the buyer's oldest unpaid row was overdue when the policy began; 0 when none was."""
    start = accounts.start[b]
    days = 0
    for i in range(accounts.stop[b] - start):
        t = scratch.terms_index[layer * scratch.rows + i]
        inception = terms.period_start[t]
        due = row_reference_due(start + i, t, rows, terms)
        if rows.extended_on[start + i] > inception:
            due = widen_day(rows.original_due[start + i])
        if due != MISSING and due < inception and scratch.settled_on[i] >= inception:
            days = max(days, inception - due)
    return days


def beside(layer: int, i: int, terms: Group, scratch: Group, layers: int) -> Cents:
    """Limit of the layer that shares every euro with this one (pari passu); 0 without one."""
    at = layer * scratch.rows + i
    above = at + scratch.rows
    if layer + 1 < layers and terms.layer_mode[scratch.terms_index[above]] == LayerMode.PARI_PASSU:
        return scratch.limit_amount[above]
    if terms.layer_mode[scratch.terms_index[at]] == LayerMode.PARI_PASSU:
        return scratch.limit_amount[at - scratch.rows]
    return 0


def walk_layer(
    clauses: Group, b: int, layer: int, day: Day, rows: Group, accounts: Group, limits: Group, agreement: Group,
    terms: Group, scratch: Group, out: Group,
) -> None:  # fmt: skip
    """Judge every open row of one account in one layer, in order; fill what the layer admits and insures."""
    start = accounts.start[b]
    stops = overdue_stops(b, layer, day, rows, accounts, terms, scratch, out, agreement.accounts)
    note_stop(b, layer, day, stops, agreement, scratch, out)
    extension_stopped = extension_stop(b, layer, day, rows, accounts, terms, scratch)
    unsure = unknown_period(b, layer, accounts, terms, scratch)
    inception_overdue = overdue_at_inception(b, layer, rows, accounts, terms, scratch)
    for used in range(len(scratch.stage_used)):
        scratch.stage_used[used] = 0
    balance = 0
    balance_at_cut = 0
    decision = -1
    for i in range(accounts.stop[b] - start):
        r = start + i
        at = layer * scratch.rows + i
        if scratch.decision_position[at] != decision:
            decision = scratch.decision_position[at]
            balance_at_cut = balance if is_a_cut(decision, b, layer, limits, agreement) else 0
        open_amount = scratch.open_at_loss[i]
        if open_amount <= 0:
            write(r, i, layer, 0, 0, 0, NEVER, agreement, scratch, out)
            continue
        u = rows.buyer[r] if agreement.grouped == 1 else b
        t = agreement.index[scratch.terms_place[at] + scratch.limit_kind[at]]
        stage = rows.stage[r]
        under = 0 if terms.layer_mode[t] == LayerMode.PARI_PASSU else scratch.carried[i]
        alone = terms.run_off[t] == RunOff.STAND_ALONE and scratch.limit_position[at] == decision
        before = balance - balance_at_cut if alone else balance
        stop_since = stop_of(rows.risk_day[r], stops, scratch)
        if unsure and stop_since == NEVER:
            stop_since = unknown_stop(b, layer, rows.risk_day[r], rows, accounts, terms, scratch)
        walked = told(
            b, r, i, layer, day, before, stop_since, extension_stopped, inception_overdue, rows, limits, agreement,
            terms, scratch,
        )  # fmt: skip
        for c in range(len(scratch.cuts)):
            scratch.cuts[c] = 0
        insurable, cut_by = clauses.grant_qualify(open_amount, scratch.cuts, r, u, t, walked)
        asked = max(0, insurable - under)
        cause, until = clauses.judge(r, u, t, walked)
        kept_below = scratch.kept[i] if layer > 0 else 1
        balance += occupied(cause, kept_below, open_amount, asked, under, layer, r, t, rows, agreement, terms, scratch)
        admitted = 0
        insured = 0
        scratch.kept[i] = kept_for_layers_above(cause, agreement) if layer == 0 else scratch.kept[i]
        note_parts(r, i, layer, scratch, out)
        if cause == 0:
            cause = cut_by
            admitted, room_cut_by = clauses.grant_admit(asked, scratch.cuts, r, u, t, walked)
            insured, _shared = clauses.grant_indemnify(admitted, scratch.cuts, r, u, t, walked)
            cause = room_cut_by if room_cut_by > 0 else cause
            scratch.stage_used[stage] += admitted
        if terms.occupies_the_limit[t] == Occupies.ADMITTED:
            balance += filled(asked, before, layer, i, r, rows, agreement, terms, scratch) if admitted > 0 else 0
        scratch.carried[i] += admitted
        write(r, i, layer, admitted, insured, cause, until, agreement, scratch, out)


def told(
    b: int,
    r: int,
    i: int,
    layer: int,
    day: Day,
    before: Cents,
    stop_since: Day,
    extension_stopped: Day,
    inception_overdue: Days,
    rows: Group,
    limits: Group,
    agreement: Group,
    terms: Group,
    scratch: Group,
) -> tuple[int, ...]:
    """What the walk tells the clauses about a row, in the order of the vocabulary's `WALK`."""
    at = layer * scratch.rows + i
    position = scratch.limit_position[at]
    decision = scratch.decision_position[at]
    decided = decision >= limits.start[layer * agreement.accounts + b]
    return (
        day,
        scratch.open_at_loss[i],
        before,
        scratch.limit_kind[at],
        scratch.limit_amount[at],
        limits.percentage[position] if position >= 0 else 10_000,
        limits.conditions_met_on[position] if position >= 0 else 0,
        limits.decided_on[decision] if decided else 0,
        scratch.limit_amount[at - scratch.rows] if layer > 0 else 0,
        beside(layer, i, terms, scratch, agreement.layers),
        scratch.carried[i],
        scratch.kept[i],
        stop_since,
        extension_stopped,
        suspended_since(rows.risk_day[r], layer, agreement),
        inception_overdue,
        scratch.stage_used[rows.stage[r]],
    )


def is_a_cut(decision: int, b: int, layer: int, limits: Group, agreement: Group) -> bool:
    """Whether a decision of the account lowered its limit."""
    return decision >= limits.start[layer * agreement.accounts + b] and limits.outcome[decision] == Outcome.REDUCED


def stop_of(day: Day, stops: int, scratch: Group) -> Day:
    """First day of the stop that contains a day; NEVER when none does."""
    around = stop_around(day, 0, stops, scratch)
    if around < stops and scratch.stop_from[around] <= day:
        return scratch.stop_from[around]
    return NEVER


def keeps(cause: int, agreement: Group) -> Flag:
    """1 unless a clause before admission refused the row."""
    barred = cause > 0 and cause < agreement.first_admit and cause % 8 == REFUSED
    return 0 if barred else 1


def kept_for_layers_above(cause: int, agreement: Group) -> Flag:
    """1 where the primary keeps a row, 0 where it lost it, 2 while it suspends it, MISSING while nobody can tell."""
    if cause == 0 or cause >= agreement.first_admit:
        return 1
    if cause % 8 == REFUSED:
        return 0
    return 2 if cause % 8 == SUSPENDED else MISSING


def occupied(
    cause: int,
    kept_below: Flag,
    open_amount: Cents,
    asked: Cents,
    under: Cents,
    layer: int,
    r: int,
    t: int,
    rows: Group,
    agreement: Group,
    terms: Group,
    scratch: Group,
) -> Cents:
    """Room of the limit that a row takes before anything is admitted, in the base of the limit.

    A row whose amount in the base is unknown takes all it might; one that was refused, here or by the primary policy,
    takes none, unless everything open occupies the limit.
    """
    occupies = terms.occupies_the_limit[t]
    if occupies == Occupies.ADMITTED:
        return 0
    if occupies == Occupies.EVERYTHING:
        if rows.stage[r] != Stage.DELIVERED and rows.stage[r] != Stage.INVOICED:
            return 0
        return max(0, in_limit_base(open_amount, rows.gross[r], r, rows) - under)
    if keeps(cause, agreement) == 0 or kept_below == 0:
        return 0
    if scratch.cuts[State.NEEDS_INFORMATION] > 0:
        return max(0, open_amount - under)
    taken = in_limit_base(asked, rows.insured_base[r], r, rows)
    if terms.disputed_part_occupies_the_limit[t] == 1 and layer == 0:
        taken += in_limit_base(scratch.cuts[State.SUSPENDED], rows.insured_base[r], r, rows)
    return taken


def filled(
    asked: Cents, before: Cents, layer: int, i: int, r: int, rows: Group, agreement: Group, terms: Group, scratch: Group
) -> Cents:
    """Room that what was admitted fills, in the base of the limit; layers side by side fill theirs together."""
    room = scratch.limit_amount[layer * scratch.rows + i] + beside(layer, i, terms, scratch, agreement.layers)
    return min(in_limit_base(asked, rows.insured_base[r], r, rows), max(0, room - before))


def note_parts(r: int, i: int, layer: int, scratch: Group, out: Group) -> None:
    """Note the parts of a row that lie outside the insured base, or in dispute; the first layer tells them."""
    if layer == 0 and out.keep_parts == 1:
        out.outside[r] = still_open(scratch.cuts[State.OUTSIDE], i, scratch)
        out.suspended[r] = still_open(scratch.cuts[State.SUSPENDED], i, scratch)


def note_stop(b: int, layer: int, day: Day, stops: int, agreement: Group, scratch: Group, out: Group) -> None:
    """Note since when deliveries to the buyer are stopped on the day; NEVER when they are not."""
    out.stopped_since[layer * agreement.accounts + b] = stop_of(day, stops, scratch)


def write(
    r: int,
    i: int,
    layer: int,
    admitted: Cents,
    insured: Cents,
    cause: int,
    until: Day,
    agreement: Group,
    scratch: Group,
    out: Group,
) -> None:
    """Write what one layer answers for one row."""
    place = layer * agreement.rows + r
    out.admitted[place] = still_open(admitted, i, scratch)
    out.insured[place] = still_open(insured, i, scratch)
    out.cause[place] = cause
    out.until[place] = until


def in_limit_base(amount: Cents, base: Cents, r: int, rows: Group) -> Cents:
    """An amount counted in one base of a row, in the base that its limit counts; as it is when that is unknown."""
    limit_base = rows.limit_base[r]
    if amount == 0 or base == 0 or limit_base == base or limit_base == MISSING or base == MISSING:
        return amount
    return portion(amount, limit_base, base)


def still_open(amount: Cents, i: int, scratch: Group) -> Cents:
    """Part of an amount judged at the date of loss that is still open: later money is a recovery, shared pro rata."""
    at_loss = scratch.open_at_loss[i]
    still = scratch.open_now[i]
    if still == at_loss:
        return amount
    return portion(amount, still, at_loss)
