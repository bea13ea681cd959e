"""The lines of a loss in each layer: what cover was asked to admit of an invoice, the limit it met, its percentage.

The chain settles a line to what the walk admitted and insured of its invoice. The limit that its delivery met says so
where that limit alone decides; else the line has its part. Charges that the policy counts meet the limit with it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from encours.claims.charges import InTheBase, in_the_base
from encours.claims.loss import LossLine
from encours.claims.owed_rows import OpenRow
from encours.clauses.choices import LayerMode, LimitKind
from encours.cover.result import LayerCover
from encours.engine.verdicts import NEEDS_INFORMATION
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy, Programme
from encours.units import MISSING, UNSET, WHOLE, BasisPoints, Cents, Day, portion

PERCENTAGES: Final = ("insured_percentage", "limit_percentage")
"""What the percentage of an admitted invoice is the lower of."""
LATE: Final = "late_notice_percentage"


def lines_of_layers(
    programme: Programme, rows: Sequence[OpenRow], keys: Mapping[str, str], *, day: Day, lost: Collection[int]
) -> tuple[tuple[LossLine, ...], ...]:
    """Lines of each policy, in their order, for the `rows` that stand in its limit; `lost` are the ledger rows lost."""
    layers = range(len(programme.policies))
    return tuple(_lines(programme, rows, layer, keys, day=day, lost=lost) for layer in layers)


def _lines(
    programme: Programme,
    rows: Sequence[OpenRow],
    layer: int,
    keys: Mapping[str, str],
    *,
    day: Day,
    lost: Collection[int],
) -> tuple[LossLine, ...]:
    """Lines of what a layer was asked to admit; an invoice that a clause refused before is none.

    Rows that are not `lost` only take their room. Charges are in the lines of the first policy.
    """
    policy, lines = programme.policies[layer], list[LossLine]()
    older = before = added = 0
    for row in rows:
        carried = row.cover.layers[layer]
        asked = _asked(row, carried)
        if not asked:
            continue
        if row.ledger_row not in lost:
            before += asked
            continue
        limited = _limited(
            _line(policy, row, carried, keys, is_shared=_shares_every_euro(programme, layer, keys, row.delivered_on)),
            carried, older=older, added=added, before=before, is_alone=len(programme.policies) == 1,
        )  # fmt: skip
        counted = InTheBase() if layer else in_the_base(policy, keys, day, row.charges)
        lines.append(_charged(limited, counted, outside=0 if layer else row.charged - counted.amount))
        older += asked
        added += counted.amount
    return tuple(lines)


def _line(policy: Policy, row: OpenRow, carried: LayerCover, keys: Mapping[str, str], *, is_shared: bool) -> LossLine:
    """The line of an invoice before its limit and its charges."""
    kind, percentage = _limit_kind(carried), _percentage(carried)
    if percentage is None:
        keys = {**keys, "limit_kind": kind.english}
        percentage = resolve(policy, "insured_percentage", keys, row.delivered_on)
    return LossLine(
        number=row.number,
        instalment=row.instalment,
        gross=_asked(row, carried),
        percentage=percentage,
        limit_kind=kind,
        debt=row.debt,
        is_shared=is_shared,
    )


def _shares_every_euro(programme: Programme, layer: int, keys: Mapping[str, str], delivered_on: Day) -> bool:
    """Whether a layer stands side by side with the one below it or above it."""
    pair = programme.policies[max(layer, 1) : layer + 2]
    return any(resolve(each, "layer_mode", keys, delivered_on) == LayerMode.PARI_PASSU for each in pair)


def _asked(row: OpenRow, carried: LayerCover) -> Cents:
    """What the first amount clause of admission was asked, which qualify and maintain left; 0 where none was.

    Of an invoice that an earlier loss judged, which money came in on since, the part that is still open, as of what the
    walk admitted.
    """
    asked = {each.stage: each.asked for each in reversed(carried.findings) if each.asked is not None}
    if "admit" not in asked:
        return 0
    open_then = asked.get("qualify", row.cover.open)
    return asked["admit"] if open_then == row.cover.open else portion(asked["admit"], row.cover.open, open_then)


def _charged(line: LossLine, counted: InTheBase, *, outside: Cents) -> LossLine:
    """The line with its charges: those that count are part of what meets its limit.

    Where more than the limit says what is carried, they are carried with an invoice that is carried whole.
    """
    charged = counted.amount
    part = line.part + charged if line.part == line.gross else line.part
    return replace(
        line, gross=line.gross + charged, part=part, interest=counted.interest, interest_is_known=counted.is_known,
        costs=counted.costs, outside=outside,
    )  # fmt: skip


def _limited(
    line: LossLine, carried: LayerCover, *, older: Cents, added: Cents, before: Cents, is_alone: bool
) -> LossLine:
    """The line with the limit that its delivery met, so that the chain leaves of it what the walk admitted.

    `older` is what was asked of older lines of the loss, `added` their charges, which only the limit itself is met by,
    `before` what was asked of older debt that is not lost. Where more than the limit says what the policy carries
    (other policies, a sublimit, another base), that is its part.
    """
    asked, admitted = line.gross, carried.admitted
    if any(each.verdict == NEEDS_INFORMATION for each in carried.findings if each.stage == "admit" and each.asked):
        return line
    room = next((each.values for each in carried.findings if "balance_before" in each.values), {})
    if not room or room["limit_base"] != room["insured_base"]:
        return replace(line, limit=older + added + before + admitted, taken=before, part=admitted)
    limit, occupied = room["limit_amount"] + room["limit_beside"], room["balance_before"]
    is_told = is_alone and admitted == min(asked, max(0, limit - occupied))
    return replace(line, limit=limit, taken=occupied - older, part=UNSET if is_told else admitted)


def _limit_kind(carried: LayerCover) -> LimitKind:
    kinds = (each.values["limit_kind"] for each in carried.findings if "limit_kind" in each.values)
    return LimitKind.numbered(next(kinds, int(LimitKind.NAMED)))


def _percentage(carried: LayerCover) -> BasisPoints | None:
    """Percentage by which the clauses made the insured amount of what was admitted.

    None where they were not asked, since nothing was admitted: it is then the one that the policy agrees.
    """
    found = [each for each in carried.findings if each.stage == "indemnify" and each.asked is not None]
    if not found:
        return None
    if any(each.verdict == NEEDS_INFORMATION for each in found):
        return MISSING
    told = [each.values[name] for each in found for name in PERCENTAGES if name in each.values]
    told += [each.values[LATE] for each in found if LATE in each.values and each.granted != each.asked]
    return min([value for value in told if value >= 0], default=WHOLE)
