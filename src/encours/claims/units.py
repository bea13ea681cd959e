"""What one loss is: an invoice, a buyer or a group of buyers, as a policy counts its thresholds and first losses.

Losses are told by buyer. A policy may make one of those of a group, or one of each invoice. Counters of the year, and
the maximum of a claim, are carried across: an invoice stays in the claim of its buyer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, islice

from encours.claims.agreed import LIMIT_CODE, PROCEEDS_CODE, AgreedChain
from encours.claims.loss import Loss, LossLine, YearAccount
from encours.claims.settle import Settlement, parts_of, settle
from encours.clauses.choices import ClaimUnit, ProceedsComeOff
from encours.engine.findings import Finding
from encours.engine.verdicts import KEPT, NEEDS_INFORMATION, PARTLY, REFUSED
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy
from encours.units import MISSING, Cents


def unit_of(policy: Policy) -> ClaimUnit:
    """What one loss is under a policy; the same for all its losses."""
    return ClaimUnit.numbered(resolve(policy, "claim_unit", {}, policy.period_start))


def by_unit(policy: Policy, losses: Iterable[Loss]) -> tuple[tuple[Loss, ...], ...]:
    """Losses told by buyer, those that the policy makes one of put together, in the order of the first of each.

    A buyer in no group is a group of its own.
    """
    told = tuple(losses)
    if unit_of(policy) != ClaimUnit.GROUP:
        return tuple((each,) for each in told)
    found: dict[tuple[str, ...], list[Loss]] = {}
    for place, each in enumerate(told):
        found.setdefault((each.group,) if each.group else ("", str(place)), []).append(each)
    return tuple(tuple(each) for each in found.values())


def together(losses: Sequence[Loss]) -> Loss:
    """Several losses as one, on the day and from the cause of the first, under its claim.

    What they do not have in common is told by none: a term that varies with it lacks a value.
    """
    first, *others = losses
    if not others:
        return first

    def common(name: str) -> str:
        value: str = getattr(first, name)
        return value if all(getattr(each, name) == value for each in others) else ""

    debts = [each.debt for each in losses]
    return replace(
        first,
        buyer=common("buyer") or common("group"),
        country=common("country"),
        buyer_class=common("buyer_class"),
        sector=common("sector"),
        entity=common("entity"),
        group=common("group"),
        debt=MISSING if MISSING in debts else sum(debts),
        proceeds=sum(each.proceeds for each in losses),
        lines=tuple(line for each in losses for line in each.lines),
    )


def settle_units(
    policy: Policy, losses: Sequence[Loss], agreed: AgreedChain, account: YearAccount
) -> tuple[Settlement, ...]:
    """What the policy pays of losses that it makes one of: one settlement, or one for each invoice, the oldest first.

    A limit belongs to its buyer whatever is a loss: what stands of older invoices takes room in it before, and the
    invoices of another company of the group take none.
    """
    if unit_of(policy) == ClaimUnit.INVOICE:
        return _invoice_by_invoice(together(losses), agreed, account)
    whole = together(losses)
    if len(losses) > 1:
        whole = _limits_of_their_own(whole, losses, agreed, account)
        whole = replace(whole, proceeds=sum(_proceeds_of_their_own(whole, losses, agreed, account)))
    return (settle(whole, agreed, account),)


def as_one(settlements: Sequence[Settlement], loss: Loss) -> Settlement:
    """Settlements of the invoices of a loss as one of the whole: every step adds up; None where one cannot be told.

    What a step read is told by each of them alone.
    """
    if len(settlements) == 1:
        return settlements[0]
    after = settlements[-1].account
    paid = {
        line.key: (line, cents) for each in settlements for line, cents in zip(each.loss.lines, each.lines, strict=True)
    }
    ordered = [paid[line.key] for line in loss.lines]
    whole = replace(loss, lines=tuple(line for line, _ in ordered))
    lines = tuple(cents for _, cents in ordered)
    stopped = next((each for each in settlements if each.indemnity is None), None)
    if stopped is not None:
        return Settlement(whole, None, lines, {}, stopped.findings, after)
    findings = tuple(_added_up(step) for step in zip(*(each.findings for each in settlements), strict=True))
    indemnity = sum(each.indemnity or 0 for each in settlements)
    return Settlement(whole, indemnity, lines, parts_of(findings, indemnity), findings, after)


def _added_up(findings: Sequence[Finding]) -> Finding:
    asked, granted = (sum(getattr(each, name) or 0 for each in findings) for name in ("asked", "granted"))
    verdict = KEPT if granted == asked else (PARTLY if granted else REFUSED)
    return replace(findings[0], verdict=verdict, values={}, asked=asked, granted=granted)


def _invoice_by_invoice(loss: Loss, agreed: AgreedChain, account: YearAccount) -> tuple[Settlement, ...]:
    found: list[Settlement] = []
    stood: Cents = 0
    for piece in _invoices(loss):
        lines = tuple(replace(line, taken=line.taken + stood) for line in piece.lines)
        settled = settle(replace(piece, lines=lines), agreed, account)
        found.append(settled)
        stood += sum(at_the_limit(settled.loss, agreed, account))
        account = settled.account
    return tuple(found)


def _invoices(loss: Loss) -> tuple[Loss, ...]:
    """A loss for each invoice, its instalments together; an amount that names no invoice is one of its own."""
    found: dict[str, list[LossLine]] = {}
    for place, line in enumerate(loss.lines):
        found.setdefault(line.number or f"\0{place}", []).append(line)
    if not found:
        return (loss,)
    return tuple(
        replace(loss, lines=tuple(lines), invoice=lines[0].number, debt=_debt(loss, lines, is_alone=len(found) == 1))
        for lines in found.values()
    )


def _debt(loss: Loss, lines: Sequence[LossLine], *, is_alone: bool) -> Cents:
    """What is owed on an invoice: what is told of it, else of the loss that it is alone, or that is all owed."""
    debts = [line.debt for line in lines]
    if MISSING not in debts:
        return sum(debts)
    if is_alone:
        return loss.debt
    return sum(line.gross for line in lines) if loss.debt == loss.gross else MISSING


def _limits_of_their_own(whole: Loss, losses: Sequence[Loss], agreed: AgreedChain, account: YearAccount) -> Loss:
    """Lines of several companies, each of which meets only the older lines of its own."""
    before = [0, *accumulate(at_the_limit(whole, agreed, account))]
    lines, start = [], 0
    for each in losses:
        lines += [replace(line, taken=line.taken - before[start]) for line in each.lines]
        start += len(each.lines)
    return replace(whole, lines=tuple(lines))


def _proceeds_of_their_own(
    whole: Loss, losses: Sequence[Loss], agreed: AgreedChain, account: YearAccount
) -> tuple[Cents, ...]:
    """Proceeds of each company that may come off the loss of all: no more than its own debt bears.

    Where they come off the loss alone, that is what stands of its invoices at that step.
    """
    if not whole.proceeds:
        return tuple(0 for _ in losses)
    standing = iter(_standing_at(PROCEEDS_CODE, whole, agreed, account))
    stands = [sum(islice(standing, len(each.lines))) for each in losses]
    if agreed.terms["proceeds_come_off"] == ProceedsComeOff.LOSS:
        return tuple(min(each.proceeds, own) for each, own in zip(losses, stands, strict=True))
    return tuple(each.proceeds - proceeds_beyond(each) for each in losses)


def proceeds_beyond(loss: Loss) -> Cents:
    """What proceeds come to above everything that the buyer owed; nothing where nobody tells what it owed."""
    return 0 if loss.debt == MISSING else max(0, loss.proceeds - loss.debt)


def at_the_limit(loss: Loss, agreed: AgreedChain, account: YearAccount) -> tuple[Cents, ...]:
    """What stands of each line where the limit is asked, after the steps that come before it."""
    return _standing_at(LIMIT_CODE, loss, agreed, account)


def _standing_at(code: int, loss: Loss, agreed: AgreedChain, account: YearAccount) -> tuple[Cents, ...]:
    """What stands of each line where a step is asked; all of it where it is not, or is the first.

    All of it where a step before it lacks a value: then nobody knows how little it is.
    """
    before = agreed.codes[: agreed.codes.index(code)] if code in agreed.codes else ()
    gross = tuple(line.gross for line in loss.lines)
    if not before:
        return gross
    settled = settle(loss, replace(agreed, codes=before), account)
    return gross if settled.findings[-1].verdict == NEEDS_INFORMATION else settled.lines
