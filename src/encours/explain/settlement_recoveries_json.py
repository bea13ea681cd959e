"""What came back on losses, and policy years, for programs and spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator

from encours.claims.coinsurance import InsurerPart
from encours.claims.ledger_year import PolicyYear
from encours.claims.money import Receipt
from encours.claims.year import ClaimStanding
from encours.clauses.recovery_choices import RecoverySource
from encours.explain.json_values import Json, day_json, money
from encours.explain.settlement_recoveries import (
    both_allocations,
    claim_told,
    claims_with_money,
    costs_not_counted,
    insurers_as_remitted,
    never_owed,
    payers,
    received,
    taken_elsewhere,
)
from encours.explain.settlement_report import SettlementReport
from encours.explain.settlement_years import dues, news_told, year_totals
from encours.explain.words import say
from encours.units import MISSING, NEVER, Cents
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language, show_day

Cell = str | int | Total | None


def years_json(report: SettlementReport, language: Language) -> list[Json]:
    """Every year of every policy, with its claims and what each day's news changed."""
    return [
        {
            "policy": year.policy.name,
            "first_day": day_json(year.first),
            "last_day": day_json(year.last),
            "claims": [_claim(each) for each in year.standing.claims],
            "totals": [{"counter": each.counter, "used": each.used, "left": each.left} for each in year_totals(year)],
            "news": _news(year, language),
            "not_counted": [
                {"what": each.what.in_language(language), "what_to_do": each.hint.in_language(language)}
                for each in year.standing.refused
            ],
        }
        for year in report.years
    ]


def dues_json(report: SettlementReport) -> list[Json]:
    """What was paid so far of each claim of which the ledger tells a payment."""
    return [
        {
            "policy": each.policy,
            "claim": each.claim,
            "owed": each.owed,
            "paid": each.paid,
            "still_due": each.still_due,
            "to_give_back": each.claimed_back,
        }
        for each in dues(report)
    ]


def outside_json(report: SettlementReport) -> list[Json]:
    """Invoices that no year of a policy has."""
    return [{"policy": policy, "claim": claim, "invoice": invoice} for policy, claim, invoice in report.outside]


def _claim(claim: ClaimStanding) -> Json:
    paid_on, companies = claim.claim.paid_on, payers(claim)
    return {
        "claim": claim.claim.name,
        "buyer": claim.claim.loss.buyer or None,
        "indemnity_is_paid": paid_on != NEVER,
        "paid_on": None if paid_on in {NEVER, MISSING} else day_json(paid_on),
        "debt_at_the_loss": sum(claim.at_the_loss.amounts),
        "never_owed": never_owed(claim),
        "debt_at_the_indemnity": sum(claim.at_the_indemnity.amounts),
        "gross_loss": claim.settlement.loss.gross,
        "indemnity": claim.indemnity,
        "received": [
            {
                **_receipt(each.receipt),
                "buyer": companies.get(each.receipt.claim),
                "is_shared": each.is_shared,
                "to_insurers": each.to_insurers,
                "to_insured": each.to_insured,
                "costs": each.costs,
                "beyond_the_debt": each.beyond,
            }
            for each in received(claim)
        ],
        "allocations": [
            {
                "invoice": each.invoice or None,
                "owed": each.owed,
                "as_remitted": each.as_remitted,
                "as_allocated": each.as_allocated,
                "left": each.left,
            }
            for each in both_allocations(claim)
        ],
        "to_insurers": claim.returned,
        "to_insurers_as_remitted": insurers_as_remitted(claim),
        "taken_elsewhere": taken_elsewhere(claim),
        "to_insured": claim.to_insured,
        "costs_borne_by_insurers": sum(each.costs_of_insurer for each in claim.recoveries),
        "costs_borne_by_insured": sum(each.costs_of_insured for each in claim.recoveries),
        "costs_not_counted": sum(costs_not_counted(claim)),
        "costs_owed_to_insurers": sum(each.costs_owed_to_insurer for each in claim.recoveries),
        "insurers": [_insurer(each) for each in claim.insurers],
        "first_loss_used": claim.first_loss_used,
        "liability_used": claim.liability_used,
        "net": claim.net,
        "is_provisional": claim.is_provisional,
    }


def _receipt(receipt: Receipt) -> Json:
    return {
        "received_on": day_json(receipt.on),
        "reference": receipt.reference or None,
        "invoice": receipt.invoice or None,
        "instalment": receipt.instalment if receipt.invoice else None,
        "source": RecoverySource.numbered(int(receipt.source)).english,
        "amount": money(receipt.amount, receipt.currency),
    }


def _insurer(part: InsurerPart) -> Json:
    return {
        "insurer": part.line.insurer or None,
        "share": part.line.share,
        "gets": part.paid,
        "left_to_the_insured": part.retained + part.unpaid,
        "ceded": [{"reinsurer": each.reinsurer, "share": each.share, "amount": each.amount} for each in part.ceded],
        "kept": part.kept,
    }


def _news(year: PolicyYear, language: Language) -> list[Json]:
    return [
        {
            "known_on": day_json(each.learnt),
            "news": each.news,
            "claim": each.change.claim,
            "indemnity_before": each.change.indemnity_before,
            "indemnity_after": each.change.indemnity_after,
            "claimed_back": each.change.claimed_back,
            "further_due": each.change.further_due,
            "to_insurers": each.change.to_insurer,
        }
        for each in news_told(year, language)
    ]


def recovery_rows(report: SettlementReport, language: Language) -> Iterator[list[Cell]]:
    """A row for each sum, in the columns of the waterfall: what came in, what the insured keeps, what insurers get."""
    unit = known_currency(report.currency)

    def total(cents: Cents | None) -> Total | None:
        return None if cents is None else Total(cents, unit)

    for year, claim in claims_with_money(report):
        loss = claim.claim.loss
        day = "" if loss.day == MISSING else show_day(loss.day, "en")
        for each in received(claim):
            told = filter(None, (show_day(each.receipt.on, "en"), each.receipt.reference, each.receipt.invoice))
            step = "recovery after" if each.is_shared else "recovery before"
            yield [
                claim.claim.name, year.policy.name, claim_told(report, year, claim), day, say(step, language),
                total(each.receipt.amount), total(each.to_insured), say("recovery insured", language), " ".join(told),
                total(each.to_insurers),
            ]  # fmt: skip
