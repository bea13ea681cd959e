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
    ScoreDirection,
)  # fmt: skip
from encours.cover.experience import highest_balance_paid
from encours.cover.structures import Group
from encours.units import DAY_MISSING_STORED, MISSING, NEVER, UNSET, Cents, Day, Flag, after, share, widen_day

NOT_FOUND = -2
"""Position of no decision; -1 and above may be that before the first of an account."""


def evidenced_by_report(book: Group, account: int, day: Day, agreed: int) -> Flag:
    """Whether the latest credit report at hand on a day is fresh and good enough; MISSING when nobody can tell."""
    evidences, terms = book.evidences, book.terms
    found = 0
    for report in range(evidences.start[account], evidences.stop[account]):
        dated_on = evidences.dated_on[report]
        if dated_on > day:
            break
        age = terms.maximum_report_age[agreed]
        if day > evidences.expires_on[report]:
            found = 0
        elif age == MISSING:
            found = MISSING
        elif age != UNSET and day > after(dated_on, age):
            found = 0
        else:
            found = good_enough(book, evidences.score[report], agreed)
    return found


def good_enough(book: Group, score: int, agreed: int) -> Flag:
    """Whether a score reaches what the policy asks, on the report's own scale; MISSING for a report without one."""
    required = book.terms.required_score[agreed]
    if required == UNSET:
        return 1
    if score == MISSING or required == MISSING:
        return MISSING
    if book.terms.score_direction[agreed] == ScoreDirection.LOWER_IS_BETTER:
        return 1 if score <= required else 0
    return 1 if score >= required else 0


def discretionary_amount(book: Group, account: int, day: Day, agreed: int, as_of: Day) -> Cents:
    """Room the insured may give on its own, with the evidence that the policy asks; 0 without it.

    MISSING when what is known of the evidence does not tell.
    """
    terms = book.terms
    ceiling = terms.discretionary_limit[agreed]
    asked = terms.discretionary_evidence_needed[agreed]
    if asked == DiscretionaryEvidence.NONE or ceiling == MISSING or asked == MISSING:
        return ceiling if asked != MISSING else MISSING
    unsure = False
    if asked == DiscretionaryEvidence.SCORE or asked == DiscretionaryEvidence.EITHER:
        report = evidenced_by_report(book, account, day, agreed)
        if report == 1:
            return ceiling
        unsure = report == MISSING
    amount = 0
    if asked == DiscretionaryEvidence.EXPERIENCE or asked == DiscretionaryEvidence.EITHER:
        amount, untold = highest_balance_paid(book, account, day, agreed, as_of)
        amount = min(ceiling, amount)
        unsure = unsure or untold
    return MISSING if unsure and amount < ceiling else amount


def decision_in_force(book: Group, position: int, first: int, day: Day, ordered: Day, agreed: int) -> int:
    """Position of the decision that governs a delivery: an order in hand at a cut keeps the one before."""
    limits = book.limits
    period = book.terms.orders_in_hand[agreed]
    if period == UNSET or period == MISSING or ordered == MISSING:
        return position
    while position >= first:
        outcome = limits.outcome[position]
        cut = outcome == Outcome.REDUCED or outcome == Outcome.WITHDRAWN
        in_hand = ordered < limits.decided_on[position] and day <= after(limits.effective_on[position], period)
        if not (cut and in_hand):
            break
        position -= 1
    return position


def kind_of_decision(book: Group, position: int, first: int, day: Day, agreed: int) -> tuple[int, int]:
    """Kind of room that a decision gives on a day, and the position that gives it (an expired one may fall back)."""
    limits = book.limits
    if position < first:
        return LimitKind.NONE, position
    outcome = limits.outcome[position]
    if outcome == Outcome.REFUSED:
        return LimitKind.REFUSED, position
    if outcome == Outcome.WITHDRAWN:
        return LimitKind.WITHDRAWN, position
    if day <= limits.expires_on[position] or limits.expires_on[position] == DAY_MISSING_STORED:
        return limits.kind[position], position
    fallback = book.terms.expired_limit_falls_back_to[agreed]
    if fallback == ExpiredLimit.DISCRETIONARY and book.terms.discretionary_limit[agreed] != UNSET:
        return LimitKind.NONE, position
    if fallback == ExpiredLimit.PREVIOUS:
        # Before the first decision the buyer stood in the discretionary zone.
        earlier = position - 1
        while earlier >= first:
            outcome = limits.outcome[earlier]
            if outcome == Outcome.REFUSED or outcome == Outcome.WITHDRAWN:
                break
            if day <= limits.expires_on[earlier]:
                return limits.kind[earlier], earlier
            earlier -= 1
        if earlier < first and book.terms.discretionary_limit[agreed] != UNSET:
            return LimitKind.NONE, position
    return LimitKind.EXPIRED, position


def room_decided_on(book: Group, account: int, layer: int, position: int, day: Day) -> Day:
    """Day on which the latest decision was taken that gives room on a day, in effect and not expired; else NEVER."""
    limits = book.limits
    found = NEVER
    for each in range(limits.start[layer * book.agreement.accounts + account], position + 1):
        outcome = limits.outcome[each]
        gives = outcome != Outcome.REFUSED and outcome != Outcome.WITHDRAWN and limits.amount[each] > 0
        if gives and day <= limits.expires_on[each]:
            found = limits.decided_on[each] if found == NEVER else max(found, limits.decided_on[each])
    return found


def raised_position(
    book: Group, position: int, last: int, day: Day, moment: Day, amount: Cents, agreed: int
) -> tuple[int, Day]:
    """Position of a later decision that lifts what is already open above an amount (-1: none), and its last day.

    One whose conditions are not met lifts nothing.

    The last day is the one before the lift changes by itself: it expires, or a higher one decided already takes effect.
    """
    limits = book.limits
    reading = book.terms.limit_increase[agreed]
    if reading == LimitIncrease.FUTURE or reading == MISSING:
        return -1, NEVER
    if reading == LimitIncrease.FROM_INCEPTION and day < book.terms.period_start[agreed]:
        return -1, NEVER
    best = -1
    stands = NEVER
    highest = amount
    for later in range(position + 1, last):
        outcome = limits.outcome[later]
        granted = outcome == Outcome.GRANTED or outcome == Outcome.PARTIAL
        granted = granted and is_met(book, later, moment)
        if granted and limits.expires_on[later] >= moment and limits.amount[later] > highest:
            if limits.effective_on[later] > moment:
                return best, min(stands, limits.effective_on[later] - 1)
            best = later
            stands = limits.expires_on[later]
            highest = limits.amount[later]
    return best, stands


def is_met(book: Group, position: int, moment: Day) -> bool:
    """Whether the conditions of a decision are known to be met by a day."""
    met_on = book.limits.conditions_met_on[position]
    return met_on != DAY_MISSING_STORED and met_on <= moment


def is_room(kind: int) -> bool:
    """Whether a decision of this kind gives room (a discretionary or blind limit may be decided too)."""
    no_room = kind == LimitKind.NONE or kind == LimitKind.REFUSED
    return not (no_room or kind == LimitKind.WITHDRAWN or kind == LimitKind.EXPIRED)


def limits_in_force(book: Group, account: int, layer: int, moment: Day, as_of: Day) -> None:
    """Fill, for each row of an account, the limit in force on its own day in one layer, as it stands at a moment."""
    rows, limits, scratch = book.rows, book.limits, book.scratch
    start = book.accounts.start[account]
    first = limits.start[layer * book.agreement.accounts + account]
    last = limits.stop[layer * book.agreement.accounts + account]
    position = first - 1
    # What was found for a row holds for the next ones that the same decision governs, where it is of every day.
    found = NOT_FOUND
    found_terms = 0
    found_at = 0
    before = 0
    for place in range(book.accounts.stop[account] - start):
        row = start + place
        at = layer * scratch.rows + place
        day = rows.risk_day[row]
        if day < before and position >= first and limits.effective_on[position] > day:
            position = first - 1
        while position + 1 < last and limits.effective_on[position + 1] <= day:
            position += 1
        before = day
        scratch.decision_position[at] = position
        scratch.limit_stands_until[at] = NEVER
        if scratch.open_then[place] > 0 or scratch.open_now[place] > 0:
            agreed = scratch.terms_index[at]
            if position == found and agreed == found_terms:
                scratch.limit_kind[at] = scratch.limit_kind[found_at]
                scratch.limit_amount[at] = scratch.limit_amount[found_at]
                scratch.limit_position[at] = scratch.limit_position[found_at]
            else:
                # What was lost before is lifted by no raise that came after its loss.
                stood = min(moment, scratch.loss_day[place])
                limit_of_row(book, account, row, at, position, first, last, stood, as_of)
                found = position if is_of_every_day(book, position, first, last, agreed) else NOT_FOUND
                found_terms = agreed
                found_at = at
        else:
            scratch.limit_kind[at] = LimitKind.NONE
            scratch.limit_amount[at] = 0
            scratch.limit_position[at] = -1


def is_of_every_day(book: Group, position: int, first: int, last: int, agreed: int) -> bool:
    """Whether the limit found from a decision is that of every delivery it governs: no end, and nothing after it."""
    limits, terms = book.limits, book.terms
    if position + 1 < last or terms.orders_in_hand[agreed] != UNSET:
        return False
    if position < first or limits.kind[position] == LimitKind.NONE:
        return terms.discretionary_limit[agreed] == UNSET
    return limits.expires_on[position] == NEVER


def limit_of_row(
    book: Group,
    account: int,
    row: int,
    at: int,
    position: int,
    first: int,
    last: int,
    moment: Day,
    as_of: Day,
) -> None:
    """Note the limit that stands behind one row, found from the latest decision by its delivery."""
    rows, limits, terms, scratch = book.rows, book.limits, book.terms, book.scratch
    day = rows.risk_day[row]
    agreed = scratch.terms_index[at]
    chosen = decision_in_force(book, position, first, day, widen_day(rows.ordered[row]), agreed)
    kind, chosen = kind_of_decision(book, chosen, first, day, agreed)
    decided = is_room(kind)
    may_rise = decided or kind == LimitKind.NONE
    amount = 0
    if kind == LimitKind.NONE and terms.discretionary_limit[agreed] != UNSET:
        kind = LimitKind.DISCRETIONARY
        amount = discretionary_amount(book, account, day, agreed, as_of)
    if (kind == LimitKind.NONE or (kind == LimitKind.DISCRETIONARY and amount == 0)) and chosen < first:
        if terms.blind_limit[agreed] != UNSET:
            kind = LimitKind.BLIND
            amount = terms.blind_limit[agreed]
    if decided:
        amount = limits.amount[chosen] if limits.expires_on[chosen] != DAY_MISSING_STORED else MISSING
    if may_rise and amount != MISSING:
        # A raise lifts; it never takes away the room that the discretionary zone or blind cover gave.
        raised, stands = raised_position(book, chosen, last, day, moment, amount, agreed)
        scratch.limit_stands_until[at] = stands
        if raised >= 0:
            kind = limits.kind[raised]
            chosen = raised
            decided = True
            amount = limits.amount[raised]
    scratch.limit_kind[at] = kind
    scratch.limit_amount[at] = amount
    scratch.limit_position[at] = chosen if decided else -1


def follow_the_layer_below(book: Group, layer: int, count: int) -> None:
    """Cap each row's limit in a layer by what the layer follows below it."""
    scratch = book.scratch
    for place in range(count):
        at = layer * scratch.rows + place
        below = at - scratch.rows
        kind, amount = followed_limit(book, at, below, scratch.terms_index[at])
        if kind != scratch.limit_kind[at]:
            # What stands now is no decision of this layer: its percentage and its conditions say nothing of it.
            scratch.limit_position[at] = -1
        scratch.limit_kind[at] = kind
        scratch.limit_amount[at] = amount
        if book.terms.follow_ratio[scratch.terms_index[at]] != UNSET:
            scratch.limit_stands_until[at] = min(scratch.limit_stands_until[at], scratch.limit_stands_until[below])


def followed_limit(book: Group, at: int, below: int, agreed: int) -> tuple[int, Cents]:
    """Room of a layer above another: its own, capped by what it follows of the limit below."""
    terms, scratch = book.terms, book.scratch
    amount = scratch.limit_amount[at]
    kind = scratch.limit_kind[at]
    ratio = terms.follow_ratio[agreed]
    if terms.layer_mode[agreed] == LayerMode.PRIMARY:
        return kind, amount
    if scratch.limit_kind[below] == LimitKind.REFUSED and terms.refused_buyer_limit[agreed] != UNSET:
        if kind == LimitKind.NONE:
            return LimitKind.TOP_UP, terms.refused_buyer_limit[agreed]
        # What the layer decided itself comes first: no room stays none, and a limit is capped.
        return kind, min(amount, terms.refused_buyer_limit[agreed])
    if ratio == UNSET:
        return kind, amount
    under = scratch.limit_amount[below]
    if under == MISSING or ratio == MISSING:
        return LimitKind.TOP_UP if kind == LimitKind.NONE else kind, MISSING
    if under > 0 and terms.minimum_primary_limit[agreed] == MISSING:
        return LimitKind.TOP_UP if kind == LimitKind.NONE else kind, MISSING
    if under == 0 or under < terms.minimum_primary_limit[agreed]:
        return LimitKind.REFUSED if kind == LimitKind.REFUSED else LimitKind.NONE, 0
    follows = share(under, ratio)
    if terms.follow_cap[agreed] != UNSET:
        follows = min(follows, terms.follow_cap[agreed])
    if kind == LimitKind.TOP_UP or kind == LimitKind.NAMED:
        return kind, min(amount, follows)
    if kind == LimitKind.NONE:
        return LimitKind.TOP_UP, follows
    return kind, amount
