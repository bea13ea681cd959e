"""The account walk: balances, stops, limits in force, then every row in order through clauses, room and percentage.

An account is everything about one limit holder. This text is run as it stands by `one`, on lists, with an object
for `clauses` that keeps every finding; and by `many`, compiled, where each `clauses.name(...)` is replaced by the
clauses' own rules written out. Order of evaluation: qualify, maintain, admit; a delivery refused before admission takes no
room in the limit.
"""

from encours.clauses.choices import LayerMode, Occupies, Outcome, RunOff
from encours.clauses.states import State
from encours.cover.balances import in_policy_currency, settle
from encours.cover.limits_in_force import followed_limit, limits_in_force
from encours.cover.stops import extension_stop, overdue_stops, stop_around
from encours.engine.verdicts import NEEDS_INFORMATION, REFUSED
from encours.units import DAY_MISSING_STORED, MISSING, NEVER, portion

# ruff: noqa: ANN001, ANN201, PLR0913  steps are untyped on purpose: lists in plain Python, columns when compiled


def walk_account(clauses, b, day, rows, accounts, entries, limits, evidences, profiles,
                 agreement, terms, scratch, out):  # fmt: skip
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
    settle(b, lost_on, rows, accounts, entries, agreement, scratch, scratch.open_at_loss)
    in_policy_currency(b, rows, accounts, agreement, scratch.open_at_loss)
    out.on_account[b] = settle(b, day, rows, accounts, entries, agreement, scratch, scratch.open_now)
    for i in range(count):
        out.open_original[start + i] = scratch.open_now[i]
    in_policy_currency(b, rows, accounts, agreement, scratch.open_now)
    for i in range(count):
        out.open[start + i] = scratch.open_now[i]
        scratch.carried[i] = 0
        scratch.kept[i] = 0
    for layer in range(layers):
        limits_in_force(b, layer, account_count, day, rows, accounts, limits, evidences, terms, scratch)
        if layer > 0:
            follow_the_layer_below(layer, count, terms, scratch)
    for layer in range(layers):
        walk_layer(clauses, b, layer, day, rows, accounts, limits, agreement, terms, scratch, out)


def index_terms(b, layer, rows, accounts, profiles, agreement, scratch):
    """Fill each row's terms: the endorsement, buyer profile and insured entity on its own day, no limit known yet."""
    start = accounts.start[b]
    count = accounts.stop[b] - start
    endorsement = agreement.endorsement_start[layer]
    first_endorsement = endorsement
    last_endorsement = agreement.endorsement_start[layer + 1]
    for i in range(count):
        r = start + i
        day = rows.order_day[r]
        while endorsement + 1 < last_endorsement and agreement.endorsed_from[endorsement + 1] <= day:
            endorsement += 1
        u = rows.buyer[r] if agreement.grouped == 1 else b
        profile = profiles.start[u]
        while profile + 1 < profiles.stop[u] and profiles.from_day[profile + 1] <= day:
            profile += 1
        place = (layer * agreement.endorsements + endorsement - first_endorsement) * agreement.profiles + profiles.profile[profile]
        place = (place * agreement.entities + rows.entity[r]) * agreement.kinds
        scratch.terms_place[layer * scratch.rows + i] = place
        scratch.terms_index[layer * scratch.rows + i] = agreement.index[place]


def follow_the_layer_below(layer, count, terms, scratch):
    """Cap each row's limit in a layer by what the layer follows below it."""
    for i in range(count):
        at = layer * scratch.rows + i
        kind, amount = followed_limit(layer, i, scratch.terms_index[at], terms, scratch)
        scratch.limit_kind[at] = kind
        scratch.limit_amount[at] = amount


def suspended_since(day, layer, agreement):
    """First day of the suspension of the policy that contains a day; NEVER when none does."""
    for s in range(agreement.suspension_start[layer], agreement.suspension_start[layer + 1]):
        if agreement.suspended_from[s] <= day and day < agreement.suspended_to[s]:
            return agreement.suspended_from[s]
    return NEVER


def overdue_at_inception(b, layer, rows, accounts, terms, scratch):
    """Days by which the buyer's oldest unpaid row was overdue when the policy began; 0 when none was."""
    start = accounts.start[b]
    days = 0
    for i in range(accounts.stop[b] - start):
        inception = terms.period_start[scratch.terms_index[layer * scratch.rows + i]]
        due = rows.due[start + i]
        if due != DAY_MISSING_STORED and due < inception and scratch.settled_on[i] >= inception:
            days = max(days, inception - due)
    return days


def beside(layer, i, terms, scratch, layers):
    """Limit of the layer that shares every euro with this one (pari passu); 0 without one."""
    at = layer * scratch.rows + i
    above = at + scratch.rows
    if layer + 1 < layers and terms.layer_mode[scratch.terms_index[above]] == LayerMode.PARI_PASSU:
        return scratch.limit_amount[above]
    if terms.layer_mode[scratch.terms_index[at]] == LayerMode.PARI_PASSU:
        return scratch.limit_amount[at - scratch.rows]
    return 0


def walk_layer(clauses, b, layer, day, rows, accounts, limits, agreement, terms, scratch, out):
    """Judge every open row of one account in one layer, in order; fill what the layer admits and insures."""
    start = accounts.start[b]
    stops = overdue_stops(b, layer, day, rows, accounts, terms, scratch, out, agreement.accounts)
    note_stop(b, layer, day, stops, agreement, scratch, out)
    extension_stopped = extension_stop(b, layer, day, rows, accounts, terms, scratch)
    inception_overdue = overdue_at_inception(b, layer, rows, accounts, terms, scratch)
    first_decision = limits.start[layer * agreement.accounts + b]
    for used in range(len(scratch.stage_used)):
        scratch.stage_used[used] = 0
    balance = 0
    balance_at_cut = 0
    decision = -1
    around = 0
    for i in range(accounts.stop[b] - start):
        r = start + i
        at = layer * scratch.rows + i
        if scratch.decision_position[at] != decision:
            decision = scratch.decision_position[at]
            reduced = decision >= first_decision and limits.outcome[decision] == Outcome.REDUCED
            balance_at_cut = balance if reduced else 0
        u = rows.buyer[r] if agreement.grouped == 1 else b
        order_day = rows.order_day[r]
        around = stop_around(order_day, around, stops, scratch)
        open_amount = scratch.open_at_loss[i]
        if open_amount <= 0:
            write(r, i, layer, 0, 0, 0, NEVER, agreement, scratch, out)
            continue
        kind = scratch.limit_kind[at]
        t = agreement.index[scratch.terms_place[at] + kind]
        stop_since = NEVER
        if around < stops and scratch.stop_from[around] <= order_day:
            stop_since = scratch.stop_from[around]
        position = scratch.limit_position[at]
        stage = rows.stage[r]
        under = 0 if terms.layer_mode[t] == LayerMode.PARI_PASSU else scratch.carried[i]
        before = balance - balance_at_cut if terms.run_off[t] == RunOff.STAND_ALONE else balance
        for c in range(len(scratch.cuts)):
            scratch.cuts[c] = 0
        walked = (
            day,
            open_amount,
            before,
            kind,
            scratch.limit_amount[at],
            limits.percentage[position] if position >= 0 else 10_000,
            limits.conditions_met_on[position] if position >= 0 else 0,
            limits.decided_on[decision] if decision >= first_decision else 0,
            scratch.limit_amount[at - scratch.rows] if layer > 0 else 0,
            beside(layer, i, terms, scratch, agreement.layers),
            scratch.carried[i],
            scratch.kept[i],
            stop_since,
            extension_stopped,
            suspended_since(order_day, layer, agreement),
            inception_overdue,
            scratch.stage_used[stage],
        )
        insurable, cut_by = clauses.grant_qualify(open_amount, scratch.cuts, r, u, t, walked)
        suspended = scratch.cuts[State.SUSPENDED]
        outside = scratch.cuts[State.OUTSIDE]
        unknown = scratch.cuts[State.NEEDS_INFORMATION]
        asked = max(0, insurable - under)
        cause, until = clauses.judge(r, u, t, walked)
        barred = cause > 0 and cause < agreement.first_admit and cause % 8 == REFUSED
        taken = in_limit_base(asked, rows.insured_base[r], r, rows)
        if terms.disputed_part_occupies_the_limit[t] == 1 and layer == 0:
            taken += in_limit_base(suspended, rows.gross[r], r, rows)
        if unknown > 0 or cause % 8 == NEEDS_INFORMATION:
            taken = max(0, open_amount - under)
        admitted = 0
        insured = 0
        if cause == 0:
            admitted, cause = clauses.grant_admit(asked, scratch.cuts, r, u, t, walked)
            insured, _shared = clauses.grant_indemnify(admitted, scratch.cuts, r, u, t, walked)
            if cause == 0 and (suspended > 0 or unknown > 0):
                cause = cut_by
            scratch.stage_used[stage] += admitted
        occupies = terms.occupies_the_limit[t]
        if occupies == Occupies.ADMITTED:
            balance += in_limit_base(admitted, rows.insured_base[r], r, rows)
        elif occupies == Occupies.EVERYTHING:
            balance += max(0, in_limit_base(open_amount, rows.gross[r], r, rows) - under)
        elif not barred:
            balance += taken
        if layer == 0:
            scratch.kept[i] = 0 if barred else 1
            if out.keep_parts == 1:
                out.outside[r] = still_open(outside, i, scratch)
                out.suspended[r] = still_open(suspended, i, scratch)
        scratch.carried[i] += admitted
        write(r, i, layer, admitted, insured, cause, until, agreement, scratch, out)


def note_stop(b, layer, day, stops, agreement, scratch, out):
    """Note since when deliveries to the buyer are stopped on the day; NEVER when they are not."""
    around = stop_around(day, 0, stops, scratch)
    stopped = around < stops and scratch.stop_from[around] <= day
    out.stopped_since[layer * agreement.accounts + b] = scratch.stop_from[around] if stopped else NEVER


def write(r, i, layer, admitted, insured, cause, until, agreement, scratch, out):
    """Write what one layer answers for one row."""
    place = layer * agreement.rows + r
    out.admitted[place] = still_open(admitted, i, scratch)
    out.insured[place] = still_open(insured, i, scratch)
    out.cause[place] = cause
    out.until[place] = until


def in_limit_base(amount, base, r, rows):
    """An amount counted in one base of a row, in the base that its limit counts; as it is when that is unknown."""
    limit_base = rows.limit_base[r]
    if amount == 0 or base == 0 or limit_base == base or limit_base == MISSING or base == MISSING:
        return amount
    return portion(amount, limit_base, base)


def still_open(amount, i, scratch):
    """Part of an amount judged at the date of loss that is still open: later money is a recovery, shared pro rata."""
    at_loss = scratch.open_at_loss[i]
    still = scratch.open_now[i]
    if still == at_loss:
        return amount
    return portion(amount, still, at_loss)
