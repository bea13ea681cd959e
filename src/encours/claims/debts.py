"""What is left of the debts of a claim, period by period: on the day of the loss, and when the indemnity is settled.

Money of before the loss is a payment. Money of before the indemnity lowers the debts too, and the loss is settled
again, unless the policy shares it as what comes after. Sources: domain notes on wordings, section 8, and on France,
1.10.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from itertools import accumulate

from encours.claims.money import Claim, Correction, Debt, Receipt
from encours.clauses.choices import AmountBase, PaymentAllocation
from encours.clauses.recovery_choices import RecoveryBeforeIndemnity, RecoveryPool
from encours.clauses.wordings.recovery import LINES, RECOVERY, codes_of
from encours.engine.chain_one import Settled, settle_plainly
from encours.engine.findings import Finding
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy
from encours.units import MISSING, Cents


@dataclass(frozen=True, slots=True)
class AgreedSharing:
    """What a policy agreed about money that comes back on one claim."""

    terms: Mapping[str, int]
    vat_is_insured: bool
    early_payments: int
    """How a payment made before the loss is put to invoices, as `PaymentAllocation`."""

    @property
    def shares_before_the_indemnity(self) -> bool:
        """Whether what comes in before the indemnity is shared like what comes after."""
        return self.terms["recovery_before_indemnity"] == RecoveryBeforeIndemnity.AS_RECOVERY


def agreed_sharing(policy: Policy, claim: Claim) -> AgreedSharing:
    """Terms of recoveries in force on the day of the loss."""

    def value(name: str) -> int:
        return resolve(policy, name, claim.loss.keys, claim.loss.day)

    terms = {name: value(name) for name in RECOVERY.link_terms}
    return AgreedSharing(terms, value("amount_base") == AmountBase.GROSS, value("payment_allocation"))


@dataclass(frozen=True, slots=True)
class DebtsLeft:
    """What is left of each debt of a claim, the oldest first, and what is left to put to none.

    `beside` is money that never counted against a debt: a later cash sale, a tax refund beside the policy.
    """

    amounts: tuple[Cents, ...]
    beyond: Cents = 0
    beside: Cents = 0
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Periods:
    """Receipts of a claim by the period they came in, each in the order of their days."""

    before_loss: tuple[Receipt, ...]
    before_indemnity: tuple[Receipt, ...]
    after: tuple[Receipt, ...]


def periods(claim: Claim, receipts: Sequence[Receipt], agreed: AgreedSharing) -> Periods:
    """Receipts by period; one of the day of the loss comes after it, and one of the day of the indemnity too."""
    ordered = sorted(receipts, key=order_of_receipt)
    late = [each for each in ordered if each.on >= claim.loss.day]
    starts = claim.loss.day if agreed.shares_before_the_indemnity else claim.paid_on
    return Periods(
        tuple(each for each in ordered if each.on < claim.loss.day),
        tuple(each for each in late if each.on < starts),
        tuple(each for each in late if each.on >= starts),
    )


def order_of_receipt(receipt: Receipt) -> tuple[object, ...]:
    """Order of receipts: by day, then by everything else that tells them apart."""
    return (receipt.on, receipt.reference, *astuple(receipt))


def debts_at_the_loss(
    claim: Claim, early: Sequence[Receipt], corrections: Sequence[Correction], agreed: AgreedSharing
) -> DebtsLeft:
    """Debts on the day of the loss by all that is known now: what was never owed, and what was paid before."""
    amounts = [debt.amount for debt in claim.debts]
    places = {debt.key: place for place, debt in enumerate(claim.debts)}
    for each in corrections:
        place = places[each.invoice, each.instalment]
        amounts[place] = max(0, amounts[place] - each.amount)
    reading = RecoveryBeforeIndemnity.OLDEST_FIRST
    if agreed.early_payments == PaymentAllocation.AS_REMITTED:
        reading = RecoveryBeforeIndemnity.AS_REMITTED
    return lowered(claim, amounts, early, reading, (1,) * len(amounts))


def debts_at_the_indemnity(
    claim: Claim, at_the_loss: Sequence[Cents], between: Sequence[Receipt], agreed: AgreedSharing
) -> DebtsLeft:
    """Debts on which the indemnity is settled: what came in since the loss is taken off, as the policy puts it.

    In a programme all layers put it alike: else each would take it off an invoice that another insures.
    """
    money, beside = [], 0
    for each in between:
        if is_beside(each, agreed):
            beside += each.amount
        else:
            money.append(each)
    reading, pool = claim.put_by or (agreed.terms["recovery_before_indemnity"], agreed.terms["recovery_pool"])
    left = lowered(claim, at_the_loss, money, reading, _pooled(claim, pool))
    return DebtsLeft(left.amounts, left.beyond, beside, left.findings)


def pooled(claim: Claim, agreed: AgreedSharing) -> tuple[int, ...]:
    """For each debt, 1 where its recoveries are shared, else 0."""
    return _pooled(claim, agreed.terms["recovery_pool"])


def _pooled(claim: Claim, pool: int) -> tuple[int, ...]:
    if pool == RecoveryPool.INSURED_INVOICES:
        return claim.in_programme
    return (1,) * len(claim.debts)


def is_beside(receipt: Receipt, agreed: AgreedSharing) -> bool:
    """Whether a receipt is none of the policy's, whichever debt it would pay."""
    figures = {"recovery_source": receipt.source, "vat_is_insured": int(agreed.vat_is_insured)}
    return asked(codes_of("recovery_pool"), figures, agreed.terms, {"line_is_pooled": [1]}, (1,)).remains == 0


def lowered(
    claim: Claim, standing: Sequence[Cents], money: Sequence[Receipt], reading: int, in_pool: Sequence[int]
) -> DebtsLeft:
    """Debts once money was put to them; that of one company of a group pays no debt of another."""
    left, beyond, findings = list(standing), 0, list[Finding]()
    in_programme = claim.in_programme
    for name in claim.names:
        own = [each for each in money if each.claim == name]
        if not own:
            continue
        places = claim.debts_of(name)
        done = _lowered(
            [claim.debts[place] for place in places],
            [standing[place] for place in places],
            own,
            reading,
            insured=[in_programme[place] for place in places],
            in_pool=[in_pool[place] for place in places],
        )
        for place, now in zip(places, done.amounts, strict=True):
            left[place] = now
        beyond += done.beyond
        findings += done.findings
    return DebtsLeft(tuple(left), beyond, 0, tuple(findings))


def _lowered(
    debts: Sequence[Debt],
    standing: Sequence[Cents],
    money: Sequence[Receipt],
    reading: int,
    *,
    insured: Sequence[int],
    in_pool: Sequence[int],
) -> DebtsLeft:
    """Debts of one buyer: what names one that the reading respects is put to it first, then all the rest."""
    places = {debt.key: place for place, debt in enumerate(debts) if debt.number}
    remitted = [0] * len(standing)
    rest = 0
    for each in money:
        place = places.get((each.invoice, each.instalment))
        taken = 0
        if place is not None and (reading == RecoveryBeforeIndemnity.AS_REMITTED or not in_pool[place]):
            taken = min(each.amount, standing[place] - remitted[place])
            remitted[place] += taken
        rest += each.amount - taken
    left = _put(insured, standing, remitted=remitted, money=rest, reading=reading, in_pool=in_pool)
    others = tuple(1 - each for each in in_pool)
    if left.beyond and any(others):
        oldest_first = RecoveryBeforeIndemnity.OLDEST_FIRST
        nothing = [0] * len(standing)
        further = _put(insured, left.amounts, remitted=nothing, money=left.beyond, reading=oldest_first, in_pool=others)
        return DebtsLeft(further.amounts, further.beyond, 0, (*left.findings, *further.findings))
    return left


def _put(
    insured: Sequence[int],
    standing: Sequence[Cents],
    *,
    remitted: Sequence[Cents],
    money: Cents,
    reading: int,
    in_pool: Sequence[int],
) -> DebtsLeft:
    """Debts once each had what was remitted for it, and those of the pool their turn in the money."""
    left = [owed - paid for owed, paid in zip(standing, remitted, strict=True)]
    of_insured = [owed * one * within for owed, one, within in zip(left, insured, in_pool, strict=True)]
    of_others = [owed * (1 - one) * within for owed, one, within in zip(left, insured, in_pool, strict=True)]
    figures = {"money": money, "debt": sum(of_insured) + sum(of_others), "insured_debt": sum(of_insured)}
    lines = {
        "line_older_insured": [0, *accumulate(of_insured)][:-1],
        "line_older_other": [0, *accumulate(of_others)][:-1],
        "line_is_insured": insured,
        "line_is_pooled": in_pool,
        "line_remitted": remitted,
    }
    done = asked(codes_of("debt_left"), figures, {"recovery_before_indemnity": reading}, lines, standing)
    return DebtsLeft(done.lines, max(0, money - figures["debt"]), 0, done.findings)


def asked(
    codes: Sequence[int],
    figures: Mapping[str, int],
    terms: Mapping[str, int],
    lines: Mapping[str, Sequence[int]],
    standing: Sequence[Cents],
) -> Settled:
    """Some questions about one sum; `standing` is the sum by debt, and a line not told is `MISSING`."""
    return settle_plainly(
        RECOVERY,
        codes,
        figures=figures,
        terms=terms,
        lines={name: lines.get(name, [MISSING] * len(standing)) for name in LINES},
        standing=standing,
        used=[],
        places={},
    )
