"""Steps of the account walk: which limit is in force on the day of a delivery.

Every function here is in the clause language: plain Python calls it on lists, the compiled walk on columns.
"""

from encours.clauses.choices import (
    DiscretionaryEvidence,
    ExpiredLimit,
    LayerMode,
    LimitIncrease,
    LimitKind,
    Outcome,
)  # fmt: skip
from encours.cover.structures import Group
from encours.units import MISSING, UNSET, Cents, Day, Flag, after, share, widen_day


def evidenced_by_report(b: int, day: Day, t: int, evidences: Group, terms: Group) -> Flag:
    """Whether a credit report no older than allowed, and good enough, was at hand on the day."""
    found = 0
    for e in range(evidences.start[b], evidences.stop[b]):
        dated_on = evidences.dated_on[e]
        if dated_on > day:
            break
        age = terms.maximum_report_age[t]
        fresh = day <= evidences.expires_on[e] and (age == UNSET or day <= after(dated_on, age))
        found = 1 if fresh and evidences.score[e] >= terms.minimum_score[t] else 0
    return found


def highest_balance_paid(b: int, day: Day, t: int, rows: Group, accounts: Group, terms: Group, scratch: Group) -> Cents:
    """Highest balance of the buyer that stood on one day and was wholly paid by this one."""
    start = accounts.start[b]
    count = accounts.stop[b] - start
    highest = 0
    for i in range(count):
        moment = rows.risk_day[start + i]
        if moment >= day:
            continue
        period = terms.experience_period[t]
        if period != UNSET and after(moment, period) < day:
            continue
        balance = 0
        for j in range(count):
            if rows.risk_day[start + j] > moment:
                continue
            settled_on = scratch.settled_on[j]
            if settled_on > moment:
                if settled_on > day:
                    balance = 0
                    break
                # An older row whose tax is unknown proves nothing: it adds nothing to the experience.
                balance += max(0, rows.limit_base[start + j])
        highest = max(highest, balance)
    return highest


def discretionary_amount(
    b: int, day: Day, t: int, rows: Group, accounts: Group, evidences: Group, terms: Group, scratch: Group
) -> Cents:
    """Room the insured may give on its own, with the evidence that the policy asks; 0 without it."""
    ceiling = terms.discretionary_limit[t]
    asked = terms.discretionary_evidence_needed[t]
    if asked == DiscretionaryEvidence.NONE:
        return ceiling
    if asked == DiscretionaryEvidence.SCORE or asked == DiscretionaryEvidence.EITHER:
        if evidenced_by_report(b, day, t, evidences, terms) == 1:
            return ceiling
    if asked == DiscretionaryEvidence.EXPERIENCE or asked == DiscretionaryEvidence.EITHER:
        return min(ceiling, highest_balance_paid(b, day, t, rows, accounts, terms, scratch))
    return 0


def decision_in_force(position: int, first: int, day: Day, ordered: Day, t: int, limits: Group, terms: Group) -> int:
    """Position of the decision that governs a delivery: an order in hand at a cut keeps the one before."""
    if position < first:
        return position
    outcome = limits.outcome[position]
    if outcome != Outcome.REDUCED and outcome != Outcome.WITHDRAWN:
        return position
    period = terms.orders_in_hand[t]
    if period == UNSET or ordered == MISSING or ordered >= limits.decided_on[position]:
        return position
    if day <= after(limits.effective_on[position], period):
        return position - 1
    return position


def kind_of_decision(position: int, first: int, day: Day, t: int, limits: Group, terms: Group) -> tuple[int, int]:
    """Kind of room that a decision gives on a day, and the position that gives it (an expired one may fall back)."""
    if position < first:
        return LimitKind.NONE, position
    outcome = limits.outcome[position]
    if outcome == Outcome.REFUSED:
        return LimitKind.REFUSED, position
    if outcome == Outcome.WITHDRAWN:
        return LimitKind.WITHDRAWN, position
    if day <= limits.expires_on[position]:
        return limits.kind[position], position
    fallback = terms.expired_limit_falls_back_to[t]
    if fallback == ExpiredLimit.DISCRETIONARY:
        return LimitKind.NONE, position
    if fallback == ExpiredLimit.PREVIOUS:
        earlier = position - 1
        while earlier >= first:
            outcome = limits.outcome[earlier]
            if outcome == Outcome.REFUSED or outcome == Outcome.WITHDRAWN:
                break
            if day <= limits.expires_on[earlier]:
                return limits.kind[earlier], earlier
            earlier -= 1
    return LimitKind.EXPIRED, position


def raised_position(
    position: int, last: int, day: Day, as_of: Day, kind: int, t: int, limits: Group, terms: Group
) -> int:
    """Position of a later, higher decision that lifts what is already open; -1 when none does."""
    reading = terms.limit_increase[t]
    if reading == LimitIncrease.FUTURE:
        return -1
    if reading == LimitIncrease.FROM_INCEPTION and day < terms.period_start[t]:
        return -1
    if kind != LimitKind.NONE and kind != LimitKind.NAMED and kind != LimitKind.TOP_UP:
        return -1
    best = -1
    highest = limits.amount[position] if kind != LimitKind.NONE else 0
    for later in range(position + 1, last):
        if limits.effective_on[later] > as_of:
            break
        outcome = limits.outcome[later]
        granted = outcome == Outcome.GRANTED or outcome == Outcome.PARTIAL
        if granted and limits.expires_on[later] >= as_of and limits.amount[later] > highest:
            best = later
            highest = limits.amount[later]
    return best


def is_room(kind: int) -> bool:
    """Whether a decision of this kind gives room (a discretionary or blind limit may be decided too)."""
    no_room = kind == LimitKind.NONE or kind == LimitKind.REFUSED
    return not (no_room or kind == LimitKind.WITHDRAWN or kind == LimitKind.EXPIRED)


def limits_in_force(
    b: int,
    layer: int,
    account_count: int,
    as_of: Day,
    rows: Group,
    accounts: Group,
    limits: Group,
    evidences: Group,
    terms: Group,
    scratch: Group,
) -> None:
    """Fill, for each open row of an account, the limit in force on its own day in one layer."""
    start = accounts.start[b]
    count = accounts.stop[b] - start
    first = limits.start[layer * account_count + b]
    last = limits.stop[layer * account_count + b]
    at = layer * scratch.rows
    position = first - 1
    for i in range(count):
        r = start + i
        day = rows.risk_day[r]
        if position >= first and limits.effective_on[position] > day:
            position = first - 1
        while position + 1 < last and limits.effective_on[position + 1] <= day:
            position += 1
        t = scratch.terms_index[at + i]
        ordered = widen_day(rows.ordered[r])
        chosen = decision_in_force(position, first, day, ordered, t, limits, terms)
        kind, chosen = kind_of_decision(chosen, first, day, t, limits, terms)
        raised = raised_position(chosen, last, day, as_of, kind, t, limits, terms)
        amount = 0
        decided = is_room(kind)
        if kind == LimitKind.NONE and terms.discretionary_limit[t] != UNSET:
            kind = LimitKind.DISCRETIONARY
            if scratch.open_at_loss[i] > 0:
                amount = discretionary_amount(b, day, t, rows, accounts, evidences, terms, scratch)
        if (kind == LimitKind.NONE or (kind == LimitKind.DISCRETIONARY and amount == 0)) and chosen < first:
            if terms.blind_limit[t] != UNSET:
                kind = LimitKind.BLIND
                amount = terms.blind_limit[t]
        if decided:
            amount = limits.amount[chosen]
        if raised >= 0 and limits.amount[raised] > amount:
            # A raise lifts; it never takes away what the discretionary zone or blind cover gave.
            kind = limits.kind[raised]
            chosen = raised
            decided = True
            amount = limits.amount[raised]
        scratch.limit_kind[at + i] = kind
        scratch.limit_amount[at + i] = amount
        scratch.limit_position[at + i] = chosen if decided else -1
        scratch.decision_position[at + i] = position


def followed_limit(layer: int, i: int, t: int, terms: Group, scratch: Group) -> tuple[int, Cents]:
    """Room of a layer above another: its own, capped by what it follows of the limit below."""
    at = layer * scratch.rows + i
    below = at - scratch.rows
    amount = scratch.limit_amount[at]
    kind = scratch.limit_kind[at]
    ratio = terms.follow_ratio[t]
    if terms.layer_mode[t] == LayerMode.PRIMARY:
        return kind, amount
    if scratch.limit_kind[below] == LimitKind.REFUSED and terms.refused_buyer_limit[t] != UNSET:
        return LimitKind.TOP_UP, terms.refused_buyer_limit[t]
    if ratio == UNSET:
        return kind, amount
    under = scratch.limit_amount[below]
    if under == 0 or under < terms.minimum_primary_limit[t]:
        return LimitKind.NONE, 0
    follows = share(under, ratio)
    if terms.follow_cap[t] != UNSET:
        follows = min(follows, terms.follow_cap[t])
    if kind == LimitKind.TOP_UP or kind == LimitKind.NAMED:
        return kind, min(amount, follows)
    if kind == LimitKind.NONE:
        return LimitKind.TOP_UP, follows
    return kind, amount
