"""Steps of the account walk: the room that a row takes in its limit, and what is written of it.

Every function here is in the clause language: plain Python calls it on lists, the compiled walk on columns.
"""

from encours.clauses.choices import LayerMode, Occupies, PrimaryAnswer
from encours.clauses.states import State
from encours.cover.balances import is_owed
from encours.cover.stops import stop_of
from encours.cover.structures import Group
from encours.engine.ranking import verdict_of
from encours.engine.verdicts import NEEDS_INFORMATION, REFUSED
from encours.units import MISSING, Cents, Code, Day, portion


def beside(book: Group, place: int, layer: int) -> tuple[Cents, Cents, Cents]:
    """Limits of the layers that share every euro with this one (pari passu): all, those before it, and the first.

    All are 0 for a layer that shares with none, MISSING while one of them is not known.
    """
    terms, scratch = book.terms, book.scratch
    if book.agreement.side_by_side == 0:
        return 0, 0, 0
    before = 0
    first = 0
    below = layer
    while below > 0 and terms.layer_mode[scratch.terms_index[below * scratch.rows + place]] == LayerMode.PARI_PASSU:
        below -= 1
        first = scratch.limit_amount[below * scratch.rows + place]
        before = with_limit(before, first)
    together = before
    above = layer + 1
    while (
        above < book.agreement.layers
        and terms.layer_mode[scratch.terms_index[above * scratch.rows + place]] == LayerMode.PARI_PASSU
    ):
        together = with_limit(together, scratch.limit_amount[above * scratch.rows + place])
        above += 1
    return together, before, first


def lift_stands_until(book: Group, place: int, layer: int) -> Day:
    """Last day the lift of a row's limit stands, or that of a layer beside, which changes its share."""
    terms, scratch = book.terms, book.scratch
    if book.agreement.side_by_side == 0:
        return scratch.limit_stands_until[layer * scratch.rows + place]
    first = layer
    while first > 0 and terms.layer_mode[scratch.terms_index[first * scratch.rows + place]] == LayerMode.PARI_PASSU:
        first -= 1
    stands = scratch.limit_stands_until[first * scratch.rows + place]
    other = first + 1
    while (
        other < book.agreement.layers
        and terms.layer_mode[scratch.terms_index[other * scratch.rows + place]] == LayerMode.PARI_PASSU
    ):
        stands = min(stands, scratch.limit_stands_until[other * scratch.rows + place])
        other += 1
    return stands


def with_limit(sum_of_limits: Cents, limit: Cents) -> Cents:
    """A sum of limits with one more; MISSING with one that is not known."""
    return MISSING if sum_of_limits == MISSING or limit == MISSING else sum_of_limits + limit


def leave_untold_above(book: Group, place: int, layer: int) -> None:
    """Note that nobody can tell what this layer carries, nor then what is left to those above.

    Where the share of the layers beside it is what nobody can tell, these say so themselves, and of the layers above
    them the room is not known: one without a limit needs nothing to be told. Else the primary itself lacks a fact.
    """
    terms, scratch = book.terms, book.scratch
    if beside(book, place, layer)[0] != MISSING:
        scratch.primary_answer[place] = MISSING
        return
    above = layer + 1
    while (
        above < book.agreement.layers
        and terms.layer_mode[scratch.terms_index[above * scratch.rows + place]] == LayerMode.PARI_PASSU
    ):
        above += 1
    while above < book.agreement.layers:
        if scratch.limit_amount[above * scratch.rows + place] > 0:
            scratch.limit_amount[above * scratch.rows + place] = MISSING
        above += 1


def told_to_layers_above(early: int) -> Code:
    """What the primary answers of a row before admission (`PrimaryAnswer`); MISSING while it lacks a fact."""
    verdict = verdict_of(early)
    return MISSING if verdict == NEEDS_INFORMATION else verdict


def occupied(
    book: Group, early: int, open_amount: Cents, asked: Cents, under: Cents, layer: int, row: int, place: int,
    agreed: int,
) -> Cents:  # fmt: skip
    """Room of the limit that a row takes before anything is admitted, in the base of the limit.

    A row whose amount in the base is unknown takes all it might; one that was refused, here or by the primary policy,
    takes none, unless everything open occupies the limit.
    """
    rows, terms, cuts = book.rows, book.terms, book.scratch.cuts
    occupies = terms.occupies_the_limit[agreed]
    if occupies == Occupies.ADMITTED:
        return 0
    if occupies == Occupies.EVERYTHING:
        if not is_owed(rows.stage[row]):
            return 0
        return max(0, in_limit_base(book, open_amount, rows.gross[row], row) - under)
    if verdict_of(early) == REFUSED or (layer > 0 and book.scratch.primary_answer[place] == PrimaryAnswer.REFUSED):
        return 0
    if cuts[State.NEEDS_INFORMATION] > 0:
        return max(0, open_amount - under)
    taken = in_limit_base(book, asked, rows.insured_base[row], row)
    if terms.disputed_part_occupies_the_limit[agreed] == 1 and layer == 0:
        taken += in_limit_base(book, cuts[State.SUSPENDED], rows.insured_base[row], row)
    return taken


def filled(book: Group, asked: Cents, before: Cents, layer: int, row: int, place: int) -> Cents:
    """Room that what was admitted fills, in the base of the limit; layers side by side fill theirs together."""
    at = layer * book.scratch.rows + place
    side, _before_it, _first = beside(book, place, layer)
    room = with_limit(side, book.scratch.limit_amount[at])
    return min(in_limit_base(book, asked, book.rows.insured_base[row], row), max(0, room - before))


def in_limit_base(book: Group, amount: Cents, base: Cents, row: int) -> Cents:
    """An amount counted in one base of a row, in the base that its limit counts; as it is when that is unknown."""
    limit_base = book.rows.limit_base[row]
    if limit_base == base or amount == 0 or base == 0 or limit_base == MISSING or base == MISSING:
        return amount
    return portion(amount, limit_base, base)


def note_parts(book: Group, row: int, place: int, layer: int) -> None:
    """Note the parts of a row that lie outside the insured base, in dispute or in a harm; the first layer tells."""
    if layer == 0 and book.out.keep_parts == 1:
        book.out.outside[row] = outside_the_base(book, row, place)
        book.out.suspended[row] = still_open(book, book.scratch.cuts[State.SUSPENDED], place)
        book.out.not_covered[row] = still_open(book, book.scratch.cuts[State.NOT_COVERED], place)


def outside_the_base(book: Group, row: int, place: int) -> Cents:
    """Part of what is open that lies outside the insured base; of more than was lost, the part of what is open."""
    cut = book.scratch.cuts[State.OUTSIDE]
    still = book.scratch.open_now[place]
    if cut > 0 and still > book.scratch.open_then[place]:
        return still - portion(still, book.rows.insured_base[row], book.rows.gross[row])
    return still_open(book, cut, place)


def note_stop(book: Group, account: int, layer: int, day: Day, stops: int) -> None:
    """Note since when deliveries to the buyer are stopped on the day; NEVER when they are not."""
    book.out.stopped_since[layer * book.agreement.accounts + account] = stop_of(book, day, stops)


def write(
    book: Group, row: int, place: int, layer: int, admitted: Cents, insured: Cents, cause: int, until: Day
) -> None:
    """Write what one layer answers for one row."""
    to = layer * book.agreement.rows + row
    # What the layers carry together is rounded, so that they never carry more than what is open.
    carried = book.scratch.carried[place]
    book.out.admitted[to] = still_open(book, carried, place) - still_open(book, carried - admitted, place)
    book.out.insured[to] = still_open(book, insured, place)
    book.out.cause[to] = cause
    book.out.until[to] = until


def still_open(book: Group, amount: Cents, place: int) -> Cents:
    """Part of an amount judged at the date of loss that is still open: later money is a recovery, shared pro rata.

    A row of which nothing was open that day was judged as it is open again.
    """
    then = book.scratch.open_then[place]
    still = book.scratch.open_now[place]
    return amount if still == then or then <= 0 else portion(amount, still, then)
