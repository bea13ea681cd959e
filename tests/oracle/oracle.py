"""Judge every row of a book in the most naive way, from the published texts alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.oracle.amounts import Amounts, after_harm, amounts_of, insured_of, percentage
from tests.oracle.book import Row, open_book
from tests.oracle.dates import NEVER, share
from tests.oracle.layer import Decision, LayerView, RowKey, row_key
from tests.oracle.terms import UNKNOWN, term

STATES = ("covered", "over limit", "suspended", "not covered", "outside the policy", "needs information")


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """What the policy makes of one row; amounts in minor units, those but `open_original` in its currency."""

    invoice: str
    instalment: int
    open_original: int
    open: int
    parts: dict[str, int]
    layers: list[dict[str, Any]]
    until: date | str
    buyer: str = ""


@dataclass(frozen=True, slots=True)
class Occupant:
    """An older row of the account, and the room it takes as the terms of its own delivery say."""

    row: Row
    takes: int


@dataclass(frozen=True, slots=True)
class Working:
    """The layers and what was found in each, by row, and by the day judged."""

    views: list[LayerView]
    decisions: list[dict[RowKey, Decision]]
    amounts: list[dict[tuple[RowKey, date], Amounts]]
    shares: list[dict[tuple[RowKey, date], Share]]


@dataclass(slots=True)
class Share:
    """What one layer carries of one row, and the clause that cut it to nothing."""

    admitted: int = 0
    clause: str | None = None
    needs: bool = False
    taken: int = 0
    """Room that what is admitted fills of what the layers side by side have, in the base of the limit."""


@dataclass(frozen=True, slots=True)
class Room:
    """The room that layers side by side make for one row, as one of them counts."""

    limits: dict[int, int]
    filled: int  # by older debt
    below: int  # what the layers below these carry of the row
    before: int  # what the layers of this room that come before carry of it

    def found(self, asked: int, size: int) -> tuple[int, int]:
        """Room that the row finds in the base of the limit, and what of it is shared."""
        granted = min(size, max(0, sum(self.limits.values()) - self.filled))
        return granted, asked if granted == size else share(asked, granted, size)

    def part(self, place: int, total: int, *, along: bool, asked: int) -> int:
        """What one layer carries of what is shared, on its own stretch of the room: along it, or from nothing."""
        start = self.filled if along else 0
        part = carried_up_to(place, start + total, self.limits) - carried_up_to(place, start, self.limits)
        return min(max(0, part), max(0, asked - self.before))


def judge(
    facts: Mapping[str, Sequence[Mapping[str, Any]]], programme: Mapping[str, Any], as_of: date
) -> list[RowAnswer]:
    """Answer for every row visible on a day, in the order of the facts."""
    book = open_book(facts, as_of)
    layers = list(programme["layers"])
    views = [LayerView(book, layers, place=place, currency=programme["currency"]) for place in range(len(layers))]
    decisions: list[dict[RowKey, Decision]] = []
    for place, view in enumerate(views):
        found: dict[RowKey, Decision] = {}
        for row in book.rows:
            key = row_key(row)
            primary = decisions[0][key] if place > 0 else None
            below = decisions[place - 1][key] if place > 0 else None
            found[key] = view.decide(row, primary, below)
        decisions.append(found)
    working = Working(views, decisions, amounts=[{} for _ in views], shares=[{} for _ in views])
    admit_everything(working)
    return [answer(row, working) for row in book.rows]


def admit_everything(working: Working) -> None:
    """Find what each layer admits of each row, layer by layer from the bottom, account by account."""
    for together in side_by_side(working.views):
        view = working.views[together[0]]
        for rows in view.accounts.values():
            # Each row is judged on the day of its own loss, with the account as it stood on that day.
            for day in sorted({view.loss_day(row) for row in rows}):
                there = [row for row in rows if day == view.book.as_of or row.exists_on(day)]
                admit_account(there, together, working, day=day)


def side_by_side(views: list[LayerView]) -> list[list[int]]:
    """Places of the layers, those that make one room together, from the bottom."""
    found: list[list[int]] = []
    for place, view in enumerate(views):
        if found and term(view.layer, "layer_mode") == "pari passu":
            found[-1].append(place)
        else:
            found.append([place])
    return found


def admit_account(rows: list[Row], together: list[int], working: Working, *, day: date) -> None:
    """Fill the limit of one account with its rows, the oldest first; layers side by side make one room.

    Each of these layers counts for itself what is older, and what of a row finds room.
    """
    older: dict[int, list[Occupant]] = {place: [] for place in together}
    used = dict.fromkeys(together, 0)
    for row in rows:
        key = row_key(row)
        below = sum(working.shares[place][key, day].admitted for place in range(together[0]))
        behind = {place: working.decisions[place][key].limit for place in together}
        known = not any(limit.status == "evidence not known" for limit in behind.values())
        untold_below = any(is_untold(working.shares[place][key, day]) for place in range(together[0]))
        limits = {place: limit.amount or 0 for place, limit in behind.items()}
        before = 0
        for place in together:
            decision, own = working.decisions[place][key], amounts_of(working.views[place], row, day)
            lowered = after_harm(own, decision.question, working.views[place])
            own, notice_known = lowered or own, lowered is not None
            room = Room(limits, balance_before(older[place], decision), below, before)
            carried, size = admit_row(decision, own, place, room, notice_known=notice_known)
            if working.views[0].loss_day(row) < day:
                carried = kept_since_loss(row, own, place, working, day=day)
            elif not known and decision.clause is None and not carried.needs and size > 0:
                # Nobody can tell the room that the layers make together.
                carried = Share(clause="room_in_the_limit", needs=True)
            elif untold_below and decision.clause is None and not carried.needs and limits[place] > 0:
                # Nor then what the layers below leave to this one.
                carried = Share(clause="discretionary_evidence", needs=True)
            used[place] += sublimit(row, decision, carried, size=size, used=used[place])
            working.amounts[place][key, day], working.shares[place][key, day] = own, carried
            older[place].append(
                occupant(row, own, decision, size=size, admitted=carried.taken, below=below, first=place == 0)
            )
            before += carried.admitted


def is_untold(below: Share) -> bool:
    """Whether nobody can tell what a layer below carries, for want of the evidence of one beside it."""
    return below.needs and below.clause in ("room_in_the_limit", "discretionary_evidence")


def kept_since_loss(row: Row, own: Amounts, place: int, working: Working, *, day: date) -> Share:
    """What a row lost before a day carries still of what was admitted on the day of its loss, pro rata."""
    key, lost = row_key(row), working.views[0].loss_day(row)
    then = working.amounts[0][key, lost].open
    before = sum(working.shares[each][key, lost].admitted for each in range(place))
    carried = working.shares[place][key, lost]
    return Share(
        admitted=shrunk(before + carried.admitted, own.open, then) - shrunk(before, own.open, then),
        clause=carried.clause,
        needs=carried.needs,
        taken=shrunk(carried.taken, own.open, then),
    )


def shrunk(part: int, now: int, then: int) -> int:
    """A part of what was open once, pro rata of what is open now."""
    if now == then:
        return part
    return share(part, now, then) if then else 0


def admit_row(decision: Decision, own: Amounts, place: int, room: Room, *, notice_known: bool) -> tuple[Share, int]:
    """What one layer admits of a row, and the size of the row in the base of the limit."""
    asked = max(0, own.counted - room.below)
    size = own.size(asked)
    carried = Share(clause=decision.clause)
    if not own.vat_known:
        asked = max(0, own.open - room.below)
        return (carried if decision.clause else Share(clause="amount_base", needs=True)), asked
    if own.base > 0 and not own.dispute_known:
        asked = max(0, own.open - room.below)
        return (carried if decision.clause else Share(clause="undisputed_part", needs=True)), asked
    if own.undisputed > 0 and not notice_known:
        asked = max(0, own.open - room.below)
        return (carried if decision.clause else Share(clause="harm_of_late_notice", needs=True)), asked
    if decision.clause is not None:
        return carried, size
    granted, total = room.found(asked, size)
    # What found room takes it, even where the layers beside carry all of it.
    carried.taken = granted if total > 0 else 0
    # Where the limit counts another amount than the one insured no place in the one is a place in the other.
    carried.admitted = room.part(place, total, along=own.limit_base == own.insured_base, asked=asked)
    carried.clause = cut_to_nothing(own, size=size, granted=granted, carried=carried, total=total)
    return carried, size


def cut_to_nothing(own: Amounts, *, size: int, granted: int, carried: Share, total: int) -> str | None:
    """First amount clause that left nothing of a row; None when something is left, or nothing was open."""
    if own.open > 0 and own.base == 0:
        return "amount_base"
    if own.base > 0 and own.undisputed == 0:
        return "undisputed_part"
    if own.undisputed > 0 and own.counted == 0:
        return "harm_of_late_notice"
    if size > 0 and granted == 0:
        return "room_in_the_limit"
    if total > 0 and granted == size and carried.admitted == 0:
        return "pari_passu_share"
    return None


def carried_up_to(place: int, filled: int, limits: dict[int, int]) -> int:
    """What one layer carries of all the room up to a place in it."""
    first, *others = limits
    whole = sum(limits.values())
    of_the_first = share(filled, limits[first], whole) if whole else 0
    if place == first:
        return of_the_first
    turn, rest = others.index(place), whole - limits[first]
    if rest == 0:
        return 0
    up_to_it, up_to_those_before = (
        share(filled - of_the_first, sum(limits[other] for other in others[:count]), rest) for count in (turn + 1, turn)
    )
    return up_to_it - up_to_those_before


def sublimit(row: Row, decision: Decision, carried: Share, *, size: int, used: int) -> int:
    """Hold goods not yet invoiced to what is left of the sublimit of their limit, and tell what they use of it."""
    most = decision.question.perhaps("delivered_not_invoiced_limit")
    if row.stage != "delivered":
        return 0
    if most is None:
        return carried.admitted
    found_room = carried.admitted
    carried.admitted = min(found_room, max(0, most - used))
    if carried.admitted < found_room:
        room_cut = carried.taken < size
        # What the sublimit cuts leaves its room to younger debt.
        carried.taken = share(carried.taken, carried.admitted, found_room)
        if carried.admitted == 0 and not room_cut:
            carried.clause = "stage_sublimit"
    return carried.admitted


def occupant(
    row: Row, own: Amounts, decision: Decision, *, size: int, admitted: int, below: int, first: bool
) -> Occupant:
    """Room that a row takes before the younger ones, as the terms of its own delivery say."""
    mode = decision.question.perhaps("occupies_the_limit")
    if mode == "admitted part":
        return Occupant(row, admitted)
    if mode == "everything open":
        left = share(own.open, own.limit_base, own.whole) if row.is_receivable else 0
        return Occupant(row, max(0, left - below))
    with_disputed = decision.question.perhaps("disputed_part_occupies_the_limit") is True
    disputed = own.size(own.base - own.undisputed) if first and decision.insurable else 0
    insurable = size if decision.insurable else 0
    return Occupant(row, insurable + disputed if with_disputed else insurable)


def balance_before(older: list[Occupant], decision: Decision) -> int:
    """Older debt that takes room in the limit before a row."""
    question = decision.question
    alone = question.perhaps("run_off") == "stand-alone" and decision.limit.reduced_on is not None
    total = 0
    for other in older:
        if alone and other.row.arises_on < (decision.limit.reduced_on or NEVER):
            continue
        total += other.takes
    return total


def answer(row: Row, working: Working) -> RowAnswer:
    """Put the layers of one row together, in the parts of what is open now."""
    views, decisions, amounts, shares = working.views, working.decisions, working.amounts, working.shares
    key, day = row_key(row), views[0].loss_day(row)
    own, first = amounts[0][key, day], decisions[0][key]
    layers = []
    covered = unknown = carried_below = 0
    for place in range(len(views)):
        carried, decision = shares[place][key, day], decisions[place][key]
        # The layers of a lost row are rounded together.
        admitted = scaled(carried_below + carried.admitted, own) - scaled(carried_below, own)
        carried_below += carried.admitted
        clause = carried.clause
        if clause is None and admitted > 0 and percentage(decision.question) == UNKNOWN:
            clause = "insured_percentage"
            unknown += admitted
        else:
            covered += admitted
        layers.append(
            {
                "admitted": admitted,
                "insured": scaled(insured_of(decision, carried.admitted), own),
                "deciding_clause": clause,
            }
        )
    parts = dict.fromkeys(STATES, 0)
    parts["covered"] = covered
    parts["needs information"] = unknown
    rest = own.open_now - covered - unknown
    outside, suspended = outside_and_suspended(own, first, shares=[layer[key, day] for layer in shares], rest=rest)
    parts["outside the policy"], parts["suspended"] = outside, suspended
    is_told = first.clause is None and own.vat_known and own.dispute_known
    harmed = min(rest - outside - suspended, scaled(own.undisputed - own.counted, own)) if is_told else 0
    parts["not covered"] = harmed
    state = first.state or ("needs information" if shares[0][key, day].needs else "over limit")
    parts[state] += rest - outside - suspended - harmed
    until = min(decision[key].until for decision in decisions)
    for together in side_by_side(views):
        if any(decisions[place][key].clause is None for place in together):
            # The limit of a layer that refuses still makes room, and share, for those beside it.
            until = min(until, *(decisions[place][key].limit.until for place in together))
    return RowAnswer(
        invoice=row.number,
        instalment=row.instalment,
        open_original=views[0].ledgers[row.buyer].open_on(row, views[0].book.as_of),
        open=own.open_now,
        parts=parts,
        layers=layers,
        until="never" if until == NEVER else until,
        buyer=row.buyer,
    )


def outside_and_suspended(own: Amounts, first: Decision, *, shares: list[Share], rest: int) -> tuple[int, int]:
    """VAT outside the base and disputed part, as far as the rest of the row goes; a cent of rounding goes to them."""
    vat = own.open - own.base if own.vat_known else 0
    disputed = own.base - own.undisputed if first.clause is None and own.vat_known else 0
    nothing_else = own.open - vat - disputed == sum(carried.admitted for carried in shares)
    grown = own.open_now > own.open
    if grown and own.vat_known:
        vat_now = own.open_now - share(own.open_now, own.insured_base, own.whole)
    else:
        vat_now = scaled(vat, own)
    outside = min(rest, vat_now)
    suspended = min(rest - outside, scaled(disputed, own))
    if nothing_else and disputed:
        suspended = rest - outside
    elif nothing_else and vat:
        outside = rest
    return outside, suspended


def scaled(part: int, own: Amounts) -> int:
    """A part judged on the day of the loss, brought to what is still open."""
    return shrunk(part, own.open_now, own.open)
