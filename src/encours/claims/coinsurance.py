"""Who pays an indemnity where several insurers share a policy, and what each keeps after its cessions.

Shares are those of the day of the loss. They are cut out of the whole one after another, between running totals, so
that they add up to it to the cent whatever their number. What nobody signed, or a failed insurer owed, is a gap: it
is never laid on the others. A line that agreed to a lower percentage pays its share of the loss settled under that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from encours.claims.loss import Loss
from encours.policy.coinsurance import Cession, CoinsuranceLine, held_on
from encours.policy.schedule import Policy
from encours.units import MISSING, UNSET, WHOLE, BasisPoints, Cents, Day, share


@dataclass(frozen=True, slots=True, kw_only=True)
class CededPart:
    """What a reinsurer, or a State, bears of what one insurer pays."""

    reinsurer: str
    share: BasisPoints
    amount: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class InsurerPart:
    """What one insurer of a policy owes of an indemnity, in minor units.

    ``due`` is its share of the indemnity of the policy. It is ``paid``, unless its lower percentage leaves a part to
    the insured (``retained``) or the line answers for nothing (``unpaid``): the three add up to it.
    """

    line: CoinsuranceLine
    due: Cents
    paid: Cents
    retained: Cents
    unpaid: Cents
    ceded: tuple[CededPart, ...] = ()

    @property
    def kept(self) -> Cents:
        """What the insurer bears itself, after its cessions."""
        return self.paid - sum(each.amount for each in self.ceded)


def insurer_parts(
    policy: Policy, day: Day, indemnity: Cents, lower: Mapping[BasisPoints, Cents]
) -> tuple[InsurerPart, ...]:
    """Parts of an indemnity by insurer, in the order of the policy; what no line holds comes last, of nobody.

    ``lower`` tells the indemnity of the same loss under each lower percentage that some line agreed to. A policy that
    its insurer holds alone, and cedes nothing of, has no parts.
    """
    lines = held_on(policy.coinsurance, day) if policy.coinsurance else ()
    cessions = held_on(policy.cessions, day)
    if not policy.coinsurance:
        lines = (CoinsuranceLine(insurer=policy.insurer, share=WHOLE, leads=True),) if cessions else ()
    if not lines and not policy.coinsurance:
        return ()
    gap = WHOLE - sum(each.share for each in lines)
    if gap:
        lines = (*lines, CoinsuranceLine(insurer="", share=gap, is_signed=False))
    cuts = _cuts(indemnity, [each.share for each in lines])
    by_percentage = {each: _cuts(amount, [line.share for line in lines]) for each, amount in lower.items()}
    return tuple(
        _part(line, cuts[place], by_percentage.get(line.insured_percentage, cuts)[place], cessions)
        for place, line in enumerate(lines)
    )


def _part(line: CoinsuranceLine, due: Cents, under_its_own: Cents, cessions: Iterable[Cession]) -> InsurerPart:
    if not line.answers:
        return InsurerPart(line=line, due=due, paid=0, retained=0, unpaid=due)
    # Two roundings may pass each other by one minor unit; a lower percentage never pays more.
    paid = min(due, under_its_own)
    own = [each for each in cessions if each.insurer in {"", line.insurer}]
    amounts = _cuts(paid, [each.share for each in own])
    ceded = tuple(
        CededPart(reinsurer=each.reinsurer, share=each.share, amount=amount)
        for each, amount in zip(own, amounts, strict=True)
    )
    return InsurerPart(line=line, due=due, paid=paid, retained=due - paid, unpaid=0, ceded=ceded)


def _cuts(amount: Cents, shares: Sequence[BasisPoints]) -> tuple[Cents, ...]:
    """Parts of an amount, each between two running totals rounded halves up."""
    totals = [share(amount, sum(shares[:place])) for place in range(len(shares) + 1)]
    return tuple(after - before for before, after in pairwise(totals))


def at_most(loss: Loss, percentage: BasisPoints) -> Loss:
    """The loss as a line sees it that agreed to insure no more than a percentage; what is unknown stays so."""
    assert percentage != UNSET, "a line that follows sees the loss as it is"
    lines = (
        each if each.percentage == MISSING else replace(each, percentage=min(each.percentage, percentage))
        for each in loss.lines
    )
    return replace(loss, lines=tuple(lines))
