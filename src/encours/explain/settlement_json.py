"""A settlement for programs and spreadsheets; the shape is documented in ``docs/reference/json.md``."""

from __future__ import annotations

from collections.abc import Iterator

from encours.claims.in_order import SettledLoss
from encours.claims.of_buyer import BuyerLoss
from encours.clauses.choices import LimitKind
from encours.clauses.orders import IndemnityStep
from encours.engine.verdicts import NAMES
from encours.explain.json_values import SCHEMA_VERSION, Json, day_json, state_name
from encours.explain.settlement_insurers import insurers_json
from encours.explain.settlement_payments_json import advance_json, agreed_due_json, payment_csv, payments_json
from encours.explain.settlement_recoveries_json import dues_json, outside_json, recovery_rows, years_json
from encours.explain.settlement_report import (
    SettlementReport,
    Step,
    charges_told,
    counted,
    cut_by,
    missing,
    missing_words,
    not_in_the_loss,
    order_of,
    proceeds_told,
    steps,
    undated_words,
    word,
)
from encours.explain.words import say
from encours.units import MISSING, UNSET, Cents
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language, show_day

Cell = str | int | Total | None


def settlement_json(report: SettlementReport, language: Language) -> Json:
    """Every loss with its waterfall, its parts, its invoices, and what the policy year has left."""
    currency = report.currency
    head: Json = {
        "shape": "settlement",
        "version": SCHEMA_VERSION,
        "company": report.company,
        "currency": currency,
        "minor_units": known_currency(currency).minor_units,
        "language": language,
    }
    if report.head is not None:
        head = report.head.json("settlement", language)
    return {
        **head,
        "losses": [_loss(each, language) for each in report.losses],
        "across_layers": [
            {
                "claim": each.loss.claim,
                "number": each.loss.number,
                "gross_loss": each.gross,
                "layers": [_layer(layer) for layer in each.layers],
                "indemnity": each.indemnity,
                "paid": each.paid,
                "left_to_the_insured": each.left_to_the_insured,
            }
            for each in report.across
        ],
        "ledger": [_found(each, language) for each in report.found],
        "years": years_json(report, language),
        "payments": dues_json(report),
        "payment_plan": payments_json(report, language),
        "of_no_year": outside_json(report),
        "undated": [
            {
                "buyer": buyer,
                "invoice": each.invoice or None,
                "missing": [anchor.english for anchor in each.missing],
                "told": undated_words(each, language),
            }
            for buyer, each in report.undated
        ],
    }


def _layer(settled: SettledLoss) -> Json:
    """A loss as one layer counts it: by invoice, by buyer or by group, so that a layer may have several of a claim."""
    return {
        "policy": settled.policy.name or None,
        "claim": settled.loss.claim,
        "number": settled.loss.number,
        "buyer": settled.loss.buyer or None,
        "group": settled.loss.group or None,
        "invoice": settled.loss.invoice or None,
        "gross_loss": settled.loss.gross,
        "indemnity": settled.settlement.indemnity,
    }


def _found(found: BuyerLoss, language: Language) -> Json:
    """What a ledger tells beside the waterfalls."""
    return {
        "day_of_loss": day_json(found.day),
        "not_in_the_loss": [
            {
                "state": state_name(each.state),
                "clause": each.clause,
                "title": each.title(language),
                "amount": each.amount,
                "invoices": [
                    {"invoice": line.number, "instalment": line.instalment, "amount": cents}
                    for cents, line in each.rows
                ],
            }
            for each in not_in_the_loss(found)
        ],
    }


def _loss(settled: SettledLoss, language: Language) -> Json:
    loss, settlement = settled.loss, settled.settlement
    return {
        "claim": loss.claim,
        "buyer": loss.buyer or None,
        "group": loss.group or None,
        "invoice": loss.invoice or None,
        "policy": settled.policy.name or None,
        "insurer": settled.policy.insurer or None,
        "day_of_loss": day_json(loss.day),
        "cause": loss.cause or None,
        "country": loss.country or None,
        "order": [IndemnityStep.numbered(code - 1).english for code in settled.agreed.codes],
        "order_told": order_of(settled, language),
        "debt": _known(loss.debt),
        "proceeds": loss.proceeds,
        "proceeds_beyond_the_debt": dict(proceeds_told(settled)).get("settlement proceeds beyond", 0),
        "gross_loss": loss.gross,
        "late_interest": None if loss.of_unknown_interest else loss.interest,
        "collection_costs": loss.costs,
        "charges_outside": loss.charges_outside,
        "steps": [_step(settled, each, language) for each in steps(settled)],
        "indemnity": settlement.indemnity,
        "paid": settled.paid,
        "advance": advance_json(settled),
        "agreed_due": agreed_due_json(settled, language),
        "insurers": insurers_json(settled, language),
        "parts": {part.name.lower(): cents for part, cents in settlement.parts.items()} or None,
        "invoices": [
            {
                "invoice": line.number or None,
                "instalment": line.instalment,
                "gross": line.gross,
                "late_interest": line.interest if line.interest_is_known else None,
                "collection_costs": line.costs,
                "charges_outside": line.outside,
                "limit": _known(line.limit),
                "taken_before": line.taken,
                "part": None if line.part == UNSET else line.part,
                "limit_kind": LimitKind.numbered(int(line.limit_kind)).english,
                "percentage": _known(line.percentage),
                "indemnity": paid if settlement.indemnity is not None else None,
            }
            for line, paid in zip(loss.lines, settlement.lines, strict=True)
        ],
        "year": [
            {
                "counter": each.counter,
                "agreed": each.total,
                "used_before": each.before,
                "used": each.used,
                "left": each.left,
            }
            for each in counted(settled)
        ],
    }


def _step(settled: SettledLoss, step: Step, language: Language) -> Json:
    lacking = () if step.stands is not None else missing(settled, step)
    return {
        "clause": step.code,
        "title": step.name(language),
        "verdict": NAMES[step.finding.verdict],
        "stood": step.stood,
        "cut": None if step.stands is None else step.cut,
        "stands": step.stands,
        "part": step.part.name.lower() if step.cut else None,
        "by": cut_by(settled, step, language),
        "values": {name: _known(value) for name, value in step.finding.values.items()},
        "missing": list(lacking),
    }


def _known(value: int) -> int | None:
    """A value; null where it is missing or not used."""
    return None if value < -(2**61) else value


def settlement_columns(language: Language) -> list[str]:
    """Titles of the spreadsheet."""
    return say("settlement columns", language).split("|")


def settlement_rows(report: SettlementReport, language: Language) -> Iterator[list[Cell]]:
    """A row for each step of each loss, from the gross loss to the indemnity."""
    unit = known_currency(report.currency)

    def total(cents: Cents | None) -> Total | None:
        return None if cents is None else Total(cents, unit)

    for settled in report.losses:
        loss = settled.loss
        day = "" if loss.day == MISSING else show_day(loss.day, "en")
        head: list[Cell] = [loss.claim, settled.policy.name, loss.buyer, day]
        known = loss.debt not in {MISSING, loss.gross}
        outside = say("settlement outside", language) if known else ""
        yield [
            *head, say("settlement gross", language), total(loss.debt if known else None),
            total(loss.debt - loss.gross if known else None), "", outside, total(loss.gross),
        ]  # fmt: skip
        for key, cents in charges_told(loss):
            yield [*head, say(key, language), None, None, "", "", total(cents)]
        for step in steps(settled):
            part = word(step.part, language) if step.cut else ""
            by = cut_by(settled, step, language)
            if step.stands is None:
                by = "? " + missing_words(settled, step, language)
            cut = total(step.cut) if step.stands is not None else None
            yield [*head, step.name(language), total(step.stood), cut, part, by, total(step.stands)]
        paid = total(settled.settlement.indemnity)
        yield [*head, say("settlement indemnity", language), None, None, "", "", paid]
    yield from payment_csv(report, language)
    yield from recovery_rows(report, language)
