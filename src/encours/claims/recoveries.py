"""Money that comes back on a claim after the indemnity: whose it is, with a finding at every question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from encours.claims.debts import AgreedSharing, asked, is_beside, lowered, pooled
from encours.claims.elsewhere import NOTHING, Beside, Elsewhere
from encours.claims.money import Claim, Receipt
from encours.claims.settle import Settlement
from encours.clauses.recover.recovery_costs import charged_to_insured, charged_to_insurer
from encours.clauses.recovery_choices import RecoveryBeforeIndemnity, RecoveryPart, RecoveryRegime
from encours.clauses.wordings.indemnity import CHAIN
from encours.clauses.wordings.recovery import RECOVERY, SHARING, codes_of
from encours.engine.chain_one import Settled
from encours.engine.findings import Finding
from encours.units import MISSING, Cents, portion

_TAKEN_OFF: Final = SHARING[:3]
_SHARED: Final = SHARING[3:]
_COST_TERMS: Final = ("recovery_costs_borne_by", "recovery_costs_taken", "recovery_costs_cap")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """One sum that came back after the indemnity, and whose it is.

    `to_insurer`, `to_insured`, `costs` taken off before sharing and `beyond` the debt add up to the sum; the first two
    are None where something is not known. The costs charged to each come beside; of those that count,
    `spent_by_insurer` is what the insurer spent. Those that do not, above the sum or above its cap, stay with who spent
    them (`costs_above`). `as_remitted` puts the sum to the
    debts as the payer named them, `as_allocated` as the policy does; their last place is what no debt could take.
    `insurer_as_remitted` is what the insurer would get if each invoice were shared as the payer named it. Of what the
    policy gives it, `taken_elsewhere` is left to another layer; it is negative where a later sum makes up for that, or
    where the insurers of all layers would else have paid more than is still owed.
    """

    receipt: Receipt
    to_insurer: Cents | None
    to_insured: Cents | None
    costs: Cents
    beyond: Cents
    costs_of_insurer: Cents
    costs_of_insured: Cents
    costs_above: Cents
    spent_by_insurer: Cents
    as_remitted: tuple[Cents, ...]
    as_allocated: tuple[Cents, ...]
    insurer_as_remitted: Cents | None
    shared: Cents
    taken_elsewhere: Cents
    findings: tuple[Finding, ...]

    @property
    def costs_owed_to_insurer(self) -> Cents:
        """What the insured owes the insurer for the costs that this spent; where negative, what the insurer owes it.

        Who spent costs that count has them back, and pays those that it bears.
        """
        return self.spent_by_insurer - self.costs_of_insurer


class SettledBy(NamedTuple):
    """All that a claim of a policy year was settled by: what it shares hangs on nothing else of the claims before it.

    Its debts left `at_the_loss` and `at_the_indemnity`, what others bear of each of its losses by buyer that they paid
    on before, and what of the year was `used` before it, by counter.
    """

    name: str
    at_the_loss: tuple[Cents, ...]
    at_the_indemnity: tuple[Cents, ...]
    borne: tuple[Cents, ...]
    used: tuple[tuple[tuple[str, str], Cents], ...]


class Memo:
    """Sums that one policy year shared already, of the same claims and figures: what was found is not worked out again.

    It is written while sums are shared, by all that decides each; so what is found is the same with it and without.
    """

    def __init__(self) -> None:
        self._claims: dict[SettledBy, _Step] = {}

    def first_step(self, settled_by: SettledBy) -> _Step:
        """Where the sums of a claim that was settled so begin."""
        return self._claims.setdefault(settled_by, _Step())


class _Step:
    """Where a claim stands once some of its sums are shared; written as `Memo` is.

    By the next sum and all that others do beside it: its recovery, what the debts are after it, and the step after it.
    """

    def __init__(self) -> None:
        self.following: dict[tuple[Receipt, Beside], tuple[Recovery, _Put, _Put, _Step]] = {}


def recoveries_of(
    claim: Claim,
    settlement: Settlement,
    after: Sequence[Receipt],
    agreed: AgreedSharing,
    *,
    settled_by: SettledBy,
    memo: Memo,
    settled_on: Callable[[Sequence[Cents]], Cents | None],
    earlier: Sequence[Receipt] = (),
    elsewhere: Elsewhere = NOTHING,
) -> tuple[Recovery, ...]:
    """Every sum that came back after the indemnity, shared in the order of their days.

    `settled_by` is what the settlement was made by, `settled_on` answers the indemnity of the claim, were so much left
    of each debt. What each gets is the difference of two running totals, so that no cent is lost, however a sum is
    split into receipts; only the ultimate net loss, which settles the claim again at each, rounds each invoice by a
    cent. What other layers, or policy years, do on the same debts (`elsewhere`) bounds it on both sides;
    sums that came in before the indemnity are `earlier`. The `memo` is of the policy year of the claim.
    """
    debts = settled_by.at_the_indemnity
    sharing = _Sharing(claim, settlement, debts, sum(settled_by.at_the_loss), agreed, settled_on)
    allocated = remitted = _Put(debts, (0,) * len(debts))
    step = memo.first_step(settled_by)
    found: list[Recovery] = []
    for receipt in after:
        beside = elsewhere.beside(receipt, [*earlier, *(each.receipt for each in found)], claim.names)
        if (receipt, beside) not in step.following:
            recovery, as_allocated, as_remitted = sharing.shared(receipt, beside, allocated, remitted, found)
            step.following[receipt, beside] = (
                recovery,
                allocated.with_more(recovery.as_allocated, as_allocated),
                remitted.with_more(recovery.as_remitted, as_remitted),
                _Step(),
            )
        recovery, allocated, remitted, step = step.following[receipt, beside]
        found.append(recovery)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Put:
    """What one way of putting sums to debts has `left` of each debt so far, and what of each was shared (`net`).

    The way of the payer and that of the policy run apart: a debt that one has paid is still owed under the other.
    """

    left: tuple[Cents, ...]
    net: tuple[Cents, ...]

    def with_more(self, put: tuple[Cents, ...], shared: tuple[Cents, ...]) -> _Put:
        """After one more sum; the last place, of what no debt could take, is left out."""
        return _Put(
            tuple(owed - paid for owed, paid in zip(self.left, put[:-1], strict=True)),
            tuple(before + now for before, now in zip(self.net, shared[:-1], strict=True)),
        )


@dataclass(frozen=True, slots=True)
class _Sharing:
    """What stays the same from one receipt of a claim to the next."""

    claim: Claim
    settlement: Settlement
    debts: tuple[Cents, ...]
    debt_at_the_loss: Cents
    agreed: AgreedSharing
    settled_on: Callable[[Sequence[Cents]], Cents | None]

    def shared(
        self, receipt: Receipt, beside: Beside, allocated: _Put, remitted: _Put, before: Sequence[Recovery]
    ) -> tuple[Recovery, tuple[Cents, ...], tuple[Cents, ...]]:
        """One receipt, and what of it was shared on each debt: as the policy allocates, and as the payer named it."""
        named = self.put(receipt, remitted.left, RecoveryBeforeIndemnity.AS_REMITTED)
        follows = self.agreed.terms["recovery_regime"] == RecoveryRegime.AS_REMITTED
        put = named if follows else self.put(receipt, allocated.left, RecoveryBeforeIndemnity.OLDEST_FIRST)
        after = [owed - paid for owed, paid in zip(allocated.left, put, strict=False)]
        figures = self.figures(receipt, before, after)
        lines = self.lines(allocated)
        off = asked(_TAKEN_OFF, figures, self.agreed.terms, lines, put)
        assert off.remains is not None, "what is taken off a receipt is always known"
        done = asked(_SHARED, figures, self.agreed.terms, lines, off.lines)
        findings = (*off.findings, *done.findings)
        parts = _cuts(findings)
        to_insurer = done.remains
        to_insured = None if to_insurer is None else parts[RecoveryPart.INSURED]
        if to_insurer is not None and to_insured is not None:
            owed = sum(after[place] for place in self.claim.debts_of(receipt.claim)) + parts[RecoveryPart.COSTS]
            owed += sum(each.costs for each in before if each.receipt.claim == receipt.claim)
            kept = self.kept(receipt, beside, before, shared=off.remains, asked=to_insurer, owed=owed)
            to_insurer, to_insured = kept, to_insured + to_insurer - kept
        charged = (off.remains, to_insurer or 0, receipt.costs, *(self.agreed.terms[name] for name in _COST_TERMS))
        by_each = charged_to_insurer(*charged), charged_to_insured(*charged)
        counted = parts[RecoveryPart.COSTS] + sum(by_each)
        by_invoice, shared_as_named = self.by_invoice(figures, self.lines(remitted), named)
        recovery = Recovery(
            receipt=receipt,
            to_insurer=to_insurer,
            to_insured=to_insured,
            costs=parts[RecoveryPart.COSTS],
            beyond=parts[RecoveryPart.BEYOND_THE_DEBT],
            costs_of_insurer=by_each[0],
            costs_of_insured=by_each[1],
            costs_above=receipt.costs - counted,
            spent_by_insurer=portion(counted, receipt.by_insurer, receipt.costs) if receipt.by_insurer else 0,
            as_remitted=named,
            as_allocated=put,
            insurer_as_remitted=by_invoice,
            shared=off.remains,
            taken_elsewhere=0 if done.remains is None or to_insurer is None else done.remains - to_insurer,
            findings=findings,
        )
        return recovery, off.lines, shared_as_named

    def kept(
        self,
        receipt: Receipt,
        beside: Beside,
        before: Sequence[Recovery],
        *,
        shared: Cents,
        asked: Cents,
        owed: Cents,
    ) -> Cents:
        """What the insurer gets of what it asks: no more than other insurers left of the sum.

        Nor so little that insurers together stay out of pocket by more than is still `owed` on the loss that the sum is
        of, costs of its sums included. It gives back more than it paid on that loss only from what insurers after it
        cannot claim.
        """
        has = sum(each.to_insurer or 0 for each in before)
        wanted = asked + _asked(before) - has
        room = min((self.settlement.indemnity or 0) - has, shared - beside.taken)
        if beside.is_shared:
            paid = self.paid_on(receipt.claim)
            has_of_these = sum(each.to_insurer or 0 for each in before if each.receipt.claim == receipt.claim)
            least = min(paid, paid + beside.paid - owed - beside.returned)
            wanted = max(wanted, least - has_of_these)
            room = min(room, max(paid - has_of_these, room - beside.may_take))
        return max(0, min(wanted, room))

    def paid_on(self, name: str) -> Cents:
        """What of the indemnity was paid on the debts of one of the losses by buyer."""
        keys = {self.claim.debts[place].key for place in self.claim.debts_of(name)}
        lines = zip(self.settlement.loss.lines, self.settlement.lines, strict=True)
        return sum(paid for line, paid in lines if line.key in keys)

    def put(self, receipt: Receipt, left: Sequence[Cents], reading: int) -> tuple[Cents, ...]:
        """The receipt by debt, and in the last place what no debt can take."""
        if is_beside(receipt, self.agreed):
            return (*(0 for _ in left), receipt.amount)
        after = lowered(self.claim, left, (receipt,), reading, pooled(self.claim, self.agreed))
        return (*(owed - now for owed, now in zip(left, after.amounts, strict=True)), after.beyond)

    def figures(self, receipt: Receipt, before: Sequence[Recovery], after: Sequence[Cents]) -> dict[str, int]:
        """What the questions read of the claim and of the receipt."""
        shared_debts = pooled(self.claim, self.agreed)
        indemnity = indemnity_left = self.settlement.indemnity
        if self.agreed.terms["recovery_regime"] == RecoveryRegime.NET_LOSS:
            # Under every other regime the indemnity stands: settled again, its account would be walked for nothing.
            indemnity_left = self.settled_on(after)
        everything = sum(owed for owed, shared in zip(self.debts, shared_debts, strict=True) if shared)
        return {
            "recovery_source": receipt.source,
            "vat_is_insured": int(self.agreed.vat_is_insured),
            "debt": everything,
            "debt_at_the_loss": self.debt_at_the_loss,
            "indemnity": MISSING if indemnity is None else indemnity,
            "indemnity_left": MISSING if indemnity_left is None else indemnity_left,
            "returned": _asked(before),
            "insured_loss": kept_at(self.settlement, "insured_loss"),
            "insured_share": kept_at(self.settlement, "insured_share_of_the_loss"),
            "recovered": sum(each.shared for each in before),
            "costs": receipt.costs,
        }

    def lines(self, put: _Put) -> dict[str, list[int]]:
        """What the questions read of each debt; the last line takes what no debt can."""
        lines = zip(self.settlement.loss.lines, self.settlement.lines, strict=True)
        indemnities = {line.key: paid for line, paid in lines}
        unknown = self.settlement.indemnity is None
        return {
            "line_debt": [*self.debts, 0],
            "line_left": [*put.left, 0],
            "line_indemnity": [
                *(MISSING if unknown else indemnities.get(debt.key, 0) for debt in self.claim.debts),
                0,
            ],
            "line_recovered": [*put.net, 0],
            "line_is_pooled": [*pooled(self.claim, self.agreed), 1],
        }

    def by_invoice(
        self, figures: Mapping[str, int], lines: Mapping[str, Sequence[int]], named: tuple[Cents, ...]
    ) -> tuple[Cents | None, tuple[Cents, ...]]:
        """What the insurer would get if each invoice were shared as the payer named it, and what is so shared."""
        terms = {**self.agreed.terms, "recovery_regime": RecoveryRegime.AS_REMITTED}
        off = asked(_TAKEN_OFF, figures, terms, lines, named)
        return asked(_SHARED, figures, terms, lines, off.lines).remains, off.lines


def _asked(before: Sequence[Recovery]) -> Cents:
    """What the policy gave the insurer of the sums before, another layer aside."""
    return sum((each.to_insurer or 0) + each.taken_elsewhere for each in before)


def kept_at(settlement: Settlement, point: str) -> Cents:
    """What stood at a named point of the waterfall; the gross loss where no step made it."""
    found = settlement.loss.gross
    for each in settlement.findings:
        if point in CHAIN.of_code(CHAIN.code_of[each.clause]).records and each.granted is not None:
            found = each.granted
    return found


def stays_used(name: str, standing: Cents, figures: Mapping[str, int], agreed: AgreedSharing) -> Settled:
    """What one amount comes to under one question of the recovery chain, with its finding."""
    return asked(codes_of(name), figures, agreed.terms, {}, (standing,))


def _cuts(findings: Sequence[Finding]) -> dict[RecoveryPart, Cents]:
    """What the questions took off, by whose it is."""
    parts = dict.fromkeys(RecoveryPart, 0)
    for each in findings:
        assert each.asked is not None
        assert each.granted is not None
        parts[RecoveryPart.numbered(RECOVERY.of_code(RECOVERY.code_of[each.clause]).clause.state)] += (
            each.asked - each.granted
        )
    return parts
