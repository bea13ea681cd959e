"""The account walk: balances, stops, limits in force, then every row in order through clauses, room and percentage.

An account is everything about one limit holder. This text is run as it stands by `one`, on lists, with an object
for `clauses` that keeps every finding; and by `many`, compiled, where each `clauses.name(...)` is replaced by the
clauses' own rules written out. Order of evaluation: qualify, maintain, admit; a delivery refused before admission
takes no room in the limit.

`book` holds every group of columns (`encours.cover.structures`). `row` is a place in the Book, `place` the same within
the account, `at` the same within the account and layer; `agreed` is the place of the terms.
"""

from typing import Final

from encours.clauses.choices import Declarant, LayerMode, Occupies, Outcome, RunOff, Stage
from encours.clauses.states import State
from encours.cover.balances import settle, tell_open
from encours.cover.clocks import clock_day, note_events
from encours.cover.events import buyer_of, first_loss, happened, next_loss_day
from encours.cover.limits_in_force import follow_the_layer_below, limits_in_force, room_decided_on
from encours.cover.room import (
    beside,
    filled,
    leave_untold_above,
    lift_stands_until,
    note_parts,
    note_stop,
    occupied,
    told_to_layers_above,
    write,
)
from encours.cover.stops import extension_stop, overdue_stops, row_reference_due, same_stops, stop_of, unknown_stop
from encours.cover.structures import Group
from encours.engine.ranking import verdict_of
from encours.engine.verdicts import NEEDS_INFORMATION
from encours.units import MISSING, NEVER, UNSET, Cents, Day, Days, portion, widen_day

#: Known when the walk is compiled: the loops over them are written out.
STATES: Final = len(State)
STAGES: Final = len(Stage)


def walk_account(clauses: Group, book: Group, account: int, day: Day) -> None:
    """Judge every open row of one account in every layer, as of a day.

    A row whose buyer is insolvent is judged as the account stood on the day of its loss, the others as it stands, or as
    it stood on the day of the loss that the book is of.
    """
    for layer in range(book.agreement.layers):
        index_terms(book, account, layer)
    last = min(day, book.agreement.lost_on)
    moment = first_loss(book, account, last)
    to_judge = True
    while to_judge:
        # One call, and not one more for the last day: each is a copy of the whole walk when compiled.
        judge_at(clauses, book, account, moment, last, day)
        to_judge = moment < last
        if to_judge:
            moment = next_loss_day(book, account, moment, last)


def judge_at(clauses: Group, book: Group, account: int, moment: Day, last: Day, day: Day) -> None:
    """Judge the rows lost at a moment (or, on the last day, those not lost) as the account stood then.

    What is open is told as of the last day; what else happened counts up to the day asked.
    """
    agreement, scratch = book.agreement, book.scratch
    count = book.accounts.stop[account] - book.accounts.start[account]
    if agreement.minimums == 1:
        other_minimum(book, 0, count)
    if moment < last:
        settle(book, account, moment, moment, scratch.open_then)
    book.out.on_account[account] = settle(book, account, last, book.agreement.lost_on, scratch.open_now)
    tell_open(book, account, moment, last)
    if last < day:
        settle(book, account, day, NEVER, scratch.open_once)
    scratch.experience[0] = 0
    for layer in range(agreement.layers):
        limits_in_force(book, account, layer, moment, day)
        if layer > 0 and agreement.follows == 1:
            follow_the_layer_below(book, layer, count)
    stops = 0
    for layer in range(agreement.layers):
        if layer > 0 and agreement.minimums == 1 and other_minimum(book, layer, count):
            settle(book, account, day, NEVER, scratch.open_once)
        if agreement.own_clocks[layer] == 1:
            stops = overdue_stops(book, account, layer, day)
        else:
            same_stops(book, account, layer)
        walk_layer(clauses, book, account, layer, moment, last, day, stops)


def other_minimum(book: Group, layer: int, count: int) -> bool:
    """Whether a layer sets another minimum for an overdue to stop deliveries than the last one; notes its own."""
    scratch = book.scratch
    found = False
    for place in range(count):
        minimum = book.terms.stop_minimum_overdue[scratch.terms_index[layer * scratch.rows + place]]
        if minimum != scratch.floor[place]:
            scratch.floor[place] = minimum
            found = True
    return found


def index_terms(book: Group, account: int, layer: int) -> None:
    """Fill each row's terms: the endorsement, buyer profile and insured entity on its own day, no limit known yet."""
    agreement, profiles, scratch = book.agreement, book.profiles, book.scratch
    start = book.accounts.start[account]
    first_endorsement = agreement.endorsement_start[layer]
    last_endorsement = agreement.endorsement_start[layer + 1]
    endorsement = first_endorsement
    place = 0
    profile = 0
    agreed = 0
    minimum = 0
    # Most accounts have one endorsement, profile and entity: what holds for the first row then holds for all.
    alike = agreement.grouped == 0 and agreement.entities == 1 and last_endorsement == first_endorsement + 1
    alike = alike and profiles.stop[account] == profiles.start[account] + 1
    for i in range(book.accounts.stop[account] - start):
        row = start + i
        if i == 0 or not alike:
            day = book.rows.risk_day[row]
            if agreement.endorsed_from[endorsement] > day:
                endorsement = first_endorsement
            while endorsement + 1 < last_endorsement and agreement.endorsed_from[endorsement + 1] <= day:
                endorsement += 1
            buyer = buyer_of(book, account, row)
            profile = profiles.start[buyer]
            while profile + 1 < profiles.stop[buyer] and profiles.from_day[profile + 1] <= day:
                profile += 1
            place = layer * agreement.endorsements + endorsement - first_endorsement
            place = place * agreement.profiles + profiles.profile[profile]
            place = (place * agreement.entities + book.rows.entity[row]) * agreement.kinds
            agreed = agreement.index[place]
            minimum = book.terms.stop_minimum_overdue[agreed]
        scratch.profile[i] = profile
        if layer == 0:
            scratch.floor[i] = minimum
        scratch.terms_place[layer * scratch.rows + i] = place
        scratch.terms_index[layer * scratch.rows + i] = agreed


def suspended_since(book: Group, day: Day, layer: int) -> Day:
    """First day of the suspension of the policy that contains a day; NEVER when none does."""
    agreement = book.agreement
    for each in range(agreement.suspension_start[layer], agreement.suspension_start[layer + 1]):
        if agreement.suspended_from[each] <= day and day < agreement.suspended_to[each]:
            return agreement.suspended_from[each]
    return NEVER


def overdue_at_inception(book: Group, account: int, layer: int, buyer: int) -> Days:
    """Days by which a buyer's oldest unpaid row was overdue when the policy began; 0 when none was."""
    scratch = book.scratch
    start = book.accounts.start[account]
    days = 0
    for place in range(book.accounts.stop[account] - start):
        row = start + place
        agreed = scratch.terms_index[layer * scratch.rows + place]
        inception = book.terms.period_start[agreed]
        other = buyer_of(book, account, row) != buyer
        if other or scratch.settled_on[place] < inception or book.rows.risk_day[row] > inception:
            continue
        due = row_reference_due(book, row, agreed)
        if book.rows.extended_on[row] > inception:
            due = widen_day(book.rows.original_due[row])
        if due != MISSING and due < inception:
            days = max(days, inception - due)
    return days


def walk_layer(
    clauses: Group, book: Group, account: int, layer: int, moment: Day, last: Day, day: Day, stops: int
) -> None:
    """Judge the rows of one account in one layer, in order; fill what the layer admits and insures of each."""
    agreement, scratch = book.agreement, book.scratch
    start = book.accounts.start[account]
    note_stop(book, account, layer, day, stops)
    for used in range(STAGES):
        scratch.stage_used[used] = 0
    inception_overdue = 0
    overdue_of = -1
    balance = 0
    balance_at_cut = 0
    decision = -1
    for place in range(book.accounts.stop[account] - start):
        at = layer * scratch.rows + place
        if scratch.decision_position[at] != decision:
            decision = scratch.decision_position[at]
            balance_at_cut = balance if is_a_cut(book, decision, account, layer) else 0
        if scratch.open_then[place] <= 0 and not is_open_again(book, place, moment):
            continue
        buyer = buyer_of(book, account, start + place)
        if agreement.asks_inception == 1 and buyer != overdue_of:
            inception_overdue = overdue_at_inception(book, account, layer, buyer)
            overdue_of = buyer
        agreed = agreement.index[scratch.terms_place[at] + scratch.limit_kind[at]]
        alone = book.terms.run_off[agreed] == RunOff.STAND_ALONE and scratch.limit_position[at] == decision
        before = balance - balance_at_cut if alone else balance
        balance += judge_row(
            clauses, book, account, layer, place, agreed, moment, last, day, before, stops, inception_overdue
        )  # fmt: skip


def is_open_again(book: Group, place: int, moment: Day) -> bool:
    """Whether a row had nothing open on the day of its loss, which is this moment, and has something now."""
    return book.scratch.loss_day[place] == moment and book.scratch.open_now[place] > 0


def judge_row(
    clauses: Group, book: Group, account: int, layer: int, place: int, agreed: int, moment: Day, last: Day, day: Day,
    before: Cents, stops: int, inception_overdue: Days,
) -> Cents:  # fmt: skip
    """Judge one row in one layer and write the answer of its own day; give the room it takes before younger ones."""
    scratch = book.scratch
    row = book.accounts.start[account] + place
    at = layer * scratch.rows + place
    buyer = buyer_of(book, account, row)
    # Nothing was open on the day of the loss: what is open again is judged, and no layer admits anything of it.
    nil = scratch.open_then[place] <= 0
    open_amount = scratch.open_now[place] if nil else scratch.open_then[place]
    if book.terms.layer_mode[agreed] != LayerMode.PARI_PASSU:
        scratch.under[place] = scratch.carried[place]
    under = scratch.under[place]
    walked = told(book, account, row, place, layer, moment, day, before, stops, inception_overdue)
    for state in range(STATES):
        scratch.cuts[state] = 0
    insurable, cut_by, _given_back = clauses.grant_qualify(open_amount, scratch.cuts, row, buyer, agreed, walked)
    asked = max(0, insurable - under)
    cause, until, early = clauses.judge(row, buyer, agreed, walked)
    if cause == 0 and scratch.lost_on[place] > day:
        # What is kept shares its room with the layers beside: a lift of theirs that ends changes it too.
        until = min(until, lift_stands_until(book, place, layer))
    taken = 0 if nil else occupied(book, early, open_amount, asked, under, layer, row, place, agreed)
    own = scratch.loss_day[place] == moment
    if layer == 0:
        scratch.primary_answer[place] = told_to_layers_above(early)
    if own:
        note_parts(book, row, place, layer)
    admitted = 0
    insured = 0
    fills = 0
    if scratch.loss_day[place] < moment:
        # What was admitted on the day of its loss stays so, and shrinks with what is still open.
        admitted = portion(scratch.admitted_at_loss[at], open_amount, max(1, scratch.open_at_loss[place]))
        fills = portion(scratch.filled_at_loss[at], open_amount, max(1, scratch.open_at_loss[place]))
    elif cause == 0 and not nil:
        cause = cut_by
        admitted, room_cut_by, given_back = clauses.grant_admit(asked, scratch.cuts, row, buyer, agreed, walked)
        cause = room_cut_by if room_cut_by > 0 else cause
        if admitted > 0:
            insured, _shared, _kept = clauses.grant_indemnify(admitted, scratch.cuts, row, buyer, agreed, walked)
        if verdict_of(room_cut_by) == NEEDS_INFORMATION:
            leave_untold_above(book, place, layer)
        elif book.terms.occupies_the_limit[agreed] == Occupies.ADMITTED:
            # What found room fills it even where the layers beside carry all of it.
            fills = filled(book, asked, before, layer, row, place)
            if given_back > 0:
                fills = portion(fills, admitted, admitted + given_back)
    scratch.stage_used[book.rows.stage[row]] += admitted
    scratch.carried[place] += admitted
    if own:
        if moment < last:
            scratch.admitted_at_loss[at] = admitted
            scratch.filled_at_loss[at] = fills
            scratch.open_at_loss[place] = open_amount
        write(book, row, place, layer, admitted, insured, cause, until)
    return fills if book.terms.occupies_the_limit[agreed] == Occupies.ADMITTED else taken


def told(
    book: Group, account: int, row: int, place: int, layer: int, moment: Day, day: Day, before: Cents, stops: int,
    inception_overdue: Days,
) -> tuple[int, ...]:  # fmt: skip
    """What the walk tells the clauses about a row, in the order of the vocabulary's `WALK`."""
    agreement, limits, scratch = book.agreement, book.limits, book.scratch
    at = layer * scratch.rows + place
    delivered = book.rows.risk_day[row]
    position = scratch.limit_position[at]
    stop_since = stop_of(book, delivered, stops)
    if agreement.unsure_extension == 1 and stop_since == NEVER:
        stop_since = unknown_stop(book, account, layer, delivered)
    extension_since = NEVER
    if agreement.extension_stops == 1:
        extension_since = extension_stop(book, account, layer, delivered)
    insolvent_since, handed_over_since, restarted_on, adverse_since = happened(book, account, row)
    decided_on = NEVER
    if insolvent_since != NEVER or handed_over_since != NEVER:
        decided_on = room_decided_on(book, account, layer, scratch.decision_position[at], delivered)
    side, before_it, first_beside = beside(book, place, layer)
    profile = scratch.profile[place]
    of_the_file = (UNSET, UNSET, NEVER, UNSET)
    if agreement.asks_clocks == 1:
        of_the_file = days_of_the_file(book, account, row, place, layer)
    # In two parts: the compiler takes no tuple of more than thirty values as it is written.
    of_the_row = (
        day,
        moment,
        scratch.lost_on[place],
        before,
        scratch.limit_kind[at],
        scratch.limit_amount[at],
        limits.percentage[position] if position >= 0 else 10_000,
        widen_day(limits.conditions_met_on[position]) if position >= 0 else 0,
        scratch.limit_stands_until[at] if scratch.lost_on[place] > day else NEVER,
        decided_on,
        side,
        before_it,
        first_beside,
        scratch.carried[place] - scratch.under[place],
        scratch.primary_answer[place],
        stop_since,
        extension_since,
        insolvent_since,
        handed_over_since,
        restarted_on,
        adverse_since,
        suspended_since(book, delivered, layer),
        inception_overdue,
        scratch.stage_used[book.rows.stage[row]],
        scratch.settled_on[place],
    )
    of_the_buyer = (
        book.profiles.private_person[profile],
        book.profiles.public_buyer[profile],
        book.profiles.related_buyer[profile],
    )
    return of_the_row + of_the_file + of_the_buyer


def days_of_the_file(book: Group, account: int, row: int, place: int, layer: int) -> tuple[Day, Day, Day, Day]:
    """Last days to hand over the file of a row and to declare its claim, and the last one to file it.

    Before the last stands the day on which the file went to an insurer that declares; NEVER where the insured does.
    """
    scratch, terms = book.scratch, book.terms
    agreed = scratch.terms_index[layer * scratch.rows + place]
    note_events(book, account, row, agreed)
    return (
        clock_day(book, terms.hand_over_deadline[agreed]),
        clock_day(book, terms.claim_declaration_deadline[agreed]),
        widen_day(book.rows.handed_over_on[row]) if terms.claim_declared_by[agreed] == Declarant.INSURER else NEVER,
        clock_day(book, terms.claim_filing_deadline[agreed]),
    )


def is_a_cut(book: Group, decision: int, account: int, layer: int) -> bool:
    """Whether a decision of the account lowered its limit."""
    limits = book.limits
    first = limits.start[layer * book.agreement.accounts + account]
    return decision >= first and limits.outcome[decision] == Outcome.REDUCED
