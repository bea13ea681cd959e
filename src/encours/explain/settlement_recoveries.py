"""Money that came back on a loss, as every form tells it: whose it is, how it is put to the debts, what it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from encours.claims.ledger_year import PolicyYear
from encours.claims.money import Receipt
from encours.claims.year import ClaimStanding
from encours.clauses.recovery_choices import RecoveryBeforeIndemnity, RecoveryRegime
from encours.explain.settlement_report import SettlementReport, word
from encours.explain.words import say
from encours.policy.resolve import resolve
from encours.units import MISSING, NEVER, Cents
from encours.units.show import Language, show_day
from encours.units.sums import sum_known


@dataclass(frozen=True, slots=True)
class Received:
    """One sum that came in since the loss, and whose it is; None where it cannot be told.

    `is_shared` where it is shared with insurers: what came before the indemnity is the insured's, and lowers the loss.
    """

    receipt: Receipt
    is_shared: bool
    to_insurers: Cents | None
    to_insured: Cents | None
    costs: Cents
    beyond: Cents


def claims_with_money(report: SettlementReport) -> Iterator[tuple[PolicyYear, ClaimStanding]]:
    """Claims of every policy and year on which something came in, or of which a part was never owed."""
    for year in report.years:
        for claim in year.standing.claims:
            if received(claim) or never_owed(claim):
                yield year, claim


def received(claim: ClaimStanding) -> tuple[Received, ...]:
    """Every sum since the loss, in the order of the days."""
    early = tuple(Received(each, False, 0, each.amount, 0, 0) for each in claim.periods.before_indemnity)
    late = tuple(
        Received(each.receipt, True, each.to_insurer, each.to_insured, each.costs, each.beyond)
        for each in claim.recoveries
    )
    return (*early, *late)


def payers(claim: ClaimStanding) -> Mapping[str, str]:
    """Of a claim of a group, its companies by the name of the loss that a sum came back on; none of another claim."""
    return {each.name: each.buyer or each.claim for each in claim.claim.losses}


def costs_told(claim: ClaimStanding) -> Iterator[tuple[str, Mapping[str, Cents]]]:
    """What is said of the costs of what came in: those that do not count, who bears those that do, who owes whom."""
    early, above = costs_not_counted(claim)
    if early:
        yield "recovery costs early", {"amount": early}
    if above:
        yield "recovery costs above", {"amount": above}
    if claim.returned is None:
        return
    insurers = sum(each.costs_of_insurer for each in claim.recoveries)
    insured = sum(each.costs_of_insured for each in claim.recoveries)
    if insurers or insured:
        yield "recovery costs borne", {"insurers": insurers, "insured": insured}
    owed = sum(each.costs_owed_to_insurer for each in claim.recoveries)
    if owed:
        yield f"recovery costs to {'insurers' if owed > 0 else 'insured'}", {"amount": abs(owed)}


def costs_not_counted(claim: ClaimStanding) -> tuple[Cents, Cents]:
    """Costs that stay with who spent them: of what came in before the indemnity, and above the sum or its cap."""
    early = sum(each.costs for each in claim.periods.before_indemnity)
    return early, sum(each.costs_above for each in claim.recoveries)


def never_owed(claim: ClaimStanding) -> Cents:
    """What credit notes since the loss say was never owed."""
    early = sum(each.amount for each in claim.periods.before_loss)
    return claim.claim.loss.debt - sum(claim.at_the_loss.amounts) - early


def claim_told(report: SettlementReport, year: PolicyYear, claim: ClaimStanding) -> str:
    """What tells a claim from the others: its buyer, and its policy and year where there are several."""
    loss = claim.claim.loss
    several = len({each.policy.name for each in report.years}) > 1
    names = [report.party(loss), year.policy.name if several else "", year_told(report, year)]
    return " · ".join(filter(None, names))


def year_told(report: SettlementReport, year: PolicyYear) -> str:
    """The first day of a year, where the losses belong to several years of its policy."""
    several = sum(each.policy.name == year.policy.name for each in report.years) > 1
    return show_day(year.first, "en") if several else ""


def rule_told(year: PolicyYear, claim: ClaimStanding, language: Language) -> str:
    """Which period the money came in, and how the policy shares it."""
    terms = {
        name: resolve(year.policy, name, claim.claim.loss.keys, claim.claim.loss.day)
        for name in ("recovery_regime", "recovery_before_indemnity")
    }
    regime = word(RecoveryRegime.numbered(terms["recovery_regime"]), language)
    if terms["recovery_before_indemnity"] == RecoveryBeforeIndemnity.AS_RECOVERY:
        return say("recovery rule as after", language, regime=regime)
    reading, _ = claim.claim.put_by or (terms["recovery_before_indemnity"], 0)
    before = word(RecoveryBeforeIndemnity.numbered(reading), language)
    if claim.claim.paid_on == NEVER:
        return say("recovery rule not paid", language, before=before)
    if claim.claim.paid_on == MISSING:
        return say("recovery rule day unknown", language, regime=regime)
    day = show_day(claim.claim.paid_on, language)
    return say("recovery rule", language, day=day, before=before, regime=regime)


@dataclass(frozen=True, slots=True)
class PutToDebt:
    """One debt of a claim, what of the sums shared is put to it by the debtor and by the policy, and what is left."""

    invoice: str
    owed: Cents
    as_remitted: Cents
    as_allocated: Cents

    @property
    def left(self) -> Cents:
        """What is still owed, as the policy allocates."""
        return self.owed - self.as_allocated


def both_allocations(claim: ClaimStanding) -> tuple[PutToDebt, ...]:
    """Every debt with both allocations of what was shared; none where nothing was."""
    if not claim.recoveries:
        return ()
    places = range(len(claim.claim.debts))
    remitted = [sum(each.as_remitted[place] for each in claim.recoveries) for place in places]
    allocated = [sum(each.as_allocated[place] for each in claim.recoveries) for place in places]
    numbers = [f"{each.number}/{each.instalment}" if each.instalment > 1 else each.number for each in claim.claim.debts]
    return tuple(map(PutToDebt, numbers, claim.at_the_indemnity.amounts, remitted, allocated))


def insurers_as_remitted(claim: ClaimStanding) -> Cents | None:
    """What insurers would get, were each invoice shared as the debtor named it; None where this cannot be told."""
    return sum_known(each.insurer_as_remitted for each in claim.recoveries)


def taken_elsewhere(claim: ClaimStanding) -> Cents:
    """What the policy gave to its insurers and another layer, or year, took; negative where they get that much more."""
    return sum(each.taken_elsewhere for each in claim.recoveries)


def beside_its_sharing(claim: ClaimStanding) -> tuple[str, Cents] | None:
    """What other layers or years change of what the policy shares: the word that tells it, and the amount."""
    elsewhere = taken_elsewhere(claim)
    if not elsewhere:
        return None
    return ("recovery elsewhere" if elsewhere > 0 else "recovery made up"), abs(elsewhere)


@dataclass(frozen=True, slots=True)
class Reinstated:
    """What a claim used of a total of the year by its loss, and what of it stays used after recoveries."""

    counter: str
    by_the_loss: Cents
    stays: Cents


def reinstated(claim: ClaimStanding) -> tuple[Reinstated, ...]:
    """Totals of the year of which recoveries give something back."""
    asked = {each.clause: each.asked or 0 for each in claim.findings}
    found = (
        Reinstated("first_loss", asked.get("first_loss_reinstated", 0), claim.first_loss_used),
        Reinstated("liability", asked.get("liability_reinstated", 0), claim.liability_used),
    )
    return tuple(each for each in found if each.by_the_loss != each.stays)
