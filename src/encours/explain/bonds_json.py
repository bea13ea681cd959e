"""Bonds of a line for programs and spreadsheets; documented in ``docs/reference/json.md``."""

from __future__ import annotations

from collections.abc import Iterator

from encours.bonds.last_day import written_last_day
from encours.bonds.portfolio import Fit, Use
from encours.bonds.standing import Standing
from encours.explain.bonds_report import BondsReport, OnBothSides, state_of
from encours.explain.bonds_screen import asked_sentence
from encours.explain.json_values import Json, day_json
from encours.explain.words import say
from encours.facts.faults import Fault
from encours.facts.kinds import BondEvent
from encours.units import MISSING, NEVER, UNSET, Cents
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language, show_day

Cell = str | int | Total | None


def bonds_json(report: BondsReport, language: Language, *, shown: Standing | None = None) -> Json:
    """The line, its kinds and its bonds; of one bond shown, that bond alone."""
    found, agreed = report.portfolio, report.portfolio.line
    bonds = found.bonds if shown is None else (shown,)
    return {
        **report.head.json("bonds", language),
        "line": {
            "name": agreed.name,
            "surety": agreed.surety,
            "principal": agreed.principal or None,
            "opens_on": day_json(agreed.opens_on),
            "closes_on": day_json(agreed.closes_on),
            "is_open": agreed.is_open(found.day),
            "collateral": _known(agreed.collateral),
            "to_recover": report.to_recover,
            **_use(found.use),
        },
        "bond_kinds": [
            {"kind": name, "nature": kind.nature.english, **_use(found.by_kind[name])}
            for name, kind in agreed.kinds.items()
        ],
        "bonds": [_bond(report, each, language) for each in bonds],
        "findings": [_finding(each, language) for each in report.findings],
        "both_sides": sides_json(report.both_sides),
        "bond_asked": None if report.asked is None else _asked(report, report.asked, language),
    }


def sides_json(sides: tuple[OnBothSides, ...]) -> list[Json]:
    """Buyers that are beneficiaries too."""
    return [
        {"buyer": each.buyer, "name": each.name, "bonds_outstanding": each.bonds, "owes": _known(each.owes)}
        for each in sides
    ]


def _use(use: Use) -> Json:
    return {"agreed": _known(use.total), "used": use.used, "room": _known(use.room), "over": use.over}


def _known(value: int) -> int | None:
    return None if value in {MISSING, UNSET} else value


def _bond(report: BondsReport, each: Standing, language: Language) -> Json:
    fee = report.portfolio.fees[each.bond.reference]
    return {
        "bond": each.bond.reference,
        "kind": each.kind.name,
        "nature": each.kind.nature.english,
        "beneficiary": each.bond.beneficiary,
        "buyer": each.bond.buyer or None,
        "contract": each.bond.contract or None,
        "issued_on": day_json(each.bond.issued_on),
        "last_day": day_json(written_last_day(each.bond, each.events)),
        "ends_on": day_json(each.ending.on),
        "ends_by": each.ending.by.value,
        "amount": each.bond.amount,
        "outstanding": each.outstanding,
        "called": each.called,
        "accepted": each.accepted,
        "due": _known(each.due),
        "paid": each.paid,
        "recovered": each.recovered,
        "to_recover": each.to_recover,
        "fee": _known(fee.amount),
        "fee_by_rate": _known(fee.by_rate),
        "fee_from": day_json(fee.first),
        "fee_days": fee.days,
        "state": state_of(each, language),
        "source": each.bond.fact_id,
        "events": [_event(event) for event in each.events],
    }


def _event(event: BondEvent) -> Json:
    return {
        "event": event.event,
        "happened_on": day_json(event.happened_on),
        "amount": _known(event.amount),
        "last_day": day_json(event.expires_on),
        "source": event.fact_id,
    }


def _finding(each: Fault, language: Language) -> Json:
    is_french = language == "fr"
    return {
        "finding": each.code.replace(" ", "_"),
        "sentence": each.fr if is_french else each.en,
        "what_to_do": each.remedy_fr if is_french else each.remedy_en,
        "source": each.fact_ids[0],
    }


def _asked(report: BondsReport, asked: Fit, language: Language) -> Json:
    return {
        "kind": asked.kind.name,
        "amount": asked.amount,
        "fits": asked.fits,
        "is_open": asked.is_open,
        "lacking_in_the_line": asked.lacking_in_the_line,
        "lacking_in_the_kind": asked.lacking_in_the_kind,
        "sentence": asked_sentence(report, asked, language),
    }


def bonds_rows(report: BondsReport, language: Language, *, shown: Standing | None = None) -> Iterator[list[Cell]]:
    """Rows of the spreadsheet: a row for each bond, ended ones included."""
    unit = known_currency(report.portfolio.line.currency)

    def total(cents: Cents) -> Total | None:
        return None if cents in {MISSING, UNSET} else Total(cents, unit)

    for each in report.portfolio.bonds if shown is None else (shown,):
        last = written_last_day(each.bond, each.events)
        nature = each.kind.nature.french if language == "fr" else each.kind.nature.english
        yield [
            each.bond.reference, each.kind.name, nature, each.bond.beneficiary, each.bond.buyer,
            show_day(each.bond.issued_on, language), "" if last == NEVER else show_day(last, language),
            total(each.bond.amount), total(each.outstanding), total(each.called), total(each.due), total(each.paid),
            total(each.to_recover), total(report.portfolio.fees[each.bond.reference].amount), state_of(each, language),
        ]  # fmt: skip


def bonds_columns(language: Language) -> list[str]:
    """Titles of the spreadsheet."""
    return say("bonds columns", language).split("|")
